//! Finds health information of the comment that comes back in the reply, by what it means.

use super::{Hit, Reading};
use crate::lint::pack::RulePack;
use crate::text::phrase::{ConceptId, Entry, LexiconId, PhraseBook};
use crate::text::{Kind, Span, Text, Token, language};

/// The word lists that name health information.
const HEALTH: &[&str] = &["treatments", "products", "medications", "conditions", "body-parts"];

/// Plain words for parts of the body: an echo only of something that the comment said of its writer's health.
const PLAIN: &str = "body-plain";

/// Those of them that name what is done or used.
const TREATMENTS: &[&str] = &["treatments", "products", "medications"];

/// The word lists of a pack that matter here.
#[derive(Debug, Default)]
pub(in crate::lint) struct Health {
    named: Vec<LexiconId>,
    treatments: Vec<LexiconId>,
    plain: Option<LexiconId>,
}

impl Health {
    /// Looks the lists up by name.
    pub(in crate::lint) fn of(book: &PhraseBook) -> Self {
        let find = |names: &[&str]| names.iter().filter_map(|name| book.lexicon(name)).collect();
        Self { named: find(HEALTH), treatments: find(TREATMENTS), plain: book.lexicon(PLAIN) }
    }

    /// Whether a list names what is done or used.
    pub(in crate::lint) fn is_treatment(&self, lexicon: LexiconId) -> bool {
        self.treatments.contains(&lexicon)
    }
}

/// Health information that a comment disclosed, with the place of each piece.
#[derive(Debug, Default)]
pub(in crate::lint) struct Disclosed {
    concepts: Vec<(ConceptId, Span)>,
    measures: Vec<(Measure, Span)>,
}

/// A number of something, such as nine sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Measure {
    number: String,
    of: &'static str,
}

impl Disclosed {
    /// Reads a comment.
    pub(in crate::lint) fn read(pack: &RulePack, comment: &str) -> Self {
        let text = Text::read(comment);
        let scan = pack.book().scan(&text, language::detect(&text).languages());
        let mut concepts: Vec<(ConceptId, Span)> = Vec::new();
        let inquires = is_inquiry(&text);
        for entry in scan.entries().filter(|entry| pack.health().named.contains(&entry.lexicon)) {
            if !inquires && !concepts.iter().any(|(known, _)| *known == entry.concept) {
                concepts.push((entry.concept, entry.span));
            }
        }
        Self { concepts, measures: measures(&text) }
    }
}

/// Words by which a writer speaks of somebody in particular.
const PERSONAL: &[&str] = &[
    "i", "my", "me", "mine", "myself", "im", "ive", "we", "our", "us", "her", "his", "she", "he",
    "him", "mi", "mis", "me", "yo", "mio", "mia", "nos", "nuestra", "nuestro", "tengo", "estoy",
    "tuve",
];

/// Words by which a question without a question mark begins.
const ASKING: &[&str] = &[
    "how", "what", "which", "do", "does", "is", "are", "can", "who", "where", "when", "anyone",
    "any", "price", "cuanto", "cuanta", "que", "cual", "hacen", "tienen", "precio", "cost", "how",
    "will", "could", "would",
];

/// Whether a comment merely asks about something in general, and so discloses nothing of its writer.
fn is_inquiry(text: &Text<'_>) -> bool {
    let starts_asking =
        text.tokens().first().is_some_and(|first| ASKING.contains(&text.norm(first)));
    let is_personal = text.tokens().iter().any(|token| PERSONAL.contains(&text.norm(token)));
    (starts_asking || text.source().contains('?')) && !is_personal
}

/// Points at each piece of health information that the comment has too.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let disclosed = &reading.context.disclosed;
    let health = reading.pack.health();
    let entry_hit = |entry: &Entry| {
        let is_plain = health.plain == Some(entry.lexicon);
        if !is_plain && !health.named.contains(&entry.lexicon) {
            return None;
        }
        let (_, origin) = disclosed.concepts.iter().find(|(known, _)| *known == entry.concept)?;
        let hit = if is_plain { Hit::low(entry.span) } else { Hit::high(entry.span) };
        Some(Hit { echo_of: Some(*origin), ..hit })
    };
    let mut hits: Vec<Hit> = reading.scan.entries().filter_map(entry_hit).collect();
    if disclosed.measures.is_empty() {
        return hits;
    }
    for (measure, span) in measures(reading.text) {
        let origin = disclosed.measures.iter().find(|(known, _)| *known == measure);
        hits.extend(origin.map(|(_, origin)| Hit { echo_of: Some(*origin), ..Hit::high(span) }));
    }
    hits
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
fn measures(text: &Text<'_>) -> Vec<(Measure, Span)> {
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
