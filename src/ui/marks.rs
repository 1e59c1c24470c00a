//! A comment's words with the cues marked, cut to as many lines as there is room for.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Galley, TextFormat, Ui};

use super::theme::{Style, Theme, Token};

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

/// Lays words out with a mark behind each of `cues`; ranges that do not fit the text are left out.
pub(super) fn marked(
    ui: &Ui,
    text: &str,
    cues: impl Iterator<Item = Range<usize>>,
    (style, ink): (Style, Token),
    room: Room,
) -> Arc<Galley> {
    let theme = Theme::of(ui);
    let line_height = room.line_height.unwrap_or_else(|| theme.line_height(style));
    let line_height = Some(line_height);
    let plain = TextFormat { line_height, ..theme.format(style, ink) };
    let mut strong = TextFormat { line_height, ..theme.format(style, Token::Cue) };
    strong.background = theme.color(Token::CueSoft);
    strong.expand_bg = 1.0;
    let mut job = LayoutJob {
        wrap: TextWrapping {
            max_width: room.width,
            max_rows: room.max_rows,
            ..TextWrapping::default()
        },
        ..LayoutJob::default()
    };
    let mut at = 0;
    for cue in sound(text, cues) {
        job.append(text.get(at..cue.start).unwrap_or_default(), 0.0, plain.clone());
        job.append(text.get(cue.clone()).unwrap_or_default(), 0.0, strong.clone());
        at = cue.end;
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Lays one line of words out, with an ellipsis where they are too long.
pub(super) fn line(ui: &Ui, text: &str, (style, ink): (Style, Token), width: f32) -> Arc<Galley> {
    marked(
        ui,
        text,
        std::iter::empty(),
        (style, ink),
        Room { width, max_rows: 1, line_height: None },
    )
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
