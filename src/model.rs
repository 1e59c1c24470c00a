//! The nouns: what a comment, a triage, a practice, a reply and a person are. No behaviour beyond construction and display.

mod comment;
mod facts;
mod ids;
mod platform;
mod practice;
mod reply;
mod triage;

pub use comment::{
    Author, Body, Comment, ExistingReply, IdBasis, Kind, NewComment, Precision, SourceFlag, Status,
};
pub use facts::{DirectMessage, FactsError, PlatformFact, PlatformFacts};
pub use ids::{CommentId, ImportId, PersonId, PracticeId, ReplyId};
pub use platform::Platform;
pub use practice::{BusinessHours, OpenBlock, Person, Practice, Weekday};
pub use reply::{ClipboardOutcome, Draft, Override, Reply, SealedFinding, Verdict};
pub use triage::{Category, Cue, Flag, Sentiment, Triage, Urgency};
