//! What the learned model reads of a comment: its words, the cues in it, its stars and what the cues decided.
//!
//! Every observation has a name, such as `w late` or `g praise`; the model knows weights for names. The
//! names are built in one buffer, so that a comment is read without an allocation for each of them.

use super::cues::Cues;
use super::decide::{Cued, Weights};
use super::hits::Hits;
use crate::model::Platform;
use crate::text::{Case, Kind, Text, Token};

/// How far behind a negation a word is still read as denied, in words.
const NEGATION_REACH: usize = 4;

/// Letters of a word's beginning that are read by themselves, so that its other endings are known too.
const STEM: usize = 5;

/// Everything that observations are made of.
pub(super) struct Observed<'a> {
    pub(super) cues: &'a Cues,
    pub(super) text: &'a Text<'a>,
    pub(super) hits: &'a Hits,
    pub(super) weights: &'a Weights,
    pub(super) cued: &'a Cued,
    pub(super) stars: Option<u8>,
    pub(super) platform: Option<&'a Platform>,
}

/// Takes the name of an observation, and the place of the token that it begins at if it is made of words.
type Sink<'a> = dyn FnMut(&str, Option<usize>) + 'a;

impl Observed<'_> {
    /// Names every observation, in a fixed order; one may come more than once.
    pub(super) fn each(&self, sink: &mut Sink<'_>) {
        let mut name = String::with_capacity(64);
        let mut tell = |parts: &[&str], at: Option<usize>| {
            name.clear();
            for (place, part) in parts.iter().enumerate() {
                if 0 < place {
                    name.push(' ');
                }
                name.push_str(part);
            }
            sink(&name, at);
        };
        self.words(&mut tell);
        self.signs(&mut tell);
        for (signal, id) in self.cues.signals() {
            match self.hits.count(id) {
                0 => {}
                1 => tell(&["g", signal], None),
                _ => {
                    tell(&["g", signal], None);
                    tell(&["g2", signal], None);
                }
            }
        }
        for (label, called) in self.cues.labels() {
            if self.weights.is_given(label) {
                tell(&["l", called], None);
            }
        }
        let stars = match self.stars {
            None => "-",
            Some(1) => "1",
            Some(2) => "2",
            Some(3) => "3",
            Some(4) => "4",
            Some(_) => "5",
        };
        tell(&["s", stars], None);
        let (category, sentiment) = (self.cued.category.name(), self.cued.sentiment.name());
        tell(&["c", category], None);
        tell(&["m", sentiment], None);
        tell(&["u", self.cued.urgency.name()], None);
        tell(&["cs", category, stars], None);
        tell(&["ms", sentiment, stars], None);
        tell(&["cm", category, sentiment], None);
        for flag in &self.cued.flags {
            tell(&["f", flag.name()], None);
        }
        if let Some(platform) = self.platform {
            tell(&["o", platform.name()], None);
        }
    }

    /// Words, pairs of words, stems, and words behind a negation.
    fn words(&self, tell: &mut dyn FnMut(&[&str], Option<usize>)) {
        let tokens = self.text.tokens();
        let mut denied = 0;
        for (at, token) in tokens.iter().enumerate() {
            let word = self.word(token);
            tell(&["w", word], Some(at));
            if at == 0 {
                tell(&["^", word], Some(at));
            }
            if token.kind == Kind::Word && STEM < word.len() {
                let end = word.char_indices().nth(STEM).map_or(word.len(), |(end, _)| end);
                tell(&["p", word.get(..end).unwrap_or(word)], Some(at));
            }
            if 0 < denied {
                tell(&["n", word], Some(at));
                denied -= 1;
            }
            let next = tokens.get(at + 1).filter(|next| next.sentence == token.sentence);
            match next {
                Some(next) => tell(&["b", word, self.word(next)], Some(at)),
                None => denied = 0,
            }
            if matches!(word, "not" | "no" | "never" | "without" | "zero" | "sin" | "nunca") {
                denied = NEGATION_REACH;
            }
        }
    }

    /// Length, marks and capitals.
    fn signs(&self, tell: &mut dyn FnMut(&[&str], Option<usize>)) {
        let tokens = self.text.tokens();
        let length = match tokens.len() {
            0 => "0",
            1 => "1",
            2..5 => "4",
            5..10 => "9",
            10..20 => "19",
            20..40 => "39",
            _ => "more",
        };
        tell(&["z", length], None);
        let source = self.text.source().trim_end();
        if source.ends_with(['?', '？', '؟']) {
            tell(&["q ends"], None);
        }
        if self.hits.is_asking {
            tell(&["q asks"], None);
        }
        if source.contains('!') {
            tell(&["q !"], None);
        }
        if source.contains(['"', '“', '”', '\'']) {
            tell(&["q quote"], None);
        }
        let n_loud = tokens
            .iter()
            .filter(|token| token.case == Case::Upper && 2 < self.text.norm(token).len())
            .count();
        if 1 < n_loud {
            tell(&["q loud"], None);
        }
    }

    /// A token as the model knows it: numbers, amounts and contacts are each all the same.
    fn word(&self, token: &Token) -> &str {
        match token.kind {
            Kind::Word | Kind::Emoji => self.text.norm(token),
            Kind::Number => "#",
            Kind::Money => "$",
            Kind::Phone => "@phone",
            Kind::Email => "@email",
            Kind::Url => "@url",
            Kind::Handle => "@handle",
        }
    }
}
