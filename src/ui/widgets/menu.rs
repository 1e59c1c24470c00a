//! Lists that open under a control.

use egui::{
    CornerRadius, Frame, InnerResponse, Margin, Popup, Response, Role, Sense, Ui, Widget,
    WidgetInfo, pos2, vec2,
};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::key::{self, CapGround};
use super::text::line;
use super::{Chosen, focus_ring};

/// Opens a list under a control that was clicked, until one is chosen or it is left.
pub fn menu<R>(
    opener: &Response,
    add_items: impl FnOnce(&mut Ui) -> R,
) -> Option<InnerResponse<R>> {
    let theme = Theme::of_ctx(&opener.ctx);
    let frame = Frame::new()
        .fill(theme.color(Token::Raised))
        .stroke(theme.line(Token::Line))
        .corner_radius(CornerRadius::same(theme.radius.popup))
        .shadow(theme.popup_shadow())
        .inner_margin(Margin::same(6));
    let width = opener.rect.width().max(200.0);
    Popup::menu(opener).frame(frame).gap(theme.space.x1).width(width).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(width);
        add_items(ui)
    })
}

/// One line of a menu; add it with `ui.add`.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before it is added"]
pub struct MenuItem<'a> {
    words: &'a str,
    note: &'a str,
    icon: Option<Icon>,
    keys: &'a str,
    chosen: Option<Chosen>,
    why_disabled: Option<&'a str>,
}

impl<'a> MenuItem<'a> {
    /// A line with those words.
    pub const fn new(words: &'a str) -> Self {
        Self { words, note: "", icon: None, keys: "", chosen: None, why_disabled: None }
    }

    /// A small remark after the words.
    pub const fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }

    /// With an icon before the words.
    pub const fn with_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that do the same.
    pub const fn keys(mut self, keys: &'a str) -> Self {
        self.keys = keys;
        self
    }

    /// One of several of which one is chosen, with a tick where it is this one.
    pub const fn chosen(mut self, chosen: Chosen) -> Self {
        self.chosen = Some(chosen);
        self
    }

    /// Cannot be used, for that reason; `None` leaves it usable.
    pub const fn disabled_because(mut self, why: Option<&'a str>) -> Self {
        self.why_disabled = why;
        self
    }
}

impl Widget for MenuItem<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let is_usable = ui.is_enabled() && self.why_disabled.is_none();
        let ink = if is_usable { Token::Text } else { Token::OnDisabled };
        let words = line(ui, self.words, Style::Body, ink);
        let note = line(ui, self.note, Style::Small, Token::Text3);
        let has_mark = self.icon.is_some() || self.chosen.is_some();
        let mark_room = if has_mark { icons::SIZE + theme.space.x2 } else { 0.0 };
        let keys_width = key::width(ui, self.keys);
        let needed = mark_room + words.size().x + note.size().x + keys_width + 48.0;
        let size = vec2(needed.max(ui.available_width()), theme.height.control);
        let sense = if is_usable { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| match self.chosen {
            Some(chosen) => {
                let is_chosen = chosen == Chosen::Yes;
                WidgetInfo::selected(Role::MenuItemRadio, is_usable, is_chosen, self.words)
            }
            None => WidgetInfo::labeled(Role::MenuItem, is_usable, self.words),
        });
        if response.hovered() || response.has_focus() {
            let radius = CornerRadius::same(theme.radius.control);
            let ground = if is_usable { Token::Selected } else { Token::Hover };
            ui.painter().rect_filled(rect, radius, theme.color(ground));
        }
        let middle = rect.center().y;
        let mut left = rect.left() + theme.space.x2;
        let mark = match self.chosen {
            Some(Chosen::Yes) => Some(icons::CHECK),
            Some(Chosen::No) => None,
            None => self.icon,
        };
        if let Some(mark) = mark {
            let centre = pos2(left + icons::SIZE / 2.0, middle);
            mark.paint(ui.painter(), centre, icons::SIZE, theme.color(ink));
        }
        left += mark_room;
        let words_width = words.size().x;
        ui.painter().galley(pos2(left, middle - words.size().y / 2.0), words, theme.color(ink));
        left += words_width + theme.space.x3;
        ui.painter().galley(pos2(left, middle - note.size().y / 2.0), note, theme.color(ink));
        let from = pos2(rect.right() - theme.space.x2 - keys_width, middle);
        key::paint(ui, &theme, from, self.keys, CapGround::Plain);
        focus_ring(ui, &theme, &response, theme.radius.control);
        match self.why_disabled {
            Some(why) => response.on_hover_text(why),
            None => response,
        }
    }
}
