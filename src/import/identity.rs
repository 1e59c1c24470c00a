//! Stable ids for comments whose source has none.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::clean;
use crate::model::{IdBasis, NewComment};

/// Gives a comment an id made of platform, author and words, for one that a person wrote down.
///
/// Writing the same words of the same author down twice gives the same id.
pub fn derive_id(comment: &mut NewComment) {
    comment.id_basis = IdBasis::Derived;
    comment.external_id = derived(comment, None);
}

/// A stable id of platform, author, exact time and words; a time that counts back from somewhere is no part of it.
pub(super) fn derived(comment: &NewComment, exact_time: Option<Timestamp>) -> String {
    let author = comment.author.name.as_deref().or(comment.author.handle.as_deref()).unwrap_or("");
    let mut hash = Sha256::new();
    for part in [
        comment.platform.name(),
        &clean::folded(author),
        &exact_time.map(|at| at.as_second().to_string()).unwrap_or_default(),
        &clean::collapsed(comment.text.as_str()),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    format!("bedside-{}", hex(hash.finalize().iter().take(12).copied()))
}

/// Bytes as two signs each.
pub(super) fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    let sign = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.into_iter().flat_map(|byte| [sign(byte >> 4), sign(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Platform;

    #[test]
    fn the_same_words_of_the_same_author_have_one_id() {
        let id = |platform, author: &str, text: &str| {
            let mut comment = NewComment::new(platform, "", text);
            comment.author.name = Some(author.to_owned());
            derive_id(&mut comment);
            comment.external_id
        };
        let first = id(Platform::Google, "Dana W.", "Nobody  called\nback");
        assert_eq!(
            first,
            id(Platform::Google, "dana w.", "Nobody called back"),
            "only spaces differ"
        );
        assert_ne!(first, id(Platform::Yelp, "Dana W.", "Nobody called back"), "another platform");
        assert_ne!(first, id(Platform::Google, "Dan", "Nobody called back"), "another author");
    }
}
