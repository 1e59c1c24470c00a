//! Buttons: one filled a pane, outlined ones, quiet ones, icons, chips and drop-downs.

use egui::accesskit::HasPopup;
use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, WidgetInfo,
    pos2, vec2,
};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::key::{self, CapGround};
use super::text::line;
use super::{Chosen, focus_ring, hover_color, teach};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Filled,
    Outlined,
    Quiet,
    Chip,
}

/// A button; add it with `ui.add`.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before it is added"]
pub struct Button<'a> {
    look: Look,
    words: &'a str,
    name: &'a str,
    icon: Option<Icon>,
    keys: &'a str,
    tip: &'a str,
    why_disabled: Option<&'a str>,
    token: Option<Token>,
    chosen: Chosen,
    role: Role,
    height: Option<f32>,
    width: Option<f32>,
    is_list: bool,
    hides_words: bool,
}

impl<'a> Button<'a> {
    const fn new(look: Look, words: &'a str) -> Self {
        Self {
            look,
            words,
            name: words,
            icon: None,
            keys: "",
            tip: "",
            why_disabled: None,
            token: None,
            chosen: Chosen::No,
            role: Role::Button,
            height: None,
            width: None,
            is_list: false,
            hides_words: false,
        }
    }

    /// The one action that a pane is for.
    pub const fn filled(words: &'a str) -> Self {
        Self::new(Look::Filled, words)
    }

    /// An action beside others.
    pub const fn outlined(words: &'a str) -> Self {
        Self::new(Look::Outlined, words)
    }

    /// An action that does not ask for attention.
    pub const fn quiet(words: &'a str) -> Self {
        Self::new(Look::Quiet, words)
    }

    /// An icon alone; the name is read out and shown in the tooltip.
    pub const fn icon(icon: Icon, name: &'a str) -> Self {
        let mut button = Self::new(Look::Quiet, name);
        button.icon = Some(icon);
        button.tip = name;
        button.hides_words = true;
        button
    }

    /// A small outlined choice, as under the header of a comment.
    pub const fn chip(words: &'a str) -> Self {
        Self::new(Look::Chip, words)
    }

    /// A choice that is shown like a text box and opens a list; the name is what is chosen about.
    pub const fn select(name: &'a str, chosen: &'a str) -> Self {
        let mut button = Self::new(Look::Outlined, chosen).list();
        button.name = name;
        button.role = Role::ComboBox;
        button
    }

    /// With an icon before the words.
    pub const fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that do the same, as `"Ctrl+Enter"`; on the button, or in the tooltip of an icon.
    pub const fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// What it does, for the tooltip.
    pub const fn tip(mut self, tip: &'a str) -> Self {
        self.tip = tip;
        self
    }

    /// Read out in place of the words.
    pub const fn named(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Cannot be used, for that reason; `None` leaves it usable.
    pub const fn disabled_because(mut self, why: Option<&'a str>) -> Self {
        self.why_disabled = why;
        self
    }

    /// Words and icon in that role.
    pub const fn token(mut self, token: Token) -> Self {
        self.token = Some(token);
        self
    }

    /// Whether what it stands for is on.
    pub const fn chosen(mut self, chosen: Chosen) -> Self {
        self.chosen = chosen;
        self
    }

    /// Opens a list: with an arrow at the right.
    pub const fn list(mut self) -> Self {
        self.is_list = true;
        self
    }

    /// As high as that; 32 points otherwise, 24 for a chip.
    pub const fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// As wide as that, with the words at the left.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }
}

/// What the button is made of, measured.
struct Parts {
    icon: Option<Icon>,
    icon_size: f32,
    words: Option<std::sync::Arc<egui::Galley>>,
    keys_width: f32,
    padding: f32,
    gap: f32,
    arrow: Option<f32>,
}

impl Parts {
    fn measure(button: &Button<'_>, ui: &Ui, theme: &Theme) -> Self {
        let style = if button.look == Look::Chip { Style::Small } else { Style::Label };
        let words = (!button.hides_words).then(|| {
            if button.look == Look::Chip {
                let font = theme.weighted(Style::Small, Style::Label);
                ui.painter().layout_no_wrap(button.words.to_owned(), font, Color32::PLACEHOLDER)
            } else {
                line(ui, button.words, style, Token::Text)
            }
        });
        let is_locked = button.look == Look::Filled && button.why_disabled.is_some();
        Self {
            icon: if is_locked { Some(icons::HELD) } else { button.icon },
            icon_size: match (button.look, button.hides_words) {
                (Look::Chip, _) => icons::SMALL,
                (_, true) => icons::BAR,
                _ => icons::SIZE,
            },
            words,
            keys_width: if button.hides_words { 0.0 } else { key::width(ui, button.keys) },
            padding: if button.look == Look::Chip || button.hides_words { 8.0 } else { 12.0 },
            gap: if button.look == Look::Chip { 6.0 } else { theme.space.x2 },
            arrow: button.is_list.then_some(icons::SMALL),
        }
    }

    fn width(&self) -> f32 {
        let icon = self.icon.map(|_| self.icon_size);
        let words = self.words.as_ref().map(|words| words.size().x);
        let keys = (self.keys_width > 0.0).then_some(self.keys_width);
        let parts = [icon, words, keys, self.arrow].into_iter().flatten();
        let (sum, count) = parts.fold((0.0, 0.0), |(sum, n), part| (sum + part, n + 1.0_f32));
        sum + self.gap * (count - 1.0).max(0.0) + 2.0 * self.padding
    }
}

/// Ground, outline and ink.
struct Paint {
    fill: Color32,
    hover: Color32,
    stroke: Stroke,
    ink: Color32,
}

impl Button<'_> {
    fn paint_of(&self, theme: &Theme) -> Paint {
        let clear = Color32::TRANSPARENT;
        let ink = theme.color(self.token.unwrap_or(Token::Text));
        let hover = theme.color(Token::Hover);
        if self.why_disabled.is_some() {
            let fill = if self.look == Look::Filled { theme.color(Token::Disabled) } else { clear };
            let stroke =
                if self.look == Look::Outlined { theme.line(Token::Line) } else { Stroke::NONE };
            return Paint { fill, hover: fill, stroke, ink: theme.color(Token::OnDisabled) };
        }
        let is_chosen = self.chosen == Chosen::Yes;
        let selected = theme.color(Token::Selected);
        match self.look {
            Look::Filled => {
                let fill = theme.color(Token::AccentFill);
                let ink = theme.color(Token::OnAccent);
                Paint { fill, hover: fill.lerp_to_gamma(ink, 0.12), stroke: Stroke::NONE, ink }
            }
            Look::Outlined | Look::Chip if is_chosen => {
                Paint { fill: selected, hover: selected, stroke: theme.line(Token::Accent), ink }
            }
            Look::Outlined => {
                let fill = theme.color(Token::Panel);
                Paint { fill, hover, stroke: theme.line(Token::LineStrong), ink }
            }
            Look::Chip => Paint {
                fill: theme.color(Token::Panel),
                hover,
                stroke: theme.line(Token::Line),
                ink,
            },
            Look::Quiet => {
                let fill = if is_chosen { selected } else { clear };
                let ink = self.token.map_or_else(
                    || theme.color(if self.hides_words { Token::Text2 } else { Token::Text }),
                    |_| ink,
                );
                Paint { fill, hover, stroke: Stroke::NONE, ink }
            }
        }
    }

    fn paint_parts(&self, ui: &Ui, theme: &Theme, rect: Rect, (parts, ink): (&Parts, Color32)) {
        let middle = rect.center().y;
        let mut left = match self.width {
            Some(_) => rect.left() + parts.padding,
            None => rect.center().x - parts.width() / 2.0 + parts.padding,
        };
        if let Some(icon) = parts.icon {
            let centre = pos2(left + parts.icon_size / 2.0, middle);
            icon.paint(ui.painter(), centre, parts.icon_size, ink);
            left += parts.icon_size + parts.gap;
        }
        if let Some(words) = &parts.words {
            let corner = pos2(left, middle - words.size().y / 2.0);
            let clip = rect.with_max_x(rect.right() - parts.padding);
            let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
            painter.galley_with_override_text_color(corner, std::sync::Arc::clone(words), ink);
            left += words.size().x + parts.gap;
        }
        let mut right = rect.right() - parts.padding;
        if self.is_list {
            let centre = pos2(right - icons::SMALL / 2.0, middle);
            icons::DOWN.paint(ui.painter(), centre, icons::SMALL, ink);
            right -= icons::SMALL + parts.gap;
        }
        if parts.keys_width > 0.0 {
            let from = if self.width.is_some() { right - parts.keys_width } else { left };
            let is_plain = self.look != Look::Filled && self.why_disabled.is_none();
            let ground = if is_plain { CapGround::Plain } else { CapGround::Filled(ink) };
            key::paint(ui, theme, pos2(from, middle), self.keys, ground);
        }
    }

    fn describe(&self, ui: &Ui, response: &Response) {
        let is_usable = ui.is_enabled() && self.why_disabled.is_none();
        response.widget_info(|| WidgetInfo::labeled(self.role, is_usable, self.name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            if self.is_list {
                node.set_has_popup(HasPopup::Menu);
            }
            if self.name != self.words {
                node.set_value(self.words);
            }
            if let Some(why) = self.why_disabled {
                node.set_description(why);
            } else if self.tip != self.name {
                node.set_description(self.tip);
            }
            if !self.keys.is_empty() {
                node.set_keyboard_shortcut(self.keys);
            }
        });
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let parts = Parts::measure(&self, ui, &theme);
        let usual = if self.look == Look::Chip { theme.height.chip } else { theme.height.control };
        let height = self.height.unwrap_or(usual);
        let width = match (self.width, self.hides_words && !self.is_list) {
            (Some(width), _) => width,
            (None, true) => height,
            (None, false) => parts.width().ceil(),
        };
        let sense = if self.why_disabled.is_some() { Sense::hover() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
        self.describe(ui, &response);
        if ui.is_rect_visible(rect) {
            let paint = self.paint_of(&theme);
            let fill = hover_color(ui, &theme, &response, (paint.fill, paint.hover));
            let radius = CornerRadius::same(theme.radius.control);
            let stroke = if paint.stroke.is_empty() && self.look == Look::Filled {
                theme.block_outline()
            } else {
                paint.stroke
            };
            ui.painter().rect(rect, radius, fill, stroke, StrokeKind::Inside);
            self.paint_parts(ui, &theme, rect, (&parts, paint.ink));
            focus_ring(ui, &theme, &response, theme.radius.control);
        }
        match self.why_disabled {
            Some(why) => teach(&response, why, ""),
            None => teach(&response, self.tip, if self.tip.is_empty() { "" } else { self.keys }),
        }
        response
    }
}
