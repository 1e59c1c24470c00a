//! One comment with everything that belongs to it.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::values::{Columns, SOURCE_COLUMNS, TRIAGE_COLUMNS, time};
use super::{VISIBLE, drafts, replies, twins};
use crate::model::{Comment, CommentId, PracticeId};
use crate::worker::{StoreError, Thread};

/// How many other comments of the same author are named.
const EARLIER: i64 = 5;

/// A comment with its draft, its replies and the author's other comments; `None` where it is gone.
pub(in crate::worker) fn load(
    conn: &Connection,
    id: CommentId,
) -> Result<Option<Thread>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.practice_id, c.status, c.captured_at, c.due_at, {TRIAGE_COLUMNS}, {SOURCE_COLUMNS}
         FROM comments c WHERE c.id = ?1 AND {VISIBLE}"
    ))?;
    let mut rows = statement.query([id.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut columns = Columns::of(row);
    let practice = PracticeId(columns.next()?);
    let (status, captured_at, due_at) = (columns.status()?, columns.time()?, columns.time()?);
    let (triage, machine_triage) = columns.triage()?;
    let source = columns.source()?;
    let comment = Comment { id, practice, source, triage, status, captured_at, due_at };
    let earlier = earlier(conn, &comment)?;
    Ok(Some(Thread {
        twin: twins::of(conn, &comment)?,
        machine_triage,
        draft: drafts::load(conn, id)?,
        replies: replies::of_comment(conn, id)?,
        earlier_at: earlier.iter().map(|&(_, at)| at).max(),
        earlier: earlier.into_iter().map(|(id, _)| id).collect(),
        comment,
    }))
}

/// Other comments under the same handle, or the same name where there are no handles, on the same platform.
fn earlier(
    conn: &Connection,
    comment: &Comment,
) -> Result<Vec<(CommentId, Timestamp)>, StoreError> {
    let author = &comment.source.author;
    let (same, label) = match (&author.handle, &author.name) {
        (Some(handle), _) => ("c.author_handle = ?1", handle),
        (None, Some(name)) => ("c.author_handle IS NULL AND c.author_name = ?1", name),
        (None, None) => return Ok(Vec::new()),
    };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.id, coalesce(c.posted_at, c.captured_at) AS at FROM comments c
         WHERE {same} AND c.practice_id = ?2 AND c.platform = ?3 AND c.id <> ?4 AND {VISIBLE}
         ORDER BY at DESC, c.id DESC LIMIT {EARLIER}"
    ))?;
    let mut rows = statement.query(params![
        label,
        comment.practice.0,
        comment.source.platform.name(),
        comment.id.0
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((CommentId(row.get(0)?), time(row.get(1)?)?));
    }
    Ok(found)
}
