//! Lists of flat objects, one per comment: the exports of scrapers and suites, read by their [`Preset`].

use std::borrow::Cow;

use serde_json::Value;

use super::value::{Item, array, at, has, is_cut, is_whole, text};
use crate::import::batch::Batch;
use crate::import::clean;
use crate::import::moment::DateOrder;
use crate::import::preset::{Field, PRESETS, Preset};
use crate::import::record::{self, Memory, Source};

/// How many elements are looked at to tell the export.
const SAMPLE: usize = 20;

/// Reads the list if a known export looks like that; `context` is what its comments stand under.
pub(super) fn read(
    items: &[Item<'_>],
    context: Option<&str>,
    batch: &mut Batch<'_>,
) -> Option<&'static str> {
    let preset = preset(items)?;
    let mut memory = Memory::default();
    for item in items {
        one(*item, preset, None, &mut memory, batch);
        if let Some(found) = batch.last()
            && found.comment.post_context.is_none()
        {
            found.comment.post_context = context.and_then(clean::line);
        }
    }
    if preset.format == "yelp-fusion" {
        batch.warn("Yelp hands out at most three reviews and only their beginning. Copy the rest from the page");
    }
    Some(preset.format)
}

fn preset(items: &[Item<'_>]) -> Option<&'static Preset> {
    let sample: Vec<&Value> = items
        .iter()
        .map(|item| item.value)
        .filter(|value| value.is_object())
        .take(SAMPLE)
        .collect();
    PRESETS.iter().find(|preset| {
        preset.needs.iter().all(|group| {
            group.iter().any(|path| sample.iter().any(|value| at(value, path).is_some()))
        })
    })
}

fn one(
    item: Item<'_>,
    preset: &'static Preset,
    parent: Option<&str>,
    memory: &mut Memory,
    batch: &mut Batch<'_>,
) {
    let mut id = None;
    if is_whole(item.value) {
        let source = Object { preset, value: item.value };
        if record::read(&source, preset, memory, batch, item.row).is_some()
            && let Some(found) = batch.last()
        {
            id = Some(found.comment.external_id.clone()).filter(|id| !id.is_empty());
            if found.comment.parent_id.is_none() {
                found.comment.parent_id = parent.map(str::to_owned);
            }
        }
    } else {
        batch.skip("malformed", item.row);
        if !is_cut(item.value) {
            return;
        }
    }
    // Replies nest under the comment that they answer.
    for key in ["replies", "comments"] {
        for value in
            array(item.value, key).unwrap_or_default().iter().filter(|value| value.is_object())
        {
            one(Item { row: item.row, value }, preset, id.as_deref(), memory, batch);
        }
    }
}

/// One object seen through its preset.
struct Object<'a> {
    preset: &'static Preset,
    value: &'a Value,
}

impl Source for Object<'_> {
    fn all(&self, field: Field) -> impl Iterator<Item = Cow<'_, str>> {
        let known = self.preset.fields.iter().find(|(known, _)| *known == field);
        let paths = known.map_or(&[][..], |(_, paths)| *paths);
        paths.iter().filter_map(move |path| {
            if field == Field::Attachment {
                has(self.value, path).then_some(Cow::Borrowed("yes"))
            } else {
                text(self.value, path)
            }
        })
    }

    fn order(&self, _field: Field) -> DateOrder {
        self.preset.order.unwrap_or(DateOrder::MonthFirst)
    }
}
