//! Holds the list to its promise: exact at any length, and cheap.

use super::*;

const VIEW: f32 = 600.0;

fn million() -> Extent<'static> {
    Extent { n_rows: 1_000_000, row_height: 80.0, lanes: &[(0, 28.0), (3, 28.0)] }
}

fn at(extent: &Extent<'_>, row: usize) -> ScrollState {
    let mut scroll = ScrollState::default();
    scroll.scroll_to(row);
    scroll.begin(extent, VIEW);
    scroll
}

#[test]
fn a_wheel_step_of_one_point_moves_one_point_far_down() {
    let extent = million();
    for row in [0, 1_000, 400_000, 999_000] {
        let mut scroll = at(&extent, row);
        let start = scroll;
        for step in 1..=160_u16 {
            assert!(scroll.scroll_by(&extent, VIEW, 1.0), "step {step} at row {row} moves");
        }
        let rows = scroll.row() - start.row();
        let lanes = if row == 0 { 28.0 } else { 0.0 };
        let passed = f64::from(u32::try_from(rows).expect("few rows")) * 80.0
            + if rows > 0 { lanes } else { 0.0 };
        let moved = passed + f64::from(scroll.px()) - f64::from(start.px());
        assert!((moved - 160.0).abs() < 1e-3, "160 steps at row {row} moved {moved}");
    }
}

#[test]
fn eighths_of_a_point_are_kept_at_row_999_000() {
    let extent = million();
    let mut scroll = at(&extent, 999_000);
    let start = scroll.px();
    for _ in 0..8 {
        scroll.scroll_by(&extent, VIEW, 0.125);
    }
    let moved = scroll.px() - start;
    assert!((moved - 1.0).abs() < 1e-3, "eight eighths are one, not {moved}");
}

#[test]
fn a_revealed_row_is_wholly_in_view_and_nothing_else_moves() {
    let extent = million();
    let mut scroll = at(&extent, 999_999);
    let last = scroll;
    scroll.scroll_to(999_995);
    scroll.begin(&extent, VIEW);
    assert_eq!((scroll.row(), scroll.px()), (last.row(), last.px()), "it was in view already");
    scroll.scroll_to(500_000);
    scroll.begin(&extent, VIEW);
    assert_eq!((scroll.row(), scroll.px()), (500_000, 0.0), "from below it comes to the top");
    scroll.scroll_to(500_007);
    scroll.begin(&extent, VIEW);
    assert_eq!((scroll.row(), scroll.px()), (500_000, 40.0), "from above it comes to the bottom");
    scroll.scroll_to(0);
    scroll.begin(&extent, VIEW);
    assert_eq!((scroll.row(), scroll.px()), (0, 0.0), "the first row brings its lane along");
    assert_eq!(scroll.page(), 7, "a page is the whole rows of the view");
}

#[test]
fn a_list_that_became_shorter_is_shown_to_its_end() {
    let mut scroll = at(&million(), 999_999);
    let short = Extent { n_rows: 20, row_height: 80.0, lanes: &[] };
    scroll.begin(&short, VIEW);
    assert_eq!((scroll.row(), scroll.px()), (12, 40.0), "the last row ends at the bottom");
    let empty = Extent { n_rows: 0, row_height: 80.0, lanes: &[(0, 28.0)] };
    scroll.begin(&empty, VIEW);
    assert_eq!((scroll.row(), scroll.px()), (0, 0.0), "an empty list stands at its top");
    assert!(scroll.handle(&empty, VIEW).is_none(), "and needs no scroll bar");
}

#[test]
fn the_handle_reaches_both_ends_and_comes_back() {
    let extent = million();
    let mut scroll = ScrollState::default();
    let (start, length) = scroll.handle(&extent, VIEW).expect("there is a handle");
    assert_eq!((start, length), (0.0, 24.0), "at the top, as long as it must be");
    scroll.grab(10.0);
    scroll.drag_to(&extent, VIEW, VIEW + 50.0);
    assert_eq!(scroll.row(), 999_992, "dragged past the end it shows the last rows");
    scroll.drag_to(&extent, VIEW, 10.0);
    assert_eq!((scroll.row(), scroll.px()), (0, 0.0), "and back to the first");
    scroll.release();
    scroll.drag_to(&extent, VIEW, 300.0);
    assert_eq!(scroll.row(), 0, "let go of, it stays");
}

#[test]
fn only_rows_in_view_are_drawn_with_the_lanes_before_them() {
    let ctx = egui::Context::default();
    crate::ui::theme::install_fonts(&ctx);
    let mut scroll = ScrollState::default();
    let mut entries = Vec::new();
    let mut rows = 0..0;
    let lanes = [(0, 28.0), (0, 28.0), (2, 28.0)];
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        entries.clear();
        let view = Rect::from_min_size(pos2(0.0, 0.0), vec2(300.0, 300.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(view));
        let list = VirtualList::new(egui::Id::unique("list"), 1_000_000, 80.0).lanes(&lanes);
        rows = list
            .show_entries(&mut ui, &mut scroll, |_, entry, rect| entries.push((entry, rect.top())))
            .rows;
    });
    output.textures_delta.clear();
    let expected = [
        (Entry::Lane(0), 0.0),
        (Entry::Lane(1), 28.0),
        (Entry::Row(0), 56.0),
        (Entry::Row(1), 136.0),
        (Entry::Lane(2), 216.0),
        (Entry::Row(2), 244.0),
    ];
    assert_eq!(entries, expected, "in order, each at its place");
    assert_eq!(rows, 0..3, "and the caller learns which rows it needs");
}
