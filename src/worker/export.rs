//! Reads history, queue, audit, imports and removals for a file to send, record by record; a window may be open meanwhile.

mod reports;
mod sheet;

use std::ops::ControlFlow;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;
use serde::Serialize;

pub use super::store::reports::LeftOut;
pub(super) use reports::each_report;
pub use reports::{RemovalRecord, ReportRecord};
pub use sheet::{Format, Sheet};

use super::store::values::{Columns, TRIAGE_COLUMNS};
use super::store::{Store, VISIBLE};
use super::{StoreError, Wish};
use crate::model::{Override, SealedFinding, Verdict};

/// Which records are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Every recorded reply, oldest first, with what became of it.
    History,
    /// Every comment that needs a reply, most urgent first.
    Queue,
    /// Every entry of the log, replies and outcomes, in the order in which they were made.
    Audit,
    /// Every import, newest first, with what was left out and why.
    Imports,
    /// Every removal of one person's data, oldest first.
    Removals,
}

/// One record; in JSON an object with the fields of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// Of the history.
    Reply(Box<ReplyRecord>),
    /// Of the queue.
    Comment(Box<CommentRecord>),
    /// Of the audit.
    Entry(Box<EntryRecord>),
    /// Of the imports.
    Import(Box<ReportRecord>),
    /// Of the removals.
    Removal(Box<RemovalRecord>),
}

/// A recorded reply.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ReplyRecord {
    /// Its number in the history.
    pub id: i64,
    /// The comment's id on its platform.
    pub comment: String,
    /// Where it stands.
    pub platform: String,
    /// Name of the practice.
    pub practice: String,
    /// Who copied it.
    pub person: String,
    /// The exact words.
    pub text: String,
    /// `held` where a stop had to be set aside, else `clear`.
    pub verdict: Verdict,
    /// What the check found.
    pub findings: Vec<SealedFinding>,
    /// What was set aside and why.
    pub overrides: Vec<Override>,
    /// Version of the rules.
    pub pack_version: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// `copied`, `failed`, or nothing where the program ended before it was known.
    pub outcome: Option<String>,
}

/// A comment that waits.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CommentRecord {
    /// Its id on its platform.
    pub comment: String,
    /// Where it stands.
    pub platform: String,
    /// Name of the practice.
    pub practice: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// What they wrote.
    pub text: String,
    /// 1 to 5.
    pub stars: Option<u8>,
    /// Open or drafting.
    pub status: String,
    /// What it is about.
    pub category: String,
    /// How soon somebody has to act.
    pub urgency: String,
    /// How the writer feels.
    pub sentiment: String,
    /// When it was posted, where known.
    pub posted_at: Option<Timestamp>,
    /// When it came in.
    pub captured_at: Timestamp,
    /// By when it wants an answer.
    pub due_at: Timestamp,
    /// The unfinished reply.
    pub draft: Option<String>,
}

/// One entry of the log.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct EntryRecord {
    /// When it was made.
    pub at: Timestamp,
    /// `reply` or `outcome`.
    pub entry: String,
    /// Number of the reply.
    pub reply: i64,
    /// The comment's id on its platform.
    pub comment: String,
    /// Where it stands.
    pub platform: String,
    /// Name of the practice.
    pub practice: String,
    /// Who copied it.
    pub person: String,
    /// The exact words, or what became of the clipboard.
    pub text: String,
    /// What was set aside and why.
    pub overrides: Vec<Override>,
    /// Version of the rules.
    pub pack_version: String,
}

/// Hides what a person wrote.
macro_rules! hidden {
    ($($record:ident),+) => {
        $(impl std::fmt::Debug for $record {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($record)).finish_non_exhaustive()
            }
        })+
    };
}
hidden!(ReplyRecord, CommentRecord, EntryRecord);

/// Reads every wanted record of the database in `folder` until `take` breaks off.
pub fn read(
    folder: &Path,
    wanted: Wanted,
    take: &mut dyn FnMut(&Record) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let store = Store::open_to_read(folder, Timestamp::now)?;
    match wanted {
        Wanted::History => each(&store.conn, HISTORY, reply, take),
        Wanted::Queue => each(&store.conn, &queue(), comment, take),
        Wanted::Audit => each(&store.conn, AUDIT, entry, take),
        Wanted::Imports => each_report(&store, &Wish::default(), take),
        Wanted::Removals => each(&store.conn, reports::REMOVALS, reports::removal, take),
    }
}

fn each(
    conn: &Connection,
    sql: &str,
    read: fn(&mut Columns<'_, '_>) -> Result<Record, StoreError>,
    take: &mut dyn FnMut(&Record) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if take(&read(&mut Columns::of(row))?).is_break() {
            break;
        }
    }
    Ok(())
}

const HISTORY: &str =
    "SELECT r.id, r.external_id, r.platform, p.name, w.name, r.text, r.findings, r.overrides,
       r.pack_version, r.recorded_at,
       (SELECT o.outcome FROM reply_outcomes o WHERE o.reply_id = r.id ORDER BY o.id DESC LIMIT 1)
     FROM replies r JOIN practices p ON p.id = r.practice_id JOIN people w ON w.id = r.person_id
     ORDER BY r.id";

fn reply(columns: &mut Columns<'_, '_>) -> Result<Record, StoreError> {
    let mut record = ReplyRecord {
        id: columns.next()?,
        comment: columns.next()?,
        platform: columns.next()?,
        practice: columns.next()?,
        person: columns.next()?,
        text: columns.next()?,
        verdict: Verdict::Clear,
        findings: serde_json::from_str(&columns.next::<String>()?)?,
        overrides: serde_json::from_str(&columns.next::<String>()?)?,
        pack_version: columns.next()?,
        recorded_at: columns.time()?,
        outcome: columns.next()?,
    };
    let holds =
        |finding: &SealedFinding| finding.severity == "stop" && finding.confidence == "high";
    if record.findings.iter().any(holds) {
        record.verdict = Verdict::Held;
    }
    Ok(Record::Reply(Box::new(record)))
}

fn queue() -> String {
    format!(
        "SELECT c.external_id, c.platform, p.name, coalesce(c.author_name, c.author_handle), c.text,
           c.stars, c.status, {TRIAGE_COLUMNS}, c.posted_at, c.captured_at, c.due_at, d.text
         FROM comments c INDEXED BY comments_in_order
         JOIN practices p ON p.id = c.practice_id
         LEFT JOIN drafts d ON d.comment_id = c.id
         WHERE c.status IN ('open', 'drafting') AND {VISIBLE}
         ORDER BY c.urgency DESC, c.due_at, c.id"
    )
}

fn comment(columns: &mut Columns<'_, '_>) -> Result<Record, StoreError> {
    let (comment, platform, practice) = (columns.next()?, columns.next()?, columns.next()?);
    let (author, text, stars) = (columns.next()?, columns.next()?, columns.next()?);
    let (status, (triage, _)) = (columns.next()?, columns.triage()?);
    Ok(Record::Comment(Box::new(CommentRecord {
        comment,
        platform,
        practice,
        author,
        text,
        stars,
        status,
        category: triage.category.name().to_owned(),
        urgency: triage.urgency.name().to_owned(),
        sentiment: triage.sentiment.name().to_owned(),
        posted_at: columns.maybe_time()?,
        captured_at: columns.time()?,
        due_at: columns.time()?,
        draft: columns.next()?,
    })))
}

const AUDIT: &str = "SELECT e.at, e.entry, r.id, r.external_id, r.platform, p.name, w.name, e.text,
       e.overrides, r.pack_version
     FROM (
       SELECT recorded_at AS at, 0 AS rank, id, 'reply' AS entry, id AS reply_id, text, overrides
       FROM replies
       UNION ALL
       SELECT recorded_at, 1, id, 'outcome', reply_id, outcome, '[]' FROM reply_outcomes
     ) e
     JOIN replies r ON r.id = e.reply_id
     JOIN practices p ON p.id = r.practice_id
     JOIN people w ON w.id = r.person_id
     ORDER BY e.at, e.rank, e.id";

fn entry(columns: &mut Columns<'_, '_>) -> Result<Record, StoreError> {
    Ok(Record::Entry(Box::new(EntryRecord {
        at: columns.time()?,
        entry: columns.next()?,
        reply: columns.next()?,
        comment: columns.next()?,
        platform: columns.next()?,
        practice: columns.next()?,
        person: columns.next()?,
        text: columns.next()?,
        overrides: serde_json::from_str(&columns.next::<String>()?)?,
        pack_version: columns.next()?,
    })))
}
