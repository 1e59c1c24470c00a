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
    "spelling",
    "dwelling",
    "plumbing",
    "handing",
    "bumping",
    "dumping",
    "ghosting",
    "hanging",
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

/// The long words of a book by what is left of them without one letter, hashed.
#[derive(Debug, Default)]
pub(super) struct Slips {
    words: Vec<(Box<str>, Letter)>,
    by_rest: HashMap<u64, Vec<u32>, QuickHash>,
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
            for rest in rests(word.as_bytes()) {
                let places = slips.by_rest.entry(rest).or_default();
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
        rests(written.as_bytes()).find_map(|rest| {
            let places = self.by_rest.get(&rest)?;
            let mut words = places.iter().filter_map(|&place| self.words.get(place as usize));
            words
                .find(|(word, _)| is_one_slip(written.as_bytes(), word.as_bytes()))
                .map(|&(_, letter)| letter)
        })
    }
}

fn is_long(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// What each letter of a word counts in its hash, by its place.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hashes of a word without each of its letters in turn, then of all of it: sums over its letters, so that
/// each follows from the one before in one step.
fn rests(word: &[u8]) -> impl Iterator<Item = u64> {
    let mut powers = [1_u64; LONGEST + 2];
    let mut power = 1_u64;
    for place in &mut powers {
        *place = power;
        power = power.wrapping_mul(BASE);
    }
    // Without its first letter every other one stands a place further in front.
    let shifted = word.iter().skip(1).zip(powers);
    let first =
        shifted.fold(0, |sum: u64, (&b, power)| sum.wrapping_add(power.wrapping_mul(b.into())));
    let steps = word.iter().zip(word.iter().skip(1).map(Some).chain([None])).zip(powers);
    std::iter::once(first).chain(steps.scan(first, |sum, ((&letter, next), power)| {
        let next = next.copied().unwrap_or_default();
        *sum = sum
            .wrapping_add(power.wrapping_mul(letter.into()))
            .wrapping_sub(power.wrapping_mul(next.into()));
        Some(*sum)
    }))
}

/// Whether the two begin alike and differ by one letter more, less or other, or by two that changed places.
fn is_one_slip(left: &[u8], right: &[u8]) -> bool {
    let alike = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let (left, right) =
        (left.get(alike..).unwrap_or_default(), right.get(alike..).unwrap_or_default());
    let is_plural = matches!((left, right), ([], [b's']) | ([b's'], []));
    let is_swapped = matches!((left, right), ([a, b, ..], [c, d, ..]) if a == d && b == c)
        && left.get(2..) == right.get(2..);
    alike > 0
        && !is_plural
        && (is_swapped
            || left.get(1..) == right.get(1..)
            || left.get(1..) == Some(right)
            || right.get(1..) == Some(left))
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
