//! Meta's webhook log: events about comments, replayed in order. What was removed stays removed.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::value::{array, first, has, text, time};
use crate::import::batch::{Batch, Found};
use crate::import::moment::Moment;
use crate::import::record::{recommends, stars, whole_stars};
use crate::model::{Kind, Platform, SourceFlag};

/// What the events have said so far.
#[derive(Default)]
pub(super) struct Events {
    found: Vec<Found>,
    index: HashMap<String, usize>,
    removed: HashSet<String>,
    /// Removals of things that were never seen being added.
    unseen: Vec<(String, usize)>,
}

impl Events {
    /// Takes one entry of a delivery.
    pub(super) fn entry(
        &mut self,
        delivery: &Value,
        entry: &Value,
        row: usize,
        batch: &mut Batch<'_>,
    ) {
        let is_gram = text(delivery, "object").is_some_and(|object| object == "instagram");
        for _ in array(entry, "messaging").or_else(|| array(entry, "standby")).unwrap_or_default() {
            batch.skip("private", row);
        }
        let Some(changes) = array(entry, "changes") else {
            if !has(entry, "messaging") && !has(entry, "standby") {
                batch.skip("malformed", row);
            }
            return;
        };
        let received = time(entry, "time");
        for change in changes {
            let field = text(change, "field").unwrap_or_default();
            match (change.get("value").filter(|value| value.is_object()), field.as_ref()) {
                (None, _) => batch.skip("malformed", row),
                (Some(value), "feed") => self.feed(value, received, row, batch),
                (Some(value), "ratings") => self.rating(value, received, row, batch),
                (Some(value), "comments" | "live_comments") if is_gram => {
                    self.gram(value, received, row);
                }
                (Some(_), "messages" | "conversations" | "message_reactions") => {
                    batch.skip("private", row);
                }
                (Some(_), _) => batch.skip("not-a-comment", row),
            }
        }
    }

    fn feed(&mut self, value: &Value, received: Option<Moment>, row: usize, batch: &mut Batch<'_>) {
        let item = text(value, "item").unwrap_or_default();
        let (id, kind) = match item.as_ref() {
            "comment" => (text(value, "comment_id"), Kind::Comment),
            "post" | "status" | "photo" | "video" | "share" => (text(value, "post_id"), Kind::Post),
            _ => {
                batch.skip("not-a-comment", row);
                return;
            }
        };
        let Some(id) = id.map(std::borrow::Cow::into_owned) else {
            batch.skip("malformed", row);
            return;
        };
        let mut found = Found::new(Platform::Facebook, kind, row);
        found.comment.external_id.clone_from(&id);
        found.named(first(value, &["from/name", "sender_name"]).as_deref());
        found.author_id = first(value, &["from/id", "sender_id"]).map(std::borrow::Cow::into_owned);
        found.said(&text(value, "message").unwrap_or_default());
        found.posted(time(value, "created_time").or(received));
        let parent = text(value, "parent_id");
        if kind == Kind::Comment && parent != text(value, "post_id") {
            found.comment.parent_id = parent.map(std::borrow::Cow::into_owned);
        }
        found.comment.permalink = first(value, &["permalink_url", "post/permalink_url"])
            .map(std::borrow::Cow::into_owned);
        if has(value, "photo")
            || has(value, "video")
            || has(value, "attachment")
            || has(value, "photos")
        {
            found.flag(SourceFlag::Attachment);
        }
        let verb = text(value, "verb").unwrap_or_default();
        self.apply(&verb, id, found);
    }

    fn rating(
        &mut self,
        value: &Value,
        received: Option<Moment>,
        row: usize,
        batch: &mut Batch<'_>,
    ) {
        if text(value, "item").is_some_and(|item| item != "rating") {
            batch.skip("not-a-comment", row);
            return;
        }
        let mut found = Found::new(Platform::Facebook, Kind::Review, row);
        let id = text(value, "open_graph_story_id").unwrap_or_default().into_owned();
        found.comment.external_id.clone_from(&id);
        found.named(text(value, "reviewer_name").as_deref());
        found.author_id = text(value, "reviewer_id").map(std::borrow::Cow::into_owned);
        found.said(&text(value, "review_text").unwrap_or_default());
        found.comment.recommended =
            text(value, "recommendation_type").and_then(|word| recommends(&word));
        if let Some(number) = text(value, "rating").and_then(|word| stars(&word)) {
            (found.comment.stars, found.exact_stars) = whole_stars(number);
        }
        found.posted(time(value, "created_time").or(received));
        let verb = text(value, "verb").unwrap_or_default();
        self.apply(&verb, id, found);
    }

    fn gram(&mut self, value: &Value, received: Option<Moment>, row: usize) {
        let mut found = Found::new(Platform::Instagram, Kind::Comment, row);
        let id = text(value, "id").unwrap_or_default().into_owned();
        found.comment.external_id.clone_from(&id);
        found.handled(text(value, "from/username").as_deref());
        found.author_id = text(value, "from/id").map(std::borrow::Cow::into_owned);
        found.said(&text(value, "text").unwrap_or_default());
        found.posted(time(value, "created_time").or_else(|| time(value, "timestamp")).or(received));
        found.comment.parent_id = text(value, "parent_id").map(std::borrow::Cow::into_owned);
        found.comment.permalink = text(value, "media/permalink").map(std::borrow::Cow::into_owned);
        let verb = text(value, "verb").unwrap_or_default();
        self.apply(&verb, id, found);
    }

    /// Adds, changes or removes; a delivery that comes twice changes nothing.
    fn apply(&mut self, verb: &str, id: String, found: Found) {
        // Without an id nothing can refer to it; it gets one of its own later.
        let known = if id.is_empty() { None } else { self.index.get(&id).copied() };
        match verb {
            "remove" | "delete" => {
                if known.is_none() && !self.removed.contains(&id) {
                    self.unseen.push((id.clone(), found.row));
                }
                self.removed.insert(id);
                return;
            }
            _ => {}
        }
        let Some(known) = known.and_then(|number| self.found.get_mut(number)) else {
            let mut found = found;
            mark(verb, &mut found);
            if !id.is_empty() {
                self.index.insert(id, self.found.len());
            }
            self.found.push(found);
            return;
        };
        if matches!(verb, "edited" | "edit" | "update") && !found.comment.text.is_empty() {
            known.comment.text = found.comment.text;
        }
        if known.comment.author.name.is_none() {
            known.comment.author = found.comment.author;
        }
        mark(verb, known);
    }

    /// Hands everything that was not removed over.
    pub(super) fn finish(self, batch: &mut Batch<'_>) {
        for found in self.found {
            if self.removed.contains(&found.comment.external_id) {
                batch.skip("deleted", found.row);
            } else {
                batch.add(found);
            }
        }
        // What came after its removal was counted above.
        for (id, row) in self.unseen {
            if !self.index.contains_key(&id) {
                batch.skip("not-a-comment", row);
            }
        }
    }
}

fn mark(verb: &str, found: &mut Found) {
    match verb {
        "edited" | "edit" | "update" => found.flag(SourceFlag::Edited),
        "hide" => found.flag(SourceFlag::Hidden),
        "unhide" => found.comment.flags.retain(|flag| *flag != SourceFlag::Hidden),
        _ => {}
    }
}
