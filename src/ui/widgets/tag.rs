//! Tags: short words on a soft ground that say how things stand.

use egui::{CornerRadius, Response, Role, Sense, StrokeKind, Ui, Widget, WidgetInfo, pos2, vec2};

use super::super::icons::Icon;
use super::super::theme::{Style, Theme, Token};

/// What a colour means; always beside a word or a shape that says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to do.
    #[default]
    Neutral,
    /// What is chosen.
    Accent,
    /// Holds back.
    Stop,
    /// At once.
    Urgent,
    /// Ought to change.
    Warning,
    /// Could be better.
    Advice,
    /// Right.
    Clear,
    /// Words that decided.
    Cue,
}

impl Tone {
    /// Words and icons.
    pub const fn ink(self) -> Token {
        match self {
            Self::Neutral => Token::Text2,
            Self::Accent => Token::Accent,
            Self::Stop => Token::Stop,
            Self::Urgent => Token::OnStop,
            Self::Warning => Token::Warning,
            Self::Advice => Token::Advice,
            Self::Clear => Token::Clear,
            Self::Cue => Token::Cue,
        }
    }

    /// The ground under them.
    pub const fn ground(self) -> Token {
        match self {
            Self::Neutral => Token::Sunken,
            Self::Accent => Token::Selected,
            Self::Stop => Token::StopSoft,
            Self::Urgent => Token::StopFill,
            Self::Warning => Token::WarningSoft,
            Self::Advice => Token::AdviceSoft,
            Self::Clear => Token::ClearSoft,
            Self::Cue => Token::CueSoft,
        }
    }

    /// Wavy lines and outlines.
    pub const fn line(self) -> Token {
        match self {
            Self::Neutral => Token::LineStrong,
            Self::Warning => Token::WarningLine,
            Self::Urgent => Token::StopFill,
            other => other.ink(),
        }
    }
}

/// A tag; add it with `ui.add`.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before it is added"]
pub struct Tag<'a> {
    words: &'a str,
    tone: Tone,
    icon: Option<Icon>,
    is_raised: bool,
}

impl<'a> Tag<'a> {
    /// A tag with those words.
    pub const fn new(words: &'a str, tone: Tone) -> Self {
        Self { words, tone, icon: None, is_raised: false }
    }

    /// With an icon before the words.
    pub const fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// On the colour of a panel, for places that are coloured themselves.
    pub const fn on_tint(mut self) -> Self {
        self.is_raised = true;
        self
    }
}

impl Widget for Tag<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let ink = theme.color(self.tone.ink());
        let font = theme.weighted(Style::Small, Style::Label);
        let words = ui.painter().layout_no_wrap(self.words.to_owned(), font, ink);
        let padding = 6.0;
        let icon_size = 14.0;
        let icon_room = self.icon.map_or(0.0, |_| icon_size + theme.space.x1);
        let width = (words.size().x + icon_room + 2.0 * padding).ceil();
        let (rect, response) =
            ui.allocate_exact_size(vec2(width, theme.height.tag), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), self.words));
        if ui.is_rect_visible(rect) {
            let ground = if self.is_raised { Token::Panel } else { self.tone.ground() };
            let radius = CornerRadius::same(theme.radius.tag);
            let outline = theme.block_outline();
            ui.painter().rect(rect, radius, theme.color(ground), outline, StrokeKind::Inside);
            if let Some(icon) = self.icon {
                let centre = pos2(rect.left() + padding + icon_size / 2.0, rect.center().y);
                icon.paint(ui.painter(), centre, icon_size, ink);
            }
            let corner =
                pos2(rect.left() + padding + icon_room, rect.center().y - words.size().y / 2.0);
            ui.painter().galley(corner, words, ink);
        }
        response
    }
}
