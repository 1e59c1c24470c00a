//! Length of a reply as its platform counts it.

use super::{Context, Length};
use crate::text::length::{self, LengthUnit};

/// Counts `reply` as the context's platform does; without an established limit nothing is ever too long.
pub(super) fn measure(reply: &str, context: &Context) -> Length {
    let (limit, unit) = context.limit.unwrap_or((None, LengthUnit::Characters));
    let count = length::count(reply, unit);
    Length { count, limit, unit: unit.name(), is_over: limit.is_some_and(|limit| limit < count) }
}
