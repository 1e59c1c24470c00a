//! Finds that a reply is too long or too dense to be read in passing.

use super::{Hit, Reading};
use crate::text::{Kind, Span, Token};

/// More words than this are a letter, not a reply.
const MOST_WORDS: usize = 110;

/// A sentence of more words than this cannot be read in passing.
const LONGEST_SENTENCE: usize = 55;

/// From so many words on, long words alone make a text dense.
const DENSE_FROM: usize = 40;

/// Letters a word at which a text is dense.
const DENSE_LETTERS: usize = 6;

/// Points at the whole reply where it is too long or too dense, else at a sentence that is.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let text = reading.text;
    let (n_words, n_letters) = size(text.tokens());
    if n_words > MOST_WORDS || (n_words >= DENSE_FROM && n_letters > n_words * DENSE_LETTERS) {
        let all = text.sentences().first().zip(text.sentences().last());
        return all
            .map(|(first, last)| Hit::high(first.span.join(last.span)))
            .into_iter()
            .collect();
    }
    text.sentences()
        .iter()
        .filter(|sentence| {
            size(text.tokens().get(sentence.tokens.clone()).unwrap_or_default()).0
                > LONGEST_SENTENCE
        })
        .map(|sentence| Hit::high(sentence.span))
        .collect()
}

/// Words and their letters; the two halves of a contraction are one word.
fn size(tokens: &[Token]) -> (usize, usize) {
    let mut last: Option<Span> = None;
    let (mut n_words, mut n_letters) = (0, 0);
    for token in tokens {
        if matches!(token.kind, Kind::Word | Kind::Number | Kind::Money) && last != Some(token.span)
        {
            n_words += 1;
            n_letters += token.span.len();
        }
        last = Some(token.span);
    }
    (n_words, n_letters)
}
