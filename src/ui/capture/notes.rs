//! What a paste or a file holds that is not added, and what the reader of it had to say.

use egui::Ui;

use crate::worker::Preview;

use super::super::theme::{Style, Token};
use super::super::{icons, widgets, words};

/// Height of one note.
const LINE: f32 = 24.0;

/// How high all of them are; 0 where there is none.
pub(super) fn height(preview: &Preview) -> f32 {
    let n = preview.skipped.len() + preview.warnings.len();
    let lines = u8::try_from(n).map_or(255.0, f32::from);
    if n == 0 { 0.0 } else { (LINE * lines + 28.0).min(140.0) }
}

/// What was left out and why; nothing vanishes uncounted.
pub(super) fn notes_ui(ui: &mut Ui, preview: &Preview) {
    for skipped in &preview.skipped {
        ui.horizontal_wrapped(|ui| {
            widgets::icon(ui, icons::INFO, icons::SMALL, Token::Text2);
            widgets::text(ui, &words::skipped(skipped), Style::Body, Token::Text2);
        });
    }
    for warning in &preview.warnings {
        ui.horizontal_wrapped(|ui| {
            widgets::icon(ui, icons::WARNING, icons::SMALL, Token::Warning);
            widgets::text(ui, warning, Style::Body, Token::Text);
        });
    }
}
