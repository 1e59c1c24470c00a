//! Finds blanks of a template that nobody filled.

use super::{Hit, Reading, unfinished};
use crate::text::Span;

/// A blank is no longer than this many characters.
const LONGEST: usize = 48;

/// Words of which a blank in round brackets is made.
const SLOTS: &[&str] = &[
    "name",
    "names",
    "insert",
    "phone",
    "number",
    "email",
    "e-mail",
    "mail",
    "date",
    "practice",
    "clinic",
    "doctor",
    "provider",
    "manager",
    "link",
    "first",
    "last",
    "address",
    "time",
    "city",
    "url",
    "here",
    "reviewer",
    "patient",
    "customer",
    "client",
    "guest",
    "title",
    "signature",
    "handle",
    "username",
    "location",
    "office",
    "hours",
    "day",
    "month",
    "amount",
    "price",
    "service",
    "treatment",
    "procedure",
    "event",
    "issue",
    "complaint",
    "topic",
    "tbd",
    "xx",
    "nombre",
    "telefono",
    "teléfono",
    "correo",
    "fecha",
    "clinica",
    "clínica",
    "apellido",
];

/// Words that stand beside them.
const BESIDE: &[&str] = &[
    "your", "the", "of", "or", "and", "full", "add", "fill", "in", "to", "enter", "a", "su", "de",
    "el", "la",
];

/// Square brackets that open with one of these hold a remark, not a blank.
const REMARKS: &[&str] = &[
    "sic",
    "under",
    "see",
    "edit",
    "edited",
    "update",
    "updated",
    "emphasis",
    "laughs",
    "translated",
    "via",
];

/// Points at each blank.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let source = reading.text.source();
    let chars: Vec<(usize, char)> = source.char_indices().collect();
    let mut hits = Vec::new();
    let mut at = 0;
    while let Some(&(start, c)) = chars.get(at) {
        let n = blank_length(&chars, at, c);
        if n > 0 {
            let end = chars.get(at + n).map_or(source.len(), |&(end, _)| end);
            hits.extend(Span::new(source, start..end).map(Hit::high));
        }
        at += n.max(1);
    }
    hits.extend(unfinished::find(reading));
    hits
}

/// How many characters from `at` on are a blank; 0 if none begins there.
fn blank_length(chars: &[(usize, char)], at: usize, c: char) -> usize {
    let char = |index: usize| chars.get(index).map(|&(_, c)| c);
    let until = |close: char| {
        (at + 1..at + LONGEST)
            .take_while(|&index| char(index) != Some('\n'))
            .find(|&index| char(index) == Some(close))
    };
    let inside = |end: usize| {
        (at + 1..end).filter_map(char).filter(|c| !matches!(c, '{' | '%')).collect::<String>()
    };
    match c {
        '{' => until('}')
            .filter(|&end| inside(end).chars().any(char::is_alphabetic))
            .map_or(0, |end| end - at + 1 + usize::from(char(end + 1) == Some('}'))),
        '[' => until(']')
            .filter(|&end| char(end + 1) != Some('(') && is_slot(&inside(end)))
            .map_or(0, |end| end - at + 1),
        '(' => until(')').filter(|&end| is_spelled_out(&inside(end))).map_or(0, |end| end - at + 1),
        // `*|FNAME|*` of mailing lists.
        '|' => until('|')
            .filter(|&end| {
                let inside = inside(end);
                inside.starts_with(char::is_alphabetic) && is_identifier(&inside)
            })
            .map_or(0, |end| end - at + 1),
        '$' => {
            let n = run(&char, at + 1, |c| c.is_ascii_alphabetic() || c == '_');
            let starts = char(at + 1).is_some_and(|c| c.is_ascii_lowercase() || c == 'X');
            let is_dressed = (at + 1..=at + n).filter_map(char).any(|c| c == '_' || c == 'X');
            if n > 0 && starts && (is_dressed || n > 3) { n + 1 } else { 0 }
        }
        '?' => {
            let n = run(&char, at, |c| c == '?');
            // "At ???" holds a place; "what???" asks.
            let stands_alone = at > 0 && char(at - 1).is_some_and(char::is_whitespace);
            if n >= 2 && stands_alone { n } else { 0 }
        }
        '<' => until('>')
            .filter(|&end| {
                let inside = inside(end);
                inside.starts_with(char::is_alphabetic) && !inside.contains("://")
            })
            .map_or(0, |end| end - at + 1),
        '%' => {
            let from = at + usize::from(char(at + 1) == Some('%')) + 1;
            let end = (from..from + LONGEST)
                .find(|&index| !char(index).is_some_and(|c| c.is_alphanumeric() || c == '_'))
                .unwrap_or(from);
            let starts_as_name = char(from).is_some_and(char::is_alphabetic);
            if starts_as_name && char(end) == Some('%') {
                end - at + 1 + usize::from(char(end + 1) == Some('%'))
            } else {
                0
            }
        }
        '_' => {
            let n = run(&char, at, |c| c == '_');
            if n >= 3 { n } else { 0 }
        }
        'X' | 'x' => {
            let is_inside = at > 0 && char(at - 1).is_some_and(char::is_alphanumeric);
            let n = run(&char, at, |other| other == c);
            let ends = !char(at + n).is_some_and(char::is_alphanumeric);
            // Kisses are lower case; a run of capitals is a blank.
            let goes_on = char(at + n) == Some(' ')
                && char(at + n + 1).is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
            let is_blank = n >= 3 || n == 2 && goes_on;
            if is_blank && !is_inside && ends && c == 'X' { n } else { 0 }
        }
        // Notes to oneself, in capitals: in lower case "todo" is a Spanish word.
        'T' | 'F' => {
            let is_inside = at > 0 && char(at - 1).is_some_and(char::is_alphanumeric);
            let n = run(&char, at, char::is_alphanumeric);
            let word: String = (at..at + n).filter_map(char).collect();
            if !is_inside && matches!(word.as_str(), "TODO" | "TBD" | "TBC" | "FIXME") {
                n
            } else {
                0
            }
        }
        _ => 0,
    }
}

fn run(char: &impl Fn(usize) -> Option<char>, at: usize, keep: impl Fn(char) -> bool) -> usize {
    (0..LONGEST).find(|&n| !char(at + n).is_some_and(&keep)).unwrap_or(LONGEST)
}

/// Whether what stands in square brackets asks to be filled or is a note.
fn is_slot(inside: &str) -> bool {
    let lower = inside.trim().to_lowercase();
    let first = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    lower.is_empty() || lower.chars().any(char::is_alphabetic) && !REMARKS.contains(&first)
}

/// Whether what stands in round brackets only names what belongs there.
fn is_spelled_out(inside: &str) -> bool {
    let lower = inside.trim().to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic() && c != '-').filter(|w| !w.is_empty());
    if lower.starts_with("insert ") || lower.starts_with("insertar ") {
        return true;
    }
    lower.chars().all(|c| !c.is_ascii_digit())
        && words.clone().any(|word| SLOTS.contains(&word))
        && words.all(|word| SLOTS.contains(&word) || BESIDE.contains(&word))
}

fn is_identifier(inside: &str) -> bool {
    inside.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c == ':')
}
