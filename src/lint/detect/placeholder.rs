//! Finds blanks of a template that nobody filled.

use super::{Hit, Reading};
use crate::text::Span;

/// A blank is no longer than this many characters.
const LONGEST: usize = 48;

/// Words that make a bracket a blank.
const SLOTS: &[&str] = &[
    "name",
    "insert",
    "phone",
    "number",
    "email",
    "e-mail",
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
    "link",
    "time",
    "city",
    "url",
    "here",
    "reviewer",
    "patient",
    "customer",
    "nombre",
    "telefono",
    "teléfono",
    "correo",
    "fecha",
    "clinica",
    "clínica",
    "apellido",
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
        '[' => until(']').filter(|&end| is_slot(&inside(end))).map_or(0, |end| end - at + 1),
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
            if n >= 3 && !is_inside && ends && c == 'X' { n } else { 0 }
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

/// Whether what stands in square brackets asks to be filled.
fn is_slot(inside: &str) -> bool {
    let is_loud =
        inside.chars().any(char::is_alphabetic) && !inside.chars().any(char::is_lowercase);
    let lower = inside.to_lowercase();
    is_loud
        || lower.is_empty()
        || lower.split(|c: char| !c.is_alphabetic() && c != '-').any(|word| SLOTS.contains(&word))
}
