//! Tells the practice's own telephone numbers and addresses from those of others.

use super::super::{Hit, Reading};
use crate::lint::context::bare;
use crate::text::{Kind, Span, Token};

/// Words that attribute the contact behind them to somebody else.
const ATTRIBUTING: &[&str] = &[
    "typed",
    "forwarded",
    "went",
    "wrong",
    "file",
    "belongs",
    "registered",
    "instead",
    "tried",
    "enviamos",
    "mandamos",
    "marcamos",
    "llamamos",
    "escribimos",
    "marcaron",
    "registrado",
    "registramos",
    "suyo",
];

/// Words that offer the contact behind them to the reader.
const OFFERING: &[&str] = &[
    "us",
    "call",
    "reach",
    "contact",
    "write",
    "phone",
    "dial",
    "ring",
    "line",
    "office",
    "manager",
    "team",
    "message",
    "please",
    "desk",
    "me",
    "our",
    "her",
    "him",
    "them",
    "llame",
    "escriba",
    "llamenos",
    "escribanos",
    "llamanos",
    "escribenos",
    "marquenos",
    "marcanos",
    "marque",
    "marca",
    "llama",
    "linea",
    "direct",
];

/// How far before a contact the words are looked at that say whose it is.
const LOOK_BACK: usize = 8;

/// Whose a contact is, as far as profile and words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The profile names it, or without a profile the words offer it to the reader.
    Ours,
    /// The profile does not name it, or without a profile the words give it to somebody else.
    Theirs,
    /// There is no profile, and the words do not say.
    Unknown,
}

/// Whose the contact at place `n` of the tokens is.
fn whose(reading: &Reading<'_>, n: usize, contact: &Token) -> Whose {
    let own = reading.context.own_contacts.as_deref().unwrap_or_default();
    if !own.is_empty() {
        let written = bare(reading.text.written(contact));
        let is_ours = own.iter().any(|own| is_same(own, &written));
        return if is_ours { Whose::Ours } else { Whose::Theirs };
    }
    if is_asked_back(reading, contact, n) {
        return Whose::Theirs;
    }
    let before = reading.text.tokens().iter().take(n).rev().take(LOOK_BACK);
    let mut words = before
        .take_while(|other| other.sentence == contact.sentence)
        .map(|other| reading.text.norm(other));
    match words.find(|word| OFFERING.contains(word) || ATTRIBUTING.contains(word)) {
        Some(word) if ATTRIBUTING.contains(&word) => Whose::Theirs,
        Some(_) => Whose::Ours,
        None => Whose::Unknown,
    }
}

/// Every telephone number and address of the text, with whose it is.
fn contacts_with_owner<'a>(
    reading: &'a Reading<'_>,
) -> impl Iterator<Item = (&'a Token, Whose)> + use<'a> {
    reading
        .text
        .tokens()
        .iter()
        .enumerate()
        .filter(|(_, token)| matches!(token.kind, Kind::Phone | Kind::Email))
        .map(|(n, token)| (token, whose(reading, n, token)))
}

/// Points at every contact that is somebody else's.
pub(super) fn contacts(reading: &Reading<'_>) -> Vec<Hit> {
    let theirs = contacts_with_owner(reading).filter(|(_, whose)| *whose == Whose::Theirs);
    theirs.map(|(token, _)| Hit::high(token.span)).collect()
}

/// The first contact that is surely the practice's own: all that a rewrite may keep.
pub(in crate::lint) fn own_contact<'a>(reading: &'a Reading<'_>) -> Option<&'a Token> {
    contacts_with_owner(reading).find(|(_, whose)| *whose == Whose::Ours).map(|(token, _)| token)
}

/// Whether a contact is put to the reader as their own, as in "is 555-0186 still your number".
fn is_asked_back(reading: &Reading<'_>, contact: &Token, n: usize) -> bool {
    let asks_about = |word: &str| match word {
        // "So that we can make this right" asks nothing.
        "right" | "best" | "correct" => is_question(reading, contact),
        word => matches!(word, "still" | "yours"),
    };
    let mut after = reading
        .text
        .tokens()
        .iter()
        .skip(n + 1)
        .take(LOOK_BACK)
        .take_while(|other| other.sentence == contact.sentence)
        .map(|other| reading.text.norm(other));
    let before = n.checked_sub(1).and_then(|before| reading.text.tokens().get(before));
    let asks = before.is_some_and(|token| {
        matches!(reading.text.norm(token), "is" | "at" | "on" | "es" | "siendo" | "al")
    });
    asks && after.any(asks_about)
}

/// Whether the sentence of a token ends with a question mark.
fn is_question(reading: &Reading<'_>, token: &Token) -> bool {
    let sentence = reading.text.sentences().get(token.sentence);
    let words = sentence.and_then(|sentence| sentence.span.slice(reading.text.source()));
    words.is_some_and(|words| words.contains('?'))
}

/// Whether words name one of the practice's own contacts.
pub(in crate::lint::detect) fn is_own_contact(reading: &Reading<'_>, span: Span) -> bool {
    let own = reading.context.own_contacts.as_deref().unwrap_or_default();
    reading
        .text
        .tokens()
        .iter()
        .filter(|token| {
            token.span.overlaps(span) && matches!(token.kind, Kind::Phone | Kind::Email)
        })
        .any(|token| own.iter().any(|own| is_same(own, &bare(reading.text.written(token)))))
}

/// Whether two contacts are one: the same number with or without its area code, or addresses of one domain.
fn is_same(own: &str, other: &str) -> bool {
    match (own.split_once('@'), other.split_once('@')) {
        (Some((_, own)), Some((_, other))) => own == other,
        (None, None) => {
            let shorter = own.len().min(other.len());
            shorter >= 7 && (own.ends_with(other) || other.ends_with(own))
        }
        _ => false,
    }
}
