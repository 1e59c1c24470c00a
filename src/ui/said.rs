//! What was already said: the practice's posted replies with what the rules find in them, worst first.

use egui::{Id, Key, Layout, Margin, Modifiers, ScrollArea, Sense, Ui, pos2, vec2};

use crate::lint::{Rule, Severity};
use crate::model::SealedFinding;
use crate::session::{Action, SaidAction, State, is_web_address};
use crate::worker::{SaidFilter, SaidMark, SaidRow};

use super::composer::tone;
use super::findings::{severity_word, source_ui};
use super::theme::{Style, Theme, Token};
use super::virtual_list::{ScrollState, VirtualList, name_row};
use super::widgets::{self, Avatar, Button, Chosen, Tag, Tone};
use super::{Look, commands, icons, keys, words};

/// Where the list stands.
#[derive(Default)]
pub(super) struct View {
    scroll: ScrollState,
    shown: (usize, usize),
    followed: usize,
}

fn report(action: SaidAction, out: &mut Vec<Action>) {
    out.push(Action::Said(action));
}

/// As a finding looks in the window: a stop of low confidence is a warning.
fn shown_as(finding: &SealedFinding) -> Severity {
    match (finding.severity.as_str(), finding.confidence.as_str()) {
        ("stop", "high") => Severity::Stop,
        ("stop" | "warning", _) => Severity::Warning,
        _ => Severity::Advice,
    }
}

/// Draws list and reply.
pub(super) fn said_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    steer(ui, state, out);
    let full = ui.available_rect_before_wrap();
    let list_width = (full.width() * 0.34).clamp(280.0, 460.0);
    let (left, right) = full.split_left_right_at_x(full.left() + list_width);
    let layout = Layout::top_down(egui::Align::Min);
    let (head, left) = left.split_top_bottom_at_y(left.top() + Theme::of(ui).height.header);
    widgets::place(ui, head, layout, |ui| head_ui(ui, state, out));
    let line = Theme::of(ui).line(Token::Line);
    ui.painter().vline(right.left(), full.y_range(), line);
    if state.said.total().unwrap_or(0) == 0 {
        widgets::place(ui, right, layout, |ui| empty_ui(ui, state));
        return;
    }
    widgets::place(ui, left, layout, |ui| list_ui(ui, state, view, look, out));
    widgets::place(ui, right, layout, |ui| {
        ScrollArea::vertical().id_salt("said").auto_shrink([false, false]).show(ui, |ui| {
            let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 16));
            frame.show(ui, |ui| {
                if let Some(row) = state.said.current() {
                    reply_ui(ui, (state, row), look, out);
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
    let selected = state.said.selected;
    if pressed(Key::J) || pressed(Key::ArrowDown) {
        report(SaidAction::Select(selected + 1), out);
    }
    if pressed(Key::K) || pressed(Key::ArrowUp) {
        report(SaidAction::Select(selected.saturating_sub(1)), out);
    }
    if pressed(Key::Escape) {
        out.push(Action::Close);
    }
}

fn head_ui(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let filters = [SaidFilter::ToCorrect, SaidFilter::WithAdvice, SaidFilter::Done];
    let height = Theme::of(ui).height.header;
    widgets::row(ui, height, |ui| {
        ui.add_space(12.0);
        let segments =
            [(icons::WARNING, "To correct"), (icons::ADVICE, "Advice too"), (icons::DONE, "Done")];
        let chosen = filters.iter().position(|filter| *filter == state.said.filter);
        let clicked =
            widgets::segmented(ui, "Which replies are listed", &segments, chosen.unwrap_or(0));
        if let Some(filter) = clicked.and_then(|position| filters.get(position)) {
            report(SaidAction::Filter(*filter), out);
        }
    });
    widgets::divider(ui);
}

fn empty_ui(ui: &mut Ui, state: &State) {
    let (icon, title, what) = if state.said.total().is_none() {
        ((icons::EARLIER, Tone::Neutral), "Reading what was said", "")
    } else if !state.said.search.trim().is_empty() {
        (
            (icons::SEARCH, Tone::Neutral),
            "No reply holds these words",
            "Try fewer words, or clear the search box",
        )
    } else if state.said.filter == SaidFilter::Done {
        (
            (icons::DONE, Tone::Neutral),
            "Nothing was marked yet",
            "Replies that were taken down or corrected are listed here with who said so and when",
        )
    } else {
        (
            (icons::CLEAR, Tone::Clear),
            "Nothing to take down",
            "Replies that the practice posted come in with their comments and are read by the same rules. Those that break one are listed here",
        )
    };
    ui.add_space(64.0);
    ui.horizontal(|ui| {
        ui.add_space(32.0);
        ui.vertical(|ui| {
            ui.set_max_width(480.0);
            widgets::empty_state(ui, icon, title, what);
        });
    });
}

fn list_ui(ui: &mut Ui, state: &State, view: &mut View, look: Look<'_>, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let (n, selected) = (state.said.total().unwrap_or(0), state.said.selected);
    if view.followed != selected {
        view.followed = selected;
        view.scroll.scroll_to(selected);
    }
    let list = VirtualList::new(Id::unique("bedside-said"), n, theme.height.row_history);
    let shown = list.named("Already said").show(ui, &mut view.scroll, |ui, position, rect| {
        let chosen = Chosen::from(position == selected);
        let response = ui.interact(rect, ui.scope_id().with("said"), Sense::click());
        if response.clicked() {
            report(SaidAction::Select(position), out);
        }
        let hovered = Chosen::from(response.hovered());
        widgets::row_ground(ui.painter(), &theme, rect, (chosen, hovered));
        match state.said.row(position) {
            Some(row) => row_ui(ui, rect, row, (chosen, look)),
            None => name_row(ui, "Loading", chosen),
        }
    });
    let rows = (shown.rows.start, shown.rows.end);
    if rows != view.shown || state.said.row(rows.0).is_none() {
        view.shown = rows;
        report(SaidAction::ShowRows { first: rows.0, last: rows.1 }, out);
    }
}

/// `2 stops, 1 warning`; advice only where there is nothing worse.
fn tally(row: &SaidRow) -> String {
    let n = |severity| row.findings.iter().filter(|one| shown_as(one) == severity).count();
    let named: Vec<String> = [
        (n(Severity::Stop), "stop", "stops"),
        (n(Severity::Warning), "warning", "warnings"),
        (n(Severity::Advice), "advice", "pieces of advice"),
    ]
    .into_iter()
    .filter(|(n, ..)| 0 < *n)
    .take(2)
    .map(|(n, one, many)| words::count(n, one, many))
    .collect();
    named.join(", ")
}

fn worst(row: &SaidRow) -> Severity {
    row.findings.iter().map(shown_as).min().unwrap_or(Severity::Advice)
}

const fn mark_words(mark: SaidMark) -> &'static str {
    match mark {
        SaidMark::TakenDown => "Taken down",
        SaidMark::Corrected => "Corrected",
    }
}

fn row_ui(ui: &Ui, rect: egui::Rect, row: &SaidRow, (chosen, look): (Chosen, Look<'_>)) {
    let theme = Theme::of(ui);
    let author = row.author.as_str();
    let (said, token) = match &row.mark {
        Some((mark, who, _)) => (format!("{} · {who}", mark_words(*mark)), Token::Clear),
        None => (tally(row), tone(worst(row)).ink()),
    };
    name_row(ui, &format!("Reply to {author}, {said}"), chosen);
    let painter = ui.painter();
    let centre = rect.left_top() + vec2(32.0, 26.0);
    Avatar::new(author).on(&row.platform).paint(painter, &theme, centre);
    let (left, right) = (rect.left() + 58.0, rect.right() - 14.0);
    let at = row.reply.at.map(|at| words::age(at, look.wall, look.zone)).unwrap_or_default();
    let at = widgets::cut_line(ui, &at, (Style::Small, Token::Text2), 90.0);
    let end = right - at.size().x;
    painter.galley(pos2(end, rect.top() + 6.0), at, theme.color(Token::Text2));
    let name = widgets::cut_line(ui, author, (Style::Strong, Token::Text), end - left - 8.0);
    painter.galley(pos2(left, rect.top() + 4.0), name, theme.color(Token::Text));
    let text = row.reply.text.as_str().replace('\n', " ");
    let words = widgets::cut_line(ui, &text, (Style::Body, Token::Text2), right - left);
    painter.galley(pos2(left, rect.top() + 25.0), words, theme.color(Token::Text2));
    let said = widgets::cut_line(ui, &said, (Style::Small, token), right - left);
    painter.galley(pos2(left, rect.top() + 48.0), said, theme.color(token));
}

fn reply_ui(ui: &mut Ui, (state, row): (&State, &SaidRow), look: Look<'_>, out: &mut Vec<Action>) {
    let practice = state.practice(row.practice).map_or("", |practice| practice.name.as_str());
    let title = format!("Reply to {}", row.author.as_str());
    widgets::elided(ui, &title, Style::Title, Token::Text, 1);
    let posted = row.reply.at.map(|at| format!(" · posted {}", words::moment(at, look.zone)));
    let said = format!("{}, {practice}{}", row.platform.label(), posted.unwrap_or_default());
    widgets::text(ui, &said, Style::Small, Token::Text2);
    ui.add_space(8.0);
    buttons_ui(ui, row, out);
    if let Some((mark, who, at)) = &row.mark {
        ui.add_space(6.0);
        let at = words::moment(*at, look.zone);
        let said = format!("{} · {who} · {at}", mark_words(*mark));
        ui.add(Tag::new(&said, Tone::Clear).with_icon(icons::DONE));
    }
    ui.add_space(10.0);
    widgets::text(ui, "The comment", Style::Small, Token::Text2);
    widgets::card(ui, |ui| {
        let shown = match row.comment_text.as_str() {
            "" => words::NO_WORDS,
            text => text,
        };
        widgets::elided(ui, shown, Style::Body, Token::Text2, 6);
    });
    ui.add_space(8.0);
    widgets::text(ui, "What was said", Style::Small, Token::Text2);
    widgets::card(ui, |ui| words_ui(ui, row));
    ui.add_space(10.0);
    for finding in &row.findings {
        if let Some(rule) = look.pack.named(&finding.rule) {
            finding_ui(ui, row, (finding, rule));
            ui.add_space(6.0);
        }
    }
    let said = format!("Read by the rules of version {}", row.pack_version);
    widgets::text(ui, &said, Style::Small, Token::Text3);
}

fn buttons_ui(ui: &mut Ui, row: &SaidRow, out: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut mark = |ui: &mut Ui, button: Button<'_>, to: Option<SaidMark>| {
            if ui.add(button).clicked() {
                report(SaidAction::Mark(to), out);
            }
        };
        if row.mark.is_some() {
            mark(ui, Button::outlined("Put back on the list").with_icon(icons::UNDO), None);
        } else {
            let keys = keys::hint_of(commands::TAKEN_DOWN);
            let button = Button::filled("Taken down").keys(&keys);
            mark(ui, button.tip("It does not stand there any more"), Some(SaidMark::TakenDown));
            let keys = keys::hint_of(commands::CORRECTED);
            let button = Button::outlined("Corrected").keys(&keys);
            mark(ui, button.tip("Other words stand there"), Some(SaidMark::Corrected));
        }
        let has_link = row.permalink.as_deref().is_some_and(is_web_address);
        let why = (!has_link).then_some("The source gave no link");
        let keys = keys::hint_of(commands::OPEN_LINK);
        let link = Button::outlined("Open on the platform").with_icon(icons::OPEN_LINK).keys(&keys);
        if ui.add(link.disabled_because(why)).clicked() {
            report(SaidAction::OpenLink, out);
        }
        let open = Button::quiet("Open the comment").with_icon(icons::QUEUE);
        if ui.add(open).clicked() {
            out.push(Action::Open(row.comment));
        }
    });
}

/// The reply with the words of each finding underlined; the worst is drawn last, over the others.
fn words_ui(ui: &mut Ui, row: &SaidRow) {
    let theme = Theme::of(ui);
    let text = row.reply.text.as_str();
    let galley = widgets::layout(ui, text, Style::Reading, Token::Text, ui.available_width());
    let response = ui.add(egui::Label::new(std::sync::Arc::clone(&galley)).selectable(true));
    for finding in row.findings.iter().rev() {
        let chars =
            widgets::char_of_byte(text, finding.start)..widgets::char_of_byte(text, finding.end);
        let colour = theme.color(tone(shown_as(finding)).line());
        widgets::paint_wavy(ui.painter(), &galley, response.rect.min, chars, colour);
    }
}

/// What is wrong, which words, why, and the law.
fn finding_ui(ui: &mut Ui, row: &SaidRow, (finding, rule): (&SealedFinding, &Rule)) {
    let severity = shown_as(finding);
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            let icon = match severity {
                Severity::Stop => icons::STOP,
                Severity::Warning => icons::WARNING,
                Severity::Advice => icons::ADVICE,
            };
            widgets::icon(ui, icon, icons::SIZE, tone(severity).ink());
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::text(ui, severity_word(severity), Style::Small, Token::Text2);
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    widgets::elided(ui, &rule.summary, Style::Strong, Token::Text, 1);
                });
            });
        });
        let said = row.reply.text.as_str().get(finding.start..finding.end).unwrap_or_default();
        if !said.trim().is_empty() {
            widgets::elided(ui, &format!("“{}”", said.trim()), Style::Body, Token::Text, 2);
        }
        widgets::text(ui, rule.why(), Style::Small, Token::Text2);
        for citation in &rule.citations {
            source_ui(ui, citation);
        }
        widgets::text(ui, &rule.instead, Style::Small, Token::Text);
    });
}
