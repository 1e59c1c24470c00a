//! The first start: a name and one practice, or the sample queue.

use egui::{Id, Key, Modifiers, ScrollArea, Ui};

use crate::session::{Action, State};

use super::Look;
use super::practice_form::PracticeForm;
use super::theme::{Style, Token};
use super::widgets::{self, Button, FieldNote, TextField};

/// What is being typed.
#[derive(Default)]
pub(super) struct View {
    name: String,
    form: Option<PracticeForm>,
    was_tried: bool,
    had_focus: bool,
}

/// Draws the screen.
pub(super) fn first_run_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    let width = ui.available_width();
    let column = 520.0_f32.min(width - 48.0);
    let side = ((width - column) / 2.0).max(24.0);
    let is_asked = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.add_space(40.0);
        ui.horizontal(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(column);
                ui.spacing_mut().item_spacing.y = 10.0;
                form_ui(ui, state, view, (look, is_asked), out);
                ui.add_space(40.0);
            });
        });
    });
}

fn form_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    (look, is_asked): (Look<'_>, bool),
    out: &mut Vec<Action>,
) {
    widgets::logo(ui, 32.0);
    widgets::text(ui, "Welcome to Bedside", Style::Display, Token::Text);
    let words = "It reads every reply while you type it, so that nobody’s care is confirmed in public. Everything stays on this computer.";
    widgets::text(ui, words, Style::Body, Token::Text2);
    ui.add_space(6.0);
    if state.desk.person.is_none() {
        let is_missing = view.was_tried && view.name.trim().is_empty();
        let note = if is_missing {
            FieldNote::Error("Enter your name")
        } else {
            FieldNote::Help("Stands beside every reply in the history")
        };
        let id = Id::unique("bedside-your-name");
        let response = widgets::field(ui, "Your name", note, |ui| {
            let response = ui.add(TextField::new(&mut view.name, "Your name").id(id));
            if !view.had_focus {
                response.request_focus();
                view.had_focus = true;
            }
            response
        });
        let _ = response;
    }
    let form = view.form.get_or_insert_with(|| PracticeForm::empty(look.facts));
    form.contact_ui(ui);
    egui::CollapsingHeader::new("Hours, handles and direct messages").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        form.details_ui(ui);
    });
    ui.add_space(6.0);
    let begin = ui.add(Button::filled("Open the desk").keys("Ctrl+Enter"));
    if begin.clicked() || is_asked {
        view.was_tried = true;
        let has_name = state.desk.person.is_some() || !view.name.trim().is_empty();
        if let Some(practice) = form.finish()
            && has_name
        {
            let known = state.desk.person.as_ref().map(|person| person.name.clone());
            let name = known.unwrap_or_else(|| view.name.clone());
            out.push(Action::Begin { name, practice: Some(Box::new(practice)) });
        }
    }
    widgets::divider(ui);
    widgets::text(ui, "Only looking around?", Style::Section, Token::Text);
    let words = "A sample queue brings invented comments for two invented practices. You can delete the data folder later.";
    widgets::text(ui, words, Style::Body, Token::Text2);
    if ui.add(Button::outlined("Try it with a sample queue")).clicked() {
        out.push(Action::LoadSamples { name: view.name.clone() });
    }
}
