//! The comments of a post copied from Instagram. Time, likes and "Reply" stand glued on one line: `2d1 likeReply`.

use jiff::Timestamp;

use super::Page;
use super::words::{self, plain};
use crate::import::ago;
use crate::import::batch::{Answers, Batch, Found, Mark};
use crate::import::moment::Moment;
use crate::model::{Kind, Platform};

/// How many comments the page seems to hold.
pub(super) fn count(page: &Page<'_>) -> usize {
    page.lines.iter().filter(|line| glued(line, Timestamp::UNIX_EPOCH).is_some()).count()
}

/// Reads `2d1 likeReply`, `3 w4 likesReply`, `1 wReply`, `5 sem2 Me gustaResponder`.
fn glued(line: &str, captured_at: Timestamp) -> Option<Moment> {
    let text = plain(line);
    let rest = ["reply", "responder", "antworten", "répondre"]
        .iter()
        .find_map(|word| text.strip_suffix(word))?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let after = rest.get(digits..)?.trim_start();
    // The longer of two that begin alike goes first.
    const UNITS: [&str; 25] = [
        "min", "semanas", "sem", "std.", "tage", "tag", "wochen", "wo.", "jahre", "mois", "meses",
        "mes", "años", "año", "días", "día", "ans", "an", "d", "w", "h", "m", "y", "s", "j",
    ];
    let (unit, likes) = UNITS.iter().find_map(|unit| {
        let likes = after.strip_prefix(unit)?.trim();
        is_likes(likes).then_some((*unit, likes))
    })?;
    debug_assert!(is_likes(likes), "found above");
    ago::read(&format!("{} {unit}", rest.get(..digits)?), captured_at)
}

/// Nothing, or a number of likes.
fn is_likes(text: &str) -> bool {
    let number = text
        .strip_suffix("likes")
        .or_else(|| text.strip_suffix("like"))
        .or_else(|| text.strip_suffix("me gusta"))
        .or_else(|| text.strip_suffix("mal gefällt"))
        .or_else(|| text.strip_suffix("\"gefällt mir\"-angaben"))
        .or_else(|| text.strip_suffix("„gefällt mir“-angaben"))
        .or_else(|| text.strip_suffix("„gefällt mir“-angabe"))
        .or_else(|| text.strip_suffix("mentions j'aime"))
        .or_else(|| text.strip_suffix("mention j'aime"))
        .or_else(|| text.strip_suffix("j'aime"))
        .map(str::trim_end);
    text.is_empty() || number.is_some_and(words::is_number)
}

/// Reads the comments into the batch; the caption becomes their context.
pub(super) fn read(page: &mut Page<'_>, batch: &mut Batch<'_>) {
    let captured_at = batch.options.captured_at;
    let anchors: Vec<(usize, Moment)> = (0..page.len())
        .filter_map(|index| glued(page.line(index), captured_at).map(|moment| (index, moment)))
        .collect();
    let Some((first, _)) = anchors.first().copied() else { return };
    let (caption, mut start) = caption(page, first, batch);
    let mut n_hidden = 0;
    for (anchor, moment) in anchors {
        n_hidden += block(page, start..anchor, moment, caption.as_deref(), batch);
        start = anchor + 1;
    }
    n_hidden += (start..page.len())
        .filter_map(|index| words::hidden_replies(page.line(index)))
        .sum::<u64>();
    if n_hidden > 0 {
        batch.warn(&format!(
            "{n_hidden} more replies were folded away on the page. Unfold them, copy the comments again and paste them"
        ));
    }
    let rest = (start..page.len()).find(|&index| !is_tail(page.line(index)));
    if let Some(index) = rest {
        batch.skip("malformed", index + 1);
        batch.warn(&format!(
            "From line {} on there are words without a time below them. Copy the comments to their end and paste them again",
            index + 1
        ));
    }
}

/// The first block, where it ends with a time that nobody can reply to.
fn caption(page: &mut Page<'_>, first: usize, batch: &mut Batch<'_>) -> (Option<String>, usize) {
    let captured_at = batch.options.captured_at;
    let is_time = |line: &str| {
        let lower = plain(line);
        let bare = ["edited", "editado", "bearbeitet", "modifié"]
            .iter()
            .find_map(|word| lower.strip_prefix(word))
            .unwrap_or(&lower);
        ago::read(bare.trim_start_matches([' ', '•', '·']), captured_at).is_some()
    };
    let end = (0..first).find(|&index| {
        let next = page.next(index + 1, first);
        is_time(page.line(index)) && next.is_some_and(|next| is_username(page.line(next)))
    });
    let Some(end) = end else { return (None, 0) };
    let mut body = 0;
    let owner = page.next(0, end).map(|index| page.line(index)).filter(|line| is_username(line));
    while let Some(index) = page.next(body, end) {
        let line = page.line(index);
        // The name stands twice, once with the picture and once with the words.
        let is_head = owner == Some(line) && page.next(index + 1, end).is_some();
        if !(is_head || words::is_badge(line) || words::is_follow(line)) {
            break;
        }
        body = index + 1;
    }
    let text = page.words(body, end, |_| false);
    page.mark(body, end, Mark::Post);
    batch.skip("caption", page.next(0, end).unwrap_or(0) + 1);
    ((!text.is_empty()).then_some(text), end + 1)
}

/// One comment: a user name, perhaps "Verified", and the words. Answers how many replies were folded away before it.
fn block(
    page: &mut Page<'_>,
    lines: std::ops::Range<usize>,
    moment: Moment,
    caption: Option<&str>,
    batch: &mut Batch<'_>,
) -> u64 {
    let (mut at, anchor) = (lines.start, lines.end);
    let mut n_hidden = 0;
    let name = loop {
        let Some(index) = page.next(at, anchor) else { break None };
        let line = page.line(index);
        if let Some(n) = words::hidden_replies(line) {
            n_hidden += n;
        } else if !words::is_action(line) && !words::is_follow(line) {
            break Some(index);
        }
        at = index + 1;
    };
    let Some(name) = name else {
        batch.skip("malformed", anchor + 1);
        return n_hidden;
    };
    let mut body = name + 1;
    while let Some(index) = page.next(body, anchor) {
        let line = page.line(index);
        if !(words::is_follow(line)
            || (words::is_badge(line) && page.next(index + 1, anchor).is_some()))
        {
            break;
        }
        body = index + 1;
    }
    let mut found = Found::new(Platform::Instagram, Kind::Comment, name + 1);
    found.handled(Some(page.line(name)));
    found.posted(Some(moment));
    found.answers = Answers::Before;
    found.said(&page.words(body, anchor, |_| false));
    found.comment.post_context = caption.map(str::to_owned);
    if !is_username(page.line(name)) {
        found.doubt = Some("Is its first line the name of the author?".to_owned());
    }
    let number = batch.add(found);
    page.mark(name, name + 1, Mark::Found(number));
    page.mark(body, anchor + 1, Mark::Found(number));
    n_hidden
}

/// Letters, digits, dots and underscores, at most thirty.
fn is_username(line: &str) -> bool {
    let n_letters = line.chars().count();
    (1..=30).contains(&n_letters)
        && line
            .chars()
            .all(|c| (c.is_alphanumeric() && !c.is_uppercase()) || matches!(c, '.' | '_'))
}

/// Lines that stand below the last comment.
fn is_tail(line: &str) -> bool {
    let lower = plain(line);
    lower.is_empty()
        || words::is_action(line)
        || words::is_number(line)
        || words::hidden_replies(line).is_some()
        || [
            "add a comment",
            "añade un comentario",
            "agrega un comentario",
            "kommentar hinzufügen",
            "ajouter un commentaire",
            "ajoutez un commentaire",
            "liked by",
            "les gusta a",
            "view insights",
            "post",
        ]
        .iter()
        .any(|start| lower.starts_with(start))
        || lower.ends_with(" likes")
}
