//! Posts on X as its API (version 2) hands them out.

use std::collections::HashMap;

use serde_json::Value;

use super::value::{Item, array, has, is_whole, text, time};
use crate::import::batch::{Batch, Found};
use crate::import::clean;
use crate::import::record;
use crate::model::{Kind, Platform, SourceFlag};

/// Whether a page holds posts on X.
pub(super) fn is_page(page: &Value, list: &[Value]) -> bool {
    list.iter().any(|post| {
        has(post, "text")
            && (has(post, "author_id")
                || has(post, "edit_history_tweet_ids")
                || has(post, "conversation_id"))
    }) || (has(page, "includes/users") && list.iter().any(|post| has(post, "text")))
}

/// Reads them; a post that only passes another one on is skipped.
pub(super) fn read(page: &Value, items: &[Item<'_>], batch: &mut Batch<'_>) -> &'static str {
    let mut users: HashMap<&str, &Value> = HashMap::new();
    for user in array(page, "includes/users").unwrap_or_default() {
        if let Some(id) = user.get("id").and_then(Value::as_str) {
            users.insert(id, user);
        }
    }
    for item in items {
        one(*item, &users, batch);
    }
    if has(page, "meta/next_token") {
        batch.warn("It is one page of several. Export the other pages too");
    }
    "x-api-v2"
}

fn one(item: Item<'_>, users: &HashMap<&str, &Value>, batch: &mut Batch<'_>) {
    let post = item.value;
    if !is_whole(post) {
        batch.skip("malformed", item.row);
        return;
    }
    let referenced = array(post, "referenced_tweets").unwrap_or_default();
    let refers = |kind: &str| {
        referenced
            .iter()
            .find(|other| text(other, "type").is_some_and(|word| word == kind))
            .and_then(|other| text(other, "id"))
    };
    if refers("retweeted").is_some() {
        batch.skip("retweet", item.row);
        return;
    }
    let mut found = Found::new(Platform::X, Kind::Comment, item.row);
    let id = text(post, "id").unwrap_or_default().into_owned();
    let author_id = text(post, "author_id");
    let user = author_id.as_deref().and_then(|id| users.get(id)).copied();
    let handle = user.and_then(|user| text(user, "username"));
    found.named(user.and_then(|user| text(user, "name")).as_deref());
    found.handled(handle.as_deref());
    found.author_id = author_id.map(std::borrow::Cow::into_owned);
    let words = text(post, "note_tweet/text").or_else(|| text(post, "text")).unwrap_or_default();
    found.said(&clean::unescape(&words));
    found.posted(time(post, "created_at"));
    if !id.is_empty() {
        let place = handle.as_deref().map_or_else(|| "i/web".to_owned(), str::to_owned);
        found.comment.permalink = Some(format!("https://x.com/{place}/status/{id}"));
    }
    found.comment.parent_id = refers("replied_to").map(std::borrow::Cow::into_owned);
    found.comment.language =
        text(post, "lang").and_then(|code| record::language(&code)).filter(|code| {
            // X's own codes for posts without words: links, tags, pictures.
            !code.starts_with('q') && code != "zxx" && code != "art"
        });
    if array(post, "edit_history_tweet_ids").is_some_and(|versions| versions.len() > 1) {
        found.flag(SourceFlag::Edited);
    }
    if has(post, "attachments/media_keys") {
        found.flag(SourceFlag::Attachment);
    }
    found.comment.external_id = id;
    batch.add(found);
}
