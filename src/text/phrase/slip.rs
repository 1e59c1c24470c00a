//! Long words with one slip of the finger, such as `appoitment`, and words drawn out, such as `patieeent`.

use std::collections::HashMap;

use super::automaton::Letter;
use super::hash::QuickHash;

/// Shorter words are too near to others to be guessed.
const SHORTEST: usize = 7;

/// Longer ones are no words.
const LONGEST: usize = 24;

/// Words of everyday writing that are one slip from a word of care.
const OTHER_WORDS: &[&str] = &[
    "pavement",
    "operating",
    "vacation",
    "location",
    "donation",
    "rejection",
    "relation",
    "personal",
    "insurgence",
    "assurance",
    "experiences",
    "complaint",
    "compliant",
    "complement",
    "compliment",
    "deposited",
    "contract",
    "contrast",
    "conversation",
    "conservation",
    "preserved",
    "reserved",
];

/// The long words of a book by what is left of them without one letter.
#[derive(Debug, Default)]
pub(super) struct Slips {
    words: Vec<(Box<str>, Letter)>,
    by_rest: HashMap<Box<str>, Vec<u32>, QuickHash>,
}

impl Slips {
    /// Reads the long ones among the words.
    #[expect(single_use_lifetimes, reason = "an argument's type cannot leave its lifetime out")]
    pub(super) fn of<'a>(words: impl Iterator<Item = (&'a str, Letter)>) -> Self {
        let mut slips = Self::default();
        let mut long: Vec<_> = words.filter(|(word, _)| is_long(word)).collect();
        long.sort_unstable();
        for ((word, letter), place) in long.into_iter().zip(0_u32..) {
            slips.words.push((word.into(), letter));
            let mut rest = String::new();
            for at in 0..=word.len() {
                without(word, at, &mut rest);
                let places = slips.by_rest.entry(rest.as_str().into()).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        slips
    }

    /// The letter of the long word that `written` is one slip from.
    pub(super) fn meant(&self, written: &str) -> Option<Letter> {
        if !is_long(written) || OTHER_WORDS.contains(&written) {
            return None;
        }
        let mut rest = String::with_capacity(written.len());
        (0..=written.len()).find_map(|at| {
            without(written, at, &mut rest);
            let places = self.by_rest.get(rest.as_str())?;
            let words = places.iter().filter_map(|&place| self.words.get(place as usize));
            words
                .filter(|(word, _)| is_one_slip(written.as_bytes(), word.as_bytes()))
                .map(|&(_, letter)| letter)
                .next()
        })
    }
}

fn is_long(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Leaves `word` without its letter at `at` in `out`; all of it where `at` is its end.
fn without(word: &str, at: usize, out: &mut String) {
    out.clear();
    out.extend(word.chars().enumerate().filter(|&(n, _)| n != at).map(|(_, c)| c));
}

/// Whether the two begin alike and differ by one letter more, less or other, or by two that changed places.
fn is_one_slip(left: &[u8], right: &[u8]) -> bool {
    let alike = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let (left, right) =
        (left.get(alike..).unwrap_or_default(), right.get(alike..).unwrap_or_default());
    let is_plural = matches!((left, right), ([], [b's']) | ([b's'], []));
    let tail = |word: &'_ [u8], n: usize| word.get(n..).map(<[u8]>::to_vec);
    let is_swapped = matches!((left, right), ([a, b, ..], [c, d, ..]) if a == d && b == c)
        && tail(left, 2) == tail(right, 2);
    alike > 0
        && !is_plural
        && (is_swapped
            || tail(left, 1) == tail(right, 1)
            || tail(left, 1).as_deref() == Some(right)
            || tail(right, 1).as_deref() == Some(left))
}

/// A word with each letter that stands three times or more in a row kept `n` times; `None` if there is none.
pub(super) fn shortened(written: &str, n: usize) -> Option<String> {
    let bytes = written.as_bytes();
    let is_drawn_out = bytes.windows(3).any(|three| matches!(three, [a, b, c] if a == b && b == c));
    if !is_drawn_out || !written.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(written.len());
    for run in bytes.chunk_by(|left, right| left == right) {
        let kept = if run.len() > 2 { n } else { run.len() };
        out.extend(run.iter().take(kept).map(|&b| char::from(b)));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_seen_through_and_two_are_not() {
        let slips = Slips::of([("appointment", 3), ("patient", 4)].into_iter());
        for written in ["appoitment", "apppointment", "appointmant", "appiontment"] {
            assert_eq!(slips.meant(written), Some(3), "{written} is one slip away");
        }
        assert_eq!(slips.meant("patiant"), Some(4), "another letter");
        assert_eq!(slips.meant("appontmant"), None, "two slips");
        assert_eq!(slips.meant("pateint"), Some(4), "two letters that changed places");
        assert_eq!(slips.meant("latient"), None, "another beginning");
    }

    #[test]
    fn drawn_out_words_are_cut() {
        assert_eq!(shortened("patieeeent", 1).as_deref(), Some("patient"), "one is kept");
        assert_eq!(shortened("sweeeeet", 2).as_deref(), Some("sweet"), "two are kept");
        assert_eq!(shortened("patient", 1), None, "nothing to cut");
    }
}
