//! Which signals a text shows, and where.

use super::cues::{Cues, Evidence, SignalId, Source, Within};
use crate::text::phrase::{Language, Match, Scan};
use crate::text::{Case, Kind, Span, Text, Token};

/// How far before a phrase a negation still reaches it, in words.
const NEGATION_REACH: usize = 3;

/// Rows of a keyboard: text that runs along them says nothing.
const KEY_ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The signals of one text.
pub(super) struct Hits {
    by_signal: Vec<Vec<Span>>,
    /// The sentences in which each signal stands; many times the same is one.
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
        for source in &cues.sources {
            for found in scan.of(source.phrases) {
                if is_excepted(source, found, &scan)
                    || (source.is_name && !holds_name(cues, found, &scan, text))
                {
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
                    && !places.contains(&sentence)
                {
                    places.push(sentence);
                }
            }
        }
        for spans in &mut by_signal {
            spans.sort_unstable();
            spans.dedup();
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
                    self.sentences.get(signal).is_some_and(|places| places.contains(&place))
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

fn is_excepted(source: &Source, found: &Match, scan: &Scan) -> bool {
    source.except.is_some_and(|except| {
        scan.of(except).any(|exception| {
            exception.tokens.start < found.tokens.end && found.tokens.start < exception.tokens.end
        })
    })
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

/// Whether a phrase holds a word that is written as a name and is none of those that never are.
fn holds_name(cues: &Cues, found: &Match, scan: &Scan, text: &Text<'_>) -> bool {
    let lists = |name: &str, at: usize| {
        let list = cues.book.lexicon(name);
        scan.entries().any(|entry| Some(entry.lexicon) == list && entry.tokens.contains(&at))
    };
    found.tokens.clone().any(|at| {
        let Some(token) = text.tokens().get(at) else { return false };
        let is_first = at
            .checked_sub(1)
            .and_then(|before| text.tokens().get(before))
            .is_none_or(|before| before.sentence != token.sentence);
        token.kind == Kind::Word
            && token.case != Case::Lower
            && text.norm(token).len() > 1
            && !lists("not-names", at)
            && !lists("staff", at)
            && (!is_first || lists("first-names", at))
    })
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
