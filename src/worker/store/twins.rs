//! Twins: the same words of the same author under two ids, as different exporters give them; merged only when a person says so.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::values::{millis, sha256};
use super::{Store, VISIBLE};
use crate::model::{Author, Comment, CommentId, IdBasis, PersonId, Status};
use crate::worker::{StoreError, Twin};

/// Words of a text that a twin is searched by.
const WORDS: usize = 12;

/// How many candidates are compared.
const CANDIDATES: i64 = 100;

/// Lower-case words and nothing else: what two exporters agree on.
pub(super) fn bare(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().flat_map(char::to_lowercase));
    }
    words
}

/// Whether two authors are one: by handle where both have one, else by name.
fn is_same(one: &Author, other: &Author) -> bool {
    let bare = |name: &Option<String>| name.as_deref().map(bare).filter(|name| !name.is_empty());
    match (bare(&one.handle), bare(&other.handle)) {
        (Some(one), Some(other)) => one == other,
        _ => bare(&one.name).is_some_and(|name| bare(&other.name) == Some(name)),
    }
}

/// Another comment of the same practice, author and words that nobody said is a different one.
pub(super) fn of(conn: &Connection, comment: &Comment) -> Result<Option<Twin>, StoreError> {
    let source = &comment.source;
    let words = bare(source.text.as_str());
    let question: Vec<String> =
        words.split(' ').filter(|word| !word.is_empty()).take(WORDS).map(quoted).collect();
    if question.is_empty() || source.author == Author::default() {
        return Ok(None);
    }
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.id, c.author_name, c.author_handle, c.text, coalesce(c.posted_at, c.captured_at),
           i.name
         FROM comments_search f JOIN comments c ON c.id = f.rowid JOIN imports i ON i.id = c.import_id
         WHERE comments_search MATCH ?1 AND c.practice_id = ?2 AND c.platform = ?3 AND c.id <> ?4
           AND {VISIBLE} AND NOT EXISTS (SELECT 1 FROM kept_apart k
             WHERE k.first_id = min(c.id, ?4) AND k.second_id = max(c.id, ?4))
         LIMIT {CANDIDATES}"
    ))?;
    let mut rows = statement.query(params![
        format!("text : ({})", question.join(" ")),
        comment.practice.0,
        source.platform.name(),
        comment.id.0,
    ])?;
    while let Some(row) = rows.next()? {
        let author = Author { name: row.get(1)?, handle: row.get(2)? };
        if is_same(&author, &source.author) && bare(&row.get::<_, String>(3)?) == words {
            return Ok(Some(Twin {
                comment: CommentId(row.get(0)?),
                at: super::values::time(row.get(4)?)?,
                import: row.get(5)?,
            }));
        }
    }
    Ok(None)
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// One of two that are to become one.
struct Half {
    id: CommentId,
    practice: i64,
    platform: String,
    external_id: String,
    is_native: bool,
    status: Status,
    text: String,
    has_draft: bool,
    has_history: bool,
}

impl Half {
    fn of(conn: &Connection, id: CommentId) -> Result<Self, StoreError> {
        let found = conn
            .prepare_cached(&format!(
                "SELECT c.practice_id, c.platform, c.external_id, c.id_basis, c.status, c.text,
                   EXISTS (SELECT 1 FROM drafts d WHERE d.comment_id = c.id),
                   EXISTS (SELECT 1 FROM replies r WHERE r.comment_id = c.id)
                     OR EXISTS (SELECT 1 FROM merged_comments m WHERE m.into_id = c.id)
                 FROM comments c WHERE c.id = ?1 AND {VISIBLE}"
            ))?
            .query_row([id.0], |row| {
                Ok(Self {
                    id,
                    practice: row.get(0)?,
                    platform: row.get(1)?,
                    external_id: row.get(2)?,
                    is_native: row.get::<_, String>(3)? == IdBasis::Native.name(),
                    status: Status::from_name(&row.get::<_, String>(4)?).unwrap_or(Status::Open),
                    text: row.get(5)?,
                    has_draft: row.get(6)?,
                    has_history: row.get(7)?,
                })
            })
            .optional()?;
        found.ok_or(StoreError::Gone("the comment"))
    }

    /// What makes it the one to keep: history, a draft, an id of the platform, else having come first.
    fn rank(&self) -> (bool, bool, bool, std::cmp::Reverse<i64>) {
        (self.has_history, self.has_draft, self.is_native, std::cmp::Reverse(self.id.0))
    }
}

impl Store {
    /// Makes one of two comments and says which stays. Everything that belonged to the other goes with it,
    /// and both ids are recognised from here on.
    pub(in crate::worker) fn merge(
        &mut self,
        (one, other): (CommentId, CommentId),
        person: PersonId,
    ) -> Result<(CommentId, CommentId), StoreError> {
        let now = millis(self.clock());
        let transaction = self.conn.transaction()?;
        let halves = (Half::of(&transaction, one)?, Half::of(&transaction, other)?);
        if one == other || halves.0.practice != halves.1.practice {
            return Err(StoreError::Refused {
                message: "only two comments of one practice can be made one",
                help: "Correct the practice of one of them first",
            });
        }
        if halves.0.has_draft && halves.1.has_draft {
            return Err(StoreError::Refused {
                message: "both comments have a draft, and one would be lost",
                help: "Empty one of the two drafts, then merge again",
            });
        }
        let (kept, gone) =
            if halves.0.rank() >= halves.1.rank() { halves } else { (halves.1, halves.0) };
        repoint(&transaction, &kept, &gone)?;
        complete(&transaction, &kept, &gone)?;
        transaction.execute("DELETE FROM comments WHERE id = ?1", [gone.id.0])?;
        transaction.execute(
            "INSERT INTO comment_aliases (practice_id, platform, external_id, comment_id)
             VALUES (?1, ?2, ?3, ?4)",
            params![gone.practice, gone.platform, gone.external_id, kept.id.0],
        )?;
        transaction.execute(
            "INSERT INTO merged_comments (comment_id, into_id, person_id, merged_at)
             VALUES (?1, ?2, ?3, ?4)",
            params![gone.id.0, kept.id.0, person.0, now],
        )?;
        transaction.commit()?;
        Ok((kept.id, gone.id))
    }

    /// Remembers that two comments are two.
    pub(in crate::worker) fn keep_apart(
        &self,
        (one, other): (CommentId, CommentId),
        person: PersonId,
    ) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT OR IGNORE INTO kept_apart (first_id, second_id, person_id, decided_at)
             SELECT min(?1, ?2), max(?1, ?2), ?3, ?4
             WHERE (SELECT count(*) FROM comments WHERE id IN (?1, ?2)) = 2",
            params![one.0, other.0, person.0, millis(self.clock())],
        )?;
        Ok(())
    }
}

/// Moves what names the comment that goes to the one that stays.
fn repoint(transaction: &Transaction<'_>, kept: &Half, gone: &Half) -> Result<(), StoreError> {
    let both = params![kept.id.0, gone.id.0];
    for sql in [
        "UPDATE drafts SET comment_id = ?1 WHERE comment_id = ?2",
        "UPDATE OR IGNORE corrections SET comment_id = ?1 WHERE comment_id = ?2",
        "UPDATE OR IGNORE captured_stars SET comment_id = ?1 WHERE comment_id = ?2",
        "UPDATE OR IGNORE answered_texts SET comment_id = ?1 WHERE comment_id = ?2",
        "UPDATE comment_aliases SET comment_id = ?1 WHERE comment_id = ?2",
        "UPDATE merged_comments SET into_id = ?1 WHERE into_id = ?2",
    ] {
        transaction.execute(sql, both)?;
    }
    // What was answered there is read with the words as they stood.
    if gone.has_history && gone.text != kept.text {
        transaction.execute(
            "INSERT OR IGNORE INTO answered_texts (comment_id, sha256, text) VALUES (?1, ?2, ?3)",
            params![kept.id.0, sha256(&gone.text), gone.text],
        )?;
    }
    Ok(())
}

/// Fills in what only the comment that goes told, and follows it where it was farther on its way.
fn complete(transaction: &Transaction<'_>, kept: &Half, gone: &Half) -> Result<(), StoreError> {
    transaction.execute(
        "UPDATE comments SET
           author_name = coalesce(comments.author_name, g.author_name),
           author_handle = coalesce(comments.author_handle, g.author_handle),
           stars = coalesce(comments.stars, g.stars),
           recommended = coalesce(comments.recommended, g.recommended),
           posted_at_precision = CASE WHEN comments.posted_at IS NULL
             THEN g.posted_at_precision ELSE comments.posted_at_precision END,
           posted_at = coalesce(comments.posted_at, g.posted_at),
           permalink = coalesce(comments.permalink, g.permalink),
           post_context = coalesce(comments.post_context, g.post_context),
           reply_at = CASE WHEN comments.reply_text IS NULL THEN g.reply_at ELSE comments.reply_at END,
           reply_author = CASE WHEN comments.reply_text IS NULL
             THEN g.reply_author ELSE comments.reply_author END,
           reply_text = coalesce(comments.reply_text, g.reply_text)
         FROM (SELECT * FROM comments WHERE id = ?2) AS g
         WHERE comments.id = ?1",
        [kept.id.0, gone.id.0],
    )?;
    let status = match (kept.status, gone.status) {
        (Status::Open, farther) => farther,
        (Status::Drafting, farther) if farther != Status::Open => farther,
        (status, _) => status,
    };
    if status != kept.status {
        super::drafts::set_status(transaction, kept.id, status)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exporters_agree_on_words_and_letters() {
        assert_eq!(
            bare("“It’s\u{a0}GREAT”,\n they said…"),
            bare("\"It's great\" they said"),
            "bare"
        );
        let by = |name: Option<&str>, handle: Option<&str>| Author {
            name: name.map(str::to_owned),
            handle: handle.map(str::to_owned),
        };
        assert!(is_same(&by(Some("Dana W."), None), &by(Some("dana w"), Some("dw"))), "by name");
        assert!(
            !is_same(&by(Some("Dana"), Some("a")), &by(Some("Dana"), Some("b"))),
            "two handles"
        );
        assert!(!is_same(&by(None, None), &by(None, None)), "nobody is nobody's twin");
    }
}
