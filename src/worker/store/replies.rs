//! Replies as they were recorded: append-only, as the database's own triggers hold.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::drafts::set_status;
use super::values::{Columns, millis, sha256};
use super::{Store, VISIBLE};
use crate::model::{
    Body, ClipboardOutcome, CommentId, PersonId, PracticeId, Reply, ReplyId, Status,
};
use crate::worker::{Answered, NewReply, StoreError};

/// The columns that [`read`] reads; `r` is the reply. A comment that was merged into another is that one.
pub(super) const COLUMNS: &str = "r.id, \
    coalesce((SELECT m.into_id FROM merged_comments m WHERE m.comment_id = r.comment_id), r.comment_id), \
    r.practice_id, r.person_id, r.text, \
    r.findings, r.overrides, r.pack_version, r.recorded_at, \
    (SELECT o.outcome FROM reply_outcomes o WHERE o.reply_id = r.id ORDER BY o.id DESC LIMIT 1)";

/// One reply from its columns.
pub(super) fn read(columns: &mut Columns<'_, '_>) -> Result<Reply, StoreError> {
    Ok(Reply {
        id: ReplyId(columns.next()?),
        comment: CommentId(columns.next()?),
        practice: PracticeId(columns.next()?),
        person: PersonId(columns.next()?),
        text: Body(columns.next()?),
        findings: serde_json::from_str(&columns.next::<String>()?)?,
        overrides: serde_json::from_str(&columns.next::<String>()?)?,
        pack_version: columns.next()?,
        recorded_at: columns.time()?,
        outcome: columns
            .next::<Option<String>>()?
            .and_then(|name| ClipboardOutcome::from_name(&name)),
    })
}

/// Every reply that was recorded for a comment, newest first.
pub(super) fn of_comment(conn: &Connection, comment: CommentId) -> Result<Vec<Reply>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM replies r WHERE r.comment_id = ?1 OR r.comment_id IN (
           SELECT m.comment_id FROM merged_comments m WHERE m.into_id = ?1) ORDER BY r.id DESC"
    ))?;
    let mut rows = statement.query([comment.0])?;
    let mut replies = Vec::new();
    while let Some(row) = rows.next()? {
        replies.push(read(&mut Columns::of(row))?);
    }
    Ok(replies)
}

impl Store {
    /// Seals a reply. From here on nothing changes or removes it.
    pub(in crate::worker) fn record_reply(
        &mut self,
        reply: &NewReply,
    ) -> Result<ReplyId, StoreError> {
        if reply.text.is_empty() {
            return Err(StoreError::Refused {
                message: "an empty reply cannot be recorded",
                help: "Write a reply first",
            });
        }
        if reply.overrides.iter().any(|given| given.reason.as_str().trim().is_empty()) {
            return Err(StoreError::Refused {
                message: "a stop was set aside without a reason",
                help: "Type why the stop may be set aside, then copy again",
            });
        }
        let now = self.clock();
        let transaction = self.conn.transaction()?;
        let (practice, platform, external_id, text): (i64, String, String, String) = transaction
            .prepare_cached(&format!(
                "SELECT c.practice_id, c.platform, c.external_id, c.text
                 FROM comments c WHERE c.id = ?1 AND {VISIBLE}"
            ))?
            .query_row([reply.comment.0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?
            .ok_or(StoreError::Gone("the comment"))?;
        if PracticeId(practice) != reply.practice {
            return Err(StoreError::Refused {
                message: "the comment belongs to another practice",
                help: "Open the comment again, so that the reply carries its own practice",
            });
        }
        transaction
            .prepare_cached(
                "INSERT INTO replies (comment_id, practice_id, person_id, platform, external_id,
                   comment_sha256, text, findings, overrides, pack_version, recorded_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                reply.comment.0,
                practice,
                reply.person.0,
                platform,
                external_id,
                sha256(&text),
                reply.text.as_str(),
                serde_json::to_string(&reply.findings)?,
                serde_json::to_string(&reply.overrides)?,
                reply.pack_version,
                millis(now),
            ])?;
        let id = ReplyId(transaction.last_insert_rowid());
        transaction.commit()?;
        Ok(id)
    }

    /// Says what became of the clipboard. Only `copied` makes the comment "replied" and takes its draft
    /// away; a draft that was changed after the reply was sealed stays, for its words are nowhere else.
    pub(in crate::worker) fn record_outcome(
        &mut self,
        reply: ReplyId,
        outcome: ClipboardOutcome,
    ) -> Result<Answered, StoreError> {
        let now = self.clock();
        let transaction = self.conn.transaction()?;
        let comment = CommentId(
            transaction
                .prepare_cached("SELECT comment_id FROM replies WHERE id = ?1")?
                .query_row([reply.0], |row| row.get(0))
                .optional()?
                .ok_or(StoreError::Gone("the reply"))?,
        );
        transaction
            .prepare_cached(
                "INSERT INTO reply_outcomes (reply_id, outcome, recorded_at) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![reply.0, outcome.name(), millis(now)])?;
        if outcome == ClipboardOutcome::Copied {
            set_status(&transaction, comment, Status::Replied)?;
            transaction
                .prepare_cached(
                    "DELETE FROM drafts WHERE comment_id = ?1 AND EXISTS (
                       SELECT 1 FROM replies r WHERE r.id = ?2
                       AND (drafts.text = r.text OR drafts.last_reply < r.id))",
                )?
                .execute([comment.0, reply.0])?;
        }
        transaction.commit()?;
        Ok(Answered { reply, comment, outcome })
    }
}
