//! What an import reads, and what is told of where it comes from.

use std::path::PathBuf;

use crate::import::{Place, Skipped};
use crate::model::{Body, NewComment};

/// What an import reads.
#[derive(Clone)]
pub enum Incoming {
    /// A file on disk.
    File(PathBuf),
    /// What was on the clipboard.
    Paste(Box<Pasted>),
    /// Comments that are already in hand, such as the sample queue.
    Comments(Vec<NewComment>),
    /// Comments that a person mended in a preview, with what is told of where they come from.
    Mended(Box<Mended>),
}

/// What was on the clipboard: the page's markup, if there was any, and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The HTML flavour; it is read first.
    pub html: Option<Body>,
    /// The words; read where the markup yields no comment.
    pub text: Body,
}

impl Pasted {
    /// Whether there is nothing in either.
    pub fn is_blank(&self) -> bool {
        let is_blank = |body: &Body| body.as_str().trim().is_empty();
        is_blank(&self.text) && self.html.as_ref().is_none_or(is_blank)
    }
}

/// Comments as the table of a preview shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// Every row that is not left out.
    pub comments: Vec<NewComment>,
    /// What is told of where they come from.
    pub report: ImportReport,
}

/// What is told of an import beside its comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The format's stable name.
    pub format: String,
    /// What was left out and why; rows that a person unticked are not in it.
    pub skipped: Vec<Skipped>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
    /// For a paste: what was on the clipboard.
    pub raw: Option<Pasted>,
    /// For a file: SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: Option<String>,
    /// What the numbers of skipped rows count; `None`: it is not known.
    pub place: Option<Place>,
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(_) => f.write_str("File(hidden)"),
            Self::Paste(body) => write!(f, "Paste({body:?})"),
            Self::Comments(comments) => write!(f, "Comments({})", comments.len()),
            Self::Mended(mended) => write!(f, "Mended({})", mended.comments.len()),
        }
    }
}
