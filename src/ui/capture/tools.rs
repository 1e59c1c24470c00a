//! The line above the table: the question about the marked row, and what can be done to it.

use egui::{Align, Layout, Ui};

use crate::session::{Action, Capture, Dialog};

use super::super::theme::{Style, Theme, Token};
use super::super::widgets::{self, Button};
use super::super::{commands, icons};

/// Height of the line.
pub(super) const HEIGHT: f32 = 44.0;

/// Narrower lines show the buttons by their icons alone.
const WORDS_FIT: f32 = 780.0;

/// Whether buttons show their words beside their icons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    Shown,
    Hidden,
}

/// Draws the line. It keeps its height and the places of its buttons, whichever row is marked.
pub(super) fn tools_ui(ui: &mut Ui, capture: &Capture, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let rect = ui.available_rect_before_wrap().with_max_y(ui.cursor().top() + HEIGHT);
    let position = capture.marked;
    let row = capture.table.row(position);
    let question = row.and_then(|row| row.doubt.as_deref());
    let ground = if question.is_some() { Token::WarningSoft } else { Token::Panel };
    ui.painter().rect_filled(rect, 0.0, theme.color(ground));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.line(Token::Line));
    widgets::row(ui, HEIGHT, |ui| {
        ui.spacing_mut().item_spacing.x = theme.space.x1;
        ui.add_space(16.0);
        let words = if WORDS_FIT < rect.width() { Words::Shown } else { Words::Hidden };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            history_ui(ui, capture, out);
            columns_ui(ui, capture, words, out);
            ui.add_space(theme.space.x2);
            let is_open = capture.is_open() && row.is_some();
            let why = (!is_open).then_some("Nothing can be changed while it is added");
            let act = |ui: &mut Ui, button: Button<'_>| {
                let button = button.disabled_because(why).height(theme.height.control_small);
                ui.add(button).clicked()
            };
            if question.is_some()
                && act(ui, button((icons::CHECK, "Keep apart"), commands::KEEP_ROW, words))
            {
                out.push(Action::KeepRow(position));
            }
            if 0 < position {
                let merge = format!("Merge with {position}");
                let merge = button((icons::MERGE, &merge), commands::MERGE_ROW, words);
                if act(ui, merge) {
                    out.push(Action::MergeRow(position));
                }
            }
            let split = button((icons::SPLIT, "Split"), commands::SPLIT_ROW, words);
            if act(ui, split) {
                out.push(Action::Ask(Dialog::SplitRow));
            }
            if act(ui, button((icons::EDIT, "Edit"), commands::MEND_ROW, words)) {
                out.push(Action::Ask(Dialog::MendRow));
            }
            ui.add_space(theme.space.x2);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                said_ui(ui, capture, question, out);
            });
        });
    });
}

fn button<'a>((icon, words): (icons::Icon, &'a str), label: &'a str, shown: Words) -> Button<'a> {
    let keys = commands::preview_keys(label);
    if shown == Words::Shown {
        Button::outlined(words).with_icon(icon).keys(keys).tip(label)
    } else {
        Button::icon(icon, words).keys(keys)
    }
}

/// The way back to what the columns hold, where the table is not known by itself.
fn columns_ui(ui: &mut Ui, capture: &Capture, shown: Words, out: &mut Vec<Action>) {
    if capture.columns.is_none() {
        return;
    }
    let why =
        capture.table.is_mended().then_some("Take your changes back first: it reads the file anew");
    let columns = button((icons::TUNE, "Columns"), commands::COLUMNS, shown);
    let height = Theme::of(ui).height.control_small;
    if ui.add(columns.disabled_because(why).height(height)).clicked() {
        out.push(Action::ShowColumns);
    }
}

fn history_ui(ui: &mut Ui, capture: &Capture, out: &mut Vec<Action>) {
    let height = Theme::of(ui).height.control_small;
    let why = (!capture.table.can_redo()).then_some("Nothing was taken back");
    let redo = Button::icon(icons::REDO, "Redo the change").keys("Ctrl+Shift+Z").height(height);
    if ui.add(redo.disabled_because(why)).clicked() {
        out.push(Action::RedoRow);
    }
    let why = (!capture.table.can_undo()).then_some("Nothing was changed");
    let undo = Button::icon(icons::UNDO, "Undo the change").keys("Ctrl+Z").height(height);
    if ui.add(undo.disabled_because(why)).clicked() {
        out.push(Action::UndoRow);
    }
}

/// The question about the marked row, else where the next one is.
fn said_ui(ui: &mut Ui, capture: &Capture, question: Option<&str>, out: &mut Vec<Action>) {
    let number = capture.marked + 1;
    match question {
        Some(question) => {
            widgets::icon(ui, icons::WARNING, icons::SIZE, Token::Warning);
            let said = format!("Comment {number}: {question}");
            widgets::elided(ui, &said, Style::Body, Token::Text, 2);
        }
        None if 0 < capture.table.n_doubts() => {
            let height = Theme::of(ui).height.control_small;
            let keys = commands::preview_keys(commands::NEXT_DOUBT);
            let next = Button::quiet("Next uncertain cut").with_icon(icons::WARNING).keys(keys);
            if ui.add(next.height(height)).clicked() {
                out.push(Action::NextDoubt);
            }
        }
        None => {
            widgets::elided(ui, &format!("Comment {number}"), Style::Body, Token::Text2, 1);
        }
    }
}
