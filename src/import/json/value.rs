//! Looking into JSON by path, without a panic and without surprise: numbers and words both read as text.

use std::borrow::Cow;

use serde_json::Value;

use crate::import::moment::{self, DateOrder, Moment};

/// Key that marks an object which the end of the file has cut in two.
pub(super) const CUT: &str = "\u{1}cut";

/// One element of a list and its number.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    /// From 1.
    pub(super) row: usize,
    /// The element.
    pub(super) value: &'a Value,
}

/// The value at a path: `/` leads into an object or to a place in a list, `-1` is the latest of a list.
pub(super) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('/').try_fold(value, |value, step| match value {
        Value::Object(object) => object.get(step),
        Value::Array(list) if step == "-1" => latest(list),
        Value::Array(list) => list.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The element with the latest time; the last one where none has a time.
fn latest(list: &[Value]) -> Option<&Value> {
    let keys = ["createdAt", "created_at", "date", "datePublished", "publishedAt", "updatedAt"];
    let at = |value: &Value| keys.iter().find_map(|key| time(value, key)).map(|moment| moment.at);
    list.iter().max_by_key(|value| at(value))
}

/// The list at a path.
pub(super) fn array<'a>(value: &'a Value, path: &str) -> Option<&'a [Value]> {
    at(value, path)?.as_array().map(Vec::as_slice)
}

/// A word, number or truth at a path as text; an empty one is none.
pub(super) fn text<'a>(value: &'a Value, path: &str) -> Option<Cow<'a, str>> {
    let found = match at(value, path)? {
        Value::String(words) => Cow::Borrowed(words.as_str()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        _ => return None,
    };
    (!found.trim().is_empty()).then_some(found)
}

/// The first of several paths that holds text.
pub(super) fn first<'a>(value: &'a Value, paths: &[&str]) -> Option<Cow<'a, str>> {
    paths.iter().find_map(|path| text(value, path))
}

/// A time at a path.
pub(super) fn time(value: &Value, path: &str) -> Option<Moment> {
    moment::read(&text(value, path)?, DateOrder::MonthFirst, 0)
}

/// Whether a truth at a path is given and true.
pub(super) fn is_true(value: &Value, path: &str) -> bool {
    at(value, path) == Some(&Value::Bool(true))
}

/// Whether there is anything at a path.
pub(super) fn has(value: &Value, path: &str) -> bool {
    match at(value, path) {
        None | Some(Value::Null) => false,
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(object)) => !object.is_empty(),
        Some(_) => true,
    }
}

/// Whether the end of the file has cut this object in two.
pub(super) fn is_cut(value: &Value) -> bool {
    value.get(CUT).is_some()
}

/// Whether an element can be read at all; else it is malformed.
pub(super) fn is_whole(value: &Value) -> bool {
    value.is_object() && !is_cut(value)
}
