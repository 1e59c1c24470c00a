//! The practices: who they are, how they are reached, and the way to change that.

use egui::{Layout, Margin, ScrollArea, Ui};

use crate::model::Practice;
use crate::session::{Action, Dialog, State};

use super::icons;
use super::theme::{Style, Token};
use super::widgets::{self, Avatar, Button};

/// Draws the screen.
pub(super) fn practices_ui(ui: &mut Ui, state: &State, out: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 20));
        frame.show(ui, |ui| {
            ui.set_max_width(880.0);
            ui.spacing_mut().item_spacing.y = 10.0;
            ui.horizontal(|ui| {
                widgets::text(ui, "Practices", Style::Title, Token::Text);
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    let add = Button::filled("Add a practice…").with_icon(icons::ADD);
                    if ui.add(add).clicked() {
                        out.push(Action::Ask(Dialog::EditPractice(None)));
                    }
                });
            });
            let words = "Every comment belongs to one practice, and a reply is filled with the details of that practice only.";
            widgets::text(ui, words, Style::Body, Token::Text2);
            for practice in &state.desk.practices {
                widgets::card(ui, |ui| practice_ui(ui, practice, out));
            }
        });
    });
}

fn practice_ui(ui: &mut Ui, practice: &Practice, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        Avatar::practice(&practice.name).diameter(32.0).show(ui);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let name = format!("Edit {}", practice.name);
            let edit = Button::outlined("Edit…").with_icon(icons::EDIT).named(&name);
            if ui.add(edit).clicked() {
                out.push(Action::Ask(Dialog::EditPractice(practice.id)));
            }
            ui.with_layout(Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                widgets::elided(ui, &practice.name, Style::Section, Token::Text, 1);
                let contacts: Vec<&str> = practice.contacts().collect();
                let said = if contacts.is_empty() {
                    "No public e-mail or phone yet: templates cannot lead offline".to_owned()
                } else {
                    contacts.join(" · ")
                };
                widgets::elided(ui, &said, Style::Body, Token::Text2, 1);
                let said = format!("Hours in {}", practice.hours.time_zone);
                widgets::text(ui, &said, Style::Small, Token::Text3);
            });
        });
    });
}
