//! Which signals a text shows, and where.

use super::cues::{Cues, Evidence, SignalId, Within};
use crate::text::phrase::{Language, Match, Scan, SetId};
use crate::text::{Case, Kind, Span, Text, Token};

/// How far before a phrase a negation still reaches it, in words.
const NEGATION_REACH: usize = 3;

/// Rows of a keyboard: text that runs along them says nothing.
const KEY_ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The signals of one text.
pub(super) struct Hits {
    by_signal: Vec<Vec<Span>>,
    /// The sentences in which each signal stands, in order, each once.
    sentences: Vec<Vec<usize>>,
    /// Whether anything is asked.
    pub(super) is_asking: bool,
}

impl Hits {
    /// Finds every signal; a hit behind a negation or in a question is treated as its cue file says.
    pub(super) fn find(cues: &Cues, text: &Text<'_>) -> Self {
        let scan = cues.book.scan(text, &[Language::English, Language::Spanish]);
        let is_asked: Vec<bool> = text
            .sentences()
            .iter()
            .map(|sentence| {
                let words = sentence.span.slice(text.source()).unwrap_or_default();
                words.contains(['?', '？', '؟', '¿'])
            })
            .collect();
        let mut by_signal = vec![Vec::new(); cues.n_signals];
        let mut sentences = vec![Vec::new(); cues.n_signals];
        let names = Names::of(cues, &scan, text);
        for source in &cues.sources {
            let excepted = Marked::of(source.except, &scan, text);
            for found in scan.of(source.phrases) {
                if excepted.touches(found) || (source.is_name && !names.stand_in(found)) {
                    continue;
                }
                let mut signal = Some(source.signal);
                let sentence =
                    text.tokens().get(found.tokens.start).map_or(0, |token| token.sentence);
                if is_asked.get(sentence) == Some(&true) {
                    signal = source.asked;
                }
                if signal.is_some() && source.negated != signal && is_negated(text, found) {
                    signal = source.negated;
                }
                let Some(signal) = signal else { continue };
                if let Some(spans) = by_signal.get_mut(signal) {
                    spans.push(found.span);
                }
                if let Some(places) = sentences.get_mut(signal)
                    && places.last() != Some(&sentence)
                {
                    places.push(sentence);
                }
            }
        }
        for spans in &mut by_signal {
            spans.sort_unstable();
            spans.dedup();
        }
        for places in &mut sentences {
            places.sort_unstable();
            places.dedup();
        }
        Self { by_signal, sentences, is_asking: is_asked.contains(&true) }
    }

    /// Whether all signals of an item of evidence are there, near enough, and none of those against it.
    pub(super) fn bear_out(&self, evidence: &Evidence) -> bool {
        match evidence.within {
            Within::Comment => {
                evidence.all.iter().all(|&signal| self.has(signal))
                    && !evidence.none.iter().any(|&signal| self.has(signal))
            }
            Within::Sentence => {
                let stands_in = |signal: SignalId, place: usize| {
                    self.sentences
                        .get(signal)
                        .is_some_and(|places| places.binary_search(&place).is_ok())
                };
                let first = evidence.all.first().and_then(|&signal| self.sentences.get(signal));
                first.into_iter().flatten().any(|&place| {
                    evidence.all.iter().all(|&signal| stands_in(signal, place))
                        && !evidence.none.iter().any(|&signal| stands_in(signal, place))
                })
            }
        }
    }

    /// Where a signal was found, in reading order.
    pub(super) fn of(&self, signal: SignalId) -> &[Span] {
        self.by_signal.get(signal).map_or(&[], Vec::as_slice)
    }

    /// Whether a signal was found.
    pub(super) fn has(&self, signal: SignalId) -> bool {
        !self.of(signal).is_empty()
    }

    /// How many places of a signal do not overlap.
    pub(super) fn count(&self, signal: SignalId) -> usize {
        let mut count = 0;
        let mut end = 0;
        for span in self.of(signal) {
            if end <= span.start() {
                count += 1;
            }
            end = end.max(span.end());
        }
        count
    }
}

/// The tokens that some phrases cover; none are kept where no phrase was found.
struct Marked(Vec<bool>);

impl Marked {
    fn of(phrases: Option<SetId>, scan: &Scan, text: &Text<'_>) -> Self {
        let mut marks = Vec::new();
        for found in phrases.into_iter().flat_map(|phrases| scan.of(phrases)) {
            if marks.is_empty() {
                marks.resize(text.tokens().len(), false);
            }
            let n_words = found.tokens.len();
            marks.iter_mut().skip(found.tokens.start).take(n_words).for_each(|mark| *mark = true);
        }
        Self(marks)
    }

    fn touches(&self, found: &Match) -> bool {
        self.0.get(found.tokens.clone()).is_some_and(|marks| marks.contains(&true))
    }
}

/// Whether the words before a phrase turn it around.
fn is_negated(text: &Text<'_>, found: &Match) -> bool {
    let tokens = text.tokens();
    let Some(first) = tokens.get(found.tokens.start) else { return false };
    let mut after = first;
    for distance in 1..=NEGATION_REACH {
        let Some(token) = found.tokens.start.checked_sub(distance).and_then(|at| tokens.get(at))
        else {
            return false;
        };
        if token.sentence != first.sentence || is_apart(text, token, after) {
            return false;
        }
        match text.norm(token) {
            // "Not only kind", "no doubt the best".
            "only" | "just" | "doubt" | "question" | "hesitation" => return false,
            "not" | "never" | "without" | "hardly" | "barely" | "neither" | "nor" | "nobody"
            | "none" | "nothing" | "zero" | "sin" | "nunca" | "jamas" | "ni" | "nadie" => {
                return true;
            }
            "no" if distance <= 2 => return true,
            _ => {}
        }
        after = token;
    }
    false
}

/// Whether a mark between two tokens separates what they say.
fn is_apart(text: &Text<'_>, before: &Token, after: &Token) -> bool {
    let between = text.source().get(before.span.end()..after.span.start()).unwrap_or_default();
    between.contains([',', ';', ':', '(', ')', '—', '–', '/'])
}

/// The words that are written as names and are none of those that never are.
struct Names(Vec<bool>);

impl Names {
    fn of(cues: &Cues, scan: &Scan, text: &Text<'_>) -> Self {
        let [given, never, staff] =
            ["first-names", "not-names", "staff"].map(|name| cues.book.lexicon(name));
        let tokens = text.tokens();
        let mut may_be = vec![true; tokens.len()];
        let mut is_given = vec![false; tokens.len()];
        for entry in scan.entries() {
            let list = Some(entry.lexicon);
            let n_words = entry.tokens.len();
            if list == given {
                let marks = is_given.iter_mut().skip(entry.tokens.start).take(n_words);
                marks.for_each(|mark| *mark = true);
            } else if list == never || list == staff {
                let marks = may_be.iter_mut().skip(entry.tokens.start).take(n_words);
                marks.for_each(|mark| *mark = false);
            }
        }
        let mut before = None;
        for ((token, may_be), is_given) in tokens.iter().zip(&mut may_be).zip(is_given) {
            let is_first = before != Some(token.sentence);
            before = Some(token.sentence);
            *may_be &= token.kind == Kind::Word
                && token.case != Case::Lower
                && text.norm(token).len() > 1
                && (!is_first || is_given);
        }
        Self(may_be)
    }

    fn stand_in(&self, found: &Match) -> bool {
        self.0.get(found.tokens.clone()).is_some_and(|names| names.contains(&true))
    }
}

/// What a text is made of, apart from what it says.
pub(super) struct Shape {
    /// Words and numbers.
    pub(super) n_words: usize,
    /// Whether it is nothing but letters typed at random.
    pub(super) is_mash: bool,
}

impl Shape {
    /// Measures a text.
    pub(super) fn of(text: &Text<'_>) -> Self {
        let words: Vec<&Token> = text
            .tokens()
            .iter()
            .filter(|token| !matches!(token.kind, Kind::Emoji | Kind::Handle))
            .collect();
        let is_mash = !words.is_empty()
            && words.len() <= 3
            && words.iter().all(|token| is_mashed(text.norm(token)));
        Self { n_words: words.len(), is_mash }
    }
}

/// Whether a word is five or more keys in a row, or letters that nobody can say.
fn is_mashed(word: &str) -> bool {
    let letters = word.as_bytes();
    let along = letters.windows(5).any(|run| {
        std::str::from_utf8(run).is_ok_and(|run| KEY_ROWS.iter().any(|row| row.contains(run)))
    });
    let is_vowel = |letter: &u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let unsayable = letters.len() >= 5
        && word.is_ascii()
        && letters.iter().all(u8::is_ascii_alphabetic)
        && !letters.iter().any(is_vowel);
    along || unsayable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_keys_are_told_from_words() {
        for mash in ["asdfghjkl", "qwerty", "xkcdbfgh"] {
            assert!(Shape::of(&Text::read(mash)).is_mash, "{mash}");
        }
        for word in ["rhythm", "thanks", "hmm", "great", "2024", "👍", ""] {
            assert!(!Shape::of(&Text::read(word)).is_mash, "{word:?}");
        }
    }
}
