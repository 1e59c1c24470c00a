//! Undo and redo of a reply's text: typing is taken back a burst at a time, a template or a rewrite as one.

use std::fmt;
use std::time::Duration;

/// How many versions are remembered.
const DEPTH: usize = 200;

/// A rest of this length ends a burst of typing.
const REST: Duration = Duration::from_millis(900);

/// A burst ends after this many bytes even without a rest.
const BURST: usize = 40;

/// Earlier and later versions of one text. `Debug` hides them.
#[derive(Clone, Default)]
pub(super) struct Edits {
    past: Vec<String>,
    future: Vec<String>,
    last_typed: Option<Duration>,
    burst: usize,
}

impl Edits {
    /// Remembers `before`, the text as it stood ahead of a keystroke at `now`.
    pub(super) fn typed(&mut self, before: &str, after: &str, now: Duration) {
        let changed = before.len().abs_diff(after.len()).max(1);
        let goes_on = self.last_typed.is_some_and(|last| now.saturating_sub(last) < REST)
            && self.burst + changed <= BURST
            && self.future.is_empty();
        if goes_on {
            self.burst += changed;
        } else {
            self.push(before);
            self.burst = changed;
        }
        self.last_typed = Some(now);
    }

    /// Remembers `before`, the text that a template or a rewrite is about to replace.
    pub(super) fn replaced(&mut self, before: &str) {
        self.push(before);
        self.last_typed = None;
    }

    /// The version before `current`.
    pub(super) fn undo(&mut self, current: &str) -> Option<String> {
        let text = self.past.pop()?;
        self.future.push(current.to_owned());
        self.last_typed = None;
        Some(text)
    }

    /// The version after `current`.
    pub(super) fn redo(&mut self, current: &str) -> Option<String> {
        let text = self.future.pop()?;
        self.past.push(current.to_owned());
        self.last_typed = None;
        Some(text)
    }

    /// Whether there is an earlier version.
    pub(super) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a later version.
    pub(super) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    fn push(&mut self, before: &str) {
        self.future.clear();
        if self.past.len() == DEPTH {
            self.past.remove(0);
        }
        self.past.push(before.to_owned());
    }
}

impl fmt::Debug for Edits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Edits({} past, {} future)", self.past.len(), self.future.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn a_burst_of_typing_is_one_step() {
        let mut edits = Edits::default();
        edits.typed("", "W", ms(0));
        edits.typed("W", "We", ms(100));
        edits.typed("We", "We a", ms(2_000));
        assert_eq!(edits.undo("We a").as_deref(), Some("We"), "back to before the rest");
        assert_eq!(edits.undo("We").as_deref(), Some(""), "back to the beginning");
        assert_eq!(edits.undo(""), None, "nothing before that");
        assert_eq!(edits.redo("").as_deref(), Some("We"), "and forth again");
        assert_eq!(edits.redo("We").as_deref(), Some("We a"), "to the end");
    }

    #[test]
    fn a_template_is_a_step_of_its_own() {
        let mut edits = Edits::default();
        edits.typed("", "Hi", ms(0));
        edits.replaced("Hi");
        edits.typed("Template", "Template.", ms(10));
        assert_eq!(edits.undo("Template.").as_deref(), Some("Template"), "the keystroke");
        assert_eq!(edits.undo("Template").as_deref(), Some("Hi"), "the template");
    }

    #[test]
    fn debug_hides_the_words() {
        let mut edits = Edits::default();
        edits.replaced("secret");
        assert!(!format!("{edits:?}").contains("secret"), "only counts are shown");
    }
}
