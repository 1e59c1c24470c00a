//! The embedded fonts and the kinds of words that are set in them.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use super::load::Styles;

/// A kind of words; its size, line height and weight come from the asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// On key caps.
    Key,
    /// Beside and below other words.
    Small,
    /// Ordinary words.
    Body,
    /// On controls.
    Label,
    /// Names and row titles.
    Strong,
    /// A reply as followers see it.
    Preview,
    /// Headings of sections.
    Section,
    /// The comment and the reply.
    Reading,
    /// The verdict and the names of screens.
    Title,
    /// The one text box that a dialog is about.
    Input,
    /// The largest words of an empty screen.
    Display,
    /// Hashes and seals, monospaced.
    Seal,
}

impl Style {
    /// Every kind, in the order of the asset.
    pub const ALL: [Self; 12] = [
        Self::Key,
        Self::Small,
        Self::Body,
        Self::Label,
        Self::Strong,
        Self::Preview,
        Self::Section,
        Self::Reading,
        Self::Title,
        Self::Input,
        Self::Display,
        Self::Seal,
    ];
}

/// A family in one line height.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Face {
    pub(super) font: FontId,
    pub(super) line_height: f32,
}

/// The faces of all kinds of words, in the order of [`Style::ALL`].
pub(super) fn faces(styles: &Styles) -> Vec<Face> {
    let families = [
        FontFamily::Name("inter".into()),
        FontFamily::Name("inter-medium".into()),
        FontFamily::Name("inter-semibold".into()),
    ];
    let [regular, medium, semibold] = &families;
    Style::ALL
        .into_iter()
        .map(|style| {
            let [size, line_height, weight] = match style {
                Style::Key => styles.key,
                Style::Small => styles.small,
                Style::Body => styles.body,
                Style::Label => styles.label,
                Style::Strong => styles.strong,
                Style::Preview => styles.preview,
                Style::Section => styles.section,
                Style::Reading => styles.reading,
                Style::Title => styles.title,
                Style::Input => styles.input,
                Style::Display => styles.display,
                Style::Seal => styles.seal,
            };
            let family = match weight {
                _ if style == Style::Seal => &FontFamily::Monospace,
                500 => medium,
                600.. => semibold,
                _ => regular,
            };
            Face {
                font: FontId::new(f32::from(size), family.clone()),
                line_height: f32::from(line_height),
            }
        })
        .collect()
}

/// The files, by the name under which egui knows them.
const FILES: [(&str, &[u8]); 6] = [
    ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
    ("inter-medium", include_bytes!("../../../assets/fonts/Inter-Medium.ttf")),
    ("inter-semibold", include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf")),
    ("icons", include_bytes!("../../../assets/fonts/MaterialSymbolsRounded-outline.ttf")),
    ("icons-filled", include_bytes!("../../../assets/fonts/MaterialSymbolsRounded-filled.ttf")),
    ("noto-emoji", include_bytes!("../../../assets/fonts/NotoEmoji-SemiBold.ttf")),
];

/// The embedded fonts in their families; emoji come last, and what the system has after those.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in FILES {
        let data = FontData::from_static(bytes).tweak(tweak(name));
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    let mut family = |family, first: &str, rest: &[&str]| {
        let names = std::iter::once(first).chain(rest.iter().copied());
        fonts.families.insert(family, names.map(str::to_owned).collect());
    };
    let fallback = ["egui-icons", "noto-emoji"];
    family(FontFamily::Proportional, "inter", &fallback);
    family(FontFamily::Monospace, "Hack", &["inter", "egui-icons", "noto-emoji"]);
    for name in ["inter", "inter-medium", "inter-semibold"] {
        family(FontFamily::Name(name.into()), name, &fallback);
    }
    for name in ["icons", "icons-filled"] {
        family(FontFamily::Name(name.into()), name, &[]);
    }
    fonts
}

/// Makes the embedded fonts known; done once, before the first words are drawn.
pub fn install_fonts(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}

/// Emoji are drawn a little smaller, so that a line with one is no taller than its neighbours.
fn tweak(name: &str) -> FontTweak {
    if name == "noto-emoji" {
        FontTweak { scale: 0.88, y_offset_factor: 0.02, ..FontTweak::default() }
    } else {
        FontTweak::default()
    }
}
