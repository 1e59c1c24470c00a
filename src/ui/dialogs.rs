//! What lies over the window and wants an answer: the shortcut sheet, reasons, forms, failures.

use egui::{Context, Id, Key, Modifiers, ScrollArea, TextEdit, Ui};

use crate::model::{Platform, Practice, PracticeId};
use crate::session::{Action, Dialog, State};
use crate::worker::Failure;

use super::commands::{COMMANDS, Group, PREVIEW};
use super::comment_form::CommentForm;
use super::mend::{self, MendForm};
use super::practice_form::PracticeForm;
use super::theme::{Style, Theme, Token};
use super::widgets::{self, Button, FieldNote};
use super::{Look, icons, keys};

/// What is being typed into the open dialog.
#[derive(Default)]
pub(super) struct View {
    shown: Option<Dialog>,
    reason: String,
    practice: Option<PracticeForm>,
    comment: Option<CommentForm>,
    mend: Option<MendForm>,
}

impl View {
    /// Starts afresh when another dialog opens.
    fn follow(&mut self, state: &State, look: Look<'_>) {
        if self.shown == state.dialog {
            return;
        }
        self.shown = state.dialog;
        self.reason.clear();
        self.practice = None;
        self.comment = None;
        self.mend = None;
        match state.dialog {
            Some(Dialog::EditPractice(id)) => {
                let known = id.and_then(|id| state.practice(id));
                self.practice = Some(match known {
                    Some(practice) => PracticeForm::of(practice, look.facts),
                    None => PracticeForm::empty(look.facts),
                });
            }
            Some(Dialog::WriteDown) => {
                let practice = state.likely_practice();
                let platform = state.queue.query.platform.clone().unwrap_or(Platform::Google);
                self.comment = Some(CommentForm::new(practice, platform));
            }
            Some(Dialog::Mend) => self.mend = state.open.as_ref().map(MendForm::of),
            _ => {}
        }
    }
}

/// Draws the open dialog, if there is one, or a failure.
pub(super) fn dialog_ui(
    ctx: &Context,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    view.follow(state, look);
    if let Some(failure) = &state.failure {
        failure_ui(ctx, failure, out);
        return;
    }
    match state.dialog {
        // The preview draws those itself.
        None | Some(Dialog::MendRow | Dialog::SplitRow) => {}
        Some(Dialog::Shortcuts) => shortcuts_ui(ctx, out),
        Some(Dialog::SetAside(finding)) => set_aside_ui(ctx, state, (view, look), finding, out),
        Some(Dialog::AllowUncovered) => uncovered_ui(ctx, view, out),
        Some(Dialog::EditPractice(id)) => practice_ui(ctx, view, id, out),
        Some(Dialog::WriteDown) => write_down_ui(ctx, state, view, look, out),
        Some(Dialog::TakeBack(import)) => mend::take_back_ui(ctx, state, import, out),
        Some(Dialog::Mend) => mend::mend_ui(ctx, state, view.mend.as_mut(), out),
        Some(Dialog::RemoveAuthor) => mend::removal_ui(ctx, state, out),
    }
}

fn id() -> Id {
    Id::unique("bedside-dialog")
}

/// Something could not be done: what happened and what to do.
fn failure_ui(ctx: &Context, failure: &Failure, out: &mut Vec<Action>) {
    let title = if failure.is_fatal { "The desk could not be opened" } else { "That did not work" };
    let dialog = widgets::Dialog::new(id(), title).with_icon(icons::WARNING, Token::Warning);
    let response = dialog.show(ctx, |ui| {
        let mut letters = failure.message.chars();
        let first: String = letters.next().map(char::to_uppercase).into_iter().flatten().collect();
        widgets::text(ui, &format!("{first}{}", letters.as_str()), Style::Body, Token::Text);
        widgets::text(ui, &failure.help, Style::Body, Token::Text2);
        if !failure.is_fatal {
            widgets::dialog_buttons(ui, |ui| {
                if ui.add(Button::filled("Close").keys("Esc")).clicked() {
                    out.push(Action::Close);
                }
            });
        }
    });
    if response.should_close && !failure.is_fatal {
        out.push(Action::Close);
    }
}

fn shortcuts_ui(ctx: &Context, out: &mut Vec<Action>) {
    let dialog = widgets::Dialog::new(id(), "Keys").with_icon(icons::KEYBOARD, Token::Text2);
    let response = dialog.width(820.0).show(ctx, |ui| {
        let height = (ui.ctx().content_rect().height() - 200.0).clamp(200.0, 640.0);
        ScrollArea::vertical().min_scrolled_height(height).max_height(height).show(ui, |ui| {
            // Room for the scroll bar beside the last keys.
            ui.set_width(ui.available_width() - 14.0);
            ui.spacing_mut().item_spacing.x = 24.0;
            ui.columns(2, |columns| {
                for (place, group) in Group::ALL.into_iter().enumerate() {
                    if let Some(ui) = columns.get_mut(place % 2) {
                        group_ui(ui, group);
                    }
                }
            });
            ui.add_space(8.0);
            let words =
                "Single letters work while no text box has the keyboard. Esc leaves a text box.";
            widgets::text(ui, words, Style::Small, Token::Text2);
        });
    });
    if response.should_close {
        out.push(Action::Close);
    }
}

fn group_ui(ui: &mut Ui, group: Group) {
    widgets::text(ui, group.label(), Style::Section, Token::Text);
    for command in COMMANDS.iter().filter(|command| command.group == group) {
        ui.horizontal(|ui| {
            widgets::text(ui, command.label.trim_end_matches('…'), Style::Body, Token::Text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                for &keys in command.keys.iter().rev() {
                    widgets::key_caps(ui, &keys::written(keys));
                }
            });
        });
    }
    if group == Group::Reply {
        ui.horizontal(|ui| {
            widgets::text(ui, "Use template 1 to 9", Style::Body, Token::Text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::key_caps(ui, "Ctrl+1");
            });
        });
    }
    ui.add_space(12.0);
    if group == Group::Capture {
        preview_ui(ui);
    }
}

/// What keys do in a preview.
fn preview_ui(ui: &mut Ui) {
    widgets::text(ui, "In the preview of a paste or a file", Style::Section, Token::Text);
    for (words, keys) in PREVIEW {
        ui.horizontal(|ui| {
            widgets::text(ui, words, Style::Body, Token::Text);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| match *keys {
                "J" => ["K", "J"].map(|keys| widgets::key_caps(ui, keys)).into_iter().last(),
                "1" => ["5", "1"].map(|keys| widgets::key_caps(ui, keys)).into_iter().last(),
                keys => Some(widgets::key_caps(ui, keys)),
            });
        });
    }
    ui.add_space(12.0);
}

/// A box for a reason; answers whether it was sent.
fn reason_ui(ui: &mut Ui, view: &mut View, label: &str, act: &str) -> Option<String> {
    let is_sent = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let box_id = Id::unique("bedside-reason");
    let note = FieldNote::Help("Is kept in the history beside the reply");
    widgets::field(ui, label, note, |ui| {
        let theme = Theme::of(ui);
        let response = ui.add(
            TextEdit::multiline(&mut view.reason)
                .id(box_id)
                .desired_width(f32::INFINITY)
                .desired_rows(3)
                .font(theme.font(Style::Body)),
        );
        ui.ctx().accesskit_node_builder(box_id, |node| node.set_label(label));
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        response
    });
    let mut sent = None;
    widgets::dialog_buttons(ui, |ui| {
        let why = view.reason.trim().is_empty().then_some("Type a reason first");
        let button = Button::filled(act).keys("Ctrl+Enter").disabled_because(why);
        if (ui.add(button).clicked() || is_sent) && why.is_none() {
            sent = Some(view.reason.clone());
        }
    });
    sent
}

fn set_aside_ui(
    ctx: &Context,
    state: &State,
    (view, look): (&mut View, Look<'_>),
    finding: usize,
    out: &mut Vec<Action>,
) {
    let found = state.open.as_ref().and_then(|open| {
        let found = open.composer.report.findings.get(finding)?;
        Some((found, look.pack.rule(&found.rule)?, found.span.slice(open.composer.text())?))
    });
    let Some((found, rule, words)) = found else {
        out.push(Action::Close);
        return;
    };
    let title = "Set a finding aside";
    let dialog = widgets::Dialog::new(id(), title).with_icon(icons::WARNING, Token::Warning);
    let response = dialog.show(ctx, |ui| {
        widgets::text(ui, &rule.summary, Style::Strong, Token::Text);
        if !words.trim().is_empty() {
            widgets::text(ui, &format!("“{}”", words.trim()), Style::Body, Token::Text);
        }
        if found.holds() {
            let warning = "This is a stop. Setting it aside is an override: it lets the reply through and stays in the history under your name.";
            widgets::text(ui, warning, Style::Body, Token::Stop);
        }
        if let Some(reason) = reason_ui(ui, view, "Why is it right to keep these words?", "Set aside") {
            out.push(Action::SetAside { finding, reason });
        }
    });
    if response.should_close {
        out.push(Action::Close);
    }
}

fn uncovered_ui(ctx: &Context, view: &mut View, out: &mut Vec<Action>) {
    let title = "No rule reads this language";
    let dialog = widgets::Dialog::new(id(), title).with_icon(icons::LANGUAGE, Token::Warning);
    let response = dialog.show(ctx, |ui| {
        let words = "The rules read English and Spanish. Somebody who reads the language has to vouch that the reply confirms nobody’s care.";
        widgets::text(ui, words, Style::Body, Token::Text);
        if let Some(reason) = reason_ui(ui, view, "Who read it, and why is it safe?", "Allow this reply") {
            out.push(Action::AllowUncovered { reason });
        }
    });
    if response.should_close {
        out.push(Action::Close);
    }
}

fn practice_ui(
    ctx: &Context,
    view: &mut View,
    practice: Option<PracticeId>,
    out: &mut Vec<Action>,
) {
    let title = if practice.is_some() { "Edit the practice" } else { "Add a practice" };
    let is_sent = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let Some(form) = &mut view.practice else { return };
    let mut saved: Option<Practice> = None;
    let dialog = widgets::Dialog::new(id(), title).with_icon(icons::PRACTICE, Token::Text2);
    let response = dialog.width(560.0).show(ctx, |ui| {
        let height = (ui.ctx().content_rect().height() - 220.0).clamp(160.0, 620.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            form.contact_ui(ui);
            form.details_ui(ui);
        });
        widgets::dialog_buttons(ui, |ui| {
            if ui.add(Button::filled("Save").keys("Ctrl+Enter")).clicked() || is_sent {
                saved = form.finish();
            }
            if ui.add(Button::quiet("Leave").keys("Esc")).clicked() {
                out.push(Action::Close);
            }
        });
    });
    if let Some(practice) = saved {
        out.push(Action::SavePractice(Box::new(practice)));
    } else if response.should_close {
        out.push(Action::Close);
    }
}

fn write_down_ui(
    ctx: &Context,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    let is_sent = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let Some(form) = &mut view.comment else { return };
    let dialog = widgets::Dialog::new(id(), "Write a comment down")
        .with_icon(icons::NEW_COMMENT, Token::Text2);
    let response = dialog.width(560.0).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        form.form_ui(ui, &state.desk.practices);
        widgets::dialog_buttons(ui, |ui| {
            let add = Button::filled("Add to the queue").keys("Ctrl+Enter");
            if ui.add(add).clicked() || is_sent {
                out.extend(form.finish(look.wall));
            }
            if ui.add(Button::quiet("Leave").keys("Esc")).clicked() {
                out.push(Action::Close);
            }
        });
    });
    if response.should_close {
        out.push(Action::Close);
    }
}
