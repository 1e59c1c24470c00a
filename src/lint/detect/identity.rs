//! Finds who somebody is beyond the public handle: surnames, and contacts that are not the practice's own.

pub(in crate::lint) mod contact;

use super::{Hit, Reading};
use crate::text::{Case, Kind, Sentence, Token, fold};

/// Titles in front of a surname; doctors are staff and their names are public.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "miss", "pastor", "reverend", "rev", "sir", "madam", "sr", "sra",
    "srta", "senor", "senora", "senorita", "don", "dona",
];

/// Spanish titles stand in lower case before a surname; `don` and `doña` go with first names.
const LOWER_TITLES: &[&str] = &["sr", "sra", "srta", "senor", "senora", "senorita"];

/// Words before a title that make it one of the practice's people.
const STAFF: &[&str] = &[
    "our",
    "for",
    "manager",
    "director",
    "coordinator",
    "supervisor",
    "with",
    "by",
    "nuestra",
    "nuestro",
    "con",
    "por",
    "gerente",
    "la",
    "el",
];

/// Words after which a name is the one of the person spoken to.
const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "hola",
    "estimado",
    "estimada",
    "querida",
    "querido",
    "thanks",
    "you",
    "gracias",
    "sorry",
    "yay",
    "congrats",
    "congratulations",
    "welcome",
    "aww",
    "aw",
    "omg",
    "morning",
    "afternoon",
    "evening",
    "disculpe",
    "felicidades",
    "buenas",
    "buenos",
    "dias",
    "tardes",
    "noches",
    "ay",
    "saludos",
];

/// Words by which a sentence speaks to somebody.
const SPOKEN_TO: &[&str] = &["you", "your", "usted", "su", "sus", "tu", "tus", "te", "le"];

/// Points at surnames and at contacts of others.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for sentence in reading.text.sentences() {
        let tokens = reading.text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        hits.extend(titled(reading, tokens));
        hits.extend(addressed(reading, sentence, tokens));
    }
    hits.extend(contact::contacts(reading));
    hits
}

/// Whether a token may be a part of a person's name.
fn is_name(token: &Token) -> bool {
    token.kind == Kind::Word && token.case == Case::Capital && token.span.len() > 1
}

/// A title with the name behind it.
fn titled(reading: &Reading<'_>, tokens: &[Token]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (n, pair) in tokens.windows(2).enumerate() {
        let [title, name] = pair else { continue };
        let before = n.checked_sub(1).and_then(|before| tokens.get(before));
        let is_staff = before.is_some_and(|token| STAFF.contains(&reading.text.norm(token)));
        let word = reading.text.norm(title);
        let is_titled =
            if title.case == Case::Capital { TITLES } else { LOWER_TITLES }.contains(&word);
        if is_titled && is_name(name) && !is_staff && !is_own(reading, name) {
            hits.push(Hit::high(title.span.join(name.span)));
        }
    }
    hits
}

/// First name and surname of the person spoken to, after a greeting or at the end after a comma.
fn addressed(reading: &Reading<'_>, sentence: &Sentence, tokens: &[Token]) -> Vec<Hit> {
    let source = reading.text.source();
    let gap = |left: &Token, right: &Token| {
        source.get(left.span.end()..right.span.start()).unwrap_or_default().trim()
    };
    let mut hits = Vec::new();
    for (n, window) in tokens.windows(3).enumerate() {
        let [before, first, last] = window else { continue };
        let is_pair = is_name(first) && is_name(last) && gap(first, last).is_empty();
        if !is_pair || is_own(reading, last) || is_public(reading, last) {
            continue;
        }
        let follows = source.get(last.span.end()..).unwrap_or_default().trim_start().chars().next();
        let is_set_off = follows.is_none_or(|c| ",!.?:;–—-\n".contains(c));
        let word = reading.text.norm(before);
        let greets = GREETINGS.contains(&word) && n < 4;
        let is_last = n + 3 == tokens.len()
            && gap(before, first) == ","
            && sentence.tokens.len() > 3
            && tokens.iter().any(|token| SPOKEN_TO.contains(&reading.text.norm(token)))
            && !tokens.iter().any(|token| {
                STAFF.contains(&reading.text.norm(token)) && reading.text.norm(token) != "for"
            });
        if is_set_off && (greets || is_last) {
            hits.push(Hit::high(first.span.join(last.span)));
        }
    }
    hits
}

/// Whether a name is one of the practice's own.
fn is_own(reading: &Reading<'_>, name: &Token) -> bool {
    let word = fold(reading.text.written(name));
    reading.context.own_names.iter().any(|own| own.split_whitespace().any(|part| part == word))
}

/// Whether a surname is part of the name that stands in public beside the comment.
fn is_public(reading: &Reading<'_>, name: &Token) -> bool {
    let word = fold(reading.text.written(name));
    reading.context.author.contains(&word)
}
