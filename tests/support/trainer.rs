//! Learns weights for observations from labelled comments: the same comments give the same bytes on every machine.
#![expect(clippy::indexing_slicing, reason = "places come from the tables that they are used on")]
#![expect(clippy::cast_possible_truncation, reason = "weights are small")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bedside::model::Platform;
use bedside::triage::{N_OUTPUTS, Subject, TriagePack, labels, observations};

/// How often the comments are gone through.
const ROUNDS: u16 = 12;
/// The length of a step, before it is divided by how much a weight has moved.
const STEP: f32 = 0.08;
/// How strongly weights are drawn to zero.
const SHRINK: f32 = 0.05;
/// What is seen in fewer comments is not learned.
const RARE: usize = 2;
/// A weight of one is written as this.
const SCALE: f32 = 100.0;
/// Of how many rounds the mean is taken.
const SETTLED: u16 = ROUNDS / 2;
/// Weights below this are not written.
const SMALLEST: i32 = 6;

/// A labelled comment.
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) platform: String,
    pub(crate) stars: Option<u8>,
    /// The category and those that are as good; empty where only the feeling is known.
    pub(crate) categories: Vec<String>,
    pub(crate) sentiment: String,
    pub(crate) urgency: String,
    pub(crate) flags: Vec<String>,
    /// The corpus that it stands in.
    pub(crate) from: String,
    /// What triage reads of it, each observation once, in order.
    seen: Vec<String>,
}

impl Example {
    /// Reads a record of a corpus of comments, or of replies.
    pub(crate) fn read(record: &serde_json::Value, from: &str, pack: &TriagePack) -> Self {
        let word = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
        let words = |field: &str| -> Vec<String> {
            let list = record[field].as_array();
            list.into_iter().flatten().filter_map(|it| Some(it.as_str()?.to_owned())).collect()
        };
        let is_full = record["category"].is_string();
        let mut categories = words("maybe_category");
        if is_full {
            categories.insert(0, word("category"));
        }
        Self {
            text: word(if is_full { "text" } else { "comment" }),
            platform: word("platform"),
            stars: record["stars"].as_u64().and_then(|n| u8::try_from(n).ok()),
            categories,
            sentiment: word("sentiment"),
            urgency: word("urgency"),
            flags: words("flags"),
            from: from.to_owned(),
            seen: Vec::new(),
        }
        .observed(pack)
    }

    /// Whether all labels are known, not the feeling alone.
    pub(crate) fn is_full(&self) -> bool {
        !self.categories.is_empty()
    }

    /// Which of so many parts of the corpus it belongs to, by its words.
    pub(crate) fn fold(&self, n_folds: u64) -> u64 {
        let hash = self.text.bytes().fold(7_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3) ^ (hash >> 29)
        });
        hash % n_folds
    }

    /// The same with what triage reads of it.
    fn observed(mut self, pack: &TriagePack) -> Self {
        let platform = Platform::from_name(&self.platform);
        let subject = Subject {
            platform: Some(&platform),
            author: None,
            text: &self.text,
            stars: self.stars,
        };
        let mut seen = Vec::new();
        observations(pack, subject, &mut |name| seen.push(name.to_owned()));
        seen.sort_unstable();
        seen.dedup();
        self.seen = seen;
        self
    }

    /// For each output, whether it is right, or `None` where that is not known or does not matter.
    fn targets(&self) -> Vec<Option<bool>> {
        let is_known = |place: usize| self.is_full() || (10..13).contains(&place);
        labels()
            .enumerate()
            .map(|(place, label)| {
                let is_right = match place {
                    0..10 => self.categories.first().is_some_and(|it| it == label),
                    10..13 => self.sentiment == label,
                    13..17 => self.urgency == label,
                    _ => self.flags.iter().any(|it| it == label),
                };
                let is_as_good = place < 10 && self.categories.iter().skip(1).any(|it| it == label);
                (is_known(place) && !is_as_good).then_some(is_right)
            })
            .collect()
    }
}

/// Weights by observation, as they are written in a model's file.
///
/// One line against all others for each output, squared hinge loss, steps that shorten as a weight moves: nothing
/// but sums, products, quotients and roots, which are the same everywhere.
pub(crate) fn train(examples: &[&Example]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in examples.iter().flat_map(|example| &example.seen) {
        *counts.entry(name).or_default() += 1;
    }
    let names: Vec<&str> =
        counts.iter().filter(|(_, n)| RARE <= **n).map(|(name, _)| *name).collect();
    let rows: Vec<(Vec<usize>, Vec<Option<bool>>)> = examples
        .iter()
        .map(|example| {
            let seen = example.seen.iter();
            let known = seen.filter_map(|name| names.binary_search(&name.as_str()).ok()).collect();
            (known, example.targets())
        })
        .collect();
    let mut weights = vec![[0_f32; N_OUTPUTS]; names.len()];
    let mut moved = vec![[1_f32; N_OUTPUTS]; names.len()];
    let mut total = vec![[0_f32; N_OUTPUTS]; names.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut dice = 0x9E37_79B9_7F4A_7C15_u64;
    for round in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let other = usize::try_from(dice >> 33).unwrap_or(0) % (at + 1);
            order.swap(at, other);
        }
        for &at in &order {
            let (seen, targets) = &rows[at];
            let mut sums = [0_f32; N_OUTPUTS];
            for &name in seen {
                for (sum, weight) in sums.iter_mut().zip(&weights[name]) {
                    *sum += weight;
                }
            }
            for (output, target) in targets.iter().enumerate() {
                let Some(is_right) = target else { continue };
                let sign = if *is_right { 1.0 } else { -1.0 };
                let short = 1.0 - sign * sums[output];
                if short <= 0.0 {
                    continue;
                }
                for &name in seen {
                    let weight = &mut weights[name][output];
                    let slope = SHRINK * *weight - sign * short;
                    let moved = &mut moved[name][output];
                    *moved += slope * slope;
                    *weight -= STEP * slope / moved.sqrt();
                }
            }
        }
        // The mean over the later rounds sways less than the last one.
        if ROUNDS - SETTLED <= round {
            for (sums, weights) in total.iter_mut().zip(&weights) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
        }
    }
    write(&names, &total)
}

fn write(names: &[&str], total: &[[f32; N_OUTPUTS]]) -> String {
    let mut written = String::new();
    for (name, sums) in names.iter().zip(total) {
        let mut line = String::new();
        for (letter, sum) in ('a'..).zip(sums) {
            let weight = (sum / f32::from(SETTLED) * SCALE).round() as i32;
            if SMALLEST <= weight.abs() {
                write!(line, "{}{letter}{weight}", if line.is_empty() { "" } else { " " }).unwrap();
            }
        }
        if !line.is_empty() {
            writeln!(written, "{name}\t{line}").unwrap();
        }
    }
    written
}
