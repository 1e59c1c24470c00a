//! The open comment in full: who, where, when, what triage says, what was answered before.

use std::sync::Arc;

use egui::{Align, Layout, Margin, Rect, Ui, vec2};

use crate::model::{Body, Category, Sentiment, Status, Urgency};
use crate::session::{Action, Open, State};
use crate::worker::TriageOverride;

use super::commands;
use super::queue::status_words;
use super::theme::{Style, Theme, Token};
use super::widgets::{self, Avatar, Button, Chosen, Cued, MenuItem, Tag, Tone};
use super::{Look, icons, keys, marks, mend, words};

/// The pane's header: the author at the left, what can be done with the comment at the right.
pub(super) fn header_ui(
    ui: &mut Ui,
    state: &State,
    open: &Open,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let comment = &open.thread.comment;
    let source = &comment.source;
    let size = vec2(ui.available_width(), theme.height.header);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(theme.space.x6);
        Avatar::new(source.author.label()).on(&source.platform).show(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(theme.space.x3);
            mend::more_ui(ui, open, out);
            header_buttons(ui, state, out);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.add_space(8.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.horizontal(|ui| {
                    widgets::elided(ui, source.author.label(), Style::Section, Token::Text, 1);
                    if let Some(n) = source.stars {
                        widgets::stars(ui, n);
                    }
                    if let Some(recommended) = source.recommended {
                        let said = if recommended { "recommends" } else { "doesn’t recommend" };
                        widgets::text(ui, said, Style::Small, Token::Text2);
                    }
                    let at = source.posted_at.unwrap_or(comment.captured_at);
                    let said = words::ago(at, look.wall, look.zone);
                    let moment = words::moment(at, look.zone);
                    widgets::text(ui, &said, Style::Small, Token::Text2).on_hover_text(moment);
                });
                let practice =
                    state.practice(comment.practice).map_or("", |practice| practice.name.as_str());
                let said = format!("{} {} · {practice}", source.platform.label(), source.kind);
                widgets::elided(ui, &said, Style::Small, Token::Text2, 1);
            });
        });
    });
    widgets::divider(ui);
}

/// Dismiss, escalate and the link; or the way back into the queue.
fn header_buttons(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    let has_room = 480.0 < ui.available_width();
    let mut offer = |ui: &mut Ui, label: &'static str, icon: icons::Icon| {
        let is_wide = has_room && label != commands::OPEN_LINK;
        let Some(command) = commands::command(label) else { return };
        let Some(commands::Deed::Act(action)) = (command.deed)(state) else { return };
        let keys = keys::hint(command);
        let button = if is_wide {
            Button::quiet(label).with_icon(icon).tip(label)
        } else {
            Button::icon(icon, label)
        };
        if ui.add(button.keys(if is_wide { "" } else { &keys })).on_hover_text(&keys).clicked() {
            out.push(action);
        }
    };
    offer(ui, commands::REOPEN, icons::UNDO);
    offer(ui, commands::DISMISS, icons::DISMISS);
    offer(ui, commands::ESCALATE, icons::ESCALATE);
    offer(ui, commands::OPEN_LINK, icons::OPEN_LINK);
}

/// Triage, words, context and earlier answers. Answers where the echoed words stand.
pub(super) fn comment_ui(
    ui: &mut Ui,
    open: &Open,
    look: Look<'_>,
    out: &mut Vec<Action>,
) -> Option<Rect> {
    mend::twin_ui(ui, open, look, out);
    chips_ui(ui, open, look, out);
    ui.add_space(6.0);
    if let Some(context) = open.thread.comment.source.post_context.as_deref() {
        let said = format!("Under: {context}");
        widgets::elided(ui, &said, Style::Small, Token::Text3, 1);
    }
    let echo = words_ui(ui, open);
    ui.add_space(4.0);
    before_ui(ui, open, look);
    echo
}

/// Category, urgency and sentiment, each of which a person can overrule, and the flags.
fn chips_ui(ui: &mut Ui, open: &Open, look: Look<'_>, out: &mut Vec<Action>) {
    let (triage, machine) = (&open.thread.comment.triage, &open.thread.machine_triage);
    let corrected = open.thread.corrections();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let chip = Button::chip(triage.category.label()).list().tip("What the comment is about");
        widgets::menu(&ui.add(chip), |ui| {
            for &category in Category::ALL {
                let note = if category == machine.category { "as triage says" } else { "" };
                let chosen = Chosen::from(category == triage.category);
                if ui.add(MenuItem::new(category.label()).note(note).chosen(chosen)).clicked() {
                    let category = (category != machine.category).then_some(category);
                    out.push(Action::Correct(TriageOverride { category, ..corrected }));
                }
            }
        });
        let chip = Button::chip(triage.urgency.label()).list().tip("How soon somebody has to act");
        widgets::menu(&ui.add(chip), |ui| {
            for &urgency in Urgency::ALL.iter().rev() {
                let note = if urgency == machine.urgency { "as triage says" } else { "" };
                let chosen = Chosen::from(urgency == triage.urgency);
                if ui.add(MenuItem::new(urgency.label()).note(note).chosen(chosen)).clicked() {
                    let urgency = (urgency != machine.urgency).then_some(urgency);
                    out.push(Action::Correct(TriageOverride { urgency, ..corrected }));
                }
            }
        });
        let chip = Button::chip(triage.sentiment.label()).list().tip("How the writer feels");
        widgets::menu(&ui.add(chip), |ui| {
            for &sentiment in Sentiment::ALL {
                let note = if sentiment == machine.sentiment { "as triage says" } else { "" };
                let chosen = Chosen::from(sentiment == triage.sentiment);
                if ui.add(MenuItem::new(sentiment.label()).note(note).chosen(chosen)).clicked() {
                    let sentiment = (sentiment != machine.sentiment).then_some(sentiment);
                    out.push(Action::Correct(TriageOverride { sentiment, ..corrected }));
                }
            }
        });
        for flag in &triage.flags {
            ui.add(Tag::new(flag.label(), Tone::Neutral).with_icon(icons::FLAG));
        }
        let comment = &open.thread.comment;
        let said = match comment.status {
            Status::Open | Status::Drafting => {
                let said = words::due(comment.due_at, look.wall, look.zone);
                if comment.due_at < look.wall { said } else { format!("Due {said}") }
            }
            other => status_words(other).to_owned(),
        };
        widgets::text(ui, &said, Style::Small, Token::Text2);
    });
}

/// The person's words are the largest text; cues are marked, echoed words boxed.
fn words_ui(ui: &mut Ui, open: &Open) -> Option<Rect> {
    let theme = Theme::of(ui);
    let comment = &open.thread.comment;
    let text = comment.source.text.as_str();
    if text.is_empty() {
        widgets::text(ui, words::NO_WORDS, Style::Reading, Token::Text3);
        return None;
    }
    let cued = Cued {
        text,
        cues: &marks::cues(text, &comment.triage.because),
        style: Style::Reading,
        token: Token::Text,
        line_height: theme.line_height(Style::Reading),
        max_rows: usize::MAX,
    };
    let galley = cued.layout(ui, ui.available_width());
    let ground = ui.painter().add(egui::Shape::Noop);
    let response = ui.add(egui::Label::new(Arc::clone(&galley)).selectable(true));
    ui.painter().set(ground, cued.ground(&theme, &galley, response.rect.min));
    let echoed = open.composer.current_finding()?.echo_of?;
    let chars =
        widgets::char_of_byte(text, echoed.start())..widgets::char_of_byte(text, echoed.end());
    let colour = theme.color(Token::Stop);
    widgets::paint_box(ui.painter(), &galley, response.rect.min, chars, colour).first().copied()
}

/// The answer that already stands there, replies copied here, and other comments of the same author.
fn before_ui(ui: &mut Ui, open: &Open, look: Look<'_>) {
    let thread = &open.thread;
    if let Some(existing) = &thread.comment.source.existing_reply {
        let when = existing.at.map(|at| words::ago(at, look.wall, look.zone));
        let title = format!("Already answered in public {}", when.unwrap_or_default());
        earlier_ui(ui, title.trim_end(), &existing.text);
    }
    for reply in thread.replies.iter().take(3) {
        let title = format!("Copied here {}", words::ago(reply.recorded_at, look.wall, look.zone));
        earlier_ui(ui, &title, &reply.text);
    }
    if let Some(at) = thread.earlier_at {
        let n = thread.earlier.len();
        let name = thread.comment.source.author.label();
        let said = format!(
            "{name} wrote {} before, the last time {}",
            words::count(n, "comment", "comments"),
            words::ago(at, look.wall, look.zone)
        );
        ui.horizontal(|ui| {
            widgets::icon(ui, icons::EARLIER, icons::SMALL, Token::Text2);
            widgets::elided(ui, &said, Style::Small, Token::Text2, 1);
        });
    }
}

fn earlier_ui(ui: &mut Ui, title: &str, words: &Body) {
    let theme = Theme::of(ui);
    let frame = egui::Frame::new()
        .fill(theme.color(Token::Sunken))
        .stroke(theme.block_outline())
        .corner_radius(theme.radius.card)
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::text(ui, title, Style::Small, Token::Text2);
        widgets::elided(ui, words.as_str(), Style::Body, Token::Text, 4);
    });
}
