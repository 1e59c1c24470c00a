//! The head of the preview: what it is, what it was read as, and for whom it is.

use egui::{Align, Layout, Margin, Ui};

use crate::model::Platform;
use crate::session::{Action, Capture, State};
use crate::worker::PreviewState;

use super::super::theme::{Style, Theme, Token};
use super::super::widgets::{self, Button, Chosen, MenuItem, Tag, Tone};
use super::super::{icons, words};

/// Below this width the tags stay away, so that the title keeps its room.
const TAGS_FIT: f32 = 1_000.0;

/// A format's stable name as a person says it.
fn format_words(format: &str) -> String {
    match format {
        "clipboard-facebook-text" => "a Facebook post, copied as text".to_owned(),
        "clipboard-facebook-html" => "a Facebook post, copied from the page".to_owned(),
        "clipboard-google-reviews-text" => "Google reviews, copied as text".to_owned(),
        "clipboard-google-reviews-html" => "Google reviews, copied from the page".to_owned(),
        "clipboard-instagram-text" => "an Instagram post, copied as text".to_owned(),
        "clipboard-yelp-text" => "Yelp reviews, copied as text".to_owned(),
        "google-business-reviews" => "Google Business reviews".to_owned(),
        "google-takeout-reviews" => "Google reviews from Takeout".to_owned(),
        "meta-graph-comments" => "Facebook comments from the Graph API".to_owned(),
        "meta-instagram-comments" => "Instagram comments from the Graph API".to_owned(),
        "generic-csv" => "a table of comments".to_owned(),
        other => other.replace('-', " "),
    }
}

/// Draws the head.
pub(super) fn head_ui(ui: &mut Ui, state: &State, capture: &Capture, out: &mut Vec<Action>) {
    let theme = Theme::of(ui);
    let has_tags = TAGS_FIT < ui.available_width();
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 12));
    frame.show(ui, |ui| {
        widgets::row(ui, 44.0, |ui| {
            widgets::icon(ui, icons::PASTE, 24.0, Token::Text2);
            let controls = Layout::right_to_left(Align::Center);
            ui.with_layout(controls, |ui| {
                practice_menu(ui, state, capture, out);
                widgets::text(ui, "For", Style::Body, Token::Text2);
                platform_menu(ui, capture, out);
                widgets::text(ui, "From", Style::Body, Token::Text2);
                if has_tags {
                    tags_ui(ui, capture);
                }
                ui.add_space(theme.space.x2);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let (title, said) = title_words(capture);
                    widgets::elided(ui, &title, Style::Title, Token::Text, 1);
                    widgets::elided(ui, &said, Style::Small, Token::Text2, 1);
                });
            });
        });
    });
}

/// How many questions are open, and how many comments are here already.
fn tags_ui(ui: &mut Ui, capture: &Capture) {
    let table = &capture.table;
    let n_known = table.rows().iter().filter(|row| row.state == PreviewState::Known).count();
    if 0 < n_known {
        let known = format!("{} already here", words::thousands(n_known));
        ui.add(Tag::new(&known, Tone::Neutral));
    }
    if 0 < table.n_doubts() {
        let doubts = words::count(table.n_doubts(), "uncertain cut", "uncertain cuts");
        ui.add(Tag::new(&doubts, Tone::Warning).with_icon(icons::WARNING));
    }
}

fn title_words(capture: &Capture) -> (String, String) {
    let batch = &capture.batch;
    let place = batch.is_several().then(|| format!("File {} of {}", batch.number(), batch.n_files));
    let Some(preview) = capture.preview() else {
        let title = match capture.name().as_str() {
            "Paste" => "Reading".to_owned(),
            name => format!("Reading {name}"),
        };
        let said = place.unwrap_or_else(|| "Nothing is added before you have seen it".to_owned());
        return (title, said);
    };
    let n = words::count(capture.table.rows().len(), "comment", "comments");
    let title = match preview.name.as_str() {
        "Paste" => format!("{n} in this paste"),
        name => format!("{n} in {name}"),
    };
    let mut said = Vec::new();
    said.extend(place);
    said.push(if preview.is_recognised {
        format!("Read as {}", format_words(&preview.format))
    } else {
        "Not recognised".to_owned()
    });
    if capture.pasted().is_some() {
        said.push("the raw paste is kept".to_owned());
    }
    (title, said.join(" · "))
}

fn practice_menu(ui: &mut Ui, state: &State, capture: &Capture, out: &mut Vec<Action>) {
    let name = state.practice(capture.practice).map_or("", |practice| practice.name.as_str());
    let opener = ui.add(Button::select("For which practice", name).width(200.0));
    widgets::menu(&opener, |ui| {
        for practice in &state.desk.practices {
            let Some(id) = practice.id else { continue };
            let chosen = Chosen::from(id == capture.practice);
            if ui.add(MenuItem::new(&practice.name).chosen(chosen)).clicked() {
                out.push(Action::CaptureFor(id));
            }
        }
    });
}

fn platform_menu(ui: &mut Ui, capture: &Capture, out: &mut Vec<Action>) {
    let found = capture.table.row(0).map(|row| row.comment.platform.label().to_owned());
    let said = match (&capture.platform, found) {
        (Some(platform), _) => platform.label().to_owned(),
        (None, Some(found)) => found,
        (None, None) => "As the file says".to_owned(),
    };
    let opener = ui.add(Button::select("From which platform", &said).width(150.0));
    widgets::menu(&opener, |ui| {
        let chosen = Chosen::from(capture.platform.is_none());
        if ui.add(MenuItem::new("As the content says").chosen(chosen)).clicked() {
            out.push(Action::CaptureFrom(None));
        }
        for platform in Platform::known() {
            let chosen = Chosen::from(capture.platform.as_ref() == Some(&platform));
            if ui.add(MenuItem::new(platform.label()).chosen(chosen)).clicked() {
                out.push(Action::CaptureFrom(Some(platform.clone())));
            }
        }
    });
}
