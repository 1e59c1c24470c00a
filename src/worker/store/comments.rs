//! Comments as an import brings them: adding, recognising and updating in place.

use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Transaction, params};

use super::triage::due_from;
use super::twins::bare;
use super::values::{flags, millis, rank, sha256, time, urgency};
use super::{VISIBLE, desk};
use crate::model::{Body, NewComment, PracticeId, Precision, SourceFlag, Status, Triage, Urgency};
use crate::triage::due;
use crate::worker::{PreviewState, StoreError};

/// A comment that triage has read.
#[derive(Clone, Debug)]
pub(in crate::worker) struct Prepared {
    /// What was captured.
    pub(in crate::worker) comment: NewComment,
    /// What the machine says of it.
    pub(in crate::worker) triage: Triage,
}

/// What the database knows of a comment that comes in again.
pub(super) struct Existing {
    pub(super) id: i64,
    pub(super) import: i64,
    captured_at: Timestamp,
    text: String,
    stars: Option<u8>,
    reply_text: Option<String>,
    is_truncated: bool,
    are_stars_mended: bool,
    /// It came in under another id or place than its own.
    is_alias: bool,
}

/// The statement that adds one comment, or does nothing where its id is known or another's alias.
pub(super) const INSERT: &str = "INSERT INTO comments (practice_id, platform, external_id, import_id, \
    category, urgency, sentiment, machine_triage, captured_at, due_at, posted_at, \
    posted_at_precision, kind, id_basis, author_name, author_handle, text, stars, recommended, \
    permalink, parent_id, post_context, language, text_translated, source_flags, reply_text, \
    reply_at, reply_author, status) \
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, \
    ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29 \
    WHERE NOT EXISTS (SELECT 1 FROM comment_aliases \
      WHERE practice_id = ?1 AND platform = ?2 AND external_id = ?3) \
    ON CONFLICT (practice_id, platform, external_id) DO NOTHING";

/// Where new comments go.
pub(super) struct Place {
    pub(super) practice: i64,
    pub(super) import: i64,
    pub(super) captured_at: Timestamp,
}

/// Adds one comment through [`INSERT`]; says whether it was new.
pub(super) fn insert(
    statement: &mut CachedStatement<'_>,
    place: &Place,
    due_at: Timestamp,
    Prepared { comment, triage }: &Prepared,
) -> Result<bool, StoreError> {
    let reply = comment.existing_reply.as_ref();
    let n_added = statement.execute(params![
        place.practice,
        comment.platform.name(),
        comment.external_id,
        place.import,
        triage.category.name(),
        rank(triage.urgency),
        triage.sentiment.name(),
        serde_json::to_string(triage)?,
        millis(place.captured_at),
        millis(due_at),
        comment.posted_at.map(millis),
        comment.posted_at_precision.map(Precision::name),
        comment.kind.name(),
        comment.id_basis.name(),
        comment.author.name,
        comment.author.handle,
        comment.text.as_str(),
        comment.stars,
        comment.recommended,
        comment.permalink,
        comment.parent_id,
        comment.post_context,
        comment.language,
        comment.text_translated.as_ref().map(Body::as_str),
        flags(&comment.flags),
        reply.map(|reply| reply.text.as_str()),
        reply.and_then(|reply| reply.at).map(millis),
        reply.and_then(|reply| reply.author.as_deref()),
        // What the practice has answered in public waits for nobody.
        if reply.is_some() { Status::Replied } else { Status::Open }.name(),
    ])?;
    Ok(n_added == 1)
}

/// The row that already carries this comment's id, or goes by it as well.
pub(super) fn existing(
    conn: &Connection,
    practice: i64,
    comment: &NewComment,
) -> Result<Option<Existing>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, import_id, captured_at, text, stars, reply_text, source_flags,
           EXISTS (SELECT 1 FROM captured_stars s WHERE s.comment_id = comments.id),
           (practice_id, platform, external_id) <> (?1, ?2, ?3)
         FROM comments WHERE id = coalesce(
           (SELECT comment_id FROM comment_aliases
            WHERE practice_id = ?1 AND platform = ?2 AND external_id = ?3),
           (SELECT id FROM comments
            WHERE practice_id = ?1 AND platform = ?2 AND external_id = ?3))",
    )?;
    let mut rows =
        statement.query(params![practice, comment.platform.name(), comment.external_id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Existing {
        id: row.get(0)?,
        import: row.get(1)?,
        captured_at: time(row.get(2)?)?,
        text: row.get(3)?,
        stars: row.get(4)?,
        reply_text: row.get(5)?,
        is_truncated: row
            .get::<_, String>(6)?
            .split(' ')
            .any(|flag| flag == SourceFlag::Truncated.name()),
        are_stars_mended: row.get(7)?,
        is_alias: row.get(8)?,
    }))
}

impl Existing {
    /// Whether `comment` would change anything. What the newer source does not tell changes nothing.
    pub(super) fn differs_from(&self, comment: &NewComment) -> bool {
        let reply = comment.existing_reply.as_ref().map(|reply| reply.text.as_str());
        self.new_text(comment).is_some()
            || (self.new_stars(comment).is_some() && comment.stars != self.stars)
            || (reply.is_some() && reply != self.reply_text.as_deref())
    }

    /// The stars to put in place of the known ones. A person's word on them stands.
    fn new_stars(&self, comment: &NewComment) -> Option<u8> {
        comment.stars.filter(|_| !self.are_stars_mended)
    }

    /// The text to put in place of the known one. A beginning never takes the place of the whole, and two
    /// exporters that write the same words differently do not overwrite each other.
    fn new_text<'a>(&self, comment: &'a NewComment) -> Option<&'a str> {
        if self.is_alias && bare(comment.text.as_str()) == bare(&self.text) {
            return None;
        }
        let is_cut = comment.flags.contains(&SourceFlag::Truncated) && !self.is_truncated;
        Some(comment.text.as_str()).filter(|text| !is_cut && *text != self.text)
    }
}

/// How a comment relates to the queue, and since when it is there.
pub(in crate::worker) fn compare(
    conn: &Connection,
    practice: PracticeId,
    comment: &NewComment,
) -> Result<(PreviewState, Option<Timestamp>), StoreError> {
    let Some(found) = existing(conn, practice.0, comment)? else {
        return Ok((PreviewState::New, None));
    };
    let is_visible: bool = conn
        .prepare_cached(&format!("SELECT {VISIBLE} FROM comments c WHERE c.id = ?1"))?
        .query_row([found.id], |row| row.get(0))?;
    if !is_visible {
        return Ok((PreviewState::New, None));
    }
    let state =
        if found.differs_from(comment) { PreviewState::Updated } else { PreviewState::Known };
    Ok((state, Some(found.captured_at)))
}

/// Brings text, stars and the practice's posted reply up to date. Draft and history stay, and so does a
/// person's word on the triage; only an open comment that was answered in public meanwhile is replied.
pub(super) fn update(
    transaction: &Transaction<'_>,
    practice: i64,
    Prepared { comment, triage }: &Prepared,
) -> Result<(), StoreError> {
    let Some(known) = existing(transaction, practice, comment)? else { return Ok(()) };
    if let Some(text) = known.new_text(comment) {
        keep_answered(transaction, &known)?;
        retriage(transaction, practice, &known, triage)?;
        transaction
            .prepare_cached("UPDATE comments SET text = ?1, source_flags = ?2 WHERE id = ?3")?
            .execute(params![text, flags(&comment.flags), known.id])?;
    }
    let reply = comment.existing_reply.as_ref();
    transaction
        .prepare_cached(
            "UPDATE comments SET stars = coalesce(?1, stars),
               reply_at = CASE WHEN ?2 IS NULL THEN reply_at ELSE ?3 END,
               reply_author = CASE WHEN ?2 IS NULL THEN reply_author ELSE ?4 END,
               status = CASE WHEN ?2 IS NOT NULL AND reply_text IS NULL AND status = 'open'
                 THEN 'replied' ELSE status END,
               reply_text = coalesce(?2, reply_text)
             WHERE id = ?5",
        )?
        .execute(params![
            known.new_stars(comment),
            reply.map(|reply| reply.text.as_str()),
            reply.and_then(|reply| reply.at).map(millis),
            reply.and_then(|reply| reply.author.as_deref()),
            known.id,
        ])?;
    Ok(())
}

/// Keeps the words that a recorded reply answered, before other words take their place.
fn keep_answered(transaction: &Transaction<'_>, known: &Existing) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO answered_texts (comment_id, sha256, text)
             SELECT ?1, ?2, ?3 WHERE EXISTS (
               SELECT 1 FROM replies r WHERE r.comment_id = ?1 AND r.comment_sha256 = ?2)",
        )?
        .execute(params![known.id, sha256(&known.text), known.text])?;
    Ok(())
}

/// Puts the machine's word on the new text under a person's corrections.
fn retriage(
    transaction: &Transaction<'_>,
    practice: i64,
    known: &Existing,
    triage: &Triage,
) -> Result<(), StoreError> {
    let corrected: Option<i64> = transaction
        .prepare_cached("SELECT urgency FROM corrections WHERE comment_id = ?1")?
        .query_row([known.id], |row| row.get(0))
        .optional()?
        .flatten();
    let urgency: Urgency = corrected.map_or(Ok(triage.urgency), urgency)?;
    let posted_at: Option<i64> = transaction
        .prepare_cached("SELECT posted_at FROM comments WHERE id = ?1")?
        .query_row([known.id], |row| row.get(0))?;
    let from = due_from(posted_at.map(time).transpose()?, known.captured_at);
    let hours = desk::practice(transaction, PracticeId(practice))?.hours;
    transaction
        .prepare_cached(
            "UPDATE comments SET machine_triage = ?1, urgency = ?2, due_at = ?3,
               category = coalesce((SELECT category FROM corrections WHERE comment_id = ?6), ?4),
               sentiment = coalesce((SELECT sentiment FROM corrections WHERE comment_id = ?6), ?5)
             WHERE id = ?6",
        )?
        .execute(params![
            serde_json::to_string(triage)?,
            rank(urgency),
            millis(due(urgency, &hours, from)),
            triage.category.name(),
            triage.sentiment.name(),
            known.id,
        ])?;
    Ok(())
}
