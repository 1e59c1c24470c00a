//! What the worker's threads have in common: what is put into their inboxes, and where their events go.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use super::reading::Parsed;
use super::saying::Heard;
use super::{Event, Query, Request, StoreError, Ticket};

/// What a thread of the worker finds in its inbox.
#[derive(Debug)]
pub(super) enum Message {
    /// Somebody asks.
    Ask(Request),
    /// Somebody asks for the order; `number` counts such asks.
    Order { number: u64, ticket: Ticket, query: Query },
    /// A file or paste was read.
    Parsed(Parsed),
    /// Nothing more will be sent: do what is left, then end.
    Finish,
    /// As [`Message::Finish`], but give long work up at the next slice.
    Abandon,
    /// Replies that were already said were read by the rules.
    Said(Heard),
}

/// Where events go. Nobody may be listening any more; what was sent is still done.
#[derive(Clone)]
pub(super) struct Outbox {
    events: mpsc::Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl std::fmt::Debug for Outbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Outbox")
    }
}

impl Outbox {
    /// Sends to `events` and calls `wake` after each one.
    pub(super) fn new(events: mpsc::Sender<Event>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self { events, wake }
    }

    /// Tells whoever listens.
    pub(super) fn tell(&self, event: Event) {
        if self.events.send(event).is_ok() {
            (self.wake)();
        }
    }

    /// Tells that one request failed.
    pub(super) fn fail(&self, ticket: Option<Ticket>, error: &StoreError) {
        log::warn!("a request failed: {}", error.name());
        self.tell(Event::Failed(error.failure(ticket)));
    }

    /// Tells that there is no database to work on.
    pub(super) fn fail_fatally(&self, error: &StoreError) {
        log::error!("the worker ends: {}", error.name());
        self.tell(Event::Failed(error.fatal()));
    }
}

/// What the handle and its threads count together, so that an answer never misses an earlier write and an
/// order that nobody waits for any more is given up.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Quick writes that were sent and are not done yet.
    unwritten: AtomicUsize,
    /// How many orders were asked for.
    n_orders: AtomicU64,
}

impl Tally {
    /// A quick write was sent.
    pub(super) fn sent(&self) {
        self.unwritten.fetch_add(1, Ordering::AcqRel);
    }

    /// A quick write was done, or replaced by a newer one.
    pub(super) fn done(&self) {
        self.unwritten.fetch_sub(1, Ordering::AcqRel);
    }

    /// Whether an answer from the reader could miss something that was sent before.
    pub(super) fn is_behind(&self) -> bool {
        self.unwritten.load(Ordering::Acquire) > 0
    }

    /// The number of the next order.
    pub(super) fn next_order(&self) -> u64 {
        self.n_orders.fetch_add(1, Ordering::AcqRel) + 1
    }

    /// Whether no newer order was asked for.
    pub(super) fn is_newest(&self, number: u64) -> bool {
        self.n_orders.load(Ordering::Acquire) <= number
    }
}

/// Tells when its thread ends in the middle of its work.
#[derive(Debug)]
pub(super) struct DeathNote {
    /// Which thread.
    pub(super) thread: &'static str,
    /// Where to tell.
    pub(super) outbox: Outbox,
}

impl Drop for DeathNote {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.outbox.fail_fatally(&StoreError::Died(self.thread));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_dies_is_an_event() {
        let (events, heard) = mpsc::channel();
        let outbox = Outbox::new(events, Arc::new(|| ()));
        let thread = std::thread::Builder::new().name("doomed".to_owned()).spawn(move || {
            let _note = DeathNote { thread: "reader", outbox };
            std::panic::resume_unwind(Box::new(()));
        });
        assert!(thread.expect("a thread").join().is_err(), "it died");
        let Some(Event::Failed(failure)) = heard.iter().next() else { panic!("nobody told") };
        assert!(failure.is_fatal, "nothing can be asked of it any more");
        assert!(failure.message.contains("reader"), "{}", failure.message);
    }

    #[test]
    fn only_the_newest_order_is_wanted() {
        let tally = Tally::default();
        let (first, second) = (tally.next_order(), tally.next_order());
        assert!(!tally.is_newest(first), "a newer one waits");
        assert!(tally.is_newest(second), "nothing is newer");
    }
}
