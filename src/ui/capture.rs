//! A paste or a file before it is added: what is in it, what is already here, what is left out and why.

mod columns;
mod editor;
mod foot;
mod head;
mod notes;
mod raw;
mod table;
mod tools;

use egui::{Align, Event, Key, Layout, Modifiers, Ui, vec2};

use crate::session::{Action, Capture, Dialog, State};
use crate::worker::Preview;

use super::theme::{Style, Token};
use super::{Look, icons, widgets};

/// Height of the line at the foot.
const FOOT: f32 = 56.0;

/// Width of what was pasted, beside the table.
const RAW: f32 = 320.0;

/// Narrower screens show the table alone.
const RAW_FITS: f32 = 900.0;

/// The screen's own memory: what is being typed, and which row was last brought into view.
#[derive(Default)]
pub(super) struct View {
    editor: Option<editor::Editor>,
    shown: Option<usize>,
}

/// What the parts of the preview are drawn from.
#[derive(Clone, Copy)]
struct Shown<'a> {
    capture: &'a Capture,
    preview: &'a Preview,
    look: Look<'a>,
    /// Whether the mark moved since the last frame, so that its row is brought into view.
    is_moved: bool,
}

/// Draws the screen.
pub(super) fn capture_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    let Some(capture) = &state.capture else { return };
    if state.dialog.is_none() && state.failure.is_none() {
        match capture.asked_columns() {
            Some(columns) => columns::steer(ui, columns, out),
            None => steer(ui, capture, out),
        }
    }
    head::head_ui(ui, state, capture, out);
    widgets::divider(ui);
    let body = vec2(ui.available_width(), (ui.available_height() - FOOT).max(80.0));
    ui.allocate_ui(body, |ui| {
        ui.set_min_size(body);
        if let Some(columns) = capture.asked_columns() {
            columns::columns_ui(ui, capture, (columns, look), out);
            return;
        }
        match capture.preview() {
            None => foot::reading_ui(ui, capture, out),
            Some(preview) if capture.table.rows().is_empty() => nothing_ui(ui, preview),
            Some(preview) => preview_ui(ui, capture, (preview, look), view, out),
        }
    });
    widgets::divider(ui);
    foot::foot_ui(ui, capture, out);
    editor::editor_ui(ui.ctx(), state, &mut view.editor, look, out);
}

fn preview_ui(
    ui: &mut Ui,
    capture: &Capture,
    (preview, look): (&Preview, Look<'_>),
    view: &mut View,
    out: &mut Vec<Action>,
) {
    let full = ui.max_rect();
    let has_raw = !preview.lines.is_empty() || capture.pasted().is_some();
    let raw_width = if has_raw && RAW_FITS < full.width() { RAW } else { 0.0 };
    let (left, right) = full.split_left_right_at_x(full.left() + raw_width);
    let layout = Layout::top_down(Align::Min);
    let is_moved = view.shown != Some(capture.marked);
    view.shown = Some(capture.marked);
    let shown = Shown { capture, preview, look, is_moved };
    if 0.0 < raw_width {
        widgets::place(ui, left, layout, |ui| raw::raw_ui(ui, left, shown));
    }
    widgets::place(ui, right, layout, |ui| {
        tools::tools_ui(ui, capture, out);
        table::table_ui(ui, shown, out);
    });
}

/// What a key does to the rows. Keys with a modifier stand before the same keys without one.
fn steer(ui: &Ui, capture: &Capture, out: &mut Vec<Action>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let plain = |key| pressed(Modifiers::NONE, key);
    if pressed(CTRL_SHIFT, Key::Enter) && capture.batch.is_several() {
        out.push(Action::AddAll);
    }
    if pressed(Modifiers::COMMAND, Key::Enter) {
        out.push(Action::AddCaptured);
    }
    if pressed(CTRL_SHIFT, Key::Z) || pressed(Modifiers::COMMAND, Key::Y) {
        out.push(Action::RedoRow);
    }
    if pressed(Modifiers::COMMAND, Key::Z) {
        out.push(Action::UndoRow);
    }
    if plain(Key::Escape) {
        out.push(Action::Close);
    }
    let asks = |event: &Event| matches!(event, Event::Text(text) if text == "?");
    if plain(Key::F1) || ui.input(|input| input.events.iter().any(asks)) {
        out.push(Action::Ask(Dialog::Shortcuts));
    }
    let position = capture.marked;
    if plain(Key::J) || plain(Key::ArrowDown) {
        out.push(Action::MarkRow(position + 1));
    }
    if plain(Key::K) || plain(Key::ArrowUp) {
        out.push(Action::MarkRow(position.saturating_sub(1)));
    }
    if plain(Key::Home) {
        out.push(Action::MarkRow(0));
    }
    if plain(Key::End) {
        out.push(Action::MarkRow(usize::MAX));
    }
    let Some(row) = capture.table.row(position).filter(|_| capture.is_open()) else { return };
    // A control that has the keyboard takes these for itself.
    let is_free = ui.memory(|memory| memory.focused().is_none());
    if is_free && plain(Key::Space) {
        out.push(Action::TickRow(position));
    }
    if plain(Key::E) || (is_free && plain(Key::Enter)) {
        out.push(Action::Ask(Dialog::MendRow));
    }
    if plain(Key::S) {
        out.push(Action::Ask(Dialog::SplitRow));
    }
    if plain(Key::M) {
        out.push(Action::MergeRow(position));
    }
    if plain(Key::A) && row.doubt.is_some() {
        out.push(Action::KeepRow(position));
    }
    if plain(Key::D) {
        out.push(Action::NextDoubt);
    }
    if plain(Key::C) {
        out.push(Action::ShowColumns);
    }
    let stars = [
        (Key::Num0, None),
        (Key::Num1, Some(1)),
        (Key::Num2, Some(2)),
        (Key::Num3, Some(3)),
        (Key::Num4, Some(4)),
        (Key::Num5, Some(5)),
    ];
    for (_, stars) in stars.into_iter().filter(|(key, _)| plain(*key)) {
        out.push(Action::RateRow { position, stars });
    }
}

/// Nothing in it: why, and what to do.
fn nothing_ui(ui: &mut Ui, preview: &Preview) {
    ui.add_space(48.0);
    ui.horizontal(|ui| {
        ui.add_space(48.0);
        ui.vertical(|ui| {
            ui.set_max_width((ui.available_width() - 48.0).min(640.0));
            let title =
                if preview.is_recognised { "No comment in it" } else { "This was not recognised" };
            let what = "Copy the whole page of comments in the browser and paste again, or open an export file";
            widgets::empty_state(ui, (icons::SEARCH, widgets::Tone::Neutral), title, what);
            ui.add_space(12.0);
            notes::notes_ui(ui, preview);
        });
    });
}

/// Words in the small style that say how things stand.
fn small(ui: &mut Ui, words: &str) {
    widgets::text(ui, words, Style::Small, Token::Text2);
}
