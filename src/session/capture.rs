//! A paste or a file on its way into the queue: shown first, then added with one click.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;

use crate::import::Options;
use crate::model::{Platform, Practice, PracticeId};
use crate::worker::{Incoming, Preview, PreviewState, Request, Ticket};

/// How far a capture has come.
#[derive(Debug)]
pub enum Phase {
    /// The worker reads it.
    Reading,
    /// It is shown; nothing was added.
    Shown(Box<Preview>),
    /// It is being added.
    Adding {
        /// What was shown.
        preview: Box<Preview>,
        /// Rows done.
        done: usize,
        /// Rows in all; 0 while unknown.
        total: usize,
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
    /// Positions of the rows that are left out.
    pub left_out: BTreeSet<usize>,
    /// Files that are read after this one.
    pub waiting: Vec<PathBuf>,
    incoming: Incoming,
    captured_at: Timestamp,
    awaited: Ticket,
    cancel: Arc<AtomicBool>,
}

impl Capture {
    /// A capture of `incoming`, with the request that reads it.
    pub fn begin(
        practice: &Practice,
        id: PracticeId,
        incoming: Incoming,
        captured_at: Timestamp,
        ticket: Ticket,
    ) -> (Self, Request) {
        let mut capture = Self {
            practice: id,
            platform: None,
            phase: Phase::Reading,
            left_out: BTreeSet::new(),
            waiting: Vec::new(),
            incoming,
            captured_at,
            awaited: ticket,
            cancel: Arc::new(AtomicBool::new(false)),
        };
        let request = capture.read(practice, ticket);
        (capture, request)
    }

    /// Reads it again, after practice or platform was changed.
    pub fn read(&mut self, practice: &Practice, ticket: Ticket) -> Request {
        self.phase = Phase::Reading;
        self.awaited = ticket;
        self.left_out.clear();
        let incoming = self.incoming.clone();
        Request::Preview {
            ticket,
            practice: self.practice,
            incoming,
            options: self.options(practice),
        }
    }

    fn options(&self, practice: &Practice) -> Options {
        let name = match &self.incoming {
            Incoming::File(path) => path
                .file_name()
                .map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned()),
            Incoming::Paste(_) => "Paste".to_owned(),
            Incoming::Comments(_) => "By hand".to_owned(),
        };
        Options {
            name,
            platform: self.platform.clone(),
            format: None,
            captured_at: self.captured_at,
            own: practice.own().map(str::to_owned).collect(),
            map: Vec::new(),
        }
    }

    /// Takes a preview over if it is the one waited for.
    pub fn take_preview(&mut self, ticket: Ticket, preview: Box<Preview>) {
        if ticket == self.awaited {
            self.phase = Phase::Shown(preview);
        }
    }

    /// The preview, if it has come.
    pub fn preview(&self) -> Option<&Preview> {
        match &self.phase {
            Phase::Reading => None,
            Phase::Shown(preview) | Phase::Adding { preview, .. } => Some(preview),
        }
    }

    /// Whether the row at `position` will be added.
    pub fn is_ticked(&self, position: usize) -> bool {
        self.can_add(position) && !self.left_out.contains(&position)
    }

    /// Whether adding the row at `position` would change the queue.
    pub fn can_add(&self, position: usize) -> bool {
        self.preview()
            .and_then(|preview| preview.rows.get(position))
            .is_some_and(|row| row.state != PreviewState::Known)
    }

    /// How many rows will be added or updated.
    pub fn n_ticked(&self) -> usize {
        let n = self.preview().map_or(0, |preview| preview.rows.len());
        (0..n).filter(|&position| self.is_ticked(position)).count()
    }

    /// Ticks or unticks one row.
    pub fn tick_row(&mut self, position: usize) {
        if self.can_add(position) && !self.left_out.remove(&position) {
            self.left_out.insert(position);
        }
    }

    /// Ticks every row that can be added; if all are ticked, none.
    pub fn tick_all(&mut self) {
        let n = self.preview().map_or(0, |preview| preview.rows.len());
        if self.left_out.is_empty() {
            self.left_out = (0..n).filter(|&position| self.can_add(position)).collect();
        } else {
            self.left_out.clear();
        }
    }

    /// The request that adds what is ticked; `None` while nothing is shown or ticked.
    pub fn add(&mut self, practice: &Practice, ticket: Ticket) -> Option<Request> {
        if self.n_ticked() == 0 {
            return None;
        }
        let options = self.options(practice);
        let Phase::Shown(preview) = std::mem::replace(&mut self.phase, Phase::Reading) else {
            return None;
        };
        let leave_out = self
            .left_out
            .iter()
            .filter_map(|&position| preview.rows.get(position))
            .map(|row| row.comment.external_id.clone())
            .collect();
        self.awaited = ticket;
        self.phase = Phase::Adding { preview, done: 0, total: 0 };
        Some(Request::Import {
            ticket,
            practice: self.practice,
            incoming: self.incoming.clone(),
            options,
            leave_out,
            cancel: Arc::clone(&self.cancel),
        })
    }

    /// Takes progress over if it is that of this import.
    pub fn take_progress(&mut self, ticket: Ticket, rows_done: usize, rows_total: usize) {
        if ticket == self.awaited
            && let Phase::Adding { done, total, .. } = &mut self.phase
        {
            *done = rows_done;
            *total = rows_total;
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
