//! The four lamps: what is already right with a reply.

use super::detect::Reading;
use super::{Finding, Lamp, Lamps};
use crate::model::Sentiment;

/// Lights the lamps of one reply from the rules that ask for the same things.
pub(super) fn light(reading: &Reading<'_>, findings: &[Finding]) -> Lamps {
    let lamp = |id: &str| {
        let rule = reading.pack.compiled().iter().find(|known| known.rule.id.as_str() == id);
        rule.and_then(|rule| reading.present(rule)).map_or(Lamp::Off, Lamp::On)
    };
    let is_negative = reading.context.sentiment == Some(Sentiment::Negative);
    let asked = |id: &str| if is_negative { lamp(id) } else { Lamp::NotAsked };
    Lamps {
        acknowledged: lamp("structure/no-acknowledgement"),
        solution: asked("structure/no-solution"),
        is_private: !findings.iter().any(|finding| finding.rule.group() == "privacy"),
        offline: asked("structure/no-offline-path"),
    }
}
