//! Comments copied from Facebook with their markup: every comment is an article with a link that holds its id.

use super::page::{Copied, without_tracking};
use super::tree::Tree;
use crate::import::batch::{Batch, Found};
use crate::import::paste::words;
use crate::import::{ago, link, moment};
use crate::model::{Kind, Platform, SourceFlag};

/// How many comments the page seems to hold.
pub(super) fn count(tree: &Tree) -> usize {
    articles(tree).len()
}

/// Articles that hold a link to a comment of their own.
fn articles(tree: &Tree) -> Vec<usize> {
    (0..tree.len())
        .filter(|&node| is_article(tree, node))
        .filter(|&node| own(tree, node).any(|inner| comment_link(tree, inner).is_some()))
        .collect()
}

fn is_article(tree: &Tree, node: usize) -> bool {
    tree.has(node, "role", "article")
}

/// Nodes of an article without those of articles inside it.
fn own(tree: &Tree, article: usize) -> impl Iterator<Item = usize> + '_ {
    let end = tree.end(article);
    let mut at = article + 1;
    std::iter::from_fn(move || {
        while at < end && is_article(tree, at) {
            at = tree.end(at);
        }
        let node = (at < end).then_some(at);
        at += 1;
        node
    })
}

fn comment_link(tree: &Tree, node: usize) -> Option<&str> {
    if tree.tag(node) != "a" {
        return None;
    }
    tree.attribute(node, "href").filter(|href| link::parameter(href, "comment_id").is_some())
}

/// Reads them into the batch.
pub(super) fn read(tree: &Tree, batch: &mut Batch<'_>) {
    let context = (0..tree.len())
        .find(|&node| {
            ["data-ad-preview", "data-ad-comet-preview"]
                .iter()
                .any(|name| tree.has(node, name, "message"))
        })
        .map(|node| tree.seen(node))
        .filter(|words| !words.is_empty());
    for (number, article) in articles(tree).into_iter().enumerate() {
        comment(tree, article, context.as_deref(), number + 1, batch);
    }
    super::page::warn_of_folded(tree, batch);
}

fn comment(tree: &Tree, article: usize, context: Option<&str>, row: usize, batch: &mut Batch<'_>) {
    let captured_at = batch.options.captured_at;
    let inner: Vec<usize> = own(tree, article).collect();
    let links: Vec<(usize, &str)> = inner
        .iter()
        .filter_map(|&node| comment_link(tree, node).map(|href| (node, href)))
        .collect();
    let timed = links.iter().find_map(|&(node, href)| {
        ago::read(&tree.label(node), captured_at).map(|moment| (node, href, moment))
    });
    let name = inner
        .iter()
        .copied()
        .find(|&node| {
            tree.tag(node) == "a"
                && timed.is_none_or(|(time, ..)| node < time)
                && !tree.label(node).is_empty()
        })
        .or_else(|| {
            let mut spans = inner
                .iter()
                .copied()
                .filter(|&node| tree.tag(node) == "span" && tree.has(node, "dir", "auto"));
            spans.find(|&node| {
                let words = tree.label(node);
                !words.is_empty() && !words::is_badge(&words)
            })
        });
    let mut found = Found::new(Platform::Facebook, Kind::Comment, row);
    let label = name.map(|node| tree.label(node));
    found.named(label.as_deref());
    let spoken = timed.map(|(_, _, moment)| moment).or_else(|| {
        tree.attribute(article, "aria-label").and_then(|label| time_at_end(label, captured_at))
    });
    found.posted(spoken);
    // The link of the name holds the comment's own id even under a reply; the link of the time holds both.
    let href = timed.map(|(_, href, _)| href).or_else(|| links.last().map(|(_, href)| *href));
    if let Some(href) = href {
        if let Some(ids) = link::ids(href) {
            found.comment.external_id = ids.id;
            found.comment.parent_id = ids.parent;
        }
        found.comment.permalink = Some(without_tracking(href, "https://www.facebook.com"));
    }
    let body = (
        name.map_or(article + 1, |node| tree.end(node)),
        timed.map_or_else(|| tree.end(article), |(time, ..)| time),
    );
    let mut text = said(tree, body);
    if words::cut_more(&mut text) {
        found.flag(SourceFlag::Truncated);
    }
    found.said(&text);
    if text.is_empty() {
        // An article without words is a picture or a sticker: the words would be here.
        found.flag(SourceFlag::Attachment);
    }
    let is_edited = |&node: &usize| tree.tag(node).is_empty() && words::is_edited(&tree.seen(node));
    if inner.iter().any(|node| *node >= body.1 && is_edited(node)) {
        found.flag(SourceFlag::Edited);
    }
    found.comment.post_context = context.map(str::to_owned);
    Copied { name: label.as_deref(), text: &text, reply: None }.add(found, batch);
}

/// Blocks of words between name and time; where there are none, spans of words.
fn said(tree: &Tree, body: (usize, usize)) -> String {
    let is_skipped = |node: usize| {
        is_article(tree, node) || tree.has(node, "role", "button") || tree.tag(node) == "ul"
    };
    let is_words = |tag: &'static str| {
        move |node: usize| tree.tag(node) == tag && tree.has(node, "dir", "auto")
    };
    let mut blocks = tree.outermost(body, is_skipped, is_words("div"));
    if blocks.is_empty() {
        blocks = tree.outermost(body, is_skipped, is_words("span"));
    }
    let lines: Vec<String> = blocks
        .into_iter()
        .map(|node| tree.seen(node))
        .filter(|line| !words::is_follow(line) && !words::is_badge(line))
        .collect();
    lines.join("\n").trim().to_owned()
}

/// "Comment by Dana Wells 2 hours ago" ends with a time of two or three words.
fn time_at_end(label: &str, captured_at: jiff::Timestamp) -> Option<moment::Moment> {
    let words: Vec<&str> = label.split_whitespace().collect();
    (2..=3).rev().find_map(|count| {
        let tail = words.get(words.len().checked_sub(count)?..)?;
        ago::read(&tail.join(" "), captured_at)
    })
}
