//! What all copied pages share: the lines of the preview, links without tracking, replies that were folded away.

use super::tree::Tree;
use crate::import::batch::{Batch, Found, Mark};
use crate::import::paste::words;

/// What was seen of one comment, for the preview.
pub(super) struct Copied<'a> {
    /// Its author as the page shows it.
    pub(super) name: Option<&'a str>,
    /// Its words.
    pub(super) text: &'a str,
    /// The words of the answer below it.
    pub(super) reply: Option<&'a str>,
}

impl Copied<'_> {
    /// Adds the comment and its lines to the batch.
    pub(super) fn add(&self, found: Found, batch: &mut Batch<'_>) {
        let number = batch.add(found);
        if batch.is_full() {
            return;
        }
        for line in self.name.into_iter().chain(self.text.lines()) {
            batch.line(line, Mark::Found(number));
        }
        for line in self.reply.into_iter().flat_map(str::lines) {
            batch.line(line, Mark::Reply(number));
        }
    }
}

/// An address without the parameters that only follow the reader; a path gets the site in front.
pub(super) fn without_tracking(href: &str, site: &str) -> String {
    let whole =
        if href.starts_with('/') { format!("{site}{href}") } else { href.trim().to_owned() };
    let Some((path, query)) = whole.split_once('?') else { return whole };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !["__cft__", "__tn__", "utm_", "fbclid", "igsh", "hl"]
                .iter()
                .any(|known| name.starts_with(known))
        })
        .collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// Says how many replies the page names but does not show.
pub(super) fn warn_of_folded(tree: &Tree, batch: &mut Batch<'_>) {
    let is_control = |node: usize| tree.tag(node) == "button" || tree.has(node, "role", "button");
    let n_folded: u64 = tree
        .outermost((0, tree.len()), |_| false, is_control)
        .into_iter()
        .filter_map(|node| words::hidden_replies(&tree.label(node)))
        .sum();
    if n_folded > 0 {
        batch.warn(&format!(
            "{n_folded} more replies were folded away on the page. Unfold them, copy the comments again and paste them"
        ));
    }
}
