//! The history: every copied reply, searchable, with what the check said and what became of the clipboard.

use egui::{Id, Key, Layout, Margin, Modifiers, ScrollArea, Sense, Ui, pos2, vec2};

use crate::model::ClipboardOutcome;
use crate::session::{Action, State};
use crate::worker::HistoryRow;

use super::theme::{Style, Theme, Token};
use super::virtual_list::{ScrollState, VirtualList, name_row};
use super::widgets::{self, Avatar, Button, Chosen, Tone};
use super::{Look, icons, words};

/// Where the list stands.
#[derive(Default)]
pub(super) struct View {
    scroll: ScrollState,
    shown: (usize, usize),
    followed: usize,
}

/// Draws list and record.
pub(super) fn history_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    steer(ui, state, out);
    let n = state.history.total.unwrap_or(0);
    if n == 0 {
        empty_ui(ui, state);
        return;
    }
    let full = ui.available_rect_before_wrap();
    let list_width = (full.width() * 0.32).clamp(240.0, 420.0);
    let (left, right) = full.split_left_right_at_x(full.left() + list_width);
    let layout = Layout::top_down(egui::Align::Min);
    widgets::place(ui, left, layout, |ui| {
        list_ui(ui, state, view, look, out);
    });
    let line = Theme::of(ui).line(Token::Line);
    ui.painter().vline(right.left(), right.y_range(), line);
    widgets::place(ui, right, layout, |ui| {
        ScrollArea::vertical().id_salt("record").auto_shrink([false, false]).show(ui, |ui| {
            let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 16));
            frame.show(ui, |ui| {
                if let Some(row) = state.history.row(state.history.selected) {
                    record_ui(ui, state, row, look, out);
                }
            });
        });
    });
}

fn steer(ui: &Ui, state: &State, out: &mut Vec<Action>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let selected = state.history.selected;
    if pressed(Key::J) || pressed(Key::ArrowDown) {
        out.push(Action::SelectHistory(selected + 1));
    }
    if pressed(Key::K) || pressed(Key::ArrowUp) {
        out.push(Action::SelectHistory(selected.saturating_sub(1)));
    }
    if pressed(Key::Escape) {
        out.push(Action::Close);
    }
}

fn empty_ui(ui: &mut Ui, state: &State) {
    let is_search = !state.history.search.trim().is_empty();
    ui.add_space(64.0);
    ui.horizontal(|ui| {
        ui.add_space((ui.available_width() * 0.5 - 240.0).max(24.0));
        ui.vertical(|ui| {
            ui.set_max_width(480.0);
            let (title, what) = if state.history.total.is_none() {
                ("Reading the history", "")
            } else if is_search {
                ("No reply holds these words", "Try fewer words, or clear the search box")
            } else {
                ("No reply was copied yet", "Every copied reply is kept here with what the check said, who copied it and when")
            };
            widgets::empty_state(ui, (icons::EARLIER, Tone::Neutral), title, what);
        });
    });
}

fn list_ui(ui: &mut Ui, state: &State, view: &mut View, look: Look<'_>, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let n = state.history.total.unwrap_or(0);
    if view.followed != state.history.selected {
        view.followed = state.history.selected;
        view.scroll.scroll_to(state.history.selected);
    }
    let list = VirtualList::new(Id::unique("bedside-history"), n, theme.height.row_history);
    let shown = list.named("History").show(ui, &mut view.scroll, |ui, position, rect| {
        let chosen = Chosen::from(position == state.history.selected);
        let response = ui.interact(rect, ui.scope_id().with("record"), Sense::click());
        if response.clicked() {
            out.push(Action::SelectHistory(position));
        }
        let hovered = Chosen::from(response.hovered());
        widgets::row_ground(ui.painter(), &theme, rect, (chosen, hovered));
        match state.history.row(position) {
            Some(row) => row_ui(ui, rect, row, look),
            None => name_row(ui, "Loading", chosen),
        }
    });
    let rows = (shown.rows.start, shown.rows.end);
    if rows != view.shown || state.history.row(rows.0).is_none() {
        view.shown = rows;
        out.push(Action::ShowHistoryRows { first: rows.0, last: rows.1 });
    }
}

fn outcome_words(outcome: Option<ClipboardOutcome>) -> &'static str {
    match outcome {
        Some(ClipboardOutcome::Copied) => "Copied",
        Some(ClipboardOutcome::Failed) => "Copy failed",
        None => "Recorded, not known to be copied",
    }
}

fn row_ui(ui: &Ui, rect: egui::Rect, row: &HistoryRow, look: Look<'_>) {
    let theme = Theme::of(ui);
    let reply = &row.reply;
    let at = words::age(reply.recorded_at, look.wall, look.zone);
    let outcome = outcome_words(reply.outcome);
    let author = row.author.as_str();
    name_row(ui, &format!("Reply to {author}, {outcome}, {at}"), Chosen::No);
    let painter = ui.painter();
    Avatar::new(author).on(&row.platform).paint(
        painter,
        &theme,
        rect.left_top() + vec2(32.0, 26.0),
    );
    let (left, right) = (rect.left() + 58.0, rect.right() - 14.0);
    let said = widgets::cut_line(ui, &at, (Style::Small, Token::Text2), 90.0);
    let end = right - said.size().x;
    painter.galley(pos2(end, rect.top() + 6.0), said, theme.color(Token::Text2));
    let name = widgets::cut_line(ui, author, (Style::Strong, Token::Text), end - left - 8.0);
    painter.galley(pos2(left, rect.top() + 4.0), name, theme.color(Token::Text));
    let text = reply.text.as_str().replace('\n', " ");
    let words = widgets::cut_line(ui, &text, (Style::Body, Token::Text2), right - left);
    painter.galley(pos2(left, rect.top() + 25.0), words, theme.color(Token::Text2));
    let token = match reply.outcome {
        Some(ClipboardOutcome::Copied) => Token::Text3,
        _ => Token::Warning,
    };
    let n = reply.overrides.len();
    let said = match n {
        0 => outcome.to_owned(),
        n => format!("{outcome} · {}", words::count(n, "override", "overrides")),
    };
    let said = widgets::cut_line(ui, &said, (Style::Small, token), right - left);
    painter.galley(pos2(left, rect.top() + 48.0), said, theme.color(token));
}

fn record_ui(ui: &mut Ui, state: &State, row: &HistoryRow, look: Look<'_>, out: &mut Vec<Action>) {
    let reply = &row.reply;
    let practice = state.practice(reply.practice).map_or("", |practice| practice.name.as_str());
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let title = format!("Entry {} · reply to {}", reply.id, row.author.as_str());
            widgets::text(ui, &title, Style::Title, Token::Text);
            let at = words::moment(reply.recorded_at, look.zone);
            let said = format!("{}, {practice} · {at}", row.platform.label());
            widgets::text(ui, &said, Style::Small, Token::Text2);
        });
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add(Button::outlined("Open the comment")).clicked() {
                out.push(Action::Open(reply.comment));
            }
        });
    });
    ui.add_space(12.0);
    widgets::text(ui, "The comment, as it stood", Style::Small, Token::Text2);
    widgets::card(ui, |ui| {
        ui.add(
            egui::Label::new(Theme::of(ui).rich(
                row.comment_text.as_str(),
                Style::Body,
                Token::Text2,
            ))
            .selectable(true),
        );
    });
    ui.add_space(8.0);
    widgets::text(ui, "The reply, byte for byte", Style::Small, Token::Text2);
    widgets::card(ui, |ui| {
        ui.add(
            egui::Label::new(Theme::of(ui).rich(reply.text.as_str(), Style::Reading, Token::Text))
                .selectable(true),
        );
    });
    ui.add_space(12.0);
    facts_ui(ui, row, look);
}

fn facts_ui(ui: &mut Ui, row: &HistoryRow, look: Look<'_>) {
    let reply = &row.reply;
    let findings = if reply.findings.is_empty() {
        "None".to_owned()
    } else {
        let rules: Vec<&str> = reply.findings.iter().map(|finding| finding.rule.as_str()).collect();
        rules.join(", ")
    };
    let bytes = words::count(reply.text.as_str().len(), "byte", "bytes");
    let clipboard = match reply.outcome {
        Some(ClipboardOutcome::Copied) => format!("Read back, same {bytes}"),
        other => outcome_words(other).to_owned(),
    };
    let mut facts = vec![
        ("Findings", findings),
        ("Rules", format!("Version {}", reply.pack_version)),
        ("Person", row.person_name.clone()),
        ("Recorded", words::moment(reply.recorded_at, look.zone)),
        ("Clipboard", clipboard),
    ];
    for aside in &reply.overrides {
        facts.push(("Override", format!("{}: {}", aside.rule, aside.reason.as_str())));
    }
    egui::Grid::new("facts").num_columns(2).spacing(vec2(16.0, 6.0)).show(ui, |ui| {
        for (name, said) in facts {
            widgets::text(ui, name, Style::Body, Token::Text2);
            widgets::text(ui, &said, Style::Body, Token::Text);
            ui.end_row();
        }
    });
}
