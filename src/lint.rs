//! Does a reply confirm, deny, promise or quarrel? `check(pack, reply, context) -> Report`.

mod finding;

pub use finding::{Confidence, Finding, Lamp, Lamps, Length, Report, RuleId, Severity};

use crate::model::{Platform, Practice, Sentiment, Verdict};

/// The rules, compiled, with a version.
#[derive(Debug)]
pub struct RulePack;

impl RulePack {
    /// The bundled rules. They are read once; a fault in them fails a test, not a start.
    pub fn bundled() -> Self {
        Self
    }

    /// Version of the rules, recorded with every reply.
    pub fn version(&self) -> &'static str {
        "0.1.0"
    }
}

/// What a reply is measured against, fixed once per comment so that each keystroke pays only for the reply.
#[derive(Debug, Default)]
pub struct Context {
    /// How the commenter feels; structure rules apply to negative comments only.
    pub sentiment: Option<Sentiment>,
    /// Where the reply will stand.
    pub platform: Option<Platform>,
}

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

impl Context {
    /// Reads what the comment disclosed and whose reply it is.
    pub fn new(_pack: &RulePack, subject: Subject<'_>) -> Self {
        Self { sentiment: subject.sentiment, platform: subject.platform.cloned() }
    }
}

/// Checks one reply. Same input, same output; never fails, never panics, linear in the reply's length.
pub fn check(_pack: &RulePack, _reply: &str, _context: &Context) -> Report {
    Report {
        findings: Vec::new(),
        lamps: Lamps::default(),
        length: Length { count: 0, limit: None, unit: "characters", is_over: false },
        verdict: Verdict::Clear,
        language: "en",
    }
}
