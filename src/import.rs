//! Bytes of an export or a paste in, comments and what was left out, out. Never all-or-nothing.

mod ago;
mod batch;
mod clean;
mod decode;
mod html;
mod identity;
mod json;
mod link;
mod mapping;
mod moment;
mod own;
mod paste;
mod preset;
mod record;
mod sheet;
mod sniff;
mod table;

use jiff::Timestamp;

pub use identity::derive_id;
pub use mapping::{MapColumn, MapField, Mapping, mapping};

use crate::model::{Body, ExistingReply, NewComment, Platform};

/// What is known about a file before it is read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file's name for messages; never used to recognise its format.
    pub name: String,
    /// Where its comments stand, if the file itself does not tell.
    pub platform: Option<Platform>,
    /// A format's name that a person insisted on.
    pub format: Option<String>,
    /// The moment that relative times ("3h") count back from.
    pub captured_at: Timestamp,
    /// Names, handles and ids that are the practice itself.
    pub own: Vec<String>,
    /// Header to field, for tables whose headers are not known.
    pub map: Vec<(String, String)>,
}

impl Options {
    /// Whether it is known that the content is markup.
    fn is_markup(&self) -> bool {
        self.format.as_deref() == Some(MARKUP)
    }
}

/// Rows that were left out, by reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// `own`, `deleted`, `malformed`, `empty`, `duplicate` and so on; see `tests/formats/README.md`.
    pub reason: String,
    /// How many.
    pub count: usize,
    /// One sentence for a person.
    pub detail: String,
    /// Where: line numbers from 1 in text and tables, element numbers from 1 in JSON arrays.
    pub rows: Vec<usize>,
}

/// What the numbers in [`Skipped::rows`] count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Lines of the file, from 1.
    Line,
    /// Elements of a JSON array, from 1.
    Element,
}

/// What a line of a paste turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word of the page's interface; nobody wrote it.
    Interface,
    /// The post that the comments stand under.
    Post,
    /// Author, time or words of the comment with this place in [`Import::comments`].
    Comment(usize),
    /// Belongs to the answer of the practice that stands under the comment with this place.
    Reply(usize),
}

/// One line of a paste and what it turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// The line as it was pasted.
    pub text: Body,
    /// What it is.
    pub role: Role,
}

/// A question to the person, where it is not certain what belongs to a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Its place in [`Import::comments`].
    pub comment: usize,
    /// One sentence, ending with a question mark.
    pub question: String,
}

/// What an import found.
#[derive(Clone, Debug)]
pub struct Import {
    /// The format's stable name, such as `google-business-reviews`; empty when not recognised.
    pub format: &'static str,
    /// Whether the content was recognised at all.
    pub is_recognised: bool,
    /// In the order of the file.
    pub comments: Vec<NewComment>,
    /// What the account itself wrote, where that is all a file holds.
    pub own_history: Vec<ExistingReply>,
    /// What was left out and why; nothing disappears uncounted.
    pub skipped: Vec<Skipped>,
    /// Sentences for the person, each with file, place and remedy.
    pub warnings: Vec<String>,
    /// What the numbers of skipped rows count.
    pub place: Place,
    /// For text from the clipboard: every line of it, in order; else empty.
    pub lines: Vec<SourceLine>,
    /// Where a cut is uncertain, in order of comments, at most one each.
    pub doubts: Vec<Doubt>,
    /// Places of comments whose stars were not whole, with what the source says.
    pub exact_stars: Vec<(usize, f64)>,
}

impl Import {
    /// An import of comments that are in hand and need no reading.
    pub fn in_hand(comments: Vec<NewComment>) -> Self {
        Self {
            format: "",
            is_recognised: true,
            comments,
            own_history: Vec::new(),
            skipped: Vec::new(),
            warnings: Vec::new(),
            place: Place::Element,
            lines: Vec::new(),
            doubts: Vec::new(),
            exact_stars: Vec::new(),
        }
    }
}

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The most rows that are read of one file.
const MAX_ROWS: usize = 200_000;

/// Nothing of a file could be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Over the limit of bytes or rows.
    #[error("{name} is larger than {limit}")]
    TooLarge {
        /// The file's name.
        name: String,
        /// The limit with its unit.
        limit: String,
    },
}

impl ImportError {
    /// What the person can do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "Split the file into smaller ones and import them one by one",
        }
    }
}

/// Reads one file or paste: what it is, is decided by its content.
///
/// Whatever the bytes are, it answers; what could not be read is counted in [`Import::skipped`] or said in
/// [`Import::warnings`].
pub fn read(bytes: &[u8], options: &Options) -> Result<Import, ImportError> {
    let too_large =
        |limit: &str| ImportError::TooLarge { name: options.name.clone(), limit: limit.to_owned() };
    if bytes.len() > MAX_BYTES {
        return Err(too_large("64 MB"));
    }
    sniff::read(bytes, options).map_err(too_large)
}

/// Reads what was copied from a page: its markup where that tells anything, else its words.
///
/// The markup carries ids, stars and exact times, so it goes first; the words are read where it is missing or holds
/// nothing that is known. The markup may begin with the header that Windows puts before it.
pub fn paste(html: Option<&str>, text: &str, options: &Options) -> Result<Import, ImportError> {
    if let Some(html) = html.filter(|html| !html.trim().is_empty()) {
        let import = paste_html(html, options)?;
        if !import.comments.is_empty() || text.trim().is_empty() {
            return Ok(import);
        }
    }
    read(text.as_bytes(), options)
}

/// Reads the HTML flavour of the clipboard; nothing in it is run or fetched.
pub fn paste_html(html: &str, options: &Options) -> Result<Import, ImportError> {
    let options = Options { format: Some(MARKUP.to_owned()), ..options.clone() };
    read(html.as_bytes(), &options)
}

/// The format's name that says "this is markup, however it begins".
const MARKUP: &str = "clipboard-html";
