//! Which format is this? By content, never by name: archives, markup, JSON, tables, then words from a page.

use super::batch::Batch;
use super::decode::decode;
use super::{Import, Options, html, json, paste, sheet, table};

/// The limit of rows, in words.
const ROWS: &str = "200,000 rows";

/// What a file looks like that is recognised, but not read.
struct Unread {
    format: &'static str,
    sentence: &'static str,
}

const OLD_SPREADSHEET: Unread = Unread {
    format: "old-spreadsheet",
    sentence: "This is a spreadsheet in the old format of Excel (.xls). Open it, save it as .xlsx or CSV UTF-8, \
               and import that file",
};
const LOCKED: Unread = Unread {
    format: "protected-spreadsheet",
    sentence: "This spreadsheet is protected by a password. Open it, save it without one, and import that file",
};
const DOCUMENT: Unread = Unread {
    format: "document",
    sentence: "This is a document or a picture and not an export. Copy the comments out of it and paste them as text",
};

/// Reads one file or paste; the error is the limit that it exceeds.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Import, &'static str> {
    let mut batch = Batch::new(options);
    if let Some(unread) = unread_bytes(bytes) {
        return Ok(explained(batch, &unread));
    }
    if sheet::is_archive(bytes) {
        return match sheet::read(bytes, &mut batch)? {
            _ if batch.is_full() => Err(ROWS),
            sheet::Outcome::Read(format) => Ok(batch.finish(format)),
            sheet::Outcome::Explained(format) => Ok(Import { format, ..batch.unrecognised() }),
        };
    }
    let decoded = decode(bytes);
    if decoded.has_damage {
        batch.warn(
            "Some bytes are not text in any encoding and were replaced. If words look broken, export the file as UTF-8",
        );
    }
    let text = decoded.text.as_ref();
    let front = text.trim_start();
    if front.is_empty() {
        batch.warn("There is nothing in it. Copy or export the comments again");
        return Ok(batch.unrecognised());
    }
    let format = if front.starts_with("window.YTD.") {
        batch.warn(
            "This is an archive of posts that the account itself wrote, so nothing was added. \
             Comments of other people are not part of it",
        );
        Some("x-archive")
    } else if front.starts_with(['{', '[']) {
        json::read(text, &mut batch)
    } else if html::is_markup(front) || options.is_markup() {
        html::read(text, &mut batch)
    } else {
        match options.format.as_deref() {
            Some(forced) if forced.starts_with("clipboard-") => paste::read(text, &mut batch),
            _ => table::read(text, &mut batch).or_else(|| paste::read(text, &mut batch)),
        }
    };
    if batch.is_full() {
        return Err(ROWS);
    }
    if let Some(format) = format {
        return Ok(batch.finish(format));
    }
    batch.warn(
        "The content was not recognised. Looked for: reviews and comments as JSON, a table with a header \
         (text, author, date, stars), and text copied from Google, Facebook, Instagram or Yelp. \
         If it is a table, name its columns with --map",
    );
    Ok(batch.unrecognised())
}

fn explained(mut batch: Batch<'_>, unread: &Unread) -> Import {
    batch.warn(unread.sentence);
    Import { format: unread.format, ..batch.unrecognised() }
}

/// Whether the bytes are of a kind that is named, but not read.
pub(super) fn is_unread(bytes: &[u8]) -> bool {
    unread_bytes(bytes).is_some()
}

fn unread_bytes(bytes: &[u8]) -> Option<Unread> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // The name of a stream in such a container is UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.windows(name.len()).any(|window| window == name);
        return Some(if is_locked { LOCKED } else { OLD_SPREADSHEET });
    }
    let is_document =
        starts(b"%PDF-") || starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8");
    is_document.then_some(DOCUMENT)
}
