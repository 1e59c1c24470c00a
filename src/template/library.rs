//! All templates at hand: the bundled ones, and those that a practice wrote itself.

use super::{LoadError, Template, TemplateId, load};

/// Lists the bundled files by name; `tests/templates.rs` compares the list with the folder.
macro_rules! bundled {
    ($($name:literal),+ $(,)?) => {
        const BUNDLED: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../assets/templates/", $name, ".toml"))),)+];
    };
}

bundled!(
    "safety", "legal", "privacy", "outcome", "billing", "service", "question", "praise", "spam",
    "other", "spanish",
);

/// Templates in the order in which they were loaded. No id and no title occurs twice.
#[derive(Clone, Debug, Default)]
pub struct Library {
    templates: Vec<Template>,
}

impl Library {
    /// The templates that come with Bedside. They are read once; a fault in them fails a test, not a start.
    pub fn bundled() -> Result<Self, LoadError> {
        let mut library = Self::default();
        for (name, text) in BUNDLED {
            library.extend(Self::parse(name, text)?)?;
        }
        Ok(library)
    }

    /// Names and texts of the bundled files, to start one's own from.
    pub fn sources() -> &'static [(&'static str, &'static str)] {
        BUNDLED
    }

    /// Reads one file; `name` becomes the first half of the ids.
    pub fn parse(name: &str, text: &str) -> Result<Self, LoadError> {
        let mut library = Self::default();
        library.extend(Self { templates: load::parse(name, text)? })?;
        Ok(library)
    }

    /// Adds the templates of another library, or none of them if one is there already.
    pub fn extend(&mut self, other: Self) -> Result<(), LoadError> {
        let before = self.templates.len();
        for template in other.templates {
            let is_same =
                |known: &Template| known.id == template.id || known.title == template.title;
            if self.templates.iter().any(is_same) {
                self.templates.truncate(before);
                return Err(LoadError::Duplicate { template: template.id.to_string() });
            }
            self.templates.push(template);
        }
        Ok(())
    }

    /// Every template.
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// The template of that id.
    pub fn get(&self, id: &TemplateId) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(id: &str, title: &str) -> Library {
        let text = format!(
            "[[template]]\nid = \"{id}\"\ntitle = \"{title}\"\ncategories = [\"other\"]\n\
             sentiments = [\"neutral\"]\nacknowledgement = [\"Thank you.\"]\n"
        );
        Library::parse("ours", &text).expect("a sound file")
    }

    #[test]
    fn nothing_is_there_twice() {
        let mut library = one("a", "First");
        assert!(library.extend(one("a", "Second")).is_err(), "the same id");
        assert!(library.extend(one("b", "First")).is_err(), "the same title");
        library.extend(one("b", "Second")).expect("another one");
        assert_eq!(library.templates().len(), 2, "and only that was added");
        let found = library.get(&TemplateId::new("ours/b")).map(|found| found.title.as_str());
        assert_eq!(found, Some("Second"), "found by id");
    }
}
