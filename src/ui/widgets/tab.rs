//! The tabs of the top bar.

use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::theme::{Style, Theme, Token};
use super::text::line;
use super::{Chosen, focus_ring, teach};

/// A tab as high as the bar, with a count beside its words where there is one.
pub fn tab(
    ui: &mut Ui,
    words: &str,
    count: Option<usize>,
    (chosen, keys): (Chosen, &str),
) -> Response {
    let theme = Theme::of(ui);
    let is_chosen = chosen == Chosen::Yes;
    let ink = if is_chosen { Token::Text } else { Token::Text2 };
    let label = line(ui, words, Style::Label, ink);
    let count_ink = if is_chosen { Token::Accent } else { Token::Text2 };
    let number = count.map(|count| line(ui, &grouped(count), Style::Small, count_ink));
    let gap = 6.0;
    let number_room = number.as_ref().map_or(0.0, |number| gap + number.size().x);
    let padding = 10.0;
    let height = ui.available_height().min(theme.height.top_bar);
    let size = vec2((label.size().x + number_room + 2.0 * padding).ceil(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), is_chosen, words));
    let middle = rect.center().y;
    if response.hovered() && !is_chosen {
        ui.painter().rect_filled(rect, 0, theme.color(Token::Hover));
    }
    let left = rect.left() + padding;
    let label_width = label.size().x;
    ui.painter().galley(pos2(left, middle - label.size().y / 2.0), label, theme.color(ink));
    if let Some(number) = number {
        let corner = pos2(left + label_width + gap, middle - number.size().y / 2.0);
        ui.painter().galley(corner, number, theme.color(count_ink));
    }
    if is_chosen {
        let edge = rect.with_min_y(rect.bottom() - theme.stroke.current);
        ui.painter().rect_filled(edge, 0, theme.color(Token::Accent));
    }
    focus_ring(ui, &theme, &response, theme.radius.key);
    teach(&response, "", keys);
    response
}

/// A count with commas between thousands.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        let pairs = [(0, "0"), (999, "999"), (4_096, "4,096"), (1_000_000, "1,000,000")];
        for (count, expected) in pairs {
            assert_eq!(grouped(count), expected, "{count}");
        }
    }
}
