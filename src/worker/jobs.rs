//! Long work, one slice at a time: adding an import, removing one, and finishing what a crash left behind.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::lane::Outbox;
use super::reading::Parsed;
use super::store::Store;
use super::store::comments::Prepared;
use super::store::imports::{Adding, Leftover, Progress};
use super::{Event, StoreError, Ticket};
use crate::model::{ImportId, PracticeId};

/// One piece of long work.
#[derive(Debug)]
pub(super) enum Job {
    /// An import that is being read, added or shown.
    Import(Box<ImportJob>),
    /// An invisible import whose comments are being deleted, and what to tell at the end.
    Remove { import: ImportId, then: Option<Event> },
    /// A visible import whose updates are being applied, and what to tell at the end.
    Update { import: ImportId, then: Option<Event> },
}

/// An import from its first byte until it is shown.
#[derive(Debug)]
pub(super) struct ImportJob {
    /// Tells its messages from those of an import that was given up.
    pub(super) job: u64,
    /// The ask.
    pub(super) ticket: Ticket,
    /// For whom.
    pub(super) practice: PracticeId,
    /// File name, or "Paste".
    pub(super) name: String,
    /// Whether to stop.
    pub(super) cancel: Arc<AtomicBool>,
    adding: Option<Adding>,
    waiting: VecDeque<Prepared>,
    total: usize,
    n_skipped: usize,
    ended: Option<Result<(), StoreError>>,
}

impl From<Leftover> for Job {
    fn from(leftover: Leftover) -> Self {
        match leftover {
            Leftover::Remove(import) => Self::Remove { import, then: None },
            Leftover::Update(import) => Self::Update { import, then: None },
        }
    }
}

impl ImportJob {
    /// An import of which nothing was read yet.
    pub(super) fn new(
        (job, ticket): (u64, Ticket),
        practice: PracticeId,
        name: String,
        cancel: Arc<AtomicBool>,
    ) -> Self {
        Self {
            job,
            ticket,
            practice,
            name,
            cancel,
            adding: None,
            waiting: VecDeque::new(),
            total: 0,
            n_skipped: 0,
            ended: None,
        }
    }

    /// Takes in what was read of it.
    pub(super) fn take(&mut self, store: &mut Store, parsed: Parsed) {
        match parsed {
            Parsed::Begun { job, report, total, n_left_out } if job == self.job => {
                let n_skipped: usize = report.skipped.iter().map(|skipped| skipped.count).sum();
                (self.total, self.n_skipped) = (total, n_skipped + n_left_out);
                match store.begin_import(self.practice, &self.name, (&report, n_left_out)) {
                    Ok(adding) => self.adding = Some(adding),
                    Err(error) => self.ended = Some(Err(error)),
                }
            }
            Parsed::Batch { job, comments } if job == self.job => self.waiting.extend(comments),
            Parsed::Ended { job, result } if job == self.job && self.ended.is_none() => {
                self.ended = Some(result);
            }
            Parsed::Begun { .. }
            | Parsed::Batch { .. }
            | Parsed::Ended { .. }
            | Parsed::Whole { .. } => (),
        }
    }

    fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Acquire)
    }

    fn imported(&self, import: Option<ImportId>) -> Event {
        let whole = self.adding.as_ref().filter(|_| !self.is_cancelled());
        Event::Imported {
            ticket: self.ticket,
            import,
            added: whole.map_or(0, |adding| adding.n_added),
            updated: whole.map_or(0, |adding| adding.n_updated),
            known: whole.map_or(0, |adding| adding.n_known),
            skipped: self.n_skipped,
        }
    }

    /// What is left to do so that nothing of it stays.
    fn give_up(&self, then: Option<Event>, outbox: &Outbox) -> Option<Job> {
        match (&self.adding, then) {
            (Some(adding), then) => Some(Job::Remove { import: adding.id, then }),
            (None, Some(event)) => {
                outbox.tell(event);
                None
            }
            (None, None) => None,
        }
    }

    /// Whether there is something to do before more is read.
    fn is_ready(&self) -> bool {
        self.is_cancelled() || self.ended.is_some() || !self.waiting.is_empty()
    }

    /// Writes one slice; what is left to do comes back.
    fn step(mut self: Box<Self>, store: &mut Store, outbox: &Outbox) -> Option<Job> {
        if self.is_cancelled() {
            let then = Some(self.imported(None));
            return self.give_up(then, outbox);
        }
        if let Some(Err(error)) = &self.ended {
            outbox.fail(Some(self.ticket), error);
            return self.give_up(None, outbox);
        }
        let Some(adding) = &mut self.adding else { return Some(Job::Import(self)) };
        let import = adding.id;
        let is_last = self.waiting.is_empty() && self.ended.is_some();
        let result = if is_last {
            store.show_import(adding, self.n_skipped)
        } else {
            store.add_slice(adding, &mut self.waiting)
        };
        match result {
            Err(error) => {
                outbox.fail(Some(self.ticket), &error);
                self.give_up(None, outbox)
            }
            Ok(()) if is_last => {
                let is_new = self.adding.as_ref().is_some_and(|adding| adding.n_added > 0);
                let then = Some(self.imported(is_new.then_some(import)));
                Some(Job::Update { import, then })
            }
            Ok(()) => {
                let done = self.adding.as_ref().map_or(0, Adding::n_done);
                let (ticket, total) = (self.ticket, self.total);
                outbox.tell(Event::ImportProgress { ticket, done, total });
                Some(Job::Import(self))
            }
        }
    }
}

impl Job {
    /// Whether there is something to do at once.
    pub(super) fn is_ready(&self) -> bool {
        match self {
            Self::Import(job) => job.is_ready(),
            Self::Remove { .. } | Self::Update { .. } => true,
        }
    }

    /// Does one slice; what is left to do comes back.
    pub(super) fn step(self, store: &mut Store, outbox: &Outbox) -> Option<Self> {
        let (result, rest) = match self {
            Self::Import(job) => return job.step(store, outbox),
            Self::Remove { import, then } => {
                (store.remove_slice(import), Self::Remove { import, then })
            }
            Self::Update { import, then } => {
                (store.update_slice(import), Self::Update { import, then })
            }
        };
        match result {
            Ok(Progress::More) => Some(rest),
            Ok(Progress::Done) => {
                rest.tell(outbox);
                None
            }
            // What is left stays invisible, or waits, until the database is opened again.
            Err(error) => {
                outbox.fail(None, &error);
                rest.tell(outbox);
                None
            }
        }
    }

    fn tell(self, outbox: &Outbox) {
        match self {
            Self::Remove { then: Some(event), .. } | Self::Update { then: Some(event), .. } => {
                outbox.tell(event);
            }
            Self::Import(_) | Self::Remove { .. } | Self::Update { .. } => (),
        }
    }
}
