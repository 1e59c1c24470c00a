//! The reports of imports: what came in with each, what was left out and why, and what it was read from.

use egui::{Id, Key, Layout, Margin, Modifiers, ScrollArea, Sense, Ui, pos2, vec2};

use crate::import::{Place, Skipped};
use crate::session::{Action, Dialog, ImportsAction, State};
use crate::worker::{ImportRecord, ImportRow, Pasted};

use super::theme::{Style, Theme, Token};
use super::virtual_list::{ScrollState, VirtualList, name_row};
use super::widgets::{self, Button, Chosen, Tag, Tone};
use super::{Look, icons, words};

/// So many characters of a paste are laid out at first, and again as many whenever more are wished for.
const PASTE_SHOWN: usize = 20_000;

/// Where the list stands, and how much of the paste is shown.
#[derive(Default)]
pub(super) struct View {
    scroll: ScrollState,
    shown: (usize, usize),
    followed: usize,
    n_more: usize,
}

fn report(action: ImportsAction, out: &mut Vec<Action>) {
    out.push(Action::Imports(action));
}

/// Draws list and report.
pub(super) fn imports_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    steer(ui, state, out);
    let n = state.imports.total().unwrap_or(0);
    if n == 0 {
        empty_ui(ui, state);
        return;
    }
    let full = ui.available_rect_before_wrap();
    let list_width = (full.width() * 0.34).clamp(240.0, 440.0);
    let (left, right) = full.split_left_right_at_x(full.left() + list_width);
    let layout = Layout::top_down(egui::Align::Min);
    let (head, left) = left.split_top_bottom_at_y(left.top() + Theme::of(ui).height.header);
    widgets::place(ui, head, layout, |ui| head_ui(ui, n, out));
    widgets::place(ui, left, layout, |ui| list_ui(ui, state, view, look, out));
    let line = Theme::of(ui).line(Token::Line);
    ui.painter().vline(right.left(), full.y_range(), line);
    widgets::place(ui, right, layout, |ui| {
        ScrollArea::vertical().id_salt("import").auto_shrink([false, false]).show(ui, |ui| {
            let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 16));
            frame.show(ui, |ui| {
                if let Some(record) = &state.imports.record {
                    record_ui(ui, (state, record), view, look, out);
                }
            });
        });
    });
}

fn steer(ui: &Ui, state: &State, out: &mut Vec<Action>) {
    if ui.ctx().text_edit_focused() || state.dialog.is_some() || state.failure.is_some() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let selected = state.imports.selected;
    if pressed(Key::J) || pressed(Key::ArrowDown) {
        report(ImportsAction::Select(selected + 1), out);
    }
    if pressed(Key::K) || pressed(Key::ArrowUp) {
        report(ImportsAction::Select(selected.saturating_sub(1)), out);
    }
    if pressed(Key::Escape) {
        out.push(Action::Close);
    }
}

fn empty_ui(ui: &mut Ui, state: &State) {
    let (title, what) = if state.imports.total().is_none() {
        ("Reading the imports", "")
    } else if state.imports.search.trim().is_empty() {
        (
            "Nothing was imported yet",
            "Every paste and every file is listed here with what was added, what was left out and why",
        )
    } else {
        ("No import holds these words", "Try fewer words, or clear the search box")
    };
    ui.add_space(64.0);
    ui.horizontal(|ui| {
        ui.add_space((ui.available_width() * 0.5 - 240.0).max(24.0));
        ui.vertical(|ui| {
            ui.set_max_width(480.0);
            widgets::empty_state(ui, (icons::IMPORT, Tone::Neutral), title, what);
        });
    });
}

fn head_ui(ui: &mut Ui, n: usize, out: &mut Vec<Action>) {
    let height = Theme::of(ui).height.header;
    widgets::row(ui, height, |ui| {
        ui.add_space(16.0);
        widgets::text(ui, "Imports", Style::Section, Token::Text);
        widgets::text(ui, &words::thousands(n), Style::Small, Token::Text2);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(12.0);
            let save = Button::outlined("Save as CSV…").with_icon(icons::SAVE);
            if ui.add(save.tip("A table of these imports with what each left out")).clicked() {
                report(ImportsAction::SaveAs, out);
            }
        });
    });
    widgets::divider(ui);
}

fn list_ui(ui: &mut Ui, state: &State, view: &mut View, look: Look<'_>, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let (n, selected) = (state.imports.total().unwrap_or(0), state.imports.selected);
    if view.followed != selected {
        view.followed = selected;
        view.n_more = 0;
        view.scroll.scroll_to(selected);
    }
    let list = VirtualList::new(Id::unique("bedside-imports"), n, theme.height.row_history);
    let shown = list.named("Imports").show(ui, &mut view.scroll, |ui, position, rect| {
        let chosen = Chosen::from(position == selected);
        let response = ui.interact(rect, ui.scope_id().with("import"), Sense::click());
        if response.clicked() {
            report(ImportsAction::Select(position), out);
        }
        let hovered = Chosen::from(response.hovered());
        widgets::row_ground(ui.painter(), &theme, rect, (chosen, hovered));
        match state.imports.row(position) {
            Some(row) => row_ui(ui, rect, (state, row), (chosen, look)),
            None => name_row(ui, "Loading", chosen),
        }
    });
    let rows = (shown.rows.start, shown.rows.end);
    if rows != view.shown || state.imports.row(rows.0).is_none() {
        view.shown = rows;
        report(ImportsAction::ShowRows { first: rows.0, last: rows.1 }, out);
    }
}

/// `12 added · 3 updated · 2 left out`; what is nought is not named.
fn counts(row: &ImportRow) -> String {
    let all = [
        (row.added, "added"),
        (row.updated, "updated"),
        (row.known, "already here"),
        (row.left_out, "left out"),
    ];
    let named: Vec<String> = all
        .into_iter()
        .filter(|(n, _)| 0 < *n)
        .map(|(n, what)| format!("{} {what}", words::thousands(n)))
        .collect();
    if named.is_empty() { "Nothing in it".to_owned() } else { named.join(" · ") }
}

fn format_words(row: &ImportRow) -> String {
    if row.format.is_empty() { "In hand".to_owned() } else { row.format.replace('-', " ") }
}

fn row_ui(
    ui: &Ui,
    rect: egui::Rect,
    (state, row): (&State, &ImportRow),
    (chosen, look): (Chosen, Look<'_>),
) {
    let theme = Theme::of(ui);
    let at = words::age(row.at, look.wall, look.zone);
    let counted = if row.is_removed { "Taken back".to_owned() } else { counts(row) };
    name_row(ui, &format!("{}, {counted}, {at}", row.name), chosen);
    let painter = ui.painter();
    let (left, right) = (rect.left() + 16.0, rect.right() - 14.0);
    let age = widgets::cut_line(ui, &at, (Style::Small, Token::Text2), 90.0);
    let end = right - age.size().x;
    painter.galley(pos2(end, rect.top() + 6.0), age, theme.color(Token::Text2));
    let name = widgets::cut_line(ui, &row.name, (Style::Strong, Token::Text), end - left - 8.0);
    painter.galley(pos2(left, rect.top() + 4.0), name, theme.color(Token::Text));
    let practice = state.practice(row.practice).map_or("", |practice| practice.name.as_str());
    let below = format!("{} · {practice}", format_words(row));
    let below = widgets::cut_line(ui, &below, (Style::Body, Token::Text2), right - left);
    painter.galley(pos2(left, rect.top() + 25.0), below, theme.color(Token::Text2));
    let token = if row.is_removed || row.left_out == 0 { Token::Text3 } else { Token::Warning };
    let counted = widgets::cut_line(ui, &counted, (Style::Small, token), right - left);
    painter.galley(pos2(left, rect.top() + 48.0), counted, theme.color(token));
}

fn record_ui(
    ui: &mut Ui,
    (state, record): (&State, &ImportRecord),
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    let row = &record.row;
    let practice = state.practice(row.practice).map_or("", |practice| practice.name.as_str());
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if !row.is_removed {
                let take = Button::outlined("Take back…").with_icon(icons::UNDO);
                if ui.add(take.disabled_because(record.stays_because)).clicked() {
                    out.push(Action::Ask(Dialog::TakeBack(row.import)));
                }
            }
            ui.with_layout(Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                widgets::elided(ui, &row.name, Style::Title, Token::Text, 1);
                let at = words::moment(row.at, look.zone);
                let said = format!("{} · {practice} · {at}", format_words(row));
                widgets::elided(ui, &said, Style::Small, Token::Text2, 1);
            });
        });
    });
    ui.add_space(8.0);
    if row.is_removed {
        ui.add(Tag::new("Taken back", Tone::Neutral).with_icon(icons::UNDO));
        ui.add_space(4.0);
    } else if let Some(why) = record.stays_because {
        widgets::text(ui, &sentence(why), Style::Small, Token::Text2);
    }
    facts_ui(ui, record);
    ui.add_space(12.0);
    left_out_ui(ui, record);
    if let Some(raw) = &record.report.raw {
        paste_ui(ui, raw, view);
    }
}

/// A message of the worker as a sentence.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().map(char::to_uppercase).into_iter().flatten().collect();
    format!("{first}{}", letters.as_str())
}

fn facts_ui(ui: &mut Ui, record: &ImportRecord) {
    let row = &record.row;
    let mut facts = vec![
        ("Added", words::count(row.added, "comment", "comments")),
        ("Updated", words::count(row.updated, "comment", "comments")),
        ("Already here", words::count(row.known, "comment", "comments")),
        ("Left out", words::count(row.left_out, "row", "rows")),
    ];
    if let Some(sha256) = &record.report.sha256 {
        facts.push(("SHA-256 of the file", sha256.clone()));
    }
    egui::Grid::new("import-facts").num_columns(2).spacing(vec2(16.0, 6.0)).show(ui, |ui| {
        for (name, said) in facts {
            widgets::text(ui, name, Style::Body, Token::Text2);
            widgets::text(ui, &said, Style::Body, Token::Text);
            ui.end_row();
        }
    });
}

fn left_out_ui(ui: &mut Ui, record: &ImportRecord) {
    let report = &record.report;
    if !report.skipped.is_empty() {
        widgets::text(ui, "Left out, and why", Style::Section, Token::Text);
        ui.add_space(4.0);
        for skipped in &report.skipped {
            widgets::card(ui, |ui| {
                let title = format!("{} · {}", words::thousands(skipped.count), skipped.detail);
                widgets::text(ui, &title, Style::Body, Token::Text);
                let places = places(skipped, report.place);
                if !places.is_empty() {
                    widgets::text(ui, &places, Style::Small, Token::Text2);
                }
            });
            ui.add_space(4.0);
        }
        ui.add_space(8.0);
    }
    if !report.warnings.is_empty() {
        widgets::text(ui, "Warnings", Style::Section, Token::Text);
        ui.add_space(4.0);
        for warning in &report.warnings {
            ui.horizontal_top(|ui| {
                widgets::icon(ui, icons::WARNING, icons::SMALL, Token::Warning);
                widgets::text(ui, warning, Style::Body, Token::Text);
            });
        }
        ui.add_space(12.0);
    }
}

/// Where rows were left out: `Lines 3, 5 and 9`, the first hundred of them.
fn places(skipped: &Skipped, place: Option<Place>) -> String {
    let (one, many) = match place {
        Some(Place::Element) => ("Element", "Elements"),
        Some(Place::Line) | None => ("Line", "Lines"),
    };
    let shown: Vec<String> = skipped.rows.iter().take(100).map(ToString::to_string).collect();
    match shown.as_slice() {
        [] => String::new(),
        [only] => format!("{one} {only}"),
        _ if shown.len() < skipped.rows.len() => {
            let n = words::thousands(skipped.rows.len() - shown.len());
            format!("{many} {} and {n} more; the table holds all", shown.join(", "))
        }
        [before @ .., last] => format!("{many} {} and {last}", before.join(", ")),
    }
}

/// The paste as it was on the clipboard, as much of it as was wished for.
fn paste_ui(ui: &mut Ui, raw: &Pasted, view: &mut View) {
    let text = raw.text.as_str();
    let limit = PASTE_SHOWN.saturating_mul(view.n_more + 1);
    let end = text.char_indices().nth(limit).map_or(text.len(), |(at, _)| at);
    widgets::text(ui, "The paste, as it was", Style::Section, Token::Text);
    if raw.html.is_some() {
        let said = "The page’s markup is kept too and was read first.";
        widgets::text(ui, said, Style::Small, Token::Text2);
    }
    ui.add_space(4.0);
    widgets::card(ui, |ui| {
        let shown = text.get(..end).unwrap_or(text);
        let rich = Theme::of(ui).rich(shown, Style::Body, Token::Text2);
        ui.add(egui::Label::new(rich).wrap().selectable(true));
    });
    if end < text.len() {
        ui.add_space(4.0);
        let left = text.len() - end;
        ui.horizontal(|ui| {
            if ui.add(Button::outlined("Show more of it")).clicked() {
                view.n_more += 1;
            }
            let said = format!("{} more", words::count(left, "byte", "bytes"));
            widgets::text(ui, &said, Style::Small, Token::Text2);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_the_source_counts_them() {
        let skipped = |rows: Vec<usize>| Skipped {
            reason: "empty".to_owned(),
            count: rows.len(),
            detail: "No words".to_owned(),
            rows,
        };
        assert_eq!(places(&skipped(vec![7]), Some(Place::Line)), "Line 7", "one");
        assert_eq!(places(&skipped(vec![3, 5, 9]), None), "Lines 3, 5 and 9", "several");
        assert_eq!(places(&skipped(vec![2, 4]), Some(Place::Element)), "Elements 2 and 4", "JSON");
        let many = places(&skipped((1..=140).collect()), Some(Place::Line));
        assert!(many.ends_with("100 and 40 more; the table holds all"), "{many}");
    }
}
