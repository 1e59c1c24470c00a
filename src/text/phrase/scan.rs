//! Finds the phrases of a book in one text: one pass, each place looked at once by each state that is alive.

use std::ops::Range;

use super::automaton::{ANY, Letter, MONEY, NUMBER, PhraseId, bit};
use super::slip::shortened;
use super::{ConceptId, Language, LexiconId, PhraseBook, SetId};
use crate::text::{Case, Kind, Span, Text, Token};

/// A phrase that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which set.
    pub set: SetId,
    /// Its place in the set.
    pub phrase: usize,
    /// Which tokens of the text.
    pub tokens: Range<usize>,
    /// Their bytes.
    pub span: Span,
}

/// A form of a word list that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which word list.
    pub lexicon: LexiconId,
    /// What it means.
    pub concept: ConceptId,
    /// Which language the form belongs to.
    pub language: Language,
    /// Which tokens of the text.
    pub tokens: Range<usize>,
    /// Their bytes.
    pub span: Span,
}

/// What was found in one text.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    matches: Vec<Match>,
    entries: Vec<Entry>,
}

impl Scan {
    /// The matches of one set in reading order. Of matches of one phrase that begin or end together, one is kept.
    pub fn of(&self, set: SetId) -> impl Iterator<Item = &Match> {
        let start = self.matches.partition_point(|found| found.set < set);
        self.matches.iter().skip(start).take_while(move |found| found.set == set)
    }

    /// All matches, by set, then by phrase.
    pub fn matches(&self) -> impl Iterator<Item = &Match> {
        self.matches.iter()
    }

    /// All forms of word lists, in reading order; those that overlap are all there.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }
}

/// A token that phrases can see, with the letters that it answers to.
struct Place {
    token: usize,
    letters: Range<usize>,
    mask: u64,
    sentence: usize,
    is_first: bool,
}

/// A form of a word list that begins at some place: one letter over several places.
struct Stretch {
    letter: Letter,
    n_places: usize,
}

#[derive(Clone, Copy)]
struct Thread {
    state: u32,
    start: usize,
}

impl PhraseBook {
    /// Finds every phrase of the given languages, and those of any language.
    ///
    /// Linear in the text: at each place each state is alive at most once.
    pub fn scan(&self, text: &Text<'_>, languages: &[Language]) -> Scan {
        let (places, letters) = self.places(text);
        let mut scan = Scan::default();
        let mut stretches = Vec::with_capacity(places.len() / 2);
        let mut firsts = Vec::with_capacity(places.len() + 1);
        let mut longest = 1;
        let mut room = (Vec::new(), Vec::new());
        let is_spanish = languages.contains(&Language::Spanish);
        for at in 0..places.len() {
            firsts.push(stretches.len());
            self.find_forms(
                (text, &places, &letters, is_spanish),
                at,
                &mut room,
                &mut |entry, n_places, classes| {
                    longest = longest.max(n_places);
                    stretches.extend(classes.iter().map(|&letter| Stretch { letter, n_places }));
                    scan.entries.push(entry);
                },
            );
        }
        firsts.push(stretches.len());

        let reads = |language| language == Language::Any || languages.contains(&language);
        let (mut anywhere, mut anchored) = (Vec::new(), Vec::new());
        for (root, state) in self.automaton.roots.iter().filter(|(root, _)| reads(root.language)) {
            if root.is_anchored { &mut anchored } else { &mut anywhere }.push(*state);
        }
        let mut found = Vec::new();
        let mut ring: Vec<Vec<Thread>> = vec![Vec::new(); longest + 1];
        for at in 0..=places.len() {
            let mut alive =
                ring.get_mut(at % (longest + 1)).map(std::mem::take).unwrap_or_default();
            for thread in &alive {
                found.extend(
                    self.automaton.accepts(thread.state).iter().map(|&id| (id, thread.start, at)),
                );
            }
            let Some(place) = places.get(at) else { continue };
            let here = letters.get(place.letters.clone()).unwrap_or_default();
            let from = firsts.get(at).copied().unwrap_or_default();
            let to = firsts.get(at + 1).copied().unwrap_or_default();
            let over = stretches.get(from..to).unwrap_or_default();
            let over_mask = over.iter().fold(0, |mask, stretch| mask | bit(stretch.letter));
            alive.retain(|thread| {
                places.get(thread.start).is_some_and(|start| start.sentence == place.sentence)
            });
            alive.extend(anywhere.iter().map(|&state| Thread { state, start: at }));
            if place.is_first {
                alive.extend(anchored.iter().map(|&state| Thread { state, start: at }));
            }
            for thread in &alive {
                if self.automaton.may_go(thread.state, place.mask) {
                    for &letter in here {
                        self.step(*thread, letter, &mut ring, (at + 1) % (longest + 1));
                    }
                }
                if self.automaton.may_go(thread.state, over_mask) {
                    for stretch in over {
                        let slot = (at + stretch.n_places) % (longest + 1);
                        self.step(*thread, stretch.letter, &mut ring, slot);
                    }
                }
            }
            // The list is empty again and keeps its room.
            alive.clear();
            if let Some(slot) = ring.get_mut(at % (longest + 1))
                && slot.is_empty()
            {
                *slot = alive;
            }
        }
        scan.matches = settle(found, text, &places);
        scan
    }

    fn step(&self, thread: Thread, letter: Letter, ring: &mut [Vec<Thread>], slot: usize) {
        let Some(state) = self.automaton.go(thread.state, letter) else { return };
        let Some(alive) = ring.get_mut(slot) else { return };
        // Of two ways into one state the later start is kept: it points at fewer words.
        match alive.iter_mut().find(|known| known.state == state) {
            Some(known) => known.start = known.start.max(thread.start),
            None => alive.push(Thread { state, start: thread.start }),
        }
    }

    /// The tokens that phrases see: all but pictures that no phrase knows.
    fn places(&self, text: &Text<'_>) -> (Vec<Place>, Vec<Letter>) {
        let mut places = Vec::with_capacity(text.tokens().len());
        let mut letters = Vec::with_capacity(text.tokens().len() * 2);
        let mut last_sentence = None;
        for (token, n) in text.tokens().iter().zip(0..) {
            let from = letters.len();
            let is_first = last_sentence != Some(token.sentence);
            self.letters_of(text, token, &mut letters);
            if token.kind == Kind::Word && token.case != Case::Lower && !is_first {
                letters.extend(self.kinds.capitalised);
            }
            if token.kind == Kind::Emoji && letters.len() == from {
                continue;
            }
            last_sentence = Some(token.sentence);
            letters.push(ANY);
            let mask = letters.iter().skip(from).fold(0, |mask, &letter| mask | bit(letter));
            places.push(Place {
                token: n,
                letters: from..letters.len(),
                mask,
                sentence: token.sentence,
                is_first,
            });
        }
        (places, letters)
    }

    /// The letter of the word that one which nobody knows was meant to be.
    fn meant(&self, token: &Token, norm: &str) -> Option<Letter> {
        if token.kind != Kind::Word {
            return None;
        }
        let cut = |n| shortened(norm, n).and_then(|word| self.words.get(word.as_str()).copied());
        cut(1).or_else(|| cut(2)).or_else(|| self.slips.meant(norm))
    }

    fn letters_of(&self, text: &Text<'_>, token: &Token, out: &mut Vec<Letter>) {
        let norm = text.norm(token);
        out.extend(self.words.get(norm).copied().or_else(|| self.meant(token, norm)));
        if let &[first, second, ..] = norm.as_bytes()
            && let Some(prefixes) = self.prefixes.get(&[first, second])
        {
            let fits = |(stem, _): &&(Box<str>, Letter)| norm.starts_with(&**stem);
            out.extend(prefixes.iter().filter(fits).map(|&(_, letter)| letter));
        }
        if let &[.., before, last] = norm.as_bytes()
            && let Some(suffixes) = self.suffixes.get(&[before, last])
        {
            let fits = |(ending, _): &&(Box<str>, Letter)| {
                norm.len() > ending.len() && norm.ends_with(&**ending)
            };
            out.extend(suffixes.iter().filter(fits).map(|&(_, letter)| letter));
        }
        match token.kind {
            Kind::Word => {}
            Kind::Number => out.push(NUMBER),
            Kind::Money => out.push(MONEY),
            Kind::Phone => out.extend(self.kinds.phone),
            Kind::Email => out.extend(self.kinds.email),
            Kind::Url => out.extend(self.kinds.url),
            Kind::Handle => out.extend(self.kinds.handle),
            Kind::Emoji => out.extend(self.kinds.emoji),
        }
    }

    /// Finds every form of a word list that begins at place `at`.
    fn find_forms(
        &self,
        (text, places, letters, is_spanish): (&Text<'_>, &[Place], &[Letter], bool),
        at: usize,
        room: &mut (Vec<u32>, Vec<u32>),
        found: &mut impl FnMut(Entry, usize, &[Letter]),
    ) {
        let sentence = places.get(at).map(|place| place.sentence);
        let (nodes, reached) = room;
        nodes.clear();
        nodes.push(0);
        let mut n_places = 0;
        while !nodes.is_empty() {
            let Some(place) = places.get(at + n_places) else { return };
            if Some(place.sentence) != sentence {
                return;
            }
            n_places += 1;
            let here = letters.get(place.letters.clone()).unwrap_or_default();
            reached.clear();
            for &node in nodes.iter() {
                let mask = self.form_masks.get(node as usize).copied().unwrap_or_default();
                if mask & place.mask == 0 {
                    continue;
                }
                let key = |letter: Letter| (u64::from(node) << 32) | u64::from(letter);
                reached.extend(here.iter().filter_map(|&letter| self.forms.get(&key(letter))));
            }
            for &node in reached.iter() {
                let meanings = self.meanings.get(node as usize).into_iter().flatten();
                for meaning in meanings.filter(|meaning| !(is_spanish && meaning.is_homograph)) {
                    let first = places.get(at).map_or(0, |place| place.token);
                    let tokens = first..place.token + 1;
                    let entry = Entry {
                        lexicon: meaning.lexicon,
                        concept: meaning.concept,
                        language: meaning.language,
                        span: span_of(text, &tokens),
                        tokens,
                    };
                    found(entry, n_places, &meaning.letters);
                }
            }
            std::mem::swap(nodes, reached);
        }
    }
}

/// The bytes from the first of the tokens to the last.
fn span_of(text: &Text<'_>, tokens: &Range<usize>) -> Span {
    let tokens = text.tokens().get(tokens.clone()).unwrap_or_default();
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => Span::found(0, 0),
    }
}

/// Keeps the longest of the matches of a phrase that begin together, the shortest of those that end together.
fn settle(
    mut found: Vec<(PhraseId, usize, usize)>,
    text: &Text<'_>,
    places: &[Place],
) -> Vec<Match> {
    found.sort_unstable_by_key(|&(id, start, end)| (id, end, std::cmp::Reverse(start)));
    found.dedup_by_key(|&mut (id, _, end)| (id, end));
    found.sort_unstable_by_key(|&(id, start, end)| (id, start, std::cmp::Reverse(end)));
    found.dedup_by_key(|&mut (id, start, _)| (id, start));
    found
        .into_iter()
        .filter_map(|(id, start, end)| {
            let first = places.get(start)?.token;
            let last = places.get(end.checked_sub(1)?)?.token;
            let tokens = first..last + 1;
            Some(Match {
                set: SetId(id.set),
                phrase: id.phrase as usize,
                span: span_of(text, &tokens),
                tokens,
            })
        })
        .collect()
}
