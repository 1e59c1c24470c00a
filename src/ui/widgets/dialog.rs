//! Dialogs: one thing to decide, over a dimmed window.

use egui::accesskit::Role;
use egui::{CornerRadius, Frame, Id, Layout, Margin, Modal, Ui, UiBuilder};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::button::Button;
use super::text::{icon as show_icon, text};

/// A dialog with a title; it takes the keyboard until it is closed.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before `show`"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    icon: Option<(Icon, Token)>,
    width: f32,
}

/// What became of a dialog in this frame.
#[derive(Debug)]
pub struct DialogResponse<R> {
    /// What its contents returned.
    pub inner: R,
    /// Whether it was asked to close: by its cross, by Esc, or by a click beside it.
    pub should_close: bool,
}

impl<'a> Dialog<'a> {
    /// A dialog; `id` is unique in the window.
    pub const fn new(id: Id, title: &'a str) -> Self {
        Self { id, title, icon: None, width: 480.0 }
    }

    /// With an icon before the title.
    pub const fn with_icon(mut self, icon: Icon, token: Token) -> Self {
        self.icon = Some((icon, token));
        self
    }

    /// As wide as that, if the window is; 480 points otherwise.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws it over everything else.
    pub fn show<R>(
        self,
        ctx: &egui::Context,
        add_contents: impl FnOnce(&mut Ui) -> R,
    ) -> DialogResponse<R> {
        let theme = Theme::of_ctx(ctx);
        let frame = Frame::new()
            .fill(theme.color(Token::Raised))
            .stroke(theme.line(Token::Line))
            .corner_radius(CornerRadius::same(theme.radius.popup))
            .shadow(theme.popup_shadow())
            .inner_margin(Margin::same(20));
        let room = ctx.content_rect().width() - 2.0 * theme.space.x6;
        let width = self.width.min(room.max(0.0));
        let modal = Modal::new(self.id).backdrop_color(theme.color(Token::Scrim)).frame(frame);
        let shown = modal.show(ctx, |ui| {
            ui.set_width(width - 2.0 * theme.space.x5);
            let builder =
                UiBuilder::new().accessibility_role(Role::Dialog).accessibility_label(self.title);
            ui.scope_builder(builder, |ui| {
                let is_closed = self.title_ui(ui, &theme);
                ui.add_space(theme.space.x2);
                (add_contents(ui), is_closed)
            })
            .inner
        });
        let should_close = shown.should_close();
        let (inner, is_closed) = shown.inner;
        DialogResponse { inner, should_close: should_close || is_closed }
    }

    fn title_ui(&self, ui: &mut Ui, theme: &Theme) -> bool {
        ui.horizontal(|ui| {
            ui.set_height(theme.height.control_small);
            if let Some((icon, token)) = self.icon {
                show_icon(ui, icon, icons::BAR, token);
            }
            text(ui, self.title, Style::Title, Token::Text);
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                let close = Button::icon(icons::CLOSE, "Close").keys("Esc");
                ui.add(close.height(theme.height.control_small)).clicked()
            })
            .inner
        })
        .inner
    }
}

/// The buttons at the end of a dialog, from the right: the one it is for comes first.
pub fn dialog_buttons<R>(ui: &mut Ui, add_buttons: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    ui.add_space(theme.space.x3);
    let size = egui::vec2(ui.available_width(), theme.height.control);
    let layout = Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, add_buttons).inner
}
