//! The desk: queue, comment with composer, and compliance panel with templates, side by side as the width allows.

use egui::{CursorIcon, Id, Key, Modifiers, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use crate::session::{Action, Open, State};

use super::commands::Target;
use super::theme::{Theme, Token};
use super::widgets::{self, Chosen};
use super::{Look, composer, empty, findings, inside, queue, template_picker, thread};

/// The panes' own memory.
#[derive(Default)]
pub(super) struct View {
    queue: queue::View,
    composer: composer::View,
    picker: template_picker::View,
    pane: Pane,
    queue_width: Option<f32>,
    panel_width: Option<f32>,
    picker_share: Option<f32>,
}

/// Which pane a narrow window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    Queue,
    #[default]
    Reply,
    Check,
}

/// Draws the desk.
pub(super) fn desk_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    (look, focus): (Look<'_>, Option<Target>),
    out: &mut Vec<Action>,
) {
    take_template_keys(ui, state, out);
    view.remember_widths(state);
    let full = ui.max_rect();
    let theme = Theme::of(ui);
    if full.width() < theme.breakpoint.two_panes {
        one_pane_ui(ui, state, view, (look, focus), out);
        return;
    }
    let is_wide = theme.breakpoint.three_panes <= full.width();
    let [least, usual, most] = theme.width.compliance;
    let usual = if full.width() < 1360.0 { 368.0_f32.min(usual) } else { usual };
    let panel = view.panel_width.unwrap_or(usual).clamp(least, most).min(full.width() * 0.45);
    let left = if is_wide {
        let [least, usual, most] = theme.width.queue;
        let usual = if full.width() < 1360.0 { 320.0_f32.min(usual) } else { usual };
        view.queue_width.unwrap_or(usual).clamp(least, most)
    } else {
        theme.width.rail
    };
    let (queue_rect, rest) = full.split_left_right_at_x(full.left() + left);
    let (desk_rect, panel_rect) = rest.split_left_right_at_x(rest.right() - panel);
    let fit = if is_wide { queue::Fit::Whole } else { queue::Fit::Rail };
    inside(ui, queue_rect, "queue", |ui| {
        queue::queue_ui(ui, state, &mut view.queue, (look, focus, fit), out);
    });
    match &state.open {
        Some(open) => {
            inside(ui, desk_rect, "reply", |ui| {
                reply_ui(ui, (state, open), view, (look, focus), out);
            });
            inside(ui, panel_rect, "check", |ui| {
                check_ui(ui, (state, open), view, (look, focus), out);
            });
            let line = theme.line(Token::Line);
            ui.painter().vline(panel_rect.left(), panel_rect.y_range(), line);
        }
        None => inside(ui, rest, "empty", |ui| empty::empty_ui(ui, state, look, out)),
    }
    ui.painter().vline(queue_rect.right(), queue_rect.y_range(), theme.line(Token::Line));
    if is_wide {
        let moved = splitter(ui, "queue-width", queue_rect.right(), full);
        if let Some(x) = moved.follow(&mut view.queue_width) {
            view.queue_width =
                Some((x - full.left()).clamp(theme.width.queue[0], theme.width.queue[2]));
        }
        moved.report("queue-width", view.queue_width, out);
    }
    if state.open.is_some() {
        let moved = splitter(ui, "panel-width", panel_rect.left(), full);
        if let Some(x) = moved.follow(&mut view.panel_width) {
            view.panel_width = Some((full.right() - x).clamp(least, most));
        }
        moved.report("panel-width", view.panel_width, out);
    }
}

impl View {
    /// Takes the remembered widths over once.
    fn remember_widths(&mut self, state: &State) {
        let known = |key: &str| state.setting(key).and_then(|text| text.parse::<f32>().ok());
        if self.queue_width.is_none() {
            self.queue_width = known("queue-width");
        }
        if self.panel_width.is_none() {
            self.panel_width = known("panel-width");
        }
    }
}

/// What a person did with a splitter in this frame.
struct Moved {
    to: Option<f32>,
    was_reset: bool,
    has_ended: bool,
}

impl Moved {
    /// Where the edge goes; a double click forgets the width.
    fn follow(&self, width: &mut Option<f32>) -> Option<f32> {
        if self.was_reset {
            *width = None;
        }
        self.to
    }

    /// Remembers the width when the drag has ended.
    fn report(&self, key: &'static str, width: Option<f32>, out: &mut Vec<Action>) {
        if self.has_ended || self.was_reset {
            let text = width.map(|width| format!("{width:.0}")).unwrap_or_default();
            out.push(Action::Remember(key, text));
        }
    }
}

/// A line of one point with a hit area of eight.
fn splitter(ui: &Ui, salt: &str, x: f32, full: Rect) -> Moved {
    let hit = Rect::from_x_y_ranges(x - 4.0..=x + 4.0, full.y_range());
    let response =
        ui.interact(hit, Id::unique(("bedside-splitter", salt)), Sense::click_and_drag());
    if response.hovered() || response.dragged() {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    Moved {
        to: response.dragged().then(|| response.interact_pointer_pos()).flatten().map(|at| at.x),
        was_reset: response.double_clicked(),
        has_ended: response.drag_stopped(),
    }
}

/// Ctrl and a digit put a template into the reply.
fn take_template_keys(ui: &Ui, state: &State, out: &mut Vec<Action>) {
    if state.dialog.is_some() || state.open.is_none() {
        return;
    }
    let digits = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    for (position, key) in digits.into_iter().enumerate() {
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key)) {
            out.push(Action::UseTemplate(position));
        }
    }
}

/// The comment and under it the composer, with the line that links an echo.
fn reply_ui(
    ui: &mut Ui,
    (state, open): (&State, &Open),
    view: &mut View,
    (look, focus): (Look<'_>, Option<Target>),
    out: &mut Vec<Action>,
) {
    let pane = ui.max_rect();
    thread::header_ui(ui, state, open, look, out);
    ScrollArea::vertical().id_salt("reply").auto_shrink([false, false]).show(ui, |ui| {
        let margin = egui::Margin { left: 24, right: 24, top: 12, bottom: 16 };
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let from = thread::comment_ui(ui, open, look, out);
            ui.add_space(10.0);
            let views = (&mut view.composer, focus);
            let to = composer::composer_ui(ui, (state, open), views, look, out);
            if let (Some(from), Some(to)) = (from, to) {
                // It runs in the margin and crosses no text.
                let colour = Theme::of(ui).color(Token::Stop);
                widgets::paint_link(ui.painter(), (from, to), pane.left() + 12.0, colour);
            }
        });
    });
}

/// The compliance panel above, the templates below; the panel takes what it needs, templates keep their least height.
fn check_ui(
    ui: &mut Ui,
    (state, open): (&State, &Open),
    view: &mut View,
    (look, focus): (Look<'_>, Option<Target>),
    out: &mut Vec<Action>,
) {
    let full = ui.max_rect();
    let usual = if open.composer.report.findings.is_empty() { 0.42 } else { 0.58 };
    let share = view.picker_share.unwrap_or(usual);
    let least = 232.0_f32.min(full.height() * 0.5);
    let height = (full.height() * share).clamp(160.0, (full.height() - least).max(160.0));
    let (upper, lower) = full.split_top_bottom_at_y(full.top() + height);
    inside(ui, upper, "findings", |ui| findings::findings_ui(ui, open, look, out));
    inside(ui, lower, "templates", |ui| {
        template_picker::picker_ui(ui, state, &mut view.picker, focus, out);
    });
    let theme = Theme::of(ui);
    ui.painter().hline(full.x_range(), lower.top(), theme.line(Token::Line));
    let hit = Rect::from_x_y_ranges(full.x_range(), lower.top() - 4.0..=lower.top() + 4.0);
    let response = ui.interact(hit, Id::unique("bedside-splitter-check"), Sense::click_and_drag());
    let grip = Rect::from_center_size(pos2(full.center().x, lower.top()), vec2(32.0, 4.0));
    ui.painter().rect_filled(grip, 2.0, theme.color(Token::LineStrong));
    if response.hovered() || response.dragged() {
        ui.set_cursor_icon(CursorIcon::ResizeVertical);
    }
    if response.double_clicked() {
        view.picker_share = None;
    } else if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        view.picker_share = Some(((at.y - full.top()) / full.height()).clamp(0.2, 0.8));
    }
}

/// A narrow window: one pane, with tabs for the other two.
fn one_pane_ui(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    (look, focus): (Look<'_>, Option<Target>),
    out: &mut Vec<Action>,
) {
    match focus {
        Some(Target::Queue) => view.pane = Pane::Queue,
        Some(Target::Reply) => view.pane = Pane::Reply,
        Some(Target::Templates) => view.pane = Pane::Check,
        Some(Target::Search) | None => {}
    }
    let full = ui.max_rect();
    let (bar, body) = full.split_top_bottom_at_y(full.top() + 40.0);
    inside(ui, bar, "panes", |ui| {
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.set_height(40.0);
            for (pane, words) in
                [(Pane::Queue, "Comments"), (Pane::Reply, "Reply"), (Pane::Check, "Check")]
            {
                let chosen = Chosen::from(view.pane == pane);
                if widgets::tab(ui, words, None, (chosen, "")).clicked() {
                    view.pane = pane;
                }
            }
        });
        widgets::divider(ui);
    });
    let Some(open) = &state.open else {
        inside(ui, body, "queue", |ui| {
            queue::queue_ui(ui, state, &mut view.queue, (look, focus, queue::Fit::Whole), out);
        });
        return;
    };
    inside(ui, body, "pane", |ui| match view.pane {
        Pane::Queue => {
            let before = out.len();
            queue::queue_ui(ui, state, &mut view.queue, (look, focus, queue::Fit::Whole), out);
            if out.iter().skip(before).any(|action| matches!(action, Action::OpenAt(_))) {
                view.pane = Pane::Reply;
            }
        }
        Pane::Reply => reply_ui(ui, (state, open), view, (look, focus), out),
        Pane::Check => check_ui(ui, (state, open), view, (look, focus), out),
    });
}
