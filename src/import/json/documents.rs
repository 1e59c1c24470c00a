//! Text to JSON values, whatever state it is in: several documents, one a line, a broken middle, a missing end.

use serde_json::{Deserializer, Value};

use super::value::CUT;
use crate::import::batch::Batch;

/// How deep lists and objects may stand in each other.
const MAX_DEPTH: usize = 64;

/// The most objects of one file: two for each of the most rows.
const MAX_OBJECTS: usize = 2 * crate::import::MAX_ROWS;

/// The most values of one file.
const MAX_VALUES: usize = 4_000_000;

/// How often reading begins again after a broken place.
const MAX_RESTARTS: usize = 200;

/// One JSON value and its line, where every value has one.
pub(super) struct Document {
    /// From 1; 0 where lines do not matter.
    pub(super) line: usize,
    /// What stands there.
    pub(super) value: Value,
}

/// Everything that could be read.
pub(super) struct Documents {
    /// In the order of the file.
    pub(super) all: Vec<Document>,
    /// Whether each line is a document.
    pub(super) is_lines: bool,
}

/// Reads what can be read; what cannot is counted as malformed. `None` where it is no JSON that is taken.
pub(super) fn parse(text: &str, batch: &mut Batch<'_>) -> Option<Documents> {
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\0', ' ', '\n', '\r', '\t']);
    if is_too_much(text) {
        batch.overflow();
        return None;
    }
    if is_lines(text) {
        return Some(lines(text, batch));
    }
    if is_too_deep(text) {
        batch.warn(&format!(
            "Its lists and objects stand more than {MAX_DEPTH} deep in each other, so it was not read. \
             Export fewer levels of replies"
        ));
        return None;
    }
    let mut stream = Deserializer::from_str(text).into_iter::<Value>();
    let mut all = Vec::new();
    let mut end = 0;
    let mut fault = None;
    while let Some(result) = stream.next() {
        match result {
            Ok(value) => {
                all.push(Document { line: 0, value });
                end = stream.byte_offset();
            }
            Err(error) => {
                fault = Some(error);
                break;
            }
        }
    }
    if let Some(error) = fault {
        let rest = text.get(end..).unwrap_or_default();
        let rest = rest.trim_start_matches([',', ' ', '\n', '\r', '\t']);
        salvage(text, rest, &error, &mut all, batch);
    }
    (!all.is_empty()).then_some(Documents { all, is_lines: false })
}

/// One JSON object a line: most lines begin and end like one, and the first whole one is one.
fn is_lines(text: &str) -> bool {
    let (mut n_lines, mut n_objects, mut has_proof) = (0_usize, 0_usize, false);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(50) {
        n_lines += 1;
        if line.starts_with('{') && line.ends_with('}') {
            n_objects += 1;
            has_proof |= !has_proof && serde_json::from_str::<Value>(line).is_ok();
        }
    }
    n_lines >= 2 && n_objects * 2 > n_lines && has_proof
}

fn lines(text: &str, batch: &mut Batch<'_>) -> Documents {
    let mut all = Vec::new();
    for (index, raw) in text.lines().enumerate() {
        let (line, raw) = (index + 1, raw.trim());
        if raw.is_empty() {
            continue;
        }
        match serde_json::from_str(raw) {
            Ok(value) if !is_too_deep(raw) => all.push(Document { line, value }),
            _ => {
                batch.skip("malformed", line);
                batch.warn(&format!(
                    "Line {line} is not whole JSON and was left out. If the file was still being written, \
                     copy it again and import it once more"
                ));
            }
        }
    }
    Documents { all, is_lines: true }
}

/// Whether lists and objects stand too deep in each other; brackets in words do not count.
fn is_too_deep(text: &str) -> bool {
    let (mut depth, mut in_words, mut is_escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_words => is_escaped = true,
            b'"' => in_words = !in_words,
            b'{' | b'[' if !in_words => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            b'}' | b']' if !in_words => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Whether it holds more objects or values than fit in memory: an object takes many times its signs.
fn is_too_much(text: &str) -> bool {
    let (mut n_objects, mut n_values, mut in_words, mut is_escaped) =
        (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            // Words do not go over the end of a line, so a broken line does not spoil the next.
            b'\n' => (in_words, is_escaped) = (false, false),
            _ if is_escaped => is_escaped = false,
            b'\\' if in_words => is_escaped = true,
            b'"' => in_words = !in_words,
            _ if in_words => {}
            b'{' => n_objects += 1,
            b',' | b'[' => n_values += 1,
            _ => {}
        }
    }
    n_objects > MAX_OBJECTS || n_values > MAX_VALUES
}

/// Reads the whole part before a fault, then whole elements behind it.
fn salvage(
    text: &str,
    rest: &str,
    error: &serde_json::Error,
    all: &mut Vec<Document>,
    batch: &mut Batch<'_>,
) {
    let n_before = all.len();
    let fault = fault_offset(rest, error, text.len() - rest.len(), text);
    let mut n_restarts = 0;
    let good = rest.get(..rest.floor_char_boundary(fault)).unwrap_or(rest);
    if let Some(value) = closed(good).and_then(|closed| serde_json::from_str(&closed).ok()) {
        all.push(Document { line: 0, value });
    }
    let mut from = fault;
    let mut later = Vec::new();
    while n_restarts < MAX_RESTARTS {
        let Some(next) = next_element(rest, from) else { break };
        let mut stream =
            Deserializer::from_str(rest.get(next..).unwrap_or_default()).into_iter::<Value>();
        if let Some(Ok(value)) = stream.next() {
            later.push(value);
            // The sign before the next element has to be seen again.
            from = next + stream.byte_offset().saturating_sub(1).max(1);
        } else {
            from = next + 1;
            n_restarts += 1;
        }
    }
    if !later.is_empty() {
        all.push(Document { line: 0, value: Value::Array(later) });
    }
    if all.len() > n_before {
        let place = text.len() - rest.len() + fault;
        let line = 1 + text.bytes().take(place).filter(|byte| *byte == b'\n').count();
        let what = if error.is_eof() { "ends in the middle" } else { "is broken" };
        batch.warn(&format!(
            "The file {what} at line {line}. What is whole was read; export it again to get the rest"
        ));
    }
}

/// Where a fault is, in bytes of `rest`.
fn fault_offset(rest: &str, error: &serde_json::Error, start: usize, text: &str) -> usize {
    if error.is_eof() {
        return rest.len();
    }
    let before: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column()).saturating_sub(start + 1).min(rest.len())
}

/// The good beginning of a document with its open lists and objects closed; cut objects are marked.
fn closed(good: &str) -> Option<String> {
    let (mut in_words, mut is_escaped) = (false, false);
    let mut open = Vec::new();
    let mut safe: Option<(usize, usize)> = None;
    for (index, byte) in good.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_words => is_escaped = true,
            b'"' => in_words = !in_words,
            _ if in_words => {}
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                open.pop();
                safe = Some((index + 1, open.len()));
            }
            b',' => safe = Some((index, open.len())),
            _ => {}
        }
    }
    let (end, n_open) = safe?;
    let mut out = good.get(..end)?.to_owned();
    let mark = format!(",{}:true}}", Value::from(CUT));
    for bracket in open.iter().take(n_open).rev() {
        match bracket {
            b'{' => out.push_str(&mark),
            _ => out.push(']'),
        }
    }
    Some(out)
}

/// The next `{` that stands behind `},`: the beginning of an element in a list.
fn next_element(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut index = from;
    while let Some(offset) = bytes.get(index..)?.iter().position(|byte| *byte == b'{') {
        let here = index + offset;
        let mut before = bytes.get(..here)?.iter().rev().filter(|byte| !byte.is_ascii_whitespace());
        if before.next() == Some(&b',') && before.next() == Some(&b'}') {
            return Some(here);
        }
        index = here + 1;
    }
    None
}
