//! What is known of each platform: how long a reply may be, how it counts, whether a direct message reaches a practice.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::{Platform, Practice};
use crate::text::length::LengthUnit;

/// The name of the table that stands for every platform without one of its own.
const OTHER: &str = "other";

/// The bundled facts could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the platform facts cannot be read: {reason}")]
pub struct FactsError {
    reason: String,
}

impl FactsError {
    /// What the person can do.
    #[expect(clippy::unused_self, reason = "every error of this crate is asked in the same way")]
    pub fn help(&self) -> &'static str {
        "Install Bedside again: a file that belongs to it is damaged"
    }
}

/// Whether a direct message on a platform can reach a practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DirectMessage {
    /// It can, unless the practice says otherwise.
    Yes,
    /// The platform has none; what a practice says changes nothing.
    No,
    /// Only if the practice says so.
    Ask,
}

/// What is known of one platform.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PlatformFact {
    /// Longest reply in [`PlatformFact::unit`]; `None` where none is established.
    pub limit: Option<usize>,
    /// What the platform counts.
    pub unit: LengthUnit,
    #[serde(rename = "warn-at")]
    warns: Option<usize>,
    #[serde(rename = "direct-message")]
    messages: DirectMessage,
    /// Characters before the platform cuts; `None` where it does not document that.
    pub fold: Option<usize>,
    /// Where the figures were read.
    pub source: String,
    /// On which day.
    pub checked_on: Date,
    /// What a person ought to know; may be empty.
    pub note: String,
}

impl PlatformFact {
    /// Length from which the count is a warning; `None` where no limit is established.
    pub fn warn_at(&self) -> Option<usize> {
        self.warns.or_else(|| self.limit.map(|limit| limit * 9 / 10))
    }

    /// Whether a direct message reaches a practice that has said nothing about it.
    pub fn has_direct_message(&self) -> bool {
        self.messages == DirectMessage::Yes
    }

    /// Whether a practice may say that direct messages reach it here.
    pub fn can_practice_decide(&self) -> bool {
        self.messages != DirectMessage::No
    }
}

/// What is known of every platform.
#[derive(Clone, Debug)]
pub struct PlatformFacts {
    rows: BTreeMap<String, PlatformFact>,
    other: PlatformFact,
}

impl PlatformFacts {
    /// The facts that come with Bedside. They are read once; a fault in them fails a test, not a start.
    pub fn bundled() -> Result<Self, FactsError> {
        Self::parse(include_str!("../../assets/platforms.toml"))
    }

    /// Reads facts from TOML, one table a platform; `other` must be among them.
    pub fn parse(text: &str) -> Result<Self, FactsError> {
        let mut rows: BTreeMap<String, PlatformFact> = toml::from_str(text)
            .map_err(|error| FactsError { reason: error.message().to_owned() })?;
        let other = rows
            .remove(OTHER)
            .ok_or_else(|| FactsError { reason: "there is no table for other platforms".into() })?;
        Ok(Self { rows, other })
    }

    /// What is known of a platform; one that has no facts of its own has no limit.
    pub fn of(&self, platform: &Platform) -> &PlatformFact {
        self.rows.get(platform.name()).unwrap_or(&self.other)
    }

    /// Whether "send us a direct message" leads anywhere on that platform for that practice.
    pub fn can_direct_message(&self, platform: &Platform, practice: &Practice) -> bool {
        let fact = self.of(platform);
        let said = practice.direct_messages.get(platform.name()).copied();
        fact.can_practice_decide() && said.unwrap_or_else(|| fact.has_direct_message())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> PlatformFacts {
        PlatformFacts::bundled().expect("the bundled facts")
    }

    #[test]
    fn every_known_platform_has_its_own_facts() {
        let facts = facts();
        for platform in Platform::known() {
            assert!(facts.rows.contains_key(platform.name()), "{platform:?} has a table");
        }
        assert_eq!(facts.rows.len(), Platform::known().count(), "no table is left over");
        assert!(facts.rows.values().all(|fact| !fact.source.is_empty()), "each names its source");
    }

    #[test]
    fn limits_and_warnings_are_as_published() {
        let facts = facts();
        let of = |name: &str| facts.of(&Platform::from_name(name)).clone();
        assert_eq!((of("google").limit, of("google").warn_at()), (Some(4096), Some(3686)), "90 %");
        assert_eq!(of("google").unit, LengthUnit::Bytes, "Google counts bytes");
        assert_eq!(
            (of("facebook").limit, of("facebook").warn_at()),
            (Some(8000), Some(5000)),
            "own"
        );
        assert_eq!((of("x").limit, of("x").unit), (Some(280), LengthUnit::Weighted), "weighted");
        assert_eq!(
            (of("threads").limit, of("threads").unit),
            (Some(500), LengthUnit::EmojiBytes),
            "t"
        );
        assert_eq!(
            (of("zocdoc").limit, of("zocdoc").warn_at()),
            (None, None),
            "nothing is guessed"
        );
    }

    #[test]
    fn a_direct_message_is_offered_only_where_it_arrives() {
        let facts = facts();
        let mut practice = Practice::default();
        let can = |practice: &Practice, name: &str| {
            facts.can_direct_message(&Platform::from_name(name), practice)
        };
        assert!(can(&practice, "facebook"), "yes by default");
        assert!(!can(&practice, "threads"), "not before the practice says so");
        assert!(!can(&practice, "zocdoc"), "nor on a platform that is not known");
        for name in ["facebook", "threads", "google", "zocdoc"] {
            practice.direct_messages.insert(name.to_owned(), true);
        }
        assert!(can(&practice, "threads") && can(&practice, "zocdoc"), "the practice says so");
        assert!(!can(&practice, "google"), "Google has none, whatever the practice says");
        practice.direct_messages.insert("facebook".to_owned(), false);
        assert!(!can(&practice, "facebook"), "the practice has switched them off");
    }

    #[test]
    fn damaged_facts_are_refused_with_a_reason() {
        assert!(PlatformFacts::parse("").is_err(), "no table for other platforms");
        let error = PlatformFacts::parse("[google]\nlimt = 3").expect_err("a misspelt field");
        assert!(error.to_string().contains("limt"), "the field is named: {error}");
        assert!(!error.help().is_empty(), "and something can be done");
    }
}
