//! Finds the steps that a practice says it takes: who acts, and what is done. Talking and explaining alone are thin.
//!
//! What a practice may do is open-ended, so the grammar is looked at: somebody of the practice before "will",
//! "is …ing" or "has …ed", or the wish to do something. Only what is *not* a step is listed by its words.

use super::{Hit, Reading};
use crate::text::phrase::{Language, PhraseBook};
use crate::text::{Case, Kind, Span, Text};

/// Words between an auxiliary and its verb, or between who acts and the auxiliary.
const MOST_BETWEEN: usize = 4;

/// Words after a thin verb within which another verb, or the team that is talked to, makes a step of it.
const REACH: usize = 12;

/// Words back from "and" within which somebody was named who does the second thing too.
const MOST_BACK: usize = 14;

const WILL: &[&str] = &["will", "shall", "gonna"];
const MAY: &[&str] = &["can", "could", "would", "may", "might", "must", "should"];
const BE: &[&str] =
    &["is", "are", "am", "was", "were", "be", "been", "being", "get", "gets", "got"];
const HAVE: &[&str] = &["have", "has", "had"];

/// Somebody of the practice in one word.
const WHO: &[&str] = &["we", "i", "she", "he", "who", "someone", "somebody", "leadership"];

/// The person who is answered, and what does nothing by itself.
const NOT_WHO: &[&str] = &[
    "you", "u", "ur", "your", "they", "it", "this", "that", "these", "those", "there", "which",
    "nobody", "nothing", "people", "patients", "anyone", "anybody", "everyone",
];

/// Wishes and readiness: what follows their "to" is what the practice would do.
const WISHES: &[&str] = &[
    "like",
    "love",
    "happy",
    "glad",
    "want",
    "wants",
    "hope",
    "hopes",
    "eager",
    "here",
    "ready",
    "able",
    "keen",
    "chance",
    "opportunity",
    "pleased",
    "delighted",
    "willing",
    "committed",
    "determined",
    "try",
    "trying",
    "plan",
    "plans",
    "working",
    "honored",
    "grateful",
    "asked",
];

/// Words that stand between an auxiliary and its verb and say nothing of what is done.
const FILLERS: &[&str] = &[
    "also",
    "now",
    "then",
    "already",
    "just",
    "all",
    "both",
    "be",
    "been",
    "being",
    "not",
    "to",
    "really",
    "so",
    "even",
    "still",
    "always",
    "certainly",
    "very",
    "more",
    "than",
    "and",
    "re",
    "up",
];

/// Talking to these is a step, for something comes of it inside.
const INSIDE: &[&str] = &[
    "team",
    "staff",
    "crew",
    "providers",
    "desk",
    "huddle",
    "meeting",
    "training",
    "everyone",
    "doctors",
    "nurses",
    "receptionists",
    "schedulers",
    "assistants",
    "department",
    "leadership",
    "management",
    "all",
    "hands",
    "whole",
];

/// Participles that do not end in "ed".
const IRREGULAR: &[&str] = &[
    "put",
    "taken",
    "made",
    "sent",
    "gone",
    "set",
    "brought",
    "written",
    "begun",
    "spoken",
    "met",
    "given",
    "found",
    "built",
    "bought",
    "cut",
    "got",
    "gotten",
    "held",
    "done",
    "split",
    "spread",
    "rebuilt",
    "redone",
    "rewritten",
    "withdrawn",
    "paid",
    "let",
];

/// One reply, word by word, with what the word lists say of each place.
struct Words<'a> {
    book: &'a PhraseBook,
    text: &'a Text<'a>,
    norms: Vec<&'a str>,
    /// Somebody of the practice ends here.
    is_staff: Vec<bool>,
    /// Something that a practice may do begins here.
    is_act: Vec<bool>,
    /// Something that a practice has done begins here.
    is_done: Vec<bool>,
    /// Something that is no step, or a thin one, begins here.
    is_thin: Vec<bool>,
}

/// What stands after an auxiliary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Step(usize),
    Thin(usize),
    Nothing,
}

/// Points at each step; thin ones have low confidence.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    if !reading.languages.contains(&Language::English) {
        return Vec::new();
    }
    let words = Words::read(reading);
    let mut hits = Vec::new();
    for at in 0..words.norms.len() {
        match words.step_at(at) {
            Found::Step(to) => hits.extend(words.span(at, to).map(Hit::high)),
            Found::Thin(to) => hits.extend(words.span(at, to).map(Hit::low)),
            Found::Nothing => {}
        }
    }
    hits
}

impl<'a> Words<'a> {
    fn read(reading: &Reading<'a>) -> Self {
        let text = reading.text;
        let norms: Vec<&str> = text.tokens().iter().map(|token| text.norm(token)).collect();
        let none = vec![false; norms.len()];
        let book = reading.pack.book();
        let mut words = Self {
            book,
            text,
            norms,
            is_staff: none.clone(),
            is_act: none.clone(),
            is_done: none.clone(),
            is_thin: none,
        };
        let lists =
            ["staff", "step-verbs", "steps-done", "thin-verbs"].map(|name| book.lexicon(name));
        let [staff, act, done, thin] = lists;
        for entry in reading.scan.entries() {
            let list = Some(entry.lexicon);
            let (first, last) = (entry.tokens.start, entry.tokens.end.saturating_sub(1));
            if list == staff {
                mark(&mut words.is_staff, last);
            } else if list == act {
                mark(&mut words.is_act, first);
            } else if list == done {
                mark(&mut words.is_done, first);
            } else if list == thin {
                mark(&mut words.is_thin, first);
            }
        }
        words
    }

    fn norm(&self, at: usize) -> &'a str {
        self.norms.get(at).copied().unwrap_or_default()
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.norm(at))
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        let tokens = self.text.tokens();
        Some(tokens.get(from)?.span.join(tokens.get(to).or_else(|| tokens.get(from))?.span))
    }

    /// Whether both places are in one sentence.
    fn are_together(&self, one: usize, other: usize) -> bool {
        let sentence = |at: usize| self.text.tokens().get(at).map(|token| token.sentence);
        sentence(one).is_some() && sentence(one) == sentence(other)
    }

    /// What the words from `at` on say that the practice does.
    fn step_at(&self, at: usize) -> Found {
        let is_going = self.norm(at) == "going" && self.norm(at + 1) == "to";
        if self.is(at, WILL) || is_going {
            let from = if is_going { at + 2 } else { at + 1 };
            let subject = if is_going { self.before_be(at) } else { at };
            if self.is_passive(from) && !self.is_denied(from) {
                return Found::Step(from + 1);
            }
            return self.after_modal(at, from, subject);
        }
        if self.is(at, MAY) {
            return self.after_modal(at, at + 1, at);
        }
        if self.norm(at) == "let" && matches!(self.norm(at + 1), "us" | "me") {
            return self.judge(at, at + 2);
        }
        if self.norm(at) == "to" && self.is_wish(at) {
            return self.judge(at, at + 1);
        }
        if self.is(at, HAVE) && self.acts(at) && !self.is_denied(at + 1) {
            return self.after(at, |verb| self.is_participle(verb) && !self.is(verb, BE));
        }
        if self.is(at, BE) {
            let is_done = self.after(at, |verb| is_marked(&self.is_done, verb));
            if is_done != Found::Nothing {
                return is_done;
            }
            if self.acts(at) {
                return self.after(at, |verb| self.norm(verb).ends_with("ing"));
            }
        }
        let follows_who = at > 0 && self.acts(at);
        if follows_who && is_marked(&self.is_done, at) {
            return Found::Step(at);
        }
        Found::Nothing
    }

    /// "We *are* going to": who acts stands before the "are".
    fn before_be(&self, at: usize) -> usize {
        let before = at.saturating_sub(1);
        if self.is(before, BE) { before } else { at }
    }

    /// "Will be passed on": the thing itself is no actor, but something is done to it.
    fn is_passive(&self, from: usize) -> bool {
        let verb = (from..from + 3).find(|&at| !self.is(at, FILLERS)).unwrap_or(from);
        (from..verb).any(|at| self.norm(at) == "be") && is_marked(&self.is_done, verb)
    }

    fn is_denied(&self, from: usize) -> bool {
        matches!(self.norm(from), "not" | "never")
    }

    /// What follows "will" or "can", where somebody of the practice stands before `subject`.
    fn after_modal(&self, at: usize, from: usize, subject: usize) -> Found {
        if self.acts(subject) && !self.is_denied(from) {
            self.judge(at, from)
        } else {
            Found::Nothing
        }
    }

    /// The first word from `at` on that `is_verb`, past fillers and adverbs.
    fn after(&self, at: usize, is_verb: impl Fn(usize) -> bool) -> Found {
        for verb in at + 1..=at + MOST_BETWEEN {
            if !self.are_together(at, verb) {
                return Found::Nothing;
            }
            if is_verb(verb) {
                return if is_marked(&self.is_thin, verb) {
                    self.thin(verb)
                } else {
                    Found::Step(verb)
                };
            }
            if !self.is_filler(verb) {
                return Found::Nothing;
            }
        }
        Found::Nothing
    }

    fn is_filler(&self, at: usize) -> bool {
        self.is(at, FILLERS) || self.norm(at).ends_with("ly")
    }

    fn is_participle(&self, at: usize) -> bool {
        self.norm(at).ends_with("ed") || self.is(at, IRREGULAR)
    }

    /// Weighs the verb that follows an auxiliary.
    fn judge(&self, at: usize, from: usize) -> Found {
        let mut verb = from;
        while verb < from + MOST_BETWEEN && self.are_together(at, verb) {
            // "Would like to help": what is wished for is judged at its own "to".
            if self.is(verb, WISHES) && self.norm(verb + 1) == "to" {
                return Found::Nothing;
            }
            if !self.is_filler(verb) {
                break;
            }
            verb += 1;
        }
        let is_word = self.text.tokens().get(verb).is_some_and(|token| token.kind == Kind::Word);
        if !is_word || !self.are_together(at, verb) || self.is(verb, NOT_WHO) {
            return Found::Nothing;
        }
        if is_marked(&self.is_thin, verb) { self.thin(verb) } else { Found::Step(verb) }
    }

    /// A thin verb becomes a step by a second verb, or by those whom it is said to.
    fn thin(&self, verb: usize) -> Found {
        for at in verb + 1..=verb + REACH {
            if !self.are_together(verb, at) {
                break;
            }
            let is_inside = self.is(at, INSIDE) || is_marked(&self.is_staff, at);
            if is_inside && self.is_after_with(verb, at) {
                return Found::Step(at);
            }
            // "Have our editor check", "told the vendor to fix".
            let is_act = is_marked(&self.is_act, at) && !is_marked(&self.is_thin, at);
            let is_others = is_marked(&self.is_staff, at - 1) || self.norm(at - 1) == "to";
            let is_yours = (verb..at).any(|place| self.is(place, &["you", "u"]));
            if is_act && is_others && !is_yours {
                return Found::Step(at);
            }
            let joins = self.is(at, &["and", "or"]);
            let next = (at + 1..at + 4).find(|&next| !self.is_filler(next)).unwrap_or(at + 1);
            let is_step = is_marked(&self.is_act, next) && !is_marked(&self.is_thin, next);
            if joins && self.are_together(verb, next) && is_step {
                return Found::Step(next);
            }
        }
        Found::Thin(verb)
    }

    /// "Talk to our team" and "go over it with our team", not "our team would like to talk".
    fn is_after_with(&self, verb: usize, at: usize) -> bool {
        (verb + 1..at).any(|place| self.is(place, &["with", "to", "at", "in", "about"]))
    }

    /// Whether the "to" at this place follows a wish of the practice's, not of the person's.
    fn is_wish(&self, at: usize) -> bool {
        let before = at.saturating_sub(1);
        let wishes = self.is(before, WISHES) || is_marked(&self.is_staff, before);
        at > 0 && self.are_together(before, at) && wishes && {
            let from = before.saturating_sub(3);
            !(from..before).any(|place| {
                self.are_together(place, at)
                    && self.is(place, &["you", "u", "anyone", "not", "never", "who"])
            })
        }
    }

    /// Whether somebody of the practice stands right before the auxiliary at `at`.
    fn acts(&self, at: usize) -> bool {
        let mut place = at;
        for _ in 0..=MOST_BETWEEN {
            let Some(before) = place.checked_sub(1) else { return false };
            if !self.are_together(before, at) {
                return false;
            }
            if self.is(before, WHO) || is_marked(&self.is_staff, before) {
                return true;
            }
            // "They'll help", and "wants to hear it and will act on it".
            if before + 1 == at && self.norm(before) == "they" {
                return is_marked(&self.is_act, at + 1);
            }
            if before + 1 == at && self.norm(before) == "and" {
                return self.last_named(before);
            }
            if self.is(before, NOT_WHO) {
                return false;
            }
            if self.is(before, &["our", "my"]) {
                return place < at;
            }
            if self.is_name(before) {
                return true;
            }
            place = before;
        }
        false
    }

    fn is_inside_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.are_together(before, at))
    }

    /// Whether the person who was named last before `at` in its sentence belongs to the practice.
    fn last_named(&self, at: usize) -> bool {
        (at.saturating_sub(MOST_BACK)..at)
            .rev()
            .take_while(|&place| self.are_together(place, at))
            .find_map(|place| match () {
                () if self.is(place, WHO) || is_marked(&self.is_staff, place) => Some(true),
                () if self.is(place, &["you", "u", "they"]) => Some(false),
                () => None,
            })
            .unwrap_or(false)
    }

    /// Whether the word is written like a name: a capital, and no everyday word at the start of its sentence.
    fn is_name(&self, at: usize) -> bool {
        self.text.tokens().get(at).is_some_and(|token| {
            token.kind == Kind::Word
                && token.case == Case::Capital
                && !self.is(at, FILLERS)
                && !self.norm(at).ends_with("ing")
                // Every first word has a capital; a name is one that no phrase and no word list knows.
                && (self.is_inside_sentence(at)
                    || !(self.norm(at).ends_with('s') || self.book.knows(self.norm(at))))
        })
    }
}

fn is_marked(marks: &[bool], at: usize) -> bool {
    marks.get(at).copied().unwrap_or(false)
}

fn mark(marks: &mut [bool], at: usize) {
    if let Some(mark) = marks.get_mut(at) {
        *mark = true;
    }
}
