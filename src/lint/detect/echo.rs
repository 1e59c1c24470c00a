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

/// Concepts that speak of one matter: a part of the body, what ails it, what is done there and what is taken for it.
const FAMILIES: &[&[&str]] = &[
    &["nose", "perforation", "cleft"],
    &["eyes", "eyelids", "vision", "vision-problem", "drooping"],
    &["brows", "eyelids", "drooping", "neurotoxin", "wrinkle"],
    &["face", "wrinkle", "filler", "neurotoxin", "migration", "injectable"],
    &["lips", "filler", "migration"],
    &["neck", "chin"],
    &["breast", "wound", "cancer"],
    &["abdomen", "fat-removal", "weight", "cleft"],
    &["weight", "weight-surgery", "glp1", "phentermine", "diabetes", "fat-removal"],
    &["hair", "hair-loss", "hair-drug", "regenerative"],
    &["teeth", "tooth-problem"],
    &["fertility", "pregnancy", "fertility-drug", "hormone"],
    &[
        "skin", "acne", "pigment", "rosacea", "rash", "burn", "scar", "laser", "peel", "facial",
        "needling",
    ],
    &["skin", "skin-lesion", "cancer"],
    &["acne", "isotretinoin", "retinoid"],
    &["veins", "thighs"],
    &["infection", "wound", "antibiotic", "hospital"],
    &["bleeding", "bruising", "blood-thinner", "blood"],
    &["pain", "painkiller", "numbness"],
    &["drip", "nausea"],
    &["sweat", "sweating"],
    &["mood", "antidepressant", "sedative"],
    &["lump", "swelling", "filler"],
    &["hospital", "nausea", "genetic"],
    &[
        "medication",
        "painkiller",
        "antibiotic",
        "steroid",
        "isotretinoin",
        "glp1",
        "antifungal",
        "hair-drug",
        "hormone",
        "fertility-drug",
    ],
];

/// Concepts that people name in many ways: another of the family gives nothing away by itself.
const MANY_SIDED: &[&str] = &["swelling", "pain", "wound", "hospital"];

/// Concepts that a reply may name in general without meaning this person.
const EVERYDAY: &[&str] = &["mood", "medication"];

/// Words by which a sentence speaks of one person or to them.
const OF_SOMEBODY: &[&str] = &[
    "you",
    "your",
    "yours",
    "u",
    "ur",
    "her",
    "his",
    "hers",
    "she",
    "he",
    "him",
    "that",
    "those",
    "sorry",
    "saddened",
    "glad",
    "happy",
    "thrilled",
    "congrats",
    "congratulations",
    "su",
    "sus",
    "tu",
    "tus",
    "usted",
    "te",
    "le",
    "lamentamos",
    "sentimos",
];

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

    /// Whether a list names health information, and whether only in plain words.
    fn reads(&self, lexicon: LexiconId) -> Option<Manner> {
        if self.named.contains(&lexicon) {
            Some(Manner::Named)
        } else {
            (self.plain == Some(lexicon)).then_some(Manner::Plain)
        }
    }
}

/// How health information is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Manner {
    /// By an everyday word that may mean nothing of the kind.
    Plain,
    /// By its name.
    Named,
}

/// One piece of health information of a comment.
#[derive(Clone, Debug)]
struct Piece {
    concept: ConceptId,
    manner: Manner,
    /// Places in [`FAMILIES`].
    families: Vec<usize>,
    span: Span,
}

/// The families of a concept.
fn families(name: &str) -> Vec<usize> {
    (0..).zip(FAMILIES).filter(|(_, family)| family.contains(&name)).map(|(n, _)| n).collect()
}

/// Health information that a comment disclosed, with the place of each piece.
#[derive(Debug, Default)]
pub(in crate::lint) struct Disclosed {
    pieces: Vec<Piece>,
    measures: Vec<(Measure, Span)>,
    /// How long ago care was, where the comment says it.
    times: Vec<(Measure, Span)>,
    /// Words of clinical shape that no list knows.
    clinical: Vec<(String, Span)>,
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
        if is_inquiry(&text) {
            return Self {
                measures: measures(&text),
                times: times(&text, Times::SinceCare),
                ..Self::default()
            };
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for entry in scan.entries() {
            let Some(manner) = pack.health().reads(entry.lexicon) else { continue };
            if let Some(known) = pieces.iter_mut().find(|known| known.concept == entry.concept) {
                known.manner = known.manner.max(manner);
            } else {
                let families = families(pack.book().concept(entry.concept));
                let concept = entry.concept;
                pieces.push(Piece { concept, manner, families, span: entry.span });
            }
        }
        let clinical = clinical_words(pack, &text)
            .map(|token| (text.norm(token).to_owned(), token.span))
            .collect();
        let times = times(&text, Times::SinceCare);
        Self { pieces, measures: measures(&text), times, clinical }
    }

    /// Whether anything of somebody's health is told by its name.
    fn has_named(&self) -> bool {
        self.pieces.iter().any(|piece| piece.manner == Manner::Named) || !self.clinical.is_empty()
    }

    /// The piece that an entry of a reply repeats, and how surely.
    fn repeated(&self, book: &PhraseBook, entry: &Entry, manner: Manner) -> Option<Hit> {
        let hit = |piece: &Piece, is_sure: bool| {
            let hit = if is_sure { Hit::high(entry.span) } else { Hit::low(entry.span) };
            Hit { echo_of: Some(piece.span), ..hit }
        };
        if let Some(piece) = self.pieces.iter().find(|piece| piece.concept == entry.concept) {
            let is_named = manner == Manner::Named && piece.manner == Manner::Named;
            let is_any = manner == Manner::Named || piece.manner == Manner::Named;
            return is_any.then(|| hit(piece, is_named));
        }
        let name = book.concept(entry.concept);
        if manner == Manner::Plain || MANY_SIDED.contains(&name) {
            return None;
        }
        let own = families(name);
        let related = |piece: &&Piece| piece.families.iter().any(|family| own.contains(family));
        if let Some(piece) = self.pieces.iter().find(related) {
            return Some(hit(piece, false));
        }
        None
    }
}

/// Endings of clinical words.
const CLINICAL: &[&str] = &[
    "itis", "osis", "plasty", "ectomy", "otomy", "ostomy", "oscopy", "emia", "aemia", "algia",
    "pathy", "penia", "pexy", "rrhea", "rrhage", "trophy", "plegia", "phoria", "lysis", "uria",
    "cillin", "mycin", "azole", "sartan", "statin", "prazole", "oxacin", "cycline", "gliptin",
    "glutide", "afine", "olone", "asone", "caine",
];

/// Words that end so and mean nothing of the kind.
const NOT_CLINICAL: &[&str] = &[
    "sympathy",
    "empathy",
    "apathy",
    "trophy",
    "euphoria",
    "analysis",
    "academia",
    "bohemia",
    "nemesis",
    "catalysis",
    "thesis",
    "basis",
];

/// Words of clinical shape that no list and no phrase knows.
fn clinical_words<'a>(pack: &'a RulePack, text: &'a Text<'_>) -> impl Iterator<Item = &'a Token> {
    text.tokens().iter().filter(|token| {
        let norm = text.norm(token);
        token.kind == Kind::Word
            && norm.len() > 6
            && CLINICAL.iter().any(|ending| norm.ends_with(ending))
            && !NOT_CLINICAL.contains(&norm)
            && !pack.book().knows(norm)
    })
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
    let mut words = text.tokens().iter().map(|token| text.norm(token));
    let asks = words.next().is_some_and(|first| ASKING.contains(&first));
    let starts_asking = asks && words.next() != Some("not") && text.sentences().len() < 2;
    let is_personal = text.tokens().iter().any(|token| PERSONAL.contains(&text.norm(token)));
    (starts_asking || text.source().contains('?')) && !is_personal
}

/// Points at each piece of health information that the comment has too.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let disclosed = &reading.context.disclosed;
    let (health, book) = (reading.pack.health(), reading.pack.book());
    let mut hits: Vec<Hit> = Vec::new();
    if !disclosed.pieces.is_empty() || !disclosed.clinical.is_empty() {
        hits.extend(reading.scan.entries().filter_map(|entry| {
            let manner = health.reads(entry.lexicon)?;
            let hit = disclosed.repeated(book, entry, manner)?;
            let is_general = EVERYDAY.contains(&book.concept(entry.concept))
                || !is_of_somebody(reading.text, entry.span);
            Some(if is_general { Hit { echo_of: hit.echo_of, ..Hit::low(hit.span) } } else { hit })
        }));
    }
    if disclosed.has_named() {
        let words = clinical_words(reading.pack, reading.text);
        hits.extend(words.map(|token| {
            let norm = reading.text.norm(token);
            let origin = disclosed.clinical.iter().find(|(known, _)| known == norm);
            match origin {
                Some((_, origin)) => Hit { echo_of: Some(*origin), ..Hit::high(token.span) },
                None => Hit::low(token.span),
            }
        }));
    }
    if !disclosed.times.is_empty() {
        for (time, span) in times(reading.text, Times::All) {
            let origin = disclosed.times.iter().find(|(known, _)| *known == time);
            hits.extend(origin.map(|(_, origin)| Hit { echo_of: Some(*origin), ..Hit::low(span) }));
        }
    }
    if disclosed.measures.is_empty() {
        return hits;
    }
    for (measure, span) in measures(reading.text) {
        let origin = disclosed.measures.iter().find(|(known, _)| *known == measure);
        hits.extend(origin.map(|(_, origin)| Hit { echo_of: Some(*origin), ..Hit::high(span) }));
    }
    hits
}

/// Whether the sentence of a place speaks of one person or to them.
fn is_of_somebody(text: &Text<'_>, span: Span) -> bool {
    let mut sentences = text.sentences().iter();
    let sentence = sentences.find(|sentence| sentence.span.overlaps(span));
    sentence
        .and_then(|sentence| text.tokens().get(sentence.tokens.clone()))
        .is_some_and(|tokens| tokens.iter().any(|token| OF_SOMEBODY.contains(&text.norm(token))))
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

/// Words that make a stretch of time one since care.
const SINCE_CARE: &[&str] =
    &["out", "post", "postop", "after", "since", "into", "healed", "op", "pp", "down", "recovered"];

/// Which stretches of time count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    All,
    SinceCare,
}

/// Stretches of days, weeks, months or years.
fn times(text: &Text<'_>, wanted: Times) -> Vec<(Measure, Span)> {
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
        let kept = counted.filter(|_| wanted == Times::All || is_since).or(numbered);
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
