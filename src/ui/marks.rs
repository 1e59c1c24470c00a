//! Which words of a comment are marked as the cues of its triage.

use std::ops::Range;

use crate::model::Cue;

/// Cues of one or two letters ("I", "my") say nothing to a reader and are left unmarked.
const LEAST_CUE: usize = 3;

/// The cues that stand in `text`, which may be the beginning of what they were found in.
pub(super) fn cues(text: &str, because: &[Cue]) -> Vec<Range<usize>> {
    let ranges = because.iter().map(|cue| cue.start..cue.end);
    sound(text, ranges.filter(|cue| LEAST_CUE <= cue.len()))
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
