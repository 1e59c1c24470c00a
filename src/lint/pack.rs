//! The rules, compiled over shared word lists.

use std::fmt;

use super::bundled::{LEXICONS, RULES, VERSION};
use super::detect::echo::Health;
use super::rule::{self, Fix, Lists, Rule};
use super::{Confidence, RuleId, detect};
use crate::model::PlatformFacts;
use crate::text::phrase::{Language, PhraseBook, PhraseBookBuilder, PhraseError, SetId};

/// A rule or a word list that could not be read. The bundled ones are proven to load by a test.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} in {file}")]
pub struct LoadError {
    /// What is wrong with it.
    pub reason: String,
    /// Its path under `assets`, or the word list's name.
    pub file: String,
}

impl LoadError {
    /// What the person can do.
    pub fn help(&self) -> String {
        format!("Install Bedside again; its file {} is damaged", self.file)
    }
}

/// Sets of which one match each must stand in one sentence.
#[derive(Debug)]
pub(super) struct Together {
    pub(super) all: Vec<SetId>,
    pub(super) confidence: Confidence,
}

/// The sets of one rule in one language.
#[derive(Debug)]
pub(super) struct Sets {
    pub(super) language: Language,
    pub(super) phrases: SetId,
    pub(super) low: SetId,
    pub(super) except: SetId,
    pub(super) complaint: SetId,
    pub(super) together: Vec<Together>,
}

/// A rewrite with its words compiled.
#[derive(Debug)]
pub(super) struct CompiledFix {
    pub(super) from: Option<SetId>,
    pub(super) fix: Fix,
    pub(super) language: Language,
}

/// A rule with its phrases compiled.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) rule: Rule,
    pub(super) sets: [Sets; 2],
    pub(super) fixes: Vec<CompiledFix>,
    pub(super) code: Option<detect::Code>,
}

/// The rules, compiled, with a version.
pub struct RulePack {
    rules: Vec<Compiled>,
    book: PhraseBook,
    health: Health,
    facts: PlatformFacts,
    version: &'static str,
}

impl fmt::Debug for RulePack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RulePack({} rules, version {})", self.rules.len(), self.version)
    }
}

impl RulePack {
    /// The bundled rules. A fault in them fails a test, so that no start meets one.
    pub fn bundled() -> Result<Self, LoadError> {
        Self::compile(RULES, LEXICONS, VERSION)
    }

    /// Compiles rules given as id and text over word lists given as name and text.
    fn compile(
        rules: &[(&str, &str)],
        lexicons: &[(&str, &str)],
        version: &'static str,
    ) -> Result<Self, LoadError> {
        let mut builder = PhraseBook::builder();
        for (name, written) in lexicons {
            builder.lexicon(name, written).map_err(|error| in_file("lexicons", name, &error))?;
        }
        let rules = rules
            .iter()
            .map(|(id, written)| {
                let rule = rule::read(id, written)
                    .map_err(|reason| LoadError { reason, file: format!("rules/{id}.toml") })?;
                compile_rule(rule, &mut builder)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let book = builder.build().map_err(|error| in_file("rules", "all", &error))?;
        let health = Health::of(&book);
        let facts = PlatformFacts::bundled().map_err(|error| LoadError {
            reason: error.to_string(),
            file: "platforms.toml".to_owned(),
        })?;
        Ok(Self { rules, book, health, facts, version })
    }

    /// Limits and customs of the platforms.
    pub(super) fn facts(&self) -> &PlatformFacts {
        &self.facts
    }

    /// Version of the rules, recorded with every reply.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// Every rule, in the order in which they are shown.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(|compiled| &compiled.rule)
    }

    /// The rule of a finding; `None` only if the finding comes from another pack.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.named(id.as_str())
    }

    /// The rule of that path.
    pub fn named(&self, id: &str) -> Option<&Rule> {
        self.rules().find(|rule| rule.id.as_str() == id)
    }

    pub(super) fn compiled(&self) -> &[Compiled] {
        &self.rules
    }

    pub(super) fn book(&self) -> &PhraseBook {
        &self.book
    }

    pub(super) fn health(&self) -> &Health {
        &self.health
    }
}

fn in_file(folder: &str, name: &str, error: &PhraseError) -> LoadError {
    LoadError { reason: error.to_string(), file: format!("{folder}/{name}") }
}

fn compile_rule(rule: Rule, builder: &mut PhraseBookBuilder) -> Result<Compiled, LoadError> {
    let file = format!("rules/{}.toml", rule.id.as_str());
    let fail = |error: PhraseError| LoadError { reason: error.to_string(), file: file.clone() };
    let mut sets = |language, phrases: &Lists| -> Result<Sets, PhraseError> {
        let mut one_of_each = |together: &rule::Together| {
            let all = together.all.iter().map(std::slice::from_ref);
            let all = all.map(|phrase| builder.set(language, phrase)).collect::<Result<_, _>>()?;
            let confidence = if together.low { Confidence::Low } else { Confidence::High };
            Ok(Together { all, confidence })
        };
        Ok(Sets {
            together: phrases.together.iter().map(&mut one_of_each).collect::<Result<_, _>>()?,
            language,
            phrases: builder.set(language, &phrases.phrases)?,
            low: builder.set(language, &phrases.low)?,
            except: builder.set(language, &phrases.except)?,
            complaint: builder.set(language, &phrases.complaint)?,
        })
    };
    let sets = [
        sets(Language::English, &rule.detect.english()).map_err(fail)?,
        sets(Language::Spanish, &rule.detect.es).map_err(fail)?,
    ];
    let mut fixes = Vec::new();
    for fix in &rule.fixes {
        let language = Language::from_code(&fix.lang).ok_or_else(|| LoadError {
            reason: format!("a fix in the language {:?}", fix.lang),
            file: file.clone(),
        })?;
        let from = match &fix.from {
            Some(from) => Some(builder.set(language, std::slice::from_ref(from)).map_err(fail)?),
            None => None,
        };
        fixes.push(CompiledFix { from, fix: fix.clone(), language });
    }
    let code = detect::code(rule.id.as_str());
    // A rule that asks for something may have a function too, beside its phrases.
    let needs_code = rule.kind == rule::DetectorKind::Code;
    let takes_code = rule.kind != rule::DetectorKind::Phrases;
    if (needs_code && code.is_none()) || (code.is_some() && !takes_code) {
        return Err(LoadError {
            reason: "its kind and its function do not agree".to_owned(),
            file: file.clone(),
        });
    }
    Ok(Compiled { rule, sets, fixes, code })
}
