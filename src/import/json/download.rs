//! "Download your information" of Facebook and Instagram: what the account itself wrote, never a queue.

use serde_json::Value;

use super::value::{Item, array, first, is_whole, text, time};
use crate::import::batch::{Batch, reply};
use crate::import::clean;

/// Whether a bare list is such a download.
pub(super) fn is_list(list: &[Value]) -> bool {
    list.iter().take(20).any(|entry| {
        let is_facebook = entry.get("timestamp").is_some()
            && entry.get("title").is_some()
            && array(entry, "data")
                .is_some_and(|data| data.iter().any(|item| item.get("comment").is_some()));
        is_facebook || entry.get("string_map_data").is_some() || entry.get("label_values").is_some()
    })
}

/// Keeps every own text as history and explains why nothing is queued.
pub(super) fn read(items: &[Item<'_>], batch: &mut Batch<'_>) -> &'static str {
    for item in items {
        if !is_whole(item.value) {
            batch.skip("malformed", item.row);
            continue;
        }
        match own_words(item.value) {
            Some(answer) => {
                batch.remember(answer);
                batch.skip("own", item.row);
            }
            None => batch.skip("empty", item.row),
        }
    }
    batch.warn(
        "This download holds what the account itself wrote, not what others wrote to it, so nothing was queued. \
         Its texts are kept as earlier replies. For the comments, copy the thread from the page",
    );
    "meta-dyi"
}

/// What the words are called in the language of the account.
const COMMENT: [&str; 5] = ["Comment", "Comentario", "Kommentar", "Commentaire", "Comentário"];

/// The newer form: a list of labels with their values.
fn labelled(entry: &Value, labels: &[Value]) -> Option<crate::model::ExistingReply> {
    let label = |field: &Value| text(field, "label").map(|label| clean::repaired(&label));
    let named = labels
        .iter()
        .find(|field| label(field).is_some_and(|label| COMMENT.contains(&label.as_str())));
    let words = named.and_then(|field| text(field, "value")).or_else(|| {
        labels
            .iter()
            .filter(|field| {
                !label(field)
                    .is_some_and(|label| label.contains("Media") || label.contains("Owner"))
            })
            .find_map(|field| text(field, "value"))
    })?;
    let at = labels
        .iter()
        .find_map(|field| time(field, "timestamp_value"))
        .or_else(|| time(entry, "timestamp"))
        .map(|moment| moment.at);
    reply(Some(&clean::repaired(&words)), at, None)
}

fn own_words(entry: &Value) -> Option<crate::model::ExistingReply> {
    for data in array(entry, "data").unwrap_or_default() {
        if let Some(words) = text(data, "comment/comment") {
            let at = time(data, "comment/timestamp")
                .or_else(|| time(entry, "timestamp"))
                .map(|moment| moment.at);
            let author = text(data, "comment/author").map(|name| clean::repaired(&name));
            return reply(Some(&clean::repaired(&words)), at, author.as_deref());
        }
    }
    if let Some(labels) = array(entry, "label_values") {
        return labelled(entry, labels);
    }
    let map = entry.get("string_map_data").and_then(Value::as_object)?;
    // Its keys are in the language of the account, so the words are found by what the others are not.
    let words = COMMENT.iter().find_map(|key| first(map.get(*key)?, &["value"])).or_else(|| {
        map.iter().filter(|(key, _)| !key.contains("Media") && !key.contains("Owner")).find_map(
            |(_, field)| text(field, "value").filter(|_| field.get("timestamp").is_none()),
        )
    })?;
    let at = map.values().find_map(|field| time(field, "timestamp")).map(|moment| moment.at);
    reply(Some(&clean::repaired(&words)), at, None)
}
