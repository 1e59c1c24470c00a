//! A list of equally high rows that costs the same at a thousand and at a million of them.
//!
//! It never asks about a row outside the view.
//! egui's own scroll areas count in single precision and stop moving after some 260,000 rows.

use std::ops::Range;

use egui::accesskit::{Action, Role};
use egui::emath::GuiRounding as _;
use egui::{
    CornerRadius, EventFilter, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

mod scroll;

pub use scroll::ScrollState;

use super::theme::{Theme, Token};
use super::widgets::Chosen;
use scroll::Extent;

/// One thing in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The lane header of that index in what was given to [`VirtualList::lanes`].
    Lane(usize),
    /// A row.
    Row(usize),
}

/// What [`VirtualList::show`] drew.
#[derive(Debug)]
pub struct Shown {
    /// The rows that are in view, at least partly.
    pub rows: Range<usize>,
    /// The whole list; while it has the keyboard, the arrow keys are left to the caller.
    pub response: Response,
}

/// A list of rows of one height, with lane headers before some of them.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before `show`"]
pub struct VirtualList<'a> {
    id: egui::Id,
    name: &'a str,
    extent: Extent<'a>,
}

impl<'a> VirtualList<'a> {
    /// A list of that many rows; `id` is unique in the window.
    pub fn new(id: egui::Id, n_rows: usize, row_height: f32) -> Self {
        Self { id, name: "List", extent: Extent { n_rows, row_height, lanes: &[] } }
    }

    /// What a screen reader calls the list.
    pub const fn named(mut self, name: &'a str) -> Self {
        self.name = name;
        self
    }

    /// Lane headers: before which row, and how high; in the order of the rows.
    ///
    /// Several may stand before one row, and some after the last.
    pub const fn lanes(mut self, lanes: &'a [(usize, f32)]) -> Self {
        self.extent.lanes = lanes;
        self
    }

    /// Fills the rest of `ui` and draws each row in view; lane headers are left empty.
    pub fn show(
        self,
        ui: &mut Ui,
        scroll: &mut ScrollState,
        mut add_row: impl FnMut(&mut Ui, usize, Rect),
    ) -> Shown {
        self.show_entries(ui, scroll, |ui, entry, rect| {
            if let Entry::Row(row) = entry {
                add_row(ui, row, rect);
            }
        })
    }

    /// Fills the rest of `ui` and draws each row and lane header in view.
    ///
    /// Each gets a `Ui` of its own whose place in the list a screen reader knows; name it with [`name_row`].
    /// Its `ui.response()` tells of clicks on the row beside the controls in it.
    pub fn show_entries(
        self,
        ui: &mut Ui,
        scroll: &mut ScrollState,
        mut add_entry: impl FnMut(&mut Ui, Entry, Rect),
    ) -> Shown {
        let theme = Theme::of(ui);
        let view = ui.available_rect_before_wrap();
        let builder = UiBuilder::new().id_salt(self.id).max_rect(view);
        let shown = ui.scope_builder(builder, |ui| {
            ui.set_clip_rect(view.intersect(ui.clip_rect()));
            ui.expand_to_include_rect(view);
            let response = ui.interact(view, self.id, Sense::FOCUSABLE);
            keep_arrows(&response);
            // What stands at a place changes with scrolling; that is no mistake.
            ui.ctx().allow_widget_id_changes_in(view);
            response.widget_info(|| WidgetInfo::labeled(Role::List, ui.is_enabled(), self.name));
            ui.ctx().accesskit_node_builder(self.id, |node| {
                node.set_size_of_set(self.extent.n_rows);
                node.add_action(Action::ScrollUp);
                node.add_action(Action::ScrollDown);
            });
            scroll.begin(&self.extent, view.height());
            self.take_wheel(ui, view, scroll);
            let bar = self.bar_input(ui, view, scroll);
            let rows = self.draw(ui, view, scroll, &mut add_entry);
            if let Some((handle, response)) = bar {
                // A press on the track moves the view before it is drawn, so the handle is asked again.
                let handle = self.handle(view, scroll).unwrap_or(handle);
                paint_handle(ui, &theme, handle, &response);
            }
            if response.has_focus() {
                let stroke = Stroke::new(theme.stroke.focus, theme.color(Token::Focus));
                ui.painter().rect_stroke(view, 0, stroke, StrokeKind::Inside);
            }
            Shown { rows, response }
        });
        shown.inner
    }

    fn draw(
        &self,
        ui: &mut Ui,
        view: Rect,
        scroll: &ScrollState,
        add_entry: &mut impl FnMut(&mut Ui, Entry, Rect),
    ) -> Range<usize> {
        let pixels = ui.pixels_per_point();
        let first = scroll.row();
        let mut top = view.top() - scroll.px();
        let mut row = first;
        let mut end = first;
        while top < view.bottom() && row <= self.extent.n_rows {
            let mut add = |entry: Entry, top: f32, height: f32| {
                let top = top.round_to_pixels(pixels).round_ui();
                let rect = Rect::from_x_y_ranges(view.x_range(), top..=top + height);
                if rect.bottom() > view.top() && rect.top() < view.bottom() {
                    self.add_child(ui, rect, entry, add_entry);
                }
            };
            for (index, height) in self.extent.lanes_before(row) {
                add(Entry::Lane(index), top, height);
                top += height;
            }
            if row < self.extent.n_rows && top < view.bottom() {
                add(Entry::Row(row), top, self.extent.row_height);
                top += self.extent.row_height;
                end = row + 1;
            }
            row += 1;
        }
        first.min(end)..end
    }

    fn add_child(
        &self,
        ui: &mut Ui,
        rect: Rect,
        entry: Entry,
        add_entry: &mut impl FnMut(&mut Ui, Entry, Rect),
    ) {
        let (salt, role) = match entry {
            Entry::Lane(index) => (("lane", index), Role::Heading),
            Entry::Row(row) => (("row", row), Role::ListItem),
        };
        let builder = UiBuilder::new()
            .id_salt(salt)
            .max_rect(rect)
            .layout(egui::Layout::top_down(egui::Align::Min))
            // Not focusable: the list has the keyboard, and the caller says which row is chosen.
            .sense(if role == Role::ListItem { Sense::CLICK } else { Sense::HOVER })
            .accessibility_parent(self.id)
            .accessibility_role(role);
        let mut child = ui.new_child(builder);
        child.shrink_clip_rect(rect);
        child.expand_to_include_rect(rect);
        let n_rows = self.extent.n_rows;
        child.ctx().accesskit_node_builder(child.unique_id(), |node| {
            node.set_bounds(accesskit_rect(rect));
            if let Entry::Row(row) = entry {
                node.set_position_in_set(row);
                node.set_size_of_set(n_rows);
                node.add_action(Action::Click);
            }
        });
        add_entry(&mut child, entry, rect);
    }

    /// Moves with the wheel, and keeps an outer scroll area from moving too.
    fn take_wheel(&self, ui: &Ui, view: Rect, scroll: &mut ScrollState) {
        if !ui.is_enabled() || !ui.rect_contains_pointer(view) || ui.ctx().dragged_id().is_some() {
            return;
        }
        let delta = ui.input(|input| input.smooth_scroll_delta.y);
        if delta != 0.0 && scroll.scroll_by(&self.extent, view.height(), -f64::from(delta)) {
            ui.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
        }
    }

    /// The scroll bar's handle, where the rows do not all fit.
    fn handle(&self, view: Rect, scroll: &ScrollState) -> Option<Rect> {
        let (start, length) = scroll.handle(&self.extent, view.height())?;
        let corner = pos2(view.right() - BAR_WIDTH, view.top() + start);
        Some(Rect::from_min_size(corner, vec2(BAR_WIDTH, length)))
    }

    fn bar_input(&self, ui: &Ui, view: Rect, scroll: &mut ScrollState) -> Option<(Rect, Response)> {
        let handle = self.handle(view, scroll)?;
        let track = Rect::from_min_max(pos2(view.right() - BAR_WIDTH, view.top()), view.max);
        let sense = Sense::CLICK | Sense::DRAG;
        let response = ui.interact(track, self.id.with("bar"), sense);
        let pointer = response.interact_pointer_pos();
        if let Some(pointer) = pointer {
            if response.is_pointer_button_down_on() && !scroll.is_grabbed() {
                if handle.contains(pointer) {
                    scroll.grab(pointer.y - handle.top());
                } else if ui.input(|input| input.pointer.any_pressed()) {
                    let page = f64::from(view.height() - self.extent.row_height).max(1.0);
                    let step = if pointer.y < handle.top() { -page } else { page };
                    scroll.scroll_by(&self.extent, view.height(), step);
                }
            }
            scroll.drag_to(&self.extent, view.height(), pointer.y - view.top());
        }
        if !response.is_pointer_button_down_on() {
            scroll.release();
        }
        Some((handle, response))
    }
}

/// While the list has the keyboard, the arrow keys do not lead to the next control.
fn keep_arrows(response: &Response) {
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        response.ctx.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

fn accesskit_rect(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: f64::from(rect.left()),
        y0: f64::from(rect.top()),
        x1: f64::from(rect.right()),
        y1: f64::from(rect.bottom()),
    }
}

/// Width of the part of the right edge that the scroll bar takes, in points.
const BAR_WIDTH: f32 = 10.0;

fn paint_handle(ui: &Ui, theme: &Theme, handle: Rect, response: &Response) {
    let is_held = response.hovered() || response.is_pointer_button_down_on();
    let (token, thickness) = if is_held { (Token::Text3, 6.0) } else { (Token::LineStrong, 4.0) };
    let centre = handle.center();
    let thumb = Rect::from_center_size(centre, vec2(thickness, handle.height() - 4.0));
    ui.painter().rect_filled(thumb, CornerRadius::same(3), theme.color(token));
}

/// Tells a screen reader what stands in a row, and whether it is the chosen one.
pub fn name_row(ui: &Ui, name: &str, chosen: Chosen) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_label(name);
        node.set_selected(chosen == Chosen::Yes);
    });
}

#[cfg(test)]
mod tests;
