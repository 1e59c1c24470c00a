//! Drafts, and replies as they were recorded.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::comment::named;
use super::{Body, CommentId, PersonId, PracticeId, ReplyId};

named! {
    /// What a check says of a whole reply.
    Verdict {
        /// Nothing holds it back.
        Clear = "clear",
        /// A stop of high confidence, or longer than the platform takes.
        Held = "held",
        /// Written in a language that the rules do not read; never to be taken for clear.
        NotCovered = "not-covered",
    }
}

named! {
    /// What became of setting the clipboard.
    ClipboardOutcome {
        /// Read back, byte for byte the same.
        Copied = "copied",
        /// It could not be set, or held something else.
        Failed = "failed",
    }
}

/// An unfinished reply; it belongs to one comment for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Whose answer it is.
    pub comment: CommentId,
    /// What was typed so far.
    pub text: Body,
    /// When it was last saved.
    pub saved_at: Timestamp,
}

/// A finding as it stands in the history: rule, place and how sure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFinding {
    /// Such as `privacy/echo`.
    pub rule: String,
    /// `stop`, `warning` or `advice`.
    pub severity: String,
    /// `low` or `high`.
    pub confidence: String,
    /// First byte in the reply.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A stop that was set aside for one reply, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Such as `privacy/echo`.
    pub rule: String,
    /// First byte in the reply.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What the person typed; never empty.
    pub reason: Body,
}

/// A reply as it was recorded, before it went on the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its row in the history.
    pub id: ReplyId,
    /// What it answers.
    pub comment: CommentId,
    /// For whom.
    pub practice: PracticeId,
    /// Who copied it.
    pub person: PersonId,
    /// The exact words.
    pub text: Body,
    /// What the check found in exactly these words.
    pub findings: Vec<SealedFinding>,
    /// Which stops were set aside.
    pub overrides: Vec<Override>,
    /// Version of the rules that read it.
    pub pack_version: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// What became of the clipboard; `None` while that is unknown.
    pub outcome: Option<ClipboardOutcome>,
}
