//! A small linear model beside the cues: which observations go with which label, learned from labelled comments.
//!
//! `UPDATE=1 cargo test --test model` writes `assets/triage/model.txt` from the labelled comments under `tests`.

use super::CueError;
use super::observe::Observed;
use crate::model::{Category, Flag, Sentiment, Urgency};
use crate::text::Span;

/// The weights: a line for each observation, its name, a tab, then its weights as output and number.
const WRITTEN: &str = include_str!("../../assets/triage/model.txt");

/// How many labels the model speaks of.
pub const N_OUTPUTS: usize = 22;

/// Words that are shown for one label, at most.
const SHOWN: usize = 3;

/// Words that say nothing by themselves: the model may go by them, but a person is not shown them.
const LITTLE: &[&str] = &[
    "a", "about", "after", "all", "am", "an", "and", "are", "as", "at", "be", "been", "but", "by",
    "can", "das", "de", "den", "der", "did", "die", "do", "does", "el", "en", "es", "for", "from",
    "get", "got", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if", "in", "is",
    "it", "its", "la", "le", "les", "los", "me", "mi", "my", "n", "no", "of", "on", "one", "or",
    "our", "out", "que", "se", "she", "so", "some", "that", "the", "their", "them", "then",
    "there", "they", "this", "to", "un", "una", "und", "up", "us", "was", "we", "were", "what",
    "when", "who", "will", "with", "would", "y", "you", "your",
];

/// What each output speaks for, in the order of the weights.
pub(super) fn outputs() -> impl Iterator<Item = &'static str> {
    let categories = Category::ALL.iter().map(|label| label.name());
    let sentiments = Sentiment::ALL.iter().map(|label| label.name());
    let urgencies = Urgency::ALL.iter().map(|label| label.name());
    let flags = Flag::ALL.iter().map(|label| label.name());
    categories.chain(sentiments).chain(urgencies).chain(flags)
}

/// One weight for each output.
type Row = [i16; N_OUTPUTS];

/// The weights by observation.
#[derive(Debug)]
pub(super) struct Learned {
    /// A table with open places: the hash of a name and the number of its row; its length is a power of two.
    places: Vec<Option<(u64, u32)>>,
    rows: Vec<Row>,
}

/// How much speaks for each output.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scores([i32; N_OUTPUTS]);

impl Scores {
    /// What speaks for the label of that name.
    pub(super) fn of(&self, name: &str) -> i32 {
        let place = outputs().position(|output| output == name);
        place.and_then(|place| self.0.get(place)).copied().unwrap_or_default()
    }
}

impl Learned {
    /// The bundled weights, read once.
    pub(super) fn bundled() -> Result<Self, CueError> {
        Self::read(WRITTEN)
    }

    /// Reads weights as they are written in a model's file.
    pub(super) fn read(written: &str) -> Result<Self, CueError> {
        Self::parse(written).ok_or_else(|| CueError::File {
            reason: "a line that holds no weights".to_owned(),
            file: "assets/triage/model.txt".to_owned(),
        })
    }

    fn parse(written: &str) -> Option<Self> {
        let n_places = (2 * written.lines().count() + 2).next_power_of_two();
        let mut learned = Self { places: vec![None; n_places], rows: Vec::new() };
        for line in written.lines().filter(|line| !line.is_empty()) {
            let (name, weights) = line.split_once('\t')?;
            let mut row = [0; N_OUTPUTS];
            for weight in weights.split(' ') {
                let output = weight.bytes().next()?.checked_sub(b'a')?;
                *row.get_mut(usize::from(output))? = weight.get(1..)?.parse().ok()?;
            }
            learned.add(name, row);
        }
        Some(learned)
    }

    fn add(&mut self, name: &str, row: Row) {
        let hash = hash(name);
        let place = self.place(hash);
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        if let Some(place) = self.places.get_mut(place) {
            *place = Some((hash, number));
            self.rows.push(row);
        }
    }

    /// Where the hash stands, or where it would. The table is never full, so that the search ends.
    fn place(&self, hash: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut place = usize::try_from(hash & 0xFFFF_FFFF).unwrap_or_default() & mask;
        while let Some(Some((other, _))) = self.places.get(place)
            && *other != hash
        {
            place = (place + 1) & mask;
        }
        place
    }

    fn row(&self, name: &str) -> Option<&Row> {
        let (_, number) = (*self.places.get(self.place(hash(name)))?)?;
        self.rows.get(usize::try_from(number).ok()?)
    }

    /// Adds up the weights of everything observed; what is observed twice counts once.
    pub(super) fn score(&self, observed: &Observed<'_>) -> Scores {
        let mut scores = Scores::default();
        let mut seen = vec![false; self.rows.len()];
        observed.each(&mut |name, _| {
            let Some((_, number)) = self.places.get(self.place(hash(name))).copied().flatten()
            else {
                return;
            };
            let number = usize::try_from(number).unwrap_or_default();
            if let (Some(row), Some(seen)) = (self.rows.get(number), seen.get_mut(number))
                && !*seen
            {
                *seen = true;
                for (sum, weight) in scores.0.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
        });
        scores
    }

    /// The words that speak most for the label of that name, in reading order.
    pub(super) fn words(&self, observed: &Observed<'_>, name: &str) -> Vec<Span> {
        let Some(output) = outputs().position(|output| output == name) else { return Vec::new() };
        let tokens = observed.text.tokens();
        let mut weights = vec![0; tokens.len()];
        observed.each(&mut |name, at| {
            if let (Some(at), Some(row)) = (at, self.row(name)) {
                let weight = i32::from(row.get(output).copied().unwrap_or_default());
                let reach = if name.starts_with("b ") { 2 } else { 1 };
                for sum in weights.iter_mut().skip(at).take(reach) {
                    *sum += weight;
                }
            }
        });
        let tells = |at: usize| {
            let word = tokens.get(at).map_or("", |token| observed.text.norm(token));
            !LITTLE.contains(&word)
        };
        let mut best: Vec<(i32, usize)> =
            weights.into_iter().zip(0..).filter(|&(weight, at)| 0 < weight && tells(at)).collect();
        best.sort_unstable_by_key(|&(weight, at)| (-weight, at));
        best.truncate(SHOWN);
        let mut spans: Vec<Span> =
            best.into_iter().filter_map(|(_, at)| Some(tokens.get(at)?.span)).collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    }
}

/// FNV-1a: the same on every machine.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_an_output_for_every_label() {
        assert_eq!(outputs().count(), N_OUTPUTS, "the weights of a line have as many places");
    }

    #[test]
    fn weights_are_found_by_name() {
        let learned = Learned::parse("w late\ta5 b-7\nw early\tc1\n").expect("it is read");
        assert_eq!(learned.row("w late").map(|row| row[1]), Some(-7), "the second output");
        assert_eq!(learned.row("w early").map(|row| row[2]), Some(1), "the third output");
        assert_eq!(learned.row("w never"), None, "not a line of it");
        assert!(Learned::parse("w late a5").is_none(), "no tab");
        assert!(Learned::parse("w late\tz5").is_none(), "no such output");
    }
}
