//! Does what changes something: drafts and copies first, then quick changes, long work in slices between.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;

use jiff::Timestamp;

use super::after::{AfterEvent, AfterRequest, answer as after};
use super::jobs::{ImportJob, Job};
use super::lane::{DeathNote, Message};
use super::reader::{self, Answers};
use super::reading::{self, Parsed, Source};
use super::saying::{Heard, Saying};
use super::store::imports::leftovers;
use super::store::{Store, desk, said};
use super::{Event, Location, Request, StoreError};
use crate::model::CommentId;
use crate::triage::TriagePack;

/// Somebody is told of what was already said after so many portions, and at the end.
const PORTIONS_BETWEEN_NEWS: usize = 16;

/// What the writing thread begins with.
pub(super) struct Begin {
    /// Its inbox.
    pub(super) inbox: Receiver<Message>,
    /// Where the database lies.
    pub(super) location: Location,
    /// What time it is.
    pub(super) clock: fn() -> Timestamp,
    /// How comments are sorted.
    pub(super) pack: Arc<TriagePack>,
    /// What the reading thread begins with; without one, the writer answers itself.
    pub(super) read: Option<reader::Begin>,
    /// What it answers with.
    pub(super) answers: Answers,
}

/// Runs the writing thread to its end.
pub(super) fn run(begin: Begin) {
    let Begin { inbox, location, clock, pack, read, answers } = begin;
    let _note = DeathNote { thread: "writing thread", outbox: answers.outbox.clone() };
    let opened = Store::open(&location, clock).and_then(|store| {
        let left = leftovers(&store.conn)?;
        Ok((store, left))
    });
    let (store, left) = match opened {
        Ok(opened) => opened,
        Err(error) => return answers.outbox.fail_fatally(&error),
    };
    let mut reading = None;
    let reader = read.map(|read| {
        let inbox = read.answers.inbox.clone();
        match thread::Builder::new()
            .name("bedside-reader".to_owned())
            .spawn(move || reader::run(read))
        {
            Ok(thread) => reading = Some((inbox.clone(), thread)),
            Err(error) => answers.outbox.fail_fatally(&StoreError::NoThread(error.kind())),
        }
        inbox
    });
    let mut writer = Writer {
        store,
        pack,
        reader,
        answers,
        urgent: VecDeque::new(),
        quick: VecDeque::new(),
        long: VecDeque::new(),
        job: None,
        n_jobs: 0,
        n_reading: 0,
        is_ending: false,
        saying: None,
    };
    for leftover in left {
        writer.long.push_back(Long::Leftover(leftover.into()));
    }
    writer.run(&inbox);
    // Whoever closes the database last folds its log into it, and only the writer can.
    if let Some((inbox, thread)) = reading {
        inbox.send(Message::Finish).ok();
        thread.join().ok();
    }
}

/// Long work that has not begun.
#[derive(Debug)]
enum Long {
    Asked(Request),
    Leftover(Job),
}

struct Writer {
    store: Store,
    pack: Arc<TriagePack>,
    reader: Option<Sender<Message>>,
    answers: Answers,
    /// Drafts and copies.
    urgent: VecDeque<Request>,
    /// Other quick changes, and questions that must not overtake a change.
    quick: VecDeque<Message>,
    long: VecDeque<Long>,
    /// The long work that has begun.
    job: Option<Job>,
    n_jobs: u64,
    n_reading: usize,
    is_ending: bool,
    /// The reading of what was already said, while it goes on.
    saying: Option<Saying>,
}

impl Writer {
    fn run(&mut self, inbox: &Receiver<Message>) {
        loop {
            if self.is_idle() {
                if self.is_over() {
                    return;
                }
                match inbox.iter().next() {
                    Some(message) => self.accept(message),
                    None => return,
                }
            }
            while let Ok(message) = inbox.try_recv() {
                self.accept(message);
            }
            if let Some(request) = self.urgent.pop_front() {
                self.write(request);
            } else if let Some(message) = self.quick.pop_front() {
                self.quickly(message);
            } else {
                self.slice();
            }
        }
    }

    /// Whether there is nothing to do before something comes in.
    fn is_idle(&self) -> bool {
        self.urgent.is_empty()
            && self.quick.is_empty()
            && match &self.job {
                Some(job) => !job.is_ready(),
                None => self.long.is_empty(),
            }
    }

    /// Whether everything that was sent is done, and nothing more will be.
    fn is_over(&self) -> bool {
        self.is_ending && self.job.is_none() && self.long.is_empty() && self.n_reading == 0
    }

    fn accept(&mut self, message: Message) {
        match message {
            Message::Ask(request) => match request.class() {
                Class::Urgent => {
                    self.replace_older(&request);
                    self.urgent.push_back(request);
                }
                Class::Long => self.long.push_back(Long::Asked(request)),
                Class::Quick | Class::Look => self.quick.push_back(Message::Ask(request)),
            },
            Message::Order { .. } | Message::Parsed(Parsed::Whole { .. }) | Message::Said(_) => {
                self.quick.push_back(message);
            }
            Message::Parsed(parsed) => {
                if let Some(Job::Import(job)) = &mut self.job {
                    job.take(&mut self.store, parsed);
                }
            }
            Message::Finish => self.is_ending = true,
            Message::Abandon => {
                self.is_ending = true;
                self.n_reading = 0;
                self.long.clear();
                self.job = None;
            }
        }
    }

    /// Drops a waiting save of the same comment: the newer one carries all its words, and keeps its own
    /// place behind whatever was sent between the two.
    fn replace_older(&mut self, newer: &Request) {
        let Request::SaveDraft { comment: newer, .. } = newer else { return };
        let n_before = self.urgent.len();
        self.urgent.retain(
            |request| !matches!(request, Request::SaveDraft { comment, .. } if comment == newer),
        );
        for _ in self.urgent.len()..n_before {
            self.answers.tally.done();
        }
    }

    fn quickly(&mut self, message: Message) {
        match message {
            Message::Ask(request) if request.class() == Class::Quick => self.write(request),
            Message::Parsed(Parsed::Whole { ticket, practice, name, result }) => {
                self.n_reading = self.n_reading.saturating_sub(1);
                self.answers.preview(&self.store, (ticket, practice), name, result);
            }
            Message::Said(heard) => self.hear(&heard),
            message => match &self.reader {
                Some(reader) => {
                    reader.send(message).ok();
                }
                None => self.look(message),
            },
        }
    }

    /// Answers with the writer's own connection, where there is no reading thread.
    fn look(&mut self, message: Message) {
        match message {
            Message::Ask(request) => {
                self.n_reading += usize::from(matches!(request, Request::Preview { .. }));
                self.answers.answer(&self.store, request);
            }
            Message::Order { number, ticket, query } => {
                self.answers.order(&self.store, number, ticket, &query);
            }
            Message::Parsed(_) | Message::Said(_) | Message::Finish | Message::Abandon => (),
        }
    }

    /// Does one quick change and answers it.
    fn write(&mut self, request: Request) {
        let ticket = request.ticket();
        let result = match request {
            Request::After(AfterRequest::CheckSaid { version }) => {
                self.check_said(version).map(|()| Vec::new())
            }
            Request::After(request) => after::change(&mut self.store, &self.pack, request),
            request => write(&mut self.store, request).map(|event| event.into_iter().collect()),
        };
        self.answers.tally.done();
        match result {
            Ok(events) => events.into_iter().for_each(|event| self.answers.outbox.tell(event)),
            Err(error) => self.answers.outbox.fail(ticket, &error),
        }
    }

    /// Begins to read what was already said, or once more from the beginning after this time.
    fn check_said(&mut self, version: &str) -> Result<(), StoreError> {
        if let Some(saying) = &mut self.saying {
            saying.is_asked_again = true;
            return Ok(());
        }
        let unread = said::unread(&self.store.conn, version, CommentId(0))?;
        if !unread.is_empty() {
            let mut saying = Saying::begin(&self.answers.inbox, version.to_owned())?;
            if saying.hand_over(unread) {
                self.saying = Some(saying);
            }
        }
        Ok(())
    }

    /// Keeps what the rules found in a few replies, and hands the next ones over.
    fn hear(&mut self, heard: &Heard) {
        let Some(mut saying) = self.saying.take() else { return };
        saying.n_untold += 1;
        let next = self.store.keep_verdicts(heard.version(), heard.verdicts()).and_then(|()| {
            let unread = said::unread(&self.store.conn, &saying.version, saying.after)?;
            if unread.is_empty() && std::mem::take(&mut saying.is_asked_again) {
                return said::unread(&self.store.conn, &saying.version, CommentId(0));
            }
            Ok(unread)
        });
        let is_going = match next {
            Ok(unread) => !unread.is_empty() && saying.hand_over(unread),
            Err(error) => {
                self.answers.outbox.fail(None, &error);
                false
            }
        };
        if !is_going || PORTIONS_BETWEEN_NEWS <= saying.n_untold {
            saying.n_untold = 0;
            self.answers.outbox.tell(Event::After(AfterEvent::SaidChanged));
        }
        if is_going {
            self.saying = Some(saying);
        }
    }

    /// Does one slice of long work, or begins the next.
    fn slice(&mut self) {
        match self.job.take() {
            Some(job) if job.is_ready() => {
                self.job = job.step(&mut self.store, &self.answers.outbox);
            }
            Some(job) => self.job = Some(job),
            None => match self.long.pop_front() {
                Some(Long::Asked(request)) => self.begin(request),
                Some(Long::Leftover(job)) => self.job = Some(job),
                None => (),
            },
        }
    }

    fn begin(&mut self, request: Request) {
        match request {
            Request::Import { ticket, practice, incoming, options, leave_out, cancel } => {
                self.n_jobs += 1;
                let name = options.name.clone();
                let source = Source { incoming, options, leave_out, cancel: Arc::clone(&cancel) };
                let job = ImportJob::new((self.n_jobs, ticket), practice, name, cancel);
                self.job = Some(Job::Import(Box::new(job)));
                let pack = Arc::clone(&self.pack);
                reading::import(&self.answers.inbox, self.n_jobs, source, pack);
            }
            Request::RemoveImport { import } => match self.store.begin_removal(import) {
                Ok(()) => {
                    // It is gone from the queue already; deleting its rows is only tidying up.
                    self.answers.outbox.tell(Event::QueueChanged);
                    self.job = Some(Job::Remove { import, then: None });
                }
                Err(error) => self.answers.outbox.fail(None, &error),
            },
            _ => (),
        }
    }
}

/// One quick change in one transaction, and its answer.
fn write(store: &mut Store, request: Request) -> Result<Option<Event>, StoreError> {
    let desk = |store: &Store| -> Result<Option<Event>, StoreError> {
        Ok(Some(Event::DeskLoaded(Box::new(desk::load(&store.conn)?))))
    };
    match request {
        Request::SaveDraft { comment, revision, text } => {
            let at = store.save_draft(comment, &text)?;
            Ok(Some(Event::DraftSaved { comment, revision, at }))
        }
        Request::RecordReply { ticket, reply } => {
            let id = store.record_reply(&reply)?;
            Ok(Some(Event::ReplyRecorded { ticket, reply: id, text: reply.text }))
        }
        Request::RecordOutcome { reply, outcome } => {
            Ok(Some(Event::OutcomeRecorded(store.record_outcome(reply, outcome)?)))
        }
        Request::SetStatus { changes } => {
            store.set_status(&changes)?;
            Ok(Some(Event::QueueChanged))
        }
        Request::SetTriage { comment, to } => {
            store.set_triage(comment, to)?;
            Ok(Some(Event::QueueChanged))
        }
        Request::SavePerson { name } => {
            store.save_person(&name)?;
            desk(store)
        }
        Request::SavePractice { practice } => {
            store.save_practice(&practice)?;
            desk(store)
        }
        Request::SaveSetting { key, value } => {
            store.save_setting(&key, &value)?;
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// How soon a request has its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A draft or a copy: before anything else.
    Urgent,
    /// Any other change that takes one short transaction.
    Quick,
    /// Changes in slices.
    Long,
    /// Changes nothing.
    Look,
}

impl Request {
    /// How soon it has its turn.
    pub(super) fn class(&self) -> Class {
        match self {
            Self::SaveDraft { .. }
            | Self::RecordReply { .. }
            | Self::RecordOutcome { .. }
            | Self::SetStatus { .. } => Class::Urgent,
            Self::SavePerson { .. }
            | Self::SavePractice { .. }
            | Self::SaveSetting { .. }
            | Self::SetTriage { .. } => Class::Quick,
            Self::Import { .. } | Self::RemoveImport { .. } => Class::Long,
            Self::LoadDesk
            | Self::Preview { .. }
            | Self::OrderQueue { .. }
            | Self::LoadRows { .. }
            | Self::LoadThread { .. }
            | Self::LoadHistory { .. }
            | Self::ListFiles { .. }
            | Self::Count { .. } => Class::Look,
            Self::After(request) => request.class(),
        }
    }
}
