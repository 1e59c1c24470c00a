//! What panels are built from: controls, marks and frames that know the theme, name and keys.
//!
//! Each has an accessible name and role, a ring while it has the keyboard, and a tooltip that teaches its key.

use egui::{Color32, CornerRadius, Rect, Response, Stroke, StrokeKind, Ui};

mod button;
mod card;
mod choice;
mod dialog;
mod field;
mod key;
mod lane;
mod mark;
mod menu;
mod person;
mod place;
mod progress;
mod tab;
mod tag;
mod text;
mod toast;
mod verdict;

pub use button::Button;
pub use card::{card, current_card, divider, empty_state, row_ground};
pub use choice::{Check, checkbox, segmented, toggle};
pub use dialog::{Dialog, DialogResponse, dialog_buttons};
pub use field::{FieldNote, TextField, field};
pub use key::{key_caps, key_hint};
pub use lane::{Lane, section};
pub use mark::{char_of_byte, ground, paint_box, paint_dashed, paint_link, paint_wavy, span_rects};
pub use menu::{MenuItem, menu};
pub use person::{Avatar, initials, logo, paint_stars, platform_tile, stars, urgency_bar};
pub use place::{place, row};
pub use progress::Progress;
pub use tab::tab;
pub use tag::{Tag, Tone};
pub use text::{Cued, cut_line, elided, icon, layout, link, text};
pub use toast::{Toast, ToastResponse};
pub use verdict::{LampLook, lamp_row, verdict_banner};

use super::theme::{Theme, Token};

/// Whether a row, tab or segment is the one that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Chosen {
    /// It is.
    Yes,
    /// Another one is, or none.
    #[default]
    No,
}

impl From<bool> for Chosen {
    fn from(is_chosen: bool) -> Self {
        if is_chosen { Self::Yes } else { Self::No }
    }
}

/// Draws the ring round a control that has the keyboard.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, radius: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(theme.stroke.focus, theme.color(Token::Focus));
        let rect = response.rect;
        ui.painter().rect_stroke(rect, CornerRadius::same(radius), stroke, StrokeKind::Outside);
    }
}

/// From one ground to another while the pointer is over a control.
fn hover_color(
    ui: &Ui,
    theme: &Theme,
    response: &Response,
    (rest, hover): (Color32, Color32),
) -> Color32 {
    let time = f32::from(theme.motion.hover) / 1000.0;
    let is_lit = response.hovered() || response.is_pointer_button_down_on();
    let share = ui.ctx().animate_bool_with_time(response.id.with("hover"), is_lit, time);
    rest.lerp_to_gamma(hover, share)
}

/// Shows a tooltip with what a control does and its keys.
fn teach(response: &Response, tip: &str, keys: &str) {
    if tip.is_empty() && keys.is_empty() {
        return;
    }
    egui::Tooltip::for_enabled(response).show(|ui| {
        let theme = Theme::of(ui);
        ui.horizontal(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            if !tip.is_empty() {
                ui.label(theme.rich(tip, super::theme::Style::Small, Token::Text));
            }
            if !keys.is_empty() {
                key_caps(ui, keys);
            }
        });
    });
}

/// A rectangle of a size, in the middle of the height of another, at its left.
fn middle_left(rect: Rect, size: egui::Vec2) -> Rect {
    let top = rect.center().y - size.y / 2.0;
    Rect::from_min_size(egui::pos2(rect.left(), top), size)
}
