//! Puts contents in their place: inside a rectangle, or side by side on one middle line.

use egui::{Align, InnerResponse, Layout, Rect, Ui, UiBuilder, vec2};

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

/// Lays contents out side by side in a row of that height, all of them on its middle line.
///
/// `Ui::horizontal` centres each on the height that the row has by then, so that a tall control at the end
/// would stand lower than the words before it.
pub fn row<R>(
    ui: &mut Ui,
    height: f32,
    add_contents: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(height);
        add_contents(ui)
    })
}
