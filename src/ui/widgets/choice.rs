//! Choices: check boxes, switches, and segments of which one is chosen.

use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::text::line;
use super::{Chosen, focus_ring, hover_color};

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
    let height = theme.height.control_small;
    let mut clicked = None;
    let builder = UiBuilder::new()
        .id_salt(name)
        .layout(egui::Layout::left_to_right(egui::Align::Min))
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(name);
    let shown = ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (index, (icon, words)) in segments.iter().enumerate() {
            let is_chosen = Chosen::from(index == chosen);
            let last = index + 1 == segments.len();
            let ends = Ends { is_first: index == 0, is_last: last };
            if segment(ui, &theme, height, (*icon, words, is_chosen, ends)).clicked() {
                clicked = Some(index);
            }
        }
    });
    let stroke = theme.line(Token::LineStrong);
    let radius = CornerRadius::same(theme.radius.control);
    ui.painter().rect_stroke(shown.response.rect, radius, stroke, StrokeKind::Inside);
    clicked
}

/// Which corners of a segment are round.
#[derive(Clone, Copy)]
struct Ends {
    is_first: bool,
    is_last: bool,
}

fn segment(
    ui: &mut Ui,
    theme: &Theme,
    height: f32,
    (icon, words, chosen, ends): (Icon, &str, Chosen, Ends),
) -> Response {
    let label = line(ui, words, Style::Label, Token::Text);
    let gap = 6.0;
    let width = (2.0 * theme.space.x3 + icons::SMALL + gap + label.size().x).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let is_chosen = chosen == Chosen::Yes;
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, words));
    let radius = |is_round: bool| if is_round { theme.radius.control } else { 0 };
    let corners = CornerRadius {
        nw: radius(ends.is_first),
        sw: radius(ends.is_first),
        ne: radius(ends.is_last),
        se: radius(ends.is_last),
    };
    let selected = theme.color(Token::Selected);
    let rest = if is_chosen { selected } else { theme.color(Token::Panel) };
    let hover = if is_chosen { selected } else { theme.color(Token::Hover) };
    let fill = hover_color(ui, theme, &response, (rest, hover));
    ui.painter().rect_filled(rect, corners, fill);
    if !ends.is_first {
        ui.painter().vline(rect.left(), rect.y_range(), theme.line(Token::LineStrong));
    }
    let ink = theme.color(Token::Text);
    let left = rect.left() + theme.space.x3;
    let centre = pos2(left + icons::SMALL / 2.0, rect.center().y);
    icon.paint(ui.painter(), centre, icons::SMALL, ink);
    let corner = pos2(left + icons::SMALL + gap, rect.center().y - label.size().y / 2.0);
    ui.painter().galley(corner, label, ink);
    focus_ring(ui, theme, &response, theme.radius.control);
    response
}
