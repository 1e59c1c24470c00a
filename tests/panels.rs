//! The window's screens on the sample queue: by accessible label and key, and as pictures drawn on the processor.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is not there")]

#[path = "panels/capture.rs"]
mod capture;
#[path = "support/cpu.rs"]
mod cpu;
#[path = "support/person.rs"]
mod person;

use bedside::model::{ExistingReply, NewComment, Platform};
use bedside::session::{Action, Dialog, MendAction, Screen, State};
use bedside::ui::{self, Look, Views};
use bedside::worker::{Location, Mending};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, SnapshotOptions};
use jiff::tz::TimeZone;
use person::{Person, noon, open_text};

/// A person before the window.
struct Desk {
    person: Person,
    views: Option<Views>,
    zone: TimeZone,
}

impl Desk {
    fn show(&mut self, ui: &mut egui::Ui) {
        let views = self.views.get_or_insert_with(|| Views::new(ui.ctx()).unwrap());
        let look = Look {
            pack: &self.person.pack,
            facts: &self.person.facts,
            wall: noon(),
            zone: &self.zone,
        };
        let mut actions = Vec::new();
        ui::window_ui(ui, &self.person.state, views, look, &mut actions);
        for action in actions {
            self.person.acts(action);
        }
    }
}

/// A window of that size over a desk.
fn window(person: Person, size: [f32; 2]) -> Harness<'static, Desk> {
    let desk = Desk { person, views: None, zone: TimeZone::UTC };
    let mut harness = Harness::builder()
        .with_size(egui::Vec2::from(size))
        .with_max_steps(64)
        .renderer(cpu::Cpu::default())
        .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
    harness.run_steps(8);
    harness
}

/// A desk with the sample queue, its most urgent comment open.
fn sampled() -> Person {
    let mut person = Person::at(Location::Memory);
    person.until("the first start", |state| state.screen == Screen::FirstRun);
    person.acts(Action::LoadSamples { name: "Maya Reyes".to_owned() });
    person.until("the samples", |state| 40 <= state.counts.comments && state.open.is_some());
    shows(&mut person);
    person
}

/// Lets the rows on the screen come in.
fn shows(person: &mut Person) {
    person.acts(Action::ShowRows { first: 0, last: 24 });
    person.until("the rows", |state| {
        (0..state.queue.len().min(24)).all(|at| state.queue.row_at(at).is_some())
    });
}

/// Draws and waits until `is_so`.
fn until(harness: &mut Harness<'static, Desk>, what: &str, is_so: impl Fn(&State) -> bool) {
    harness.run_steps(2);
    harness.state_mut().person.until(what, is_so);
    harness.run_steps(6);
}

/// Rounding may differ from machine to machine; a moved line may not.
fn picture(harness: &mut Harness<'static, Desk>, name: &str) {
    harness.snapshot_options(name, &SnapshotOptions::new().threshold(1.0).max_failed_pixels(60));
}

/// Types a reply whose words confirm care, into the open comment.
fn careless(person: &mut Person) {
    person.types("We are so sorry your filler did not settle. Please call us at 555-0186.");
}

#[test]
fn the_desk_in_light() {
    let mut person = sampled();
    careless(&mut person);
    picture(&mut window(person, [1280.0, 800.0]), "desk-light");
}

#[test]
fn the_desk_in_dark() {
    let mut person = sampled();
    careless(&mut person);
    person.acts(Action::Remember("theme", "dark".to_owned()));
    picture(&mut window(person, [1280.0, 800.0]), "desk-dark");
}

#[test]
fn the_desk_in_high_contrast_with_large_text() {
    let mut person = sampled();
    careless(&mut person);
    person.acts(Action::Remember("theme", "high-contrast".to_owned()));
    person.acts(Action::Remember("text-size", "150".to_owned()));
    picture(&mut window(person, [1920.0, 1080.0]), "desk-contrast-150");
}

#[test]
fn a_narrow_window_shows_one_pane_at_a_time() {
    picture(&mut window(sampled(), [760.0, 900.0]), "desk-narrow");
}

#[test]
fn the_first_start_asks_for_a_name_and_offers_the_samples() {
    let mut person = Person::at(Location::Memory);
    person.until("the first start", |state| state.screen == Screen::FirstRun);
    let mut harness = window(person, [1280.0, 800.0]);
    picture(&mut harness, "first-run");
    harness.get_by_label("Try it with a sample queue").click();
    until(&mut harness, "the samples", |state| 40 <= state.counts.comments && state.open.is_some());
}

#[test]
fn an_empty_queue_says_what_to_do() {
    let mut harness = window(Person::settled(Location::Memory), [1280.0, 800.0]);
    picture(&mut harness, "empty-queue");
    for label in ["Paste a thread", "Open export files", "Write a comment down"] {
        assert!(harness.query_all_by_label_contains(label).next().is_some(), "{label}");
    }
}

#[test]
fn a_finding_is_named_with_its_law_and_its_rewrite_works_by_key() {
    let mut person = sampled();
    careless(&mut person);
    let mut harness = window(person, [1280.0, 800.0]);
    assert!(harness.query_all_by_label_contains("45 CFR 164.502(a)").next().is_some(), "the law");
    let before = open_text(&harness.state().person.state).to_owned();
    harness.key_press_modifiers(Modifiers::ALT, Key::Num1);
    harness.run_steps(4);
    let after = open_text(&harness.state().person.state).to_owned();
    assert_ne!(before, after, "the first rewrite stands in the reply");
}

#[test]
fn a_held_reply_cannot_be_copied_and_a_clear_one_can() {
    let mut person = sampled();
    careless(&mut person);
    let mut harness = window(person, [1280.0, 800.0]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run_steps(4);
    assert!(harness.state().person.clipboard.is_empty(), "a stop holds it back");
    assert!(harness.state().person.state.toast.is_some(), "and says so");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    harness.run_steps(4);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "the record", |state| state.counts.replied_today == 1);
    assert_eq!(harness.state().person.clipboard.len(), 1, "the template went out");
}

#[test]
fn every_button_text_box_and_list_has_a_name() {
    let mut person = sampled();
    careless(&mut person);
    let mut harness = window(person, [1280.0, 800.0]);
    let dialogs =
        [None, Some(Dialog::Shortcuts), Some(Dialog::WriteDown), Some(Dialog::EditPractice(None))];
    for dialog in dialogs {
        match dialog {
            Some(dialog) => harness.state_mut().person.acts(Action::Ask(dialog)),
            None => harness.state_mut().person.acts(Action::Close),
        }
        harness.run_steps(4);
        let roles = [
            Role::Button,
            Role::TextInput,
            Role::MultilineTextInput,
            Role::CheckBox,
            Role::ComboBox,
        ];
        for role in roles {
            for node in harness.query_all_by_role(role) {
                let node = node.accesskit_node();
                let name = node.label().or_else(|| node.placeholder().map(str::to_owned));
                assert!(
                    name.is_some_and(|name| !name.trim().is_empty()),
                    "{role:?} in {dialog:?} at {:?}",
                    node.raw_bounds()
                );
            }
        }
    }
}

#[test]
fn what_was_already_said_is_listed_with_its_law_and_seen_to_by_key() {
    let mut harness = with_a_past([1280.0, 800.0]);
    harness.key_press_modifiers(Modifiers::ALT, Key::A);
    until(&mut harness, "the list", |state| state.said.total() == Some(2));
    picture(&mut harness, "said");
    assert!(harness.query_all_by_label_contains("45 CFR 164.502(a)").next().is_some(), "the law");
    harness.key_press(Key::X);
    until(&mut harness, "one less", |state| state.said.total() == Some(1));
    assert_eq!(harness.state().person.state.counts.to_correct, 1, "the tab counts one less");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    until(&mut harness, "both again", |state| state.said.total() == Some(2));
    assert_eq!(harness.state().person.state.screen, Screen::Said, "on the same screen");
    harness.key_press(Key::O);
    harness.run_steps(4);
    assert_eq!(harness.state().person.links, ["https://example.com/review"], "O opens it");
}

#[test]
fn an_import_is_seen_with_its_paste_and_taken_back_after_a_question() {
    let mut harness = with_a_past([1280.0, 800.0]);
    harness.key_press_modifiers(Modifiers::ALT, Key::I);
    until(&mut harness, "the list", |state| state.imports.total() == Some(4));
    for _ in 0..3 {
        harness.key_press(Key::J);
        harness.run_steps(2);
    }
    until(&mut harness, "the report", |state| {
        state.imports.record.as_ref().is_some_and(|record| record.report.raw.is_some())
    });
    picture(&mut harness, "imports");
    harness.get_by_label("Take back…").click();
    harness.run_steps(6);
    assert!(
        matches!(harness.state().person.state.dialog, Some(Dialog::TakeBack(_))),
        "it is asked first"
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    until(&mut harness, "taken back", |state| {
        state.imports.record.as_ref().is_some_and(|record| record.row.is_removed)
    });
    harness.get_by_label("Save as CSV…").click();
    harness.run_steps(2);
    assert!(harness.state().person.asked_for_place, "a place is asked for");
}

#[test]
fn a_comment_is_corrected_by_key_and_the_correction_taken_back() {
    let mut harness = with_a_past([1280.0, 800.0]);
    let before = harness.state().person.state.open.as_ref().unwrap().thread.comment.clone();
    harness.key_press(Key::M);
    harness.run_steps(4);
    picture(&mut harness, "mend");
    let to = Mending {
        author: before.source.author.clone(),
        stars: Some(4),
        platform: Platform::Yelp,
        practice: before.practice,
    };
    harness.state_mut().person.acts(Action::Mend(MendAction::Save(Box::new(to))));
    until(&mut harness, "the correction", |state| {
        let open = state.open.as_ref();
        open.is_some_and(|open| open.thread.comment.source.platform == Platform::Yelp)
    });
    assert!(harness.state().person.state.dialog.is_none(), "the dialog has closed");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    until(&mut harness, "as before", |state| {
        state.open.as_ref().is_some_and(|open| open.thread.comment.source == before.source)
    });
}

#[test]
fn one_persons_comments_go_after_one_question() {
    let mut harness = with_a_past([1280.0, 800.0]);
    let id = harness.state().person.state.open_id().unwrap();
    let n = harness.state().person.state.counts.comments;
    harness.get_by_label("More for this comment").click();
    harness.run_steps(4);
    harness.get_by_label("Remove this person’s comments…").click();
    until(&mut harness, "the count", |state| state.mend.count.is_some());
    picture(&mut harness, "remove-person");
    harness.state_mut().person.acts(Action::Mend(MendAction::RemoveAuthor));
    until(&mut harness, "one less", |state| {
        state.counts.comments == n - 1 && state.open.is_some() && state.open_id() != Some(id)
    });
    assert!(!harness.state().person.state.can_undo(), "nothing leads back to it");
}

#[test]
fn a_twin_is_proposed_under_the_header_and_merged_by_a_click() {
    let mut person = Person::settled(Location::Memory);
    let practice = person.state.likely_practice().unwrap();
    for id in ["one", "two"] {
        let mut comment =
            NewComment::new(Platform::Google, id, "Nobody called me back about the swelling");
        comment.author.name = Some("Dana W.".to_owned());
        person.acts(Action::AddByHand { practice, comment: Box::new(comment) });
    }
    person.until("both", |state| state.counts.comments == 2 && state.open.is_some());
    let first = person.state.queue.order.ids[0];
    person.acts(Action::OpenNext);
    person.acts(Action::Open(first));
    person.until("the twin", |state| {
        state.open.as_ref().is_some_and(|open| open.thread.twin.is_some())
    });
    person.types("A draft that must not be lost");
    let mut harness = window(person, [1280.0, 800.0]);
    picture(&mut harness, "twin");
    harness.get_by_label("Merge").click();
    until(&mut harness, "one", |state| {
        state.counts.comments == 1
            && state.open.as_ref().is_some_and(|open| open.thread.twin.is_none())
    });
    assert_eq!(open_text(&harness.state().person.state), "A draft that must not be lost", "kept");
}

#[test]
fn lists_hold_in_a_narrow_dark_window() {
    let mut harness = with_a_past([853.0, 533.0]);
    harness.state_mut().person.acts(Action::Remember("theme", "dark".to_owned()));
    harness.key_press_modifiers(Modifiers::ALT, Key::A);
    until(&mut harness, "the list", |state| state.said.total() == Some(2));
    picture(&mut harness, "said-narrow-dark");
    harness.key_press_modifiers(Modifiers::ALT, Key::I);
    until(&mut harness, "the imports", |state| state.imports.record.is_some());
    picture(&mut harness, "imports-narrow-dark");
}
