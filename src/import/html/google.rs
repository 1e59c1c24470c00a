//! Reviews copied from Google Maps with their markup: keyed on attributes first, on classes where there is no other sign.

use super::page::Copied;
use super::tree::Tree;
use crate::import::batch::{Batch, Found, reply};
use crate::import::paste::google::{Posted, owner_heading, when};
use crate::import::paste::words;
use crate::import::record;
use crate::model::{Kind, Platform, SourceFlag};

/// How many reviews the page seems to hold.
pub(super) fn count(tree: &Tree) -> usize {
    reviews(tree).len()
}

/// Outermost nodes with a review's id; buttons inside repeat it.
fn reviews(tree: &Tree) -> Vec<usize> {
    tree.outermost(
        (0, tree.len()),
        |_| false,
        |node| tree.attribute(node, "data-review-id").is_some_and(|id| !id.is_empty()),
    )
}

/// Reads them into the batch.
pub(super) fn read(tree: &Tree, batch: &mut Batch<'_>) {
    for (number, node) in reviews(tree).into_iter().enumerate() {
        review(tree, node, number + 1, batch);
    }
}

fn review(tree: &Tree, node: usize, row: usize, batch: &mut Batch<'_>) {
    let captured_at = batch.options.captured_at;
    let all = (node, tree.end(node));
    let owner = tree.outermost(all, |_| false, |inner| is_owner(tree, inner)).first().copied();
    let is_owners = |inner: usize| owner == Some(inner);
    let first = |is_wanted: &dyn Fn(usize) -> bool| {
        tree.outermost(all, is_owners, is_wanted).first().copied()
    };
    let mut found = Found::new(Platform::Google, Kind::Review, row);
    let id = tree.attribute(node, "data-review-id").unwrap_or_default();
    id.trim().clone_into(&mut found.comment.external_id);
    let name = tree
        .attribute(node, "aria-label")
        .map(str::to_owned)
        .or_else(|| first(&|inner| tree.has_class(inner, "d4r55")).map(|inner| tree.seen(inner)));
    found.named(name.as_deref());
    if let Some(stars) = first(&|inner| rated(tree, inner).is_some())
        .and_then(|inner| rated(tree, inner))
        .or_else(|| {
            let node = first(&|inner| fraction(tree, inner).is_some())?;
            fraction(tree, node)
        })
    {
        (found.comment.stars, found.exact_stars) = record::whole_stars(stars);
    }
    let body = body(tree, all, owner);
    let is_time = |inner: usize| Some(inner) != body && posted(tree, inner, captured_at).is_some();
    let is_body = |inner: usize| is_owners(inner) || Some(inner) == body;
    let time = tree.outermost(all, is_body, is_time).first().copied();
    if let Some(when) = time.and_then(|inner| posted(tree, inner, captured_at)) {
        found.posted(Some(when.moment));
        if when.is_edited {
            found.flag(SourceFlag::Edited);
        }
    }
    let mut text = body.map(|inner| words_of(tree, inner)).unwrap_or_default();
    let has_more = first(&|inner| is_more(tree, inner)).is_some();
    if words::cut_more(&mut text) || has_more {
        found.flag(SourceFlag::Truncated);
    }
    found.said(&text);
    found.comment.language = body.and_then(|inner| {
        std::iter::once(inner)
            .chain(tree.around(inner).take_while(|&around| around >= node))
            .find_map(|around| tree.attribute(around, "lang"))
            .and_then(record::language)
    });
    let mut answer = String::new();
    if let Some(owner) = owner {
        let inside = (owner, tree.end(owner));
        let text = self::body(tree, inside, None);
        answer = text.map_or_else(|| without_heading(tree, owner), |inner| words_of(tree, inner));
        words::cut_more(&mut answer);
        let is_text = |inner: usize| Some(inner) == text;
        let at = tree
            .outermost(inside, is_text, |inner| posted(tree, inner, captured_at).is_some())
            .first()
            .and_then(|&inner| posted(tree, inner, captured_at));
        found.comment.existing_reply = reply(Some(&answer), at.map(|when| when.moment.at), None);
    }
    Copied { name: name.as_deref(), text: &text, reply: Some(&answer) }.add(found, batch);
}

/// The block of the owner's answer.
fn is_owner(tree: &Tree, node: usize) -> bool {
    if tree.has_class(node, "CDe7pd") {
        return true;
    }
    tree.tag(node) == "div"
        && tree.attribute(node, "data-review-id").is_none()
        && tree.end(node) - node < 200
        && tree.seen(node).lines().next().is_some_and(|line| owner_heading(line).is_some())
        && tree.seen(node).lines().count() > 1
}

/// The words of a review or an answer.
fn body(tree: &Tree, range: (usize, usize), owner: Option<usize>) -> Option<usize> {
    let is_owners = |inner: usize| owner == Some(inner);
    let by_class = tree.outermost(range, is_owners, |inner| tree.has_class(inner, "wiI7pd"));
    by_class.first().copied().or_else(|| {
        let by_language = tree.outermost(range, is_owners, |inner| {
            inner != range.0 && tree.attribute(inner, "lang").is_some()
        });
        by_language.first().copied()
    })
}

fn words_of(tree: &Tree, node: usize) -> String {
    tree.seen_between((node, tree.end(node)), |inner| tree.tag(inner) == "button")
}

fn without_heading(tree: &Tree, owner: usize) -> String {
    let seen = words_of(tree, owner);
    seen.split_once('\n').map_or_else(String::new, |(_, words)| words.trim().to_owned())
}

/// "5 stars", "4,0 estrellas", "Rated 4.0 out of 5": the stars of a picture's description.
fn rated(tree: &Tree, node: usize) -> Option<f64> {
    if !tree.has(node, "role", "img") {
        return None;
    }
    let label = tree.attribute(node, "aria-label")?;
    let start = label.find(|c: char| c.is_ascii_digit())?;
    let number = label.get(start..)?;
    let end = number
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
        .unwrap_or(number.len());
    record::stars(number.get(..end)?.trim_end_matches(['.', ',']))
}

/// `4/5`, which hotels and other sites' reviews carry in place of stars.
fn fraction(tree: &Tree, node: usize) -> Option<f64> {
    if !tree.tag(node).is_empty() {
        return None;
    }
    let words = tree.seen(node);
    let (number, scale) = words.split_once('/')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (is_number(number) && is_number(scale)).then(|| record::stars(&words))?
}

/// The time, where a node's words are one.
fn posted(tree: &Tree, node: usize, captured_at: jiff::Timestamp) -> Option<Posted> {
    if !tree.tag(node).is_empty() && !tree.has_class(node, "rsqaWe") {
        return None;
    }
    when(&tree.label(node), captured_at)
}

/// The control that shows the rest of the words.
fn is_more(tree: &Tree, node: usize) -> bool {
    tree.tag(node) == "button"
        && (tree.has_class(node, "w8nwRe")
            || tree.attribute(node, "aria-label").is_some_and(|label| {
                matches!(
                    words::plain(label).as_str(),
                    "see more"
                        | "ver más"
                        | "más"
                        | "more"
                        | "mehr ansehen"
                        | "mehr"
                        | "voir plus"
                        | "plus"
                )
            }))
}
