//! Finds what tells that a reply was never finished: lists of options, names of fields, sentences that break off.

use super::{Hit, Reading};
use crate::text::{Case, Span, Token};

/// What a numbered version of a text is called.
const VERSIONS: &[&str] = &[
    "option",
    "version",
    "draft",
    "variant",
    "alternative",
    "alt",
    "choice",
    "template",
    "opcion",
    "borrador",
    "plantilla",
];

/// How versions are counted.
const COUNTS: &[&str] =
    &["1", "2", "3", "4", "5", "a", "b", "c", "one", "two", "three", "uno", "dos"];

/// Names of fields that are written as one word.
const FIELDS: &[&str] = &[
    "firstname",
    "lastname",
    "fullname",
    "fname",
    "lname",
    "namehere",
    "clientname",
    "patientname",
    "customername",
    "practicename",
    "clinicname",
    "doctorname",
    "phonenumber",
    "phonehere",
    "tk",
    "tktk",
    "tktktk",
];

/// Words that greet, after which a name stands.
const GREETINGS: &[&str] = &["hi", "hello", "dear", "hey", "hola", "estimado", "estimada"];

/// Words that a sentence never ends with.
const NEVER_LAST: &[&str] = &[
    "the", "a", "an", "our", "your", "my", "and", "or", "because", "el", "un", "nuestro",
    "nuestra", "y", "sus",
];

/// Words that a sentence ends with only where a mark follows.
const SELDOM_LAST: &[&str] = &[
    "at", "with", "of", "by", "from", "to", "for", "but", "if", "is", "are", "will", "that",
    "very", "their", "we", "please", "de", "con", "para", "al",
];

/// Words before "at" that announce how to get in touch.
const REACHING: &[&str] = &[
    "us", "me", "call", "reach", "contact", "email", "mail", "line", "office", "manager", "team",
    "dial", "text", "phone", "directly", "desk", "him", "her", "message", "number",
];

/// What may follow such an "at" only where the number is missing.
const NOT_A_PLACE: &[&str] = &["and", "or", "so", "we", "to", "if", "thank", "thanks", "please"];

/// Points at each trace of an unfinished text.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let tokens = reading.text.tokens();
    let mut hits = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        let found = version(reading, token, next)
            .or_else(|| field(reading, token, next))
            .or_else(|| gap(reading, at, token, next));
        hits.extend(found.map(Hit::high));
    }
    hits.extend(breaks_off(reading));
    hits
}

/// What is written between a token and the one after it, or the end of the text.
fn between<'a>(reading: &Reading<'a>, token: &Token, next: Option<&Token>) -> &'a str {
    let source = reading.text.source();
    let end = next.map_or(source.len(), |next| next.span.start());
    source.get(token.span.end()..end).unwrap_or_default()
}

/// "Option 2:" and "Version B -".
fn version(reading: &Reading<'_>, token: &Token, next: Option<&Token>) -> Option<Span> {
    let count = next.filter(|next| COUNTS.contains(&reading.text.norm(next)))?;
    if !VERSIONS.contains(&reading.text.norm(token)) || token.case == Case::Lower {
        return None;
    }
    let rest = reading.text.source().get(count.span.end()..).unwrap_or_default().trim_start();
    rest.starts_with([':', ')', ']', '-', '–', '—', '(']).then(|| token.span.join(count.span))
}

/// The name of a field: `first_name`, `FIRSTNAME`, or a bare "Name" after a greeting.
fn field(reading: &Reading<'_>, token: &Token, next: Option<&Token>) -> Option<Span> {
    let word = reading.text.norm(token);
    let is_shouted = token.case == Case::Upper && FIELDS.contains(&word);
    let written = reading.text.written(token);
    let is_identifier = written.contains('_') && !written.starts_with(['@', '#', '_']);
    let is_plain = written.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_shouted || is_identifier && is_plain && !written.ends_with('_') {
        return Some(token.span);
    }
    let name = next.filter(|next| reading.text.norm(next) == "name" && next.case != Case::Lower)?;
    GREETINGS.contains(&word).then_some(name.span)
}

/// A place where something is missing: "call us at .", "Hi ,".
fn gap(reading: &Reading<'_>, at: usize, token: &Token, next: Option<&Token>) -> Option<Span> {
    let word = reading.text.norm(token);
    let follows = between(reading, token, next);
    if GREETINGS.contains(&word) && follows.starts_with([' ', '\u{a0}']) {
        return follows.trim_start().starts_with([',', '!', '…', '?']).then_some(token.span);
    }
    let before = at.checked_sub(1).and_then(|before| reading.text.tokens().get(before))?;
    let reaches = word == "at" && REACHING.contains(&reading.text.norm(before));
    let asks = word == "for" && reading.text.norm(before) == "ask";
    if !(reaches || asks) || before.sentence != token.sentence {
        return None;
    }
    let is_cut = follows.trim_start().starts_with(['.', ',', ';', '!', '…', '?', ')']);
    let is_run_on = next.is_some_and(|next| NOT_A_PLACE.contains(&reading.text.norm(next)));
    let is_end = next.is_none() && follows.trim().is_empty();
    (is_cut || is_run_on && reaches || is_end).then(|| before.span.join(token.span))
}

/// The last word, where no text ends with it.
fn breaks_off(reading: &Reading<'_>) -> Option<Hit> {
    let last = reading.text.tokens().last()?;
    let word = reading.text.norm(last);
    let marks = between(reading, last, None).trim();
    let is_open = marks.is_empty() || matches!(marks, "..." | "…" | ",");
    let is_cut = NEVER_LAST.contains(&word) && (is_open || marks == ".");
    let is_left = SELDOM_LAST.contains(&word) && marks.is_empty();
    let is_a_sentence = reading.text.tokens().len() > 4;
    // A capital stands for a grade or a vitamin: "plan A".
    (is_a_sentence && last.case == Case::Lower && (is_cut || is_left)).then(|| Hit::high(last.span))
}
