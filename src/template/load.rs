//! TOML in, templates that cannot be wrong out.

use serde::Deserialize;

use super::words::WordsFault;
use super::{Language, Need, Offer, Placeholder, Template, TemplateId, Words};
use crate::model::{Category, Sentiment, Urgency};

/// Why a file of templates was not taken. The words of the file itself are never repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The file is no TOML, or has a field that templates do not have.
    #[error("{reason} in {file}")]
    Syntax {
        /// The file's name.
        file: String,
        /// What was found, and in which line.
        reason: String,
    },
    /// A placeholder that no profile fills.
    #[error("template {template} uses {{{{{placeholder}}}}}, which no profile fills")]
    UnknownPlaceholder {
        /// File and name of the template.
        template: String,
        /// The name between the braces.
        placeholder: String,
    },
    /// A brace that opens or closes nothing.
    #[error("template {template} has a brace without its partner")]
    Unbalanced {
        /// File and name of the template.
        template: String,
    },
    /// A field that must say something does not.
    #[error("template {template} has nothing in {field}")]
    Empty {
        /// File and name of the template.
        template: String,
        /// The field's name.
        field: &'static str,
    },
    /// An offer gives a contact that it does not declare, or declares one that it does not give.
    #[error("template {template} has an offer whose needs are not what its text uses")]
    Needs {
        /// File and name of the template.
        template: String,
    },
    /// Two templates with the same id or the same title.
    #[error("template {template} is there twice")]
    Duplicate {
        /// File and name of the second one.
        template: String,
    },
}

impl LoadError {
    /// What the person can do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "Compare the file with one from bedside templates export",
            Self::UnknownPlaceholder { .. } => {
                "Use practice_name, practice_phone, practice_email or signature"
            }
            Self::Unbalanced { .. } => {
                "Write placeholders as {{practice_phone}}, and no other braces"
            }
            Self::Empty { .. } => "Add at least one text",
            Self::Needs { .. } => {
                "Name phone where the text gives {{practice_phone}}, email where it gives {{practice_email}}, dm where it invites a direct message"
            }
            Self::Duplicate { .. } => "Give one of them another id and another title",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    template: Vec<RawTemplate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    id: String,
    title: String,
    categories: Vec<Category>,
    sentiments: Vec<Sentiment>,
    #[serde(default)]
    urgencies: Vec<Urgency>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    wordless: bool,
    #[serde(default = "english")]
    language: Language,
    acknowledgement: Vec<String>,
    #[serde(default)]
    solution: Vec<String>,
    #[serde(default)]
    offline: Vec<RawOffer>,
    #[serde(default)]
    short: Vec<RawOffer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffer {
    #[serde(default)]
    needs: Vec<Need>,
    text: String,
}

const fn english() -> Language {
    Language::English
}

/// Reads every template of one file; `name` becomes the first half of their ids.
pub(super) fn parse(name: &str, text: &str) -> Result<Vec<Template>, LoadError> {
    let file: RawFile = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        LoadError::Syntax {
            file: name.to_owned(),
            reason: format!("{}, line {line}", error.message().replace('\n', ", ")),
        }
    })?;
    file.template.into_iter().map(|raw| template(name, raw)).collect()
}

fn template(file: &str, raw: RawTemplate) -> Result<Template, LoadError> {
    let id = format!("{file}/{}", raw.id.trim());
    let must_say = |is_empty: bool, field| {
        let fault = || LoadError::Empty { template: id.clone(), field };
        if is_empty { Err(fault()) } else { Ok(()) }
    };
    must_say(raw.id.trim().is_empty(), "id")?;
    must_say(raw.title.trim().is_empty(), "title")?;
    must_say(raw.categories.is_empty(), "categories")?;
    must_say(raw.sentiments.is_empty(), "sentiments")?;
    must_say(raw.acknowledgement.is_empty(), "acknowledgement")?;
    Ok(Template {
        title: raw.title.trim().to_owned(),
        categories: raw.categories,
        sentiments: raw.sentiments,
        urgencies: raw.urgencies,
        topics: raw.topics.iter().map(|topic| topic.trim().to_lowercase()).collect(),
        is_wordless: raw.wordless,
        language: raw.language,
        acknowledgement: all_words(&id, "acknowledgement", &raw.acknowledgement)?,
        solution: all_words(&id, "solution", &raw.solution)?,
        offline: offers(&id, "offline", raw.offline)?,
        short: offers(&id, "short", raw.short)?,
        id: TemplateId::new(&id),
    })
}

fn all_words(id: &str, field: &'static str, texts: &[String]) -> Result<Vec<Words>, LoadError> {
    texts.iter().map(|text| words(id, field, text)).collect()
}

fn words(id: &str, field: &'static str, text: &str) -> Result<Words, LoadError> {
    Words::parse(text).map_err(|fault| {
        let template = id.to_owned();
        match fault {
            WordsFault::Empty => LoadError::Empty { template, field },
            WordsFault::Unbalanced => LoadError::Unbalanced { template },
            WordsFault::Unknown(placeholder) => {
                LoadError::UnknownPlaceholder { template, placeholder }
            }
        }
    })
}

fn offers(id: &str, field: &'static str, raw: Vec<RawOffer>) -> Result<Vec<Offer>, LoadError> {
    raw.into_iter()
        .map(|RawOffer { needs, text }| {
            let words = words(id, field, &text)?;
            let uses = |placeholder| words.placeholders().any(|used| used == placeholder);
            let is_honest = uses(Placeholder::PracticePhone) == needs.contains(&Need::Phone)
                && uses(Placeholder::PracticeEmail) == needs.contains(&Need::Email);
            if is_honest {
                Ok(Offer { needs, words })
            } else {
                Err(LoadError::Needs { template: id.to_owned() })
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = r#"
[[template]]
id = "one"
title = "One"
categories = ["service", "other"]
sentiments = ["negative"]
acknowledgement = ["Thank you."]
offline = [{ needs = ["phone"], text = "Call {{practice_phone}}." }]
"#;

    #[test]
    fn a_sound_file_loads() {
        let templates = parse("ours", SOUND).expect("a sound file");
        let template = templates.first().expect("one template");
        assert_eq!(template.id.as_str(), "ours/one", "file and name");
        assert_eq!(template.language, Language::English, "English unless it says so");
        assert!(parse("ours", "").expect("an empty file").is_empty(), "no templates, no fault");
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        let fault = |from: &str, to: &str| {
            parse("ours", &SOUND.replace(from, to)).expect_err("a fault was put in")
        };
        let misspelt = fault("title", "titel").to_string();
        assert!(misspelt.contains("titel") && misspelt.contains("in ours"), "{misspelt}");
        let unknown = fault("service", "services").to_string();
        assert!(unknown.contains("line 5"), "{unknown}");
        assert_eq!(
            fault("{{practice_phone}}", "{{doctor}}").to_string(),
            "template ours/one uses {{doctor}}, which no profile fills",
            "the braces are shown"
        );
        let needs = LoadError::Needs { template: "ours/one".to_owned() };
        assert_eq!(fault("\"phone\"", "\"email\""), needs, "declares what it does not use");
        assert_eq!(fault("{{practice_phone}}", "us"), needs, "the same the other way round");
        let empty = LoadError::Empty { template: "ours/one".to_owned(), field: "acknowledgement" };
        assert_eq!(fault("[\"Thank you.\"]", "[]"), empty, "nothing is acknowledged");
        assert_eq!(fault("Thank you.", " "), empty, "an empty text is nothing");
    }
}
