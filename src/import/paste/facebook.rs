//! A thread copied from Facebook. A comment ends with its time and "Reply"; there is no hierarchy and there are no ids.

use jiff::Timestamp;

use super::Page;
use super::words::{self, plain};
use crate::import::ago;
use crate::import::batch::{Answers, Batch, Found, Mark};
use crate::import::moment::Moment;
use crate::model::{Kind, Platform, SourceFlag};

/// The end of a comment: its time and the controls below it.
struct Anchor {
    /// The line of the time.
    time: usize,
    moment: Moment,
    /// One past the last control.
    end: usize,
    is_edited: bool,
    n_hidden: u64,
}

/// How many comments the page seems to hold.
pub(super) fn count(page: &Page<'_>, captured_at: Timestamp) -> usize {
    anchors(page, captured_at).len()
}

fn anchors(page: &Page<'_>, captured_at: Timestamp) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut index = 0;
    while index < page.len() {
        match anchor(page, index, captured_at) {
            Some(anchor) => {
                index = anchor.end;
                anchors.push(anchor);
            }
            None => index += 1,
        }
    }
    anchors
}

/// A line that is a time counts only where "Reply" follows among the controls: "3d" alone may be a word.
fn anchor(page: &Page<'_>, time: usize, captured_at: Timestamp) -> Option<Anchor> {
    let line = page.line(time);
    let lower = plain(line);
    let edited = ["edited", "editado", "bearbeitet", "modifié"]
        .iter()
        .find_map(|word| lower.strip_suffix(word));
    let moment = ago::read(edited.unwrap_or(&lower).trim_end_matches([' ', '·']), captured_at)?;
    let mut anchor =
        Anchor { time, moment, end: time + 1, is_edited: edited.is_some(), n_hidden: 0 };
    let mut has_reply = false;
    while let Some(next) = page.next(anchor.end, page.len()) {
        let line = page.line(next);
        if words::is_reply(line) {
            if has_reply {
                break;
            }
            has_reply = true;
        } else if words::is_edited(line) {
            anchor.is_edited = true;
        } else if let Some(n_hidden) = words::hidden_replies(line).filter(|_| has_reply) {
            anchor.n_hidden += n_hidden;
        } else if !(words::is_action(line) || (has_reply && words::is_number(line))) {
            break;
        }
        anchor.end = next + 1;
    }
    has_reply.then_some(anchor)
}

/// Reads the thread into the batch.
pub(super) fn read(page: &mut Page<'_>, batch: &mut Batch<'_>) {
    let anchors = anchors(page, batch.options.captured_at);
    let Some(first) = anchors.first() else { return };
    let mut start = preamble_end(page, first.time);
    let post = post(page, start);
    let mut n_hidden = 0;
    for anchor in &anchors {
        block(page, start, anchor, post.as_deref(), batch);
        n_hidden += anchor.n_hidden;
        start = anchor.end;
    }
    if n_hidden > 0 {
        batch.warn(&format!(
            "{n_hidden} more replies were folded away on the page. Unfold them, copy the thread again and paste it"
        ));
    }
    let rest = (start..page.len()).find(|&index| !is_tail(page.line(index)));
    if let Some(index) = rest {
        batch.skip("malformed", index + 1);
        batch.warn(&format!(
            "From line {} on there are words without a time below them. Copy the thread to its end and paste it again",
            index + 1
        ));
    }
}

/// One comment: perhaps a badge, a name, perhaps "Follow", and the words.
fn block(
    page: &mut Page<'_>,
    start: usize,
    anchor: &Anchor,
    post: Option<&str>,
    batch: &mut Batch<'_>,
) {
    let mut at = start;
    let name = loop {
        let Some(index) = page.next(at, anchor.time) else { break None };
        let line = page.line(index);
        let is_before_name = words::is_badge(line)
            || words::hidden_replies(line).is_some()
            || words::is_follow(line);
        // A line of the interface is a name where nothing else is left.
        if is_before_name && page.next(index + 1, anchor.time).is_some() {
            at = index + 1;
        } else {
            break Some(index);
        }
    };
    let Some(name) = name else {
        batch.skip("malformed", anchor.time + 1);
        return;
    };
    let mut body = name + 1;
    while let Some(index) = page.next(body, anchor.time) {
        let line = page.line(index);
        let is_between = words::is_follow(line)
            || (words::is_badge(line) && page.next(index + 1, anchor.time).is_some());
        if !is_between {
            break;
        }
        body = index + 1;
    }
    let mut found = Found::new(Platform::Facebook, Kind::Comment, name + 1);
    found.named(Some(page.line(name).trim_end_matches([' ', '·'])));
    found.posted(Some(anchor.moment));
    found.answers = Answers::Before;
    let mut text = page.words(body, anchor.time, |_| false);
    if words::cut_more(&mut text) {
        found.flag(SourceFlag::Truncated);
    }
    if anchor.is_edited {
        found.flag(SourceFlag::Edited);
    }
    let captured_at = batch.options.captured_at;
    if text.lines().any(|line| ago::read(line, captured_at).is_some()) {
        found.doubt = Some("Does another comment begin inside this one?".to_owned());
    } else if is_unlike_a_name(page.line(name)) {
        found.doubt = Some("Is its first line the name of the author?".to_owned());
    }
    found.said(&text);
    found.comment.post_context = post.map(str::to_owned);
    let number = batch.add(found);
    page.mark(name, name + 1, Mark::Found(number));
    page.mark(body, anchor.time + 1, Mark::Found(number));
}

fn is_unlike_a_name(line: &str) -> bool {
    line.chars().count() > 60
        || line.ends_with(['!', '?', '…', ','])
        || line.split_whitespace().count() > 7
}

/// Where the page's own lines end and the first comment begins.
fn preamble_end(page: &Page<'_>, first_time: usize) -> usize {
    if let Some(sorting) = (0..first_time).rev().find(|&index| words::is_sorting(page.line(index)))
    {
        return sorting + 1;
    }
    let is_share = |index: usize| {
        let before = page.previous(index, 0).map_or("", |before| page.line(before));
        matches!(plain(page.line(index)).as_str(), "share" | "compartir" | "teilen" | "partager")
            && matches!(
                plain(before).as_str(),
                "comment" | "comentar" | "kommentieren" | "commenter"
            )
    };
    (0..first_time).rev().find(|&index| is_share(index)).map_or(0, |index| index + 1)
}

/// The words of the post: behind the scrambled time and before the counts of reactions.
fn post(page: &mut Page<'_>, end: usize) -> Option<String> {
    let reactions = (0..end).find(|&index| {
        matches!(
            plain(page.line(index)).as_str(),
            "all reactions:"
                | "todas las reacciones:"
                | "alle reaktionen:"
                | "toutes les réactions :"
                | "toutes les réactions:"
                | "like"
                | "me gusta"
                | "gefällt mir"
                | "j'aime"
        )
    })?;
    let start = (0..reactions).rev().find(|&index| page.line(index) == "·")? + 1;
    let text = page.words(start, reactions, words::is_number);
    page.mark(start, reactions, Mark::Post);
    (!text.is_empty()).then_some(text)
}

/// Lines that stand below the last comment.
fn is_tail(line: &str) -> bool {
    let lower = plain(line);
    lower.is_empty()
        || lower == "facebook"
        || words::is_sorting(line)
        || words::is_action(line)
        || words::is_number(line)
        || words::hidden_replies(line).is_some()
        || [
            "write a ",
            "comment as ",
            "escribe un ",
            "comentar como ",
            "reply to ",
            "responder a ",
            "view more",
            "ver más",
            "schreib einen ",
            "kommentieren als ",
            "écrivez un ",
            "commenter en tant que ",
            "weitere kommentare",
            "plus de commentaires",
        ]
        .iter()
        .any(|start| lower.starts_with(start))
}
