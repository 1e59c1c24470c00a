//! Marks on words that were laid out: wavy lines, soft grounds, boxes, dashed lines.
//!
//! Painted over or under a galley, never as sections of it, so that typing stays cheap.

use std::ops::Range;

use egui::{Color32, CornerRadius, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2};

use super::super::theme::Theme;

/// Length of one wave.
const PERIOD: f32 = 8.0;
/// From crest to trough.
const HEIGHT: f32 = 3.0;
/// From the baseline to the middle of a wave: clear of the tails of letters.
const DEPTH: f32 = 6.5;
/// How many points draw one wave.
const POINTS: f32 = 8.0;

/// Where the characters of a range stand, one rectangle for each row that they touch.
///
/// An empty range has no rectangle. `origin` is where the galley was painted.
pub fn span_rects(galley: &Galley, origin: Pos2, chars: Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut row_start = 0;
    for row in &galley.rows {
        let n_chars = row.char_count_excluding_newline().0;
        let from = chars.start.max(row_start);
        let to = chars.end.min(row_start + n_chars);
        if from < to {
            let x =
                |index: usize| row.pos.x + row.x_offset(egui::text::CharIndex(index - row_start));
            let (left, right) =
                (x(from), x(trimmed(row, from - row_start, to - row_start) + row_start));
            if left < right {
                let rect = Rect::from_x_y_ranges(left..=right, row.min_y()..=row.max_y());
                rects.push(rect.translate(origin.to_vec2()));
            }
        }
        row_start += row.char_count_including_newline().0;
    }
    rects
}

/// The end of a range without the space at which its row was broken.
fn trimmed(row: &egui::epaint::text::PlacedRow, from: usize, to: usize) -> usize {
    let is_last = to == row.glyphs.len();
    let ends_in_space = row.glyphs.last().is_some_and(|glyph| glyph.chr == ' ');
    if is_last && ends_in_space && from + 1 < to { to - 1 } else { to }
}

/// Draws a wavy line under a range of characters.
pub fn paint_wavy(
    painter: &Painter,
    galley: &Galley,
    origin: Pos2,
    chars: Range<usize>,
    color: Color32,
) {
    let stroke = Stroke::new(Theme::of_ctx(painter.ctx()).stroke.wavy, color);
    for rect in span_rects(galley, origin, chars) {
        let middle = baseline(galley, rect, origin) + DEPTH;
        painter.line(wave(rect.left(), rect.right(), middle), stroke);
    }
}

/// Draws a dashed line under a range of characters: a promise.
pub fn paint_dashed(
    painter: &Painter,
    galley: &Galley,
    origin: Pos2,
    chars: Range<usize>,
    color: Color32,
) {
    for rect in span_rects(galley, origin, chars) {
        let y = (baseline(galley, rect, origin) + 4.0).round() - 0.5;
        let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
        painter.extend(Shape::dashed_line(&ends, Stroke::new(1.0, color), 3.0, 2.0));
    }
}

/// The tint behind a range of characters.
///
/// It is painted before the words: for a text box, put into a place that was kept with
/// `painter.add(Shape::Noop)`.
pub fn ground(galley: &Galley, origin: Pos2, chars: Range<usize>, color: Color32) -> Shape {
    let tint = |rect| Shape::rect_filled(snug(rect, 1.0), CornerRadius::same(3), color);
    Shape::Vec(span_rects(galley, origin, chars).into_iter().map(tint).collect())
}

/// Draws a rounded box round a range of characters, and says where, for [`paint_link`].
pub fn paint_box(
    painter: &Painter,
    galley: &Galley,
    origin: Pos2,
    chars: Range<usize>,
    color: Color32,
) -> Vec<Rect> {
    let rects: Vec<Rect> =
        span_rects(galley, origin, chars).into_iter().map(|rect| snug(rect, 2.0)).collect();
    for rect in &rects {
        let stroke = Stroke::new(1.0, color);
        painter.rect_stroke(*rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
    rects
}

/// Draws the line that links two boxes, round the words by way of a margin at `x`.
///
/// It leaves the upper edge of each box, and crosses no words between them.
pub fn paint_link(painter: &Painter, (upper, lower): (Rect, Rect), x: f32, color: Color32) {
    let air = 6.0;
    let corners = [
        upper.center_top(),
        pos2(upper.center().x, upper.top() - air),
        pos2(x, upper.top() - air),
        pos2(x, lower.top() - air),
        pos2(lower.center().x, lower.top() - air),
        lower.center_top(),
    ];
    let stroke = Stroke::new(Theme::of_ctx(painter.ctx()).stroke.link, color);
    painter.line(rounded(&corners, 6.0), stroke);
    for end in [upper.center_top(), lower.center_top()] {
        painter.circle_filled(end, 3.0, color);
    }
}

/// A path with its corners rounded.
fn rounded(corners: &[Pos2], radius: f32) -> Vec<Pos2> {
    let mut path: Vec<Pos2> = corners.first().copied().into_iter().collect();
    for corner in corners.windows(3) {
        if let &[before, at, after] = corner {
            // Neighbouring corners share the way between them.
            let reach = |end: Pos2| radius.min(at.distance(end) / 2.0);
            let from = at + (before - at).normalized() * reach(before);
            let to = at + (after - at).normalized() * reach(after);
            for step in 0..=4_u8 {
                let share = f32::from(step) / 4.0;
                let (one, other) = (from.lerp(at, share), at.lerp(to, share));
                path.push(one.lerp(other, share));
            }
        }
    }
    path.extend(corners.last());
    path
}

/// The part of a row that its letters take, and so much more at each side.
fn snug(rect: Rect, side: f32) -> Rect {
    let air = ((rect.height() - 19.0) / 2.0).max(0.0);
    Rect::from_x_y_ranges(
        rect.left() - side..=rect.right() + side,
        (rect.top() + air).round()..=(rect.bottom() - air).round(),
    )
}

/// Where the letters of the row at a rectangle stand.
fn baseline(galley: &Galley, rect: Rect, origin: Pos2) -> f32 {
    let middle = rect.center().y - origin.y;
    let row = galley.rows.iter().find(|row| row.min_y() <= middle && middle <= row.max_y());
    let glyph = row.and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
    glyph.map_or_else(|| rect.bottom() - 4.0, |y| origin.y + y)
}

fn wave(left: f32, right: f32, middle: f32) -> Vec<Pos2> {
    let mut points = Vec::new();
    let mut along = 0.0;
    while left + along < right {
        let angle = along / PERIOD * std::f32::consts::TAU;
        points.push(pos2(left + along, middle + angle.sin() * HEIGHT / 2.0));
        along += PERIOD / POINTS;
    }
    points
}

/// The character before which a byte of a text stands; a byte inside one counts as its start.
///
/// Spans count bytes, and layouts count characters.
pub fn char_of_byte(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(start, _)| *start < byte).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Style, Token, install_fonts};
    use crate::ui::widgets::layout;

    fn with_galley(text: &str, width: f32, check: impl Fn(&Galley)) {
        let ctx = egui::Context::default();
        install_fonts(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            check(&layout(ui, text, Style::Reading, Token::Text, width));
        });
        output.textures_delta.clear();
    }

    #[test]
    fn a_range_over_two_rows_has_two_rectangles_side_by_side_with_the_words() {
        with_galley("When you came in on Tuesday\nwe were glad", 120.0, |galley| {
            let rects = span_rects(galley, pos2(10.0, 20.0), 0..27);
            assert!(rects.len() >= 2, "one for each row, found {}", rects.len());
            for rect in &rects {
                assert!(rect.left() >= 10.0 && rect.right() <= 131.0, "inside the text: {rect}");
                assert!((rect.height() - 24.0).abs() < 0.1, "as high as its row: {rect}");
            }
            assert!(span_rects(galley, Pos2::ZERO, 5..5).is_empty(), "an empty range");
            assert!(span_rects(galley, Pos2::ZERO, 500..900).is_empty(), "a range past the end");
        });
    }

    #[test]
    fn a_wave_begins_and_ends_with_its_words() {
        let points = wave(10.0, 40.0, 5.0);
        assert_eq!(points.first().copied(), Some(pos2(10.0, 5.0)), "the beginning");
        let last = points.last().map_or(0.0, |point| point.x);
        assert!((39.0..40.0).contains(&last), "the end: {last}");
        assert!(points.iter().all(|point| (point.y - 5.0).abs() <= 1.51), "three points high");
    }

    #[test]
    fn a_link_goes_round_its_corners_from_end_to_end() {
        let corners = [pos2(0.0, 10.0), pos2(0.0, 0.0), pos2(20.0, 0.0)];
        let path = rounded(&corners, 6.0);
        assert_eq!(path.first(), corners.first(), "the beginning");
        assert_eq!(path.last(), corners.last(), "the end");
        assert!(!path.contains(&pos2(0.0, 0.0)), "the corner itself is cut off");
        assert!(rounded(&[], 6.0).is_empty(), "nothing leads nowhere");
    }

    #[test]
    fn bytes_become_characters_also_inside_letters() {
        assert_eq!(char_of_byte("naïve 😩!", 0), 0, "the beginning");
        assert_eq!(char_of_byte("naïve 😩!", 4), 3, "after two bytes of ï");
        assert_eq!(char_of_byte("naïve 😩!", 11), 7, "after four bytes of an emoji");
        assert_eq!(char_of_byte("naïve 😩!", 99), 8, "past the end");
    }
}
