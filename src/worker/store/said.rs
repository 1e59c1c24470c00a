//! Replies that stood under comments when they came in: what the rules say of them, and what became of them.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::reports::bounds;
use super::values::{Columns, millis, sha256};
use super::{Store, VISIBLE, desk, search};
use crate::model::{
    Author, Body, CommentId, ExistingReply, PersonId, Platform, Practice, PracticeId,
    SealedFinding, Sentiment,
};
use crate::worker::{Part, SaidFilter, SaidMark, SaidRow, StoreError, Wish};

/// Replies that are read at once.
const BATCH: usize = 32;

/// The least weight that has to be corrected: a warning.
const TO_CORRECT: i64 = 2;

/// A reply that the rules have to read.
pub(in crate::worker) struct Unread {
    /// Its comment.
    pub(in crate::worker) comment: CommentId,
    /// For whom it was written.
    pub(in crate::worker) practice: Arc<Practice>,
    /// Where it stands.
    pub(in crate::worker) platform: Platform,
    /// Who wrote the comment.
    pub(in crate::worker) author: Author,
    /// The comment's words.
    pub(in crate::worker) text: Body,
    /// How the commenter feels.
    pub(in crate::worker) sentiment: Sentiment,
    /// The reply's words.
    pub(in crate::worker) reply: Body,
}

/// What the rules found in one reply.
pub(in crate::worker) struct Verdict {
    /// Its comment.
    pub(in crate::worker) comment: CommentId,
    /// The words that were read.
    pub(in crate::worker) reply: Body,
    /// Worst first.
    pub(in crate::worker) findings: Vec<SealedFinding>,
    /// 0 nothing, 1 advice, 2 warning, 3 stop.
    pub(in crate::worker) worst: i64,
}

/// The next replies after a comment that the rules of that version have not read, in order of comments.
pub(in crate::worker) fn unread(
    conn: &Connection,
    version: &str,
    after: CommentId,
) -> Result<Vec<Unread>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.id, c.practice_id, c.platform, c.author_name, c.author_handle, c.text,
           c.sentiment, c.reply_text
         FROM comments c JOIN practices p ON p.id = c.practice_id
         LEFT JOIN said_checks s ON s.comment_id = c.id
         WHERE c.id > ?1 AND c.reply_text IS NOT NULL AND {VISIBLE}
           AND (s.comment_id IS NULL OR s.pack_version <> ?2 OR s.checked_at < p.changed_at)
         ORDER BY c.id LIMIT {BATCH}"
    ))?;
    let mut practices: HashMap<PracticeId, Arc<Practice>> = HashMap::new();
    let mut rows = statement.query(params![after.0, version])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut columns = Columns::of(row);
        let (comment, id) = (CommentId(columns.next()?), PracticeId(columns.next()?));
        let practice = if let Some(known) = practices.get(&id) {
            Arc::clone(known)
        } else {
            let loaded = Arc::new(desk::practice(conn, id)?);
            practices.insert(id, Arc::clone(&loaded));
            loaded
        };
        found.push(Unread {
            comment,
            practice,
            platform: Platform::from_name(&columns.next::<String>()?),
            author: Author { name: columns.next()?, handle: columns.next()? },
            text: Body(columns.next()?),
            sentiment: columns.named(Sentiment::from_name)?,
            reply: Body(columns.next()?),
        });
    }
    Ok(found)
}

/// How many replies nobody has seen to yet.
pub(in crate::worker) fn count(
    conn: &Connection,
    practice: Option<PracticeId>,
) -> Result<usize, StoreError> {
    let wish = Wish { practice, search: String::new() };
    let (from, values) = found(&wish, SaidFilter::ToCorrect);
    let n: i64 = conn
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params_from_iter(values.iter()), |row| row.get(0))?;
    Ok(usize::try_from(n).unwrap_or_default())
}

/// Tables and conditions of what is wished for, and their values.
fn found(wish: &Wish, filter: SaidFilter) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let mut sql = format!(
        "FROM said_checks s JOIN comments c ON c.id = s.comment_id
         LEFT JOIN said_marks m ON m.id = (
             SELECT max(x.id) FROM said_marks x WHERE x.comment_id = s.comment_id)
           AND m.reply_sha256 = s.reply_sha256 AND m.mark <> 'reopened'
         LEFT JOIN people w ON w.id = m.person_id
         WHERE s.worst > 0 AND {VISIBLE}"
    );
    match filter {
        SaidFilter::ToCorrect => {
            sql.push_str(" AND s.worst >= ? AND m.id IS NULL");
            values.push(Value::Integer(TO_CORRECT));
        }
        SaidFilter::WithAdvice => sql.push_str(" AND m.id IS NULL"),
        SaidFilter::Done => sql.push_str(" AND m.id IS NOT NULL"),
    }
    if let Some(practice) = wish.practice {
        sql.push_str(" AND c.practice_id = ?");
        values.push(Value::Integer(practice.0));
    }
    if let Some(question) = search::question(&wish.search) {
        sql.push_str(
            " AND (c.id IN (SELECT rowid FROM said_search WHERE said_search MATCH ?)
               OR c.id IN (SELECT rowid FROM comments_search WHERE comments_search MATCH ?))",
        );
        values.extend([Value::Text(question.clone()), Value::Text(question)]);
    }
    (sql, values)
}

/// A part of the list, worst first, or the latest mark first, and how many there are in all.
pub(in crate::worker) fn list(
    conn: &Connection,
    wish: &Wish,
    filter: SaidFilter,
    part: Part,
) -> Result<(Vec<SaidRow>, usize), StoreError> {
    let (from, mut values) = found(wish, filter);
    let total: i64 = conn
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params_from_iter(values.iter()), |row| row.get(0))?;
    let order =
        if filter == SaidFilter::Done { "m.id DESC" } else { "s.worst DESC, s.comment_id DESC" };
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.id, c.practice_id, c.platform, c.author_name, c.author_handle, c.text,
           c.reply_text, c.reply_at, c.reply_author, s.findings, s.pack_version, c.permalink,
           m.mark, w.name, m.marked_at
         {from} ORDER BY {order} LIMIT ? OFFSET ?"
    ))?;
    values.extend(bounds(part));
    let mut rows = statement.query(params_from_iter(values.iter()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&mut Columns::of(row))?);
    }
    Ok((found, usize::try_from(total).unwrap_or_default()))
}

fn read(columns: &mut Columns<'_, '_>) -> Result<SaidRow, StoreError> {
    Ok(SaidRow {
        comment: CommentId(columns.next()?),
        practice: PracticeId(columns.next()?),
        platform: Platform::from_name(&columns.next::<String>()?),
        author: Author { name: columns.next()?, handle: columns.next()? }.label().into(),
        comment_text: Body(columns.next()?),
        reply: ExistingReply {
            text: Body(columns.next()?),
            at: columns.maybe_time()?,
            author: columns.next()?,
        },
        findings: serde_json::from_str(&columns.next::<String>()?)?,
        pack_version: columns.next()?,
        permalink: columns.next()?,
        mark: {
            let mark =
                columns.next::<Option<String>>()?.and_then(|name| SaidMark::from_name(&name));
            let (who, when) = (columns.next::<Option<String>>()?, columns.maybe_time()?);
            mark.zip(when).map(|(mark, when)| (mark, who.unwrap_or_default(), when))
        },
    })
}

impl Store {
    /// Keeps what the rules of that version found, as far as the replies still read the same.
    pub(in crate::worker) fn keep_verdicts(
        &mut self,
        version: &str,
        verdicts: &[Verdict],
    ) -> Result<(), StoreError> {
        let now = millis(self.clock());
        let transaction = self.conn.transaction()?;
        {
            let mut statement = transaction.prepare_cached(
                "INSERT OR REPLACE INTO said_checks
                   (comment_id, reply_sha256, pack_version, checked_at, worst, findings)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6
                 WHERE EXISTS (SELECT 1 FROM comments WHERE id = ?1 AND reply_text = ?7)",
            )?;
            for verdict in verdicts {
                statement.execute(params![
                    verdict.comment.0,
                    sha256(verdict.reply.as_str()),
                    version,
                    now,
                    verdict.worst,
                    serde_json::to_string(&verdict.findings)?,
                    verdict.reply.as_str(),
                ])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Records what became of a reply, who says so and when; `None` puts it back on the list.
    pub(in crate::worker) fn mark_said(
        &self,
        comment: CommentId,
        mark: Option<SaidMark>,
        person: PersonId,
    ) -> Result<(), StoreError> {
        let reply: Option<String> = self
            .conn
            .prepare_cached("SELECT reply_text FROM comments WHERE id = ?1")?
            .query_row([comment.0], |row| row.get(0))
            .optional()?
            .flatten();
        let reply = reply.ok_or(StoreError::Gone("the reply"))?;
        self.conn
            .prepare_cached(
                "INSERT INTO said_marks (comment_id, reply_sha256, mark, person_id, marked_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                comment.0,
                sha256(&reply),
                mark.map_or("reopened", SaidMark::name),
                person.0,
                millis(self.clock()),
            ])?;
        Ok(())
    }
}
