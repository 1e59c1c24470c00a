//! Fills a book with word lists and sets of phrases, then compiles it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::automaton::{ANY, FIRST_FREE, Letter, MONEY, NUMBER, PhraseId, Sketch, bit};
use super::lexicon::{Lexicon, Rows, read, variants, ways};
use super::parse::{Phrase, Symbol, parse};
use super::slip::Slips;
use super::{
    ConceptId, Kinds, Language, LexiconId, Meaning, Parts, PhraseBook, PhraseError, SetId,
};

#[derive(Debug)]
struct Set {
    language: Language,
    phrases: Vec<(String, Phrase)>,
}

/// A book in the making. Word lists may come after the phrases that name them.
#[derive(Debug, Default)]
pub struct PhraseBookBuilder {
    lexicons: BTreeMap<String, Lexicon>,
    sets: Vec<Set>,
}

impl PhraseBookBuilder {
    /// Adds a word list; a list of the same name is added to.
    pub fn lexicon(&mut self, name: &str, written: &str) -> Result<(), PhraseError> {
        let read = read(name, written)?;
        let lexicon = self.lexicons.entry(name.to_owned()).or_default();
        lexicon.lines.extend(read.lines);
        lexicon.includes.extend(read.includes);
        Ok(())
    }

    /// Adds a set of phrases of one language.
    pub fn set(
        &mut self,
        language: Language,
        phrases: &[impl AsRef<str>],
    ) -> Result<SetId, PhraseError> {
        let phrases = phrases
            .iter()
            .map(|written| {
                let written = written.as_ref();
                let phrase = parse(written)
                    .map_err(|reason| PhraseError { phrase: written.to_owned(), reason })?;
                Ok((written.to_owned(), phrase))
            })
            .collect::<Result<_, PhraseError>>()?;
        self.sets.push(Set { language, phrases });
        Ok(SetId(u32::try_from(self.sets.len() - 1).unwrap_or(u32::MAX)))
    }

    /// Compiles everything; an unknown word list is an error.
    pub fn build(self) -> Result<PhraseBook, PhraseError> {
        let mut letters = Letters::new(self.lexicons.keys().cloned().collect());
        let mut sketch = Sketch::default();
        for (set, number) in self.sets.iter().zip(0_u32..) {
            for ((written, phrase), place) in set.phrases.iter().zip(0_u32..) {
                let id = PhraseId { set: number, phrase: place };
                sketch
                    .add(phrase, set.language, id, &mut |symbol| letters.of(symbol, set.language))
                    .map_err(|reason| PhraseError { phrase: written.clone(), reason })?;
            }
        }
        let mut forms = Forms::default();
        for (name, number) in self.lexicons.keys().zip(0_u32..) {
            self.add_forms(name, LexiconId(number), &mut letters, &mut forms)?;
        }
        Ok(PhraseBook {
            slips: Slips::of(letters.words.iter().map(|(word, &letter)| (word.as_str(), letter))),
            words: letters.words.into_iter().map(|(word, n)| (word.into(), n)).collect(),
            prefixes: letters.prefixes,
            suffixes: letters.suffixes,
            kinds: letters.kinds,
            form_masks: forms.masks,
            forms: forms.next,
            meanings: forms.meanings,
            automaton: sketch.build()?,
            concepts: forms.concepts,
            lexicons: letters.lexicons,
        })
    }

    /// Adds every form of one word list, and of those it takes in, to the tree.
    fn add_forms(
        &self,
        name: &str,
        lexicon: LexiconId,
        letters: &mut Letters,
        forms: &mut Forms,
    ) -> Result<(), PhraseError> {
        for line in self.lines(name, &mut BTreeSet::new())? {
            let meaning = Meaning {
                lexicon,
                concept: forms.concept(&line.concept),
                language: line.language,
                letters: letters.answering(lexicon, line.language),
                is_homograph: false,
            };
            for row in &line.rows {
                let is_homograph = matches!(row.as_slice(), [Symbol::Word(word)] if line.language.is_homograph(word));
                let meaning = Meaning { is_homograph, ..meaning.clone() };
                forms.add(row, &meaning, letters).map_err(|reason| PhraseError {
                    phrase: format!("{} in lexicon {name}", line.concept),
                    reason,
                })?;
            }
        }
        Ok(())
    }

    /// The lines of a word list with every way to write their forms.
    fn lines(&self, name: &str, open: &mut BTreeSet<String>) -> Result<Vec<Spelt>, PhraseError> {
        let fail = |reason: String| PhraseError { phrase: format!("lexicon {name}"), reason };
        let lexicon = self.lexicons.get(name).ok_or_else(|| fail("it is not known".to_owned()))?;
        if !open.insert(name.to_owned()) {
            return Err(fail("it takes itself in".to_owned()));
        }
        let mut lines = Vec::new();
        for line in &lexicon.lines {
            let mut rows = Vec::new();
            for form in &line.forms {
                let mut class = |other: &str| {
                    let lines = self.lines(other, open).map_err(|error| error.to_string())?;
                    let reads = |spelt: &Spelt| line.language.reads(spelt.language);
                    Ok(lines.into_iter().filter(reads).flat_map(|spelt| spelt.rows).collect())
                };
                let ways = ways(form, &mut class).map_err(fail)?;
                rows.extend(ways.into_iter().flat_map(|row| variants(row, line.language)));
            }
            lines.push(Spelt { concept: line.concept.clone(), language: line.language, rows });
        }
        for other in &lexicon.includes {
            lines.extend(self.lines(other, open)?);
        }
        open.remove(name);
        Ok(lines)
    }
}

/// A line of a word list with every way to write its forms.
struct Spelt {
    concept: String,
    language: Language,
    rows: Rows,
}

/// Gives out letters.
struct Letters {
    free: Letter,
    words: HashMap<String, Letter>,
    prefixes: Parts,
    suffixes: Parts,
    classes: BTreeMap<(LexiconId, Language), Letter>,
    kinds: Kinds,
    lexicons: Vec<String>,
}

impl Letters {
    fn new(lexicons: Vec<String>) -> Self {
        Self {
            free: FIRST_FREE,
            words: HashMap::new(),
            prefixes: HashMap::default(),
            suffixes: HashMap::default(),
            classes: BTreeMap::new(),
            kinds: Kinds::default(),
            lexicons,
        }
    }

    /// The letter of a symbol in a phrase of `language`.
    fn of(&mut self, symbol: &Symbol, language: Language) -> Result<Letter, String> {
        let free = &mut self.free;
        let mut take = || {
            *free += 1;
            *free - 1
        };
        Ok(match symbol {
            Symbol::Any => ANY,
            Symbol::Number => NUMBER,
            Symbol::Money => MONEY,
            Symbol::Word(word) => match self.words.get(word) {
                Some(&letter) => letter,
                None => *self.words.entry(word.clone()).or_insert_with(take),
            },
            Symbol::Prefix(part) | Symbol::Suffix(part) => {
                let (ends, parts) = match (symbol, part.as_bytes()) {
                    (Symbol::Prefix(_), &[first, second, ..]) => {
                        ([first, second], &mut self.prefixes)
                    }
                    (_, &[.., before, last]) => ([before, last], &mut self.suffixes),
                    _ => return Err(format!("the stem {part:?} is too short")),
                };
                let known = parts.entry(ends).or_default();
                let same = known.iter().find(|(known, _)| **known == **part);
                if let Some(&(_, letter)) = same {
                    return Ok(letter);
                }
                let letter = take();
                known.push((part.as_str().into(), letter));
                letter
            }
            Symbol::Class(name) => {
                let kind = match name.as_str() {
                    "phone" => Some(&mut self.kinds.phone),
                    "email" => Some(&mut self.kinds.email),
                    "url" => Some(&mut self.kinds.url),
                    "handle" => Some(&mut self.kinds.handle),
                    "emoji" => Some(&mut self.kinds.emoji),
                    "capitalised" => Some(&mut self.kinds.capitalised),
                    _ => None,
                };
                if let Some(kind) = kind {
                    return Ok(*kind.get_or_insert_with(take));
                }
                let place = self.lexicons.iter().position(|known| known == name);
                let Some(Ok(place)) = place.map(u32::try_from) else {
                    return Err(format!("there is no lexicon {name}"));
                };
                *self.classes.entry((LexiconId(place), language)).or_insert_with(take)
            }
        })
    }

    /// The classes that a form of `lexicon` in `language` answers to.
    fn answering(&self, lexicon: LexiconId, language: Language) -> Vec<Letter> {
        self.classes
            .iter()
            .filter(|((known, reader), _)| *known == lexicon && reader.reads(language))
            .map(|(_, &letter)| letter)
            .collect()
    }
}

/// The tree of forms in the making.
struct Forms {
    next: HashMap<u64, u32, super::QuickHash>,
    masks: Vec<u64>,
    meanings: Vec<Vec<Meaning>>,
    concepts: Vec<String>,
    known: HashMap<String, ConceptId>,
}

impl Default for Forms {
    fn default() -> Self {
        Self {
            next: HashMap::default(),
            masks: vec![0],
            meanings: vec![Vec::new()],
            concepts: Vec::new(),
            known: HashMap::new(),
        }
    }
}

impl Forms {
    /// The number of a concept, given out when it is first named.
    fn concept(&mut self, name: &str) -> ConceptId {
        if let Some(&known) = self.known.get(name) {
            return known;
        }
        let concept = ConceptId(u32::try_from(self.concepts.len()).unwrap_or(u32::MAX));
        self.concepts.push(name.to_owned());
        self.known.insert(name.to_owned(), concept);
        concept
    }

    fn add(
        &mut self,
        row: &[Symbol],
        meaning: &Meaning,
        letters: &mut Letters,
    ) -> Result<(), String> {
        let mut node = 0_u32;
        for symbol in row {
            let letter = letters.of(symbol, meaning.language)?;
            let key = (u64::from(node) << 32) | u64::from(letter);
            if let Some(mask) = self.masks.get_mut(node as usize) {
                *mask |= bit(letter);
            }
            node = *self.next.entry(key).or_insert_with(|| {
                self.masks.push(0);
                self.meanings.push(Vec::new());
                u32::try_from(self.masks.len() - 1).unwrap_or(u32::MAX)
            });
        }
        if let Some(meanings) = self.meanings.get_mut(node as usize) {
            let is_known = meanings
                .iter()
                .any(|known| known.lexicon == meaning.lexicon && known.concept == meaning.concept);
            if !is_known {
                meanings.push(meaning.clone());
            }
        }
        Ok(())
    }
}
