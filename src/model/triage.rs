//! The taxonomy's words: category, urgency, sentiment, flags, and the cues that decided.

use serde::{Deserialize, Serialize};

use super::comment::named;
use crate::text::Span;

named! {
    /// What a comment is about. Where several fit, the earlier one wins.
    Category {
        /// An emergency or adverse event now, danger on the premises, or self-harm.
        Safety = "safety",
        /// Lawyer, court, board, regulator, police or press, threatened or involved.
        Legal = "legal",
        /// Somebody's information or pictures were exposed.
        Privacy = "privacy",
        /// A result or a complication.
        Outcome = "outcome",
        /// Price, charges, refunds, insurance.
        Billing = "billing",
        /// Staff, waiting, communication, access.
        Service = "service",
        /// Asks for information.
        Question = "question",
        /// A compliment, also one with a complaint inside.
        Praise = "praise",
        /// Bots, advertising, scams, pure abuse.
        Spam = "spam",
        /// Anything else.
        Other = "other",
    }
}

impl Category {
    /// As shown in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Safety => "Safety",
            Self::Legal => "Legal",
            Self::Privacy => "Privacy",
            Self::Outcome => "Outcome",
            Self::Billing => "Billing",
            Self::Service => "Service",
            Self::Question => "Question",
            Self::Praise => "Praise",
            Self::Spam => "Spam",
            Self::Other => "Other",
        }
    }
}

named! {
    /// How soon somebody has to act. The order is from least to most.
    Urgency {
        /// Within three business days.
        Low = "low",
        /// Within a business day.
        Normal = "normal",
        /// Within four business hours.
        High = "high",
        /// At once, around the clock.
        Critical = "critical",
    }
}

impl Urgency {
    /// As shown in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Low => "Low urgency",
            Self::Normal => "Normal urgency",
            Self::High => "High urgency",
            Self::Critical => "Critical",
        }
    }

    /// How many of the four segments of the urgency bar are lit.
    pub const fn n_segments(self) -> usize {
        match self {
            Self::Low => 1,
            Self::Normal => 2,
            Self::High => 3,
            Self::Critical => 4,
        }
    }
}

named! {
    /// How the writer feels, whatever the number of stars.
    Sentiment {
        /// Unhappy, alarmed or hostile; sarcastic praise belongs here.
        Negative = "negative",
        /// No clear feeling, or an even mix.
        Neutral = "neutral",
        /// Pleased.
        Positive = "positive",
    }
}

impl Sentiment {
    /// As shown in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Negative => "Negative",
            Self::Neutral => "Neutral",
            Self::Positive => "Positive",
        }
    }
}

named! {
    /// Something to be careful with.
    Flag {
        /// The writer tells health information of their own.
        SelfDisclosedPhi = "self-disclosed-phi",
        /// A person of this practice is named.
        NamesStaff = "names-staff",
        /// Another person's care, health or records.
        ThirdPartyPhi = "third-party-phi",
        /// The writer or the person concerned is under 18.
        Minor = "minor",
        /// Press, a licensing board, a government body or the BBB.
        MediaOrRegulator = "media-or-regulator",
    }
}

impl Flag {
    /// As shown in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SelfDisclosedPhi => "Own health details",
            Self::NamesStaff => "Names staff",
            Self::ThirdPartyPhi => "Someone else's health",
            Self::Minor => "Minor",
            Self::MediaOrRegulator => "Press or regulator",
        }
    }
}

/// Words of a comment that decided something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Name of the category, urgency, sentiment or flag that they decided.
    pub label: String,
    /// First byte in the comment's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Cue {
    /// Where the words stand in the comment's `text`, or `None` if it is another text.
    pub fn span(&self, text: &str) -> Option<Span> {
        Span::new(text, self.start..self.end)
    }
}

/// What triage says of a comment, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// What it is about.
    pub category: Category,
    /// How soon somebody has to act.
    pub urgency: Urgency,
    /// How the writer feels.
    pub sentiment: Sentiment,
    /// What to be careful with, in order of declaration, each once.
    pub flags: Vec<Flag>,
    /// The words that decided.
    pub because: Vec<Cue>,
}
