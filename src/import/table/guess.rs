//! The header of a table that nothing is known about: which row it is is told by its form alone.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::{PREAMBLE_ROWS, Row, header};
use crate::import::moment::{self, DateOrder};

/// How a column is called that has no header of its own.
pub(in crate::import) fn column_name(column: usize) -> String {
    format!("Column {}", column + 1)
}

/// The column that [`column_name`] calls so.
pub(super) fn column_number(name: &str) -> Option<usize> {
    let number: usize = header::key(name).strip_prefix("column")?.parse().ok()?;
    number.checked_sub(1)
}

/// Names by which a map can mean each column: the header, or the place where a header is missing or stands twice.
pub(in crate::import) fn column_names(headers: &StringRecord) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for cell in headers {
        *times.entry(header::key(cell)).or_default() += 1;
    }
    headers
        .iter()
        .enumerate()
        .map(|(column, cell)| {
            let key = header::key(cell);
            let is_unique = !key.is_empty() && times.get(&key) == Some(&1);
            if is_unique { cell.trim().to_owned() } else { column_name(column) }
        })
        .collect()
}

/// What separates the cells of a text that looks like a table, if it does.
pub(in crate::import) fn delimiter(text: &str, told: Option<u8>) -> Option<u8> {
    let head = text.get(..text.floor_char_boundary(256 * 1024)).unwrap_or(text);
    let candidates: &[u8] = match &told {
        Some(sign) => std::slice::from_ref(sign),
        None => b",;\t|",
    };
    candidates
        .iter()
        .filter_map(|&delimiter| {
            let mut reader = ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(head.as_bytes());
            let rows: Vec<StringRecord> =
                reader.records().take(PREAMBLE_ROWS).map_while(Result::ok).collect();
            let (width, n_rows) = usual_width(&rows.iter().collect::<Vec<_>>())?;
            // Commas stand in sentences too, but not the same number of them in most lines.
            (width >= 2 && n_rows >= 2 && n_rows * 10 >= rows.len() * 6)
                .then_some(((n_rows * width.min(20)), delimiter))
        })
        .max_by_key(|&(score, _)| score)
        .map(|(_, delimiter)| delimiter)
}

/// The most frequent number of cells, and how many rows have it.
fn usual_width(rows: &[&StringRecord]) -> Option<(usize, usize)> {
    let mut times: HashMap<usize, usize> = HashMap::new();
    for row in rows {
        *times.entry(row.len()).or_default() += 1;
    }
    times.into_iter().max_by_key(|&(width, n_rows)| (n_rows, width))
}

/// The row that has the form of a header, among the first rows.
pub(in crate::import) fn header_row(rows: &[&StringRecord]) -> Option<usize> {
    let filled = |row: &StringRecord| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let most = rows.iter().map(|row| filled(row)).max().filter(|&most| most >= 2)?;
    let first = rows.iter().position(|row| filled(row) >= 2 && filled(row) * 2 >= most)?;
    rows.get(first).filter(|row| is_header(row)).map(|_| first)
}

/// Short names, none of them twice, and nothing that could only be a value.
fn is_header(row: &StringRecord) -> bool {
    let cells: Vec<&str> = row.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    cells.iter().all(|cell| {
        cell.len() <= 80
            && cell.chars().any(char::is_alphabetic)
            && !cell.contains("://")
            && !cell.starts_with('@')
            && !cell.ends_with(['.', '!'])
            && moment::read(cell, DateOrder::DayFirst, 0).is_none()
    })
}

/// Puts names above a table that has no header, so that a map can mean its columns.
pub(super) fn name_columns(rows: &mut Vec<Row>) {
    let width = rows.iter().take(PREAMBLE_ROWS).map(|row| row.cells.len()).max().unwrap_or(0);
    let cells: StringRecord = (0..width).map(column_name).collect();
    rows.insert(0, Row { line: 0, cells });
}
