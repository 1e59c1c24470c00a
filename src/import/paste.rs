//! Text copied from a page: which page it is, and which of its lines somebody wrote.

mod facebook;
pub(super) mod google;
mod instagram;
pub(super) mod words;
pub(super) mod yelp;

use super::batch::{Batch, Mark};

/// The lines of a paste, trimmed, and what each turned out to be.
pub(super) struct Page<'a> {
    lines: Vec<&'a str>,
    marks: Vec<Mark>,
}

impl<'a> Page<'a> {
    fn new(text: &'a str) -> Self {
        let lines: Vec<&str> = text.lines().map(trimmed).collect();
        let marks = vec![Mark::Interface; lines.len()];
        Self { lines, marks }
    }

    /// The line at a place; empty behind the end.
    fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).copied().unwrap_or_default()
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    /// The first line with anything on it, from a place on and before another.
    fn next(&self, from: usize, end: usize) -> Option<usize> {
        (from..end.min(self.len())).find(|&index| !self.line(index).is_empty())
    }

    /// The last line with anything on it before a place, not before another.
    fn previous(&self, before: usize, start: usize) -> Option<usize> {
        (start..before.min(self.len())).rev().find(|&index| !self.line(index).is_empty())
    }

    /// The words from one line up to another, with the lines that are left out taken away.
    fn words(&self, from: usize, end: usize, is_left_out: impl Fn(&str) -> bool) -> String {
        let kept: Vec<&str> = (from..end.min(self.len()))
            .map(|index| self.line(index))
            .filter(|line| !is_left_out(line))
            .collect();
        kept.join("\n").trim().to_owned()
    }

    fn mark(&mut self, from: usize, end: usize, mark: Mark) {
        for slot in self.marks.iter_mut().take(end).skip(from) {
            *slot = mark;
        }
    }
}

/// A line without spaces at its ends; the marks that right-to-left pages put around names go too.
fn trimmed(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{200b}')
    })
}

/// Reads the text as a copied page; answers the format, or `None` where it looks like none that is known.
pub(super) fn read(text: &str, batch: &mut Batch<'_>) -> Option<&'static str> {
    let mut page = Page::new(text);
    let at = batch.options.captured_at;
    let candidates = [
        ("clipboard-google-reviews-text", google::count(&page, at)),
        ("clipboard-facebook-text", facebook::count(&page, at)),
        ("clipboard-instagram-text", instagram::count(&page)),
        ("clipboard-yelp-text", yelp::count(&page)),
    ];
    let forced = batch.options.format.as_deref().filter(|forced| forced.ends_with("-text"));
    let best = candidates
        .into_iter()
        .filter(|(name, count)| *count > 0 && forced.is_none_or(|forced| forced == *name))
        // Of two that fit equally well the first stays: it stands first by how often it is met.
        .rev()
        .max_by_key(|(_, count)| *count);
    let (format, _) = best?;
    match format {
        "clipboard-google-reviews-text" => google::read(&mut page, batch),
        "clipboard-facebook-text" => facebook::read(&mut page, batch),
        "clipboard-instagram-text" => instagram::read(&mut page, batch),
        _ => yelp::read(&mut page, batch),
    }
    let Page { marks, .. } = page;
    for (line, mark) in text.lines().zip(marks) {
        batch.line(line, mark);
    }
    Some(format)
}
