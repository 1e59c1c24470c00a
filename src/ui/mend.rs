//! Mending the open comment: the dialog for what was captured wrongly, the removal of an author, and the twin that is proposed.

use egui::{Context, Id, Key, Modifiers, Ui};

use crate::model::{Author, ImportId, Platform, PracticeId};
use crate::session::{Action, Dialog, ImportsAction, MendAction, Open, State};
use crate::worker::Mending;

use super::theme::{Style, Token};
use super::widgets::{self, Button, Chosen, FieldNote, MenuItem, TextField};
use super::{Look, commands, icons, keys, words};

/// What is being typed into the dialog.
pub(super) struct MendForm {
    name: String,
    handle: String,
    stars: Option<u8>,
    platform: Platform,
    practice: PracticeId,
}

impl MendForm {
    /// The values of a comment as they stand.
    pub(super) fn of(open: &Open) -> Self {
        let comment = &open.thread.comment;
        let source = &comment.source;
        Self {
            name: source.author.name.clone().unwrap_or_default(),
            handle: source.author.handle.clone().unwrap_or_default(),
            stars: source.stars,
            platform: source.platform.clone(),
            practice: comment.practice,
        }
    }

    fn finish(&self) -> Mending {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Mending {
            author: Author {
                name: given(&self.name),
                handle: given(self.handle.trim().trim_start_matches('@')),
            },
            stars: self.stars,
            platform: self.platform.clone(),
            practice: self.practice,
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, state: &State) {
        ui.horizontal_wrapped(|ui| {
            let name = state.practice(self.practice).map_or("", |practice| practice.name.as_str());
            let opener = ui.add(Button::select("Practice", name).width(200.0));
            widgets::menu(&opener, |ui| {
                for practice in &state.desk.practices {
                    let Some(id) = practice.id else { continue };
                    let chosen = Chosen::from(id == self.practice);
                    if ui.add(MenuItem::new(&practice.name).chosen(chosen)).clicked() {
                        self.practice = id;
                    }
                }
            });
            let opener = ui.add(Button::select("Platform", self.platform.label()).width(140.0));
            widgets::menu(&opener, |ui| {
                for platform in Platform::known() {
                    let chosen = Chosen::from(platform == self.platform);
                    if ui.add(MenuItem::new(platform.label()).chosen(chosen)).clicked() {
                        self.platform = platform.clone();
                    }
                }
            });
            let opener = ui.add(Button::select("Stars", &star_words(self.stars)).width(110.0));
            widgets::menu(&opener, |ui| {
                for stars in [None, Some(1), Some(2), Some(3), Some(4), Some(5)] {
                    let chosen = Chosen::from(stars == self.stars);
                    if ui.add(MenuItem::new(&star_words(stars)).chosen(chosen)).clicked() {
                        self.stars = stars;
                    }
                }
            });
        });
        let note = FieldNote::Help("As it stands on the platform; may be empty");
        widgets::field(ui, "Name", note, |ui| ui.add(TextField::new(&mut self.name, "Name")));
        let note = FieldNote::Help("Without the @; may be empty");
        widgets::field(ui, "Handle", note, |ui| ui.add(TextField::new(&mut self.handle, "Handle")));
    }
}

fn star_words(stars: Option<u8>) -> String {
    match stars {
        None => "No stars".to_owned(),
        Some(1) => "1 star".to_owned(),
        Some(n) => format!("{n} stars"),
    }
}

fn id() -> Id {
    Id::unique("bedside-mend")
}

/// The dialog for what was captured wrongly.
pub(super) fn mend_ui(
    ctx: &Context,
    state: &State,
    form: Option<&mut MendForm>,
    out: &mut Vec<Action>,
) {
    let Some(form) = form else {
        out.push(Action::Close);
        return;
    };
    let is_sent = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let dialog =
        widgets::Dialog::new(id(), "Correct the comment").with_icon(icons::EDIT, Token::Text2);
    let response = dialog.width(560.0).show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        form.form_ui(ui, state);
        let said = "Draft and history stay with the comment, and an import that brings it again recognises it.";
        widgets::text(ui, said, Style::Small, Token::Text2);
        widgets::dialog_buttons(ui, |ui| {
            if ui.add(Button::filled("Save").keys("Ctrl+Enter")).clicked() || is_sent {
                out.push(Action::Mend(MendAction::Save(Box::new(form.finish()))));
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

/// Asks once before everything of an author goes.
pub(super) fn removal_ui(ctx: &Context, state: &State, out: &mut Vec<Action>) {
    let Some(open) = &state.open else {
        out.push(Action::Close);
        return;
    };
    let name = open.thread.comment.source.author.label();
    let practice =
        state.practice(open.thread.comment.practice).map_or("", |practice| practice.name.as_str());
    let dialog = widgets::Dialog::new(id(), "Remove this person’s comments")
        .with_icon(icons::ERASED, Token::Stop);
    let response = dialog.show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let Some(count) = &state.mend.count else {
            widgets::text(ui, "Counting what there is", Style::Body, Token::Text2);
            return;
        };
        let n = count.n_comments();
        let places: Vec<String> = count
            .comments
            .iter()
            .map(|(platform, n)| format!("{n} on {}", platform.label()))
            .collect();
        let said = format!(
            "{} by {name} for {practice}: {}.",
            words::count(n, "comment", "comments"),
            places.join(", ")
        );
        widgets::text(ui, &said, Style::Body, Token::Text);
        let mut goes = Vec::new();
        if 0 < count.n_drafts {
            goes.push(words::count(count.n_drafts, "draft", "drafts"));
        }
        if 0 < count.n_pastes {
            let pastes = words::count(count.n_pastes, "kept paste", "kept pastes");
            goes.push(format!("{pastes} that hold their words"));
        }
        if !goes.is_empty() {
            let said = format!("With them go {}.", goes.join(" and "));
            widgets::text(ui, &said, Style::Body, Token::Text);
        }
        let stays = match count.n_replies {
            0 => "The log keeps how many there were and a hash of each, never their words. An import does not bring them back. This cannot be taken back.".to_owned(),
            n => format!(
                "{} stay in the history with hashes of the comments. The log keeps counts and hashes, never words. An import does not bring the comments back. This cannot be taken back.",
                words::count(n, "copied reply", "copied replies")
            ),
        };
        widgets::text(ui, &stays, Style::Small, Token::Text2);
        widgets::dialog_buttons(ui, |ui| {
            let act = format!("Remove {}", words::count(n, "comment", "comments"));
            if ui.add(Button::filled(&act)).clicked() {
                out.push(Action::Mend(MendAction::RemoveAuthor));
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

/// Asks once before an import is taken back.
pub(super) fn take_back_ui(ctx: &Context, state: &State, import: ImportId, out: &mut Vec<Action>) {
    let row = state.imports.record.as_ref().map(|record| &record.row);
    let Some(row) = row.filter(|row| row.import == import) else {
        out.push(Action::Close);
        return;
    };
    let is_sent = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let dialog =
        widgets::Dialog::new(id(), "Take the import back").with_icon(icons::UNDO, Token::Warning);
    let response = dialog.show(ctx, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        let n = words::count(row.added, "comment leaves", "comments leave");
        let said = format!("{n} the queue. What it changed of older comments stays as it is.");
        widgets::text(ui, &said, Style::Body, Token::Text);
        let said =
            "The report stays without the paste. To have the comments again, import them again.";
        widgets::text(ui, said, Style::Small, Token::Text2);
        widgets::dialog_buttons(ui, |ui| {
            let take = Button::filled("Take back").keys("Ctrl+Enter");
            if ui.add(take).clicked() || is_sent {
                out.push(Action::Imports(ImportsAction::TakeBack(import)));
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

/// What else can be done with the open comment, at the end of its header.
pub(super) fn more_ui(ui: &mut Ui, open: &Open, out: &mut Vec<Action>) {
    let opener = ui.add(Button::icon(icons::MORE, "More for this comment"));
    let mend_keys = keys::hint_of(commands::MEND);
    widgets::menu(&opener, |ui| {
        let mend = MenuItem::new(commands::MEND).with_icon(icons::EDIT).keys(&mend_keys);
        if ui.add(mend).clicked() {
            out.push(Action::Ask(Dialog::Mend));
        }
        let is_nameless = open.thread.comment.source.author == Author::default();
        let why = is_nameless.then_some("The comment names no author");
        let remove = MenuItem::new("Remove this person’s comments…").with_icon(icons::ERASED);
        if ui.add(remove.disabled_because(why)).clicked() {
            out.push(Action::Mend(MendAction::AskRemoval));
        }
    });
}

/// Proposes to make one of the comment and its twin; nothing happens by itself.
pub(super) fn twin_ui(ui: &mut Ui, open: &Open, look: Look<'_>, out: &mut Vec<Action>) {
    let Some(twin) = &open.thread.twin else { return };
    widgets::card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            widgets::icon(ui, icons::MERGE, icons::SIZE, Token::Warning);
            let when = words::ago(twin.at, look.wall, look.zone);
            let when = when.strip_prefix("on ").unwrap_or(&when).to_owned();
            let said =
                format!("Looks like the comment of {when} from another export: {}", twin.import);
            widgets::text(ui, &said, Style::Body, Token::Text);
            let tip = "Makes one of the two; draft and history are kept, both ids are recognised";
            if ui.add(Button::outlined("Merge").height(24.0).tip(tip)).clicked() {
                out.push(Action::Mend(MendAction::Merge));
            }
            let tip = "They are two comments; this is not asked again";
            if ui.add(Button::quiet("Keep both").height(24.0).tip(tip)).clicked() {
                out.push(Action::Mend(MendAction::KeepApart));
            }
            if ui.add(Button::quiet("Show it").height(24.0)).clicked() {
                out.push(Action::Open(twin.comment));
            }
        });
    });
}
