//! How far something has come that takes a while, and stopping it.

use egui::{CornerRadius, Role, Sense, Ui, WidgetInfo, vec2};

use super::super::theme::{Style, Theme, Token};
use super::button::Button;
use super::text::text;

/// A progress bar with words above it, and a button to stop.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before `show`"]
pub struct Progress<'a> {
    words: &'a str,
    share: f32,
    stop: &'a str,
}

impl<'a> Progress<'a> {
    /// So much of one is done; what is being done is said in words.
    pub const fn new(words: &'a str, share: f32) -> Self {
        Self { words, share, stop: "" }
    }

    /// With a button of that name that stops it.
    pub const fn with_stop(mut self, name: &'a str) -> Self {
        self.stop = name;
        self
    }

    /// Draws it; says whether it is to stop.
    pub fn show(self, ui: &mut Ui) -> bool {
        let theme = Theme::of(ui);
        ui.horizontal(|ui| {
            let room = if self.stop.is_empty() { 0.0 } else { 96.0 };
            let width = (ui.available_width() - room).max(40.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = theme.space.x1;
                text(ui, self.words, Style::Small, Token::Text2);
                let (rect, response) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
                response.widget_info(|| WidgetInfo {
                    value: Some(f64::from(self.share.clamp(0.0, 1.0)) * 100.0),
                    ..WidgetInfo::labeled(Role::ProgressIndicator, true, self.words)
                });
                let radius = CornerRadius::same(3);
                ui.painter().rect_filled(rect, radius, theme.color(Token::BarOff));
                let done = rect.width() * self.share.clamp(0.0, 1.0);
                let lit = rect.with_max_x(rect.left() + done);
                ui.painter().rect_filled(lit, radius, theme.color(Token::AccentFill));
            });
            !self.stop.is_empty()
                && ui.add(Button::outlined(self.stop).height(theme.height.control_small)).clicked()
        })
        .inner
    }
}
