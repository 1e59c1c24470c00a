//! The only door to the disk: requests go in, events come out, nobody waits.
//!
//! Behind one handle work two threads: the *writer* takes drafts and copies before anything else and cuts
//! imports into slices; the *reader* answers with a connection that can only read. A file that is imported
//! or previewed is read on a short-lived thread of its own. Nobody outside can name a connection.

mod after;
mod error;
pub mod export;
mod incoming;
mod jobs;
mod lane;
mod listing;
pub mod location;
mod reader;
mod reading;
mod request;
mod saying;
mod store;
mod writer;

use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;

use crate::model::PracticeId;
use crate::triage::TriagePack;
use lane::{Message, Outbox, Tally};
use reader::Answers;
use writer::Class;

pub use after::{
    AfterEvent, AfterRequest, AuthorCount, ImportRecord, ImportRow, Mending, Part, SaidFilter,
    SaidMark, SaidRow, Twin, Wish,
};
pub use error::StoreError;
pub use incoming::{ImportReport, Incoming, Mended, Pasted};
pub use request::{
    Answered, Counts, Desk, Event, Failure, HistoryRow, Location, NewReply, Preview, PreviewRow,
    PreviewState, Query, QueueOrder, QueueRow, Request, StatusFilter, Thread, Ticket,
    TriageOverride,
};

/// What a worker begins with.
pub struct Start {
    /// Where the database lies.
    pub location: Location,
    /// How imported comments are sorted.
    pub triage: Arc<TriagePack>,
    /// What time it is, such as `Timestamp::now`.
    pub clock: fn() -> Timestamp,
    /// Called after each event, from a thread of the worker's.
    pub wake: Box<dyn Fn() + Send + Sync>,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start").field("location", &self.location).finish_non_exhaustive()
    }
}

/// The handle of the threads that own the database.
///
/// Dropping it gives long work up at its next slice, so that nothing of an unfinished import is seen, and
/// still does every quick change that was sent. [`Worker::finish`] waits for long work too.
#[derive(Debug)]
pub struct Worker {
    writer: mpsc::Sender<Message>,
    reader: Option<mpsc::Sender<Message>>,
    events: mpsc::Receiver<Event>,
    tally: Arc<Tally>,
    /// The writer, which starts the reader and waits for its end.
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the threads and returns at once. Whatever keeps the database from being opened comes as an
    /// [`Event::Failed`] that is fatal.
    pub fn start(start: Start) -> Self {
        let Start { location, triage: pack, clock, wake } = start;
        let (events_in, events) = mpsc::channel();
        let outbox = Outbox::new(events_in, Arc::from(wake));
        let tally = Arc::new(Tally::default());
        let (writer, writer_inbox) = mpsc::channel();
        let answers = |inbox: &mpsc::Sender<Message>| Answers {
            inbox: inbox.clone(),
            outbox: outbox.clone(),
            tally: Arc::clone(&tally),
        };
        let (mut reader, mut read) = (None, None);
        if let Location::Folder(folder) = &location {
            let (to_reader, inbox) = mpsc::channel();
            let answers = answers(&to_reader);
            read = Some(reader::Begin { inbox, folder: folder.clone(), clock, answers });
            reader = Some(to_reader);
        }
        let answers = answers(&writer);
        let begin = writer::Begin { inbox: writer_inbox, location, clock, pack, read, answers };
        let spawned = thread::Builder::new()
            .name("bedside-writer".to_owned())
            .spawn(move || writer::run(begin))
            .map_err(|error| outbox.fail_fatally(&StoreError::NoThread(error.kind())));
        Self { writer, reader, events, tally, thread: spawned.ok() }
    }

    /// Asks. Never blocks; one person fills the queue, so it has no bound.
    pub fn send(&self, request: Request) {
        let class = request.class();
        if matches!(class, Class::Urgent | Class::Quick) {
            self.tally.sent();
        }
        // An answer must not miss what was sent before it, so it stands in line behind unfinished changes.
        let lane = match &self.reader {
            Some(reader) if class == Class::Look && !self.tally.is_behind() => reader,
            _ => &self.writer,
        };
        let message = match request {
            Request::OrderQueue { ticket, query } => {
                Message::Order { number: self.tally.next_order(), ticket, query }
            }
            request => Message::Ask(request),
        };
        lane.send(message).ok();
    }

    /// The events that have come in. Never waits.
    pub fn drain(&self) -> impl Iterator<Item = Event> {
        self.events.try_iter()
    }

    /// The next event, or `None` after `patience` or once the worker has ended. For tests and commands.
    pub fn wait(&self, patience: Duration) -> Option<Event> {
        self.events.recv_timeout(patience).ok()
    }

    /// Waits until everything that was sent is done.
    pub fn finish(mut self) {
        self.end(Message::Finish);
    }

    fn end(&mut self, message: Message) {
        self.writer.send(message).ok();
        if let Some(thread) = self.thread.take() {
            // Its death was told by an event.
            thread.join().ok();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end(Message::Abandon);
    }
}
