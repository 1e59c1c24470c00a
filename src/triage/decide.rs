//! From signals to a triage: a short procedure, in the order in which a person would ask.
//!
//! 1. Evidence is weighed: each item of the cue files that holds adds its weight to its label. Three decide.
//! 2. Category: safety; advertising beyond doubt; legal; privacy; then a complaint (outcome, billing, service,
//!    in this order) unless the writer is on the whole pleased; then question, spam, praise, other.
//! 3. Stars are evidence, not truth: they tip a comment that has both sides, and stand in for words that no
//!    cue knows, but words that are plain outweigh them.
//! 4. Urgency follows from the category and from what is alleged; sentiment from the balance of words.

use super::cues::{Cues, Label, SignalId};
use super::hits::{Hits, Shape};
use crate::model::{Category, Cue, Flag, Sentiment, Urgency};

/// The weight at which a label counts as given.
const DECIDES: u8 = 3;

/// Words that are shown for one label, at most.
const SHOWN: usize = 4;

/// The signals that the balance of words is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feelings {
    pub(super) praise: SignalId,
    pub(super) complaint: SignalId,
}

/// The weight of the evidence for each label.
pub(super) struct Weights([u8; Label::COUNT]);

impl Weights {
    /// Adds up what holds in a text.
    pub(super) fn of(cues: &Cues, hits: &Hits) -> Self {
        let mut weights = [0_u8; Label::COUNT];
        for evidence in cues.evidence.iter().filter(|evidence| hits.bear_out(evidence)) {
            if let Some(sum) = weights.get_mut(evidence.label as usize) {
                *sum = sum.saturating_add(evidence.weight);
            }
        }
        Self(weights)
    }

    fn of_label(&self, label: Label) -> u8 {
        self.0.get(label as usize).copied().unwrap_or_default()
    }

    /// Whether the evidence decides.
    pub(super) fn is_given(&self, label: Label) -> bool {
        DECIDES <= self.of_label(label)
    }
}

/// What the cues alone say.
#[derive(Clone, Debug)]
pub(super) struct Cued {
    pub(super) category: Category,
    pub(super) urgency: Urgency,
    pub(super) sentiment: Sentiment,
    pub(super) flags: Vec<Flag>,
}

/// Everything that is weighed for one comment.
pub(super) struct Decision<'a> {
    pub(super) cues: &'a Cues,
    pub(super) feelings: Feelings,
    pub(super) hits: &'a Hits,
    pub(super) weights: &'a Weights,
    pub(super) shape: &'a Shape,
    pub(super) stars: Option<u8>,
}

/// How good and bad balance.
struct Balance {
    good: usize,
    bad: usize,
    /// Above zero: on the whole pleased.
    lean: i32,
}

impl Decision<'_> {
    /// What the cues say.
    pub(super) fn make(&self) -> Cued {
        let complaint = [
            (Label::Outcome, Category::Outcome),
            (Label::Billing, Category::Billing),
            (Label::Service, Category::Service),
        ]
        .into_iter()
        .find(|(label, _)| self.is_given(*label))
        .map(|(_, category)| category);
        let balance = self.balance(complaint);
        let category = self.category(complaint, &balance);
        let sentiment = self.sentiment(category, complaint, &balance);
        let urgency = self.urgency(category, sentiment, complaint, &balance);
        let flags = self.flags(category);
        Cued { category, urgency, sentiment, flags }
    }

    /// The weight of the evidence for a label.
    fn weight(&self, label: Label) -> u8 {
        self.weights.of_label(label)
    }

    fn is_given(&self, label: Label) -> bool {
        self.weights.is_given(label)
    }

    fn has_few_stars(&self) -> bool {
        self.stars.is_some_and(|stars| stars < 3)
    }

    fn has_many_stars(&self) -> bool {
        self.stars.is_some_and(|stars| 3 < stars)
    }

    fn balance(&self, complaint: Option<Category>) -> Balance {
        let is_sarcastic = self.is_given(Label::Sarcasm) && !self.has_many_stars();
        let good = if is_sarcastic { 0 } else { self.hits.count(self.feelings.praise).min(4) };
        let bad = self.hits.count(self.feelings.complaint).min(3)
            + usize::from(complaint.is_some())
            + 2 * usize::from(is_sarcastic);
        let stars = match self.stars {
            Some(5) => 3,
            Some(4) => 2,
            Some(1) => -3,
            Some(2) => -2,
            _ => 0,
        };
        let lean = i32::try_from(good).unwrap_or(0) - i32::try_from(bad).unwrap_or(0) + stars;
        Balance { good, bad, lean }
    }

    fn category(&self, complaint: Option<Category>, balance: &Balance) -> Category {
        let is_pleased = balance.good > 0
            && match self.stars {
                Some(4 | 5) => true,
                Some(3) => false,
                // Stars that were given by mistake: nothing but praise beside them.
                Some(_) => 2 <= balance.good && balance.bad == 0,
                None => 0 < balance.lean,
            };
        if self.is_given(Label::Safety) {
            return Category::Safety;
        }
        if self.is_given(Label::HardSpam) || self.shape.is_mash {
            return Category::Spam;
        }
        if self.is_given(Label::Legal) {
            return Category::Legal;
        }
        if self.is_given(Label::Privacy) && !(is_pleased && self.has_many_stars()) {
            return Category::Privacy;
        }
        let asks = self.hits.is_asking || self.is_given(Label::Question);
        let only_asks = self.hits.is_asking
            && self.stars.is_none()
            && self.hits.count(self.feelings.complaint) == 0
            && !self.is_given(Label::Denial);
        match complaint {
            // A symptom that is told with a question is why it is asked.
            Some(Category::Outcome) if only_asks => return Category::Question,
            Some(complaint) if !is_pleased => return complaint,
            _ => {}
        }
        if self.is_given(Label::Spam) && !self.has_few_stars() {
            return Category::Spam;
        }
        if asks && !self.has_few_stars() && !(is_pleased && self.stars.is_some()) {
            return Category::Question;
        }
        if is_pleased || (balance.bad == 0 && self.has_many_stars()) {
            return Category::Praise;
        }
        if asks && balance.bad == 0 && !self.is_given(Label::Denial) {
            return Category::Question;
        }
        self.unnamed(balance)
    }

    /// The category of a comment that no cue of a category knows.
    fn unnamed(&self, balance: &Balance) -> Category {
        if self.weight(Label::Other) > 1 {
            return Category::Other;
        }
        if self.weight(Label::Spam) > 1 {
            return Category::Spam;
        }
        let n_words = self.shape.n_words;
        if n_words < 2 || (n_words < 5 && self.is_given(Label::Chat)) {
            return Category::Other;
        }
        // Who writes whole sentences to a practice, praises nothing and asks nothing, complains.
        let is_unhappy = balance.bad > 0 || self.stars.is_some_and(|stars| stars < 4);
        let is_statement =
            balance.good == 0 && (4 < n_words || (2 < n_words && self.is_given(Label::Denial)));
        if !(is_unhappy || is_statement) {
            return Category::Other;
        }
        if self.is_given(Label::AboutBody) {
            Category::Outcome
        } else if self.is_given(Label::AboutMoney) {
            Category::Billing
        } else {
            Category::Service
        }
    }

    fn sentiment(
        &self,
        category: Category,
        complaint: Option<Category>,
        balance: &Balance,
    ) -> Sentiment {
        let is_lukewarm = self.is_given(Label::Lukewarm);
        match category {
            Category::Safety | Category::Privacy => Sentiment::Negative,
            Category::Legal => {
                let only_asks = self.is_given(Label::Inquiry) && self.stars.is_none();
                if only_asks { Sentiment::Neutral } else { Sentiment::Negative }
            }
            Category::Outcome | Category::Billing | Category::Service => match self.stars {
                Some(4 | 5) => Sentiment::Neutral,
                Some(3) if 0 < balance.good || is_lukewarm => Sentiment::Neutral,
                None if is_lukewarm && balance.bad < 2 => Sentiment::Neutral,
                None if 0 < balance.good && balance.bad < balance.good => Sentiment::Neutral,
                _ => Sentiment::Negative,
            },
            Category::Praise => {
                let is_split = complaint.is_some() && balance.lean < 2;
                if is_split { Sentiment::Neutral } else { Sentiment::Positive }
            }
            Category::Question => {
                if balance.good + 1 < balance.bad {
                    Sentiment::Negative
                } else {
                    Sentiment::Neutral
                }
            }
            Category::Spam => {
                let is_abuse = !self.is_given(Label::Spam) && self.weight(Label::Spam) > 1;
                if is_abuse { Sentiment::Negative } else { Sentiment::Neutral }
            }
            Category::Other => match balance.good.cmp(&balance.bad) {
                std::cmp::Ordering::Less => Sentiment::Negative,
                std::cmp::Ordering::Greater => Sentiment::Positive,
                std::cmp::Ordering::Equal => Sentiment::Neutral,
            },
        }
    }

    fn urgency(
        &self,
        category: Category,
        sentiment: Sentiment,
        complaint: Option<Category>,
        balance: &Balance,
    ) -> Urgency {
        let is_spam = category == Category::Spam;
        if category == Category::Safety || (self.is_given(Label::Critical) && !is_spam) {
            return Urgency::Critical;
        }
        let is_high = match category {
            Category::Legal | Category::Privacy => true,
            Category::Outcome => self.is_given(Label::HighOutcome) || self.is_given(Label::High),
            Category::Billing | Category::Service => self.is_given(Label::High),
            _ => false,
        };
        if is_high {
            return Urgency::High;
        }
        match category {
            Category::Praise => {
                let has_complaint = (complaint.is_some() || balance.bad > 0)
                    && (self.is_given(Label::Mixed) || self.stars == Some(4));
                if has_complaint { Urgency::Normal } else { Urgency::Low }
            }
            Category::Spam => Urgency::Low,
            Category::Other => {
                let is_shown = self.shape.n_words < 2 && sentiment == Sentiment::Negative;
                if self.has_few_stars() || is_shown { Urgency::Normal } else { Urgency::Low }
            }
            _ => Urgency::Normal,
        }
    }

    fn flags(&self, category: Category) -> Vec<Flag> {
        if category == Category::Spam {
            return Vec::new();
        }
        let is_others = self.is_given(Label::ThirdPartyPhi);
        Flag::ALL
            .iter()
            .copied()
            .filter(|flag| match flag {
                // Care that somebody complains of or praises is their own, unless they say whose it is.
                Flag::SelfDisclosedPhi => {
                    self.is_given(Label::SelfDisclosedPhi)
                        || (category == Category::Outcome && !is_others)
                        || (!matches!(category, Category::Question | Category::Other)
                            && !is_others
                            && self.is_given(Label::LikelyPhi))
                }
                Flag::NamesStaff => self.is_given(Label::NamesStaff),
                Flag::ThirdPartyPhi => is_others,
                Flag::Minor => self.is_given(Label::Minor),
                Flag::MediaOrRegulator => self.is_given(Label::MediaOrRegulator),
            })
            .collect()
    }

    /// The words of the cues behind what was decided.
    pub(super) fn because(&self, decided: &Cued) -> Vec<Cue> {
        let Cued { category, urgency, sentiment, ref flags } = *decided;
        let mut because = Vec::new();
        let labels: &[Label] = match category {
            Category::Safety => &[Label::Safety],
            Category::Legal => &[Label::Legal],
            Category::Privacy => &[Label::Privacy],
            Category::Outcome if self.is_given(Label::Outcome) => &[Label::Outcome],
            Category::Billing if self.is_given(Label::Billing) => &[Label::Billing],
            Category::Service if self.is_given(Label::Service) => &[Label::Service],
            Category::Outcome => &[Label::AboutBody],
            Category::Billing => &[Label::AboutMoney],
            Category::Service => &[Label::Denial],
            Category::Question => &[Label::Question],
            Category::Praise => &[Label::Praise],
            Category::Spam => &[Label::HardSpam, Label::Spam],
            Category::Other => &[Label::Other],
        };
        self.show(labels, category.name(), &mut because);
        match (urgency, category) {
            (Urgency::Critical, Category::Safety) => {}
            (Urgency::Critical, _) => self.show(&[Label::Critical], urgency.name(), &mut because),
            (Urgency::High, Category::Outcome) => {
                self.show(&[Label::HighOutcome, Label::High], urgency.name(), &mut because);
            }
            (Urgency::High, _) => self.show(&[Label::High], urgency.name(), &mut because),
            _ => {}
        }
        match (sentiment, category) {
            (Sentiment::Negative, _) => {
                self.show(&[Label::Negative, Label::Sarcasm], sentiment.name(), &mut because);
            }
            (Sentiment::Positive, Category::Praise) => {}
            (Sentiment::Positive, _) => self.show(&[Label::Praise], sentiment.name(), &mut because),
            (Sentiment::Neutral, _) => {
                self.show(&[Label::Lukewarm], sentiment.name(), &mut because);
            }
        }
        for flag in flags {
            let label = match flag {
                Flag::SelfDisclosedPhi => Label::SelfDisclosedPhi,
                Flag::NamesStaff => Label::NamesStaff,
                Flag::ThirdPartyPhi => Label::ThirdPartyPhi,
                Flag::Minor => Label::Minor,
                Flag::MediaOrRegulator => Label::MediaOrRegulator,
            };
            self.show(&[label], flag.name(), &mut because);
        }
        because
    }

    /// Adds the words behind some labels, each place once, under the name that a person reads.
    fn show(&self, labels: &[Label], name: &str, because: &mut Vec<Cue>) {
        let mut spans: Vec<_> = self
            .cues
            .evidence
            .iter()
            .filter(|evidence| labels.contains(&evidence.label) && self.hits.bear_out(evidence))
            .flat_map(|evidence| &evidence.all)
            .flat_map(|&signal| self.hits.of(signal))
            .copied()
            .collect();
        spans.sort_unstable();
        let mut end = 0;
        spans.retain(|span| {
            let is_apart = end <= span.start();
            if is_apart {
                end = span.end();
            }
            is_apart
        });
        because.extend(spans.into_iter().take(SHOWN).map(|span| Cue {
            label: name.to_owned(),
            start: span.start(),
            end: span.end(),
        }));
    }
}
