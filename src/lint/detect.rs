//! How rules look: their phrases, what is missing, and five functions for what phrases cannot say.

pub(super) mod echo;
pub(in crate::lint) mod identity;
mod placeholder;
mod shouting;
mod simple;
mod steps;
mod unfinished;

use echo::related::is_of_somebody;

use super::context::Context;
use super::pack::{Compiled, RulePack, Sets, Together};
use super::rule::DetectorKind;
use super::{Confidence, offline};
use crate::model::Sentiment;
use crate::text::phrase::{Language, Scan, SetId};
use crate::text::{Span, Text};

/// A place where a rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) span: Span,
    pub(super) confidence: Confidence,
    pub(super) echo_of: Option<Span>,
}

impl Hit {
    /// A sure one.
    pub(super) fn high(span: Span) -> Self {
        Self { span, confidence: Confidence::High, echo_of: None }
    }

    /// One that may be wrong.
    pub(super) fn low(span: Span) -> Self {
        Self { span, confidence: Confidence::Low, echo_of: None }
    }
}

/// A reply that was read once for all rules.
pub(super) struct Reading<'a> {
    pub(super) pack: &'a RulePack,
    pub(super) context: &'a Context,
    pub(super) text: &'a Text<'a>,
    pub(super) scan: &'a Scan,
    pub(super) languages: &'a [Language],
}

/// The places of a text that exceptions cover, as few and disjoint ones.
#[derive(Debug, Default)]
struct Cover(Vec<Span>);

impl Cover {
    fn of(spans: impl Iterator<Item = Span>) -> Self {
        let mut sorted: Vec<Span> = spans.collect();
        sorted.sort_by_key(|span| span.start());
        let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match joined.last_mut() {
                Some(last) if span.start() < last.end() => *last = last.join(span),
                _ => joined.push(span),
            }
        }
        Self(joined)
    }

    /// A match of high confidence against the exceptions: none is left of one that stands inside them, and
    /// one that reaches beyond them is doubtful.
    fn weigh(&self, span: Span) -> Option<Hit> {
        let after = self.0.partition_point(|known| known.end() <= span.start());
        match self.0.get(after) {
            Some(known) if known.covers(span) => None,
            Some(known) if known.overlaps(span) => Some(Hit::low(span)),
            _ => Some(Hit::high(span)),
        }
    }

    /// Whether any of it overlaps a place.
    fn touches(&self, span: Span) -> bool {
        let after = self.0.partition_point(|known| known.end() <= span.start());
        self.0.get(after).is_some_and(|known| known.overlaps(span))
    }
}

/// A detector that needs code.
pub(super) type Code = fn(&Reading<'_>) -> Vec<Hit>;

/// The function of the rule of that path.
pub(super) fn code(id: &str) -> Option<Code> {
    match id {
        "privacy/echo" => Some(echo::find),
        "privacy/identity" => Some(identity::find),
        "structure/not-simple" => Some(simple::find),
        "structure/no-solution" => Some(steps::find),
        "tone/shouting" => Some(shouting::find),
        "hygiene/placeholder" => Some(placeholder::find),
        _ => None,
    }
}

impl Reading<'_> {
    /// Matches of a set that no exception overlaps.
    fn matches(&self, set: SetId, except: &Cover) -> impl Iterator<Item = Span> {
        self.scan.of(set).map(|found| found.span).filter(|&span| !except.touches(span))
    }

    /// The exceptions of a rule in one language.
    fn excepted(&self, sets: &Sets) -> Cover {
        Cover::of(self.scan.of(sets.except).map(|found| found.span))
    }

    /// What the rule's own phrases find, in all languages of the reply.
    fn phrases(&self, rule: &Compiled) -> Vec<Hit> {
        let mut hits = Vec::new();
        for sets in rule.sets.iter().filter(|sets| self.languages.contains(&sets.language)) {
            let except = self.excepted(sets);
            let sure = self.scan.of(sets.phrases).map(|found| found.span);
            // Spanish exceptions are written as the words around a match, so touching it is enough.
            let is_spanish = sets.language == Language::Spanish;
            let weighed = sure.filter_map(|span| {
                except.weigh(span).filter(|_| !is_spanish || !except.touches(span))
            });
            hits.extend(weighed.map(|hit| self.doubt(rule, sets.language, hit)));
            hits.extend(self.matches(sets.low, &except).map(Hit::low));
            if self.context.sentiment == Some(Sentiment::Negative) {
                hits.extend(self.matches(sets.complaint, &except).map(Hit::low));
            }
            hits.extend(sets.together.iter().flat_map(|all| self.together(all, &except)));
        }
        hits
    }

    /// A hit as sure as its sentence lets it be: words of care in one that speaks to or of nobody in
    /// particular may stand on a menu as well.
    fn doubt(&self, rule: &Compiled, language: Language, hit: Hit) -> Hit {
        let id = rule.rule.id.as_str();
        let is_about_care = matches!(id, "privacy/treatment" | "privacy/visit");
        if is_about_care && language == Language::English && !is_of_somebody(self.text, hit.span) {
            return Hit::low(hit.span);
        }
        hit
    }

    /// Sentences that hold a match of each set. The hit points from the first to the last, or, where they
    /// stand far apart, at the match of the set that is written first.
    fn together(&self, together: &Together, except: &Cover) -> Vec<Hit> {
        let in_order = |&set: &SetId| {
            let mut spans: Vec<Span> = self.matches(set, except).collect();
            spans.sort_by_key(|span| span.start());
            spans
        };
        let sets: Vec<Vec<Span>> = together.all.iter().map(in_order).collect();
        let Some((first, others)) = sets.split_first() else { return Vec::new() };
        let mut hits: Vec<Hit> = Vec::new();
        for &span in first {
            let Some(sentence) = self.text.sentence_at(span) else { continue };
            // One place a sentence is enough, and keeps long texts cheap.
            if hits.last().is_some_and(|last| sentence.span.start() <= last.span.start()) {
                continue;
            }
            let whole = others.iter().try_fold(span, |joined, spans| {
                let from = spans.partition_point(|other| other.start() < sentence.span.start());
                let inside =
                    spans.iter().skip(from).take_while(|other| other.end() <= sentence.span.end());
                let nearest = inside
                    .filter(|other| !other.overlaps(span))
                    .min_by_key(|other| other.start().abs_diff(span.start()))?;
                Some(joined.join(*nearest))
            });
            let Some(whole) = whole else { continue };
            let pointed = if self.is_short(whole) { whole } else { span };
            hits.push(Hit { span: pointed, confidence: together.confidence, echo_of: None });
        }
        hits
    }

    /// Whether a place is short enough to be pointed at.
    fn is_short(&self, span: Span) -> bool {
        let words = span.slice(self.text.source()).unwrap_or_default();
        words.split_whitespace().count() <= MOST_WORDS
    }

    /// What the rule's phrases and its function find together.
    fn evidence(&self, rule: &Compiled) -> Vec<Hit> {
        let mut hits = self.phrases(rule);
        if let Some(code) = rule.code {
            let excepts = rule.sets.iter().flat_map(|sets| self.scan.of(sets.except));
            let except = Cover::of(excepts.map(|found| found.span));
            hits.extend(code(self).into_iter().filter(|hit| !except.touches(hit.span)));
        }
        hits
    }

    /// Where the thing that a `missing` rule asks for is, if it is there.
    pub(super) fn present(&self, rule: &Compiled) -> Option<Span> {
        let mut hits = self.evidence(rule);
        hits.sort_by_key(|hit| hit.span);
        let counts = |hit: &&Hit| match rule.rule.id.as_str() {
            "structure/no-acknowledgement" => self.is_near_start(hit.span),
            "structure/no-offline-path" => offline::reaches(self, hit.span),
            _ => true,
        };
        hits.iter()
            .filter(|hit| hit.confidence == Confidence::High)
            .find(counts)
            .map(|hit| hit.span)
    }

    /// Whether a place is in one of the first two sentences.
    fn is_near_start(&self, span: Span) -> bool {
        self.text.sentences().get(1).is_none_or(|second| span.start() < second.span.end())
    }

    /// Where `rule` is broken; overlapping hits are joined.
    pub(super) fn find(&self, rule: &Compiled) -> Vec<Hit> {
        match rule.rule.kind {
            DetectorKind::Missing if self.present(rule).is_some() => Vec::new(),
            DetectorKind::Missing => {
                let is_thin = !self.evidence(rule).is_empty();
                let place = match rule.rule.id.as_str() {
                    "structure/no-acknowledgement" => 0,
                    _ => self.text.source().trim_end().len(),
                };
                let span = Span::new(self.text.source(), place..place);
                span.map(if is_thin { Hit::low } else { Hit::high }).into_iter().collect()
            }
            DetectorKind::Phrases | DetectorKind::Code => {
                let mut hits = self.evidence(rule);
                if rule.rule.id.as_str() == "privacy/identity" {
                    hits.retain(|hit| !identity::contact::is_own_contact(self, hit.span));
                }
                self.join(hits)
            }
        }
    }

    /// Joins hits that overlap, as long as the words to point at stay few.
    fn join(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        hits.sort_by_key(|hit| (hit.span.start(), std::cmp::Reverse(hit.span.end())));
        let mut joined: Vec<Hit> = Vec::new();
        for hit in hits {
            match joined.last_mut() {
                Some(last) if last.span.overlaps(hit.span) => {
                    let both = last.span.join(hit.span);
                    if self.is_short(both) {
                        last.span = both;
                    }
                    last.confidence = last.confidence.max(hit.confidence);
                    last.echo_of = last.echo_of.or(hit.echo_of);
                }
                _ => joined.push(hit),
            }
        }
        joined
    }
}

/// A finding points at no more words than this.
const MOST_WORDS: usize = 15;
