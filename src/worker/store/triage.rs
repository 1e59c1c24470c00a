//! By when a comment wants an answer, and a person's word on what the machine said.

use jiff::Timestamp;
use rusqlite::params;

use super::values::{Columns, TRIAGE_COLUMNS, millis, rank};
use super::{Store, VISIBLE, desk};
use crate::model::{Category, CommentId, PracticeId, Sentiment};
use crate::triage::due;
use crate::worker::{StoreError, TriageOverride};

/// From when a comment's time to answer counts: when it was posted, as far as that is known.
pub(in crate::worker) fn due_from(
    posted_at: Option<Timestamp>,
    captured_at: Timestamp,
) -> Timestamp {
    posted_at.map_or(captured_at, |posted| posted.min(captured_at))
}

impl Store {
    /// Keeps a person's word, applies it over the machine's, and moves the due time with the urgency.
    pub(in crate::worker) fn set_triage(
        &mut self,
        comment: CommentId,
        to: TriageOverride,
    ) -> Result<(), StoreError> {
        let now = self.clock();
        let transaction = self.conn.transaction()?;
        let (practice, posted_at, captured_at, machine) = {
            let mut statement = transaction.prepare_cached(&format!(
                "SELECT c.practice_id, c.posted_at, c.captured_at, {TRIAGE_COLUMNS}
                 FROM comments c WHERE c.id = ?1 AND {VISIBLE}"
            ))?;
            let mut rows = statement.query([comment.0])?;
            let row = rows.next()?.ok_or(StoreError::Gone("the comment"))?;
            let mut columns = Columns::of(row);
            let practice = PracticeId(columns.next()?);
            let (posted_at, captured_at) = (columns.maybe_time()?, columns.time()?);
            (practice, posted_at, captured_at, columns.triage()?.1)
        };
        if to == TriageOverride::default() {
            transaction.execute("DELETE FROM corrections WHERE comment_id = ?1", [comment.0])?;
        } else {
            transaction.execute(
                "INSERT INTO corrections (comment_id, category, urgency, sentiment, corrected_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (comment_id) DO UPDATE SET category = excluded.category,
                   urgency = excluded.urgency, sentiment = excluded.sentiment,
                   corrected_at = excluded.corrected_at",
                params![
                    comment.0,
                    to.category.map(Category::name),
                    to.urgency.map(rank),
                    to.sentiment.map(Sentiment::name),
                    millis(now),
                ],
            )?;
        }
        let urgency = to.urgency.unwrap_or(machine.urgency);
        let hours = desk::practice(&transaction, practice)?.hours;
        transaction.execute(
            "UPDATE comments SET category = ?1, urgency = ?2, sentiment = ?3, due_at = ?4 WHERE id = ?5",
            params![
                to.category.unwrap_or(machine.category).name(),
                rank(urgency),
                to.sentiment.unwrap_or(machine.sentiment).name(),
                millis(due(urgency, &hours, due_from(posted_at, captured_at))),
                comment.0,
            ],
        )?;
        Ok(transaction.commit()?)
    }
}
