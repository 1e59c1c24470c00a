//! The table of a preview: every comment that would be added, one a row.

use egui::{Align, Layout, Margin, ScrollArea, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use crate::session::{Action, Capture, Row};
use crate::worker::PreviewState;

use super::super::theme::{Style, Theme, Token};
use super::super::widgets::{self, Check, Tag, Tone};
use super::super::{Look, icons, words};
use super::{Shown, notes};

/// Height of the header.
const HEADER: f32 = 40.0;

/// Height of a row.
const ROW: f32 = 37.0;

/// Narrower tables give author and reply less room.
const ROOMY: f32 = 900.0;

/// Draws the table, and the notes below it; the marked row comes into view when the mark moved.
pub(super) fn table_ui(ui: &mut Ui, shown: Shown<'_>, out: &mut Vec<Action>) {
    let Shown { capture, preview, look, is_moved } = shown;
    let theme = Theme::of(ui);
    let notes_height = notes::height(preview);
    let height = (ui.available_height() - notes_height - HEADER - 4.0).max(60.0);
    let (author, reply) =
        if ui.available_width() < ROOMY { (120.0, 110.0) } else { (150.0, 180.0) };
    ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
    ui.visuals_mut().selection.bg_fill = theme.color(Token::Selected);
    let mut table = TableBuilder::new(ui)
        .id_salt("preview")
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(44.0))
        .column(Column::exact(26.0))
        .column(Column::initial(author).at_least(80.0).clip(true).resizable(true))
        .column(Column::exact(72.0))
        .column(Column::exact(64.0))
        .column(Column::remainder().at_least(140.0).clip(true))
        .column(Column::initial(reply).at_least(60.0).clip(true).resizable(true))
        .column(Column::exact(116.0))
        .min_scrolled_height(0.0)
        .max_scroll_height(height);
    if is_moved {
        table = table.scroll_to_row(capture.marked, None);
    }
    let table = table.header(HEADER, |mut row| {
        row.col(|ui| {
            ui.add_space(16.0);
            if widgets::checkbox(ui, all(capture), "", "Choose every comment").clicked() {
                out.push(Action::TickAll);
            }
        });
        for title in ["", "Author", "Stars", "Age", "Comment", "Reply already there", "State"] {
            row.col(|ui| {
                widgets::elided(ui, title, Style::Small, Token::Text2, 1);
            });
        }
    });
    table.body(|body| {
        body.rows(ROW, capture.table.rows().len(), |mut row| {
            let position = row.index();
            let Some(found) = capture.table.row(position) else { return };
            row.set_selected(capture.marked == position);
            let cells = Cells { found, position, look };
            row.col(|ui| cells.tick_ui(ui, out));
            row.col(|ui| cells.number_ui(ui));
            row.col(|ui| cells.author_ui(ui));
            row.col(|ui| cells.stars_ui(ui));
            row.col(|ui| cells.age_ui(ui));
            row.col(|ui| cells.text_ui(ui));
            row.col(|ui| cells.reply_ui(ui));
            row.col(|ui| cells.state_ui(ui));
            let response = row.response();
            if response.clicked() || response.double_clicked() {
                out.push(Action::MarkRow(position));
            }
            if response.double_clicked() {
                out.push(Action::Ask(crate::session::Dialog::MendRow));
            }
        });
    });
    if 0.0 < notes_height {
        let frame = egui::Frame::new().inner_margin(Margin::same(16));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.space.x1;
            ScrollArea::vertical().id_salt("notes").max_height(notes_height).show(ui, |ui| {
                notes::notes_ui(ui, preview);
            });
        });
    }
}

/// The box over all rows.
fn all(capture: &Capture) -> Check {
    let (mut has_in, mut has_out) = (false, false);
    for row in capture.table.rows().iter().filter(|row| row.can_add()) {
        has_in |= !row.is_left_out;
        has_out |= row.is_left_out;
    }
    match (has_in, has_out) {
        (true, true) => Check::Mixed,
        (true, false) => Check::On,
        (false, _) => Check::Off,
    }
}

/// The cells of one row.
struct Cells<'a> {
    found: &'a Row,
    position: usize,
    look: Look<'a>,
}

impl Cells<'_> {
    fn ink(&self) -> Token {
        if self.found.is_ticked() { Token::Text } else { Token::Text3 }
    }

    fn tick_ui(&self, ui: &mut Ui, out: &mut Vec<Action>) {
        ui.add_space(16.0);
        let check = if self.found.is_ticked() { Check::On } else { Check::Off };
        let author = self.found.comment.author.label();
        let name = format!("Add comment {} by {author}", self.position + 1);
        if widgets::checkbox(ui, check, "", &name).clicked() {
            out.push(Action::TickRow(self.position));
        }
    }

    fn number_ui(&self, ui: &mut Ui) {
        let number = words::thousands(self.position + 1);
        widgets::elided(ui, &number, Style::Small, Token::Text2, 1);
    }

    fn author_ui(&self, ui: &mut Ui) {
        let author = &self.found.comment.author;
        let is_missing = author.name.is_none() && author.handle.is_none();
        let ink =
            if is_missing && self.found.doubt.is_some() { Token::Warning } else { self.ink() };
        widgets::elided(ui, author.label(), Style::Strong, ink, 1);
    }

    fn stars_ui(&self, ui: &mut Ui) {
        match self.found.comment.stars {
            Some(n) => widgets::stars(ui, n),
            None => widgets::text(ui, "–", Style::Body, Token::Text3),
        };
    }

    fn age_ui(&self, ui: &mut Ui) {
        let said = self
            .found
            .comment
            .posted_at
            .map_or_else(|| "–".to_owned(), |at| words::age(at, self.look.wall, self.look.zone));
        widgets::text(ui, &said, Style::Body, Token::Text2);
    }

    fn text_ui(&self, ui: &mut Ui) {
        let text = self.found.comment.text.as_str();
        let shown = if text.is_empty() { words::NO_WORDS } else { text };
        widgets::elided(ui, &shown.replace('\n', " "), Style::Body, self.ink(), 1)
            .on_hover_text(shown);
    }

    fn reply_ui(&self, ui: &mut Ui) {
        match &self.found.comment.existing_reply {
            Some(reply) => {
                let said = reply.text.as_str().replace('\n', " ");
                widgets::elided(ui, &said, Style::Body, Token::Text2, 1);
            }
            None => {
                widgets::text(ui, "–", Style::Body, Token::Text3);
            }
        }
    }

    fn state_ui(&self, ui: &mut Ui) {
        let found = self.found;
        if found.doubt.is_some() {
            ui.add(Tag::new("Uncertain cut", Tone::Warning).with_icon(icons::WARNING));
            return;
        }
        match found.state {
            PreviewState::Known => {
                let since = found
                    .known_since
                    .map(|at| format!("Here since {}", words::moment(at, self.look.zone)));
                let tag = ui.add(Tag::new("Already here", Tone::Neutral));
                if let Some(since) = since {
                    tag.on_hover_text(since);
                }
            }
            PreviewState::Updated => {
                ui.add(Tag::new("Changed", Tone::Advice));
            }
            PreviewState::New if found.is_mended => {
                ui.add(Tag::new("New, edited", Tone::Neutral));
            }
            PreviewState::New => {
                ui.add(Tag::new("New", Tone::Neutral));
            }
        }
    }
}
