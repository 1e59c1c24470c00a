//! YouTube's comment threads and replies, as its Data API hands them out.

use serde_json::Value;

use super::value::{Item, array, at, is_cut, is_whole, text, time};
use crate::import::batch::{Batch, Found};
use crate::import::clean;
use crate::model::{Kind, Platform, SourceFlag};

/// Whether an element is a thread or a comment of YouTube.
pub(super) fn is_item(value: &Value) -> bool {
    text(value, "kind")
        .is_some_and(|kind| kind == "youtube#commentThread" || kind == "youtube#comment")
        || at(value, "snippet/topLevelComment").is_some()
}

/// Reads threads and loose comments.
pub(super) fn read(page: &Value, items: &[Item<'_>], batch: &mut Batch<'_>) -> &'static str {
    for item in items {
        if !is_whole(item.value) && !is_cut(item.value) {
            batch.skip("malformed", item.row);
            continue;
        }
        let Some(top) = at(item.value, "snippet/topLevelComment") else {
            one(item.value, None, item.row, batch);
            continue;
        };
        let video = text(item.value, "snippet/videoId");
        one(top, video.as_deref(), item.row, batch);
        let replies = array(item.value, "replies/comments").unwrap_or_default();
        for reply in replies {
            one(reply, video.as_deref(), item.row, batch);
        }
        let total = at(item.value, "snippet/totalReplyCount").and_then(Value::as_u64).unwrap_or(0);
        let here = u64::try_from(replies.len()).unwrap_or(u64::MAX);
        if here < total {
            let n_missing = total - here;
            batch.warn(&format!(
                "Element {} has {n_missing} more replies than the file holds. Export its replies too to see them",
                item.row
            ));
        }
    }
    if text(page, "nextPageToken").is_some() {
        batch.warn("It is one page of several. Export the other pages too");
    }
    "youtube-comment-threads"
}

fn one(comment: &Value, video: Option<&str>, row: usize, batch: &mut Batch<'_>) {
    if !is_whole(comment) || is_cut(at(comment, "snippet").unwrap_or(&Value::Null)) {
        batch.skip("malformed", row);
        return;
    }
    let mut found = Found::new(Platform::Youtube, Kind::Comment, row);
    let id = text(comment, "id").unwrap_or_default().into_owned();
    let name = text(comment, "snippet/authorDisplayName");
    match name.as_deref() {
        Some(handle) if handle.starts_with('@') => found.handled(Some(handle)),
        other => found.named(other),
    }
    found.author_id =
        text(comment, "snippet/authorChannelId/value").map(std::borrow::Cow::into_owned);
    match text(comment, "snippet/textOriginal") {
        Some(words) => found.said(&words),
        None => found
            .said(&clean::without_tags(&text(comment, "snippet/textDisplay").unwrap_or_default())),
    }
    let (posted, updated) =
        (time(comment, "snippet/publishedAt"), time(comment, "snippet/updatedAt"));
    found.posted(posted);
    found.updated_at = updated.map(|moment| moment.at);
    if let (Some(posted), Some(updated)) = (posted, updated)
        && posted.at.as_second() < updated.at.as_second()
    {
        found.flag(SourceFlag::Edited);
    }
    let own_video = text(comment, "snippet/videoId");
    if let Some(video) = own_video.as_deref().or(video)
        && !id.is_empty()
    {
        found.comment.permalink = Some(format!("https://www.youtube.com/watch?v={video}&lc={id}"));
    }
    found.comment.parent_id =
        text(comment, "snippet/parentId").map(std::borrow::Cow::into_owned).or_else(|| {
            // A reply's id is the id of its thread, a full stop, and its own.
            id.rsplit_once('.')
                .map(|(parent, _)| parent.to_owned())
                .filter(|parent| !parent.is_empty())
        });
    found.comment.external_id = id;
    batch.add(found);
}
