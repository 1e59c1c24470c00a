//! Spreadsheets: how large they are is measured before they are read; cells become words, dates and links stay exact.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::MAX_ROWS;
use super::batch::Batch;
use super::table::{self, Grid};

/// The most that the parts of a spreadsheet may hold once they are unpacked.
const MAX_UNPACKED: u64 = 160 * 1024 * 1024;

/// The most bytes that all cells of a file may hold: one long text may be meant by many of them.
const MAX_CELLS: usize = 96 * 1024 * 1024;

/// The part that makes an archive a workbook.
const WORKBOOK: &str = "xl/workbook.xml";

/// The most columns that are looked at.
const MAX_COLUMNS: u32 = 1024;

/// What became of a file.
pub(super) enum Outcome {
    /// Read, and recognised as this format.
    Read(&'static str),
    /// Not read, and said why.
    Explained(&'static str),
}

/// Whether the bytes are a packed archive, as spreadsheets are.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads every sheet into the batch; the error is the limit that the file exceeds.
pub(super) fn read(bytes: &[u8], batch: &mut Batch<'_>) -> Result<Outcome, &'static str> {
    let Some(names) = unpacked(bytes)? else {
        batch.warn(
            "This spreadsheet or archive is damaged and cannot be opened. Export it again, or save it as CSV UTF-8",
        );
        return Ok(Outcome::Explained("spreadsheet"));
    };
    if !names.iter().any(|name| name == WORKBOOK) {
        let (format, sentence) = other(&names);
        batch.warn(sentence);
        return Ok(Outcome::Explained(format));
    }
    let Some(sheets) = guarded_sheets(bytes)? else {
        batch.warn(
            "This spreadsheet could not be read. Open it, save it as CSV UTF-8, and import that file",
        );
        return Ok(Outcome::Explained("spreadsheet"));
    };
    let mut formats = Vec::new();
    let mut unread = Vec::new();
    for (index, grid) in sheets.into_iter().enumerate() {
        let n_rows = grid.len();
        match table::read_grid(grid, batch) {
            Some(format) => formats.push(format),
            None if n_rows > 0 => unread.push((index + 1, n_rows)),
            None => {}
        }
    }
    let Some(format) = formats.first().copied() else {
        batch.warn(
            "No sheet of this spreadsheet has a header that is known (text, author, date, stars). \
             Name its columns with --map",
        );
        return Ok(Outcome::Explained("spreadsheet"));
    };
    for (number, n_rows) in unread {
        batch.warn(&format!(
            "Sheet {number} has no header that is known, so its {n_rows} rows were left out. \
             If they are comments, save that sheet alone and name its columns with --map"
        ));
    }
    Ok(Outcome::Read(format))
}

/// The rows of every sheet; `None` for an archive that is no workbook, too large or damaged.
pub(super) fn grids(bytes: &[u8]) -> Option<Vec<Grid>> {
    let names = unpacked(bytes).ok()??;
    names.iter().any(|name| name == WORKBOOK).then(|| guarded_sheets(bytes).ok())??
}

/// A foreign reader meets a foreign file here: whatever happens inside must not end the app.
fn guarded_sheets(bytes: &[u8]) -> Result<Option<Vec<Grid>>, &'static str> {
    catch_unwind(AssertUnwindSafe(|| sheets(bytes))).unwrap_or(Ok(None))
}

/// What an archive is that is no workbook.
fn other(names: &[String]) -> (&'static str, &'static str) {
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/workbook.bin") {
        (
            "spreadsheet",
            "This is a binary spreadsheet (.xlsb). Open it, save it as .xlsx or CSV UTF-8, and import that file",
        )
    } else if has("content.xml") {
        (
            "spreadsheet",
            "This is an OpenDocument file. Open it, save it as .xlsx or CSV UTF-8, and import that file",
        )
    } else if has("word/") || has("ppt/") {
        (
            "document",
            "This is a document and not an export. Copy the comments out of it and paste them as text",
        )
    } else {
        ("archive", "This is a packed archive. Unpack it and import the files inside")
    }
}

/// Names of the parts, after unpacking them all once to see how large they are; `None` for a damaged archive.
///
/// What an archive says about its own size may be untrue, so only what comes out counts.
fn unpacked(bytes: &[u8]) -> Result<Option<Vec<String>>, &'static str> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(None) };
    let mut names = Vec::new();
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let name = part.name().map(|name| name.trim_start_matches('/').to_owned());
        names.push(name.unwrap_or_default());
        // A damaged part counts with what came out of it; the workbook's reader says the rest.
        left = left.saturating_sub(size(part.take(left)));
        if left == 0 {
            return Err("160 MB once it is unpacked");
        }
    }
    Ok(Some(names))
}

/// How many bytes can be read.
fn size(mut part: impl std::io::Read) -> u64 {
    let mut buffer = vec![0; 64 * 1024];
    let mut total = 0;
    while let Ok(count @ 1..) = part.read(&mut buffer) {
        total += u64::try_from(count).unwrap_or(u64::MAX);
    }
    total
}

/// Every sheet's rows and the links behind its cells; `None` for a workbook that cannot be read.
fn sheets(bytes: &[u8]) -> Result<Option<Vec<Grid>>, &'static str> {
    let Ok(mut book) = Xlsx::new(Cursor::new(bytes)) else { return Ok(None) };
    let mut sheets = Vec::new();
    let (mut n_rows, mut n_bytes) = (0, 0);
    for name in book.sheet_names() {
        let Some(rows) = rows(&mut book, &name, &mut n_rows, &mut n_bytes)? else { continue };
        let mut grid = Grid::new(rows);
        for link in book.hyperlinks_by_sheet_name(&name).unwrap_or_default() {
            let (line, column) = link.range.start;
            if let (Some(target), Ok(line), Ok(column)) =
                (link.target, usize::try_from(line), usize::try_from(column))
            {
                grid.links.insert((line + 1, column), target);
            }
        }
        sheets.push(grid);
    }
    Ok((!sheets.is_empty()).then_some(sheets))
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Rows of cells with their numbers.
type Rows = Vec<(usize, Vec<String>)>;

/// Rows with anything in them, with their numbers from 1; `None` for a sheet that holds no cells.
fn rows(
    book: &mut Book<'_>,
    name: &str,
    n_rows: &mut usize,
    n_bytes: &mut usize,
) -> Result<Option<Rows>, &'static str> {
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(None) };
    let mut rows = Rows::new();
    while let Ok(Some(cell)) = cells.next_cell() {
        let (row, column) = cell.get_position();
        if column >= MAX_COLUMNS {
            continue;
        }
        let words = words(cell.get_value());
        if words.is_empty() {
            continue;
        }
        let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else {
            continue;
        };
        if rows.last().is_none_or(|(last, _)| *last != row + 1) {
            *n_rows += 1;
            if *n_rows > MAX_ROWS + 100 {
                return Err("200,000 rows");
            }
            rows.push((row + 1, Vec::new()));
        }
        *n_bytes += words.len() + 24;
        if *n_bytes > MAX_CELLS {
            return Err("96 MB of cells");
        }
        if let Some((_, cells)) = rows.last_mut() {
            *n_bytes += 24 * (column + 1).saturating_sub(cells.len());
            cells.resize(cells.len().max(column + 1), String::new());
            if let Some(slot) = cells.get_mut(column) {
                *slot = words;
            }
        }
    }
    Ok((!rows.is_empty()).then_some(rows))
}

/// A cell as it was typed. A number too long for a spreadsheet keeps its short form, so that nobody takes it for an id.
fn words(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.abs() < 1e15 => number.to_string(),
        DataRef::Float(number) => format!("{number:.2E}").replace('E', "E+"),
        DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
            words.clone()
        }
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
