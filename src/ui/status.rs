//! The line at the foot: where everything stays, and the keys that matter on this screen.

use egui::{Align, Layout, Ui};

use crate::session::{Screen, State};

use super::commands;
use super::theme::{Style, Theme, Token};
use super::{icons, keys, widgets};

/// Draws the line.
pub(super) fn status_ui(ui: &mut Ui, state: &State) {
    let rect = ui.available_rect_before_wrap();
    let theme = Theme::of(ui);
    ui.painter().rect_filled(rect, 0.0, theme.color(Token::Sunken));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, theme.line(Token::Line));
    widgets::place(ui, rect, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add_space(12.0);
        widgets::icon(ui, icons::LOCAL, icons::SMALL, Token::Text2);
        widgets::text(ui, "Everything stays on this computer", Style::Small, Token::Text2);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            ui.add_space(6.0);
            for (keys, words) in hints(state) {
                if ui.available_width() < 140.0 {
                    break;
                }
                widgets::key_hint(ui, &keys, words);
            }
        });
    });
}

/// The keys of this screen, the rightmost first.
fn hints(state: &State) -> Vec<(String, &'static str)> {
    let of = |label: &'static str, words: &'static str| (keys::hint_of(label), words);
    match state.screen {
        Screen::Queue => vec![
            ("?".to_owned(), "Keys"),
            of(commands::PASTE, "Paste"),
            of(commands::TO_QUEUE, "To the queue"),
            ("Alt+1".to_owned(), "Use rewrite"),
            of(commands::NEXT_FINDING, "Next finding"),
            of(commands::NEXT_COMMENT, "Next comment"),
        ],
        Screen::Capture
            if state.capture.as_ref().is_some_and(|it| it.asked_columns().is_some()) =>
        {
            vec![
                ("Esc".to_owned(), "Leave"),
                ("Down".to_owned(), "Holds something else"),
                ("Right".to_owned(), "Next column"),
                ("Left".to_owned(), "Column before"),
            ]
        }
        Screen::Capture => vec![
            ("?".to_owned(), "Keys"),
            ("D".to_owned(), "Next uncertain cut"),
            ("M".to_owned(), "Merge with above"),
            ("S".to_owned(), "Split"),
            ("E".to_owned(), "Edit"),
            ("Space".to_owned(), "Choose"),
            ("K".to_owned(), "Row above"),
            ("J".to_owned(), "Row below"),
        ],
        Screen::History => vec![
            ("?".to_owned(), "Keys"),
            ("Esc".to_owned(), "To the queue"),
            ("J".to_owned(), "Entry below"),
            ("K".to_owned(), "Entry above"),
        ],
        Screen::Imports => vec![
            ("?".to_owned(), "Keys"),
            ("Esc".to_owned(), "To the queue"),
            ("J".to_owned(), "Import below"),
            ("K".to_owned(), "Import above"),
        ],
        Screen::Said => vec![
            ("?".to_owned(), "Keys"),
            ("Esc".to_owned(), "To the queue"),
            of(commands::OPEN_LINK, "Open"),
            of(commands::CORRECTED, "Corrected"),
            of(commands::TAKEN_DOWN, "Taken down"),
            ("J".to_owned(), "Reply below"),
        ],
        Screen::Practices => vec![("?".to_owned(), "Keys"), ("Esc".to_owned(), "To the queue")],
        Screen::Opening | Screen::FirstRun => Vec::new(),
    }
}
