//! A paste or a file before it is added: what is in it, what is already here, what is left out and why.

use egui::{Align, Key, Layout, Margin, Modifiers, ScrollArea, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};

use crate::import::Role;
use crate::model::Platform;
use crate::session::{Action, Capture, Phase, State};
use crate::worker::{Preview, PreviewRow, PreviewState};

use super::theme::{Style, Theme, Token};
use super::widgets::{self, Button, Check, Chosen, MenuItem, Progress, Tag, Tone};
use super::{Look, icons, words};

/// Which row has the mark.
#[derive(Default)]
pub(super) struct View {
    marked: usize,
}

/// Draws the screen.
pub(super) fn capture_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    let Some(capture) = &state.capture else { return };
    steer(ui, capture, view, out);
    header_ui(ui, state, capture, out);
    widgets::divider(ui);
    let foot = 56.0;
    let body = vec2(ui.available_width(), (ui.available_height() - foot).max(80.0));
    ui.allocate_ui(body, |ui| {
        ui.set_min_size(body);
        match capture.preview() {
            None => reading_ui(ui),
            Some(preview) if preview.rows.is_empty() => nothing_ui(ui, preview),
            Some(preview) => {
                let full = ui.max_rect();
                let is_shown = !preview.lines.is_empty() && 900.0 < full.width();
                let raw_width = if is_shown { 320.0 } else { 0.0 };
                let (left, right) = full.split_left_right_at_x(full.left() + raw_width);
                let layout = Layout::top_down(Align::Min);
                if is_shown {
                    widgets::place(ui, left, layout, |ui| raw_ui(ui, left, preview));
                }
                widgets::place(ui, right, layout, |ui| {
                    table_ui(ui, capture, (preview, look), view, out);
                });
            }
        }
    });
    widgets::divider(ui);
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 10));
    frame.show(ui, |ui| foot_ui(ui, capture, out));
}

/// Moving and ticking by key.
fn steer(ui: &Ui, capture: &Capture, view: &mut View, out: &mut Vec<Action>) {
    let n = capture.preview().map_or(0, |preview| preview.rows.len());
    view.marked = view.marked.min(n.saturating_sub(1));
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::J) || pressed(Modifiers::NONE, Key::ArrowDown) {
        view.marked = (view.marked + 1).min(n.saturating_sub(1));
    }
    if pressed(Modifiers::NONE, Key::K) || pressed(Modifiers::NONE, Key::ArrowUp) {
        view.marked = view.marked.saturating_sub(1);
    }
    let is_free = ui.memory(|memory| memory.focused().is_none());
    if is_free && pressed(Modifiers::NONE, Key::Space) {
        out.push(Action::TickRow(view.marked));
    }
    if pressed(Modifiers::COMMAND, Key::Enter) {
        out.push(Action::AddCaptured);
    }
    if pressed(Modifiers::NONE, Key::Escape) {
        out.push(Action::Close);
    }
}

/// A format's stable name as a person says it.
fn format_words(format: &str) -> String {
    match format {
        "clipboard-facebook-text" => "a Facebook post, copied as text".to_owned(),
        "clipboard-google-reviews-text" => "Google reviews, copied as text".to_owned(),
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

fn header_ui(ui: &mut Ui, state: &State, capture: &Capture, out: &mut Vec<Action>) {
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(24, 12));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            widgets::icon(ui, icons::PASTE, 24.0, Token::Text2);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let (title, said) = title_words(capture);
                widgets::text(ui, &title, Style::Title, Token::Text);
                widgets::text(ui, &said, Style::Small, Token::Text2);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                practice_menu(ui, state, capture, out);
                widgets::text(ui, "For", Style::Body, Token::Text2);
                platform_menu(ui, capture, out);
                widgets::text(ui, "From", Style::Body, Token::Text2);
            });
        });
    });
}

fn title_words(capture: &Capture) -> (String, String) {
    let Some(preview) = capture.preview() else {
        return ("Reading".to_owned(), "Nothing is added before you have seen it".to_owned());
    };
    let n = words::count(preview.rows.len(), "comment", "comments");
    let title = match preview.name.as_str() {
        "Paste" => format!("{n} in this paste"),
        name => format!("{n} in {name}"),
    };
    let mut said = if preview.is_recognised {
        format!("Read as {}", format_words(&preview.format))
    } else {
        "Not recognised".to_owned()
    };
    if !capture.waiting.is_empty() {
        let more = words::count(capture.waiting.len(), "more file waits", "more files wait");
        said.push_str(" · ");
        said.push_str(&more);
    }
    (title, said)
}

fn practice_menu(ui: &mut Ui, state: &State, capture: &Capture, out: &mut Vec<Action>) {
    let name = state.practice(capture.practice).map_or("", |practice| practice.name.as_str());
    let opener = ui.add(Button::select("For which practice", name).width(220.0));
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
    let found = capture
        .preview()
        .and_then(|preview| preview.rows.first())
        .map(|row| row.comment.platform.label().to_owned());
    let said = match (&capture.platform, found) {
        (Some(platform), _) => platform.label().to_owned(),
        (None, Some(found)) => found,
        (None, None) => "As the file says".to_owned(),
    };
    let opener = ui.add(Button::select("From which platform", &said).width(160.0));
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

fn reading_ui(ui: &mut Ui) {
    ui.add_space(80.0);
    ui.vertical_centered(|ui| {
        ui.add(egui::Spinner::new().size(28.0));
        widgets::text(ui, "Reading", Style::Body, Token::Text2);
    });
}

/// Nothing in it: why, and what to do.
fn nothing_ui(ui: &mut Ui, preview: &Preview) {
    ui.add_space(48.0);
    ui.horizontal(|ui| {
        ui.add_space(48.0);
        ui.vertical(|ui| {
            ui.set_max_width(640.0);
            let title =
                if preview.is_recognised { "No comment in it" } else { "This was not recognised" };
            let what = "Copy the whole page of comments in the browser and paste again, or open an export file";
            widgets::empty_state(ui, (icons::SEARCH, Tone::Neutral), title, what);
            ui.add_space(12.0);
            notes_ui(ui, preview);
        });
    });
}

/// The raw paste, line by line; what the page itself wrote is struck through.
fn raw_ui(ui: &mut Ui, rect: egui::Rect, preview: &Preview) {
    let theme = Theme::of(ui);
    ui.painter().rect_filled(rect, 0.0, theme.color(Token::Sunken));
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), theme.line(Token::Line));
    let frame = egui::Frame::new().inner_margin(Margin::symmetric(16, 10));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let n_left_out = preview.lines.iter().filter(|line| line.role == Role::Interface).count();
        let said = format!("What was pasted, {n_left_out} interface words left out");
        widgets::text(ui, &said, Style::Small, Token::Text2);
        ui.add_space(6.0);
        ScrollArea::vertical().id_salt("raw paste").auto_shrink([false, false]).show(ui, |ui| {
            for line in preview.lines.iter().filter(|line| !line.text.as_str().trim().is_empty()) {
                if line.role == Role::Interface {
                    let struck = theme.rich(line.text.as_str(), Style::Small, Token::Text3);
                    ui.label(struck.strikethrough());
                } else {
                    widgets::text(ui, line.text.as_str(), Style::Body, Token::Text);
                }
            }
        });
    });
}

fn table_ui(
    ui: &mut Ui,
    capture: &Capture,
    (preview, look): (&Preview, Look<'_>),
    view: &mut View,
    out: &mut Vec<Action>,
) {
    let theme = Theme::of(ui);
    let n_notes = preview.skipped.len() + preview.warnings.len();
    let lines = u8::try_from(n_notes).map_or(255.0, f32::from);
    let notes_height = if n_notes == 0 { 0.0 } else { (24.0 * lines + 28.0).min(140.0) };
    let height = (ui.available_height() - notes_height - 44.0).max(60.0);
    ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
    let table = TableBuilder::new(ui)
        .id_salt("preview")
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(48.0))
        .column(Column::initial(150.0).at_least(80.0).clip(true).resizable(true))
        .column(Column::exact(72.0))
        .column(Column::exact(64.0))
        .column(Column::remainder().at_least(160.0).clip(true))
        .column(Column::initial(180.0).at_least(60.0).clip(true).resizable(true))
        .column(Column::exact(110.0))
        .min_scrolled_height(0.0)
        .max_scroll_height(height);
    let all = match (capture.n_ticked(), capture.left_out.is_empty()) {
        (0, _) => Check::Off,
        (_, true) => Check::On,
        _ => Check::Mixed,
    };
    let table = table.header(40.0, |mut row| {
        row.col(|ui| {
            ui.add_space(16.0);
            if widgets::checkbox(ui, all, "", "Choose every comment").clicked() {
                out.push(Action::TickAll);
            }
        });
        for title in ["Author", "Stars", "Age", "Comment", "Reply already there", "State"] {
            row.col(|ui| {
                widgets::text(ui, title, Style::Small, Token::Text2);
            });
        }
    });
    table.body(|body| {
        body.rows(37.0, preview.rows.len(), |mut row| {
            let position = row.index();
            let Some(found) = preview.rows.get(position) else { return };
            row.set_selected(view.marked == position);
            let cells = Cells { capture, found, position, look };
            row.col(|ui| cells.tick_ui(ui, out));
            row.col(|ui| cells.author_ui(ui));
            row.col(|ui| cells.stars_ui(ui));
            row.col(|ui| cells.age_ui(ui));
            row.col(|ui| cells.text_ui(ui));
            row.col(|ui| cells.reply_ui(ui));
            row.col(|ui| cells.state_ui(ui));
            if row.response().clicked() {
                view.marked = position;
            }
        });
    });
    if 0 < n_notes {
        let frame = egui::Frame::new().inner_margin(Margin::same(16));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme.space.x1;
            ScrollArea::vertical().id_salt("notes").max_height(notes_height).show(ui, |ui| {
                notes_ui(ui, preview);
            });
        });
    }
}

/// What was left out and why; nothing vanishes uncounted.
fn notes_ui(ui: &mut Ui, preview: &Preview) {
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

/// The cells of one row.
struct Cells<'a> {
    capture: &'a Capture,
    found: &'a PreviewRow,
    position: usize,
    look: Look<'a>,
}

impl Cells<'_> {
    fn ink(&self) -> Token {
        if self.capture.is_ticked(self.position) { Token::Text } else { Token::Text3 }
    }

    fn tick_ui(&self, ui: &mut Ui, out: &mut Vec<Action>) {
        ui.add_space(16.0);
        let check = if self.capture.is_ticked(self.position) { Check::On } else { Check::Off };
        let name = format!("Add comment {} by {}", self.position + 1, self.author());
        if widgets::checkbox(ui, check, "", &name).clicked() {
            out.push(Action::TickRow(self.position));
        }
    }

    fn author(&self) -> &str {
        self.found.comment.author.label()
    }

    fn author_ui(&self, ui: &mut Ui) {
        widgets::elided(ui, self.author(), Style::Strong, self.ink(), 1);
    }

    fn stars_ui(&self, ui: &mut Ui) {
        match self.found.comment.stars {
            Some(n) => widgets::stars(ui, n),
            None => widgets::text(ui, "–", Style::Body, Token::Text3),
        };
    }

    fn age_ui(&self, ui: &mut Ui) {
        let said = self
            .found
            .comment
            .posted_at
            .map_or_else(|| "–".to_owned(), |at| words::age(at, self.look.wall, self.look.zone));
        widgets::text(ui, &said, Style::Body, Token::Text2);
    }

    fn text_ui(&self, ui: &mut Ui) {
        let text = self.found.comment.text.as_str();
        let shown = if text.is_empty() { words::NO_WORDS } else { text };
        widgets::elided(ui, &shown.replace('\n', " "), Style::Body, self.ink(), 1)
            .on_hover_text(shown);
    }

    fn reply_ui(&self, ui: &mut Ui) {
        match &self.found.comment.existing_reply {
            Some(reply) => {
                let said = reply.text.as_str().replace('\n', " ");
                widgets::elided(ui, &said, Style::Body, Token::Text2, 1);
            }
            None => {
                widgets::text(ui, "–", Style::Body, Token::Text3);
            }
        }
    }

    fn state_ui(&self, ui: &mut Ui) {
        let tag = match self.found.state {
            PreviewState::New => Tag::new("New", Tone::Neutral),
            PreviewState::Known => Tag::new("Already here", Tone::Neutral),
            PreviewState::Updated => Tag::new("Changed", Tone::Advice),
        };
        ui.add(tag);
    }
}

fn foot_ui(ui: &mut Ui, capture: &Capture, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        if let Phase::Adding { done, total, .. } = &capture.phase {
            // In thousandths, which is finer than the bar.
            let thousandths = (*done * 1_000).checked_div(*total).unwrap_or(0).min(1_000);
            let share = u16::try_from(thousandths).map_or(1.0, f32::from) / 1_000.0;
            let said = format!("{} of {} added", words::thousands(*done), words::thousands(*total));
            if Progress::new(&said, share).with_stop("Cancel").show(ui) {
                out.push(Action::CancelImport);
            }
            return;
        }
        let n = capture.n_ticked();
        let all = capture.preview().map_or(0, |preview| preview.rows.len());
        let said = format!("{n} of {all} chosen · triage runs as they are added");
        widgets::text(ui, &said, Style::Body, Token::Text2);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let add = format!("Add {}", words::count(n, "comment", "comments"));
            let why = (n == 0).then_some("Nothing that is not already here is chosen");
            let add = Button::filled(&add).keys("Ctrl+Enter").disabled_because(why);
            if ui.add(add).clicked() {
                out.push(Action::AddCaptured);
            }
            if ui.add(Button::quiet("Leave").keys("Esc")).clicked() {
                out.push(Action::Close);
            }
        });
    });
}
