//! Delimited tables: finds separator and header, then reads row by row. A broken row never stops the others.

mod columns;
mod guess;
mod header;

use std::borrow::Cow;
use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::batch::Batch;
use super::moment::DateOrder;
use super::preset::Field;
use super::record::{self, Memory, Source};
use super::{MAX_ROWS, Options, clean, link};
use columns::Columns;
pub(super) use columns::meanings;
pub(super) use guess::column_names;
pub(super) use header::key;

/// A header may stand below a few lines about the export.
const PREAMBLE_ROWS: usize = 30;

/// The most cells of one file: each takes memory even where it is empty.
const MAX_CELLS: usize = 12_000_000;

/// How many unclosed quotation marks are stepped over before the rest is read without quoting.
const MAX_REPAIRS: usize = 20;

/// A row and the line where it begins.
struct Row {
    line: usize,
    cells: StringRecord,
}

/// Reads the text as a table into the batch; answers the format, or `None` where it is no table with a known header.
pub(super) fn read(text: &str, batch: &mut Batch<'_>) -> Option<&'static str> {
    let (text, first_line, told) = separator_line(text);
    if let Some((delimiter, skipped)) = header::find(text, told, batch.options) {
        let rows = rows(text, delimiter, first_line, batch);
        return read_below(rows, skipped, &Links::new(), batch);
    }
    if batch.options.map.is_empty() {
        return None;
    }
    let delimiter = guess::delimiter(text, told)?;
    let grid = Grid { rows: rows(text, delimiter, first_line, batch), links: Links::new() };
    read_mapped(grid, batch)
}

/// Addresses behind cells, by line and column.
pub(super) type Links = HashMap<(usize, usize), String>;

/// A table that is no text: its rows with their numbers, and the addresses behind its cells.
pub(super) struct Grid {
    rows: Vec<Row>,
    /// Addresses behind cells.
    pub(super) links: Links,
}

impl Grid {
    /// From numbered rows of cells.
    pub(super) fn new(rows: impl IntoIterator<Item = (usize, Vec<String>)>) -> Self {
        let rows = rows.into_iter().map(|(line, cells)| Row { line, cells: cells.into() });
        Self { rows: rows.collect(), links: Links::new() }
    }

    /// How many rows it has.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The header, made up where there is none, and the rows below it.
    pub(super) fn split(&self, options: &Options) -> (StringRecord, Vec<&StringRecord>) {
        let head = self.head();
        let found = header::find_row(&head, options).or_else(|| guess::header_row(&head));
        let below = found.map_or(0, |index| index + 1);
        let rows: Vec<&StringRecord> = self
            .rows
            .iter()
            .skip(below)
            .map(|row| &row.cells)
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .collect();
        let width = rows.iter().take(PREAMBLE_ROWS).map(|row| row.len()).max().unwrap_or(0);
        let headers = match found.and_then(|index| head.get(index)) {
            Some(row) => {
                let unnamed = width.saturating_sub(row.len());
                row.iter().chain(std::iter::repeat_n("", unnamed)).collect()
            }
            None => (0..width).map(guess::column_name).collect(),
        };
        (headers, rows)
    }

    /// Its first rows, where a header can stand.
    fn head(&self) -> Vec<&StringRecord> {
        self.rows.iter().take(PREAMBLE_ROWS).map(|row| &row.cells).collect()
    }
}

/// Reads a table that is no text into the batch; answers as [`read`] does.
pub(super) fn read_grid(grid: Grid, batch: &mut Batch<'_>) -> Option<&'static str> {
    match header::find_row(&grid.head(), batch.options) {
        Some(skipped) => read_below(grid.rows, skipped, &grid.links, batch),
        None if batch.options.map.is_empty() => None,
        None => read_mapped(grid, batch),
    }
}

/// Reads a table whose columns are meant by their places.
fn read_mapped(mut grid: Grid, batch: &mut Batch<'_>) -> Option<&'static str> {
    let skipped = guess::header_row(&grid.head()).unwrap_or_else(|| {
        guess::name_columns(&mut grid.rows);
        0
    });
    read_below(grid.rows, skipped, &grid.links, batch)
}

/// The rows of a text that looks like a table.
pub(super) fn grid(text: &str, options: &Options) -> Option<Grid> {
    let (text, first_line, told) = separator_line(text);
    let known = header::find(text, told, options).map(|(delimiter, _)| delimiter);
    let delimiter = known.or_else(|| guess::delimiter(text, told))?;
    let rows = rows(text, delimiter, first_line, &mut Batch::new(options));
    Some(Grid { rows, links: Links::new() })
}

fn read_below(
    mut rows: Vec<Row>,
    skipped: usize,
    links: &Links,
    batch: &mut Batch<'_>,
) -> Option<&'static str> {
    if rows.len() > MAX_ROWS + skipped + 1 {
        batch.overflow();
        return Some("generic-csv");
    }
    let headers = rows.get(skipped).map(|row| row.cells.clone())?;
    let above = rows.iter().take(skipped).flat_map(|row| row.cells.iter());
    let source = above.map(str::trim).find_map(link::platform);
    rows.drain(..=skipped.min(rows.len().saturating_sub(1)));
    if let Some(trap) = header::trap(&headers) {
        for row in &rows {
            batch.skip("not-a-comment", row.line);
        }
        batch.warn(trap.sentence);
        return Some(trap.format);
    }
    let columns = Columns::find(&headers, &rows, batch)?;
    show_links(&mut rows, columns.of(Field::Permalink), links);
    let mut memory = Memory::of(source);
    let mut orders = columns.orders(&rows, batch);
    orders.truncate(columns.len());
    for row in &rows {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let is_marker = |cell: &str| cell.starts_with("__NO_") && cell.ends_with("__");
        if row.cells == headers || row.cells.iter().any(is_marker) {
            batch.skip("not-a-comment", row.line);
            continue;
        }
        memory.is_nested = columns.is_numbered_reply(&row.cells);
        let cells = Cells { columns: &columns, orders: &orders, row: &row.cells };
        let added = record::read(&cells, columns.preset, &mut memory, batch, row.line);
        let is_over_wide = row.cells.iter().skip(headers.len()).any(|cell| !cell.trim().is_empty());
        if added.is_some()
            && is_over_wide
            && let Some(found) = batch.last()
        {
            found.doubt = Some(format!(
                "Line {} has more columns than the header. Is this its whole text?",
                row.line
            ));
        }
    }
    Some(columns.preset.format)
}

/// Puts the address behind a cell in the place of its words, in columns of addresses.
fn show_links(rows: &mut [Row], columns: &[usize], links: &Links) {
    if links.is_empty() {
        return;
    }
    for row in rows {
        let line = row.line;
        if columns.iter().any(|&column| links.contains_key(&(line, column))) {
            row.cells = row
                .cells
                .iter()
                .enumerate()
                .map(|(column, cell)| match links.get(&(line, column)) {
                    Some(link) if columns.contains(&column) => link.as_str(),
                    _ => cell,
                })
                .collect();
        }
    }
}

/// `sep=;` on the first line names the separator and is no row. Answers the rest, its first line and the separator.
fn separator_line(text: &str) -> (&str, usize, Option<u8>) {
    let first = text.lines().next().unwrap_or_default().trim().trim_matches('"');
    let sign = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP="));
    match sign.map(str::as_bytes) {
        Some([sign]) => (text.split_once('\n').map_or("", |(_, rest)| rest), 2, Some(*sign)),
        Some([]) => (text.split_once('\n').map_or("", |(_, rest)| rest), 2, Some(b'\t')),
        _ => (text, 1, None),
    }
}

/// Every row; one with a quotation mark that is never closed is counted as malformed and stepped over.
fn rows(text: &str, delimiter: u8, first_line: usize, batch: &mut Batch<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut rest, mut line) = (text, first_line);
    for repair in 0..=MAX_REPAIRS {
        let quotes = if repair < MAX_REPAIRS { Quotes::Read } else { Quotes::Ignore };
        let Some((offset, at)) = read_rows(rest, (delimiter, line), quotes, &mut rows) else {
            break;
        };
        rows.pop();
        batch.skip("malformed", at);
        batch.warn(&format!(
            "Line {at} has a quotation mark that is never closed. The line was left out; close it and import again"
        ));
        let Some(from) = rest.get(offset..) else { break };
        let Some((_, after)) = from.split_once('\n') else { break };
        rest = after;
        line = at + 1;
    }
    if rows.iter().map(|row| row.cells.len()).sum::<usize>() > MAX_CELLS {
        batch.overflow();
    }
    rows
}

/// Whether quotation marks hold cells together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Read,
    Ignore,
}

/// Reads until the end; answers byte and line of the last row if its quotation mark is never closed.
fn read_rows(
    text: &str,
    (delimiter, first_line): (u8, usize),
    quotes: Quotes,
    rows: &mut Vec<Row>,
) -> Option<(usize, usize)> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quotes == Quotes::Read)
        .from_reader(text.as_bytes());
    let mut cells = StringRecord::new();
    let mut last = (0, first_line);
    let mut n_cells = 0;
    while rows.len() <= MAX_ROWS + PREAMBLE_ROWS + 1 && n_cells <= MAX_CELLS {
        let position = reader.position().clone();
        match reader.read_record(&mut cells) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => continue,
        }
        let start = cells.position().unwrap_or(&position);
        let byte = usize::try_from(start.byte()).unwrap_or(usize::MAX);
        // The reader counts line ends before a row as a part of it.
        let ends = text.get(byte..).unwrap_or_default();
        let n_ends = ends.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let n_lines = ends.bytes().take(n_ends).filter(|byte| *byte == b'\n').count();
        let line =
            first_line + usize::try_from(start.line()).unwrap_or(1).saturating_sub(1) + n_lines;
        last = (byte.saturating_add(n_ends), line);
        n_cells += cells.len();
        rows.push(Row { line, cells: cells.clone() });
    }
    let tail = text.get(last.0..)?;
    let is_open = quotes == Quotes::Read
        && tail.contains('\n')
        && tail.bytes().filter(|b| *b == b'"').count() % 2 == 1;
    let is_swallowing = is_open && tail.trim_end().contains('\n');
    (is_swallowing && !rows.is_empty()).then_some(last)
}

/// One row seen through the columns.
struct Cells<'a> {
    columns: &'a Columns,
    orders: &'a [DateOrder],
    row: &'a StringRecord,
}

impl Source for Cells<'_> {
    fn all(&self, field: Field) -> impl Iterator<Item = Cow<'_, str>> {
        self.columns
            .of(field)
            .iter()
            .filter_map(|&column| self.row.get(column))
            .map(|cell| clean::cell(cell.trim()))
            .filter(move |cell| {
                !cell.is_empty() && (field == Field::Text || !cell.eq_ignore_ascii_case("null"))
            })
            .map(Cow::Borrowed)
    }

    fn order(&self, field: Field) -> DateOrder {
        self.columns
            .number(field)
            .and_then(|number| self.orders.get(number).copied())
            .unwrap_or(DateOrder::MonthFirst)
    }
}
