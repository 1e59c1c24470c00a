//! Imports with what they left out, and removals on request, as records.

use std::ops::ControlFlow;

use jiff::Timestamp;
use rusqlite::params_from_iter;
use serde::Serialize;

use super::Record;
use crate::worker::store::Store;
use crate::worker::store::reports::{LeftOut, conditions};
use crate::worker::store::values::Columns;
use crate::worker::{StoreError, Wish};

/// An import and what it left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRecord {
    /// Its number.
    pub import: i64,
    /// When it began.
    pub at: Timestamp,
    /// Name of the practice.
    pub practice: String,
    /// File name, "Paste" or "By hand".
    pub name: String,
    /// The format's stable name.
    pub format: String,
    /// Of a file: SHA-256 of its bytes.
    pub sha256: Option<String>,
    /// `added` or `taken-back`.
    pub state: String,
    /// Comments that were not there before.
    pub added: i64,
    /// Comments that it changed.
    pub updated: i64,
    /// Comments that were there, the same.
    pub known: i64,
    /// Rows that it left out.
    pub left_out: i64,
    /// What the numbers of rows count: `line` or `element`.
    pub place: String,
    /// What was left out and why.
    pub skipped: Vec<LeftOut>,
    /// Sentences for the person.
    pub warnings: Vec<String>,
}

/// One person's data removed on request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemovalRecord {
    /// When.
    pub at: Timestamp,
    /// Name of the practice.
    pub practice: String,
    /// Who removed it.
    pub person: String,
    /// SHA-256 of the author's handle or name.
    pub author_sha256: String,
    /// Comments that are gone.
    pub n_comments: i64,
    /// Drafts that are gone.
    pub n_drafts: i64,
    /// Kept pastes whose words are gone.
    pub n_pastes: i64,
    /// SHA-256 of each comment's words.
    pub comments: Vec<String>,
}

/// Reads the reports of imports, newest first, until `take` breaks off.
pub(in crate::worker) fn each_report(
    store: &Store,
    wish: &Wish,
    take: &mut dyn FnMut(&Record) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let (conditions, values) = conditions(wish);
    let mut statement = store.conn.prepare(&format!(
        "SELECT i.id, i.started_at, p.name, i.name, i.format, r.sha256,
           CASE WHEN i.state IN ('removing', 'removed') THEN 'taken-back' ELSE 'added' END,
           i.n_added, i.n_updated, i.n_known, i.n_skipped, r.place, r.skipped, r.warnings
         FROM imports i JOIN import_reports r ON r.import_id = i.id
         JOIN practices p ON p.id = i.practice_id WHERE {conditions} ORDER BY i.id DESC"
    ))?;
    let mut rows = statement.query(params_from_iter(values.iter()))?;
    while let Some(row) = rows.next()? {
        if take(&report(&mut Columns::of(row))?).is_break() {
            break;
        }
    }
    Ok(())
}

fn report(columns: &mut Columns<'_, '_>) -> Result<Record, StoreError> {
    Ok(Record::Import(Box::new(ReportRecord {
        import: columns.next()?,
        at: columns.time()?,
        practice: columns.next()?,
        name: columns.next()?,
        format: columns.next()?,
        sha256: columns.next()?,
        state: columns.next()?,
        added: columns.next()?,
        updated: columns.next()?,
        known: columns.next()?,
        left_out: columns.next()?,
        place: columns.next()?,
        skipped: serde_json::from_str(&columns.next::<String>()?)?,
        warnings: serde_json::from_str(&columns.next::<String>()?)?,
    })))
}

/// Reads the log of removals.
pub(super) const REMOVALS: &str =
    "SELECT r.removed_at, p.name, w.name, lower(hex(r.author_sha256)), r.n_comments, r.n_drafts,
       r.n_pastes, r.comments
     FROM removals r JOIN practices p ON p.id = r.practice_id JOIN people w ON w.id = r.person_id
     ORDER BY r.id";

pub(super) fn removal(columns: &mut Columns<'_, '_>) -> Result<Record, StoreError> {
    Ok(Record::Removal(Box::new(RemovalRecord {
        at: columns.time()?,
        practice: columns.next()?,
        person: columns.next()?,
        author_sha256: columns.next()?,
        n_comments: columns.next()?,
        n_drafts: columns.next()?,
        n_pastes: columns.next()?,
        comments: serde_json::from_str(&columns.next::<String>()?)?,
    })))
}
