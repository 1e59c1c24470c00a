//! Do two replies sound alike? Compares runs of three words, so that a changed phone number does not hide it.

use std::collections::BTreeSet;

/// From this share of runs in common, replies read as copies of each other.
const ALIKE: f32 = 0.5;

/// The runs of three words in one text.
pub(super) struct Sound(BTreeSet<[String; 3]>);

impl Sound {
    /// Listens to a text; case and punctuation do not count.
    pub(super) fn of(text: &str) -> Self {
        let words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .filter(|word| !word.is_empty())
            .map(|word| word.replace('’', "'").to_lowercase())
            .collect();
        Self(words.array_windows().cloned().collect())
    }

    /// Whether half of what this text says is in the other one too; texts of under three words never are alike.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let shared = u16::try_from(self.0.intersection(&other.0).count()).unwrap_or(u16::MAX);
        let all = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        f32::from(shared) / f32::from(all) >= ALIKE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_number_does_not_hide_a_copy() {
        let first = Sound::of("We're sorry to hear this. Please call our manager at 555-0100.");
        let second = Sound::of("We’re sorry to hear this! Please call our manager at 555-0199.");
        let other = Sound::of("Thank you for telling us. The team will look into it today.");
        assert!(first.is_like(&second), "only the number differs");
        assert!(!first.is_like(&other), "other words");
        assert!(!Sound::of("Thank you").is_like(&Sound::of("Thank you")), "too short to tell");
    }
}
