//! The named colour roles of `assets/theme.toml`.

use serde::Deserialize;

use crate::model::Platform;

macro_rules! tokens {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// A named colour role; what it looks like depends on the [`super::Mode`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        pub enum Token {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl Token {
            /// Every role, in the order of the asset.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name used in the asset.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

tokens! {
    /// Behind all panels.
    Window = "window",
    /// Panels, cards and text boxes.
    Panel = "panel",
    /// Slightly lowered ground: lanes, the status line, code.
    Sunken = "sunken",
    /// Popups and dialogs.
    Raised = "raised",
    /// Under the pointer.
    Hover = "hover",
    /// The chosen row, tab or segment.
    Selected = "selected",
    /// Hairlines between things.
    Line = "line",
    /// Borders of what can be operated.
    LineStrong = "line-strong",
    /// Ordinary words.
    Text = "text",
    /// Words that explain.
    Text2 = "text-2",
    /// Words that only accompany.
    Text3 = "text-3",
    /// Links and marks of what is chosen.
    Accent = "accent",
    /// The ground of the one filled button.
    AccentFill = "accent-fill",
    /// Words on [`Token::AccentFill`].
    OnAccent = "on-accent",
    /// The ring round what has the keyboard.
    Focus = "focus",
    /// Words and icons of a stop.
    Stop = "stop",
    /// The ground under a stop.
    StopSoft = "stop-soft",
    /// The ground of an urgent tag.
    StopFill = "stop-fill",
    /// Words on [`Token::StopFill`].
    OnStop = "on-stop",
    /// Words and icons of a warning.
    Warning = "warning",
    /// The ground under a warning.
    WarningSoft = "warning-soft",
    /// The wavy line and outline of a warning.
    WarningLine = "warning-line",
    /// Words and icons of advice.
    Advice = "advice",
    /// The ground under advice.
    AdviceSoft = "advice-soft",
    /// Words and icons of what is right.
    Clear = "clear",
    /// The ground under what is right.
    ClearSoft = "clear-soft",
    /// Words of a comment that decided its triage.
    Cue = "cue",
    /// The mark behind such words.
    CueSoft = "cue-soft",
    /// The disc behind initials.
    Avatar = "avatar",
    /// What dims the window behind a dialog.
    Scrim = "scrim",
    /// The ground of what cannot be used.
    Disabled = "disabled",
    /// Words on [`Token::Disabled`].
    OnDisabled = "on-disabled",
    /// An unlit segment of the urgency bar.
    BarOff = "bar-off",
    /// Letters on a platform's tile.
    OnPlatform = "on-platform",
    /// Google's tile.
    Google = "p-google",
    /// Facebook's tile.
    Facebook = "p-facebook",
    /// Instagram's tile.
    Instagram = "p-instagram",
    /// Yelp's tile.
    Yelp = "p-yelp",
    /// The tile of X.
    X = "p-x",
    /// TikTok's tile.
    Tiktok = "p-tiktok",
}

impl Token {
    /// The colour of a platform's tile; [`Token::Text3`] where the asset names none.
    pub const fn of_platform(platform: &Platform) -> Self {
        match platform {
            Platform::Google => Self::Google,
            Platform::Facebook => Self::Facebook,
            Platform::Instagram => Self::Instagram,
            Platform::Yelp => Self::Yelp,
            Platform::X => Self::X,
            Platform::Tiktok => Self::Tiktok,
            _ => Self::Text3,
        }
    }
}
