//! The sample queue: two invented practices with comments that always look fresh. Reads no clock.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::model::{
    Author, Body, ExistingReply, IdBasis, Kind, NewComment, Platform, Practice, Precision,
    SourceFlag,
};

/// One file per practice.
const FILES: [&str; 2] =
    [include_str!("../assets/sample/harborview.toml"), include_str!("../assets/sample/lumen.toml")];

/// The sample queue could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the sample queue cannot be read: {reason}")]
pub struct SampleError {
    reason: String,
}

impl SampleError {
    /// What the person can do.
    #[expect(clippy::unused_self, reason = "every error of this crate is asked in the same way")]
    pub fn help(&self) -> &'static str {
        "Install Bedside again: a file that belongs to it is damaged"
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    practice: Practice,
    comment: Vec<RawComment>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawComment {
    id: String,
    platform: Platform,
    kind: Kind,
    author: String,
    handle: Option<String>,
    text: String,
    stars: Option<u8>,
    recommended: Option<bool>,
    minutes: i64,
    permalink: Option<String>,
    context: Option<String>,
    #[serde(default)]
    flags: Vec<SourceFlag>,
    reply: Option<String>,
    reply_minutes: Option<i64>,
    reply_author: Option<String>,
}

/// The practices of the sample queue, each with its comments as they look at `now`.
pub fn queue(now: Timestamp) -> Result<Vec<(Practice, Vec<NewComment>)>, SampleError> {
    FILES
        .iter()
        .map(|text| {
            let file = read(text)?;
            let comments = file.comment.into_iter().map(|raw| comment(raw, now)).collect();
            Ok((file.practice, comments))
        })
        .collect()
}

/// The profiles alone.
pub fn practices() -> Result<Vec<Practice>, SampleError> {
    FILES.iter().map(|text| read(text).map(|file| file.practice)).collect()
}

fn read(text: &str) -> Result<RawFile, SampleError> {
    toml::from_str(text).map_err(|error| SampleError { reason: error.message().to_owned() })
}

fn comment(raw: RawComment, now: Timestamp) -> NewComment {
    let existing_reply = raw.reply.map(|words| ExistingReply {
        text: Body(words),
        at: raw.reply_minutes.map(|minutes| ago(now, minutes)),
        author: raw.reply_author,
    });
    NewComment {
        id_basis: IdBasis::Derived,
        kind: raw.kind,
        author: Author { name: Some(raw.author), handle: raw.handle },
        stars: raw.stars,
        recommended: raw.recommended,
        posted_at: Some(ago(now, raw.minutes)),
        posted_at_precision: Some(Precision::Minute),
        permalink: raw.permalink,
        post_context: raw.context,
        flags: raw.flags,
        existing_reply,
        ..NewComment::new(raw.platform, format!("sample-{}", raw.id), raw.text)
    }
}

/// The moment that many minutes before `now`; the earliest there is, where `now` is close to it.
fn ago(now: Timestamp, minutes: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_secs(minutes.saturating_mul(60))).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn now() -> Timestamp {
        "2026-03-02T15:00:00Z".parse().expect("a moment")
    }

    #[test]
    fn there_is_enough_to_try_everything_on() {
        let queue = queue(now()).expect("the sample queue");
        let all: Vec<&NewComment> = queue.iter().flat_map(|(_, comments)| comments).collect();
        assert_eq!(queue.len(), 2, "two practices");
        assert!(all.len() >= 44, "{} comments", all.len());
        let platforms: BTreeSet<&Platform> = all.iter().map(|one| &one.platform).collect();
        assert!(platforms.len() >= 7, "{} platforms", platforms.len());
        let ids: BTreeSet<&str> = all.iter().map(|one| one.external_id.as_str()).collect();
        assert_eq!(ids.len(), all.len(), "each has an id of its own");
        assert!(
            all.iter().filter(|one| one.existing_reply.is_some()).count() >= 4,
            "some answered"
        );
    }

    #[test]
    fn nothing_is_posted_in_the_future() {
        let now = now();
        for (practice, comments) in queue(now).expect("the sample queue") {
            assert!(!practice.name.is_empty() && practice.phone.starts_with("555-01"), "invented");
            assert!(practice.email.ends_with(".example"), "an address that leads nowhere");
            for one in &comments {
                let id = &one.external_id;
                assert!(one.posted_at < Some(now), "{id} is in the past");
                assert!(one.stars.is_none_or(|stars| (1..=5).contains(&stars)), "{id} has 1 to 5");
                let link = one.permalink.as_deref().unwrap_or_default();
                assert!(link.starts_with("https://") && link.contains(".example/"), "{id}: {link}");
                let replied_at = one.existing_reply.as_ref().and_then(|reply| reply.at);
                assert!(
                    replied_at.is_none_or(|at| Some(at) > one.posted_at),
                    "{id}: answered after"
                );
            }
        }
    }

    #[test]
    fn the_earliest_moment_is_no_trap() {
        let queue = queue(Timestamp::MIN).expect("the sample queue");
        let first = queue.iter().flat_map(|(_, comments)| comments).next().expect("a comment");
        assert_eq!(first.posted_at, Some(Timestamp::MIN), "no moment before the first");
    }
}
