//! The small language of a template's words: text with typed placeholders, and the values that fill them.

use std::fmt;

use super::{Filled, Form, Paths};
use crate::model::{Platform, PlatformFacts, Practice};

/// A platform with less room than this, in its own unit, gets the short form.
const SHORT_BELOW: usize = 300;

/// Something that a practice's profile fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Placeholder {
    /// `{{practice_name}}`.
    PracticeName,
    /// `{{practice_phone}}`.
    PracticePhone,
    /// `{{practice_email}}`.
    PracticeEmail,
    /// `{{signature}}`; a practice without one leaves it out.
    Signature,
}

impl Placeholder {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 4] =
        [Self::PracticeName, Self::PracticePhone, Self::PracticeEmail, Self::Signature];

    /// The name between the braces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PracticeName => "practice_name",
            Self::PracticePhone => "practice_phone",
            Self::PracticeEmail => "practice_email",
            Self::Signature => "signature",
        }
    }

    /// The placeholder of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|placeholder| placeholder.name() == name)
    }

    /// What to enter in the profile, as shown in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PracticeName => "practice name",
            Self::PracticePhone => "phone number",
            Self::PracticeEmail => "e-mail address",
            Self::Signature => "signature",
        }
    }
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{{{}}}}}", self.name())
    }
}

/// What fills the placeholders: one practice's details, and which offers lead anywhere. Values may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// As the public knows it.
    pub practice_name: String,
    /// Telephone for the public.
    pub practice_phone: String,
    /// E-mail address for the public.
    pub practice_email: String,
    /// How replies are signed.
    pub signature: String,
    /// Whether a direct message reaches the practice on this platform.
    pub can_direct_message: bool,
    /// How much room the platform leaves.
    pub form: Form,
}

impl Values {
    /// The details of `practice` for a reply on `platform`.
    pub fn of(practice: &Practice, platform: &Platform, facts: &PlatformFacts) -> Self {
        let is_short = facts.of(platform).limit.is_some_and(|limit| limit < SHORT_BELOW);
        Self {
            practice_name: practice.name.trim().to_owned(),
            practice_phone: practice.phone.trim().to_owned(),
            practice_email: practice.email.trim().to_owned(),
            signature: practice.signature.trim().to_owned(),
            can_direct_message: facts.can_direct_message(platform, practice),
            form: if is_short { Form::Short } else { Form::Long },
        }
    }

    /// Which ways to go on in private exist.
    pub fn paths(&self) -> Paths {
        Paths {
            has_phone: !self.practice_phone.is_empty(),
            has_email: !self.practice_email.is_empty(),
            can_direct_message: self.can_direct_message,
        }
    }

    fn value(&self, placeholder: Placeholder) -> &str {
        match placeholder {
            Placeholder::PracticeName => &self.practice_name,
            Placeholder::PracticePhone => &self.practice_phone,
            Placeholder::PracticeEmail => &self.practice_email,
            Placeholder::Signature => &self.signature,
        }
    }
}

/// A piece of a template's words.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Hole(Placeholder),
}

/// One part of a template: text with placeholders, all of them known, no brace left open. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    source: String,
    pieces: Vec<Piece>,
}

/// Why a template's words cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WordsFault {
    /// Nothing but space.
    Empty,
    /// `{{` without `}}`, or the other way round.
    Unbalanced,
    /// No placeholder has that name.
    Unknown(String),
}

impl Words {
    /// Reads the words of one part; space around them does not count.
    pub(super) fn parse(source: &str) -> Result<Self, WordsFault> {
        let source = source.trim();
        if source.is_empty() {
            return Err(WordsFault::Empty);
        }
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, next) = after.split_once("}}").ok_or(WordsFault::Unbalanced)?;
            pieces.push(Piece::Text(before.to_owned()));
            let name = name.trim();
            let hole = Placeholder::from_name(name);
            pieces.push(Piece::Hole(hole.ok_or_else(|| WordsFault::Unknown(name.to_owned()))?));
            rest = next;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        let has_brace =
            |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(['{', '}']));
        if pieces.iter().any(has_brace) {
            return Err(WordsFault::Unbalanced);
        }
        Ok(Self { source: source.to_owned(), pieces })
    }

    /// As written in the file, placeholders visible.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its placeholders in reading order.
    pub fn placeholders(&self) -> impl Iterator<Item = Placeholder> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole(placeholder) => Some(*placeholder),
            Piece::Text(_) => None,
        })
    }

    /// Appends the words to `filled`, with what `values` has; notes what it lacks.
    pub(super) fn fill_into(&self, values: &Values, filled: &mut Filled) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => filled.text.push_str(text),
                Piece::Hole(placeholder) => match (values.value(*placeholder), *placeholder) {
                    ("", Placeholder::Signature) => (),
                    ("", missing) => {
                        filled.text.push_str(&missing.to_string());
                        if !filled.missing.contains(&missing) {
                            filled.missing.push(missing);
                        }
                    }
                    (value, _) => filled.text.push_str(value),
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        Values {
            practice_name: "Harborview Aesthetics".to_owned(),
            practice_phone: String::new(),
            practice_email: "care@harborview.example".to_owned(),
            signature: String::new(),
            can_direct_message: false,
            form: Form::Long,
        }
    }

    #[test]
    fn what_the_profile_lacks_stays_visible_and_is_listed_once() {
        let words = "{{practice_name}}: {{practice_phone}} or {{ practice_phone }}. {{signature}}";
        let words = Words::parse(words).expect("known placeholders");
        let mut filled = Filled { text: String::new(), missing: Vec::new() };
        words.fill_into(&values(), &mut filled);
        let expected = "Harborview Aesthetics: {{practice_phone}} or {{practice_phone}}. ";
        assert_eq!(filled.text, expected, "the empty signature leaves nothing behind");
        assert_eq!(filled.missing, [Placeholder::PracticePhone], "once");
    }

    #[test]
    fn words_that_cannot_be_filled_do_not_load() {
        let unknown = WordsFault::Unknown("doctor".to_owned());
        assert_eq!(Words::parse("Ask {{doctor}}."), Err(unknown), "no such placeholder");
        for broken in
            ["Call {{practice_phone", "Call practice_phone}}", "Call {practice_phone}", "{{}"]
        {
            assert_eq!(Words::parse(broken), Err(WordsFault::Unbalanced), "{broken}");
        }
        assert_eq!(Words::parse("  \n"), Err(WordsFault::Empty), "nothing but space");
    }

    #[test]
    fn the_form_follows_the_room_on_the_platform() {
        let facts = PlatformFacts::bundled().expect("the bundled facts");
        let form = |platform| Values::of(&Practice::default(), &platform, &facts).form;
        assert_eq!(form(Platform::X), Form::Short, "280");
        assert_eq!(form(Platform::Tiktok), Form::Short, "150");
        assert_eq!(form(Platform::Threads), Form::Long, "500");
        assert_eq!(form(Platform::Healthgrades), Form::Long, "no limit is known");
    }
}
