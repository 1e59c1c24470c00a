//! A desk in tests: a worker that is asked and waited for.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bedside::import::Options;
use bedside::model::{
    CommentId, ImportId, NewComment, PersonId, Platform, Practice, PracticeId, ReplyId,
};
use bedside::triage::TriagePack;
use bedside::worker::{
    Desk, Event, Failure, Incoming, Location, NewReply, Query, QueueOrder, QueueRow, Request,
    Start, Thread, Ticket, Worker,
};
use jiff::Timestamp;

/// Longer than anything here takes, even on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The time that every test's clock shows.
pub(crate) fn noon() -> Timestamp {
    Timestamp::from_second(1_795_600_000).expect("a time")
}

/// A worker with a practice and a person.
pub(crate) struct Office {
    pub(crate) worker: Worker,
    pub(crate) practice: PracticeId,
    pub(crate) person: PersonId,
}

/// Starts a worker on a folder.
pub(crate) fn start(location: Location) -> Worker {
    start_at(location, noon)
}

/// Starts a worker whose clock shows what `clock` says.
pub(crate) fn start_at(location: Location, clock: fn() -> Timestamp) -> Worker {
    // Reading the cues takes longer than most of these tests.
    static PACK: OnceLock<Arc<TriagePack>> = OnceLock::new();
    let pack = PACK.get_or_init(|| Arc::new(TriagePack::bundled().expect("the bundled cues")));
    let triage = Arc::clone(pack);
    Worker::start(Start { location, triage, clock, wake: Box::new(|| ()) })
}

/// The answer that `pick` takes; events before it are passed over.
pub(crate) fn wait_for<T>(worker: &Worker, mut pick: impl FnMut(Event) -> Option<T>) -> T {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if let Some(found) = worker.wait(PATIENCE).and_then(&mut pick) {
            return found;
        }
    }
    panic!("the event never came")
}

/// The next failure.
pub(crate) fn failure(worker: &Worker) -> Failure {
    wait_for(worker, |event| match event {
        Event::Failed(failure) => Some(failure),
        _ => None,
    })
}

/// Comments with the numbers of `range`.
pub(crate) fn comments(range: std::ops::Range<usize>) -> Vec<NewComment> {
    range
        .map(|n| {
            let mut comment = NewComment::new(
                Platform::Google,
                format!("review-{n}"),
                format!("Word{n} on a long wait at the front desk, part {}", n % 7),
            );
            comment.author.name = Some(format!("Author {}", n % 10));
            comment.stars = Some(2);
            comment
        })
        .collect()
}

/// How an import ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Imported {
    pub(crate) import: Option<ImportId>,
    pub(crate) added: usize,
    pub(crate) updated: usize,
    pub(crate) known: usize,
}

impl Office {
    /// A desk in memory.
    pub(crate) fn in_memory() -> Self {
        Self::open(Location::Memory)
    }

    /// A desk in a folder.
    pub(crate) fn at(folder: &Path) -> Self {
        Self::open(Location::Folder(folder.to_owned()))
    }

    /// A desk that starts anew or takes up what is there.
    pub(crate) fn open(location: Location) -> Self {
        let worker = start(location);
        worker.send(Request::SavePerson { name: "Ana".to_owned() });
        let mut desk = loaded(&worker);
        if desk.practices.is_empty() {
            let practice = Practice { name: "Harborview".to_owned(), ..Practice::default() };
            worker.send(Request::SavePractice { practice: Box::new(practice) });
            desk = loaded(&worker);
        }
        let practice = desk.practices.first().and_then(|practice| practice.id).expect("saved");
        let person = desk.person.expect("saved").id;
        Self { worker, practice, person }
    }

    /// Sends an import and leaves it running.
    pub(crate) fn begin_import(&self, comments: Vec<NewComment>) -> Arc<AtomicBool> {
        let cancel = Arc::new(AtomicBool::new(false));
        self.worker.send(Request::Import {
            ticket: Ticket(1),
            practice: self.practice,
            incoming: Incoming::Comments(comments),
            options: options(),
            leave_out: Vec::new(),
            cancel: Arc::clone(&cancel),
        });
        cancel
    }

    /// Waits for the end of an import.
    pub(crate) fn imported(&self) -> Imported {
        wait_for(&self.worker, |event| match event {
            Event::Imported { import, added, updated, known, .. } => {
                Some(Imported { import, added, updated, known })
            }
            Event::Failed(failure) => panic!("{}", failure.message),
            _ => None,
        })
    }

    /// Imports and waits.
    pub(crate) fn import(&self, comments: Vec<NewComment>) -> Imported {
        self.begin_import(comments);
        self.imported()
    }

    /// The order that a query finds.
    pub(crate) fn order(&self, query: Query) -> QueueOrder {
        self.worker.send(Request::OrderQueue { ticket: Ticket(2), query });
        wait_for(&self.worker, |event| match event {
            Event::QueueOrdered { order, .. } => Some(order),
            Event::Failed(failure) => panic!("{}", failure.message),
            _ => None,
        })
    }

    /// The order of everything that needs a reply.
    pub(crate) fn queue(&self) -> Vec<CommentId> {
        self.order(Query::default()).ids
    }

    /// Rows of comments.
    pub(crate) fn rows(&self, ids: Vec<CommentId>) -> Vec<QueueRow> {
        self.worker.send(Request::LoadRows { ticket: Ticket(3), ids });
        wait_for(&self.worker, |event| match event {
            Event::RowsLoaded { rows, .. } => Some(rows),
            _ => None,
        })
    }

    /// One comment with everything that belongs to it.
    pub(crate) fn thread(&self, id: CommentId) -> Option<Thread> {
        self.worker.send(Request::LoadThread { ticket: Ticket(4), id });
        wait_for(&self.worker, |event| match event {
            Event::ThreadLoaded { thread, .. } => Some(thread.map(|thread| *thread)),
            _ => None,
        })
    }

    /// Sends a draft without waiting.
    pub(crate) fn draft(&self, comment: CommentId, revision: u64, text: &str) {
        self.worker.send(Request::SaveDraft { comment, revision, text: text.into() });
    }

    /// A reply that is ready to be recorded.
    pub(crate) fn reply(&self, comment: CommentId, text: &str) -> NewReply {
        NewReply {
            comment,
            practice: self.practice,
            person: self.person,
            text: text.into(),
            findings: Vec::new(),
            overrides: Vec::new(),
            pack_version: "0.1.0".to_owned(),
        }
    }

    /// Records a reply and waits for its number.
    pub(crate) fn record(&self, comment: CommentId, text: &str) -> ReplyId {
        let reply = Box::new(self.reply(comment, text));
        self.worker.send(Request::RecordReply { ticket: Ticket(5), reply });
        wait_for(&self.worker, |event| match event {
            Event::ReplyRecorded { reply, .. } => Some(reply),
            Event::Failed(failure) => panic!("{}", failure.message),
            _ => None,
        })
    }
}

/// What the desk holds.
pub(crate) fn loaded(worker: &Worker) -> Desk {
    wait_for(worker, |event| match event {
        Event::DeskLoaded(desk) => Some(*desk),
        Event::Failed(failure) => panic!("{}", failure.message),
        _ => None,
    })
}

/// Options of an import that needs none.
pub(crate) fn options() -> Options {
    Options {
        name: "samples".to_owned(),
        platform: None,
        format: None,
        captured_at: noon(),
        own: Vec::new(),
        map: Vec::new(),
    }
}
