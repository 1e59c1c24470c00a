//! The marked row of a preview in a dialog: to be corrected, or to be cut in two at the cursor.

use egui::text::{CCursor, CCursorRange};
use egui::{Context, Id, Key, Modifiers, ScrollArea, TextEdit, Ui};
use jiff::Timestamp;

use crate::model::{Author, Body, ExistingReply, NewComment, Precision};
use crate::session::{Action, Capture, Dialog, Row, State, read_age};

use super::super::theme::{Style, Theme, Token};
use super::super::widgets::{self, Button, Chosen, FieldNote, MenuItem, TextField};
use super::super::{Look, icons};

/// What is being typed, or where the cut is.
pub(super) struct Editor {
    dialog: Dialog,
    position: usize,
    comment: NewComment,
    has_own_stars: bool,
    author: String,
    stars: Option<u8>,
    age: String,
    shown_age: String,
    text: String,
    reply: String,
    /// In characters of the text.
    cut: usize,
    is_fresh: bool,
}

impl Editor {
    fn new(dialog: Dialog, position: usize, row: &Row, look: Look<'_>) -> Self {
        let comment = row.comment.clone();
        let author = match (&comment.author.name, &comment.author.handle) {
            (Some(name), _) => name.clone(),
            (None, Some(handle)) => format!("@{handle}"),
            (None, None) => String::new(),
        };
        let age = age_words(&comment, look);
        let text = comment.text.as_str().to_owned();
        let reply = comment.existing_reply.as_ref();
        let reply = reply.map_or_else(String::new, |reply| reply.text.as_str().to_owned());
        Self {
            dialog,
            position,
            has_own_stars: row.own_stars.is_some(),
            author,
            stars: comment.stars,
            shown_age: age.clone(),
            age,
            reply,
            cut: likely_cut(&text),
            text,
            comment,
            is_fresh: true,
        }
    }

    /// When it was posted, as the words say; `Err` where they say no time.
    fn posted(&self, now: Timestamp, look: Look<'_>) -> Result<Posted, ()> {
        if self.age == self.shown_age {
            return Ok((self.comment.posted_at, self.comment.posted_at_precision));
        }
        if self.age.trim().is_empty() {
            return Ok((None, None));
        }
        let (at, precision) = read_age(&self.age, now, look.zone).ok_or(())?;
        Ok((Some(at), Some(precision)))
    }

    /// The comment as it was typed.
    fn finish(&self, now: Timestamp, look: Look<'_>) -> Result<NewComment, ()> {
        let mut comment = self.comment.clone();
        (comment.posted_at, comment.posted_at_precision) = self.posted(now, look)?;
        let author = self.author.trim();
        comment.author = match (author.strip_prefix('@'), author.is_empty()) {
            (_, true) => Author::default(),
            (Some(handle), _) => Author { name: None, handle: Some(handle.to_owned()) },
            (None, _) => Author { name: Some(author.to_owned()), handle: comment.author.handle },
        };
        comment.stars = self.stars;
        comment.text = Body::from(self.text.trim());
        let reply = self.reply.trim();
        comment.existing_reply = (!reply.is_empty()).then(|| {
            let old = comment.existing_reply.take();
            let empty = ExistingReply { text: Body::default(), at: None, author: None };
            ExistingReply { text: Body::from(reply), ..old.unwrap_or(empty) }
        });
        Ok(comment)
    }

    /// Both sides of the cut.
    fn halves(&self) -> (&str, &str) {
        self.text.split_at_checked(self.cut_byte()).unwrap_or((&self.text, ""))
    }

    fn cut_byte(&self) -> usize {
        let byte = self.text.char_indices().nth(self.cut).map(|(byte, _)| byte);
        byte.unwrap_or(self.text.len())
    }
}

/// When, and how exactly that is known.
type Posted = (Option<Timestamp>, Option<Precision>);

/// The time as it can be typed: to the minute where that is known, else the day.
fn age_words(comment: &NewComment, look: Look<'_>) -> String {
    let Some(at) = comment.posted_at else { return String::new() };
    let at = at.to_zoned_datetime(look.zone.clone());
    let is_exact = matches!(
        comment.posted_at_precision,
        Some(Precision::Second | Precision::Minute | Precision::Hour)
    );
    at.strftime(if is_exact { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d" }).to_string()
}

/// In characters: before the second line, else after the first sentence.
fn likely_cut(text: &str) -> usize {
    let sentence = || text.find(['.', '!', '?']).map(|at| at + 1);
    let byte = text.find('\n').or_else(sentence).unwrap_or_default();
    text.get(..byte).map_or(0, |before| before.chars().count())
}

/// Draws the dialog while it is open.
pub(super) fn editor_ui(
    ctx: &Context,
    state: &State,
    editor: &mut Option<Editor>,
    look: Look<'_>,
    out: &mut Vec<Action>,
) {
    let dialog = state.dialog.filter(|dialog| matches!(dialog, Dialog::MendRow | Dialog::SplitRow));
    let row = state
        .capture
        .as_ref()
        .and_then(|capture| Some((capture, capture.table.row(capture.marked)?)));
    let (Some(dialog), Some((capture, row)), None) = (dialog, row, &state.failure) else {
        *editor = None;
        return;
    };
    let is_other = editor.as_ref().is_none_or(|editor| {
        editor.dialog != dialog
            || editor.position != capture.marked
            || editor.comment != row.comment
    });
    if is_other {
        *editor = Some(Editor::new(dialog, capture.marked, row, look));
    }
    let Some(editor) = editor else { return };
    match dialog {
        Dialog::SplitRow => split_ui(ctx, editor, out),
        _ => mend_ui(ctx, editor, (capture, look), out),
    }
    editor.is_fresh = false;
}

fn mend_ui(
    ctx: &Context,
    editor: &mut Editor,
    (capture, look): (&Capture, Look<'_>),
    out: &mut Vec<Action>,
) {
    let title = format!("Edit comment {}", editor.position + 1);
    let is_sent = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let dialog = widgets::Dialog::new(Id::unique("bedside-row"), &title)
        .with_icon(icons::EDIT, Token::Text2);
    let response = dialog.width(620.0).show(ctx, |ui| {
        let height = (ui.ctx().content_rect().height() - 200.0).max(120.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            facts_ui(ui, editor, (capture.captured_at(), look));
            let words = ("Comment", "bedside-row-words");
            let response = box_ui(ui, words, (&mut editor.text, 6));
            if editor.is_fresh {
                response.request_focus();
            }
            box_ui(ui, ("Reply already there", "bedside-row-reply"), (&mut editor.reply, 3));
        });
        let finished = editor.finish(capture.captured_at(), look);
        widgets::dialog_buttons(ui, |ui| {
            let why = finished.is_err().then_some("Mend the age first");
            let save = Button::filled("Save").keys("Ctrl+Enter").disabled_because(why);
            let is_asked = ui.add(save).clicked() || is_sent;
            if let Ok(comment) = finished
                && is_asked
            {
                let to = Box::new(comment);
                out.push(Action::MendRow { position: editor.position, to });
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

/// Author, stars and age, side by side.
fn facts_ui(ui: &mut Ui, editor: &mut Editor, (now, look): (Timestamp, Look<'_>)) {
    let is_right = editor.posted(now, look).is_ok();
    let width = ui.available_width();
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width((width - 330.0).max(140.0));
            let note = FieldNote::Help("A handle begins with @");
            widgets::field(ui, "Author", note, |ui| {
                ui.add(TextField::new(&mut editor.author, "Author"))
            });
        });
        ui.vertical(|ui| {
            ui.set_width(110.0);
            let note = if editor.has_own_stars {
                FieldNote::Help("As the source says")
            } else {
                FieldNote::None
            };
            widgets::field(ui, "Stars", note, |ui| stars_ui(ui, &mut editor.stars));
        });
        ui.vertical(|ui| {
            ui.set_width(190.0);
            let note = if is_right {
                FieldNote::Help("3 d, 2 weeks, 2026-11-20")
            } else {
                FieldNote::Error("Type 3 d, or 2026-11-20")
            };
            widgets::field(ui, "Age or day", note, |ui| {
                ui.add(TextField::new(&mut editor.age, "Age or day"))
            });
        });
    });
}

fn stars_ui(ui: &mut Ui, stars: &mut Option<u8>) -> egui::Response {
    let words = |stars: Option<u8>| match stars {
        None => "No stars".to_owned(),
        Some(1) => "1 star".to_owned(),
        Some(n) => format!("{n} stars"),
    };
    let opener = ui.add(Button::select("Stars", &words(*stars)).width(110.0));
    widgets::menu(&opener, |ui| {
        for choice in [None, Some(1), Some(2), Some(3), Some(4), Some(5)] {
            let chosen = Chosen::from(choice == *stars);
            if ui.add(MenuItem::new(&words(choice)).chosen(chosen)).clicked() {
                *stars = choice;
            }
        }
    });
    opener
}

fn box_ui(
    ui: &mut Ui,
    (label, id): (&str, &'static str),
    (words, rows): (&mut String, usize),
) -> egui::Response {
    let font = Theme::of(ui).font(Style::Body);
    let id = Id::unique(id);
    widgets::field(ui, label, FieldNote::None, |ui| {
        let edit = TextEdit::multiline(words).id(id).desired_rows(rows).font(font);
        let response = ui.add(edit.desired_width(f32::INFINITY));
        ui.ctx().accesskit_node_builder(id, |node| node.set_label(label));
        response
    })
}

fn split_ui(ctx: &Context, editor: &mut Editor, out: &mut Vec<Action>) {
    let title = format!("Split comment {}", editor.position + 1);
    let is_sent = ctx.input_mut(|input| {
        input.consume_key(Modifiers::COMMAND, Key::Enter)
            || input.consume_key(Modifiers::NONE, Key::Enter)
    });
    let dialog = widgets::Dialog::new(Id::unique("bedside-row"), &title)
        .with_icon(icons::SPLIT, Token::Text2);
    let response = dialog.width(620.0).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let words = "Put the cursor where the second comment begins. A name on a line of its own becomes its author.";
        widgets::text(ui, words, Style::Body, Token::Text2);
        let height = (ui.ctx().content_rect().height() - 340.0).clamp(80.0, 240.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| cut_ui(ui, editor));
        let (first, second) = editor.halves();
        for (number, half) in [(1, first), (2, second)] {
            widgets::row(ui, 24.0, |ui| {
                widgets::text(ui, &number.to_string(), Style::Strong, Token::Text2);
                let shown = half.trim().replace('\n', " · ");
                let shown = if shown.is_empty() { "No words" } else { shown.as_str() };
                widgets::elided(ui, shown, Style::Body, Token::Text, 1);
            });
        }
        let is_empty = first.trim().is_empty() || second.trim().is_empty();
        let why = is_empty.then_some("Move the cursor between two words first");
        let at = editor.cut_byte();
        widgets::dialog_buttons(ui, |ui| {
            let split = Button::filled("Split here").keys("Enter").disabled_because(why);
            if (ui.add(split).clicked() || is_sent) && !is_empty {
                out.push(Action::SplitRow { position: editor.position, at });
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

/// The words with a cursor in them; they cannot be changed here.
fn cut_ui(ui: &mut Ui, editor: &mut Editor) {
    let id = Id::unique("bedside-row-cut");
    let theme = Theme::of(ui);
    if editor.is_fresh {
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let cursor = CCursor::new(editor.cut);
        state.cursor.set_char_range(Some(CCursorRange::one(cursor)));
        state.store(ui.ctx(), id);
    }
    let mut words = editor.text.as_str();
    let edit = TextEdit::multiline(&mut words)
        .id(id)
        .desired_rows(4)
        .desired_width(f32::INFINITY)
        .font(theme.font(Style::Preview));
    let output = edit.show(ui);
    ui.ctx().accesskit_node_builder(id, |node| node.set_label("Where to cut"));
    if editor.is_fresh {
        output.response.request_focus();
    }
    if let Some(range) = output.cursor_range {
        editor.cut = range.primary.index.0;
    }
}
