//! Numbers that say something of a body: how much, how many, how long since.

use crate::text::{Kind, Span, Text, Token};

/// A number of something, such as nine sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    number: String,
    of: &'static str,
}

/// What is counted or weighed in care; waits, prices and stars are not.
const UNITS: &[(&str, &str)] = &[
    ("session", "session"),
    ("treatment", "session"),
    ("round", "round"),
    ("cycle", "round"),
    ("unit", "unit"),
    ("syringe", "syringe"),
    ("vial", "vial"),
    ("cc", "volume"),
    ("ml", "volume"),
    ("mg", "dose"),
    ("graft", "graft"),
    ("pound", "weight"),
    ("lb", "weight"),
    ("kilo", "weight"),
    ("kg", "weight"),
    ("stitch", "stitch"),
    ("stitche", "stitch"),
    ("tray", "tray"),
    ("implant", "implant"),
    ("sesion", "session"),
    ("sesione", "session"),
    ("unidad", "unit"),
    ("unidade", "unit"),
    ("jeringa", "syringe"),
    ("libra", "weight"),
];

/// Every number of something that is counted in care.
pub(super) fn measures(text: &Text<'_>) -> Vec<(Measure, Span)> {
    let mut found = Vec::new();
    for pair in text.tokens().windows(2) {
        let [number, unit] = pair else { continue };
        let Some(digits) = digits(text, number) else { continue };
        let word = text.norm(unit);
        let word = word.strip_suffix('s').unwrap_or(word);
        if let Some((_, of)) = UNITS.iter().find(|(unit, _)| *unit == word) {
            found.push((Measure { number: digits, of }, number.span.join(unit.span)));
        } else if unit.kind == Kind::Number && number.kind == Kind::Number {
            // Two numbers side by side, as in 5'2 140, are a body's.
            let number_norm = format!("{digits} {}", text.norm(unit));
            found.push((Measure { number: number_norm, of: "" }, number.span.join(unit.span)));
        }
    }
    found
}

/// Words that make a stretch of time one since care.
const SINCE_CARE: &[&str] =
    &["out", "post", "postop", "after", "since", "into", "healed", "op", "pp", "down", "recovered"];

/// Which stretches of time count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// All of them.
    Any,
    /// Those since care alone.
    SinceCare,
}

/// Every stretch of days, weeks, months or years that counts.
pub(super) fn times(text: &Text<'_>, which: Stretch) -> Vec<(Measure, Span)> {
    let unit = |token: &Token| match text.norm(token) {
        "day" | "days" => Some("day"),
        "week" | "weeks" | "wk" | "wks" => Some("week"),
        "month" | "months" | "mo" | "mos" => Some("month"),
        "year" | "years" | "yr" | "yrs" => Some("year"),
        _ => None,
    };
    let tokens = text.tokens();
    let mut found = Vec::new();
    for (n, pair) in tokens.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let counted = unit(second).zip(digits(text, first));
        let numbered = unit(first).zip(digits(text, second));
        let next = tokens.get(n + 2).map(|token| text.norm(token));
        let is_since = next.is_some_and(|word| SINCE_CARE.contains(&word));
        let kept = counted.filter(|_| which == Stretch::Any || is_since).or(numbered);
        if let Some((of, number)) = kept {
            found.push((Measure { number, of }, first.span.join(second.span)));
        }
    }
    found
}

/// Small numbers in words.
const NUMBER_WORDS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("dos", "2"),
    ("tres", "3"),
    ("cuatro", "4"),
    ("cinco", "5"),
    ("seis", "6"),
    ("siete", "7"),
    ("ocho", "8"),
    ("nueve", "9"),
    ("diez", "10"),
    ("veinte", "20"),
    ("treinta", "30"),
];

/// The digits of a number, in figures or in words.
fn digits(text: &Text<'_>, token: &Token) -> Option<String> {
    let norm = text.norm(token);
    match token.kind {
        Kind::Number => Some(norm.to_owned()),
        Kind::Word => {
            let (_, digits) = NUMBER_WORDS.iter().find(|(word, _)| *word == norm)?;
            Some((*digits).to_owned())
        }
        _ => None,
    }
}
