//! A range of one text that was checked when it was made.

use std::ops::Range;

/// Bytes `start..end` of one text, both on character boundaries.
///
/// A span does not know its text. It is looked up with [`Span::slice`], which answers `None` instead of
/// panicking when it is tried on another text or on one that has been edited since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The span of `range` in `text`, or `None` where the range is not on character boundaries.
    pub fn new(text: &str, range: Range<usize>) -> Option<Self> {
        text.get(range.clone()).map(|_| Self { start: range.start, end: range.end })
    }

    /// A span whose ends the reader of a text has just found on character boundaries.
    pub(super) const fn found(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The whole of `text`.
    pub fn whole(text: &str) -> Self {
        Self { start: 0, end: text.len() }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing: a place between two characters.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words it covers in `text`, or `None` if `text` is not the text it was made for.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// Whether no byte of `other` lies outside.
    pub fn covers(self, other: Self) -> bool {
        self.start() <= other.start() && other.end() <= self.end()
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_never_splits_a_character() {
        assert_eq!(Span::new("naïve", 0..3), None, "byte 3 is inside ï");
        let span = Span::new("naïve", 0..4).expect("a boundary");
        assert_eq!(span.slice("naïve"), Some("naï"), "the words it covers");
        assert_eq!(span.slice("na"), None, "another text");
    }

    #[test]
    fn overlap_needs_a_shared_byte() {
        let (left, right) = (Span { start: 0, end: 3 }, Span { start: 3, end: 5 });
        assert!(!left.overlaps(right), "they only touch");
        assert_eq!(left.join(right), Span { start: 0, end: 5 }, "from first to last");
    }
}
