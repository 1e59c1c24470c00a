//! Finds who somebody is beyond the public handle: surnames, and contacts that are not the practice's own.

use super::{Hit, Reading};
use crate::lint::context::bare;
use crate::text::{Case, Kind, Sentence, Span, Token, fold};

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
    hits.extend(contacts(reading));
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
fn contacts(reading: &Reading<'_>) -> Vec<Hit> {
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
pub(super) fn is_own_contact(reading: &Reading<'_>, span: Span) -> bool {
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
