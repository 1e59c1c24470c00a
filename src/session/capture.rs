//! A paste or a file on its way into the queue: shown and mended first, then added with one click.

mod age;
mod batch;
mod columns;
mod table;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use columns::SaidBy;

use crate::import::Options;
use crate::model::{NewComment, Platform, Practice, PracticeId};
use crate::worker::{ImportReport, Incoming, Mended, Pasted, Preview, Request, Ticket};

pub use age::read_age;
pub use batch::{Batch, Problem};
pub use columns::Columns;
pub use table::{Row, Table};

/// A rate is told when this much time has passed.
const PACE_AFTER: Duration = Duration::from_millis(500);

/// So many rows are handed over as they are shown; more would have to be copied while the window waits.
const MOST_IN_HAND: usize = 5_000;

/// How far long work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows done.
    pub done: usize,
    /// Rows in all; 0 while unknown.
    pub total: usize,
    /// Rows a second, once there is something to measure.
    pub rate: Option<usize>,
    /// How long the rest will take at that rate.
    pub left: Option<Duration>,
    since: Duration,
}

impl Progress {
    fn begin(now: Duration) -> Self {
        Self { since: now, ..Self::default() }
    }

    fn reach(&mut self, done: usize, total: usize, now: Duration) {
        (self.done, self.total) = (done, total);
        let passed = now.saturating_sub(self.since);
        if PACE_AFTER <= passed && 0 < done {
            let millis = usize::try_from(passed.as_millis()).unwrap_or(usize::MAX).max(1);
            self.rate = Some(done.saturating_mul(1_000) / millis);
            let left = total.saturating_sub(done).saturating_mul(millis) / done;
            self.left = Some(Duration::from_millis(u64::try_from(left).unwrap_or(u64::MAX)));
        }
    }
}

/// How far a capture has come.
#[derive(Debug)]
pub enum Phase {
    /// The worker reads it, then compares it with the queue.
    Reading(Progress),
    /// It is shown; nothing was added.
    Shown(Box<Preview>),
    /// It is being added.
    Adding {
        /// What was shown.
        preview: Box<Preview>,
        /// How far it has come.
        progress: Progress,
    },
}

/// One paste or file, and those that wait behind it.
#[derive(Debug)]
pub struct Capture {
    /// For whom.
    pub practice: PracticeId,
    /// Where it stands, if a person said so.
    pub platform: Option<Platform>,
    /// How far it has come.
    pub phase: Phase,
    /// The rows, as they would be added; empty while nothing is shown.
    pub table: Table,
    /// Position of the row that keys work on.
    pub marked: usize,
    /// The columns of a table that is not known by itself.
    pub columns: Option<Columns>,
    /// The other files that were chosen with this one.
    pub batch: Batch,
    incoming: Incoming,
    captured_at: Timestamp,
    awaited: Ticket,
    /// The look-up of mended rows that is waited for.
    rechecked: Option<Ticket>,
    cancel: Arc<AtomicBool>,
}

impl Capture {
    /// A capture of `incoming`, with the request that reads it.
    pub(super) fn begin(
        practice: (&Practice, PracticeId),
        incoming: Incoming,
        batch: Batch,
        (captured_at, now): (Timestamp, Duration),
        ticket: Ticket,
    ) -> (Self, Request) {
        let (practice, id) = practice;
        let mut capture = Self {
            practice: id,
            platform: batch.platform.clone(),
            phase: Phase::Reading(Progress::default()),
            table: Table::default(),
            marked: 0,
            columns: None,
            batch,
            incoming,
            captured_at,
            awaited: ticket,
            rechecked: None,
            cancel: Arc::new(AtomicBool::new(false)),
        };
        let request = capture.read(practice, now, ticket);
        (capture, request)
    }

    /// Reads it again from the beginning.
    pub(super) fn read(&mut self, practice: &Practice, now: Duration, ticket: Ticket) -> Request {
        self.phase = Phase::Reading(Progress::begin(now));
        self.awaited = ticket;
        self.table = Table::default();
        let incoming = self.incoming.clone();
        Request::Preview {
            ticket,
            practice: self.practice,
            incoming,
            options: self.options(practice),
        }
    }

    /// Looks the rows up again whose relation to the queue may have changed; `None` where none has.
    pub(super) fn recheck(&mut self, practice: &Practice, ticket: Ticket) -> Option<Request> {
        let comments = self.table.unchecked();
        if comments.is_empty() {
            return None;
        }
        self.rechecked = Some(ticket);
        Some(Request::Preview {
            ticket,
            practice: self.practice,
            incoming: Incoming::Comments(comments),
            options: self.options(practice),
        })
    }

    fn options(&self, practice: &Practice) -> Options {
        Options {
            name: self.name(),
            platform: self.platform.clone(),
            format: None,
            captured_at: self.captured_at,
            own: practice.own().map(str::to_owned).collect(),
            map: self.columns.as_ref().map(Columns::map).unwrap_or_default(),
        }
    }

    /// File name, or "Paste".
    pub fn name(&self) -> String {
        match &self.incoming {
            Incoming::File(path) => path
                .file_name()
                .map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned()),
            Incoming::Paste(_) => "Paste".to_owned(),
            Incoming::Comments(_) | Incoming::Mended(_) => "By hand".to_owned(),
        }
    }

    /// What was on the clipboard, if it is a paste.
    pub fn pasted(&self) -> Option<&Pasted> {
        match &self.incoming {
            Incoming::Paste(pasted) => Some(pasted),
            Incoming::File(_) | Incoming::Comments(_) | Incoming::Mended(_) => None,
        }
    }

    /// The moment that ages count back from.
    pub fn captured_at(&self) -> Timestamp {
        self.captured_at
    }

    /// Takes a preview over, or the look-up of mended rows, if it is the one waited for.
    pub(super) fn take_preview(&mut self, ticket: Ticket, mut preview: Box<Preview>) -> bool {
        if ticket == self.awaited {
            let (rows, doubts) =
                (std::mem::take(&mut preview.rows), std::mem::take(&mut preview.doubts));
            self.table = Table::new(rows, doubts);
            self.marked = 0;
            if let (None, Some(mapping)) = (&self.columns, preview.mapping.take()) {
                let said_by = if preview.is_recognised { SaidBy::Reader } else { SaidBy::Proposal };
                self.columns = Some(Columns::new(mapping, said_by));
            }
            self.phase = Phase::Shown(preview);
            return true;
        }
        if self.rechecked == Some(ticket) {
            self.rechecked = None;
            self.table.take_states(preview.rows);
        }
        false
    }

    /// What was read, without its rows, if it has come.
    pub fn preview(&self) -> Option<&Preview> {
        match &self.phase {
            Phase::Reading(_) => None,
            Phase::Shown(preview) | Phase::Adding { preview, .. } => Some(preview),
        }
    }

    /// Whether rows can be mended: they are shown, and not being added.
    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Shown(_)) && self.asked_columns().is_none()
    }

    /// The columns, while a person is asked what they hold.
    pub fn asked_columns(&self) -> Option<&Columns> {
        self.columns.as_ref().filter(|columns| columns.is_asked)
    }

    /// How many rows will be added or updated.
    pub fn n_ticked(&self) -> usize {
        self.table.n_ticked()
    }

    /// The request that adds what is ticked, as the table shows it; `None` while nothing is shown or ticked.
    pub(super) fn add(
        &mut self,
        practice: &Practice,
        now: Duration,
        ticket: Ticket,
    ) -> Option<Request> {
        if self.n_ticked() == 0 || !self.is_open() {
            return None;
        }
        let options = self.options(practice);
        let shown = std::mem::replace(&mut self.phase, Phase::Reading(Progress::default()));
        let Phase::Shown(preview) = shown else { return None };
        let left_out = self.table.rows().iter().filter(|row| row.is_left_out);
        let leave_out = left_out.map(|row| row.comment.external_id.clone()).collect();
        // A file that is small enough is not read again: it may have changed since it was shown.
        let is_in_hand = self.table.is_mended() || self.table.rows().len() <= MOST_IN_HAND;
        let incoming = if is_in_hand {
            Incoming::Mended(Box::new(self.mended(&preview)))
        } else {
            self.incoming.clone()
        };
        self.awaited = ticket;
        self.phase = Phase::Adding { preview, progress: Progress::begin(now) };
        Some(Request::Import {
            ticket,
            practice: self.practice,
            incoming,
            options,
            leave_out,
            cancel: Arc::clone(&self.cancel),
        })
    }

    /// The rows as they are shown, with what is told of where they come from.
    fn mended(&self, preview: &Preview) -> Mended {
        let comments: Vec<NewComment> =
            self.table.rows().iter().map(|row| row.comment.clone()).collect();
        let report = ImportReport {
            format: preview.format.clone(),
            skipped: preview.skipped.clone(),
            warnings: preview.warnings.clone(),
            raw: self.pasted().cloned(),
            sha256: preview.sha256.clone(),
            place: Some(preview.place),
        };
        Mended { comments, report }
    }

    /// Takes progress over if it is that of this capture.
    pub(super) fn take_progress(
        &mut self,
        ticket: Ticket,
        (done, total): (usize, usize),
        now: Duration,
    ) {
        if ticket == self.awaited
            && let Phase::Adding { progress, .. } | Phase::Reading(progress) = &mut self.phase
        {
            progress.reach(done, total, now);
        }
    }

    /// Whether `ticket` is what this capture waits for.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.awaited == ticket
    }

    /// Tells the worker to stop; it then leaves nothing of the import behind.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_told_once_there_is_something_to_measure() {
        let mut progress = Progress::begin(Duration::from_secs(10));
        progress.reach(100, 4_000, Duration::from_millis(10_100));
        assert_eq!(progress.rate, None, "too early");
        progress.reach(1_000, 4_000, Duration::from_secs(11));
        assert_eq!(progress.rate, Some(1_000), "rows a second");
        assert_eq!(progress.left, Some(Duration::from_secs(3)), "for the rest");
    }
}
