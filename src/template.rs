//! Canned responses: parts with placeholders, ranked for a comment, filled from a practice's profile. Reads no rules.

mod alike;
mod library;
mod load;
mod offer;
mod rank;
mod search;
mod words;

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use library::Library;
pub use load::LoadError;
pub use offer::{Form, Need, Offer, Paths};
pub use rank::{Ranked, Situation};
pub use search::Found;
pub use words::{Placeholder, Values, Words};

use crate::model::{Category, Sentiment, Urgency};

/// Names one template: its file's name and its own, such as `outcome/sorry-by-phone`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TemplateId(Arc<str>);

impl TemplateId {
    /// The id of that name, whether or not there is such a template.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// File and name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TemplateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which language a template is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// As shown in the window.
    pub const fn label(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
        }
    }
}

/// A canned response.
///
/// It has at least one acknowledgement, and its offers name exactly the contacts that they need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its file and name.
    pub id: TemplateId,
    /// What a person looks for.
    pub title: String,
    /// What it answers, the best fit first; never empty.
    pub categories: Vec<Category>,
    /// How the commenter feels; never empty.
    pub sentiments: Vec<Sentiment>,
    /// How soon somebody must act; empty where that does not matter.
    pub urgencies: Vec<Urgency>,
    /// Words of a comment that this template fits better than its neighbours, in lower case; `*` ends a beginning.
    pub topics: Vec<String>,
    /// Made for a rating without any words.
    pub is_wordless: bool,
    /// What it is written in.
    pub language: Language,
    /// Opens with thanks or sympathy; never empty.
    pub acknowledgement: Vec<Words>,
    /// A step that the practice takes; empty where none is asked for.
    pub solution: Vec<Words>,
    /// Ways to go on in private; empty where none is asked for.
    pub offline: Vec<Offer>,
    /// The whole reply in at most 140 characters; may be empty.
    pub short: Vec<Offer>,
}

/// A template with a practice's details in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The reply; what could not be filled stays visible as `{{…}}`.
    pub text: String,
    /// What could not be filled, each once, in reading order.
    pub missing: Vec<Placeholder>,
}

impl Template {
    /// How many different replies it can make there; at least one.
    pub fn n_variants(&self, form: Form, paths: Paths) -> usize {
        let offers = self.offers(form, paths).len().max(1);
        match self.form(form) {
            Form::Short => offers,
            Form::Long => self.acknowledgement.len().max(1) * self.solution.len().max(1) * offers,
        }
    }

    /// The parts of one variant, in reading order. Any number names a variant; they go round.
    ///
    /// Neighbouring numbers differ in every part that has a choice, so that the next one sounds different.
    pub fn parts(&self, variant: usize, form: Form, paths: Paths) -> Vec<&Words> {
        let offers = self.offers(form, paths);
        if self.form(form) == Form::Short {
            return pick(&offers, variant).map(|offer| &offer.words).into_iter().collect();
        }
        let n_first = self.acknowledgement.len().max(1);
        let n_second = self.solution.len().max(1);
        let first = variant % n_first;
        let second = first + variant / n_first;
        let third = first + variant / (n_first * n_second);
        let offer = pick(&offers, third).map(|offer| &offer.words);
        [pick(&self.acknowledgement, first), pick(&self.solution, second), offer]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Every part in every form, in the order of the file, with its placeholders visible.
    pub fn all_words(&self) -> impl Iterator<Item = &Words> {
        let offers = self.offline.iter().chain(&self.short).map(|offer| &offer.words);
        self.acknowledgement.iter().chain(&self.solution).chain(offers)
    }

    /// The needs of the offer that a variant makes; `None` where it makes none.
    pub fn needs(&self, variant: usize, form: Form, paths: Paths) -> Option<&[Need]> {
        let words = self.parts(variant, form, paths).pop()?;
        let offers = self.offline.iter().chain(&self.short);
        offers
            .into_iter()
            .find(|offer| std::ptr::eq(&raw const offer.words, words))
            .map(|offer| offer.needs.as_slice())
    }

    /// The form that it can really take: without short forms, the long one.
    fn form(&self, form: Form) -> Form {
        if self.short.is_empty() { Form::Long } else { form }
    }

    /// The offers that lead somewhere; if none does, those that a fuller profile would make good.
    fn offers(&self, form: Form, paths: Paths) -> Vec<&Offer> {
        let all = match self.form(form) {
            Form::Long => &self.offline,
            Form::Short => &self.short,
        };
        let good: Vec<&Offer> = all.iter().filter(|offer| paths.cover(&offer.needs)).collect();
        if good.is_empty() {
            all.iter().filter(|offer| !offer.needs.contains(&Need::Dm)).take(1).collect()
        } else {
            good
        }
    }
}

fn pick<T>(choices: &[T], number: usize) -> Option<&T> {
    choices.get(number.checked_rem(choices.len())?)
}

/// Fills one variant of a template with a practice's details, in the form that the platform asks for.
///
/// ```
/// use bedside::model::{Platform, PlatformFacts, Practice};
/// use bedside::template::{self, Library, Placeholder, Values};
///
/// let text = r#"
///     [[template]]
///     id = "calls"
///     title = "Calls not returned"
///     categories = ["service"]
///     sentiments = ["negative"]
///     acknowledgement = ["We're sorry to hear this."]
///     solution = ["Our manager will look into it."]
///     offline = [{ needs = ["phone"], text = "Please call {{practice_phone}}." }]
/// "#;
/// let library = Library::parse("ours", text)?;
/// let facts = PlatformFacts::bundled()?;
/// let practice = Practice { phone: "555-0100".to_owned(), ..Practice::default() };
/// let values = Values::of(&practice, &Platform::Google, &facts);
/// let template = library.templates().first().ok_or("one template")?;
/// let filled = template::fill(template, 0, &values);
/// assert_eq!(filled.text, "We're sorry to hear this. Our manager will look into it. Please call 555-0100.");
///
/// let values = Values::of(&Practice::default(), &Platform::Google, &facts);
/// let filled = template::fill(template, 0, &values);
/// assert!(filled.text.ends_with("Please call {{practice_phone}}."));
/// assert_eq!(filled.missing, [Placeholder::PracticePhone]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fill(template: &Template, variant: usize, values: &Values) -> Filled {
    let mut filled = Filled { text: String::new(), missing: Vec::new() };
    let mut is_signed = false;
    for words in template.parts(variant, values.form, values.paths()) {
        if !filled.text.is_empty() {
            filled.text.push(' ');
        }
        is_signed |= words.placeholders().any(|hole| hole == Placeholder::Signature);
        words.fill_into(values, &mut filled);
    }
    if values.form == Form::Long && !is_signed && !values.signature.is_empty() {
        filled.text.push('\n');
        filled.text.push_str(&values.signature);
    }
    filled.text.truncate(filled.text.trim_end().len());
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Paths = Paths { has_phone: true, has_email: true, can_direct_message: true };

    fn sample() -> Template {
        let library = Library::parse(
            "test",
            r#"
            [[template]]
            id = "one"
            title = "One"
            categories = ["service"]
            sentiments = ["negative"]
            acknowledgement = ["A1.", "A2.", "A3."]
            solution = ["S1.", "S2."]
            offline = [
                { needs = ["dm"], text = "Message us." },
                { needs = ["phone"], text = "Call {{practice_phone}}." },
                { needs = ["email"], text = "Write to {{practice_email}}." },
            ]
            short = [{ needs = ["dm"], text = "Short." }]
            "#,
        );
        library.expect("a sound file").templates().first().expect("one template").clone()
    }

    fn text(template: &Template, variant: usize, paths: Paths) -> String {
        let parts = template.parts(variant, Form::Long, paths);
        parts.into_iter().map(Words::source).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_variant_is_different_and_neighbours_differ_in_every_part() {
        let template = sample();
        let n = template.n_variants(Form::Long, EVERY);
        assert_eq!(n, 18, "3 by 2 by 3");
        let all: std::collections::BTreeSet<String> =
            (0..n).map(|variant| text(&template, variant, EVERY)).collect();
        assert_eq!(all.len(), n, "none comes twice");
        assert_eq!(text(&template, 0, EVERY), text(&template, n, EVERY), "they go round");
        assert_eq!(text(&template, 0, EVERY), "A1. S1. Message us.", "the first of each");
        assert_eq!(
            text(&template, 1, EVERY),
            "A2. S2. Call {{practice_phone}}.",
            "the next of each"
        );
    }

    #[test]
    fn an_offer_that_leads_nowhere_is_never_made() {
        let template = sample();
        let by_mail = Paths { has_email: true, ..Paths::default() };
        for variant in 0..template.n_variants(Form::Long, by_mail) {
            assert!(text(&template, variant, by_mail).contains("Write to"), "only mail is there");
        }
        let nothing = text(&template, 0, Paths::default());
        assert!(nothing.contains("{{practice_phone}}"), "what is missing is shown: {nothing}");
        assert!(
            template.parts(0, Form::Short, Paths::default()).is_empty(),
            "no dead end in short"
        );
    }

    #[test]
    fn the_largest_number_is_a_variant_too() {
        let template = sample();
        assert_eq!(template.parts(usize::MAX, Form::Long, EVERY).len(), 3, "nothing overflows");
        assert_eq!(template.needs(0, Form::Long, EVERY), Some([Need::Dm].as_slice()), "its need");
    }
}
