//! JSON exports: one document, several, pages in an array, one per line, or one that ends in the middle.

mod documents;
mod download;
mod flat;
mod google;
mod meta;
mod reddit;
mod value;
mod webhook;
mod x;
mod youtube;

use serde_json::Value;

use super::batch::Batch;
use super::table::{self, Grid};
use super::{Place, clean};
use documents::Document;
pub(super) use google::envelope;
use value::{Item, array, at, text};

/// Reads the text as JSON into the batch; answers the format, or `None` where it is none that is known.
pub(super) fn read(raw: &str, batch: &mut Batch<'_>) -> Option<&'static str> {
    let documents = documents::parse(raw, batch)?;
    batch.counts(if documents.is_lines { Place::Line } else { Place::Element });
    let mut formats = Vec::new();
    let mut events = webhook::Events::default();
    let mut rows = 0;
    let mut loose = Vec::new();
    let mut pages = Vec::new();
    for Document { line, value } in &documents.all {
        spread(value, *line, &mut pages);
    }
    for (line, page) in pages {
        let mut context = Pages { rows: &mut rows, line, events: &mut events };
        match read_page(page, &mut context, batch) {
            Some(format) => formats.push(format),
            None => loose.push((line, page)),
        }
    }
    // What is no page may be a record: one per line, or one alone.
    let is_numbered_by_line = documents.is_lines;
    let items: Vec<Item<'_>> = loose
        .iter()
        .enumerate()
        .map(|(index, (line, value))| Item {
            row: if is_numbered_by_line { *line } else { index + 1 },
            value,
        })
        .collect();
    if !items.is_empty() {
        match read_items(&items, batch) {
            Some(format) => formats.push(format),
            None if !formats.is_empty() => {
                for item in &items {
                    batch.skip("not-a-comment", item.row);
                }
            }
            None => {}
        }
    }
    events.finish(batch);
    formats.first().copied()
}

/// Where the pages of one file stand.
pub(super) struct Pages<'a> {
    /// Elements so far, over all pages.
    rows: &'a mut usize,
    /// The line of this page, where each has one; else 0.
    line: usize,
    events: &'a mut webhook::Events,
}

impl Pages<'_> {
    /// Numbers the elements of a list: by the page's line, or counted over all pages.
    fn items<'v>(&mut self, list: &'v [Value]) -> Vec<Item<'v>> {
        list.iter()
            .map(|value| {
                *self.rows += 1;
                Item { row: if self.line > 0 { self.line } else { *self.rows }, value }
            })
            .collect()
    }
}

/// An array of pages is as many pages.
fn spread<'a>(value: &'a Value, line: usize, pages: &mut Vec<(usize, &'a Value)>) {
    match value.as_array() {
        Some(list) if list.iter().any(is_page) => {
            for page in list {
                spread(page, line, pages);
            }
        }
        _ if is_keyed(value) => {
            for page in value.as_object().into_iter().flat_map(serde_json::Map::values) {
                spread(page, line, pages);
            }
        }
        _ => pages.push((line, value)),
    }
}

/// An answer about several things at once has a page under the id of each.
fn is_keyed(value: &Value) -> bool {
    value.as_object().is_some_and(|object| {
        !object.is_empty()
            && object.iter().all(|(key, page)| {
                key.bytes().all(|b| b.is_ascii_digit() || b == b'_')
                    && page.is_object()
                    && (array(page, "data").is_some() || array(page, "comments/data").is_some())
            })
    })
}

fn is_page(value: &Value) -> bool {
    let is_listing =
        text(value, "kind").is_some_and(|kind| kind == "Listing" || kind.ends_with("ListResponse"));
    let is_delivery = value.get("object").is_some() && value.get("entry").is_some();
    let has_list =
        ["data", "reviews", "locationReviews"].iter().any(|key| array(value, key).is_some());
    is_listing || is_delivery || (has_list && value.get("url").is_none())
}

/// Reads one page of a known kind.
fn read_page(page: &Value, pages: &mut Pages<'_>, batch: &mut Batch<'_>) -> Option<&'static str> {
    if let Some(list) = page.as_array() {
        if list.is_empty() {
            batch.warn("The list is empty, so there is nothing to add");
            return Some("empty-list");
        }
        if download::is_list(list) {
            return Some(download::read(&pages.items(list), batch));
        }
        return read_items(&pages.items(list), batch);
    }
    if text(page, "type").is_some_and(|kind| kind == "FeatureCollection") {
        return Some(explained(
            batch,
            "google-maps-own-places",
            "These are reviews and places of the account holder, not reviews of the practice, so nothing was added. \
             Take the folder Google Business Profile of the same download",
        ));
    }
    if page.get("object").is_some()
        && let Some(entries) = array(page, "entry")
    {
        let line = if pages.line > 0 { Some(pages.line) } else { None };
        for item in pages.items(entries) {
            pages.events.entry(page, item.value, line.unwrap_or(item.row), batch);
        }
        return Some("meta-webhooks");
    }
    let downloads = page.as_object().into_iter().flat_map(serde_json::Map::values);
    if let Some(list) = downloads
        .filter_map(Value::as_array)
        .find(|list| download::is_list(list))
        .map(Vec::as_slice)
        .or_else(|| array(page, "comments_v2"))
    {
        return Some(download::read(&pages.items(list), batch));
    }
    if text(page, "kind").is_some_and(|kind| kind == "Listing") {
        return Some(reddit::read(page, pages, batch));
    }
    if let Some(list) = array(page, "items")
        && list.iter().any(youtube::is_item)
    {
        return Some(youtube::read(page, &pages.items(list), batch));
    }
    for key in ["reviews", "locationReviews"] {
        if let Some(list) = array(page, key) {
            if google::is_list(list) {
                return Some(google::read(page, &pages.items(list), batch));
            }
            let items = pages.items(list);
            let format = flat::read(&items, at(page, "title").and_then(Value::as_str), batch)?;
            if let Some(total) = at(page, "total").and_then(Value::as_u64) {
                batch.of_total(total);
            }
            return Some(format);
        }
    }
    if let Some(list) = array(page, "data") {
        meta::warn_of_next(page, batch);
        if x::is_page(page, list) {
            return Some(x::read(page, &pages.items(list), batch));
        }
        if list.is_empty() && page.get("error").is_none() {
            batch.warn("The list is empty, so there is nothing to add");
            return Some("empty-list");
        }
        return read_items(&pages.items(list), batch);
    }
    if let Some(post) = page.get("data").filter(|post| x::is_page(page, std::slice::from_ref(post)))
    {
        return Some(x::read(page, &pages.items(std::slice::from_ref(post)), batch));
    }
    if let Some(list) = array(page, "comments/data") {
        return Some(meta::read_post(page, &pages.items(list), batch));
    }
    if let Some(list) = array(page, "posts/data").or_else(|| array(page, "media/data")) {
        meta::warn_of_next(page.get("posts").or_else(|| page.get("media")).unwrap_or(page), batch);
        return read_items(&pages.items(list), batch);
    }
    for key in ["elements", "results", "items", "comments", "messages", "review"] {
        if let Some(list) = array(page, key).filter(|list| list.iter().any(Value::is_object))
            && let Some(format) = read_items(&pages.items(list), batch)
        {
            return Some(format);
        }
    }
    // Some answers wrap their list: {"data":{"business":{"reviews":[…]}}}.
    for key in
        ["data", "result", "response", "business", "reviews", "output", "payload", "page", "post"]
    {
        if let Some(inner) =
            page.get(key).filter(|inner| inner.is_object() || is_list_of(inner, key))
            && let Some(format) = read_page(inner, pages, batch)
        {
            return Some(format);
        }
    }
    if let Some(error) = page.get("error") {
        let said = text(error, "message")
            .or_else(|| text(page, "message"))
            .or_else(|| text(page, "error"));
        let said = said
            .and_then(|words| clean::line(&words))
            .unwrap_or_else(|| "no reason given".to_owned());
        batch.warn(&format!(
            "This is an error answer of the platform and holds no comments. It says: {said}"
        ));
        return Some("error-response");
    }
    None
}

/// Whether a wrapper holds several things, each with a list of its own.
fn is_list_of(inner: &Value, key: &str) -> bool {
    key == "business" && inner.is_array()
}

/// Reads a list of records of one kind.
fn read_items(items: &[Item<'_>], batch: &mut Batch<'_>) -> Option<&'static str> {
    if items.iter().any(|item| youtube::is_item(item.value)) {
        return Some(youtube::read(&Value::Null, items, batch));
    }
    if items.iter().any(|item| meta::is_rating(item.value)) {
        return Some(meta::read_ratings(items, batch));
    }
    if google::is_items(items) {
        return Some(google::read(&Value::Null, items, batch));
    }
    if let Some(format) = flat::read(items, None, batch) {
        return Some(format);
    }
    if items.iter().any(|item| meta::is_comment(item.value)) {
        return Some(meta::read(items, batch));
    }
    // Pages of places: each carries its own reviews.
    let nested: Vec<_> = items
        .iter()
        .filter_map(|item| array(item.value, "reviews").map(|list| (item, list)))
        .collect();
    let mut format = None;
    for (item, list) in nested {
        let inner: Vec<Item<'_>> = list.iter().map(|value| Item { row: item.row, value }).collect();
        let title = item.value.get("title").and_then(Value::as_str);
        let found = flat::read(&inner, title, batch);
        format = format.or(found);
    }
    if format.is_some() {
        return format;
    }
    let is_error =
        |item: &Item<'_>| item.value.get("error").is_some() || item.value.get("#error").is_some();
    if !items.is_empty() && items.iter().all(is_error) {
        for item in items {
            batch.skip("error-item", item.row);
        }
        batch.warn("The exporting tool found nothing: every element is an error note. Run the export again");
        return Some("error-response");
    }
    ordinary(items, batch)
}

/// Flat objects of no known export are a table whose headers are their keys.
fn ordinary(items: &[Item<'_>], batch: &mut Batch<'_>) -> Option<&'static str> {
    let mut keys: Vec<String> = Vec::new();
    for object in items.iter().take(50).filter_map(|item| item.value.as_object()) {
        for (key, value) in object {
            if keys.len() < 64 && !value.is_array() && !value.is_object() && !keys.contains(key) {
                keys.push(key.clone());
            }
        }
    }
    if keys.is_empty() {
        return None;
    }
    let cells = |item: &Item<'_>| {
        let cell = |key: &String| match item.value.get(key) {
            Some(Value::String(words)) => words.clone(),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            _ => String::new(),
        };
        (item.row, keys.iter().map(cell).collect())
    };
    let rows: Vec<(usize, Vec<String>)> = items.iter().map(cells).collect();
    let grid = Grid::new(std::iter::once((0, keys.clone())).chain(rows));
    table::read_grid(grid, batch)
        .map(|format| if format == "generic-csv" { "generic-json" } else { format })
}

fn explained(batch: &mut Batch<'_>, format: &'static str, sentence: &str) -> &'static str {
    batch.warn(sentence);
    format
}
