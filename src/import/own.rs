//! Who "we" are: the names, handles and ids under which the practice itself writes.

use std::collections::HashSet;

use super::clean;
use crate::model::Author;

/// The practice's own names, folded for comparing.
#[derive(Debug, Default)]
pub(super) struct Own(HashSet<String>);

impl Own {
    /// From what the person set up.
    pub(super) fn new(names: &[String]) -> Self {
        Self(names.iter().map(|name| key(name)).filter(|key| !key.is_empty()).collect())
    }

    /// Whether nothing was set up.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this name, handle or id is the practice.
    pub(super) fn has(&self, name: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&key(name))
    }

    /// Whether the practice wrote it.
    pub(super) fn wrote(&self, author: &Author, author_id: Option<&str>) -> bool {
        [author.name.as_deref(), author.handle.as_deref(), author_id]
            .into_iter()
            .flatten()
            .any(|name| self.has(name))
    }
}

/// Case, a leading `@` or `u/`, and a trailing "(Owner)" do not tell two names apart.
fn key(name: &str) -> String {
    let folded = clean::folded(name);
    let bare = folded.trim_start_matches(['@', '/']);
    let bare = bare.strip_prefix("u/").unwrap_or(bare);
    without_owner_mark(bare).unwrap_or(bare).trim().to_owned()
}

/// The name before "(Owner)" in lower case, or `None` where there is no such mark.
pub(super) fn without_owner_mark(name: &str) -> Option<&str> {
    const MARKS: [&str; 8] = [
        "(owner)",
        "(propietario)",
        "(propietaria)",
        "(propriétaire)",
        "(inhaber)",
        "(inhaberin)",
        "(proprietário)",
        "(proprietario)",
    ];
    MARKS.iter().find_map(|mark| name.strip_suffix(mark)).map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_in_another_dress_is_recognised() {
        let own = Own::new(&["Harborview Aesthetics".to_owned(), "u/HarborviewMD".to_owned()]);
        for name in [
            "harborview  aesthetics",
            "Harborview Aesthetics (Owner)",
            "@HarborviewMD",
            "/u/harborviewmd",
        ] {
            assert!(own.has(name), "{name}");
        }
        assert!(!own.has("Harborview"), "a part is not the whole");
        assert!(!Own::default().has(""), "nothing is set up");
    }
}
