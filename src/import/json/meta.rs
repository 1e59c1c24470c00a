//! Meta's Graph API: comments on Facebook posts and Instagram media, and the page's recommendations.

use serde_json::Value;

use super::value::{Item, array, has, is_cut, is_true, is_whole, text, time};
use crate::import::batch::{Batch, Found, reply};
use crate::import::clean;
use crate::import::record::{recommends, stars, whole_stars};
use crate::model::{Kind, Platform, SourceFlag};

/// What comments take over from the post that they stand under.
#[derive(Clone, Copy, Default)]
struct Above<'a> {
    parent: Option<&'a str>,
    context: Option<&'a str>,
    permalink: Option<&'a str>,
}

/// Whether an element is a comment of either platform.
pub(super) fn is_comment(value: &Value) -> bool {
    has(value, "created_time")
        || is_instagram(value)
        || array(value, "comments/data").is_some()
        || (has(value, "message") && has(value, "id"))
}

/// Whether an element is a recommendation or a rating of a page.
pub(super) fn is_rating(value: &Value) -> bool {
    ["recommendation_type", "open_graph_story", "has_review", "review_text"]
        .iter()
        .any(|key| value.get(key).is_some())
}

fn is_instagram(value: &Value) -> bool {
    value.get("timestamp").is_some()
        && (value.get("username").is_some()
            || has(value, "from/username")
            || value.get("text").is_some())
}

/// Says that a page has a next one.
pub(super) fn warn_of_next(page: &Value, batch: &mut Batch<'_>) {
    if has(page, "paging/next") {
        batch.warn("It is one page of several. Export the other pages too, or not every comment is in the queue");
    }
}

/// Reads a list of comments; answers which platform's they are.
pub(super) fn read(items: &[Item<'_>], batch: &mut Batch<'_>) -> &'static str {
    let is_gram = items.iter().any(|item| is_instagram(item.value));
    let is_gram = is_gram || items.iter().any(|item| has(item.value, "media_type"));
    for item in items {
        if is_post(item.value) {
            post(item.value, item.row, batch);
        } else {
            one(*item, Above::default(), batch);
        }
    }
    if is_gram { "meta-instagram-comments" } else { "meta-graph-comments" }
}

/// Reads a post or a picture that was saved together with its comments.
pub(super) fn read_post(post: &Value, items: &[Item<'_>], batch: &mut Batch<'_>) -> &'static str {
    let is_gram = items.iter().any(|item| is_instagram(item.value))
        || has(post, "media_type")
        || has(post, "caption");
    let context =
        text(post, "caption").or_else(|| text(post, "message")).or_else(|| text(post, "story"));
    let link = text(post, "permalink").or_else(|| text(post, "permalink_url"));
    let above = Above { parent: None, context: context.as_deref(), permalink: link.as_deref() };
    warn_of_next(post.get("comments").unwrap_or(&Value::Null), batch);
    for item in items {
        one(*item, above, batch);
    }
    if is_gram { "meta-instagram-comments" } else { "meta-graph-comments" }
}

/// Whether an element is a post or a picture in a list, and not a comment.
fn is_post(value: &Value) -> bool {
    let signs = [
        "caption",
        "media_type",
        "media_product_type",
        "media_url",
        "full_picture",
        "status_type",
        "story",
        "shares",
        "is_published",
        "comments_count",
    ];
    if signs.iter().any(|key| has(value, key)) {
        return true;
    }
    // Comments below a post carry the last part of its id, replies to a comment the first.
    let Some(id) = text(value, "id") else { return false };
    let Some((_, last)) = id.rsplit_once('_') else { return false };
    let below = text(value, "comments/data/0/id");
    below.as_deref().and_then(|below| below.split_once('_')).is_some_and(|(post, _)| post == last)
}

/// A post in a list: its own words are context, and a post of somebody else is a thing to answer.
fn post(value: &Value, row: usize, batch: &mut Batch<'_>) {
    let is_gram = is_instagram(value) || has(value, "media_type") || has(value, "caption");
    let link = text(value, "permalink").or_else(|| text(value, "permalink_url"));
    let words = text(value, "caption").or_else(|| text(value, "message"));
    let is_foreign = ["from/id", "from/name", "username"].iter().find_map(|path| text(value, path));
    match is_foreign {
        Some(author) if !is_gram && !batch.own.is_empty() && !is_own(value, batch) => {
            let mut found = Found::new(Platform::Facebook, Kind::Post, row);
            text(value, "id")
                .unwrap_or_default()
                .as_ref()
                .clone_into(&mut found.comment.external_id);
            found.named(text(value, "from/name").as_deref().or(Some(&author)));
            found.said(words.as_deref().unwrap_or_default());
            found.posted(time(value, "created_time"));
            found.comment.permalink = link.as_deref().map(str::to_owned);
            batch.add(found);
        }
        _ => batch.skip("caption", row),
    }
    let context = words.or_else(|| text(value, "story"));
    let above = Above { parent: None, context: context.as_deref(), permalink: link.as_deref() };
    for key in ["comments", "replies"] {
        let Some(inner) = value.get(key) else { continue };
        warn_of_next(inner, batch);
        for comment in array(inner, "data").unwrap_or_default() {
            one(Item { row, value: comment }, above, batch);
        }
    }
}

fn is_own(value: &Value, batch: &Batch<'_>) -> bool {
    let names = ["from/name", "from/id", "username"];
    names.iter().filter_map(|path| text(value, path)).any(|name| batch.own.has(&name))
}

fn one(item: Item<'_>, above: Above<'_>, batch: &mut Batch<'_>) {
    let value = item.value;
    let is_gram = is_instagram(value);
    let id = text(value, "id");
    if is_whole(value) {
        let mut found = Found::new(
            if is_gram { Platform::Instagram } else { Platform::Facebook },
            Kind::Comment,
            item.row,
        );
        id.as_deref().unwrap_or_default().clone_into(&mut found.comment.external_id);
        found.author_id = text(value, "from/id").map(std::borrow::Cow::into_owned);
        if is_gram {
            found.handled(
                text(value, "username").or_else(|| text(value, "from/username")).as_deref(),
            );
            found.said(&text(value, "text").unwrap_or_default());
            found.posted(time(value, "timestamp"));
            found.comment.parent_id = text(value, "parent_id")
                .map(std::borrow::Cow::into_owned)
                .or_else(|| above.parent.map(str::to_owned));
        } else {
            found.named(text(value, "from/name").as_deref());
            found.said(&text(value, "message").unwrap_or_default());
            found.posted(time(value, "created_time"));
            // Ids of comments begin with the id of their post, so a parent that ends there is the post itself.
            let post = id.as_deref().and_then(|id| id.rsplit_once('_')).map(|(post, _)| post);
            found.comment.parent_id = text(value, "parent/id")
                .filter(|parent| post != Some(parent.as_ref()))
                .map(std::borrow::Cow::into_owned)
                .or_else(|| above.parent.map(str::to_owned));
        }
        let link = ["permalink_url", "permalink", "media/permalink"]
            .iter()
            .find_map(|path| text(value, path));
        found.comment.permalink = link.as_deref().or(above.permalink).map(str::to_owned);
        found.comment.post_context =
            above.context.and_then(|words| Some(clean::text(words)).filter(|w| !w.is_empty()));
        if is_true(value, "is_hidden") || is_true(value, "hidden") {
            found.flag(SourceFlag::Hidden);
        }
        if has(value, "attachment") || has(value, "attachments/data") {
            found.flag(SourceFlag::Attachment);
        }
        batch.add(found);
    } else {
        batch.skip("malformed", item.row);
        if !is_cut(value) {
            return;
        }
    }
    for key in ["comments", "replies"] {
        let Some(inner) = value.get(key) else { continue };
        warn_of_next(inner, batch);
        let list = array(inner, "data")
            .or_else(|| inner.as_array().map(Vec::as_slice))
            .unwrap_or_default();
        for reply in list {
            one(
                Item { row: item.row, value: reply },
                Above { parent: id.as_deref(), ..above },
                batch,
            );
        }
    }
}

/// Reads recommendations; the latest own comment under one is its answer.
pub(super) fn read_ratings(items: &[Item<'_>], batch: &mut Batch<'_>) -> &'static str {
    for item in items {
        let value = item.value;
        if !is_whole(value) {
            batch.skip("malformed", item.row);
            continue;
        }
        let mut found = Found::new(Platform::Facebook, Kind::Review, item.row);
        found.comment.external_id =
            text(value, "open_graph_story/id").unwrap_or_default().into_owned();
        found.named(text(value, "reviewer/name").as_deref());
        found.author_id = text(value, "reviewer/id").map(std::borrow::Cow::into_owned);
        found.said(&text(value, "review_text").unwrap_or_default());
        found.comment.recommended =
            text(value, "recommendation_type").and_then(|word| recommends(&word));
        if let Some(number) = text(value, "rating").and_then(|word| stars(&word)) {
            (found.comment.stars, found.exact_stars) = whole_stars(number);
        }
        found.posted(
            time(value, "created_time").or_else(|| time(value, "open_graph_story/start_time")),
        );
        for comment in array(value, "open_graph_story/comments/data").unwrap_or_default() {
            let (name, id) = (text(comment, "from/name"), text(comment, "from/id"));
            let is_own = [&name, &id].into_iter().flatten().any(|who| batch.own.has(who));
            let answer = reply(
                text(comment, "message").as_deref(),
                time(comment, "created_time").map(|m| m.at),
                name.as_deref(),
            );
            match answer {
                Some(answer) if is_own => {
                    let is_later = found
                        .comment
                        .existing_reply
                        .as_ref()
                        .is_none_or(|known| known.at <= answer.at);
                    if is_later {
                        found.comment.existing_reply = Some(answer);
                    }
                }
                _ => nested(comment, &found, item.row, batch),
            }
        }
        batch.add(found);
    }
    "meta-page-ratings"
}

/// Somebody else's comment under a recommendation is a thing of its own.
fn nested(comment: &Value, above: &Found, row: usize, batch: &mut Batch<'_>) {
    let mut found = Found::new(Platform::Facebook, Kind::Comment, row);
    found.comment.external_id = text(comment, "id").unwrap_or_default().into_owned();
    found.named(text(comment, "from/name").as_deref());
    found.author_id = text(comment, "from/id").map(std::borrow::Cow::into_owned);
    found.said(&text(comment, "message").unwrap_or_default());
    found.posted(time(comment, "created_time"));
    found.comment.parent_id = Some(above.comment.external_id.clone()).filter(|id| !id.is_empty());
    batch.add(found);
}
