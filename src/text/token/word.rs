//! How one word reads: contractions and casual forms become the words that they stand for.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Kind, Reader};
use crate::text::normal::{fold_into, look_alike};
use crate::text::phrase::QuickHash;

/// Short forms that end with a full stop inside a sentence.
pub(super) fn is_abbreviation(norm: &str) -> bool {
    matches!(
        norm,
        "dr" | "mr"
            | "mrs"
            | "ms"
            | "mx"
            | "prof"
            | "dra"
            | "sr"
            | "sra"
            | "srta"
            | "st"
            | "vs"
            | "ext"
            | "approx"
            | "jr"
            | "inc"
            | "llc"
            | "tel"
            | "lic"
            | "dpto"
    ) || (norm.len() == 1 && norm.bytes().all(|b| b.is_ascii_lowercase()) && norm != "i")
}

/// Casual forms, each with the one or two words that it stands for.
const CASUAL: &[(&str, &str, &str)] = &[
    ("aint", "is", "not"),
    ("arent", "are", "not"),
    ("cannot", "can", "not"),
    ("cant", "can", "not"),
    ("couldnt", "could", "not"),
    ("didnt", "did", "not"),
    ("doesnt", "does", "not"),
    ("dont", "do", "not"),
    ("gonna", "going", "to"),
    ("gotta", "got", "to"),
    ("hadnt", "had", "not"),
    ("hasnt", "has", "not"),
    ("havent", "have", "not"),
    ("hes", "he", "is"),
    ("im", "i", "am"),
    ("isnt", "is", "not"),
    ("ive", "i", "have"),
    ("pls", "please", ""),
    ("plz", "please", ""),
    ("r", "are", ""),
    ("shes", "she", "is"),
    ("shouldnt", "should", "not"),
    ("thats", "that", "is"),
    ("theyre", "they", "are"),
    ("theyve", "they", "have"),
    ("thx", "thanks", ""),
    ("ty", "thank", "you"),
    ("tysm", "thank", "you"),
    ("thru", "through", ""),
    ("u", "you", ""),
    ("ull", "you", "will"),
    ("ur", "your", ""),
    ("uve", "you", "have"),
    ("wanna", "want", "to"),
    ("wasnt", "was", "not"),
    ("werent", "were", "not"),
    ("weve", "we", "have"),
    ("whats", "what", "is"),
    ("wont", "will", "not"),
    ("wouldnt", "would", "not"),
    ("yall", "you", "all"),
    ("youll", "you", "will"),
    ("youre", "you", "are"),
    ("youve", "you", "have"),
    ("yoru", "your", ""),
    ("yuor", "your", ""),
];

/// [`CASUAL`] by its form.
static BY_FORM: LazyLock<HashMap<&str, (&str, &str), QuickHash>> =
    LazyLock::new(|| CASUAL.iter().map(|&(form, first, second)| (form, (first, second))).collect());

/// The words that a casual form stands for.
fn casual(norm: &str) -> Option<(&'static str, &'static str)> {
    if norm.len() > LONGEST_CASUAL {
        return None;
    }
    BY_FORM.get(norm).copied()
}

/// Letters of the longest casual form.
const LONGEST_CASUAL: usize = 8;

/// The two words that a form with an apostrophe stands for; `None` for a possessive or a name.
fn contracted<'a>(stem: &'a str, tail: &str) -> Option<(&'a str, &'static str)> {
    Some(match (stem, tail) {
        ("y", "all") => ("you", "all"),
        ("let", "s") => ("let", "us"),
        ("won", "t") => ("will", "not"),
        ("can", "t") => ("can", "not"),
        ("shan", "t") => ("shall", "not"),
        ("ain", "t") => ("is", "not"),
        (
            "it" | "he" | "she" | "that" | "there" | "what" | "who" | "here" | "where" | "how"
            | "this" | "everything",
            "s",
        ) => (stem, "is"),
        (_, "t") => (stem.strip_suffix('n')?, "not"),
        (_, "re") => (stem, "are"),
        (_, "ve") => (stem, "have"),
        (_, "ll") => (stem, "will"),
        (_, "d") => (stem, "would"),
        (_, "m") => (stem, "am"),
        _ => return None,
    })
}

impl Reader<'_> {
    /// Adds the word in `chars` as the one or two tokens that it stands for.
    pub(super) fn push_word(&mut self, chars: Range<usize>) {
        let from = self.text.norms.len();
        for &(_, c) in self.chars.get(chars.clone()).unwrap_or_default() {
            fold_into(c, &mut self.text.norms);
        }
        let written = self.text.norms.get(from..).unwrap_or_default();
        if written.bytes().all(|b| b.is_ascii_lowercase()) && casual(written).is_none() {
            // Nearly every word: it stays where it was folded.
            if !written.is_empty() {
                self.push_token(chars, Kind::Word, from);
            }
            return;
        }
        let written = self.text.norms.split_off(from);
        let read = if written.is_ascii() { written } else { see_through(&written) };
        let halves = match read.rsplit_once('\'') {
            Some((stem, tail)) => contracted(stem, tail),
            None => casual(&read),
        };
        if let Some((first, second)) = halves {
            self.text.norms.push_str(first);
            self.push_token(chars.clone(), Kind::Word, from);
            if !second.is_empty() {
                let from = self.text.norms.len();
                self.text.norms.push_str(second);
                self.push_token(chars, Kind::Word, from);
            }
        } else if !read.is_empty() {
            self.text.norms.extend(read.chars().filter(|&c| c != '\''));
            self.push_token(chars, Kind::Word, from);
        }
    }
}

/// Replaces look-alikes in a word that is otherwise Latin, or that is made of nothing but look-alikes.
fn see_through(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii() || look_alike(c).is_some();
    if word.bytes().any(|b| b.is_ascii_alphabetic()) || word.chars().all(is_plain) {
        word.chars().map(|c| look_alike(c).unwrap_or(c)).collect()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_casual_form_is_too_long_to_be_found() {
        assert!(CASUAL.iter().all(|(form, ..)| casual(form).is_some()), "each is found");
    }
}
