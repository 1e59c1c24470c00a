//! Every widget of the kit in one picture for each look, drawn on the processor.

#[path = "support/cpu.rs"]
mod cpu;
#[path = "support/gallery.rs"]
mod gallery;
#[path = "support/rows.rs"]
mod rows;

use bedside::ui::theme::{Mode, Theme, install_fonts};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, SnapshotOptions};
use gallery::Gallery;

fn harness(mode: Mode) -> Harness<'static, Gallery> {
    let look = if mode.is_dark() { egui::Theme::Dark } else { egui::Theme::Light };
    Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .with_theme(look)
        .with_max_steps(16)
        .renderer(cpu::Cpu::default())
        .with_context_setup(move |ctx| {
            install_fonts(ctx);
            Theme::bundled(mode).expect("the bundled tokens load").without_motion().apply(ctx);
        })
        .build_ui_state(|ui, gallery| gallery.show(ui), Gallery::default())
}

fn picture(mode: Mode, name: &str) {
    let mut harness = harness(mode);
    harness.run();
    harness.snapshot_options(name, &tolerance());
}

/// Rounding may differ from machine to machine; a moved line may not.
fn tolerance() -> SnapshotOptions {
    SnapshotOptions::new().threshold(1.0).max_failed_pixels(40)
}

#[test]
fn the_kit_in_light() {
    picture(Mode::Light, "kit-light");
}

#[test]
fn the_kit_in_dark() {
    picture(Mode::Dark, "kit-dark");
}

#[test]
fn the_kit_in_high_contrast() {
    picture(Mode::HighContrast, "kit-contrast");
}

#[test]
fn a_dialog_stands_over_a_dimmed_window_and_closes_with_escape() {
    let mut harness = harness(Mode::Light);
    harness.state_mut().is_asking = true;
    harness.get_by_label("Order").focus();
    harness.run();
    harness.snapshot_options("kit-dialog", &tolerance());
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert!(!harness.state().is_asking, "Esc closes it");
}

#[test]
fn a_tooltip_says_what_a_button_does_and_teaches_its_key() {
    let mut harness = harness(Mode::Light);
    harness.get_by_label("Undo the last change").hover();
    harness.run_steps(8);
    let tips = harness.query_all_by_label("Undo the last change").count();
    assert!(tips > 1, "the name is shown too, found {tips}");
}

#[test]
fn every_control_has_a_name_and_answers_to_it() {
    let mut harness = harness(Mode::Light);
    harness.get_by_label("Paste").click();
    harness.run();
    assert_eq!(harness.state().n_pastes, 1, "a click on the button arrives");
    harness.get_by_label("Strict apology profile").click();
    harness.run();
    assert!(harness.state().is_strict, "the switch turns");
    harness.get_by_label("Desktop").click();
    harness.run();
    assert_eq!(harness.state().segment, 1, "the segment is chosen");
    harness.get_by_label("Undo").click();
    harness.run();
    assert_eq!(harness.state().n_undone, 1, "the toast's action is taken");
    assert!(harness.query_by_label("1 of 5 stars").is_some(), "stars are read out");
    assert!(
        harness.query_by_label("Solution: missing. No next step offered").is_some(),
        "a lamp says how it stands"
    );
}

#[test]
fn what_is_disabled_does_nothing_and_says_why() {
    let mut harness = harness(Mode::Light);
    let copy = harness.get_by_label("Copy reply");
    assert!(copy.accesskit_node().is_disabled(), "it is disabled for a screen reader too");
    copy.click();
    harness.run();
    assert_eq!(harness.state().n_copied, 0, "a click does nothing");
}

#[test]
fn the_keyboard_reaches_a_button_and_presses_it() {
    let mut harness = harness(Mode::Light);
    harness.get_by_label("Paste").focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(harness.state().n_pastes, 1, "Enter presses what has the keyboard");
}

#[test]
fn a_row_is_opened_by_a_click_and_by_a_screen_reader() {
    let mut harness = harness(Mode::Light);
    let row = |harness: &Harness<'_, Gallery>, name: &str| {
        let row = harness.get_by_role_and_label(Role::ListItem, name);
        row.accesskit_node().is_selected()
    };
    assert_eq!(row(&harness, "Dana W."), Some(true), "the open row says so");
    harness.get_by_role_and_label(Role::ListItem, "J. Petrov").click();
    harness.run();
    assert_eq!(harness.state().open, 2, "by a click");
    harness.get_by_role_and_label(Role::ListItem, "Beth Coleman").click_accesskit();
    harness.run();
    assert_eq!(harness.state().open, 6, "by a screen reader");
    assert_eq!(row(&harness, "Dana W."), Some(false), "and the first is closed");
}

#[test]
fn the_list_takes_the_keyboard_and_keeps_the_arrows() {
    let mut harness = harness(Mode::Light);
    harness.get_by_role_and_label(Role::List, "Queue").focus();
    harness.run();
    let list = harness.get_by_role_and_label(Role::List, "Queue");
    assert!(list.is_focused(), "it has the keyboard");
    harness.key_press(egui::Key::ArrowDown);
    harness.run();
    let list = harness.get_by_role_and_label(Role::List, "Queue");
    assert!(list.is_focused(), "an arrow does not lead away");
}

#[test]
fn the_list_moves_with_the_wheel_and_only_draws_what_is_seen() {
    let mut harness = harness(Mode::Light);
    assert!(harness.query_by_label("Beth Coleman").is_some(), "the first rows are there");
    harness.hover_at(egui::pos2(150.0, 400.0));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -80_000.0),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
    });
    harness.run_steps(12);
    let row = harness.state().scroll.row();
    assert!(row > 900, "the list has moved to row {row}");
    assert!(harness.query_by_label("Beth Coleman").is_none(), "the first rows are gone");
    harness.state_mut().scroll.scroll_to(999_999);
    harness.run();
    assert!(harness.query_by_label("Author 999999").is_some(), "the last of a million rows");
}
