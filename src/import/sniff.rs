//! Which format is this? By content, never by name: archives, markup, JSON, tables, then words from a page.

use super::batch::Batch;
use super::decode::decode;
use super::{Import, Options, json, paste, table};

/// What a file looks like that is recognised, but not read.
struct Unread {
    format: &'static str,
    sentence: &'static str,
}

const SPREADSHEET: Unread = Unread {
    format: "spreadsheet",
    sentence: "This is a spreadsheet file. Open it, save it as CSV UTF-8, and import that file",
};
const MARKUP: Unread = Unread {
    format: "web-page",
    sentence: "This is a web page with its markup. Select the comments on the page, copy them, and paste them as text",
};
const DOCUMENT: Unread = Unread {
    format: "document",
    sentence: "This is a document or a picture and not an export. Copy the comments out of it and paste them as text",
};

/// Reads one file or paste; `None` where it has more rows than are read of one file.
pub(super) fn read(bytes: &[u8], options: &Options) -> Option<Import> {
    let mut batch = Batch::new(options);
    if let Some(unread) = unread_bytes(bytes) {
        return Some(explained(batch, &unread));
    }
    let decoded = decode(bytes);
    if decoded.has_damage {
        batch.warn(
            "Some bytes are not text in any encoding and were replaced. If words look broken, export the file as UTF-8",
        );
    }
    let text = decoded.text.as_str();
    let front = text.trim_start();
    if front.is_empty() {
        batch.warn("There is nothing in it. Copy or export the comments again");
        return Some(batch.unrecognised());
    }
    if is_markup(front) {
        return Some(explained(batch, &MARKUP));
    }
    let format = if front.starts_with("window.YTD.") {
        batch.warn(
            "This is an archive of posts that the account itself wrote, so nothing was added. \
             Comments of other people are not part of it",
        );
        Some("x-archive")
    } else if front.starts_with(['{', '[']) {
        json::read(text, &mut batch)
    } else {
        match options.format.as_deref() {
            Some(forced) if forced.starts_with("clipboard-") => paste::read(text, &mut batch),
            _ => table::read(text, &mut batch).or_else(|| paste::read(text, &mut batch)),
        }
    };
    if batch.is_full() {
        return None;
    }
    if let Some(format) = format {
        return Some(batch.finish(format));
    }
    batch.warn(
        "The content was not recognised. Looked for: reviews and comments as JSON, a table with a header \
         (text, author, date, stars), and text copied from Google, Facebook, Instagram or Yelp. \
         If it is a table, name its columns with --map",
    );
    Some(batch.unrecognised())
}

fn explained(mut batch: Batch<'_>, unread: &Unread) -> Import {
    batch.warn(unread.sentence);
    Import { format: unread.format, ..batch.unrecognised() }
}

fn unread_bytes(bytes: &[u8]) -> Option<Unread> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") || starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    {
        return Some(SPREADSHEET);
    }
    let is_document =
        starts(b"%PDF-") || starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8");
    is_document.then_some(DOCUMENT)
}

/// A page's markup: the clipboard's HTML flavour, a saved page, a table under the name of a spreadsheet.
fn is_markup(front: &str) -> bool {
    let head = front.chars().take(512).collect::<String>().to_lowercase();
    if head.starts_with("version:") && head.contains("starthtml:") {
        return true;
    }
    let Some(tag) = head.strip_prefix('<') else { return false };
    tag.starts_with(['!', '?'])
        || [
            "html", "meta", "head", "body", "div", "span", "table", "ul", "li", "p", "a",
            "article", "section",
        ]
        .iter()
        .any(|name| {
            tag.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', '>', '/', '\n', '\t', '\r']))
        })
}
