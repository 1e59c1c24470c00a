//! The history as a person reads it: every recorded reply with the comment as it stood.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::values::Columns;
use super::{replies, search};
use crate::model::{Author, Body, Platform, PracticeId};
use crate::worker::{HistoryRow, StoreError};

/// Which part of the history is wanted.
#[derive(Clone, Copy)]
pub(in crate::worker) struct Page<'a> {
    /// Only this practice.
    pub(in crate::worker) practice: Option<PracticeId>,
    /// Words in the reply, the comment or the author; empty: all.
    pub(in crate::worker) search: &'a str,
    /// How many to pass over.
    pub(in crate::worker) offset: usize,
    /// How many at most.
    pub(in crate::worker) limit: usize,
}

/// A page of the history, newest first, and how many rows there are in all.
pub(in crate::worker) fn load(
    conn: &Connection,
    page: Page<'_>,
) -> Result<(Vec<HistoryRow>, usize), StoreError> {
    let (mut conditions, mut values) = ("1".to_owned(), Vec::new());
    if let Some(practice) = page.practice {
        conditions.push_str(" AND r.practice_id = ?");
        values.push(Value::Integer(practice.0));
    }
    if let Some(question) = search::question(page.search) {
        conditions.push_str(
            " AND (r.id IN (SELECT rowid FROM replies_search WHERE replies_search MATCH ?)
               OR coalesce((SELECT m.into_id FROM merged_comments m WHERE m.comment_id = r.comment_id),
                    r.comment_id)
                 IN (SELECT rowid FROM comments_search WHERE comments_search MATCH ?))",
        );
        values.extend([Value::Text(question.clone()), Value::Text(question)]);
    }
    let total: i64 = conn
        .prepare_cached(&format!("SELECT count(*) FROM replies r WHERE {conditions}"))?
        .query_row(params_from_iter(values.iter()), |row| row.get(0))?;
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {}, r.platform, c.author_name, c.author_handle, coalesce(a.text, c.text, ''), p.name
         FROM replies r
         LEFT JOIN merged_comments m ON m.comment_id = r.comment_id
         LEFT JOIN comments c ON c.id = coalesce(m.into_id, r.comment_id)
         LEFT JOIN answered_texts a ON a.comment_id = c.id AND a.sha256 = r.comment_sha256
         LEFT JOIN people p ON p.id = r.person_id
         WHERE {conditions} ORDER BY r.id DESC LIMIT ? OFFSET ?",
        replies::COLUMNS
    ))?;
    let count = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    values.extend([count(page.limit), count(page.offset)]);
    let mut rows = statement.query(params_from_iter(values.iter()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&mut Columns::of(row))?);
    }
    Ok((found, usize::try_from(total).unwrap_or_default()))
}

fn read(columns: &mut Columns<'_, '_>) -> Result<HistoryRow, StoreError> {
    Ok(HistoryRow {
        reply: replies::read(columns)?,
        platform: Platform::from_name(&columns.next::<String>()?),
        author: Body(Author { name: columns.next()?, handle: columns.next()? }.label().to_owned()),
        comment_text: Body(columns.next()?),
        person_name: columns.next::<Option<String>>()?.unwrap_or_default(),
    })
}
