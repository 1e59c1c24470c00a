//! Headers: the lanes of a list, and the sections of a pane.

use egui::{Align, InnerResponse, Layout, Rect, Role, Ui, WidgetInfo, pos2};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::tag::Tone;
use super::text::{line, text};

/// The header of a lane in a list, drawn where the list says.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before `show`"]
pub struct Lane<'a> {
    title: &'a str,
    note: &'a str,
    icon: Option<Icon>,
    tone: Tone,
}

impl<'a> Lane<'a> {
    /// A header with its title at the left and a note at the right.
    pub const fn new(title: &'a str, note: &'a str) -> Self {
        Self { title, note, icon: None, tone: Tone::Neutral }
    }

    /// In a colour, with an icon that says the same.
    pub const fn urgent(mut self, icon: Icon, tone: Tone) -> Self {
        self.icon = Some(icon);
        self.tone = tone;
        self
    }

    /// Draws it, with hairlines above and below.
    pub fn show(self, ui: &Ui, rect: Rect) {
        let theme = Theme::of(ui);
        let ink = theme.color(self.tone.ink());
        let painter = ui.painter();
        painter.rect_filled(rect, 0, theme.color(self.tone.ground()));
        let hair = theme.line(Token::Line);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, hair);
        let mut left = rect.left() + theme.space.x4;
        if let Some(icon) = self.icon {
            let centre = pos2(left + icons::SMALL / 2.0, rect.center().y);
            icon.paint(painter, centre, icons::SMALL, ink);
            left += icons::SMALL + 6.0;
        }
        let font = theme.weighted(Style::Small, Style::Label);
        let title = painter.layout_no_wrap(self.title.to_owned(), font.clone(), ink);
        painter.galley(pos2(left, rect.center().y - title.size().y / 2.0), title, ink);
        let note = painter.layout_no_wrap(self.note.to_owned(), font, ink);
        let right = rect.right() - theme.space.x4 - note.size().x;
        painter.galley(pos2(right, rect.center().y - note.size().y / 2.0), note, ink);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Heading);
            node.set_label(format!("{}, {}", self.title, self.note));
        });
    }
}

/// The header of a section: title, a small note, and controls at the right.
pub fn section<R>(
    ui: &mut Ui,
    title: &str,
    note: &str,
    add_controls: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let theme = Theme::of(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(theme.height.control_small);
        let heading = text(ui, title, Style::Section, Token::Text);
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
        if !note.is_empty() {
            let galley = line(ui, note, Style::Small, Token::Text2);
            let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, note));
            ui.painter().galley(rect.min, galley, theme.color(Token::Text2));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), add_controls).inner
    })
}
