//! Comments copied from Instagram with their markup: exact times, and ids in the links of the times.

use super::page::{Copied, without_tracking};
use super::tree::Tree;
use crate::import::batch::{Batch, Found};
use crate::import::moment::{self, DateOrder};
use crate::import::paste::words;
use crate::import::{ago, link};
use crate::model::{Kind, Platform};

/// How many comments the page seems to hold.
pub(super) fn count(tree: &Tree) -> usize {
    blocks(tree).iter().filter(|block| link::ids(&absolute(block.href)).is_some()).count()
}

/// Name, time and everything up to the next name.
struct Block<'a> {
    name: usize,
    handle: String,
    time: usize,
    href: &'a str,
    end: usize,
}

fn blocks(tree: &Tree) -> Vec<Block<'_>> {
    let names: Vec<(usize, String)> = (0..tree.len())
        .filter_map(|node| profile(tree, node).map(|handle| (node, handle)))
        .collect();
    let ends = names.iter().skip(1).map(|(node, _)| *node).chain([tree.len()]);
    let mut blocks = Vec::new();
    for ((name, handle), end) in names.iter().zip(ends) {
        let time = (tree.end(*name)..end).find_map(|node| {
            let href = tree.attribute(node, "href").filter(|_| tree.tag(node) == "a")?;
            (is_post(href)
                && (node..tree.end(node).min(node + 64)).any(|inner| tree.tag(inner) == "time"))
            .then_some((node, href))
        });
        if let Some((time, href)) = time {
            blocks.push(Block { name: *name, handle: handle.clone(), time, href, end });
        }
    }
    blocks
}

/// The handle, where a link leads to the profile that it names.
fn profile(tree: &Tree, node: usize) -> Option<String> {
    if tree.tag(node) != "a" {
        return None;
    }
    let href = tree.attribute(node, "href")?;
    let path = href.split_once("instagram.com/").map_or(href, |(_, path)| path);
    let path = path.split('?').next()?.trim_matches('/');
    let seen = tree.label(node);
    (!path.is_empty() && !path.contains('/') && seen == path).then_some(seen)
}

fn is_post(href: &str) -> bool {
    ["/p/", "/reel/", "/tv/"].iter().any(|part| href.contains(part))
}

/// Reads them into the batch; the caption becomes their context.
pub(super) fn read(tree: &Tree, batch: &mut Batch<'_>) {
    let captured_at = batch.options.captured_at;
    let mut context: Option<String> = None;
    for (index, block) in blocks(tree).into_iter().enumerate() {
        let text = said(tree, &block);
        let href = absolute(block.href);
        let Some(ids) = link::ids(&href) else {
            batch.skip("caption", index + 1);
            context = context.or_else(|| Some(text).filter(|text| !text.is_empty()));
            continue;
        };
        let mut found = Found::new(Platform::Instagram, Kind::Comment, index + 1);
        found.handled(Some(&block.handle));
        let exact = (block.time..tree.end(block.time))
            .find_map(|node| tree.attribute(node, "datetime"))
            .and_then(|raw| moment::read(raw, DateOrder::MonthFirst, 0));
        found.posted(exact.or_else(|| ago::read(&tree.label(block.time), captured_at)));
        found.comment.external_id = ids.id;
        found.comment.parent_id = ids.parent;
        found.comment.permalink = Some(without_tracking(&href, "https://www.instagram.com"));
        found.comment.post_context.clone_from(&context);
        found.said(&text);
        Copied { name: Some(&block.handle), text: &text, reply: None }.add(found, batch);
    }
    super::page::warn_of_folded(tree, batch);
}

fn absolute(href: &str) -> String {
    if href.starts_with('/') { format!("https://www.instagram.com{href}") } else { href.to_owned() }
}

/// The words of a block without its time, its controls and the counts.
fn said(tree: &Tree, block: &Block<'_>) -> String {
    let is_skipped = |node: usize| {
        node == block.time
            || tree.tag(node) == "button"
            || tree.has(node, "role", "button")
            || (tree.tag(node) == "span" && is_interface(&tree.label(node)))
    };
    let seen = tree.seen_between((tree.end(block.name), block.end), is_skipped);
    let lines: Vec<&str> = seen.lines().filter(|line| !is_interface(line)).collect();
    lines.join("\n").trim().to_owned()
}

fn is_interface(line: &str) -> bool {
    let plain = words::plain(line);
    let is_likes = ["likes", "like", "me gusta"]
        .iter()
        .find_map(|word| plain.strip_suffix(word))
        .is_some_and(|count| words::is_number(count.trim()));
    is_likes
        || (!plain.is_empty()
            && (words::is_action(line)
                || words::is_badge(line)
                || words::is_follow(line)
                || words::is_edited(line)
                || words::hidden_replies(line).is_some()))
}
