//! The phrase language: sets of phrases, compiled once, found in a text in one pass.
//!
//! A phrase is words with spaces between them. It is matched on words as they read (lower case, accents and
//! apostrophes gone, `don't` = `do not` = `dont`; one slip in a long word and letters drawn out are seen through), across commas and dashes, never across the end of a sentence.
//!
//! | written | stands for |
//! |---|---|
//! | `(a\|b c\|d)` | any of them; brackets nest; an empty alternative makes it optional: `(very\|)` |
//! | `{treatments}` | any form of that word list |
//! | `{phone}` `{email}` `{url}` `{handle}` `{emoji}` | a token of that kind |
//! | `{capitalised}` | a word with a capital in front, not at the start of its sentence |
//! | `…` `…5` | up to three words, up to five |
//! | `apolog*` `*ing` | a word that begins so, one that ends so and is longer |
//! | `*` `#` `$#` | any one word, a number, an amount of money |
//! | `^we` | `we` as the first word of its sentence |
//!
//! A line of a word list is `concept | language | form, form, …` with language `en`, `es` or `*`. A form may
//! use everything but gaps, its plural and possessive match by themselves, and `{other}` on a line of its own
//! takes another list in. Phrases of a set see the forms of their own language; Spanish ones see the English
//! forms too, but for the few that are everyday words in Spanish. An empty set finds nothing.
//!
//! ```
//! use bedside::text::Text;
//! use bedside::text::phrase::{Language, PhraseBook};
//!
//! let mut builder = PhraseBook::builder();
//! builder.lexicon("treatments", "nose | en | nose job, rhinoplasty")?;
//! let yours = builder.set(Language::English, &["your (new|recent|) {treatments}"])?;
//! let book = builder.build()?;
//!
//! let text = Text::read("How is your Nose Job's swelling?");
//! let scan = book.scan(&text, &[Language::English]);
//! let found: Vec<_> = scan.of(yours).map(|found| found.span.slice(text.source())).collect();
//! assert_eq!(found, [Some("your Nose Job's")]);
//! assert_eq!(scan.entries().map(|entry| book.concept(entry.concept)).collect::<Vec<_>>(), ["nose"]);
//! # Ok::<(), bedside::text::phrase::PhraseError>(())
//! ```

mod automaton;
mod builder;
mod hash;
mod lexicon;
mod parse;
mod scan;
mod slip;

use std::collections::HashMap;

pub use builder::PhraseBookBuilder;
pub use scan::{Entry, Match, Scan};

use automaton::{Automaton, Letter};
pub(in crate::text) use hash::QuickHash;

/// Which language's phrases and forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// Looked for in every text, whatever its language; `*` in a word list.
    Any,
}

impl Language {
    /// The language of that ISO 639-1 code, or of `*`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "es" => Some(Self::Spanish),
            "*" => Some(Self::Any),
            _ => None,
        }
    }

    /// Whether an English form of one word reads like an everyday word of Spanish, such as FUE (`was`).
    fn is_homograph(self, form: &str) -> bool {
        self == Self::English && HOMOGRAPHS.contains(&form)
    }

    /// Whether phrases of this language see forms of `other`.
    const fn reads(self, other: Self) -> bool {
        matches!((self, other), (Self::Any | Self::Spanish, _) | (_, Self::Any | Self::English))
    }
}

/// English forms that are everyday words in Spanish; a text that is read as Spanish does not have them.
const HOMOGRAPHS: &[&str] = &["fue", "forma", "once", "come", "file"];

/// A phrase or a word list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} in the phrase {phrase:?}")]
pub struct PhraseError {
    /// The phrase as it is written, or where in a word list it stands.
    pub phrase: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Names one set of phrases of one book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SetId(u32);

/// Names one concept of one book's word lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(u32);

/// Names one word list of one book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LexiconId(u32);

/// Prefixes by their first two bytes, suffixes by their last two, each with its letter.
type Parts = HashMap<[u8; 2], Vec<(Box<str>, Letter)>, QuickHash>;

/// Letters of the kinds of token; `None` where no phrase asks for the kind.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    phone: Option<Letter>,
    email: Option<Letter>,
    url: Option<Letter>,
    handle: Option<Letter>,
    emoji: Option<Letter>,
    capitalised: Option<Letter>,
}

/// What a form of a word list means, once it is complete.
#[derive(Clone, Debug)]
struct Meaning {
    lexicon: LexiconId,
    concept: ConceptId,
    language: Language,
    /// The classes that it answers to.
    letters: Vec<Letter>,
    /// Whether it is an English form that reads like an everyday word of Spanish.
    is_homograph: bool,
}

/// Sets of phrases over shared word lists, compiled.
#[derive(Debug)]
pub struct PhraseBook {
    words: HashMap<Box<str>, Letter, QuickHash>,
    prefixes: Parts,
    suffixes: Parts,
    slips: slip::Slips,
    kinds: Kinds,
    /// The forms of word lists as a tree: from a node by a letter to a node; node 0 is the root.
    forms: HashMap<u64, u32, QuickHash>,
    /// A mask per node of the letters that lead on.
    form_masks: Vec<u64>,
    meanings: Vec<Vec<Meaning>>,
    automaton: Automaton,
    concepts: Vec<String>,
    lexicons: Vec<String>,
}

impl PhraseBook {
    /// An empty book to be filled.
    pub fn builder() -> PhraseBookBuilder {
        PhraseBookBuilder::default()
    }

    /// The name of a concept, as its word list gives it.
    pub fn concept(&self, concept: ConceptId) -> &str {
        self.concepts.get(concept.0 as usize).map_or("", String::as_str)
    }

    /// The word list of that name.
    pub fn lexicon(&self, name: &str) -> Option<LexiconId> {
        let place = self.lexicons.iter().position(|known| known == name)?;
        u32::try_from(place).ok().map(LexiconId)
    }

    /// Whether a word list or a phrase of this book names the word, as it reads.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }
}

#[cfg(test)]
mod tests;
