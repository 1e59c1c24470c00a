//! Draws inside a rectangle, without moving what comes after it in the pane.

use egui::{Layout, Rect, Ui, UiBuilder};

/// Lays contents out inside `rect`. The pane goes on where it was: a rectangle that was allocated before keeps its room.
pub fn place<R>(
    ui: &mut Ui,
    rect: Rect,
    layout: Layout,
    add_contents: impl FnOnce(&mut Ui) -> R,
) -> R {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    add_contents(&mut child)
}
