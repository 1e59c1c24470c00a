//! The foot of the preview: how many are chosen, how far long work has come, and the way on.

use egui::{Align, Layout, Margin, Ui};

use crate::session::{self, Action, Capture, Phase};

use super::super::theme::{Style, Theme, Token};
use super::super::widgets::{self, Button, Progress};
use super::super::words;
use super::small;

/// Draws the line.
pub(super) fn foot_ui(ui: &mut Ui, capture: &Capture, out: &mut Vec<Action>) {
    let height = Theme::of(ui).height.control;
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 12));
    frame.show(ui, |ui| match &capture.phase {
        Phase::Adding { progress, .. } => {
            let said = progress_words("added", progress);
            if Progress::new(&said, share(progress)).with_stop("Cancel").show(ui) {
                out.push(Action::CancelImport);
            }
        }
        Phase::Reading(_) | Phase::Shown(_) => {
            widgets::row(ui, height, |ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    buttons_ui(ui, capture, out);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let (n, all) = (capture.n_ticked(), capture.table.rows().len());
                        if capture.asked_columns().is_some() {
                            let said = "Is remembered for the next table with these headers";
                            widgets::elided(ui, said, Style::Body, Token::Text2, 1);
                        } else if capture.preview().is_some() {
                            let said = format!(
                                "{} of {} chosen · triage runs as they are added",
                                words::thousands(n),
                                words::thousands(all)
                            );
                            widgets::elided(ui, &said, Style::Body, Token::Text2, 1);
                        }
                    });
                });
            });
        }
    });
}

/// The way on, from the right.
fn buttons_ui(ui: &mut Ui, capture: &Capture, out: &mut Vec<Action>) {
    let n_waiting = capture.batch.waiting.len();
    if let Some(columns) = capture.asked_columns() {
        let why = (!columns.has_text())
            .then_some("Say first which column holds the words of the comment");
        let read = Button::filled("Read with these columns").keys("Ctrl+Enter");
        if ui.add(read.disabled_because(why)).clicked() {
            out.push(Action::ConfirmColumns);
        }
    } else if capture.preview().is_some() {
        let n = capture.n_ticked();
        let add = format!("Add {}", words::count(n, "comment", "comments"));
        let why = (n == 0).then_some("Nothing that is not already here is chosen");
        let add = Button::filled(&add).keys("Ctrl+Enter").disabled_because(why);
        if ui.add(add).clicked() {
            out.push(Action::AddCaptured);
        }
        if 0 < n_waiting {
            let all = format!("Add all {} files", n_waiting + 1);
            let tip = "Adds this file and those that wait without showing them first";
            let all = Button::outlined(&all).keys("Ctrl+Shift+Enter").tip(tip);
            if ui.add(all).clicked() {
                out.push(Action::AddAll);
            }
        }
    }
    if 0 < n_waiting {
        if ui.add(Button::quiet("Skip this file").keys("Esc")).clicked() {
            out.push(Action::Close);
        }
        if ui.add(Button::quiet("Leave all")).clicked() {
            out.push(Action::LeaveAll);
        }
    } else if ui.add(Button::quiet("Leave").keys("Esc")).clicked() {
        out.push(Action::Close);
    }
}

/// While it is read: which file, how far, and the way out.
pub(super) fn reading_ui(ui: &mut Ui, capture: &Capture, out: &mut Vec<Action>) {
    ui.add_space(80.0);
    ui.vertical_centered(|ui| {
        ui.add(egui::Spinner::new().size(28.0));
        ui.add_space(8.0);
        if let Phase::Reading(progress) = &capture.phase {
            let said = match progress.done {
                0 => "Reading".to_owned(),
                _ => progress_words("compared with the queue", progress),
            };
            widgets::text(ui, &said, Style::Body, Token::Text2);
        }
        if capture.batch.adds_all {
            small(ui, "Each file is added as soon as it is read");
        }
        ui.add_space(12.0);
        if ui.add(Button::outlined("Cancel")).clicked() {
            out.push(Action::CancelImport);
        }
    });
}

fn share(progress: &session::Progress) -> f32 {
    // In thousandths, which is finer than the bar.
    let thousandths = (progress.done * 1_000).checked_div(progress.total).unwrap_or(0).min(1_000);
    u16::try_from(thousandths).map_or(1.0, f32::from) / 1_000.0
}

/// `1,200 of 40,000 added · 9,000 a second · 5 s left`.
fn progress_words(done: &str, progress: &session::Progress) -> String {
    let said = format!(
        "{} of {} {done}",
        words::thousands(progress.done),
        words::thousands(progress.total)
    );
    let rate = progress.rate.map(|rate| format!("{} a second", words::thousands(rate)));
    let left = progress.left.map(|left| match left.as_secs() {
        0 => "less than a second left".to_owned(),
        seconds @ 1..60 => format!("{seconds} s left"),
        seconds => format!("{} min left", seconds.div_ceil(60)),
    });
    let parts: Vec<String> = std::iter::once(said).chain(rate).chain(left).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_with_rate_and_time_left() {
        let mut progress = session::Progress::default();
        (progress.done, progress.total) = (1_200, 40_000);
        assert_eq!(progress_words("added", &progress), "1,200 of 40,000 added", "nothing measured");
        progress.rate = Some(9_000);
        progress.left = Some(std::time::Duration::from_secs(90));
        let said = "1,200 of 40,000 added · 9,000 a second · 2 min left";
        assert_eq!(progress_words("added", &progress), said, "measured");
    }
}
