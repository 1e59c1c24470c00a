//! The only door to the disk: requests go in, events come out, nobody waits.

mod request;

pub use request::{
    Answered, Counts, Desk, Event, Failure, HistoryRow, Incoming, Location, NewReply, Preview,
    PreviewRow, PreviewState, Query, QueueOrder, QueueRow, Request, StatusFilter, Thread, Ticket,
    TriageOverride,
};
