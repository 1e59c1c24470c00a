//! Imports in slices: invisible until they are whole, and gone without a trace when they are not to be.

use std::collections::{HashSet, VecDeque};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::comments::{INSERT, Place, Prepared, existing, insert, update};
use super::triage::due_from;
use super::values::millis;
use super::{Store, desk, removal, reports};
use crate::model::{BusinessHours, ImportId, NewComment, PracticeId, Triage};
use crate::triage::due;
use crate::worker::{ImportReport, StoreError};

/// How long one slice may work before it commits; the commit itself takes the rest of the 50 ms that
/// whoever saves a draft may have to wait.
const SLICE: Duration = Duration::from_millis(30);

/// Rows between two looks at the time.
const ROWS_BETWEEN_LOOKS: usize = 16;

/// Comments that one statement deletes.
const ROWS_A_DELETE: i64 = 32;

/// An import that is being written.
#[derive(Debug)]
pub(in crate::worker) struct Adding {
    /// Its row.
    pub(in crate::worker) id: ImportId,
    practice: PracticeId,
    hours: BusinessHours,
    captured_at: Timestamp,
    /// First and last row that were added.
    range: Option<(i64, i64)>,
    /// Comments that were not there before.
    pub(in crate::worker) n_added: usize,
    /// Comments that are there and will change.
    pub(in crate::worker) n_updated: usize,
    /// Comments that are there and stay as they are.
    pub(in crate::worker) n_known: usize,
    /// Comments that were removed on a person's request and stay away.
    n_removed: usize,
    removed: HashSet<[u8; 32]>,
}

impl Adding {
    /// How many comments were read so far.
    pub(in crate::worker) fn n_done(&self) -> usize {
        self.n_added + self.n_updated + self.n_known + self.n_removed
    }
}

impl Adding {
    /// Whether this comment was removed on request, so that it must not come back.
    fn is_removed(&self, comment: &NewComment) -> bool {
        !self.removed.is_empty() && self.removed.contains(&removal::name_of(self.practice, comment))
    }
}

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::worker) enum Progress {
    /// Another slice is needed.
    More,
    /// Nothing is left.
    Done,
}

/// What a crash left behind, with what has to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::worker) enum Leftover {
    /// It never became whole, or was being removed.
    Remove(ImportId),
    /// It is visible, and some of its updates still wait.
    Update(ImportId),
}

/// Imports that were not finished when the database was last closed.
pub(in crate::worker) fn leftovers(conn: &Connection) -> Result<Vec<Leftover>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT id, state FROM imports WHERE state NOT IN ('done', 'removed') ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = ImportId(row.get(0)?);
        let is_visible = row.get::<_, String>(1)? == "updating";
        found.push(if is_visible { Leftover::Update(id) } else { Leftover::Remove(id) });
    }
    Ok(found)
}

impl Store {
    /// Begins an import of which a person left out so many rows; its comments stay invisible until
    /// [`Store::show_import`].
    pub(in crate::worker) fn begin_import(
        &mut self,
        practice: PracticeId,
        name: &str,
        (report, n_left_out): (&ImportReport, usize),
    ) -> Result<Adding, StoreError> {
        let captured_at = self.clock();
        let hours = desk::practice(&self.conn, practice)?.hours;
        let transaction = self.conn.transaction()?;
        transaction.execute(
            "INSERT INTO imports (practice_id, name, format, state, started_at)
             VALUES (?1, ?2, ?3, 'adding', ?4)",
            params![practice.0, name, report.format, millis(captured_at)],
        )?;
        let id = ImportId(transaction.last_insert_rowid());
        let removed = removal::removed_ids(&transaction)?;
        reports::insert(&transaction, (id, name), report, n_left_out)?;
        transaction.commit()?;
        Ok(Adding {
            id,
            practice,
            hours,
            captured_at,
            range: None,
            n_added: 0,
            n_updated: 0,
            n_known: 0,
            n_removed: 0,
            removed,
        })
    }

    /// Adds comments in one transaction until the slice's time is over or none are left.
    pub(in crate::worker) fn add_slice(
        &mut self,
        adding: &mut Adding,
        waiting: &mut VecDeque<Prepared>,
    ) -> Result<(), StoreError> {
        let began = Instant::now();
        let place = Place {
            practice: adding.practice.0,
            import: adding.id.0,
            captured_at: adding.captured_at,
        };
        let transaction = self.conn.transaction()?;
        {
            let mut statement = transaction.prepare_cached(INSERT)?;
            let mut n = 0_usize;
            while let Some(prepared) = waiting.pop_front() {
                n += 1;
                if adding.is_removed(&prepared.comment) {
                    adding.n_removed += 1;
                    continue;
                }
                let from = due_from(prepared.comment.posted_at, place.captured_at);
                let due_at = due(prepared.triage.urgency, &adding.hours, from);
                if insert(&mut statement, &place, due_at, &prepared)? {
                    let row = transaction.last_insert_rowid();
                    adding.range = Some((adding.range.map_or(row, |(first, _)| first), row));
                    adding.n_added += 1;
                } else if stage(&transaction, &place, &prepared)? {
                    adding.n_updated += 1;
                } else {
                    adding.n_known += 1;
                }
                if n.is_multiple_of(ROWS_BETWEEN_LOOKS) && began.elapsed() >= SLICE {
                    break;
                }
            }
        }
        if let Some((first, last)) = adding.range {
            transaction
                .prepare_cached(
                    "UPDATE imports SET first_comment = ?2, last_comment = ?3 WHERE id = ?1",
                )?
                .execute([place.import, first, last])?;
        }
        Ok(transaction.commit()?)
    }

    /// The moment from which an import is there: all its comments at once. Its updates follow.
    pub(in crate::worker) fn show_import(
        &mut self,
        adding: &Adding,
        n_skipped: usize,
    ) -> Result<(), StoreError> {
        let now = millis(self.clock());
        let transaction = self.conn.transaction()?;
        if 0 < adding.n_removed {
            reports::add_left_out(
                &transaction,
                adding.id,
                reports::LeftOut {
                    reason: "removed".to_owned(),
                    count: adding.n_removed,
                    detail: "Of a person whose comments were removed on request".to_owned(),
                    rows: Vec::new(),
                },
            )?;
        }
        transaction.execute(
            "UPDATE imports SET state = 'updating', finished_at = ?2, n_added = ?3, n_updated = ?4,
               n_known = ?5, n_skipped = ?6 WHERE id = ?1",
            params![
                adding.id.0,
                now,
                count(adding.n_added),
                count(adding.n_updated),
                count(adding.n_known),
                count(n_skipped + adding.n_removed),
            ],
        )?;
        Ok(transaction.commit()?)
    }

    /// Brings older comments up to date with what a visible import says of them.
    pub(in crate::worker) fn update_slice(
        &mut self,
        import: ImportId,
    ) -> Result<Progress, StoreError> {
        let began = Instant::now();
        let transaction = self.conn.transaction()?;
        let progress = loop {
            let next: Option<(i64, i64, String, String)> = transaction
                .prepare_cached(
                    "SELECT u.comment_id, c.practice_id, u.source, u.triage
                     FROM import_updates u JOIN comments c ON c.id = u.comment_id
                     WHERE u.import_id = ?1 ORDER BY u.comment_id LIMIT 1",
                )?
                .query_row([import.0], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
                })
                .optional()?;
            let Some((comment, practice, source, triage)) = next else { break Progress::Done };
            let comment_now: NewComment = serde_json::from_str(&source)?;
            let triage: Triage = serde_json::from_str(&triage)?;
            update(&transaction, practice, &Prepared { comment: comment_now, triage })?;
            transaction
                .prepare_cached("DELETE FROM import_updates WHERE comment_id = ?1")?
                .execute([comment])?;
            if began.elapsed() >= SLICE {
                break Progress::More;
            }
        };
        if progress == Progress::Done {
            transaction.execute("UPDATE imports SET state = 'done' WHERE id = ?1", [import.0])?;
        }
        transaction.commit()?;
        Ok(progress)
    }

    /// Makes an import that is whole invisible, or says why it has to stay.
    pub(in crate::worker) fn begin_removal(&mut self, import: ImportId) -> Result<(), StoreError> {
        let transaction = self.conn.transaction()?;
        if let Some((message, help)) = stays_because(&transaction, import)? {
            return Err(StoreError::Refused { message, help });
        }
        let n_hidden = transaction.execute(
            "UPDATE imports SET state = 'removing' WHERE id = ?1 AND state = 'done'",
            [import.0],
        )?;
        if n_hidden == 0 {
            return Err(StoreError::Gone("the import"));
        }
        Ok(transaction.commit()?)
    }

    /// Deletes comments of an invisible import until the slice's time is over or none are left.
    pub(in crate::worker) fn remove_slice(
        &mut self,
        import: ImportId,
    ) -> Result<Progress, StoreError> {
        let (began, now) = (Instant::now(), millis(self.clock()));
        let transaction = self.conn.transaction()?;
        let progress = loop {
            let n_deleted = transaction
                .prepare_cached(&format!(
                    "DELETE FROM comments WHERE id IN (
                       SELECT c.id FROM comments c, imports i
                       WHERE i.id = ?1 AND c.id BETWEEN i.first_comment AND i.last_comment
                         AND c.import_id = i.id
                       ORDER BY c.id LIMIT {ROWS_A_DELETE})"
                ))?
                .execute([import.0])?;
            if n_deleted == 0 {
                break Progress::Done;
            }
            if began.elapsed() >= SLICE {
                break Progress::More;
            }
        };
        if progress == Progress::Done {
            transaction.execute("DELETE FROM import_updates WHERE import_id = ?1", [import.0])?;
            reports::forget(&transaction, import)?;
            transaction.execute(
                "UPDATE imports SET state = 'removed', finished_at = ?2 WHERE id = ?1",
                params![import.0, now],
            )?;
        }
        transaction.commit()?;
        if progress == Progress::Done {
            self.forget()?;
        }
        Ok(progress)
    }

    /// Takes erased words out of the log file too, as far as nobody is reading from it.
    pub(super) fn forget(&self) -> Result<(), StoreError> {
        Ok(self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

/// Why an import that is whole cannot be taken back, and what can be done instead.
pub(super) fn stays_because(
    conn: &Connection,
    import: ImportId,
) -> Result<Option<(&'static str, &'static str)>, StoreError> {
    let range: Option<(Option<i64>, Option<i64>)> = conn
        .prepare_cached(
            "SELECT first_comment, last_comment FROM imports WHERE id = ?1 AND state = 'done'",
        )?
        .query_row([import.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((first, last)) = range else { return Ok(None) };
    let holds = |table: &str| -> Result<bool, StoreError> {
        Ok(conn.query_row(
            &format!(
                "SELECT EXISTS (SELECT 1 FROM {table} t JOIN comments c ON c.id = t.comment_id
                 WHERE t.comment_id BETWEEN ?1 AND ?2 AND c.import_id = ?3)"
            ),
            params![first, last, import.0],
            |row| row.get(0),
        )?)
    };
    if holds("replies")? || holds_merged(conn, import)? {
        return Ok(Some((
            "the import stays: a comment of it was answered",
            "Dismiss the comments that need no answer instead",
        )));
    }
    if holds("drafts")? {
        return Ok(Some((
            "the import stays: a draft was begun for a comment of it",
            "Empty the draft first, then take the import back",
        )));
    }
    Ok(None)
}

/// Whether a comment of an import took over a twin that was answered.
fn holds_merged(conn: &Connection, import: ImportId) -> Result<bool, StoreError> {
    Ok(conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM merged_comments m JOIN comments c ON c.id = m.into_id
         JOIN replies r ON r.comment_id = m.comment_id WHERE c.import_id = ?1)",
        [import.0],
        |row| row.get(0),
    )?)
}

/// Handles a comment whose id is known: `true` where it changes something.
///
/// What changes in a row of this very import is changed at once, for it is invisible; the rest waits.
fn stage(
    transaction: &Transaction<'_>,
    place: &Place,
    prepared: &Prepared,
) -> Result<bool, StoreError> {
    let Some(known) = existing(transaction, place.practice, &prepared.comment)? else {
        return Ok(false);
    };
    if !known.differs_from(&prepared.comment) {
        return Ok(false);
    }
    if known.import == place.import {
        update(transaction, place.practice, prepared)?;
    } else {
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO import_updates (comment_id, import_id, source, triage)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                known.id,
                place.import,
                serde_json::to_string(&prepared.comment)?,
                serde_json::to_string(&prepared.triage)?,
            ])?;
    }
    Ok(true)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
