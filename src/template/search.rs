//! Finding a template by typing: fuzzy in the title, as written in the text.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Library, Ranked, Situation, Template};

/// A word of the query that is found in the title counts for more than one in the text.
const TITLE_FACTOR: u32 = 3;

/// A template that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// Which one, and what else is said of it; its score is the situation's, not the search's.
    pub ranked: Ranked<'a>,
    /// Which characters of the title matched, counted from 0, sorted, each once.
    pub title_positions: Vec<usize>,
}

impl Library {
    /// The templates in which every word of `query` is found, best match first; all in rank order for an empty query.
    pub fn search(&self, query: &str, situation: &Situation<'_>) -> Vec<Found<'_>> {
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found: Vec<(u32, Found<'_>)> = self
            .rank(situation)
            .into_iter()
            .filter_map(|ranked| {
                let (score, title_positions) = find(&words, ranked.template, &mut matcher)?;
                Some((score, Found { ranked, title_positions }))
            })
            .collect();
        // A stable sort: equal matches stay in the order of the situation.
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// How well every word is found, and where in the title; `None` if one of them is not.
fn find(words: &[&str], template: &Template, matcher: &mut Matcher) -> Option<(u32, Vec<usize>)> {
    let mut buffer = Vec::new();
    let mut positions = Vec::new();
    let mut total = 0;
    for word in words {
        let fuzzy =
            Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false);
        let title = Utf32Str::new(&template.title, &mut buffer);
        total += match fuzzy.indices(title, matcher, &mut positions) {
            Some(score) => u32::from(score) * TITLE_FACTOR,
            None => in_text(word, template, matcher)?,
        };
    }
    positions.sort_unstable();
    positions.dedup();
    Some((total, positions.into_iter().filter_map(|at| usize::try_from(at).ok()).collect()))
}

/// The best score of `word`, as written, among the parts of a template.
fn in_text(word: &str, template: &Template, matcher: &mut Matcher) -> Option<u32> {
    let exact =
        Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring, false);
    let mut buffer = Vec::new();
    template
        .all_words()
        .filter_map(|part| exact.score(Utf32Str::new(part.source(), &mut buffer), matcher))
        .max()
        .map(u32::from)
}
