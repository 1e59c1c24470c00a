//! A toast: what just happened, and the way back.

use egui::accesskit::Live;
use egui::{
    Align2, Area, CornerRadius, Frame, Id, Margin, Order, Pos2, Response, Role, Sense, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use super::super::icons::{self, Icon};
use super::super::theme::{Style, Theme, Token};
use super::focus_ring;
use super::key::{self, CapGround};
use super::text::line;

/// A toast at the lower edge; whoever shows it keeps the time.
#[derive(Clone, Copy, Debug)]
#[must_use = "nothing is drawn before `show`"]
pub struct Toast<'a> {
    words: &'a str,
    icon: Icon,
    action: Option<(&'a str, &'a str)>,
}

/// What a person did with a toast in this frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToastResponse {
    /// The action was clicked.
    pub is_taken: bool,
    /// The pointer is over it: it stays.
    pub is_held: bool,
}

impl<'a> Toast<'a> {
    /// A toast with those words.
    pub const fn new(icon: Icon, words: &'a str) -> Self {
        Self { words, icon, action: None }
    }

    /// With something to do about it, and its keys.
    pub const fn action(mut self, words: &'a str, keys: &'a str) -> Self {
        self.action = Some((words, keys));
        self
    }

    /// Draws it with its lower edge's middle at a point.
    pub fn show(self, ctx: &egui::Context, id: Id, lower_middle: Pos2) -> ToastResponse {
        let theme = Theme::of_ctx(ctx);
        let frame = Frame::new()
            .fill(theme.color(Token::Text))
            .corner_radius(CornerRadius::same(theme.radius.card))
            .shadow(theme.popup_shadow())
            .inner_margin(Margin::symmetric(16, 0));
        let area = Area::new(id)
            .order(Order::Foreground)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(lower_middle)
            .interactable(true);
        let shown = area.show(ctx, |ui| {
            let builder =
                UiBuilder::new().accessibility_role(Role::Status).accessibility_label(self.words);
            ui.scope_builder(builder, |ui| {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_live(Live::Polite);
                });
                frame.show(ui, |ui| self.contents(ui, &theme)).inner
            })
            .inner
        });
        ToastResponse { is_taken: shown.inner, is_held: shown.response.contains_pointer() }
    }

    fn contents(&self, ui: &mut Ui, theme: &Theme) -> bool {
        let ink = theme.color(Token::Panel);
        ui.horizontal(|ui| {
            ui.set_height(theme.height.toast);
            ui.spacing_mut().item_spacing.x = theme.space.x3;
            let (rect, _) = ui.allocate_exact_size(vec2(icons::SIZE, icons::SIZE), Sense::hover());
            self.icon.paint(ui.painter(), rect.center(), icons::SIZE, ink);
            let words = line(ui, self.words, Style::Body, Token::Panel);
            let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.words));
            ui.painter().galley(rect.min, words, ink);
            self.action.is_some_and(|(words, keys)| {
                let response = action_ui(ui, theme, words);
                let size = vec2(key::width(ui, keys), theme.height.tag);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                key::paint(ui, theme, rect.left_center(), keys, CapGround::Filled(ink));
                response.clicked()
            })
        })
        .inner
    }
}

fn action_ui(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    let galley = line(ui, words, Style::Label, Token::Panel);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), words));
    ui.painter().galley(rect.min, galley, theme.color(Token::Panel));
    let y = rect.bottom() - theme.space.half;
    ui.painter().hline(rect.x_range(), y, theme.line(Token::Panel));
    focus_ring(ui, theme, &response, theme.radius.key);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
