//! Whether a way to go on in private exists where the reply will stand.

use super::context::Context;
use super::detect::Reading;
use crate::text::{Kind, Span};

/// Whether the platform lets a commenter send the practice a message.
pub(super) fn takes_messages(context: &Context) -> bool {
    context.direct_messages.unwrap_or(true)
}

/// Whether the words in `span` name a way that exists: a direct message only where the platform has one.
pub(super) fn reaches(reading: &Reading<'_>, span: Span) -> bool {
    if takes_messages(reading.context) {
        return true;
    }
    let within = reading.text.tokens().iter().filter(|token| token.span.overlaps(span));
    let mut is_message = false;
    for token in within {
        match token.kind {
            Kind::Phone | Kind::Email | Kind::Url => return true,
            _ => {
                let word = reading.text.norm(token);
                is_message |= word.starts_with("dm")
                    || word.starts_with("messag")
                    || word.starts_with("mensaj")
                    || word.starts_with("inbox")
                    || word == "pm";
            }
        }
    }
    !is_message
}
