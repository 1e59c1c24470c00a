//! Answers what only looks: orders, rows, threads, history, counts and previews.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use jiff::Timestamp;

use super::after::answer as after;
use super::lane::{DeathNote, Message, Outbox, Tally};
use super::listing;
use super::reading::{self, Parsed, Read};
use super::store::{Store, comments, desk, history, queue, thread};
use super::{Event, Preview, PreviewRow, Query, Request, StoreError, Ticket};
use crate::model::PracticeId;

/// How many comments of a preview are compared between two words on how far it has come.
const ROWS_BETWEEN_WORDS: usize = 4_096;

/// What answering needs beside the database.
#[derive(Clone, Debug)]
pub(super) struct Answers {
    /// Where previews that were read come back to.
    pub(super) inbox: Sender<Message>,
    /// Where answers go.
    pub(super) outbox: Outbox,
    /// What the handle counts.
    pub(super) tally: Arc<Tally>,
}

impl Answers {
    /// Answers one request that only looks; the writer's requests never come here.
    pub(super) fn answer(&self, store: &Store, request: Request) {
        let ticket = request.ticket();
        match answer(store, request) {
            Ok(Answer::Told(event)) => self.outbox.tell(event),
            Ok(Answer::Reads { ticket, practice, incoming, options }) => {
                reading::preview(&self.inbox, (ticket, practice), incoming, options);
            }
            Ok(Answer::Lists { ticket, paths }) => {
                listing::list(self.outbox.clone(), ticket, paths);
            }
            Ok(Answer::Nothing) => (),
            Err(error) => self.outbox.fail(ticket, &error),
        }
    }

    /// Puts the queue in order, unless a newer order was asked for.
    pub(super) fn order(&self, store: &Store, number: u64, ticket: Ticket, query: &Query) {
        let is_wanted = || self.tally.is_newest(number);
        if !is_wanted() {
            return;
        }
        match queue::order(&store.conn, query, &is_wanted) {
            Ok(Some(order)) => self.outbox.tell(Event::QueueOrdered { ticket, order }),
            Ok(None) => (),
            Err(error) => self.outbox.fail(Some(ticket), &error),
        }
    }

    /// Compares what was read with what is there.
    pub(super) fn preview(
        &self,
        store: &Store,
        (ticket, practice): (Ticket, PracticeId),
        name: String,
        result: Result<Box<Read>, StoreError>,
    ) {
        match result.and_then(|read| self.compared(store, (ticket, practice), name, read)) {
            Ok(preview) => {
                self.outbox.tell(Event::Previewed { ticket, preview: Box::new(preview) });
            }
            Err(error) => self.outbox.fail(Some(ticket), &error),
        }
    }

    /// Compares every comment; a long look tells how far it has come.
    fn compared(
        &self,
        store: &Store,
        (ticket, practice): (Ticket, PracticeId),
        name: String,
        read: Box<Read>,
    ) -> Result<Preview, StoreError> {
        let Read { found, sha256, mapping, .. } = *read;
        let total = found.comments.len();
        let mut rows = Vec::with_capacity(total);
        for comment in found.comments {
            let (state, known_since) = comments::compare(&store.conn, practice, &comment)?;
            rows.push(PreviewRow { comment, state, known_since });
            if rows.len().is_multiple_of(ROWS_BETWEEN_WORDS) {
                self.outbox.tell(Event::ImportProgress { ticket, done: rows.len(), total });
            }
        }
        Ok(Preview {
            name,
            format: found.format.to_owned(),
            is_recognised: found.is_recognised,
            rows,
            skipped: found.skipped,
            warnings: found.warnings,
            place: found.place,
            lines: found.lines,
            doubts: found.doubts,
            sha256,
            mapping,
        })
    }
}

/// What to do about a request that only looks.
enum Answer {
    Told(Event),
    Reads {
        ticket: Ticket,
        practice: PracticeId,
        incoming: super::Incoming,
        options: crate::import::Options,
    },
    Lists {
        ticket: Ticket,
        paths: Vec<PathBuf>,
    },
    Nothing,
}

fn answer(store: &Store, request: Request) -> Result<Answer, StoreError> {
    let conn = &store.conn;
    Ok(Answer::Told(match request {
        Request::LoadDesk => Event::DeskLoaded(Box::new(desk::load(conn)?)),
        Request::LoadRows { ticket, ids } => {
            Event::RowsLoaded { ticket, rows: queue::rows(conn, &ids)? }
        }
        Request::LoadThread { ticket, id } => {
            Event::ThreadLoaded { ticket, thread: thread::load(conn, id)?.map(Box::new) }
        }
        Request::LoadHistory { ticket, practice, search, offset, limit } => {
            let page = history::Page { practice, search: &search, offset, limit };
            let (rows, total) = history::load(conn, page)?;
            Event::HistoryLoaded { ticket, rows, total }
        }
        Request::Count { practice, since } => Event::Counted(queue::count(conn, practice, since)?),
        Request::Preview { ticket, practice, incoming, options } => {
            return Ok(Answer::Reads { ticket, practice, incoming, options });
        }
        Request::ListFiles { ticket, paths } => return Ok(Answer::Lists { ticket, paths }),
        Request::After(request) => match after::look(store, request)? {
            Some(event) => Event::After(event),
            None => return Ok(Answer::Nothing),
        },
        _ => return Ok(Answer::Nothing),
    }))
}

/// What the reading thread begins with.
pub(super) struct Begin {
    /// Its inbox.
    pub(super) inbox: Receiver<Message>,
    /// The data folder.
    pub(super) folder: PathBuf,
    /// What time it is.
    pub(super) clock: fn() -> Timestamp,
    /// What it answers with.
    pub(super) answers: Answers,
}

/// Runs the reading thread to its end.
pub(super) fn run(begin: Begin) {
    let Begin { inbox, folder, clock, answers } = begin;
    let _note = DeathNote { thread: "reading thread", outbox: answers.outbox.clone() };
    let store = match Store::open_to_read(&folder, clock) {
        Ok(store) => store,
        Err(error) => return answers.outbox.fail_fatally(&error),
    };
    let mut later = VecDeque::new();
    let (mut n_reading, mut is_ending) = (0_usize, false);
    loop {
        let message = match inbox.try_recv() {
            Ok(message) => message,
            Err(_) if is_ending && later.is_empty() && n_reading == 0 => return,
            Err(_) => match later.pop_front() {
                Some(Later::Count(request)) => {
                    answers.answer(&store, request);
                    continue;
                }
                Some(Later::Compare { asked, name, result }) => {
                    answers.preview(&store, asked, name, result);
                    continue;
                }
                None => match inbox.iter().next() {
                    Some(message) => message,
                    None => return,
                },
            },
        };
        match message {
            Message::Ask(request @ Request::Count { .. }) => later.push_back(Later::Count(request)),
            Message::Ask(request) => {
                n_reading += usize::from(matches!(request, Request::Preview { .. }));
                answers.answer(&store, request);
            }
            Message::Order { number, ticket, query } => {
                answers.order(&store, number, ticket, &query);
            }
            Message::Parsed(Parsed::Whole { ticket, practice, name, result }) => {
                n_reading = n_reading.saturating_sub(1);
                later.push_back(Later::Compare { asked: (ticket, practice), name, result });
            }
            Message::Parsed(_) | Message::Said(_) => (),
            Message::Finish | Message::Abandon => is_ending = true,
        }
    }
}

/// What is answered when nobody waits for rows.
enum Later {
    Count(Request),
    Compare { asked: (Ticket, PracticeId), name: String, result: Result<Box<Read>, StoreError> },
}
