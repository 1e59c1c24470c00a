//! Reviews of Google Business Profile, from its API and from Takeout.

use serde_json::Value;

use super::value::{Item, at, is_true, is_whole, text, time};
use crate::import::batch::{Batch, Found, reply};
use crate::import::clean;
use crate::model::{Body, Kind, Platform, SourceFlag};

/// Whether the list holds such reviews.
pub(super) fn is_list(list: &[Value]) -> bool {
    list.iter().any(is_review)
}

/// Whether the elements are such reviews.
pub(super) fn is_items(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| is_review(item.value))
}

fn is_review(value: &Value) -> bool {
    let review = value.get("review").unwrap_or(value);
    let has_name = text(review, "name").is_some_and(|name| name.contains("/reviews/"));
    has_name || (at(review, "reviewer").is_some() && at(review, "starRating").is_some())
}

/// Reads them into the batch; answers which of the two it is.
pub(super) fn read(page: &Value, items: &[Item<'_>], batch: &mut Batch<'_>) -> &'static str {
    let mut has_ids = false;
    for item in items {
        if !is_whole(item.value) {
            batch.skip("malformed", item.row);
            continue;
        }
        let review = item.value.get("review").unwrap_or(item.value);
        has_ids |= review.get("reviewId").is_some();
        one(review, item.row, batch);
    }
    match at(page, "totalReviewCount").and_then(Value::as_u64) {
        Some(total) => batch.of_total(total),
        None if text(page, "nextPageToken").is_some() => {
            batch.warn("It is one page of several. Export the other pages too");
        }
        None => {}
    }
    if has_ids { "google-business-reviews" } else { "google-takeout-reviews" }
}

fn one(review: &Value, row: usize, batch: &mut Batch<'_>) {
    let mut found = Found::new(Platform::Google, Kind::Review, row);
    let id = text(review, "reviewId").map(std::borrow::Cow::into_owned).or_else(|| {
        // The account in front of it changes when a practice moves its listing; the last part does not.
        text(review, "name").and_then(|name| name.rsplit('/').next().map(str::to_owned))
    });
    found.comment.external_id = id.unwrap_or_default();
    if is_true(review, "reviewer/isAnonymous") {
        found.flag(SourceFlag::Anonymous);
    } else {
        found.named(text(review, "reviewer/displayName").as_deref());
    }
    found.comment.stars = text(review, "starRating").and_then(|word| stars(&word));
    let written = envelope(&text(review, "comment").unwrap_or_default());
    found.said(&written.text);
    if written.is_translation_only {
        found.flag(SourceFlag::TranslationOnly);
    }
    found.comment.text_translated = written.translation.map(|words| Body(clean::text(&words)));
    let (created, updated) = (time(review, "createTime"), time(review, "updateTime"));
    found.posted(created.or(updated));
    found.updated_at = updated.map(|moment| moment.at);
    if let (Some(created), Some(updated)) = (created, updated)
        && created.at.as_second() < updated.at.as_second()
    {
        found.flag(SourceFlag::Edited);
    }
    let is_rejected =
        text(review, "reviewReply/reviewReplyState").is_some_and(|state| state == "REJECTED");
    if !is_rejected {
        let words = text(review, "reviewReply/comment").map(|words| envelope(&words).text);
        let at = time(review, "reviewReply/updateTime").map(|moment| moment.at);
        found.comment.existing_reply = reply(words.as_deref(), at, None);
    }
    let comment = &found.comment;
    let is_nobody = comment.author.name.is_none()
        && !comment.flags.contains(&SourceFlag::Anonymous)
        && comment.external_id.is_empty();
    if is_nobody && comment.text.is_empty() && comment.stars.is_none() {
        batch.skip("empty", row);
        return;
    }
    batch.add(found);
}

fn stars(word: &str) -> Option<u8> {
    match word {
        "ONE" | "1" => Some(1),
        "TWO" | "2" => Some(2),
        "THREE" | "3" => Some(3),
        "FOUR" | "4" => Some(4),
        "FIVE" | "5" => Some(5),
        _ => None,
    }
}

/// What somebody wrote, apart from what a machine made of it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::import) struct Written {
    /// Their words; the translation where nothing else is there.
    pub(in crate::import) text: String,
    /// The machine's words beside them.
    pub(in crate::import) translation: Option<String>,
    /// Only the machine's words are there.
    pub(in crate::import) is_translation_only: bool,
}

/// Takes Google's translation envelope off. Only marks at the beginning or on a line of their own count.
pub(in crate::import) fn envelope(raw: &str) -> Written {
    const TRANSLATED: [&str; 5] = [
        "(Translated by Google)",
        "(Traducido por Google)",
        "(Traducción de Google)",
        "(Übersetzt von Google)",
        "(Traduit par Google)",
    ];
    const ORIGINAL: [&str; 4] =
        ["(Original)", "(Texto original)", "(Avis d'origine)", "(Texte d'origine)"];
    let plain = |text: &str| Written {
        text: text.trim().to_owned(),
        translation: None,
        is_translation_only: false,
    };
    let text = raw.replace("\r\n", "\n");
    let text = text.trim();
    let own_line = |marks: &[&str]| {
        let mut offset = 0;
        text.split_inclusive('\n').find_map(|line| {
            let start = offset;
            offset += line.len();
            marks.contains(&line.trim()).then_some((start, offset))
        })
    };
    if let Some(rest) = TRANSLATED.iter().find_map(|mark| text.strip_prefix(mark)) {
        let skipped = text.len() - rest.len();
        return match own_line(&ORIGINAL).filter(|(start, _)| *start >= skipped) {
            Some((start, end)) => Written {
                text: text.get(end..).unwrap_or_default().trim().to_owned(),
                translation: text.get(skipped..start).map(|words| words.trim().to_owned()),
                is_translation_only: false,
            },
            None => Written { is_translation_only: true, ..plain(rest) },
        };
    }
    if let Some((start, end)) = own_line(&TRANSLATED).filter(|(start, _)| *start > 0) {
        return Written {
            text: text.get(..start).unwrap_or_default().trim().to_owned(),
            translation: text.get(end..).map(|words| words.trim().to_owned()),
            is_translation_only: false,
        };
    }
    plain(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_comes_off_at_its_own_marks_only() {
        let both = envelope("(Translated by Google) Good.\n\n(Original)\nBueno.");
        assert_eq!(
            (both.text.as_str(), both.translation.as_deref()),
            ("Bueno.", Some("Good.")),
            "first"
        );
        let after = envelope("Bueno.\n\n(Translated by Google)\nGood.");
        assert_eq!(
            (after.text.as_str(), after.translation.as_deref()),
            ("Bueno.", Some("Good.")),
            "behind"
        );
        let alone = envelope("(Translated by Google) Good.");
        assert!(alone.is_translation_only && alone.text == "Good.", "{alone:?}");
        let plain = envelope("It said (Translated by Google) there.");
        assert_eq!(plain.text, "It said (Translated by Google) there.", "mid-sentence");
    }
}
