//! Finds health information of the comment that comes back in the reply, by what it means.

mod measure;
pub(super) mod related;

use measure::{Measure, Stretch, measures, times};
use related::{EVERYDAY, MANY_SIDED, families, is_of_somebody};

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
    /// Places among the families.
    families: Vec<usize>,
    span: Span,
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

impl Disclosed {
    /// Reads a comment.
    pub(in crate::lint) fn read(pack: &RulePack, comment: &str) -> Self {
        let text = Text::read(comment);
        let scan = pack.book().scan(&text, language::detect(&text).languages());
        if is_inquiry(&text) {
            return Self {
                measures: measures(&text),
                times: times(&text, Stretch::SinceCare),
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
        let times = times(&text, Stretch::SinceCare);
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
        for (time, span) in times(reading.text, Stretch::Any) {
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
