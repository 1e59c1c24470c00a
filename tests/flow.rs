//! One comment's way from capture to the clipboard, through session and worker, without a window.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is not there")]

#[path = "support/person.rs"]
mod person;

use std::time::Duration;

use bedside::model::{ClipboardOutcome, Status};
use bedside::session::{self, Action, Dialog, Screen};
use bedside::worker::{Location, StatusFilter};
use person::{Person, open_text, pasted};

impl Person {
    fn rests(&mut self, time: Duration) {
        self.now += time;
        self.run(session::tick);
    }

    /// Pastes a thread and adds all of it.
    fn captures(&mut self) {
        let thread = include_str!("formats/clip_google_reviews.txt");
        self.acts(Action::Pasted(pasted(thread)));
        self.until("the preview", |state| {
            state.capture.as_ref().is_some_and(|capture| capture.preview().is_some())
        });
        self.acts(Action::AddCaptured);
        self.until("the queue", |state| {
            state.screen == Screen::Queue && !state.queue.is_empty() && state.open.is_some()
        });
    }

    fn closes(&mut self) {
        self.run(session::finish);
        self.worker.take().unwrap().finish();
    }
}

#[test]
fn a_pasted_comment_becomes_a_checked_reply_on_the_clipboard() {
    let mut person = Person::settled(Location::Memory);
    person.captures();
    let waiting = person.state.queue.len();
    let first = person.state.open_id().unwrap();
    person.acts(Action::UseTemplate(0));
    let text = open_text(&person.state).to_owned();
    assert!(!text.is_empty() && !text.contains("{{"), "a template, filled from the profile");
    person.acts(Action::CopyReply);
    person.until("the next comment", |state| {
        state.queue.len() + 1 == waiting && state.open.as_ref().unwrap().thread.comment.id != first
    });
    assert_eq!(person.clipboard, std::slice::from_ref(&text), "exactly these bytes");
    person.acts(Action::Show(Screen::History));
    person.until("the history", |state| state.history.row(0).is_some());
    let row = person.state.history.row(0).unwrap();
    assert_eq!(row.reply.text.as_str(), text, "and they are in the history");
    assert_eq!(row.reply.outcome, Some(ClipboardOutcome::Copied), "with what became of them");
    assert_eq!(row.person_name, "Maya Reyes", "and who it was");
}

#[test]
fn a_stop_holds_the_reply_back_until_a_reason_is_typed() {
    let mut person = Person::settled(Location::Memory);
    person.captures();
    let bad = "We are sorry, we have no record of you as a patient. Please call 555-0186 and we will look into it.";
    person.types(bad);
    assert!(person.state.open.as_ref().unwrap().composer.obstacle().is_some(), "it is held");
    person.acts(Action::CopyReply);
    assert!(person.clipboard.is_empty(), "nothing was copied");
    assert!(person.state.toast.is_some(), "and the person is told");
    let holding: Vec<usize> = person.state.open.as_ref().unwrap().composer.holding().collect();
    for finding in holding {
        person.acts(Action::Ask(Dialog::SetAside(finding)));
        person.acts(Action::SetAside { finding, reason: "  ".to_owned() });
    }
    assert!(
        person.state.open.as_ref().unwrap().composer.obstacle().is_some(),
        "spaces are no reason"
    );
    let next = |person: &Person| person.state.open.as_ref().unwrap().composer.holding().next();
    while let Some(finding) = next(&person) {
        person.acts(Action::SetAside { finding, reason: "Counsel agreed".to_owned() });
    }
    let comment = person.state.open_id().unwrap();
    person.acts(Action::CopyReply);
    person.until("the copy", |state| state.open_id() != Some(comment));
    assert_eq!(person.clipboard, [bad], "the override lets it through");
    person.acts(Action::Show(Screen::History));
    person.until("the history", |state| state.history.row(0).is_some());
    let overrides = &person.state.history.row(0).unwrap().reply.overrides;
    assert!(!overrides.is_empty(), "and it is kept");
    assert_eq!(overrides[0].reason.as_str(), "Counsel agreed", "with its reason");
}

#[test]
fn a_clipboard_that_fails_leaves_the_comment_open() {
    let mut person = Person::settled(Location::Memory);
    person.captures();
    person.clipboard_works = false;
    person.acts(Action::UseTemplate(0));
    person.acts(Action::CopyReply);
    person.until("the outcome", |state| {
        state.open.as_ref().is_some_and(|open| open.composer.copying.is_none())
    });
    let status = person.state.open.as_ref().unwrap().thread.comment.status;
    assert_ne!(status, Status::Replied, "nothing went out");
    assert!(person.state.toast.as_ref().unwrap().text.contains("not copied"), "and that is said");
}

#[test]
fn typing_for_one_comment_never_ends_up_under_another() {
    let mut person = Person::settled(Location::Memory);
    person.captures();
    let (comment, revision) = {
        let composer = &person.state.open.as_ref().unwrap().composer;
        (composer.comment, composer.revision)
    };
    person.acts(Action::OpenNext);
    person.until("the next", |state| state.open.as_ref().unwrap().thread.comment.id != comment);
    person.acts(Action::EditReply { comment, revision, text: "late".to_owned() });
    assert_eq!(open_text(&person.state), "", "the late keystroke is dropped");
}

#[test]
fn a_draft_is_on_disk_within_half_a_second_and_survives() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::Folder(folder.path().to_path_buf());
    let mut person = Person::settled(location);
    person.captures();
    let comment = person.state.open_id().unwrap();
    person.types("Thank you for");
    person.rests(Duration::from_millis(450));
    person.until("the save", |state| {
        matches!(state.open.as_ref().unwrap().composer.saved, session::Saved::At(_))
    });
    // What was typed after the last rest goes with the closing window.
    person.types("Thank you for this");
    person.closes();
    person.open();
    person.until("the desk", |state| state.queue.is_known && state.open.is_some());
    person.acts(Action::Open(comment));
    person.until("the comment", |state| {
        state.open.as_ref().is_some_and(|open| open.thread.comment.id == comment)
    });
    assert_eq!(open_text(&person.state), "Thank you for this", "nothing is lost");
    person.closes();
}

#[test]
fn importing_twice_adds_nothing_and_queue_actions_can_be_undone() {
    let mut person = Person::settled(Location::Memory);
    person.captures();
    let n = person.state.queue.len();
    let thread = include_str!("formats/clip_google_reviews.txt");
    person.acts(Action::Pasted(pasted(thread)));
    person.until("the preview", |state| {
        state.capture.as_ref().is_some_and(|capture| capture.preview().is_some())
    });
    assert_eq!(person.state.capture.as_ref().unwrap().n_ticked(), 0, "everything is here already");
    person.acts(Action::Close);
    person.until("the queue", |state| state.queue.len() == n && !state.queue.is_loading);
    person.acts(Action::Move(Status::Dismissed));
    person.until("one less", |state| state.queue.len() == n - 1);
    person.acts(Action::Undo);
    person.until("all back", |state| state.queue.len() == n);
    person.acts(Action::Redo);
    person.until("one less again", |state| state.queue.len() == n - 1);
    person.acts(Action::FilterStatus(StatusFilter::Only(Status::Dismissed)));
    person.until("the dismissed one", |state| state.queue.len() == 1 && !state.queue.is_loading);
}

#[test]
fn the_composer_takes_edits_back() {
    let mut person = Person::settled(Location::Memory);
    person.captures();
    person.types("Thank you");
    person.acts(Action::UseTemplate(0));
    let template = open_text(&person.state).to_owned();
    person.acts(Action::UndoEdit);
    assert_eq!(open_text(&person.state), "Thank you", "the template is one step");
    person.acts(Action::RedoEdit);
    assert_eq!(open_text(&person.state), template, "and can be had again");
}
