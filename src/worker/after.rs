//! What may be asked once comments are in: reports of imports, what was already said, mending, twins, removals.

pub(super) mod answer;

use std::path::PathBuf;

use jiff::Timestamp;

use super::writer::Class;
use super::{ImportReport, Ticket};
use crate::model::{
    Author, Body, CommentId, ExistingReply, ImportId, PersonId, Platform, PracticeId, SealedFinding,
};

/// Which imports, or which replies that were already said, are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Only this practice.
    pub practice: Option<PracticeId>,
    /// Words to be found; empty: all.
    pub search: String,
}

/// A part of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many to pass over.
    pub offset: usize,
    /// How many at most.
    pub limit: usize,
}

/// One line of the list of imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Which.
    pub import: ImportId,
    /// For whom.
    pub practice: PracticeId,
    /// File name, "Paste" or "By hand".
    pub name: String,
    /// The format's stable name; empty where comments were in hand.
    pub format: String,
    /// When it began.
    pub at: Timestamp,
    /// Comments that were not there before.
    pub added: usize,
    /// Comments that it changed.
    pub updated: usize,
    /// Comments that were there, the same.
    pub known: usize,
    /// Rows that it left out.
    pub left_out: usize,
    /// Whether it was taken back.
    pub is_removed: bool,
}

/// One import with everything that is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its line in the list.
    pub row: ImportRow,
    /// What was left out, what was warned of, and what it was read from.
    pub report: ImportReport,
    /// Why it cannot be taken back; `None`: it can.
    pub stays_because: Option<&'static str>,
}

/// What a person says became of a reply that stood there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidMark {
    /// It does not stand there any more.
    TakenDown,
    /// Other words stand there.
    Corrected,
}

impl SaidMark {
    /// The stable name used in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TakenDown => "taken-down",
            Self::Corrected => "corrected",
        }
    }

    /// The mark of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::TakenDown, Self::Corrected].into_iter().find(|mark| mark.name() == name)
    }
}

/// Which of the replies that were already said are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaidFilter {
    /// Those with a stop or a warning that nobody has seen to.
    #[default]
    ToCorrect,
    /// Those with advice too.
    WithAdvice,
    /// Those that were taken down or corrected.
    Done,
}

/// A reply that stood under a comment when it came in, with what the rules say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidRow {
    /// What it answers.
    pub comment: CommentId,
    /// For whom.
    pub practice: PracticeId,
    /// Where it stands.
    pub platform: Platform,
    /// Who wrote the comment, as shown.
    pub author: Body,
    /// The comment's words.
    pub comment_text: Body,
    /// The reply.
    pub reply: ExistingReply,
    /// What the rules found in it, worst first.
    pub findings: Vec<SealedFinding>,
    /// Version of the rules that read it.
    pub pack_version: String,
    /// Where it can be opened.
    pub permalink: Option<String>,
    /// What became of it, who said so and when.
    pub mark: Option<(SaidMark, String, Timestamp)>,
}

/// What a person may correct of a captured comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// Who wrote it.
    pub author: Author,
    /// 1 to 5.
    pub stars: Option<u8>,
    /// Where it stands.
    pub platform: Platform,
    /// Whose it is.
    pub practice: PracticeId,
}

/// How much there is of one author in one practice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorCount {
    /// Comments, by platform.
    pub comments: Vec<(Platform, usize)>,
    /// Unfinished replies.
    pub n_drafts: usize,
    /// Recorded replies, which stay.
    pub n_replies: usize,
    /// Kept pastes that hold words of theirs.
    pub n_pastes: usize,
}

impl AuthorCount {
    /// How many comments there are on all platforms.
    pub fn n_comments(&self) -> usize {
        self.comments.iter().map(|(_, n)| n).sum()
    }
}

/// Another comment that looks the same: same practice, author and words, another id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// Which.
    pub comment: CommentId,
    /// When it was posted, or came in where that is not known.
    pub at: Timestamp,
    /// Name of the import that brought it.
    pub import: String,
}

/// What may be asked once comments are in.
#[derive(Clone, Debug)]
pub enum AfterRequest {
    /// Newest first. → [`AfterEvent::ImportsLoaded`].
    LoadImports { ticket: Ticket, wish: Wish, part: Part },
    /// → [`AfterEvent::ImportLoaded`].
    LoadImport { ticket: Ticket, import: ImportId },
    /// Writes the reports of the imports that are wished for into a table. → [`AfterEvent::ImportsWritten`].
    WriteImports { wish: Wish, path: PathBuf },
    /// Reads every reply that was already said and that the rules of this version have not read, in slices.
    /// → [`AfterEvent::SaidChanged`] once something was read.
    CheckSaid { version: &'static str },
    /// Worst first. → [`AfterEvent::SaidLoaded`].
    LoadSaid { ticket: Ticket, wish: Wish, filter: SaidFilter, part: Part },
    /// Says what became of a reply; `None` takes that back. → [`AfterEvent::SaidChanged`].
    MarkSaid { comment: CommentId, mark: Option<SaidMark>, person: PersonId },
    /// Corrects a captured comment. → [`AfterEvent::Mended`].
    Mend { ticket: Ticket, comment: CommentId, to: Box<Mending> },
    /// How much there is of a comment's author. → [`AfterEvent::AuthorCounted`].
    CountAuthor { ticket: Ticket, comment: CommentId },
    /// Removes everything of a comment's author in its practice. → [`AfterEvent::AuthorRemoved`].
    RemoveAuthor { comment: CommentId, person: PersonId },
    /// Makes one of two comments that look the same. → [`AfterEvent::Merged`].
    Merge { comments: (CommentId, CommentId), person: PersonId },
    /// Remembers that two comments are two. → [`AfterEvent::KeptApart`].
    KeepApart { comments: (CommentId, CommentId), person: PersonId },
}

impl AfterRequest {
    /// The ask's ticket, where it has one.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::LoadImports { ticket, .. }
            | Self::LoadImport { ticket, .. }
            | Self::LoadSaid { ticket, .. }
            | Self::Mend { ticket, .. }
            | Self::CountAuthor { ticket, .. } => Some(*ticket),
            Self::WriteImports { .. }
            | Self::CheckSaid { .. }
            | Self::MarkSaid { .. }
            | Self::RemoveAuthor { .. }
            | Self::Merge { .. }
            | Self::KeepApart { .. } => None,
        }
    }

    /// How soon it has its turn.
    pub(super) fn class(&self) -> Class {
        match self {
            Self::LoadImports { .. }
            | Self::LoadImport { .. }
            | Self::WriteImports { .. }
            | Self::LoadSaid { .. }
            | Self::CountAuthor { .. } => Class::Look,
            Self::CheckSaid { .. }
            | Self::MarkSaid { .. }
            | Self::Mend { .. }
            | Self::RemoveAuthor { .. }
            | Self::Merge { .. }
            | Self::KeepApart { .. } => Class::Quick,
        }
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub enum AfterEvent {
    /// To `LoadImports`.
    ImportsLoaded { ticket: Ticket, rows: Vec<ImportRow>, total: usize },
    /// To `LoadImport`; `None`: nothing is kept of it.
    ImportLoaded { ticket: Ticket, record: Option<Box<ImportRecord>> },
    /// To `WriteImports`: how many imports the table holds.
    ImportsWritten { n_imports: usize },
    /// Replies were read by the rules, or marked.
    SaidChanged,
    /// To `LoadSaid`.
    SaidLoaded { ticket: Ticket, rows: Vec<SaidRow>, total: usize },
    /// To `Mend`: what it was before.
    Mended { ticket: Ticket, comment: CommentId, from: Box<Mending> },
    /// To `CountAuthor`.
    AuthorCounted { ticket: Ticket, count: Box<AuthorCount> },
    /// To `RemoveAuthor`: these comments are gone.
    AuthorRemoved { comments: Vec<CommentId> },
    /// To `Merge`: `kept` holds what belonged to `gone`.
    Merged { kept: CommentId, gone: CommentId },
    /// To `KeepApart`.
    KeptApart,
}
