//! Everything a person can do.

use std::path::PathBuf;

use crate::import::MapField;
use crate::model::{
    Body, Category, ClipboardOutcome, CommentId, NewComment, Platform, Practice, PracticeId, Status,
};
use crate::worker::{Pasted, StatusFilter, TriageOverride};

use super::{Dialog, ImportsAction, MendAction, SaidAction, Screen};

/// Everything a person can do; panels report these and change nothing themselves.
#[derive(Clone, Debug)]
pub enum Action {
    /// Go to another screen.
    Show(Screen),
    /// Open a dialog over the screen.
    Ask(Dialog),
    /// Close the dialog, or leave what is open.
    Close,
    /// Take the toast away.
    CloseToast,
    /// Remember a small fact of the window, such as the theme.
    Remember(&'static str, String),

    /// The desk's person tells their name; the practice, if any, is saved with it.
    Begin { name: String, practice: Option<Box<Practice>> },
    /// Fill the queue with the sample comments.
    LoadSamples { name: String },
    /// Add or change a practice.
    SavePractice(Box<Practice>),

    /// Show one practice, or all.
    FilterPractice(Option<PracticeId>),
    /// Show one platform, or all.
    FilterPlatform(Option<Platform>),
    /// Show one category, or all.
    FilterCategory(Option<Category>),
    /// Show comments in these states.
    FilterStatus(StatusFilter),
    /// Back to everything that needs a reply.
    ClearFilters,
    /// Find words in comments and authors.
    Search(String),
    /// The list shows these positions of the order.
    ShowRows { first: usize, last: usize },
    /// Open the comment at this position of the order.
    OpenAt(usize),
    /// Open a comment wherever it stands.
    Open(CommentId),
    /// Open the next comment of the order.
    OpenNext,
    /// Open the one before.
    OpenPrevious,
    /// Move the open comment to a state.
    Move(Status),
    /// Correct what triage said of the open comment.
    Correct(TriageOverride),
    /// Open the comment's page in the browser.
    OpenLink,
    /// Take the last queue action back.
    Undo,
    /// Do it again.
    Redo,

    /// The reply to this comment reads like this after an edit of that revision.
    EditReply { comment: CommentId, revision: u64, text: String },
    /// Take the last edit of the reply back.
    UndoEdit,
    /// Do it again.
    RedoEdit,
    /// The text box lost the keyboard: save what is unsaved.
    LeaveReply,
    /// Make this finding the current one.
    SelectFinding(usize),
    /// Make the next finding the current one.
    NextFinding,
    /// Put a rewrite of the current finding in place.
    ApplyFix(usize),
    /// Set the finding at this position aside for this reply, with a reason.
    SetAside { finding: usize, reason: String },
    /// Let a reply through that no rule can read, with a reason.
    AllowUncovered { reason: String },
    /// Copy the reply.
    CopyReply,
    /// The clipboard was set and read back.
    ClipboardSet(ClipboardOutcome),

    /// Look for a template.
    FindTemplate(String),
    /// Move the mark in the list of templates to this position.
    MarkTemplate(usize),
    /// Put the template at this position into the reply.
    UseTemplate(usize),
    /// Show the marked template's next variant.
    NextVariant,

    /// Take what is on the clipboard as comments.
    Paste,
    /// This was on the clipboard.
    Pasted(Pasted),
    /// The clipboard held no words, or could not be read; the sentence says why.
    PasteFailed(String),
    /// Choose files to import.
    ChooseFiles,
    /// These files were chosen or dropped.
    FilesChosen(Vec<PathBuf>),
    /// The capture is for this practice.
    CaptureFor(PracticeId),
    /// The captured comments stand on this platform.
    CaptureFrom(Option<Platform>),
    /// Tick or untick the row at this position of the preview.
    TickRow(usize),
    /// Tick every row that can be added, or none.
    TickAll,
    /// Add what is ticked.
    AddCaptured,
    /// Stop the import that runs.
    CancelImport,
    /// Add one comment that was written down by hand.
    AddByHand { practice: PracticeId, comment: Box<NewComment> },

    /// Find words in the history.
    SearchHistory(String),
    /// The history shows these positions.
    ShowHistoryRows { first: usize, last: usize },
    /// Select the record at this position.
    SelectHistory(usize),

    /// Take what is on the clipboard as comments; these words of it were handed over already.
    PasteWords(Body),
    /// Move the mark to the row at this position of the preview.
    MarkRow(usize),
    /// Put another comment into the row at this position.
    MendRow { position: usize, to: Box<NewComment> },
    /// Give the row at this position stars, where the source has none.
    RateRow { position: usize, stars: Option<u8> },
    /// Make two comments of the row at this position, cut before this byte of its words.
    SplitRow { position: usize, at: usize },
    /// Make one comment of the row at this position and the one above.
    MergeRow(usize),
    /// The row at this position is right as it is.
    KeepRow(usize),
    /// Move the mark to the next row with an open question.
    NextDoubt,
    /// Take the last change of the preview back.
    UndoRow,
    /// Do it again.
    RedoRow,
    /// Add this file and every one that waits, without showing them first.
    AddAll,
    /// Leave this file and every one that waits.
    LeaveAll,
    /// Ask what the columns of the table hold.
    ShowColumns,
    /// Move the mark to the column at this position.
    MarkColumn(usize),
    /// Read the column at this position as that.
    ChooseColumn { column: usize, field: MapField },
    /// The columns hold what is chosen; remember it.
    ConfirmColumns,
    /// Something about the reports of imports.
    Imports(ImportsAction),
    /// Something about what was already said.
    Said(SaidAction),
    /// Something about what was captured of the open comment.
    Mend(MendAction),
}
