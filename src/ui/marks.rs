//! A comment's words with the cues marked, cut to as many lines as there is room for.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Galley, Painter, Pos2, Shape, TextFormat, Ui, vec2};

use super::theme::{Style, Theme, Token};
use super::widgets;

/// How much room words have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Points from edge to edge.
    pub(super) width: f32,
    /// Lines; the last one ends in an ellipsis where words are left over.
    pub(super) max_rows: usize,
    /// Points from line to line; `None` as the theme has it.
    pub(super) line_height: Option<f32>,
}

/// The ranges in order, none overlapping, each inside `text` and on character boundaries.
fn sound(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut sorted: Vec<Range<usize>> =
        ranges.filter(|range| !range.is_empty() && text.get(range.clone()).is_some()).collect();
    sorted.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in sorted {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// Words laid out, and which characters of them are cues.
pub(super) struct Marked {
    /// The words.
    pub(super) galley: Arc<Galley>,
    cues: Vec<Range<usize>>,
}

impl Marked {
    /// The marks behind the cues, to be painted before the words.
    pub(super) fn ground(&self, theme: &Theme, at: Pos2) -> Shape {
        let color = theme.color(Token::CueSoft);
        self.cues
            .iter()
            .flat_map(|cue| widgets::span_rects(&self.galley, at, cue.clone()))
            .map(|rect| {
                // As high as the letters, whatever the distance of the lines.
                let snug = rect.shrink2(vec2(-1.5, ((rect.height() - 18.0) / 2.0).max(0.0)));
                Shape::rect_filled(snug, theme.radius.mark, color)
            })
            .collect::<Vec<_>>()
            .into()
    }

    /// Paints marks and words.
    pub(super) fn paint(self, painter: &Painter, theme: &Theme, at: Pos2) {
        painter.add(self.ground(theme, at));
        painter.galley(at, self.galley, theme.color(Token::Text));
    }
}

/// Cues of one or two letters ("I", "my") say nothing to a reader and are left unmarked.
const LEAST_CUE: usize = 3;

/// Lays words out with `cues` to be marked; ranges that do not fit the text are left out.
pub(super) fn marked(
    ui: &Ui,
    text: &str,
    cues: impl Iterator<Item = Range<usize>>,
    (style, ink): (Style, Token),
    room: Room,
) -> Marked {
    let theme = Theme::of(ui);
    let line_height = Some(room.line_height.unwrap_or_else(|| theme.line_height(style)));
    let plain = TextFormat { line_height, ..theme.format(style, ink) };
    let strong = TextFormat { line_height, ..theme.format(style, Token::Cue) };
    let mut job = LayoutJob {
        wrap: TextWrapping {
            max_width: room.width,
            max_rows: room.max_rows,
            ..TextWrapping::default()
        },
        ..LayoutJob::default()
    };
    let mut at = 0;
    let cues = sound(text, cues.filter(|cue| LEAST_CUE <= cue.len()));
    for cue in &cues {
        job.append(text.get(at..cue.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(text.get(cue.clone()).unwrap_or_default(), 0.0, strong.clone());
        at = cue.end;
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    let chars = |byte| widgets::char_of_byte(text, byte);
    let cues = cues.into_iter().map(|cue| chars(cue.start)..chars(cue.end)).collect();
    Marked { galley: ui.fonts_mut(|fonts| fonts.layout_job(job)), cues }
}

/// Lays one line of words out, with an ellipsis where they are too long.
pub(super) fn line(ui: &Ui, text: &str, (style, ink): (Style, Token), width: f32) -> Arc<Galley> {
    let room = Room { width, max_rows: 1, line_height: None };
    marked(ui, text, std::iter::empty(), (style, ink), room).galley
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_do_not_fit_are_left_out() {
        let text = "naïve words";
        let ranges = [3..5, 6..11, 0..1, 7..9, 4..400, 2..2];
        let kept = sound(text, ranges.into_iter());
        assert_eq!(kept, vec![0..1, 6..11], "in order, joined, on character boundaries");
    }
}
