//! Reviews copied from Yelp. The layout is assumed from the page's words, so a doubt is more welcome than a guess.

use super::Page;
use super::words::{self, plain};
use crate::import::batch::{Batch, Found, Mark, reply};
use crate::import::moment::{self, DateOrder, Moment};
use crate::model::{Kind, Platform, SourceFlag};

/// Where a review begins.
struct Header {
    name: usize,
    /// The line of the date.
    date: usize,
    posted: Moment,
}

/// How many reviews the page seems to hold.
pub(super) fn count(page: &Page<'_>) -> usize {
    headers(page).len()
}

/// Reads them into the batch.
pub(super) fn read(page: &mut Page<'_>, batch: &mut Batch<'_>) {
    let headers = headers(page);
    for (number, header) in headers.iter().enumerate() {
        let end = headers.get(number + 1).map_or(page.len(), |next| next.name);
        let owner = (header.date + 1..end).find_map(|index| owner(page, index, end));
        let counts = (header.date + 1..end).find(|&index| is_count(page.line(index)));
        let body_end = [counts, owner.as_ref().map(|owner| owner.start)]
            .into_iter()
            .flatten()
            .min()
            .unwrap_or(end);
        let mut body = header.date + 1;
        let mut found = Found::new(Platform::Yelp, Kind::Review, header.name + 1);
        while let Some(index) = page.next(body, body_end) {
            if words::is_edited(page.line(index)) {
                found.flag(SourceFlag::Edited);
            } else if !is_detail(page.line(index)) {
                break;
            }
            body = index + 1;
        }
        found.named(Some(page.line(header.name)));
        found.posted(Some(header.posted));
        let mut text = page.words(body, body_end, is_detail);
        if words::cut_more(&mut text) {
            found.flag(SourceFlag::Truncated);
        }
        found.said(&text);
        if text.lines().any(|line| date(line).is_some()) {
            found.doubt = Some("Does another review begin inside this one?".to_owned());
        }
        let answered = owner.as_ref().map(|owner| owner.start);
        if let Some(owner) = owner {
            let text = page.words(owner.body, end, |line| is_detail(line) || is_tail(line));
            found.comment.existing_reply =
                reply(Some(&text), owner.posted.map(|moment| moment.at), owner.name.as_deref());
        }
        let number = batch.add(found);
        page.mark(header.name, header.name + 1, Mark::Found(number));
        page.mark(header.date, body_end, Mark::Found(number));
        if let Some(start) = answered {
            page.mark(start, end, Mark::Reply(number));
        }
    }
    if !headers.is_empty() {
        batch.warn("Copied text of Yelp carries no stars. Add them in the preview");
    }
}

fn headers(page: &Page<'_>) -> Vec<Header> {
    (0..page.len()).filter_map(|name| header(page, name)).collect()
}

/// A name, a town, counts, and a date within a few lines.
fn header(page: &Page<'_>, name: usize) -> Option<Header> {
    let label = page.line(name);
    if label.is_empty() || label.chars().count() > 60 || is_town(label) {
        return None;
    }
    let town = page.next(name + 1, page.len())?;
    if town != name + 1 || !is_town(page.line(town)) {
        return None;
    }
    let mut at = town + 1;
    for _ in 0..8 {
        let next = page.next(at, page.len())?;
        let line = page.line(next);
        if let Some(posted) = date(line) {
            return Some(Header { name, date: next, posted });
        }
        let is_between = words::is_number(line)
            || plain(line).starts_with("elite")
            || plain(line).ends_with("star rating")
            || is_worded_count(line);
        if !is_between {
            return None;
        }
        at = next + 1;
    }
    None
}

/// "Tampa, FL".
fn is_town(line: &str) -> bool {
    line.rsplit_once(", ").is_some_and(|(town, state)| {
        !town.is_empty()
            && line.len() < 60
            && state.len() == 2
            && state.bytes().all(|b| b.is_ascii_uppercase())
    })
}

fn is_worded_count(line: &str) -> bool {
    plain(line).split_once(' ').is_some_and(|(number, noun)| {
        words::is_number(number)
            && matches!(noun, "friends" | "friend" | "reviews" | "review" | "photos" | "photo")
    })
}

/// "Nov 3, 2026" or "11/3/2026", alone on its line.
pub(in crate::import) fn date(line: &str) -> Option<Moment> {
    let has_form =
        line.len() <= 20 && line.chars().any(|c| c.is_ascii_digit()) && line.contains([',', '/']);
    has_form.then(|| moment::read(line, DateOrder::MonthFirst, 0)).flatten()
}

/// "Helpful 2", "Thanks 0": the reactions below a review.
fn is_count(line: &str) -> bool {
    const NAMES: [&str; 7] = ["helpful", "thanks", "love this", "oh no", "useful", "funny", "cool"];
    let lower = plain(line);
    NAMES.iter().any(|name| {
        lower
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || words::is_number(rest.trim()))
    })
}

/// Lines around a review that nobody wrote.
fn is_detail(line: &str) -> bool {
    let lower = plain(line);
    is_worded_count(line)
        || lower.ends_with("star rating")
        || lower.ends_with("check-in")
        || lower == "read less"
}

/// Lines below the last review: "1 of 1".
fn is_tail(line: &str) -> bool {
    let lower = plain(line);
    let is_page =
        lower.split_once(" of ").is_some_and(|(n, of)| words::is_number(n) && words::is_number(of));
    is_page || is_count(line)
}

/// An answer of the business.
struct Owner {
    start: usize,
    body: usize,
    posted: Option<Moment>,
    name: Option<String>,
}

/// Whether a line is the heading above an answer of the business.
pub(in crate::import) fn is_owner_heading(line: &str) -> bool {
    matches!(
        plain(line).as_str(),
        "business owner information" | "información del propietario del negocio"
    )
}

fn owner(page: &Page<'_>, index: usize, end: usize) -> Option<Owner> {
    let lower = plain(page.line(index));
    let is_heading = is_owner_heading(page.line(index));
    let is_sentence = lower.starts_with("comment from ") && lower.contains(" of ")
        || lower.starts_with("business owner");
    if !is_heading && !is_sentence {
        return None;
    }
    let above = page.previous(index, 0).filter(|&above| is_heading && !is_count(page.line(above)));
    let mut body = index + 1;
    let mut posted = None;
    while let Some(next) = page.next(body, end) {
        let line = page.line(next);
        if let Some(found) = date(line) {
            posted = Some(found);
            body = next + 1;
            break;
        }
        if !matches!(
            plain(line).as_str(),
            "business owner" | "business manager" | "business customer service"
        ) {
            break;
        }
        body = next + 1;
    }
    Some(Owner {
        start: above.unwrap_or(index),
        body,
        posted,
        name: above.map(|above| page.line(above).to_owned()),
    })
}
