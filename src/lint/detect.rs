//! How rules look: their phrases, what is missing, and five functions for what phrases cannot say.

pub(super) mod echo;
pub(in crate::lint) mod identity;
mod placeholder;
mod shouting;
mod simple;

use super::context::Context;
use super::pack::{Compiled, RulePack};
use super::rule::DetectorKind;
use super::{Confidence, offline};
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

/// A detector that needs code.
pub(super) type Code = fn(&Reading<'_>) -> Vec<Hit>;

/// The function of the rule of that path.
pub(super) fn code(id: &str) -> Option<Code> {
    match id {
        "privacy/echo" => Some(echo::find),
        "privacy/identity" => Some(identity::find),
        "structure/not-simple" => Some(simple::find),
        "tone/shouting" => Some(shouting::find),
        "hygiene/placeholder" => Some(placeholder::find),
        _ => None,
    }
}

impl Reading<'_> {
    /// Matches of a set that no exception of the rule overlaps.
    fn matches(&self, set: SetId, except: SetId) -> impl Iterator<Item = Span> {
        self.scan
            .of(set)
            .map(|found| found.span)
            .filter(move |span| !self.scan.of(except).any(|except| except.span.overlaps(*span)))
    }

    /// A match of high confidence against the exceptions: none is left of one that stands inside an exception,
    /// and one that reaches beyond it is doubtful.
    fn weighed(&self, span: Span, except: SetId) -> Option<Hit> {
        let mut hit = Hit::high(span);
        for except in self.scan.of(except).map(|except| except.span) {
            if except.covers(span) {
                return None;
            }
            if except.overlaps(span) {
                hit = Hit::low(span);
            }
        }
        Some(hit)
    }

    /// Whether an exception of the rule overlaps a place.
    fn is_excepted(&self, rule: &Compiled, span: Span) -> bool {
        let mut excepts = rule.sets.iter().flat_map(|sets| self.scan.of(sets.except));
        excepts.any(|except| except.span.overlaps(span))
    }

    /// What the rule's own phrases find, in all languages of the reply.
    fn phrases(&self, rule: &Compiled) -> Vec<Hit> {
        let mut hits = Vec::new();
        for sets in rule.sets.iter().filter(|sets| self.languages.contains(&sets.language)) {
            let sure = self.scan.of(sets.phrases).map(|found| found.span);
            hits.extend(sure.filter_map(|span| self.weighed(span, sets.except)));
            hits.extend(self.matches(sets.low, sets.except).map(Hit::low));
        }
        hits
    }

    /// Where the thing that a `missing` rule asks for is, if it is there.
    pub(super) fn present(&self, rule: &Compiled) -> Option<Span> {
        let mut hits = self.phrases(rule);
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
                let is_thin = !self.phrases(rule).is_empty();
                let place = match rule.rule.id.as_str() {
                    "structure/no-acknowledgement" => 0,
                    _ => self.text.source().trim_end().len(),
                };
                let span = Span::new(self.text.source(), place..place);
                span.map(if is_thin { Hit::low } else { Hit::high }).into_iter().collect()
            }
            DetectorKind::Phrases | DetectorKind::Code => {
                let mut hits = self.phrases(rule);
                let found = rule.code.into_iter().flat_map(|code| code(self));
                hits.extend(found.filter(|hit| !self.is_excepted(rule, hit.span)));
                if rule.rule.id.as_str() == "privacy/identity" {
                    hits.retain(|hit| !identity::is_own_contact(self, hit.span));
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
                    if both.slice(self.text.source()).unwrap_or_default().split_whitespace().count()
                        <= MOST_WORDS
                    {
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
