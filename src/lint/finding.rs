//! What a check says: findings, lamps, length and the verdict.

use crate::model::{SealedFinding, Verdict};
use crate::text::Span;

/// A rule's path under `assets/rules`, such as `privacy/echo`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub(super) std::sync::Arc<str>);

impl RuleId {
    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its group: `privacy`, `tone`, `legal`, `structure` or `hygiene`.
    pub fn group(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }
}

/// How much a finding weighs. The order is from most to least.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Holds the reply back, if the confidence is high.
    Stop,
    /// Ought to be changed.
    Warning,
    /// Would make it better.
    Advice,
}

impl Severity {
    /// The stable name used in JSON and in the history.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// How sure the detector is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Shown as a warning even when the rule stops.
    Low,
    /// Sure enough to hold a reply back.
    High,
}

impl Confidence {
    /// The stable name used in JSON and in the history.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::High => "high",
        }
    }
}

/// One place where a reply breaks one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule; its words (what, why, instead, citations) are read from the pack.
    pub rule: RuleId,
    /// The rule's severity.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// Which words of the reply. For something that is missing: an empty span where it belongs.
    pub span: Span,
    /// One to three texts, each to stand in place of [`Finding::replaces`]; each passes the rules itself.
    pub fixes: Vec<String>,
    /// Which bytes of the reply a fix replaces: the span, widened to what must go with it.
    pub replaces: Span,
    /// Which words of the comment it repeats.
    pub echo_of: Option<Span>,
}

impl Finding {
    /// Whether it holds the reply back.
    pub fn holds(&self) -> bool {
        self.severity == Severity::Stop && self.confidence == Confidence::High
    }

    /// As it looks in the window: a stop of low confidence is shown as a warning.
    pub fn shown_as(&self) -> Severity {
        if self.severity == Severity::Stop && self.confidence == Confidence::Low {
            Severity::Warning
        } else {
            self.severity
        }
    }
}

/// One of the things that a good reply has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lamp {
    /// Not asked of this reply: the comment is not negative.
    #[default]
    NotAsked,
    /// Missing.
    Off,
    /// There, in these words.
    On(Span),
}

/// What is already right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lamps {
    /// Thanks, sympathy or another acknowledgement; never [`Lamp::NotAsked`].
    pub acknowledged: Lamp,
    /// A step that the practice will take; asked of answers to negative comments.
    pub solution: Lamp,
    /// No word says who is a patient.
    pub is_private: bool,
    /// A way to go on in private; asked of answers to negative comments.
    pub offline: Lamp,
}

/// Length as the platform counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How long the reply is, in `unit`.
    pub count: usize,
    /// The platform's limit, `None` where none is established.
    pub limit: Option<usize>,
    /// `bytes`, `characters`, `weighted` or `emoji-bytes`.
    pub unit: &'static str,
    /// Longer than the limit.
    pub is_over: bool,
}

/// Everything that the live panel says of one reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Worst first, then in reading order.
    pub findings: Vec<Finding>,
    /// What is already right.
    pub lamps: Lamps,
    /// Length as the platform counts it.
    pub length: Length,
    /// Of the whole reply.
    pub verdict: Verdict,
    /// ISO 639-1, or `und` where it cannot be told.
    pub language: &'static str,
}

impl Report {
    /// The findings as a record keeps them.
    pub fn sealed(&self) -> Vec<SealedFinding> {
        self.findings
            .iter()
            .map(|finding| SealedFinding {
                rule: finding.rule.as_str().to_owned(),
                severity: finding.severity.name().to_owned(),
                confidence: finding.confidence.name().to_owned(),
                start: finding.span.start(),
                end: finding.span.end(),
            })
            .collect()
    }
}
