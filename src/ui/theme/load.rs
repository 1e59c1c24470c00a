//! The shape of `assets/theme.toml`, and reading it.

use std::collections::BTreeMap;

use egui::Color32;
use serde::Deserialize;
use thiserror::Error;

use super::{Mode, Token};

/// Why the design tokens could not be read.
#[derive(Debug, Error)]
pub enum LoadError {
    /// Not TOML of the expected shape.
    #[error("the design tokens cannot be read: {0}")]
    Shape(#[from] toml::de::Error),
    /// A role without a colour.
    #[error("the design tokens give no colour for {0}")]
    NoColour(&'static str),
    /// A colour that is not `#RRGGBB` or `#RRGGBBAA`.
    #[error("the design tokens give {0} a colour that is not hexadecimal")]
    BadColour(&'static str),
}

impl LoadError {
    /// What a person can do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Shape(_) => "Install Bedside again: its own file of colours is damaged",
            Self::NoColour(_) => "Give the role a colour for each of the three looks",
            Self::BadColour(_) => "Write the colour as # and six or eight hexadecimal digits",
        }
    }
}

/// The whole asset, as written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Tokens {
    colour: Colours,
    /// Read by the test that holds the promised contrasts.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "figures for a test, and documentation"))]
    pub(super) contrast: Contrasts,
    pub(super) space: Space,
    pub(super) radius: Radius,
    pub(super) stroke: StrokeWidth,
    #[serde(rename = "type")]
    pub(super) styles: Styles,
    pub(super) height: Height,
    pub(super) width: Width,
    pub(super) breakpoint: Breakpoint,
    pub(super) motion: Motion,
    pub(super) shadow: Shadows,
}

#[derive(Debug, Deserialize)]
struct Colours {
    platform: BTreeMap<Token, [String; 3]>,
    #[serde(flatten)]
    roles: BTreeMap<Token, [String; 3]>,
}

/// Foreground, ground, and the ratio in each mode.
pub(super) type Pairs = BTreeMap<Token, BTreeMap<Token, [f32; 3]>>;

/// The contrasts that the asset promises.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "figures for a test, and documentation"))]
pub(super) struct Contrasts {
    pub(super) text: Pairs,
    pub(super) shape: Pairs,
}

impl Tokens {
    /// Reads the asset's text.
    pub(super) fn parse(text: &str) -> Result<Self, LoadError> {
        Ok(toml::from_str(text)?)
    }

    /// Every colour of one mode, in the order of [`Token::ALL`].
    pub(super) fn colours(&self, mode: Mode) -> Result<Vec<Color32>, LoadError> {
        Token::ALL.iter().map(|&token| self.colour(token, mode)).collect()
    }

    fn colour(&self, token: Token, mode: Mode) -> Result<Color32, LoadError> {
        let [light, dark, high_contrast] = self
            .colour
            .roles
            .get(&token)
            .or_else(|| self.colour.platform.get(&token))
            .ok_or_else(|| LoadError::NoColour(token.name()))?;
        let hex = match mode {
            Mode::Light => light,
            Mode::Dark => dark,
            Mode::HighContrast => high_contrast,
        };
        Color32::from_hex(hex).ok().ok_or_else(|| LoadError::BadColour(token.name()))
    }
}

macro_rules! lengths {
    ($(#[$attribute:meta])+ $name:ident { $($field:ident: $kind:ty,)+ }) => {
        $(#[$attribute])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        #[expect(missing_docs, reason = "the names are those of the asset, where each stands explained")]
        pub struct $name { $(pub $field: $kind,)+ }
    };
}

lengths! {
    /// Distances on the grid of four points.
    Space { half: f32, x1: f32, x2: f32, x3: f32, x4: f32, x5: f32, x6: f32, }
}
lengths! {
    /// Rounded corners.
    #[derive(Eq)]
    Radius { mark: u8, key: u8, tag: u8, control: u8, card: u8, popup: u8, }
}
lengths! {
    /// Widths of lines.
    StrokeWidth { line: f32, current: f32, focus: f32, wavy: f32, link: f32, }
}
lengths! {
    /// Size, line height and weight of each kind of words.
    #[derive(Eq)]
    Styles {
        key: [u16; 3], small: [u16; 3], body: [u16; 3], label: [u16; 3], strong: [u16; 3],
        preview: [u16; 3], section: [u16; 3], reading: [u16; 3], title: [u16; 3], input: [u16; 3],
        display: [u16; 3], seal: [u16; 3],
    }
}
lengths! {
    /// Heights of rows, bars and controls.
    Height {
        top_bar: f32, status_line: f32, header: f32, list_header: f32, lane: f32, row: f32,
        row_compact: f32, row_history: f32, row_rail: f32, template: f32, lamp: f32, rewrite: f32,
        control: f32, control_small: f32, chip: f32, tag: f32, toast: f32,
    }
}
lengths! {
    /// Widths of panes; three figures are least, usual and most.
    Width {
        queue: [f32; 3], desk: [f32; 3], compliance: [f32; 3], rail: f32, palette: f32,
        preview_phone: f32, splitter_hit: f32,
    }
}
lengths! {
    /// Widths of the window from which it has so many panes.
    Breakpoint { three_panes: f32, two_panes: f32, }
}
lengths! {
    /// How long things move, in milliseconds.
    #[derive(Eq)]
    Motion { hover: u16, panel: u16, toast_in: u16, toast_stay: u16, lamp: u16, }
}
lengths! {
    /// Downward offset, blur and opacity of shadows.
    #[derive(Eq)]
    Shadows { popup: [u8; 3], }
}
