//! The desk without a comment: the day's result, and the ways to bring comments in.

use egui::{Layout, Margin, Sense, Ui, vec2};

use crate::session::{Action, Dialog, State};

use super::commands;
use super::theme::{Style, Theme, Token};
use super::widgets::{self, Tone};
use super::{Look, icons, keys, words};

/// Draws what stands where comment and panel would be.
pub(super) fn empty_ui(ui: &mut Ui, state: &State, _look: Look<'_>, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let full = ui.max_rect();
    ui.painter().rect_filled(full, 0.0, theme.color(Token::Window));
    if !state.queue.is_known {
        return;
    }
    let column = 680.0_f32.min(full.width() - 48.0);
    ui.add_space((full.height() * 0.1).min(90.0));
    ui.horizontal(|ui| {
        ui.add_space(((full.width() - column) / 2.0).max(24.0));
        ui.vertical(|ui| {
            ui.set_width(column);
            head_ui(ui, state);
            ui.add_space(16.0);
            ways_ui(ui, out);
        });
    });
}

fn head_ui(ui: &mut Ui, state: &State) {
    let counts = state.counts;
    if counts.comments == 0 {
        let what = "Copy a page of comments or reviews in the browser and paste it here. Nothing is added before you have seen it.";
        widgets::empty_state(ui, (icons::PASTE, Tone::Neutral), "The queue is empty", what);
    } else if 0 < counts.needs_reply {
        let what = format!(
            "{} elsewhere. Clear the filters or choose all practices to see them.",
            words::count(counts.needs_reply, "comment waits", "comments wait")
        );
        widgets::empty_state(ui, (icons::FILTER, Tone::Neutral), "Nothing to show here", &what);
    } else {
        let what = match counts.replied_today {
            0 => "No comment waits for a reply.".to_owned(),
            n => format!("{} today.", words::count(n, "reply went out", "replies went out")),
        };
        widgets::empty_state(ui, (icons::DONE, Tone::Clear), "Everyone has an answer", &what);
    }
}

fn ways_ui(ui: &mut Ui, out: &mut Vec<Action>) {
    let ways = [
        (
            icons::PASTE,
            commands::PASTE,
            "Select a whole page of comments in the browser, copy it, and paste it here",
            Action::Paste,
        ),
        (
            icons::OPEN_FOLDER,
            commands::OPEN_FILES,
            "CSV or JSON from Google, Facebook, Instagram and others; or drop files on the window",
            Action::ChooseFiles,
        ),
        (
            icons::NEW_COMMENT,
            commands::WRITE_DOWN,
            "For a comment that cannot be copied",
            Action::Ask(Dialog::WriteDown),
        ),
    ];
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        widgets::text(ui, "Bring in more comments", Style::Section, Token::Text);
        ui.add_space(8.0);
        for (icon, label, what, action) in ways {
            widgets::divider(ui);
            if way_ui(ui, icon, (label, what)).clicked() {
                out.push(action);
            }
        }
    });
}

fn way_ui(ui: &mut Ui, icon: icons::Icon, (label, what): (&str, &str)) -> egui::Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 62.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{label}. {what}"))
    });
    if response.hovered() {
        ui.painter().rect_filled(rect, theme.radius.control, theme.color(Token::Hover));
    }
    widgets::focus_ring(ui, &theme, &response, theme.radius.control);
    let layout = Layout::left_to_right(egui::Align::Center);
    widgets::place(ui, rect.shrink2(vec2(4.0, 0.0)), layout, |ui| {
        widgets::icon(ui, icon, 24.0, Token::Accent);
        ui.add_space(8.0);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            widgets::key_caps(ui, &keys::hint_of(label));
            let frame = egui::Frame::new().inner_margin(Margin { top: 12, ..Margin::ZERO });
            ui.with_layout(Layout::top_down(egui::Align::Min), |ui| {
                frame.show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    widgets::elided(ui, label, Style::Label, Token::Text, 1);
                    widgets::elided(ui, what, Style::Small, Token::Text2, 1);
                });
            });
        });
    });
    response
}
