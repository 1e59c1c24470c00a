//! One person's data removed on request: comments, drafts and pastes go, the log keeps counts and hashes.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use sha2::{Digest as _, Sha256};

use super::values::{millis, sha256};
use super::{Store, VISIBLE};
use crate::model::{CommentId, NewComment, PersonId, Platform, PracticeId};
use crate::worker::{AuthorCount, StoreError};

/// The author of a comment in its practice: the handle, else the name.
struct Wanted {
    practice: i64,
    label: String,
    by_handle: bool,
}

impl Wanted {
    fn of(conn: &Connection, comment: CommentId) -> Result<Self, StoreError> {
        let (practice, name, handle): (i64, Option<String>, Option<String>) = conn
            .prepare_cached(&format!(
                "SELECT c.practice_id, c.author_name, c.author_handle FROM comments c
                 WHERE c.id = ?1 AND {VISIBLE}"
            ))?
            .query_row([comment.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?
            .ok_or(StoreError::Gone("the comment"))?;
        let by_handle = handle.is_some();
        let label = handle.or(name).ok_or(StoreError::Refused {
            message: "the comment names no author whose comments could be found",
            help: "Remove the import that brought it, or dismiss the comment",
        })?;
        Ok(Self { practice, label, by_handle })
    }

    /// The condition that finds the author's comments; `?1` is the label and `?2` the practice.
    fn condition(&self) -> &'static str {
        if self.by_handle {
            "c.author_handle = ?1 AND c.practice_id = ?2"
        } else {
            "c.author_handle IS NULL AND c.author_name = ?1 AND c.practice_id = ?2"
        }
    }

    fn comments(&self, conn: &Connection) -> Result<Vec<Doomed>, StoreError> {
        let mut statement = conn.prepare_cached(&format!(
            "SELECT c.id, c.platform, c.external_id, c.text, c.author_name, c.author_handle
             FROM comments c WHERE {} ORDER BY c.id",
            self.condition()
        ))?;
        let rows = statement.query_map(params![self.label, self.practice], |row| {
            Ok(Doomed {
                id: row.get(0)?,
                platform: row.get(1)?,
                external_id: row.get(2)?,
                text: row.get(3)?,
                names: [row.get(4)?, row.get(5)?],
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Kept pastes that name the author or hold the beginning of what they wrote.
    fn pastes(&self, conn: &Connection, doomed: &[Doomed]) -> Result<Vec<i64>, StoreError> {
        let mut needles: HashSet<&str> = HashSet::from([self.label.as_str()]);
        for comment in doomed {
            needles.extend(comment.names.iter().flatten().map(String::as_str));
            needles.extend(comment.text.lines().find(|line| !line.trim().is_empty()));
        }
        let mut statement = conn.prepare_cached(
            "SELECT r.import_id, r.raw, r.raw_html FROM import_reports r
             JOIN imports i ON i.id = r.import_id
             WHERE r.raw IS NOT NULL AND i.practice_id = ?1",
        )?;
        let mut rows = statement.query([self.practice])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (raw, html): (String, Option<String>) = (row.get(1)?, row.get(2)?);
            let names = |words: &str| needles.iter().any(|needle| holds_words(words, needle));
            if names(&raw) || html.as_deref().is_some_and(names) {
                found.push(row.get(0)?);
            }
        }
        Ok(found)
    }
}

/// Whether words stand in a text on their own, so that "Al" is not found in "also".
fn holds_words(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !is_letter(before) && !is_letter(after)
    })
}

/// A comment that is to go.
struct Doomed {
    id: i64,
    platform: String,
    external_id: String,
    text: String,
    names: [Option<String>; 2],
}

/// How much there is of a comment's author in its practice.
pub(in crate::worker) fn count(
    conn: &Connection,
    comment: CommentId,
) -> Result<AuthorCount, StoreError> {
    let wanted = Wanted::of(conn, comment)?;
    let doomed = wanted.comments(conn)?;
    let mut count = AuthorCount::default();
    for comment in &doomed {
        let platform = Platform::from_name(&comment.platform);
        match count.comments.iter_mut().find(|(known, _)| *known == platform) {
            Some((_, n)) => *n += 1,
            None => count.comments.push((platform, 1)),
        }
        let holds = |table: &str| -> Result<usize, StoreError> {
            let sql = format!("SELECT count(*) FROM {table} t WHERE t.comment_id = ?1");
            let n: i64 = conn.prepare_cached(&sql)?.query_row([comment.id], |row| row.get(0))?;
            Ok(usize::try_from(n).unwrap_or_default())
        };
        count.n_drafts += holds("drafts")?;
        count.n_replies += holds("replies")?;
    }
    count.n_pastes = wanted.pastes(conn, &doomed)?.len();
    Ok(count)
}

/// Names what was removed without telling it: practice, platform and id.
pub(super) fn name_of(practice: PracticeId, comment: &NewComment) -> [u8; 32] {
    name(practice.0, comment.platform.name(), &comment.external_id)
}

fn name(practice: i64, platform: &str, external_id: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [practice.to_string().as_str(), platform, external_id] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().into()
}

/// The names of everything that was removed on request.
pub(super) fn removed_ids(conn: &Connection) -> Result<HashSet<[u8; 32]>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT sha256 FROM removed_ids")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn hex(hash: [u8; 32]) -> String {
    hash.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

impl Store {
    /// Removes everything of a comment's author in its practice, and says which comments are gone.
    ///
    /// Recorded replies stay: they hold the practice's words, and only hashes of the comments'.
    pub(in crate::worker) fn remove_author(
        &mut self,
        comment: CommentId,
        person: PersonId,
    ) -> Result<Vec<CommentId>, StoreError> {
        let now = millis(self.clock());
        let transaction = self.conn.transaction()?;
        let wanted = Wanted::of(&transaction, comment)?;
        let doomed = wanted.comments(&transaction)?;
        let pastes = wanted.pastes(&transaction, &doomed)?;
        for import in &pastes {
            transaction.execute(
                "UPDATE import_reports SET raw = NULL, raw_html = NULL WHERE import_id = ?1",
                [import],
            )?;
        }
        let mut n_drafts = 0;
        for one in &doomed {
            n_drafts += remove(&transaction, wanted.practice, one)?;
        }
        let hashes: Vec<String> = doomed.iter().map(|one| hex(sha256(&one.text))).collect();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        transaction.execute(
            "INSERT INTO removals (practice_id, person_id, removed_at, author_sha256, n_comments,
               n_drafts, n_pastes, comments) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                wanted.practice,
                person.0,
                now,
                sha256(&wanted.label),
                count(doomed.len()),
                count(n_drafts),
                count(pastes.len()),
                serde_json::to_string(&hashes)?,
            ],
        )?;
        transaction.commit()?;
        self.forget()?;
        Ok(doomed.into_iter().map(|one| CommentId(one.id)).collect())
    }
}

/// Removes one comment with its draft; the ids under which it came in are remembered by their hashes.
fn remove(
    transaction: &Transaction<'_>,
    practice: i64,
    doomed: &Doomed,
) -> Result<usize, StoreError> {
    let mut ids = vec![name(practice, &doomed.platform, &doomed.external_id)];
    {
        let mut statement = transaction.prepare_cached(
            "SELECT practice_id, platform, external_id FROM comment_aliases WHERE comment_id = ?1",
        )?;
        let mut rows = statement.query([doomed.id])?;
        while let Some(row) = rows.next()? {
            ids.push(name(row.get(0)?, &row.get::<_, String>(1)?, &row.get::<_, String>(2)?));
        }
    }
    for id in ids {
        transaction
            .prepare_cached("INSERT OR IGNORE INTO removed_ids (sha256) VALUES (?1)")?
            .execute([id])?;
    }
    let n_drafts = transaction
        .prepare_cached("DELETE FROM drafts WHERE comment_id = ?1")?
        .execute([doomed.id])?;
    transaction.prepare_cached("DELETE FROM comments WHERE id = ?1")?.execute([doomed.id])?;
    Ok(n_drafts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_only_on_its_own() {
        assert!(holds_words("by Al, in May", "Al"), "a word");
        assert!(holds_words("Dana W.\n3 days ago", "Dana W."), "a line");
        assert!(!holds_words("Also Alan", "Al"), "only beginnings of other words");
    }
}
