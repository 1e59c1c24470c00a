//! Weighs what the cues decided against what the model has learned.
//!
//! The cues are among the model's observations, so that it has learned how far each of them is to be trusted.
//! What is urgent follows from what a comment is about, whatever the model says.

use super::decide::Cued;
use super::learned::{Learned, Scores};
use super::observe::Observed;
use crate::model::{Category, Cue, Flag, Sentiment, Urgency};

/// How much more must speak against an emergency that the cues found than for it.
const CAUTION: i32 = 50;

/// The labels of a comment, all told.
pub(super) fn settle(cued: &Cued, scores: &Scores) -> Cued {
    let category = best(Category::ALL, |label| {
        let is_emergency = label == Category::Safety && cued.category == Category::Safety;
        scores.of(label.name()) + if is_emergency { CAUTION } else { 0 }
    })
    .unwrap_or(cued.category);
    let sentiment = best(Sentiment::ALL, |label| scores.of(label.name())).unwrap_or(cued.sentiment);
    let possible: &[Urgency] = match category {
        Category::Safety => &[Urgency::Critical],
        Category::Legal | Category::Privacy => &[Urgency::High],
        Category::Outcome | Category::Service | Category::Billing => {
            &[Urgency::Normal, Urgency::High]
        }
        Category::Question => &[Urgency::Normal],
        Category::Praise | Category::Spam | Category::Other => &[Urgency::Low, Urgency::Normal],
    };
    let most = possible.iter().copied().max().unwrap_or(Urgency::Low);
    // Without an emergency, only what is alleged in so many words is critical: the cues say that.
    let is_alleged = cued.urgency == Urgency::Critical && Urgency::High <= most;
    let urgency = if is_alleged {
        Urgency::Critical
    } else {
        best(possible, |label| scores.of(label.name())).unwrap_or(cued.urgency)
    };
    let flags = Flag::ALL
        .iter()
        .copied()
        .filter(|flag| match flag {
            Flag::SelfDisclosedPhi | Flag::ThirdPartyPhi => 0 < scores.of(flag.name()),
            // A name, an age or a board is there or is not: the cues know better.
            Flag::NamesStaff | Flag::Minor | Flag::MediaOrRegulator => {
                category != Category::Spam && cued.flags.contains(flag)
            }
        })
        .collect();
    Cued { category, urgency, sentiment, flags }
}

/// The label that most speaks for; of equal ones the first.
fn best<L: Copy>(labels: &[L], score: impl Fn(L) -> i32) -> Option<L> {
    labels.iter().copied().rev().max_by_key(|&label| score(label))
}

/// Adds the words that the model went by, for each label that no cue stands behind.
pub(super) fn explain(
    learned: &Learned,
    observed: &Observed<'_>,
    settled: &Cued,
    because: &mut Vec<Cue>,
) {
    // Who complains or praises feels as the words of that complaint or praise say.
    let feeling = match (settled.category, settled.sentiment) {
        (Category::Question | Category::Spam | Category::Other, Sentiment::Negative)
        | (Category::Question | Category::Other, Sentiment::Positive) => {
            Some(settled.sentiment.name())
        }
        _ => None,
    };
    let is_by_category =
        matches!(settled.category, Category::Safety | Category::Legal | Category::Privacy);
    let is_urgent = Urgency::High <= settled.urgency && !is_by_category;
    let labels = std::iter::once(settled.category.name())
        .chain(is_urgent.then_some(settled.urgency.name()))
        .chain(feeling)
        .chain(settled.flags.iter().map(|flag| flag.name()));
    for label in labels {
        if because.iter().any(|cue| cue.label == label) {
            continue;
        }
        because.extend(learned.words(observed, label).into_iter().map(|span| Cue {
            label: label.to_owned(),
            start: span.start(),
            end: span.end(),
        }));
    }
}
