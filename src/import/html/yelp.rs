//! Reviews copied from Yelp with their markup: links to profiles begin a review, pictures of stars and dates stand below.

use super::page::Copied;
use super::tree::Tree;
use crate::import::batch::{Batch, Found, reply};
use crate::import::paste::{words, yelp};
use crate::import::{link, record};
use crate::model::{Kind, Platform, SourceFlag};

/// How many reviews the page seems to hold.
pub(super) fn count(tree: &Tree) -> usize {
    reviews(tree).len()
}

/// Name and everything up to the next name.
struct Review {
    name: usize,
    end: usize,
    stars: f64,
}

/// Links to a profile with a name on them, where a picture of stars follows.
fn reviews(tree: &Tree) -> Vec<Review> {
    let names: Vec<usize> = (0..tree.len()).filter(|&node| is_name(tree, node)).collect();
    let ends = names.iter().skip(1).copied().chain([tree.len()]);
    names
        .iter()
        .zip(ends)
        .filter_map(|(&name, end)| {
            let stars = (tree.end(name)..end).find_map(|node| stars(tree, node))?;
            Some(Review { name, end, stars })
        })
        .collect()
}

fn is_name(tree: &Tree, node: usize) -> bool {
    tree.tag(node) == "a"
        && tree.attribute(node, "href").is_some_and(|href| href.contains("/user_details"))
        && !tree.label(node).is_empty()
}

/// "4 star rating", which a picture is described or titled with.
fn stars(tree: &Tree, node: usize) -> Option<f64> {
    let label = ["aria-label", "title"].iter().find_map(|name| {
        let label = tree.attribute(node, name)?.trim().to_lowercase();
        let is_rating = label.ends_with("star rating")
            || label.ends_with("estrellas")
            || label.ends_with("estrella")
            || label.ends_with("sterne")
            || label.ends_with("étoiles");
        is_rating.then_some(label)
    })?;
    let start = label.find(|c: char| c.is_ascii_digit())?;
    let number = label.get(start..)?;
    record::stars(number.split(' ').next()?)
}

/// Reads them into the batch.
pub(super) fn read(tree: &Tree, batch: &mut Batch<'_>) {
    for (number, one) in reviews(tree).into_iter().enumerate() {
        review(tree, &one, number + 1, batch);
    }
}

fn review(tree: &Tree, one: &Review, row: usize, batch: &mut Batch<'_>) {
    let range = (tree.end(one.name), one.end);
    let owner = (range.0..range.1)
        .find(|&node| tree.tag(node).is_empty() && yelp::is_owner_heading(&tree.seen(node)));
    let own_end = owner.unwrap_or(one.end);
    let mut found = Found::new(Platform::Yelp, Kind::Review, row);
    let name = tree.label(one.name);
    found.named(Some(&name));
    (found.comment.stars, found.exact_stars) = record::whole_stars(one.stars);
    found.posted(dated(tree, (range.0, own_end)));
    found.comment.external_id = id(tree, one).unwrap_or_default();
    found.comment.permalink = permalink(tree, one);
    let (mut text, language) = said(tree, (range.0, own_end)).unwrap_or_default();
    let is_cut = words::cut_more(&mut text);
    if is_cut {
        found.flag(SourceFlag::Truncated);
    }
    found.said(&text);
    found.comment.language = language.as_deref().and_then(record::language);
    let is_changed = |node: usize| tree.tag(node).is_empty() && words::is_edited(&tree.seen(node));
    if (range.0..own_end).any(is_changed) {
        found.flag(SourceFlag::Edited);
    }
    let answer = owner.and_then(|start| {
        let below = (start + 1, one.end);
        let (mut text, _) = said(tree, below)?;
        words::cut_more(&mut text);
        Some((text, dated(tree, below).map(|moment| moment.at)))
    });
    if let Some((text, at)) = &answer {
        found.comment.existing_reply = reply(Some(text), *at, None);
    }
    let answer = answer.as_ref().map(|(text, _)| text.as_str());
    Copied { name: Some(&name), text: &text, reply: answer }.add(found, batch);
}

/// The first words of a range that are a date.
fn dated(tree: &Tree, range: (usize, usize)) -> Option<crate::import::moment::Moment> {
    (range.0..range.1)
        .filter(|&node| tree.tag(node).is_empty())
        .find_map(|node| yelp::date(tree.seen(node).trim()))
}

/// The words and their language: the first block that names a language, else the first paragraph.
fn said(tree: &Tree, range: (usize, usize)) -> Option<(String, Option<String>)> {
    let is_button = |node: usize| tree.tag(node) == "button" || tree.has(node, "role", "button");
    let spoken = |node: usize| tree.attribute(node, "lang").is_some();
    let block = tree.outermost(range, is_button, spoken).first().copied().or_else(|| {
        tree.outermost(range, is_button, |node| tree.tag(node) == "p").first().copied()
    })?;
    let inner = (block, tree.end(block));
    let language = tree.attribute(block, "lang").map(str::to_owned);
    Some((tree.seen_between(inner, is_button), language))
}

/// The id of the block around the name, or of a link to the review.
fn id(tree: &Tree, one: &Review) -> Option<String> {
    let around = tree.around(one.name).find_map(|node| tree.attribute(node, "data-review-id"));
    around.map(str::to_owned).or_else(|| {
        (one.name..one.end)
            .filter_map(|node| tree.attribute(node, "href"))
            .find_map(|href| link::parameter(href, "hrid"))
    })
}

/// The link that shares this review.
fn permalink(tree: &Tree, one: &Review) -> Option<String> {
    (one.name..one.end)
        .filter_map(|node| tree.attribute(node, "href"))
        .find(|href| link::parameter(href, "hrid").is_some())
        .map(|href| super::page::without_tracking(href, "https://www.yelp.com"))
}
