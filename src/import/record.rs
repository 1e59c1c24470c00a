//! One row of a table, or one flat object of JSON, to one comment. Which column means what is said by a [`Preset`].

use std::borrow::Cow;

use super::batch::{Answers, Batch, Found, reply};
use super::json::envelope;
use super::moment::{self, DateOrder};
use super::preset::{Field, Names, Preset};
use super::{ago, clean, link};
use crate::model::{Body, Kind, Platform, SourceFlag};

/// Something that answers by field: a row with its columns, an object with its keys.
pub(super) trait Source {
    /// Every column of that field that holds anything, the best first.
    fn all(&self, field: Field) -> impl Iterator<Item = Cow<'_, str>>;
    /// The first column of that field that holds anything.
    fn get(&self, field: Field) -> Option<Cow<'_, str>> {
        self.all(field).next()
    }
    /// Day or month first, in the columns of that field.
    fn order(&self, field: Field) -> DateOrder;
}

/// What carries over from one record to the next.
#[derive(Default)]
pub(super) struct Memory {
    /// Id of the last comment at the top of a thread.
    last_top: Option<String>,
    /// Whether the place of the next record says that it answers the last one at the top.
    pub(super) is_nested: bool,
    /// Where everything stands, as the lines above a table say.
    pub(super) source: Option<Platform>,
    /// The last name of a platform and what it means: most tables repeat it in every row.
    last_named: Option<(String, Option<Platform>)>,
}

impl Memory {
    /// For records that stand where the lines above them say.
    pub(super) fn of(source: Option<Platform>) -> Self {
        Self { source, ..Self::default() }
    }

    fn named_platform(&mut self, name: &str) -> Option<Platform> {
        match &self.last_named {
            Some((known, platform)) if known == name => platform.clone(),
            _ => {
                let platform = link::named_platform(name);
                self.last_named = Some((name.to_owned(), platform.clone()));
                platform
            }
        }
    }
}

/// Adds what a record holds to the batch, or counts it as left out. Answers the number of what was added.
pub(super) fn read(
    source: &impl Source,
    preset: &Preset,
    memory: &mut Memory,
    batch: &mut Batch<'_>,
    row: usize,
) -> Option<usize> {
    let get = |field| source.get(field);
    let words = get(Field::Text);
    if let Some(reason) = left_out(source, words.as_deref()) {
        batch.skip(reason, row);
        return None;
    }
    let permalink =
        get(Field::Permalink).map(|link| link.trim().to_owned()).filter(|link| is_link(link));
    let platform = get(Field::Platform)
        .and_then(|name| memory.named_platform(&name))
        .or_else(|| preset.platform.map(Platform::from_name))
        .or_else(|| permalink.as_deref().and_then(link::platform))
        .or_else(|| memory.source.clone())
        .or_else(|| batch.options.platform.clone())
        .unwrap_or_else(|| {
            batch.warn(
                "Nothing tells where some of these comments stand, so their platform is unknown. \
                 Choose the platform, or map the column that names it",
            );
            Platform::Other("unknown".to_owned())
        });
    let mut found = Found::new(platform, preset.kind.unwrap_or(Kind::Comment), row);
    author(source, preset, &mut found);
    let is_google = found.comment.platform == Platform::Google;
    let written = words.as_deref().filter(|_| is_google).map(envelope);
    let own_words = written.as_ref().map(|written| written.text.as_str()).or(words.as_deref());
    found.said(&joined(get(Field::Title).as_deref(), own_words));
    if written.as_ref().is_some_and(|written| written.is_translation_only) {
        found.flag(SourceFlag::TranslationOnly);
    }
    if preset.cuts_text && found.comment.text.as_str().ends_with("...") {
        found.flag(SourceFlag::Truncated);
    }
    judged(source, &mut found);
    if preset.kind.is_none() && is_review(&found) {
        found.comment.kind = Kind::Review;
    }
    let time = |field| {
        source.all(field).find_map(|raw| moment::read(&raw, source.order(field), preset.zone_hours))
    };
    let captured_at = batch.options.captured_at;
    let counted_back = || source.all(Field::Posted).find_map(|raw| ago::read(&raw, captured_at));
    found.posted(time(Field::Posted).or_else(counted_back));
    found.updated_at = time(Field::Updated).map(|moment| moment.at);
    identify(source, permalink.as_deref(), memory, batch, &mut found);
    found.comment.permalink = permalink;
    found.comment.post_context = get(Field::Context).and_then(|title| clean::line(&title));
    found.comment.language = get(Field::Language).and_then(|code| language(&code));
    found.comment.text_translated = get(Field::Translation)
        .map(Cow::into_owned)
        .or_else(|| written.and_then(|written| written.translation))
        .map(|words| Body(clean::text(&words)))
        .filter(|words| !words.is_empty());
    let answer = get(Field::Reply)
        .map(|words| if is_google { envelope(&words).text } else { words.into_owned() });
    found.comment.existing_reply = reply(
        answer.as_deref(),
        time(Field::ReplyAt).map(|moment| moment.at),
        get(Field::ReplyAuthor).as_deref(),
    );
    if get(Field::Hidden).is_some_and(|word| is_yes(&word)) {
        found.flag(SourceFlag::Hidden);
    }
    if get(Field::Edited).is_some_and(|word| is_yes(&word)) {
        found.flag(SourceFlag::Edited);
    }
    if get(Field::Attachment).is_some() {
        found.flag(SourceFlag::Attachment);
    }
    found.is_own = get(Field::Direction).is_some_and(|way| is_outbound(&way));
    if let Some(name) = get(Field::Conversation) {
        found.answers = Answers::Conversation(name.into_owned());
    }
    // A star-only review can be answered; a row without anything is an accident.
    if preset.kind.is_none()
        && found.comment.kind == Kind::Review
        && found.comment.text.is_empty()
        && found.comment.stars.is_none()
        && found.comment.recommended.is_none()
    {
        found.comment.kind = Kind::Comment;
    }
    Some(batch.add(found))
}

/// Why a record is no comment, where it is none.
fn left_out(source: &impl Source, words: Option<&str>) -> Option<&'static str> {
    let get = |field| source.get(field);
    let has_error = || get(Field::Error).is_some_and(|word| !word.eq_ignore_ascii_case("false"));
    if words.is_none() && has_error() {
        return Some("error-item");
    }
    let is_marker =
        |field| get(field).is_some_and(|cell| cell.starts_with("__NO_") && cell.ends_with("__"));
    if is_marker(Field::Id) || is_marker(Field::Text) {
        return Some("not-a-comment");
    }
    if get(Field::MessageType).is_some_and(|word| is_private(&word)) {
        return Some("private");
    }
    if get(Field::Status).is_some_and(|word| is_unpublished(&word)) {
        return Some("unpublished");
    }
    None
}

fn is_private(word: &str) -> bool {
    let word = clean::folded(word).replace(['_', '-'], " ");
    word.contains("private")
        || word.contains("direct")
        || matches!(word.as_str(), "message" | "dm" | "inbox")
}

fn is_unpublished(word: &str) -> bool {
    matches!(
        clean::folded(word).as_str(),
        "parked"
            | "removed"
            | "deleted"
            | "unpublished"
            | "rejected"
            | "draft"
            | "hidden by platform"
    )
}

fn is_outbound(word: &str) -> bool {
    matches!(clean::folded(word).as_str(), "outbound" | "outgoing" | "sent" | "out" | "reply sent")
}

/// Whether a cell says yes.
pub(super) fn is_yes(word: &str) -> bool {
    matches!(clean::folded(word).as_str(), "true" | "yes" | "1" | "y" | "sí" | "si" | "ja" | "wahr")
}

fn is_link(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

fn author(source: &impl Source, preset: &Preset, found: &mut Found) {
    let get = |field| source.get(field);
    found.author_id = get(Field::AuthorId).map(Cow::into_owned);
    found.handled(get(Field::Handle).as_deref());
    let name = match preset.names {
        Names::FirstLast => {
            let parts = [get(Field::FirstName), get(Field::LastName)];
            let full = parts.iter().flatten().map(|part| part.trim()).collect::<Vec<_>>().join(" ");
            let name = Some(full)
                .filter(|full| !full.is_empty())
                .or_else(|| get(Field::Author).map(Cow::into_owned));
            if name.is_none() {
                found.flag(SourceFlag::Anonymous);
            }
            name
        }
        Names::Plain | Names::HandleWherePlatformHasThem => get(Field::Author).map(Cow::into_owned),
    };
    let Some(name) = name else { return };
    let name = name.trim();
    let has_handles = matches!(
        found.comment.platform,
        Platform::Instagram | Platform::X | Platform::Tiktok | Platform::Threads
    );
    let is_handle = name.starts_with('@')
        || (preset.names == Names::HandleWherePlatformHasThem
            && has_handles
            && !name.contains(' '));
    if is_handle && !name.contains(' ') && found.comment.author.handle.is_none() {
        found.handled(Some(name));
    } else if !is_email(name) && !name.starts_with('@') {
        found.named(Some(name));
    }
}

/// Addresses of commenters are not public; they are never stored.
fn is_email(name: &str) -> bool {
    name.split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !name.contains(' '))
}

/// Title, a blank line, and the words.
fn joined(title: Option<&str>, words: Option<&str>) -> String {
    let (title, words) = (title.unwrap_or("").trim(), words.unwrap_or("").trim());
    match (title.is_empty(), words.is_empty()) {
        (true, _) => words.to_owned(),
        (_, true) => title.to_owned(),
        _ => format!("{title}\n\n{words}"),
    }
}

/// Stars, or Facebook's recommendation.
fn judged(source: &impl Source, found: &mut Found) {
    let raw = source.get(Field::Stars);
    let stars = raw.as_deref().and_then(stars);
    if source.get(Field::IsRecommendation).is_some_and(|word| is_yes(&word)) {
        found.comment.recommended = stars.map(|stars| stars >= 3.0);
    } else if let Some(stars) = stars {
        let (whole, exact) = whole_stars(stars);
        found.comment.stars = whole;
        found.exact_stars = exact;
    } else {
        let word = source.get(Field::Recommended).or(raw);
        found.comment.recommended = word.as_deref().and_then(recommends);
    }
}

/// Whole stars, and the exact number where it is not whole. A half counts for the lower star.
pub(super) fn whole_stars(stars: f64) -> (Option<u8>, Option<f64>) {
    let rounded = (stars - 0.5).ceil().clamp(1.0, 5.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 5")]
    let whole = rounded as u8;
    (Some(whole), (stars.fract() != 0.0).then_some(stars))
}

/// "4", "4,5", "2 / 5", "★★★☆☆", "5 stars", "FIVE", "8/10"; `None` for anything that is no rating.
pub(super) fn stars(raw: &str) -> Option<f64> {
    let text = raw.trim();
    let n_signs = text.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    if n_signs > 0 && !text.chars().any(|c| c.is_ascii_digit()) {
        return u8::try_from(n_signs).ok().map(f64::from).filter(|n| *n <= 5.0);
    }
    let named = ["ONE", "TWO", "THREE", "FOUR", "FIVE"]
        .iter()
        .position(|name| text.eq_ignore_ascii_case(name));
    if let Some(index) = named {
        return u8::try_from(index + 1).ok().map(f64::from);
    }
    let end = text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let number: f64 = text.get(..end)?.replace(',', ".").parse().ok()?;
    let rest = text.get(end..)?.trim().to_lowercase();
    let after_slash =
        rest.strip_prefix('/').or_else(|| rest.strip_prefix("out of ")).map(str::trim);
    let scale: f64 = match after_slash {
        Some(scale) => scale.replace(',', ".").parse().ok().filter(|scale| *scale >= 1.0)?,
        None if rest.is_empty()
            || rest
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() || matches!(c, '★' | '⭐')) =>
        {
            5.0
        }
        None => return None,
    };
    let value = number / scale * 5.0;
    (1.0..=5.0).contains(&value).then_some(value)
}

/// "positive", "recommends", "no": Facebook's judgement without stars.
pub(super) fn recommends(raw: &str) -> Option<bool> {
    match clean::folded(raw).as_str() {
        "true" | "yes" | "positive" | "recommends" | "recommended" | "recomienda" | "sí" => {
            Some(true)
        }
        "false"
        | "no"
        | "negative"
        | "doesn't recommend"
        | "doesn’t recommend"
        | "does not recommend"
        | "not recommended"
        | "no recomienda" => Some(false),
        _ => None,
    }
}

fn is_review(found: &Found) -> bool {
    let comment = &found.comment;
    let is_review_site = matches!(
        comment.platform,
        Platform::Google
            | Platform::Yelp
            | Platform::Realself
            | Platform::Healthgrades
            | Platform::Trustpilot
            | Platform::Tripadvisor
    );
    is_review_site || comment.stars.is_some() || comment.recommended.is_some()
}

/// Id and parent: the source's own, else what the link tells; a number that a spreadsheet destroyed is no id.
fn identify(
    source: &impl Source,
    permalink: Option<&str>,
    memory: &mut Memory,
    batch: &mut Batch<'_>,
    found: &mut Found,
) {
    let from_link = permalink.and_then(link::ids);
    let mut id_of = |field| {
        let id = source.get(field)?.trim().to_owned();
        if is_destroyed(&id) {
            batch.warn(
                "A spreadsheet has rounded the ids (7.41E+18), so they were left out and stable ones made in their \
                 place. Export the file again and do not save it from a spreadsheet",
            );
            return None;
        }
        Some(id)
    };
    let id = id_of(Field::Id).map(|id| link::plain_id(&id).unwrap_or(id));
    let parent = id_of(Field::Parent);
    let (link_id, link_parent) = from_link.map_or((None, None), |ids| (Some(ids.id), ids.parent));
    let id = id.or(link_id).unwrap_or_default();
    let depth = source.get(Field::Depth);
    let is_nested = memory.is_nested || depth.as_deref().is_some_and(|depth| depth.trim() != "0");
    let parent = parent
        .or(link_parent)
        .filter(|_| !source.get(Field::ParentKind).is_some_and(|kind| is_post(&kind)))
        .or_else(|| memory.last_top.clone().filter(|_| is_nested))
        .filter(|parent| !parent.is_empty() && *parent != id && parent != "0");
    if !is_nested {
        memory.last_top = Some(id.clone()).filter(|id| !id.is_empty());
    }
    found.comment.external_id = id;
    found.comment.parent_id = parent;
}

/// Whether what a comment answers is the post itself.
fn is_post(kind: &str) -> bool {
    matches!(clean::folded(kind).as_str(), "post" | "video" | "photo" | "media" | "reel" | "story")
}

/// Whether a cell is a long number in the short form of spreadsheets.
fn is_destroyed(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once(['e', 'E']) else { return false };
    let is_number = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    let digits = exponent.strip_prefix('+');
    let is_short = mantissa.len() == 1 && digits.is_some();
    let exponent = digits.unwrap_or(exponent);
    is_number(mantissa)
        && (mantissa.contains(['.', ',']) || is_short)
        && exponent.bytes().all(|b| b.is_ascii_digit())
        && !exponent.is_empty()
}

/// `en` of `en-US`; `None` for anything that is no code.
pub(super) fn language(raw: &str) -> Option<String> {
    let code = raw.trim().split(['-', '_']).next()?.to_lowercase();
    let is_code = (2..=3).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_lowercase())
        && code != "und";
    is_code.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_stars_is_read() {
        for (raw, expected) in [
            ("4", Some(4.0)),
            ("4,5", Some(4.5)),
            ("2 / 5", Some(2.0)),
            ("4/5", Some(4.0)),
            ("8/10", Some(4.0)),
            ("★★★☆☆", Some(3.0)),
            ("5 stars", Some(5.0)),
            ("1 hvězdička", Some(1.0)),
            ("FIVE", Some(5.0)),
            ("0", None),
            ("212", None),
            ("", None),
            ("good", None),
            ("3 out of 5", Some(3.0)),
            ("2026-11-05", None),
        ] {
            assert_eq!(stars(raw), expected, "{raw}");
        }
        assert_eq!(whole_stars(4.5), (Some(4), Some(4.5)), "a half counts for the lower star");
        assert_eq!(whole_stars(5.0), (Some(5), None), "whole");
    }

    #[test]
    fn rounded_ids_are_no_ids() {
        assert!(is_destroyed("7.41E+18"), "a spreadsheet's work");
        assert!(!is_destroyed("7e41"), "could be an id");
        assert!(!is_destroyed("AbFvOqm1"), "an id");
    }
}
