//! A Reddit thread as its listing: the submission, its comments, and the stubs of what was not loaded.

use serde_json::Value;

use super::Pages;
use super::value::{Item, array, at, has, is_cut, is_whole, text, time};
use crate::import::batch::{Batch, Found};
use crate::import::clean;
use crate::model::{Kind, Platform, SourceFlag};

/// Reads one listing; comments take the title of the submission before them as context.
pub(super) fn read(page: &Value, pages: &mut Pages<'_>, batch: &mut Batch<'_>) -> &'static str {
    let items = pages.items(array(page, "data/children").unwrap_or_default());
    let mut title = batch
        .last()
        .filter(|found| found.comment.kind == Kind::Post)
        .and_then(|found| found.comment.text.as_str().lines().next().map(str::to_owned));
    for item in items {
        one(item, &mut title, batch);
    }
    if has(page, "data/after") {
        batch.warn("It is one page of several. Export the other pages too");
    }
    "reddit-listing"
}

fn one(item: Item<'_>, title: &mut Option<String>, batch: &mut Batch<'_>) {
    let data = item.value.get("data").unwrap_or(&Value::Null);
    let kind = text(item.value, "kind").unwrap_or_default();
    match kind.as_ref() {
        "more" => {
            batch.skip("more", item.row);
            let count = at(data, "count").and_then(Value::as_u64).unwrap_or(0);
            batch.warn(&format!(
                "Element {}: {count} comments of the thread are not in the file. Open them on the page and export again",
                item.row
            ));
            return;
        }
        "t1" | "t3" if is_whole(data) => {}
        "t1" | "t3" => {
            batch.skip("malformed", item.row);
            if !is_cut(data) {
                return;
            }
        }
        "t4" => {
            batch.skip("private", item.row);
            return;
        }
        _ => {
            batch
                .skip(if item.value.is_object() { "not-a-comment" } else { "malformed" }, item.row);
            return;
        }
    }
    let is_post = kind == "t3";
    if is_post {
        *title = text(data, "title").and_then(|words| clean::line(&unescaped(&words, data)));
    }
    if is_whole(data) {
        add(
            data,
            if is_post { Kind::Post } else { Kind::Comment },
            title.as_deref(),
            item.row,
            batch,
        );
    }
    for child in array(data, "replies/data/children").unwrap_or_default() {
        one(Item { row: item.row, value: child }, title, batch);
    }
}

fn add(data: &Value, kind: Kind, title: Option<&str>, row: usize, batch: &mut Batch<'_>) {
    let is_post = kind == Kind::Post;
    let raw = text(data, if is_post { "selftext" } else { "body" }).unwrap_or_default();
    if is_gone(&raw) {
        batch.skip("deleted", row);
        return;
    }
    let words = unescaped(&raw, data);
    let mut found = Found::new(Platform::Reddit, kind, row);
    let id = text(data, "name").map(std::borrow::Cow::into_owned).or_else(|| {
        text(data, "id").map(|id| format!("{}_{id}", if is_post { "t3" } else { "t1" }))
    });
    found.comment.external_id = id.unwrap_or_default();
    // Somebody who left Reddit; what they wrote still stands.
    found.handled(text(data, "author").filter(|name| !is_gone(name)).as_deref());
    found.author_id = text(data, "author_fullname").map(std::borrow::Cow::into_owned);
    if is_post {
        let title = title.unwrap_or_default();
        found.said(&if words.trim().is_empty() {
            title.to_owned()
        } else {
            format!("{title}\n\n{words}")
        });
    } else {
        found.said(&words);
        found.comment.post_context = text(data, "link_title")
            .and_then(|words| clean::line(&words))
            .or_else(|| title.map(str::to_owned));
    }
    found.posted(time(data, "created_utc"));
    found.comment.permalink = text(data, "permalink").map(|link| {
        if link.starts_with('/') {
            format!("https://www.reddit.com{link}")
        } else {
            link.into_owned()
        }
    });
    found.comment.parent_id = text(data, "parent_id")
        .filter(|parent| parent.starts_with("t1_"))
        .map(std::borrow::Cow::into_owned);
    if at(data, "edited").is_some_and(|edited| {
        edited.as_f64().is_some_and(|at| at > 0.0) || edited == &Value::Bool(true)
    }) {
        found.flag(SourceFlag::Edited);
    }
    batch.add(found);
}

fn is_gone(words: &str) -> bool {
    matches!(
        words.trim(),
        "[deleted]" | "[removed]" | "[ Removed by Reddit ]" | "[deleted by user]"
    )
}

/// Reddit escapes words for HTML unless it was asked not to; its HTML beside them tells which.
fn unescaped(words: &str, data: &Value) -> String {
    let html = ["body_html", "selftext_html"].iter().find_map(|key| text(data, key));
    if html.is_some_and(|html| html.trim_start().starts_with('<')) {
        words.to_owned()
    } else {
        clean::unescape(words)
    }
}
