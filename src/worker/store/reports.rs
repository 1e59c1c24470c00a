//! Reports of imports: what was added, what was left out and why, and what it was read from.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};
use serde::{Deserialize, Serialize};

use super::imports::stays_because;
use super::search;
use super::values::Columns;
use crate::import::{Place, Skipped};
use crate::model::{Body, ImportId, PracticeId};
use crate::worker::{ImportRecord, ImportReport, ImportRow, Part, Pasted, StoreError, Wish};

/// One reason for leaving rows out, as it stands in a column and in an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Such as `own` or `malformed`.
    pub reason: String,
    /// How many rows.
    pub count: usize,
    /// One sentence for a person.
    pub detail: String,
    /// Their numbers, from 1.
    pub rows: Vec<usize>,
}

/// The columns that [`read_row`] reads; `i` is the import.
const COLUMNS: &str = "i.id, i.practice_id, i.name, i.format, i.started_at, i.n_added, \
    i.n_updated, i.n_known, i.n_skipped, i.state IN ('removing', 'removed')";

/// The name of a place in a column and in an export.
pub(in crate::worker) fn place_name(place: Place) -> &'static str {
    match place {
        Place::Line => "line",
        Place::Element => "element",
    }
}

/// Keeps what is told of an import when it begins; a person left out `n_left_out` rows.
pub(super) fn insert(
    conn: &Connection,
    (import, name): (ImportId, &str),
    report: &ImportReport,
    n_left_out: usize,
) -> Result<(), StoreError> {
    let mut skipped: Vec<LeftOut> = report
        .skipped
        .iter()
        .map(|Skipped { reason, count, detail, rows }| LeftOut {
            reason: reason.clone(),
            count: *count,
            detail: detail.clone(),
            rows: rows.clone(),
        })
        .collect();
    if 0 < n_left_out {
        skipped.push(LeftOut {
            reason: "unticked".to_owned(),
            count: n_left_out,
            detail: "Unticked in the preview".to_owned(),
            rows: Vec::new(),
        });
    }
    let mut words = vec![name, report.format.as_str()];
    words.extend(skipped.iter().flat_map(|one| [one.reason.as_str(), one.detail.as_str()]));
    words.extend(report.warnings.iter().map(String::as_str));
    let raw = report.raw.as_ref();
    conn.prepare_cached(
        "INSERT INTO import_reports (import_id, place, skipped, warnings, sha256, raw, raw_html, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        import.0,
        place_name(report.place.unwrap_or(Place::Line)),
        serde_json::to_string(&skipped)?,
        serde_json::to_string(&report.warnings)?,
        report.sha256,
        raw.map(|raw| raw.text.as_str()),
        raw.and_then(|raw| raw.html.as_ref()).map(Body::as_str),
        words.join("\n"),
    ])?;
    Ok(())
}

/// Adds rows that were left out while an import was being written.
pub(super) fn add_left_out(
    conn: &Connection,
    import: ImportId,
    left_out: LeftOut,
) -> Result<(), StoreError> {
    let known: Option<String> = conn
        .query_row("SELECT skipped FROM import_reports WHERE import_id = ?1", [import.0], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(known) = known else { return Ok(()) };
    let mut skipped: Vec<LeftOut> = serde_json::from_str(&known)?;
    skipped.push(left_out);
    conn.execute(
        "UPDATE import_reports SET skipped = ?2 WHERE import_id = ?1",
        params![import.0, serde_json::to_string(&skipped)?],
    )?;
    Ok(())
}

/// Forgets what an import was read from once its comments are gone; of one that was never whole, everything.
pub(super) fn forget(conn: &Connection, import: ImportId) -> Result<(), StoreError> {
    conn.execute(
        "DELETE FROM import_reports WHERE import_id = ?1
           AND EXISTS (SELECT 1 FROM imports i WHERE i.id = ?1 AND i.finished_at IS NULL)",
        [import.0],
    )?;
    conn.execute(
        "UPDATE import_reports SET raw = NULL, raw_html = NULL WHERE import_id = ?1",
        [import.0],
    )?;
    Ok(())
}

/// The conditions of a wish in SQL, and their values.
pub(in crate::worker) fn conditions(wish: &Wish) -> (String, Vec<Value>) {
    let (mut sql, mut values) = ("i.state <> 'adding'".to_owned(), Vec::new());
    if let Some(practice) = wish.practice {
        sql.push_str(" AND i.practice_id = ?");
        values.push(Value::Integer(practice.0));
    }
    if let Some(question) = search::question(&wish.search) {
        sql.push_str(
            " AND i.id IN (SELECT rowid FROM imports_search WHERE imports_search MATCH ?)",
        );
        values.push(Value::Text(question));
    }
    (sql, values)
}

/// A part of the list of imports, newest first, and how many there are in all.
pub(in crate::worker) fn list(
    conn: &Connection,
    wish: &Wish,
    part: Part,
) -> Result<(Vec<ImportRow>, usize), StoreError> {
    let (conditions, mut values) = conditions(wish);
    let from =
        format!("FROM imports i JOIN import_reports r ON r.import_id = i.id WHERE {conditions}");
    let total: i64 = conn
        .prepare_cached(&format!("SELECT count(*) {from}"))?
        .query_row(params_from_iter(values.iter()), |row| row.get(0))?;
    let mut statement = conn
        .prepare_cached(&format!("SELECT {COLUMNS} {from} ORDER BY i.id DESC LIMIT ? OFFSET ?"))?;
    values.extend(bounds(part));
    let mut rows = statement.query(params_from_iter(values.iter()))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_row(&mut Columns::of(row))?);
    }
    Ok((found, usize::try_from(total).unwrap_or_default()))
}

/// The values of `LIMIT ? OFFSET ?`.
pub(super) fn bounds(part: Part) -> [Value; 2] {
    [part.limit, part.offset].map(|n| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX)))
}

fn read_row(columns: &mut Columns<'_, '_>) -> Result<ImportRow, StoreError> {
    let import = ImportId(columns.next()?);
    let practice = PracticeId(columns.next()?);
    let (name, format, at) = (columns.next()?, columns.next()?, columns.time()?);
    let mut count = || -> Result<usize, StoreError> {
        Ok(usize::try_from(columns.next::<i64>()?).unwrap_or_default())
    };
    let (added, updated, known, left_out) = (count()?, count()?, count()?, count()?);
    let is_removed = columns.next()?;
    Ok(ImportRow {
        import,
        practice,
        name,
        format,
        at,
        added,
        updated,
        known,
        left_out,
        is_removed,
    })
}

/// One import with everything that is kept of it; `None` where nothing is.
pub(in crate::worker) fn load(
    conn: &Connection,
    import: ImportId,
) -> Result<Option<ImportRecord>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, r.skipped, r.warnings, r.place, r.raw, r.raw_html, r.sha256
         FROM imports i JOIN import_reports r ON r.import_id = i.id
         WHERE i.id = ?1 AND i.state <> 'adding'"
    ))?;
    let mut rows = statement.query([import.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut columns = Columns::of(row);
    let row = read_row(&mut columns)?;
    let report = ImportReport {
        format: row.format.clone(),
        skipped: serde_json::from_str::<Vec<LeftOut>>(&columns.next::<String>()?)?
            .into_iter()
            .map(|LeftOut { reason, count, detail, rows }| Skipped { reason, count, detail, rows })
            .collect(),
        warnings: serde_json::from_str(&columns.next::<String>()?)?,
        place: Some(match columns.next::<String>()?.as_str() {
            "element" => Place::Element,
            _ => Place::Line,
        }),
        raw: {
            let (text, html) =
                (columns.next::<Option<String>>()?, columns.next::<Option<String>>()?);
            text.map(|text| Pasted { html: html.map(Body), text: Body(text) })
        },
        sha256: columns.next()?,
    };
    let stays_because = if row.is_removed {
        Some("It was taken back")
    } else {
        stays_because(conn, import)?.map(|(message, _)| message)
    };
    Ok(Some(ImportRecord { row, report, stays_because }))
}
