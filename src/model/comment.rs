//! Comments and reviews as they were captured.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CommentId, Platform, PracticeId, Triage};

/// Words that a person wrote. `Debug` tells their number and hides them.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body(pub String);

impl Body {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written, as in a review of stars alone.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} characters)", self.0.chars().count())
    }
}

impl From<&str> for Body {
    fn from(words: &str) -> Self {
        Self(words.to_owned())
    }
}

impl From<String> for Body {
    fn from(words: String) -> Self {
        Self(words)
    }
}

/// Who wrote a comment, as shown with it. `Debug` hides both.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Author {
    /// Display name, `None` where the source withholds it.
    pub name: Option<String>,
    /// Handle without the `@`.
    pub handle: Option<String>,
}

impl Author {
    /// What a person sees: the name, else the handle, else "No name".
    pub fn label(&self) -> &str {
        self.name.as_deref().or(self.handle.as_deref()).unwrap_or("No name")
    }
}

impl fmt::Debug for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Author(hidden)")
    }
}

/// Makes an enum whose variants have one stable lower-case name each, for databases and JSON.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every variant, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name used in files, in the database and in JSON.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// The variant of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|variant| variant.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
pub(super) use named;

named! {
    /// What kind of public thing it is.
    Kind {
        /// Stands under something the practice posted.
        Comment = "comment",
        /// Stands on a review page, with or without stars.
        Review = "review",
        /// A visitor's own post on the practice's page.
        Post = "post",
    }
}

named! {
    /// Where a comment stands on its way to an answer.
    Status {
        /// Waits for an answer.
        Open = "open",
        /// Somebody has begun a reply.
        Drafting = "drafting",
        /// A reply was copied, and the clipboard held exactly its bytes.
        Replied = "replied",
        /// Passed to a named person.
        Escalated = "escalated",
        /// Put away without an answer.
        Dismissed = "dismissed",
        /// Comes back at a set time.
        Snoozed = "snoozed",
    }
}

named! {
    /// How exactly the time of a comment is known.
    Precision {
        /// To the second.
        Second = "second",
        /// To the minute.
        Minute = "minute",
        /// To the hour, as in "3h".
        Hour = "hour",
        /// To the day.
        Day = "day",
        /// To the week.
        Week = "week",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
    }
}

named! {
    /// What the source itself says of a comment.
    SourceFlag {
        /// Changed after it was posted.
        Edited = "edited",
        /// Not shown to everybody.
        Hidden = "hidden",
        /// Only its beginning was captured.
        Truncated = "truncated",
        /// Carries a picture, a sticker or a film.
        Attachment = "attachment",
        /// The source withholds the author on purpose.
        Anonymous = "anonymous",
        /// Only a machine's translation was captured.
        TranslationOnly = "translation-only",
    }
}

named! {
    /// Where an external id comes from.
    IdBasis {
        /// The platform's own.
        Native = "native",
        /// Made here from platform, author, exact time and words.
        Derived = "derived",
    }
}

/// An answer of the practice that already stands under a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExistingReply {
    /// Its words.
    pub text: Body,
    /// When it was posted, where the source tells.
    pub at: Option<Timestamp>,
    /// Who signed it, where the source tells.
    pub author: Option<String>,
}

/// A comment as an import found it, not in the queue yet.
///
/// `external_id` is never empty and names the comment on its platform, so that importing twice adds nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComment {
    /// The platform's own id, or one made here.
    pub external_id: String,
    /// Which of the two.
    pub id_basis: IdBasis,
    /// Where it stands.
    pub platform: Platform,
    /// Comment, review or post.
    pub kind: Kind,
    /// Who wrote it.
    pub author: Author,
    /// What they wrote; line ends are `\n`, trimmed at both ends.
    pub text: Body,
    /// 1 to 5.
    pub stars: Option<u8>,
    /// Facebook's "recommends" or "doesn't recommend".
    pub recommended: Option<bool>,
    /// When it was posted.
    pub posted_at: Option<Timestamp>,
    /// How exactly that is known.
    pub posted_at_precision: Option<Precision>,
    /// The most specific link to it.
    pub permalink: Option<String>,
    /// External id of the comment it answers.
    pub parent_id: Option<String>,
    /// Caption or title of what it stands under.
    pub post_context: Option<String>,
    /// Only where the source states it: an ISO 639-1 code.
    pub language: Option<String>,
    /// A translation that the source carried beside the original.
    pub text_translated: Option<Body>,
    /// What the source says of it.
    pub flags: Vec<SourceFlag>,
    /// The practice's answer that already stands there.
    pub existing_reply: Option<ExistingReply>,
}

impl NewComment {
    /// A comment of which only platform, id and words are known.
    pub fn new(platform: Platform, external_id: impl Into<String>, text: impl Into<Body>) -> Self {
        Self {
            external_id: external_id.into(),
            id_basis: IdBasis::Native,
            platform,
            kind: Kind::Comment,
            author: Author::default(),
            text: text.into(),
            stars: None,
            recommended: None,
            posted_at: None,
            posted_at_precision: None,
            permalink: None,
            parent_id: None,
            post_context: None,
            language: None,
            text_translated: None,
            flags: Vec::new(),
            existing_reply: None,
        }
    }
}

/// A comment in the queue of one practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its row.
    pub id: CommentId,
    /// Whose it is.
    pub practice: PracticeId,
    /// What was captured.
    pub source: NewComment,
    /// Category, urgency, sentiment and flags, a person's corrections applied.
    pub triage: Triage,
    /// Where it stands.
    pub status: Status,
    /// When it came into the queue.
    pub captured_at: Timestamp,
    /// By when it wants an answer.
    pub due_at: Timestamp,
}
