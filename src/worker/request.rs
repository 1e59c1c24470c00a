//! What may be asked of the worker, and what it answers.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use super::after::{AfterEvent, AfterRequest, Twin};
use super::incoming::Incoming;
use crate::import::{Doubt, Mapping, Options, Place, Skipped, SourceLine};
use crate::model::{
    Body, Category, ClipboardOutcome, Comment, CommentId, Draft, ImportId, NewComment, Override,
    Person, PersonId, Platform, Practice, PracticeId, Reply, ReplyId, SealedFinding, Sentiment,
    Status, Triage, Urgency,
};

/// Where the database lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// `bedside.db` and its key file in this folder, which is made if it is missing.
    Folder(PathBuf),
    /// In memory, gone with the worker; for tests.
    Memory,
}

/// Names one ask, so that a late answer is recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Which comments the queue shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Only this practice.
    pub practice: Option<PracticeId>,
    /// Only this platform.
    pub platform: Option<Platform>,
    /// Only this category.
    pub category: Option<Category>,
    /// Only these states.
    pub status: StatusFilter,
    /// Words to be found in text or author; empty: all.
    pub search: String,
}

/// Which states the queue shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusFilter {
    /// Open and drafting, and what has come back from snooze.
    #[default]
    NeedsReply,
    /// One state.
    Only(Status),
    /// Every state.
    All,
}

/// The exact order of every comment that a [`Query`] finds: critical first, then by urgency, then by due time, then by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueOrder {
    /// Every comment, most urgent first.
    pub ids: Vec<CommentId>,
    /// How many at the beginning are critical.
    pub n_critical: usize,
}

/// What one row of the queue shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Its comment.
    pub id: CommentId,
    /// Whose it is.
    pub practice: PracticeId,
    /// Where it stands.
    pub platform: Platform,
    /// Who wrote it, as shown.
    pub author: Body,
    /// The first 240 characters on one line: line ends are spaces, so bytes stay where they were.
    pub excerpt: Body,
    /// 1 to 5.
    pub stars: Option<u8>,
    /// When it was posted, where known.
    pub posted_at: Option<Timestamp>,
    /// When it came in.
    pub captured_at: Timestamp,
    /// By when it wants an answer.
    pub due_at: Timestamp,
    /// Where it stands on its way to an answer.
    pub status: Status,
    /// Category, urgency, sentiment, flags and cues, corrections applied; cues count in the full text.
    pub triage: Triage,
    /// Whether a draft lies with it.
    pub has_draft: bool,
}

/// One comment with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The comment.
    pub comment: Comment,
    /// What triage said before any person corrected it.
    pub machine_triage: Triage,
    /// The unfinished reply.
    pub draft: Option<Draft>,
    /// Replies that were copied for it, newest first.
    pub replies: Vec<Reply>,
    /// Other comments of the same author in the same practice, newest first, at most five.
    pub earlier: Vec<CommentId>,
    /// When the newest of them was posted or came in.
    pub earlier_at: Option<Timestamp>,
    /// Another comment that looks the same.
    pub twin: Option<Twin>,
}

impl Thread {
    /// What a person corrected, seen from the difference to the machine's word.
    pub fn corrections(&self) -> TriageOverride {
        let (machine, shown) = (&self.machine_triage, &self.comment.triage);
        TriageOverride {
            category: (machine.category != shown.category).then_some(shown.category),
            urgency: (machine.urgency != shown.urgency).then_some(shown.urgency),
            sentiment: (machine.sentiment != shown.sentiment).then_some(shown.sentiment),
        }
    }
}

/// What a person says of a comment's triage; `None` leaves the machine's word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TriageOverride {
    /// Another category.
    pub category: Option<Category>,
    /// Another urgency.
    pub urgency: Option<Urgency>,
    /// Another sentiment.
    pub sentiment: Option<Sentiment>,
}

/// How a comment in a preview relates to the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewState {
    /// Not there yet.
    New,
    /// There, and the same.
    Known,
    /// There; text, stars or reply would be updated.
    Updated,
}

/// One comment of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// What was found.
    pub comment: NewComment,
    /// How it relates to the queue.
    pub state: PreviewState,
    /// Since when it is there.
    pub known_since: Option<Timestamp>,
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// File name, or "Paste".
    pub name: String,
    /// The format's stable name; empty when not recognised.
    pub format: String,
    /// Whether the content was recognised.
    pub is_recognised: bool,
    /// Every comment found.
    pub rows: Vec<PreviewRow>,
    /// What is left out and why.
    pub skipped: Vec<Skipped>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
    /// What the numbers of skipped rows count.
    pub place: Place,
    /// For a paste: every line of it and what it turned out to be.
    pub lines: Vec<SourceLine>,
    /// Where a cut is uncertain.
    pub doubts: Vec<Doubt>,
    /// For a file: SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: Option<String>,
    /// For a table whose columns a person may name: what they are and could mean.
    pub mapping: Option<Mapping>,
}

/// A reply that is to be recorded before it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReply {
    /// What it answers.
    pub comment: CommentId,
    /// For whom.
    pub practice: PracticeId,
    /// Who copies it.
    pub person: PersonId,
    /// The exact words.
    pub text: Body,
    /// What the check found in exactly these words.
    pub findings: Vec<SealedFinding>,
    /// Which stops were set aside.
    pub overrides: Vec<Override>,
    /// Version of the rules that read it.
    pub pack_version: String,
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The record.
    pub reply: Reply,
    /// Where the comment stands.
    pub platform: Platform,
    /// Who wrote the comment.
    pub author: Body,
    /// The comment as it stood.
    pub comment_text: Body,
    /// Name of the person who copied.
    pub person_name: String,
}

/// How many comments stand where, for a practice or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the whole database.
    pub comments: usize,
    /// Open or drafting.
    pub needs_reply: usize,
    /// In the history.
    pub replies: usize,
    /// Copied since the given start of the day.
    pub replied_today: usize,
    /// Already said, with a stop or a warning, and not seen to.
    pub to_correct: usize,
}

/// What the desk needs at start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Who works here; `None` before the first start is finished.
    pub person: Option<Person>,
    /// In order of name.
    pub practices: Vec<Practice>,
    /// Small facts that the window remembers, by key.
    pub settings: Vec<(String, String)>,
}

/// Everything that may be asked of the worker. A request is one transaction, or one slice of a long one.
#[derive(Clone, Debug)]
pub enum Request {
    /// → [`Event::DeskLoaded`].
    LoadDesk,
    /// Gives the desk its person; a name that exists is taken up again. → [`Event::DeskLoaded`].
    SavePerson { name: String },
    /// Adds or changes a practice. → [`Event::DeskLoaded`].
    SavePractice { practice: Box<Practice> },
    /// Remembers a small fact. No answer.
    SaveSetting { key: String, value: String },
    /// Parses and compares; writes nothing. → [`Event::Previewed`].
    Preview { ticket: Ticket, practice: PracticeId, incoming: Incoming, options: Options },
    /// Parses, triages and adds, in slices that stay invisible until the last one.
    /// → any number of [`Event::ImportProgress`], then [`Event::Imported`].
    Import {
        ticket: Ticket,
        practice: PracticeId,
        incoming: Incoming,
        options: Options,
        /// External ids to leave out, because a person unticked them.
        leave_out: Vec<String>,
        /// Set to true by whoever wants it stopped; then nothing of the import stays.
        cancel: Arc<AtomicBool>,
    },
    /// Takes an import back, as long as nothing of it was answered. → [`Event::QueueChanged`].
    RemoveImport { import: ImportId },
    /// → [`Event::QueueOrdered`].
    OrderQueue { ticket: Ticket, query: Query },
    /// → [`Event::RowsLoaded`].
    LoadRows { ticket: Ticket, ids: Vec<CommentId> },
    /// → [`Event::ThreadLoaded`].
    LoadThread { ticket: Ticket, id: CommentId },
    /// Saves what was typed; an empty text removes the draft. A newer save of the same comment replaces
    /// one that still waits. → [`Event::DraftSaved`].
    SaveDraft { comment: CommentId, revision: u64, text: Body },
    /// Seals a reply in the history. → [`Event::ReplyRecorded`].
    RecordReply { ticket: Ticket, reply: Box<NewReply> },
    /// Says what became of the clipboard; only `copied` makes the status "replied" and removes the draft.
    /// → [`Event::OutcomeRecorded`].
    RecordOutcome { reply: ReplyId, outcome: ClipboardOutcome },
    /// Moves comments to states. → [`Event::QueueChanged`].
    SetStatus { changes: Vec<(CommentId, Status)> },
    /// A person's word on a comment's triage. → [`Event::QueueChanged`].
    SetTriage { comment: CommentId, to: TriageOverride },
    /// Newest first. → [`Event::HistoryLoaded`].
    LoadHistory {
        ticket: Ticket,
        practice: Option<PracticeId>,
        search: String,
        offset: usize,
        limit: usize,
    },
    /// `since` is the start of the person's day. → [`Event::Counted`].
    Count { practice: Option<PracticeId>, since: Timestamp },
    /// Finds the files behind paths that may be folders. → [`Event::FilesListed`].
    ListFiles { ticket: Ticket, paths: Vec<PathBuf> },
    /// What is asked once comments are in. → [`Event::After`].
    After(AfterRequest),
}

impl Request {
    /// The ask's ticket, where it has one.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Preview { ticket, .. }
            | Self::Import { ticket, .. }
            | Self::OrderQueue { ticket, .. }
            | Self::LoadRows { ticket, .. }
            | Self::LoadThread { ticket, .. }
            | Self::RecordReply { ticket, .. }
            | Self::ListFiles { ticket, .. }
            | Self::LoadHistory { ticket, .. } => Some(*ticket),
            Self::LoadDesk
            | Self::SavePerson { .. }
            | Self::SavePractice { .. }
            | Self::SaveSetting { .. }
            | Self::RemoveImport { .. }
            | Self::SaveDraft { .. }
            | Self::RecordOutcome { .. }
            | Self::SetStatus { .. }
            | Self::SetTriage { .. }
            | Self::Count { .. } => None,
            Self::After(request) => request.ticket(),
        }
    }
}

/// A comment that was answered, for the queue to take out of its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The record.
    pub reply: ReplyId,
    /// Its comment.
    pub comment: CommentId,
    /// What became of the clipboard.
    pub outcome: ClipboardOutcome,
}

/// Something that could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The ask, where it had a ticket.
    pub ticket: Option<Ticket>,
    /// What happened, lower case, without a full stop, never with words that a person wrote.
    pub message: String,
    /// What to do, as a sentence.
    pub help: String,
    /// Whether the database could not be opened at all.
    pub is_fatal: bool,
    /// Whether a file was read and holds nothing that looks like comments.
    pub is_unrecognised: bool,
}

/// What the worker answers.
#[derive(Clone, Debug)]
pub enum Event {
    /// To `LoadDesk`, `SavePerson` and `SavePractice`.
    DeskLoaded(Box<Desk>),
    /// To `Preview`.
    Previewed { ticket: Ticket, preview: Box<Preview> },
    /// While an import runs, or a large preview is compared with what is there.
    ImportProgress { ticket: Ticket, done: usize, total: usize },
    /// An import ended. `import` is `None` where it was cancelled or added nothing.
    Imported {
        ticket: Ticket,
        import: Option<ImportId>,
        added: usize,
        updated: usize,
        known: usize,
        skipped: usize,
    },
    /// Something moved; the order on the screen may be old.
    QueueChanged,
    /// To `OrderQueue`.
    QueueOrdered { ticket: Ticket, order: QueueOrder },
    /// To `LoadRows`; ids that are gone are missing.
    RowsLoaded { ticket: Ticket, rows: Vec<QueueRow> },
    /// To `LoadThread`; `None`: it is gone.
    ThreadLoaded { ticket: Ticket, thread: Option<Box<Thread>> },
    /// To `SaveDraft`.
    DraftSaved { comment: CommentId, revision: u64, at: Timestamp },
    /// To `RecordReply`: now, and only now, the text may be copied.
    ReplyRecorded { ticket: Ticket, reply: ReplyId, text: Body },
    /// To `RecordOutcome`.
    OutcomeRecorded(Answered),
    /// To `LoadHistory`.
    HistoryLoaded { ticket: Ticket, rows: Vec<HistoryRow>, total: usize },
    /// To `Count`.
    Counted(Counts),
    /// Something could not be done.
    Failed(Failure),
    /// To `ListFiles`: files in the order of the paths, those of a folder in the order of their names.
    FilesListed { ticket: Ticket, files: Vec<PathBuf> },
    /// To [`Request::After`].
    After(AfterEvent),
}
