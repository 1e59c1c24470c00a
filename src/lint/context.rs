//! What a reply is measured against, fixed once per comment.

use std::fmt;

use super::detect::echo::Disclosed;
use super::pack::RulePack;
use crate::model::{Platform, Practice, Sentiment};
use crate::text::length::LengthUnit;
use crate::text::{Text, fold, language};

/// What a [`Context`] is made from.
#[derive(Clone, Copy, Default)]
pub struct Subject<'a> {
    /// The comment's words.
    pub comment: &'a str,
    /// How the commenter feels, decided by triage or by a person.
    pub sentiment: Option<Sentiment>,
    /// Where it stands.
    pub platform: Option<&'a Platform>,
    /// Display name or handle of the commenter.
    pub author: Option<&'a str>,
    /// Whose reply it is: its names and contacts are never identity findings. `None`: a contact offered as
    /// the way to reach us counts as ours.
    pub practice: Option<&'a Practice>,
}

/// What a reply is measured against, fixed once per comment so that each keystroke pays only for the reply.
#[derive(Default)]
pub struct Context {
    /// How the commenter feels; structure rules apply to negative comments only.
    pub sentiment: Option<Sentiment>,
    /// Where the reply will stand.
    pub platform: Option<Platform>,
    /// Whether a direct message reaches the practice there; `None` without a platform.
    pub(super) direct_messages: Option<bool>,
    /// The platform's limit and what it counts; `None` without a platform.
    pub(super) limit: Option<(Option<usize>, LengthUnit)>,
    /// Health information of the comment.
    pub(super) disclosed: Disclosed,
    /// The words of the commenter's public name, as they read.
    pub(super) author: Vec<String>,
    /// The practice's own names, as they read.
    pub(super) own_names: Vec<String>,
    /// ISO 639-1 code of the comment's language.
    pub(super) language: &'static str,
    /// The practice's own contacts: letters and digits only. `None` without a profile.
    pub(super) own_contacts: Option<Vec<String>>,
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Context({:?}, {:?})", self.sentiment, self.platform)
    }
}

/// A contact without the marks that people write differently.
pub(super) fn bare(contact: &str) -> String {
    fold(contact).chars().filter(|c| c.is_alphanumeric() || *c == '@').collect()
}

impl Context {
    /// Reads what the comment disclosed and whose reply it is.
    pub fn new(pack: &RulePack, subject: Subject<'_>) -> Self {
        let practice = subject.practice;
        let words = |name: &str| {
            fold(name)
                .split(|c: char| !c.is_alphanumeric())
                .map(str::to_owned)
                .filter(|word| !word.is_empty())
                .collect()
        };
        Self {
            sentiment: subject.sentiment,
            platform: subject.platform.cloned(),
            direct_messages: subject.platform.map(|platform| match practice {
                Some(practice) => pack.facts().can_direct_message(platform, practice),
                None => pack.facts().of(platform).has_direct_message(),
            }),
            limit: subject.platform.map(|platform| {
                let fact = pack.facts().of(platform);
                (fact.limit, fact.unit)
            }),
            disclosed: Disclosed::read(pack, subject.comment),
            author: subject.author.map(words).unwrap_or_default(),
            own_names: practice
                .map(|practice| practice.own().map(fold).collect())
                .unwrap_or_default(),
            own_contacts: practice.map(|practice| practice.contacts().map(bare).collect()),
            language: language::detect(&Text::read(subject.comment)).code(),
        }
    }

    /// ISO 639-1 code of the comment's language, or `und`.
    pub fn comment_language(&self) -> &'static str {
        self.language
    }

    /// Adds contacts of the practice beyond those of its profile.
    #[must_use]
    pub fn with_own_contacts(mut self, contacts: &[String]) -> Self {
        self.own_contacts
            .get_or_insert_default()
            .extend(contacts.iter().map(|contact| bare(contact)));
        self
    }
}
