//! Drafts, one a comment, and the states that comments are moved to.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::values::{Columns, millis};
use super::{Store, VISIBLE};
use crate::model::{Body, CommentId, Draft, Status};
use crate::worker::StoreError;

/// The unfinished reply of a comment.
pub(in crate::worker) fn load(
    conn: &Connection,
    comment: CommentId,
) -> Result<Option<Draft>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT text, saved_at FROM drafts WHERE comment_id = ?1")?;
    let mut rows = statement.query([comment.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut columns = Columns::of(row);
    Ok(Some(Draft { comment, text: Body(columns.next()?), saved_at: columns.time()? }))
}

impl Store {
    /// Saves what was typed and moves an open comment to drafting; an empty text undoes both.
    pub(in crate::worker) fn save_draft(
        &mut self,
        comment: CommentId,
        text: &Body,
    ) -> Result<Timestamp, StoreError> {
        let now = self.clock();
        let transaction = self.conn.transaction()?;
        visible(&transaction, comment)?;
        let (from, to) = if text.is_empty() {
            transaction
                .prepare_cached("DELETE FROM drafts WHERE comment_id = ?1")?
                .execute([comment.0])?;
            (Status::Drafting, Status::Open)
        } else {
            transaction
                .prepare_cached(
                    "INSERT INTO drafts (comment_id, text, saved_at, last_reply) VALUES (?1, ?2, ?3,
                       coalesce((SELECT max(r.id) FROM replies r WHERE r.comment_id = ?1), 0))
                     ON CONFLICT (comment_id) DO UPDATE SET text = excluded.text,
                       saved_at = excluded.saved_at, last_reply = excluded.last_reply",
                )?
                .execute(params![comment.0, text.as_str(), millis(now)])?;
            (Status::Open, Status::Drafting)
        };
        transaction
            .prepare_cached("UPDATE comments SET status = ?1 WHERE id = ?2 AND status = ?3")?
            .execute(params![to.name(), comment.0, from.name()])?;
        transaction.commit()?;
        Ok(now)
    }

    /// Moves comments to states, all or none. Comments that are gone are passed over.
    pub(in crate::worker) fn set_status(
        &mut self,
        changes: &[(CommentId, Status)],
    ) -> Result<(), StoreError> {
        let transaction = self.conn.transaction()?;
        for (comment, status) in changes {
            set_status(&transaction, *comment, *status)?;
        }
        Ok(transaction.commit()?)
    }
}

/// Moves one comment to a state.
pub(super) fn set_status(
    transaction: &Transaction<'_>,
    comment: CommentId,
    status: Status,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached("UPDATE comments SET status = ?1 WHERE id = ?2")?
        .execute(params![status.name(), comment.0])?;
    Ok(())
}

/// Fails where a comment is gone, or belongs to an import that is not whole.
pub(super) fn visible(conn: &Connection, comment: CommentId) -> Result<(), StoreError> {
    conn.prepare_cached(&format!("SELECT 1 FROM comments c WHERE c.id = ?1 AND {VISIBLE}"))?
        .query_row([comment.0], |_| Ok(()))
        .optional()?
        .ok_or(StoreError::Gone("the comment"))
}
