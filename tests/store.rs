//! The worker and its encrypted store: what is promised of drafts, replies, imports and the file itself.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it waited for"
)]

#[path = "store/after.rs"]
mod after;
#[path = "store/desk.rs"]
mod desk;
#[path = "store/drafts.rs"]
mod drafts;
#[path = "store/export.rs"]
mod export;
#[path = "store/file.rs"]
mod file;
#[path = "store/imports.rs"]
mod imports;
#[path = "store/queue.rs"]
mod queue;
#[path = "store/shell.rs"]
mod shell;
