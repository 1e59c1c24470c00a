//! The queue: its exact order, the rows that a screen shows, and how many there are.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::values::{Columns, TRIAGE_COLUMNS, millis};
use super::{VISIBLE, said, search};
use crate::model::{Author, Body, CommentId, Platform, PracticeId, Status, Urgency};
use crate::worker::{Counts, Query, QueueOrder, QueueRow, StatusFilter, StoreError};

/// Number of characters of a row's excerpt.
const EXCERPT: usize = 240;

/// Up to so many comments found by a search are looked up one by one; for more, reading the whole order
/// and leaving out what was not found is cheaper.
const FEW: usize = 20_000;

/// After so many rows somebody asks whether the answer is still wanted.
const ROWS_BETWEEN_LOOKS: usize = 4096;

/// Puts every comment that a query finds in order: urgency, due time, id.
///
/// `None`: `is_wanted` said no before the end was reached.
pub(in crate::worker) fn order(
    conn: &Connection,
    query: &Query,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Option<QueueOrder>, StoreError> {
    let found = match search::question(&query.search) {
        None => None,
        Some(question) => match find(conn, &question, is_wanted)? {
            None => return Ok(None),
            Some(found) => Some(found),
        },
    };
    let filter = Filter::of(query);
    match found {
        Some(found) if found.len() <= FEW => {
            let mut ranked = Vec::new();
            let mut statement = conn.prepare_cached(&format!(
                "SELECT c.urgency, c.due_at, c.id FROM comments c WHERE c.id = ? AND {}",
                filter.sql
            ))?;
            for (n, id) in found.into_iter().enumerate() {
                if n.is_multiple_of(ROWS_BETWEEN_LOOKS) && !is_wanted() {
                    return Ok(None);
                }
                let values = std::iter::once(Value::Integer(id)).chain(filter.values.clone());
                let mut rows = statement.query(params_from_iter(values))?;
                if let Some(row) = rows.next()? {
                    let urgency: i64 = row.get(0)?;
                    ranked.push((-urgency, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
                }
            }
            ranked.sort_unstable();
            let critical = -super::values::rank(Urgency::Critical);
            Ok(Some(QueueOrder {
                n_critical: ranked.iter().filter(|(urgency, ..)| *urgency == critical).count(),
                ids: ranked.into_iter().map(|(.., id)| CommentId(id)).collect(),
            }))
        }
        found => scan(conn, &filter, found.map(Members::new).as_ref(), is_wanted),
    }
}

/// Reads the whole order from its index and leaves out what a search did not find.
fn scan(
    conn: &Connection,
    filter: &Filter,
    members: Option<&Members>,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Option<QueueOrder>, StoreError> {
    let critical = super::values::rank(Urgency::Critical);
    let mut order = QueueOrder::default();
    let mut statement = conn.prepare_cached(&filter.in_order())?;
    let mut rows = statement.query(params_from_iter(filter.values.iter()))?;
    let mut n_rows = 0_usize;
    while let Some(row) = rows.next()? {
        n_rows += 1;
        if n_rows.is_multiple_of(ROWS_BETWEEN_LOOKS) && !is_wanted() {
            return Ok(None);
        }
        let id: i64 = row.get(0)?;
        if members.is_none_or(|members| members.contains(id)) {
            order.ids.push(CommentId(id));
            let urgency: i64 = row.get(1)?;
            order.n_critical += usize::from(urgency == critical);
        }
    }
    Ok(Some(order))
}

/// Numbers of the comments that a search finds, whatever their import, in ascending order.
fn find(
    conn: &Connection,
    question: &str,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Option<Vec<i64>>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT rowid FROM comments_search WHERE comments_search MATCH ?1")?;
    let mut rows = statement.query([question])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if found.len().is_multiple_of(ROWS_BETWEEN_LOOKS) && !is_wanted() {
            return Ok(None);
        }
        found.push(row.get(0)?);
    }
    Ok(Some(found))
}

/// A set of row numbers, one bit each.
struct Members(Vec<u64>);

impl Members {
    fn new(found: Vec<i64>) -> Self {
        let mut bits = Vec::new();
        for id in found {
            let Some((word, bit)) = Self::place(id) else { continue };
            if bits.len() <= word {
                bits.resize(word + 1, 0);
            }
            if let Some(word) = bits.get_mut(word) {
                *word |= 1_u64 << bit;
            }
        }
        Self(bits)
    }

    fn contains(&self, id: i64) -> bool {
        Self::place(id)
            .and_then(|(word, bit)| self.0.get(word).map(|word| word >> bit & 1 == 1))
            .unwrap_or(false)
    }

    fn place(id: i64) -> Option<(usize, usize)> {
        usize::try_from(id).ok().map(|id| (id / 64, id % 64))
    }
}

/// A query's conditions in SQL; `c` is the comment.
struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Filter {
    fn of(query: &Query) -> Self {
        let mut sql = VISIBLE.to_owned();
        let mut values = Vec::new();
        let mut only = |column: &str, value: Value| {
            sql.push_str(" AND c.");
            sql.push_str(column);
            sql.push_str(" = ?");
            values.push(value);
        };
        if let Some(practice) = query.practice {
            only("practice_id", Value::Integer(practice.0));
        }
        if let Some(platform) = &query.platform {
            only("platform", Value::Text(platform.name().to_owned()));
        }
        if let Some(category) = query.category {
            only("category", Value::Text(category.name().to_owned()));
        }
        match query.status {
            StatusFilter::NeedsReply => sql.push_str(" AND c.status IN ('open', 'drafting')"),
            StatusFilter::Only(status) => only("status", Value::Text(status.name().to_owned())),
            StatusFilter::All => (),
        }
        Self { sql, values }
    }

    /// The statement that reads the order from its index alone.
    fn in_order(&self) -> String {
        format!(
            "SELECT c.id, c.urgency FROM comments c INDEXED BY comments_in_order WHERE {}
             ORDER BY c.urgency DESC, c.due_at, c.id",
            self.sql
        )
    }
}

/// Rows of these comments, in the order of `ids`; those that are gone are missing.
pub(in crate::worker) fn rows(
    conn: &Connection,
    ids: &[CommentId],
) -> Result<Vec<QueueRow>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.id, c.practice_id, c.platform, c.author_name, c.author_handle,
           substr(c.text, 1, {EXCERPT}), c.stars, c.posted_at, c.captured_at, c.due_at, c.status,
           {TRIAGE_COLUMNS}, EXISTS (SELECT 1 FROM drafts d WHERE d.comment_id = c.id)
         FROM comments c WHERE c.id = ?1 AND {VISIBLE}"
    ))?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let mut rows = statement.query([id.0])?;
        if let Some(row) = rows.next()? {
            found.push(row_of(&mut Columns::of(row))?);
        }
    }
    Ok(found)
}

fn row_of(columns: &mut Columns<'_, '_>) -> Result<QueueRow, StoreError> {
    Ok(QueueRow {
        id: CommentId(columns.next()?),
        practice: PracticeId(columns.next()?),
        platform: Platform::from_name(&columns.next::<String>()?),
        author: Author { name: columns.next()?, handle: columns.next()? }.label().into(),
        excerpt: on_one_line(&columns.next::<String>()?),
        stars: columns.next()?,
        posted_at: columns.maybe_time()?,
        captured_at: columns.time()?,
        due_at: columns.time()?,
        status: columns.status()?,
        triage: columns.triage()?.0,
        has_draft: columns.next()?,
    })
}

/// Line ends as spaces, byte for byte in the same place, so that cues still point at their words.
fn on_one_line(text: &str) -> Body {
    Body(text.replace(['\n', '\r'], " "))
}

/// How many comments stand where.
pub(in crate::worker) fn count(
    conn: &Connection,
    practice: Option<PracticeId>,
    since: Timestamp,
) -> Result<Counts, StoreError> {
    let count = |sql: &str, values: &[i64]| -> Result<usize, StoreError> {
        let n: i64 = conn
            .prepare_cached(sql)?
            .query_row(params_from_iter(values.iter()), |row| row.get(0))?;
        Ok(usize::try_from(n).unwrap_or_default())
    };
    let (of_comment, of_reply, id) = match practice {
        None => ("?1 = ?1", "?1 = ?1", 0),
        Some(id) => ("c.practice_id = ?1", "r.practice_id = ?1", id.0),
    };
    let open = [Status::Open, Status::Drafting].map(Status::name);
    Ok(Counts {
        comments: count(
            &format!("SELECT count(*) FROM comments c INDEXED BY comments_in_order WHERE {VISIBLE}"),
            &[],
        )?,
        needs_reply: count(
            &format!(
                "SELECT count(*) FROM comments c INDEXED BY comments_in_order
                 WHERE {of_comment} AND c.status IN ('{}', '{}') AND {VISIBLE}",
                open[0], open[1]
            ),
            &[id],
        )?,
        replies: count(&format!("SELECT count(*) FROM replies r WHERE {of_reply}"), &[id])?,
        replied_today: count(
            &format!(
                "SELECT count(*) FROM replies r WHERE {of_reply} AND r.recorded_at >= ?2 AND EXISTS (
                   SELECT 1 FROM reply_outcomes o WHERE o.reply_id = r.id AND o.outcome = 'copied')"
            ),
            &[id, millis(since)],
        )?,
        to_correct: said::count(conn, practice)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Category;
    use crate::worker::Location;
    use crate::worker::store::Store;

    #[test]
    fn bits_hold_exactly_what_was_found() {
        let members = Members::new(vec![1, 63, 64, 1000]);
        let held: Vec<_> = (-1..2000).filter(|&id| members.contains(id)).collect();
        assert_eq!(held, [1, 63, 64, 1000], "no more and no less");
    }

    #[test]
    fn every_order_is_read_from_its_index_alone() {
        let store = Store::open(&Location::Memory, || Timestamp::UNIX_EPOCH).expect("a database");
        let some = Query {
            practice: Some(PracticeId(1)),
            platform: Some(Platform::Google),
            category: Some(Category::Service),
            ..Query::default()
        };
        let all = Query { status: StatusFilter::All, ..Query::default() };
        for query in [Query::default(), some, all] {
            let filter = Filter::of(&query);
            let plan: Vec<String> = store
                .conn
                .prepare(&format!("EXPLAIN QUERY PLAN {}", filter.in_order()))
                .expect("SQL")
                .query_map(params_from_iter(filter.values.iter()), |row| row.get(3))
                .expect("a plan")
                .collect::<Result<_, _>>()
                .expect("text");
            let plan = plan.join("; ");
            assert!(plan.contains("COVERING INDEX comments_in_order"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "nothing is sorted: {plan}");
        }
    }

    #[test]
    fn an_excerpt_keeps_every_byte_in_its_place() {
        assert_eq!(on_one_line("naïve\r\nline").as_str(), "naïve  line", "two ends, two spaces");
    }
}
