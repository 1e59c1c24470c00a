//! Choices: check boxes, switches, and segments of which one is chosen.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::text::line;
use super::{focus_ring, hover_color};

/// How a check box stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Check {
    /// Chosen.
    On,
    /// Not chosen.
    #[default]
    Off,
    /// Some of what it stands for is chosen.
    Mixed,
}

impl From<bool> for Check {
    fn from(is_on: bool) -> Self {
        if is_on { Self::On } else { Self::Off }
    }
}

/// A check box; the words may be empty, the name is read out.
pub fn checkbox(ui: &mut Ui, check: Check, words: &str, name: &str) -> Response {
    let theme = Theme::of(ui);
    let side = 18.0;
    let label = (!words.is_empty()).then(|| line(ui, words, Style::Body, Token::Text));
    let label_room = label.as_ref().map_or(0.0, |label| theme.space.x2 + label.size().x);
    let size = vec2(side + label_room, theme.height.chip);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo {
        selected: match check {
            Check::On => Some(true),
            Check::Off => Some(false),
            Check::Mixed => None,
        },
        ..WidgetInfo::labeled(Role::CheckBox, ui.is_enabled(), name)
    });
    let square = super::middle_left(rect, vec2(side, side)).shrink(1.0);
    let radius = CornerRadius::same(theme.radius.key);
    if check == Check::Off {
        let ground = (theme.color(Token::Panel), theme.color(Token::Hover));
        let fill = hover_color(ui, &theme, &response, ground);
        ui.painter().rect(square, radius, fill, theme.line(Token::LineStrong), StrokeKind::Inside);
    } else {
        ui.painter().rect_filled(square, radius, theme.color(Token::AccentFill));
        let mark = if check == Check::On { icons::CHECK } else { icons::PARTLY };
        mark.paint(ui.painter(), square.center(), 14.0, theme.color(Token::OnAccent));
    }
    if let Some(label) = label {
        let left = rect.left() + side + theme.space.x2;
        let corner = pos2(left, rect.center().y - label.size().y / 2.0);
        ui.painter().galley(corner, label, theme.color(Token::Text));
    }
    focus_ring(ui, &theme, &response, theme.radius.key);
    response
}

/// A switch with its name and, below, what it means; says whether it was turned.
pub fn toggle(ui: &mut Ui, is_on: &mut bool, name: &str, help: &str) -> Response {
    let theme = Theme::of(ui);
    let track = vec2(32.0, 18.0);
    let left = track.x + theme.space.x3;
    let room = (ui.available_width() - left).max(0.0);
    let title = line(ui, name, Style::Label, Token::Text);
    let note =
        (!help.is_empty()).then(|| super::layout(ui, help, Style::Small, Token::Text2, room));
    let note_height = note.as_ref().map_or(0.0, |note| note.size().y);
    let width = note.as_ref().map_or(0.0, |note| note.size().x).max(title.size().x);
    let size = vec2(left + width, title.size().y + note_height);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *is_on = !*is_on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), *is_on, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(help));
    let first_line = Rect::from_min_size(rect.min, vec2(track.x, title.size().y));
    let place = super::middle_left(first_line, track);
    let time = f32::from(theme.motion.hover) / 1000.0;
    let share = ui.ctx().animate_bool_with_time(response.id, *is_on, time);
    let radius = CornerRadius::same(9);
    let fill = theme.color(Token::Panel).lerp_to_gamma(theme.color(Token::AccentFill), share);
    let line_color =
        theme.color(Token::LineStrong).lerp_to_gamma(theme.color(Token::AccentFill), share);
    let stroke = Stroke::new(1.0, line_color);
    ui.painter().rect(place, radius, fill, stroke, StrokeKind::Inside);
    let x = egui::lerp(place.left() + 9.0..=place.right() - 9.0, share);
    let knob = theme.color(Token::LineStrong).lerp_to_gamma(theme.color(Token::OnAccent), share);
    ui.painter().circle_filled(pos2(x, place.center().y), 6.0, knob);
    let title_height = title.size().y;
    ui.painter().galley(pos2(rect.left() + left, rect.top()), title, Color32::PLACEHOLDER);
    if let Some(note) = note {
        let corner = pos2(rect.left() + left, rect.top() + title_height);
        ui.painter().galley(corner, note, Color32::PLACEHOLDER);
    }
    focus_ring(ui, &theme, &response, theme.radius.control);
    response
}

/// Segments of which one is chosen; says which was clicked.
pub fn segmented(
    ui: &mut Ui,
    name: &str,
    segments: &[(Icon, &str)],
    chosen: usize,
) -> Option<usize> {
    let theme = Theme::of(ui);
    let labels: Vec<_> =
        segments.iter().map(|(_, words)| line(ui, words, Style::Label, Token::Text)).collect();
    let width = |label: &Galley| (2.0 * theme.space.x3 + MARK + label.size().x).ceil();
    let whole = labels.iter().map(|label| width(label)).sum();
    let size = vec2(whole, theme.height.control_small);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), name));
    let mut clicked = None;
    let mut left = rect.left();
    let count = segments.len();
    for (index, ((icon, words), label)) in segments.iter().zip(labels).enumerate() {
        let place = rect.with_min_x(left).with_max_x(left + width(&label));
        left = place.right();
        let response = ui.interact(place, response.id.with(index), Sense::click());
        let segment = Segment { icon: *icon, words, index, count, is_chosen: index == chosen };
        segment.paint(ui, &theme, &response, label);
        if response.clicked() {
            clicked = Some(index);
        }
    }
    let radius = CornerRadius::same(theme.radius.control);
    ui.painter().rect_stroke(rect, radius, theme.line(Token::LineStrong), StrokeKind::Inside);
    clicked
}

/// An icon and the space to the words beside it.
const MARK: f32 = icons::SMALL + 6.0;

struct Segment<'a> {
    icon: Icon,
    words: &'a str,
    index: usize,
    count: usize,
    is_chosen: bool,
}

impl Segment<'_> {
    fn paint(&self, ui: &Ui, theme: &Theme, response: &Response, label: Arc<Galley>) {
        let (rect, ink) = (response.rect, theme.color(Token::Text));
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), self.is_chosen, self.words)
        });
        let round = |is_end: bool| if is_end { theme.radius.control } else { 0 };
        let (start, end) = (round(self.index == 0), round(self.index + 1 == self.count));
        let corners = CornerRadius { nw: start, sw: start, ne: end, se: end };
        let selected = theme.color(Token::Selected);
        let grounds = if self.is_chosen {
            (selected, selected)
        } else {
            (theme.color(Token::Panel), theme.color(Token::Hover))
        };
        let fill = hover_color(ui, theme, response, grounds);
        ui.painter().rect_filled(rect, corners, fill);
        if self.index > 0 {
            ui.painter().vline(rect.left(), rect.y_range(), theme.line(Token::LineStrong));
        }
        let left = rect.left() + theme.space.x3;
        let centre = pos2(left + icons::SMALL / 2.0, rect.center().y);
        self.icon.paint(ui.painter(), centre, icons::SMALL, ink);
        let corner = pos2(left + MARK, rect.center().y - label.size().y / 2.0);
        ui.painter().galley(corner, label, ink);
        focus_ring(ui, theme, response, theme.radius.control);
    }
}
