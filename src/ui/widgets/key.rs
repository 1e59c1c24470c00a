//! Key caps: which keys do what a control does.

use egui::{
    Color32, CornerRadius, Pos2, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::super::theme::{Style, Theme, Token};
use super::text::line;

/// On what a key cap stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CapGround {
    /// A panel or anything as light: the cap is a small sheet of its own.
    Plain,
    /// A filled control: the cap is an outline in the ink of the control.
    Filled(Color32),
}

/// Height of a key cap.
const HEIGHT: f32 = 18.0;
/// Between two caps.
const GAP: f32 = 2.0;
/// At each side of the letter.
const PADDING: f32 = 5.0;

/// The keys of `"Ctrl+Enter"`, one by one; a plus sign of its own is written `"Ctrl++"`.
fn split(keys: &str) -> impl Iterator<Item = &str> {
    let (front, last) = match keys.strip_suffix("++") {
        Some(front) => (front, Some("+")),
        None if keys == "+" => ("", Some("+")),
        None => (keys, None),
    };
    front.split(['+', ' ']).filter(|key| !key.is_empty()).chain(last)
}

/// How wide the caps of those keys are.
pub(super) fn width(ui: &Ui, keys: &str) -> f32 {
    let caps = split(keys).map(|key| cap_width(ui, key) + GAP);
    (caps.sum::<f32>() - GAP).max(0.0)
}

fn cap_width(ui: &Ui, key: &str) -> f32 {
    (line(ui, key, Style::Key, Token::Text2).size().x + 2.0 * PADDING).max(HEIGHT).round()
}

/// Draws the caps of those keys from a point at the left, half way up.
pub(super) fn paint(ui: &Ui, theme: &Theme, from: Pos2, keys: &str, ground: CapGround) {
    let mut left = from.x;
    let ink = match ground {
        CapGround::Plain => theme.color(Token::Text2),
        CapGround::Filled(ink) => ink,
    };
    for key in split(keys) {
        let size = vec2(cap_width(ui, key), HEIGHT);
        let rect = Rect::from_min_size(pos2(left, (from.y - HEIGHT / 2.0).round()), size);
        let radius = CornerRadius::same(theme.radius.key);
        let (fill, stroke) = match ground {
            CapGround::Plain => (theme.color(Token::Panel), theme.line(Token::Line)),
            CapGround::Filled(ink) => (Color32::TRANSPARENT, egui::Stroke::new(1.0, ink)),
        };
        ui.painter().rect(rect, radius, fill, stroke, StrokeKind::Inside);
        let galley = line(ui, key, Style::Key, Token::Text2);
        let corner = rect.center() - galley.size() / 2.0;
        ui.painter().galley_with_override_text_color(corner, galley, ink);
        left = rect.right() + GAP;
    }
}

/// The caps of `"Ctrl+Enter"` or, for keys pressed one after the other, `"G P"`.
pub fn key_caps(ui: &mut Ui, keys: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width(ui, keys), HEIGHT), Sense::hover());
    paint(ui, &Theme::of(ui), rect.left_center(), keys, CapGround::Plain);
    response
}

/// Key caps and, small beside them, what they do: the parts of the status line.
pub fn key_hint(ui: &mut Ui, keys: &str, words: &str) -> Response {
    let theme = Theme::of(ui);
    let label = line(ui, words, Style::Small, Token::Text2);
    let caps = width(ui, keys) + theme.space.x2;
    let size = vec2(caps + label.size().x, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{keys}: {words}")));
    paint(ui, &theme, rect.left_center(), keys, CapGround::Plain);
    let corner = pos2(rect.left() + caps, rect.center().y - label.size().y / 2.0);
    ui.painter().galley(corner, label, theme.color(Token::Text2));
    response
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn keys_are_split_at_plus_and_space_but_plus_is_a_key_too() {
        let caps = |keys| split(keys).collect::<Vec<_>>();
        assert_eq!(caps("Ctrl+Shift+V"), ["Ctrl", "Shift", "V"], "a chord");
        assert_eq!(caps("G P"), ["G", "P"], "one after the other");
        assert_eq!(caps("Ctrl++"), ["Ctrl", "+"], "plus with a modifier");
        assert_eq!(caps("+"), ["+"], "plus alone");
        assert!(caps("").is_empty(), "no keys, no caps");
    }
}
