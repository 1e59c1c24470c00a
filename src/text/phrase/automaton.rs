//! All phrases of a book as one automaton over letters, so that a text is read once however many there are.

use std::collections::{BTreeMap, HashMap};

use super::hash::QuickHash;
use super::parse::{Node, Phrase, Symbol};
use super::{Language, PhraseError};

/// A number that stands for one word, prefix, class or sign.
pub(super) type Letter = u32;

/// Matches any one token.
pub(super) const ANY: Letter = 0;
/// Matches a number.
pub(super) const NUMBER: Letter = 1;
/// Matches an amount of money.
pub(super) const MONEY: Letter = 2;
/// First letter that is given out.
pub(super) const FIRST_FREE: Letter = 3;

/// More states than this are refused: some phrase has too many gaps and alternatives.
const MOST_STATES: usize = 1_000_000;

/// The bit of a letter in a mask that rules most letters out at once.
pub(super) const fn bit(letter: Letter) -> u64 {
    1 << (letter.wrapping_mul(0x9E37_79B1) >> 26)
}

/// What a phrase is known by: its set and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PhraseId {
    pub(super) set: u32,
    pub(super) phrase: u32,
}

#[derive(Debug, Default)]
struct Step {
    free: Vec<usize>,
    edge: Option<(Letter, usize)>,
    accepts: Option<PhraseId>,
}

/// The phrases as they come in: steps joined by letters, or by nothing.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    steps: Vec<Step>,
    roots: BTreeMap<Root, usize>,
}

/// Where reading begins: a language's phrases for any place, or those for the start of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Root {
    pub(super) language: Language,
    pub(super) is_anchored: bool,
}

impl Sketch {
    fn step(&mut self) -> usize {
        self.steps.push(Step::default());
        self.steps.len() - 1
    }

    fn join(&mut self, from: usize, to: usize) {
        if let Some(step) = self.steps.get_mut(from) {
            step.free.push(to);
        }
    }

    fn edge(&mut self, from: usize, letter: Letter) -> usize {
        // A step has one edge, so each edge leaves a step of its own.
        let (own, to) = (self.step(), self.step());
        self.join(from, own);
        if let Some(step) = self.steps.get_mut(own) {
            step.edge = Some((letter, to));
        }
        to
    }

    /// Adds one phrase; `letter` gives the letter of a symbol.
    pub(super) fn add(
        &mut self,
        phrase: &Phrase,
        language: Language,
        id: PhraseId,
        letter: &mut dyn FnMut(&Symbol) -> Result<Letter, String>,
    ) -> Result<(), String> {
        let root = Root { language, is_anchored: phrase.is_anchored };
        let start = self.roots.get(&root).copied().unwrap_or_else(|| {
            let start = self.step();
            self.roots.insert(root, start);
            start
        });
        let end = self.draw(&phrase.node, start, letter)?;
        let accepting = self.step();
        self.join(end, accepting);
        if let Some(step) = self.steps.get_mut(accepting) {
            step.accepts = Some(id);
        }
        Ok(())
    }

    fn draw(
        &mut self,
        node: &Node,
        from: usize,
        letter: &mut dyn FnMut(&Symbol) -> Result<Letter, String>,
    ) -> Result<usize, String> {
        match node {
            Node::One(symbol) => {
                let letter = letter(symbol)?;
                Ok(self.edge(from, letter))
            }
            Node::Sequence(parts) => {
                parts.iter().try_fold(from, |from, part| self.draw(part, from, letter))
            }
            Node::Alternatives(parts) => {
                let end = self.step();
                for part in parts {
                    let start = self.step();
                    self.join(from, start);
                    let part_end = self.draw(part, start, letter)?;
                    self.join(part_end, end);
                }
                Ok(end)
            }
            Node::Gap(longest) => {
                let end = self.step();
                let mut at = from;
                self.join(at, end);
                for _ in 0..*longest {
                    at = self.edge(at, ANY);
                    self.join(at, end);
                }
                Ok(end)
            }
        }
    }

    /// Everything that `from` reaches without a letter and that matters: steps with an edge or an acceptance.
    fn closure(&self, from: &[usize]) -> Vec<usize> {
        let mut open = from.to_vec();
        let mut seen = std::collections::BTreeSet::new();
        let mut kept = Vec::new();
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            if let Some(step) = self.steps.get(at) {
                open.extend(&step.free);
                if step.edge.is_some() || step.accepts.is_some() {
                    kept.push(at);
                }
            }
        }
        kept.sort_unstable();
        kept
    }

    /// Joins common beginnings: each state is a set of steps, and has one next state a letter.
    pub(super) fn build(&self) -> Result<Automaton, PhraseError> {
        let mut automaton = Automaton::default();
        let mut known: HashMap<Vec<usize>, u32, QuickHash> = HashMap::default();
        let mut waiting = Vec::new();
        let mut state_of = |set: Vec<usize>, automaton: &mut Automaton, waiting: &mut Vec<_>| {
            if let Some(&state) = known.get(&set) {
                return state;
            }
            let state = automaton.open_state(self, &set);
            waiting.push((state, set.clone()));
            known.insert(set, state);
            state
        };
        for (&root, &start) in &self.roots {
            let state = state_of(self.closure(&[start]), &mut automaton, &mut waiting);
            automaton.roots.push((root, state));
        }
        while let Some((state, set)) = waiting.pop() {
            let mut targets: BTreeMap<Letter, Vec<usize>> = BTreeMap::new();
            for (letter, to) in set.iter().filter_map(|&at| self.steps.get(at)?.edge) {
                targets.entry(letter).or_default().push(to);
            }
            for (letter, to) in targets {
                let target = state_of(self.closure(&to), &mut automaton, &mut waiting);
                automaton.next.insert(key(state, letter), target);
                if let Some(known) = automaton.states.get_mut(state as usize) {
                    known.mask |= bit(letter);
                }
            }
            if automaton.states.len() > MOST_STATES {
                return Err(PhraseError {
                    phrase: "all phrases together".to_owned(),
                    reason: "gaps and alternatives multiply too far".to_owned(),
                });
            }
        }
        Ok(automaton)
    }
}

const fn key(state: u32, letter: Letter) -> u64 {
    ((state as u64) << 32) | letter as u64
}

#[derive(Debug)]
struct State {
    /// Bits of the letters that lead on.
    mask: u64,
    accepts: Vec<PhraseId>,
}

/// The finished automaton.
#[derive(Debug, Default)]
pub(super) struct Automaton {
    states: Vec<State>,
    next: HashMap<u64, u32, QuickHash>,
    pub(super) roots: Vec<(Root, u32)>,
}

impl Automaton {
    fn open_state(&mut self, sketch: &Sketch, set: &[usize]) -> u32 {
        let accepts = set.iter().filter_map(|&at| sketch.steps.get(at)?.accepts).collect();
        self.states.push(State { mask: 0, accepts });
        u32::try_from(self.states.len() - 1).unwrap_or(u32::MAX)
    }

    /// The phrases that are complete in `state`.
    pub(super) fn accepts(&self, state: u32) -> &[PhraseId] {
        self.states.get(state as usize).map_or(&[], |state| &state.accepts)
    }

    /// Whether one of the letters behind `mask` may lead on from `state`.
    pub(super) fn may_go(&self, state: u32, mask: u64) -> bool {
        self.states.get(state as usize).is_some_and(|state| state.mask & mask != 0)
    }

    /// Where `letter` leads from `state`.
    pub(super) fn go(&self, state: u32, letter: Letter) -> Option<u32> {
        self.next.get(&key(state, letter)).copied()
    }
}
