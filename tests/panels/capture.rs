//! The preview of a paste or a file: shown, mended by key, its columns asked for, and added.

use bedside::session::{Action, Screen, State};
use bedside::worker::Location;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::person::{Person, pasted};
use super::{Desk, picture, until, window};

#[test]
fn a_paste_is_shown_before_it_is_added() {
    let mut person = Person::settled(Location::Memory);
    let thread = include_str!("../formats/clip_google_reviews.txt");
    person.acts(Action::Pasted(pasted(thread)));
    person.until("the preview", |state| {
        state.capture.as_ref().is_some_and(|capture| capture.preview().is_some())
    });
    let mut harness = window(person, [1280.0, 800.0]);
    picture(&mut harness, "capture");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "the queue", |state| {
        state.screen == Screen::Queue && !state.queue.is_empty()
    });
}

/// A desk with a pasted thread whose practice has said too much in one of its replies, read by the rules.
fn with_a_past(size: [f32; 2]) -> Harness<'static, Desk> {
    let mut person = Person::settled(Location::Memory);
    let thread = include_str!("../formats/clip_google_reviews.txt");
    person.acts(Action::Pasted(pasted(thread)));
    person.until("the preview", |state| {
        state.capture.as_ref().is_some_and(|capture| capture.preview().is_some())
    });
    person.acts(Action::AddCaptured);
    person.until("the queue", |state| state.open.is_some());
    let practice = person.state.likely_practice().unwrap();
    for (id, reply) in [
        ("a", "We are so sorry your filler did not settle when you came in on Tuesday."),
        (
            "b",
            "Thank you for bringing this to our attention. Message us and we will look into this.",
        ),
        ("c", "We have no record of you as a patient. Please call us at 555-0186."),
    ] {
        let mut comment =
            NewComment::new(Platform::Google, id, "My filler never settled and nobody calls back");
        comment.author.name = Some(format!("Dana {id}"));
        comment.permalink = Some("https://example.com/review".to_owned());
        comment.existing_reply =
            Some(ExistingReply { text: reply.into(), at: Some(noon()), author: None });
        person.acts(Action::AddByHand { practice, comment: Box::new(comment) });
    }
    person.until("the rules", |state| state.counts.to_correct == 2);
    window(person, size)
}

/// A window on the preview of words that were pasted.
fn previewing(
    words: &str,
    look: &[(&'static str, &str)],
    size: [f32; 2],
) -> Harness<'static, Desk> {
    let mut person = Person::settled(Location::Memory);
    for (key, value) in look {
        person.acts(Action::Remember(key, (*value).to_owned()));
    }
    person.acts(Action::Pasted(pasted(words)));
    person.until("the preview", |state| {
        state.capture.as_ref().is_some_and(|capture| capture.preview().is_some())
    });
    window(person, size)
}

/// The author and words of each row.
fn rows(harness: &Harness<'static, Desk>) -> Vec<(String, String)> {
    let capture = harness.state().person.state.capture.as_ref().unwrap();
    let row = |row: &bedside::session::Row| {
        (row.comment.author.label().to_owned(), row.comment.text.as_str().to_owned())
    };
    capture.table.rows().iter().map(row).collect()
}

const FACEBOOK: &str = include_str!("../formats/clip_facebook_thread.txt");

#[test]
fn a_preview_holds_with_large_text_in_the_dark() {
    let look = [("theme", "dark"), ("text-size", "150")];
    picture(&mut previewing(FACEBOOK, &look, [1280.0, 800.0]), "capture-dark-150");
}

#[test]
fn rows_are_merged_split_edited_and_taken_back_by_key() {
    let mut harness = previewing(FACEBOOK, &[], [1280.0, 800.0]);
    let before = rows(&harness);
    harness.key_press(Key::J);
    harness.run_steps(2);
    harness.key_press(Key::M);
    harness.run_steps(4);
    assert_eq!(rows(&harness).len(), before.len() - 1, "one row of two");
    let merged = rows(&harness)[0].1.clone();
    assert!(merged.starts_with(&before[0].1) && merged.ends_with(&before[1].1), "all its words");

    harness.key_press(Key::S);
    harness.run_steps(4);
    picture(&mut harness, "capture-split");
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert_eq!(rows(&harness).len(), before.len(), "two rows of one");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(2);
    assert_eq!(rows(&harness), before, "and everything is taken back");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run_steps(2);
    assert_eq!(rows(&harness)[0].1, merged, "and done again");

    harness.key_press(Key::Num4);
    harness.run_steps(2);
    harness.key_press(Key::E);
    harness.run_steps(4);
    harness.event(egui::Event::Text(" Typed.".to_owned()));
    harness.run_steps(2);
    picture(&mut harness, "capture-edit");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert!(rows(&harness)[0].1.contains("Typed."), "{}", rows(&harness)[0].1);
    let capture = harness.state().person.state.capture.as_ref().unwrap();
    assert_eq!(capture.table.rows()[0].comment.stars, Some(4), "and it has stars");
    assert!(harness.state().person.state.dialog.is_none(), "the dialog is closed");
}

const UNKNOWN: &str = "Portal;Wer;Wann;Was gesagt wurde;Punkte;Telefon\n\
    Google;Jana Roth;03.11.2026;Die Wartezeit war viel zu lang.;2;030 5550186\n\
    Yelp;Ute K.;04.11.2026;Sehr freundlich und gut erklärt;5;030 5550187\n\
    Google;Olaf Beck;05.11.2026;Nie wieder, wirklich nie wieder;1;\n";

/// A person who chose those files.
fn choosing(files: &[(&str, &str)]) -> (Person, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let mut person = Person::settled(Location::Memory);
    person.acts(Action::FilesChosen(vec![folder.path().to_path_buf()]));
    person.until("the first file", is_shown);
    (person, folder)
}

fn is_shown(state: &State) -> bool {
    state
        .capture
        .as_ref()
        .is_some_and(|capture| capture.preview().is_some() && !capture.table.rows().is_empty())
}

#[test]
fn an_unknown_table_asks_once_what_its_columns_hold() {
    let (person, folder) = choosing(&[("a.csv", UNKNOWN)]);
    let mut harness = window(person, [1280.0, 800.0]);
    picture(&mut harness, "capture-columns");
    harness.get_by_label("What do the columns hold?");
    // The words are in the fourth column; the second is looked at, and the person changes their mind.
    harness.key_press(Key::ArrowRight);
    harness.run_steps(2);
    harness.key_press(Key::ArrowDown);
    until(&mut harness, "the rows read anew", is_shown);
    assert_eq!(rows(&harness)[0].0, "Jana Roth", "as a handle");
    harness.key_press(Key::ArrowUp);
    until(&mut harness, "the rows read anew", is_shown);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "the table", |state| {
        is_shown(state) && state.capture.as_ref().unwrap().is_open()
    });
    assert_eq!(rows(&harness).len(), 3, "every row");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "the queue", |state| {
        state.screen == Screen::Queue && state.queue.len() == 3
    });

    let other = UNKNOWN.replace("Jana Roth", "Ida Vogt");
    std::fs::write(folder.path().join("a.csv"), other).unwrap();
    let person = &mut harness.state_mut().person;
    person.acts(Action::FilesChosen(vec![folder.path().join("a.csv")]));
    until(&mut harness, "the same headers again", |state| {
        is_shown(state) && state.capture.as_ref().unwrap().is_open()
    });
    assert_eq!(rows(&harness)[0].0, "Ida Vogt", "nobody is asked again");
    harness.key_press(Key::C);
    harness.run_steps(4);
    harness.get_by_label("What do the columns hold?");
    harness.key_press(Key::Escape);
    harness.run_steps(4);
    assert!(harness.state().person.state.capture.as_ref().unwrap().is_open(), "and back");
}

#[test]
fn a_folder_is_added_file_by_file_and_what_cannot_be_read_is_named() {
    let reviews = |who: &str| {
        format!("author,text,date,stars,platform\n{who},Nobody called back,2026-11-03,2,google\n")
    };
    let (one, two) = (reviews("Dana"), reviews("Tom"));
    let files =
        [("a.csv", one.as_str()), ("b.txt", "nothing"), ("c.csv", UNKNOWN), ("d.csv", &two)];
    let (person, _folder) = choosing(&files);
    let mut harness = window(person, [1280.0, 800.0]);
    picture(&mut harness, "capture-files");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter);
    harness.run_steps(2);
    let person = &mut harness.state_mut().person;
    while person.state.capture.is_some() {
        let event = person.worker.as_ref().unwrap().wait(std::time::Duration::from_secs(30));
        let event = event.unwrap();
        person.run(|state, world| bedside::session::receive(state, world, event));
    }
    let failure = person.state.failure.take().unwrap();
    assert_eq!(failure.message, "2 of 4 files added nothing", "both are counted");
    assert!(failure.help.contains("b.txt: not recognised"), "{}", failure.help);
    assert!(failure.help.contains("c.csv: its columns are not known"), "{}", failure.help);
    person.until("the queue", |state| state.queue.len() == 2);
    let toast = person.state.toast.as_ref().unwrap();
    assert_eq!(toast.text, "2 comments added · 2 files", "the rest went in");
}

#[test]
fn an_uncertain_cut_asks_its_question_and_takes_the_answer_by_key() {
    let table = "author,text,date,platform\nDana,Nobody called back,2026-11-03,google\n\
        Tom,Waited an hour, then left,2026-11-04,google,x\nAmy,Fine,2026-11-05,google\n";
    let (person, _folder) = choosing(&[("a.csv", table)]);
    let mut harness = window(person, [1280.0, 800.0]);
    harness.key_press(Key::D);
    harness.run_steps(4);
    picture(&mut harness, "capture-doubt");
    let n_doubts = |harness: &Harness<'static, Desk>| {
        harness.state().person.state.capture.as_ref().unwrap().table.n_doubts()
    };
    assert_eq!(n_doubts(&harness), 1, "one row has too many cells");
    harness.key_press(Key::A);
    harness.run_steps(4);
    assert_eq!(n_doubts(&harness), 0, "it is right as it is");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run_steps(4);
    assert_eq!(n_doubts(&harness), 1, "or not");
}
