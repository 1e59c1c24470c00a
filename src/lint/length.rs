//! Length of a reply as its platform counts it.

use super::Length;
use crate::model::Platform;

/// Counts `reply` for `platform`; without an established limit nothing is ever too long.
pub(super) fn measure(reply: &str, _platform: Option<&Platform>) -> Length {
    Length { count: reply.chars().count(), limit: None, unit: "characters", is_over: false }
}
