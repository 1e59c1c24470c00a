//! Mending a captured comment: author, stars, platform and practice, under a person's corrections.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::triage::due_from;
use super::values::{Columns, SOURCE_COLUMNS, millis, rank, urgency};
use super::{Store, VISIBLE, desk};
use crate::model::{CommentId, NewComment, PracticeId};
use crate::triage::{Subject, TriagePack, due, triage};
use crate::worker::{Mending, StoreError};

/// The comment that stands, or goes by that id, in a place.
fn at_place(
    conn: &Connection,
    (practice, platform, external_id): (PracticeId, &str, &str),
) -> Result<Option<i64>, StoreError> {
    let found: Option<i64> = conn
        .prepare_cached(
            "SELECT coalesce(
               (SELECT id FROM comments
                WHERE practice_id = ?1 AND platform = ?2 AND external_id = ?3),
               (SELECT comment_id FROM comment_aliases
                WHERE practice_id = ?1 AND platform = ?2 AND external_id = ?3))",
        )?
        .query_row(params![practice.0, platform, external_id], |row| row.get(0))?;
    Ok(found)
}

impl Store {
    /// Corrects what was captured of a comment, and says what it was before. Draft and history stay with it,
    /// and it is still recognised when it comes in as it did before.
    pub(in crate::worker) fn mend(
        &mut self,
        pack: &TriagePack,
        comment: CommentId,
        to: &Mending,
    ) -> Result<Mending, StoreError> {
        let transaction = self.conn.transaction()?;
        let (practice, captured_at, mut source) = {
            let mut statement = transaction.prepare_cached(&format!(
                "SELECT c.practice_id, c.captured_at, {SOURCE_COLUMNS}
                 FROM comments c WHERE c.id = ?1 AND {VISIBLE}"
            ))?;
            let mut rows = statement.query([comment.0])?;
            let row = rows.next()?.ok_or(StoreError::Gone("the comment"))?;
            let mut columns = Columns::of(row);
            (PracticeId(columns.next()?), columns.time()?, columns.source()?)
        };
        let from = Mending {
            author: source.author.clone(),
            stars: source.stars,
            platform: source.platform.clone(),
            practice,
        };
        if (to.practice, &to.platform) != (practice, &source.platform) {
            move_to(&transaction, comment, (practice, &source), to)?;
        }
        if to.stars != from.stars {
            keep_captured_stars(&transaction, comment, (from.stars, to.stars))?;
        }
        (source.author, source.stars, source.platform) =
            (to.author.clone(), to.stars, to.platform.clone());
        let said = triage(
            pack,
            Subject {
                platform: Some(&source.platform),
                author: source.author.name.as_deref().or(source.author.handle.as_deref()),
                text: source.text.as_str(),
                stars: source.stars,
            },
        );
        let corrected: Option<i64> = transaction
            .prepare_cached("SELECT urgency FROM corrections WHERE comment_id = ?1")?
            .query_row([comment.0], |row| row.get(0))
            .optional()?
            .flatten();
        let urgency = corrected.map_or(Ok(said.urgency), urgency)?;
        let hours = desk::practice(&transaction, to.practice)?.hours;
        let due_at = due(urgency, &hours, due_from(source.posted_at, captured_at));
        transaction.execute(
            "UPDATE comments SET practice_id = ?1, platform = ?2, author_name = ?3,
               author_handle = ?4, stars = ?5, machine_triage = ?6, urgency = ?7, due_at = ?8,
               category = coalesce((SELECT category FROM corrections WHERE comment_id = ?11), ?9),
               sentiment = coalesce((SELECT sentiment FROM corrections WHERE comment_id = ?11), ?10)
             WHERE id = ?11",
            params![
                to.practice.0,
                to.platform.name(),
                to.author.name,
                to.author.handle,
                to.stars,
                serde_json::to_string(&said)?,
                rank(urgency),
                millis(due_at),
                said.category.name(),
                said.sentiment.name(),
                comment.0,
            ],
        )?;
        transaction.commit()?;
        Ok(from)
    }
}

/// Makes room in another place and remembers the one that is left, unless the comment only goes back.
fn move_to(
    transaction: &Transaction<'_>,
    comment: CommentId,
    (practice, source): (PracticeId, &NewComment),
    to: &Mending,
) -> Result<(), StoreError> {
    let id = source.external_id.as_str();
    match at_place(transaction, (to.practice, to.platform.name(), id))? {
        Some(other) if other != comment.0 => {
            return Err(StoreError::Refused {
                message: "the comment was not changed: the same comment is already there on that platform and practice",
                help: "Open that one instead; the two can be made one from its header",
            });
        }
        Some(_) => {
            transaction.execute(
                "DELETE FROM comment_aliases
                 WHERE practice_id = ?1 AND platform = ?2 AND external_id = ?3",
                params![to.practice.0, to.platform.name(), id],
            )?;
        }
        None => {
            transaction.execute(
                "INSERT INTO comment_aliases (practice_id, platform, external_id, comment_id)
                 VALUES (?1, ?2, ?3, ?4)",
                params![practice.0, source.platform.name(), id, comment.0],
            )?;
        }
    }
    Ok(())
}

/// Remembers the stars that came in as long as a person says otherwise.
fn keep_captured_stars(
    transaction: &Transaction<'_>,
    comment: CommentId,
    (from, to): (Option<u8>, Option<u8>),
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT OR IGNORE INTO captured_stars (comment_id, stars) VALUES (?1, ?2)",
        params![comment.0, from],
    )?;
    transaction.execute(
        "DELETE FROM captured_stars WHERE comment_id = ?1 AND stars IS ?2",
        params![comment.0, to],
    )?;
    Ok(())
}
