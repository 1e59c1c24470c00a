//! Marks on words that were laid out: wavy lines, soft grounds, boxes, dashed lines.
//!
//! Painted over or under a galley, never as sections of it, so that typing stays cheap.

use std::ops::Range;

use egui::text::CCursor;
use egui::{Color32, CornerRadius, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2};

/// Length of one wave.
const PERIOD: f32 = 6.0;
/// From crest to trough.
const HEIGHT: f32 = 3.0;

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

/// Draws a wavy line under a range of characters, three points below the baseline.
pub fn paint_wavy(
    painter: &Painter,
    galley: &Galley,
    origin: Pos2,
    chars: Range<usize>,
    stroke: Stroke,
) {
    for rect in span_rects(galley, origin, chars) {
        let middle = baseline(galley, rect, origin) + 3.0 + HEIGHT / 2.0;
        painter.line(wave(rect.left(), rect.right(), middle), stroke);
    }
}

/// A dashed line under a range of characters: a promise, a link between places.
pub fn paint_underline(
    painter: &Painter,
    galley: &Galley,
    origin: Pos2,
    chars: Range<usize>,
    stroke: Stroke,
) {
    for rect in span_rects(galley, origin, chars) {
        let y = (baseline(galley, rect, origin) + 4.0).round() - 0.5;
        let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
        painter.extend(Shape::dashed_line(&ends, stroke, 3.0, 2.0));
    }
}

/// Tints the ground of a range of characters; painted before the words.
pub fn paint_ground(
    painter: &Painter,
    galley: &Galley,
    origin: Pos2,
    chars: Range<usize>,
    color: Color32,
) {
    for rect in span_rects(galley, origin, chars) {
        painter.rect_filled(snug(rect), CornerRadius::same(3), color);
    }
}

/// A box round a range of characters.
#[derive(Clone, Copy, Debug)]
pub struct Boxed {
    /// Its line.
    pub stroke: Stroke,
    /// What it is filled with, if it is painted before the words.
    pub fill: Color32,
}

/// Draws a rounded box round a range of characters, and says where, for a line that leads there.
pub fn paint_box(
    painter: &Painter,
    galley: &Galley,
    origin: Pos2,
    chars: Range<usize>,
    look: Boxed,
) -> Vec<Rect> {
    let rects: Vec<Rect> =
        span_rects(galley, origin, chars).into_iter().map(|rect| snug(rect).expand(1.0)).collect();
    for rect in &rects {
        let radius = CornerRadius::same(4);
        painter.rect(*rect, radius, look.fill, look.stroke, StrokeKind::Inside);
    }
    rects
}

/// The part of a row that its letters take, a little wider.
fn snug(rect: Rect) -> Rect {
    let air = ((rect.height() - 19.0) / 2.0).max(0.0);
    Rect::from_x_y_ranges(
        rect.left() - 2.0..=rect.right() + 2.0,
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
    let mut points = vec![pos2(left, middle)];
    let mut x = left + PERIOD / 4.0;
    let mut sign = 1.0;
    while x < right {
        points.push(pos2(x, middle + sign * HEIGHT / 2.0));
        sign = -sign;
        x += PERIOD / 2.0;
    }
    points.push(pos2(right, middle));
    points
}

/// The character before which a byte of a text stands; a byte inside one counts as its start.
///
/// Spans count bytes, and layouts count characters.
pub fn char_of_byte(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(start, _)| *start < byte).count()
}

/// The cursor of egui at a byte of a text.
pub fn cursor_at(text: &str, byte: usize) -> CCursor {
    CCursor::new(char_of_byte(text, byte))
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
        assert_eq!(points.last().copied(), Some(pos2(40.0, 5.0)), "the end");
        assert!(points.iter().all(|point| (point.y - 5.0).abs() <= 1.5), "three points high");
    }

    #[test]
    fn bytes_become_characters_also_inside_letters() {
        assert_eq!(char_of_byte("naïve 😩!", 0), 0, "the beginning");
        assert_eq!(char_of_byte("naïve 😩!", 4), 3, "after two bytes of ï");
        assert_eq!(char_of_byte("naïve 😩!", 11), 7, "after four bytes of an emoji");
        assert_eq!(char_of_byte("naïve 😩!", 99), 8, "past the end");
    }
}
