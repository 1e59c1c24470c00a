//! Grounds and frames: cards, the chosen row, hairlines, and a pane with nothing in it.

use egui::{
    CornerRadius, Frame, InnerResponse, Margin, Painter, Rect, Response, Sense, Stroke, Ui, vec2,
};

use super::super::icons::Icon;
use super::super::theme::{Style, Theme, Token};
use super::Chosen;
use super::tag::Tone;
use super::text::text;

fn frame(theme: &Theme, stroke: Stroke) -> Frame {
    Frame::new()
        .fill(theme.color(Token::Panel))
        .stroke(stroke)
        .corner_radius(CornerRadius::same(theme.radius.card))
        .inner_margin(Margin::same(12))
}

/// A card with a hairline round it, as wide as there is room.
pub fn card<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let theme = Theme::of(ui);
    frame(&theme, theme.line(Token::Line)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add_contents(ui)
    })
}

/// The one card of a pane that is at hand, outlined in what it is about.
pub fn current_card<R>(
    ui: &mut Ui,
    tone: Tone,
    add_contents: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<R> {
    let theme = Theme::of(ui);
    let stroke = Stroke::new(theme.stroke.current, theme.color(tone.line()));
    // The thicker line takes from the margin, so that nothing moves when another card is current.
    let frame = frame(&theme, stroke).inner_margin(Margin::same(11));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add_contents(ui)
    })
}

/// A hairline across the pane.
pub fn divider(ui: &mut Ui) -> Response {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), theme.stroke.line);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, theme.line(Token::Line));
    response
}

/// The ground of a list row: chosen, under the pointer, or neither, with a hairline below.
pub fn row_ground(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    (chosen, hovered): (Chosen, Chosen),
) {
    let ground = match (chosen, hovered) {
        (Chosen::Yes, _) => Some(Token::Selected),
        (Chosen::No, Chosen::Yes) => Some(Token::Hover),
        (Chosen::No, Chosen::No) => None,
    };
    if let Some(token) = ground {
        painter.rect_filled(rect, 0, theme.color(token));
    }
    let below = rect.bottom() - theme.stroke.line / 2.0;
    painter.hline(rect.x_range(), below, theme.line(Token::Line));
    if chosen == Chosen::Yes {
        let edge = rect.with_min_x(rect.right() - theme.stroke.current);
        painter.rect_filled(edge, 0, theme.color(Token::Accent));
    }
}

/// What stands in a pane with nothing in it: an icon, what is so, and what to do.
pub fn empty_state(ui: &mut Ui, (icon, tone): (Icon, Tone), title: &str, words: &str) -> Response {
    let theme = Theme::of(ui);
    let shown = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme.space.x1;
        let size = 40.0;
        let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
        icon.paint(ui.painter(), rect.center(), size, theme.color(tone.ink()));
        ui.add_space(theme.space.x2);
        text(ui, title, Style::Display, Token::Text);
        text(ui, words, Style::Reading, Token::Text2);
    });
    shown.response
}
