//! How cues are declared in `assets/triage`: signals, what they are evidence for, and cases.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::CueError;
use crate::model::{Category, Flag, Sentiment, Urgency};
use crate::text::phrase::{Language, PhraseBook, PhraseBookBuilder, PhraseError, SetId};

/// The bundled cue files, by name.
const FILES: &[(&str, &str)] = &[
    ("safety", include_str!("../../assets/triage/safety.toml")),
    ("alarm", include_str!("../../assets/triage/alarm.toml")),
    ("legal", include_str!("../../assets/triage/legal.toml")),
    ("privacy", include_str!("../../assets/triage/privacy.toml")),
    ("outcome", include_str!("../../assets/triage/outcome.toml")),
    ("billing", include_str!("../../assets/triage/billing.toml")),
    ("service", include_str!("../../assets/triage/service.toml")),
    ("rest", include_str!("../../assets/triage/rest.toml")),
    ("feeling", include_str!("../../assets/triage/feeling.toml")),
    ("flags", include_str!("../../assets/triage/flags.toml")),
];

/// The bundled word lists, by the name that phrases call them by.
const WORDS: &[(&str, &str)] = &[
    ("procedures", include_str!("../../assets/triage/words/procedures.txt")),
    ("body", include_str!("../../assets/triage/words/body.txt")),
    ("symptoms", include_str!("../../assets/triage/words/symptoms.txt")),
    ("conditions-own", include_str!("../../assets/triage/words/conditions-own.txt")),
    ("relations", include_str!("../../assets/triage/words/relations.txt")),
    ("staff", include_str!("../../assets/triage/words/staff.txt")),
    ("first-names", include_str!("../../assets/triage/words/first-names.txt")),
    ("not-names", include_str!("../../assets/triage/words/not-names.txt")),
];

/// What evidence may speak for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Label {
    Safety,
    Legal,
    Privacy,
    Outcome,
    Billing,
    Service,
    Question,
    Praise,
    Spam,
    Other,
    /// Advertising beyond doubt: it stands before everything but safety.
    HardSpam,
    /// An emergency, whatever the category.
    Critical,
    /// Not to be left until tomorrow, whatever the category.
    High,
    /// A result that somebody suffers from.
    HighOutcome,
    /// Unhappy words.
    Negative,
    /// Words that mean the opposite.
    Sarcasm,
    /// A turn from good to bad or back.
    Mixed,
    /// Neither good nor bad.
    Lukewarm,
    /// Nothing is said, if nothing else is.
    Chat,
    /// Something is denied or missing.
    Denial,
    /// Money is spoken of.
    AboutMoney,
    /// The writer's body or care is spoken of.
    AboutBody,
    /// Care is spoken of, and it is likely the writer's.
    LikelyPhi,
    /// A lawyer, regulator or reporter who only asks.
    Inquiry,
    SelfDisclosedPhi,
    NamesStaff,
    ThirdPartyPhi,
    Minor,
    MediaOrRegulator,
}

impl Label {
    /// How many there are.
    pub(super) const COUNT: usize = Self::MediaOrRegulator as usize + 1;
}

/// What becomes of a hit behind a negation or inside a question.
#[derive(Clone, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Treatment {
    /// It counts all the same.
    Keep,
    /// It does not count.
    #[default]
    Drop,
    /// It counts for another signal.
    #[serde(untagged)]
    Turn(String),
}

/// One list of phrases; several with the same name add up to one signal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignalEntry {
    name: String,
    lang: String,
    phrases: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    negated: Treatment,
    #[serde(default = "keep")]
    asked: Treatment,
    /// The phrase must hold a given name, written as one.
    #[serde(default)]
    capital: bool,
}

fn keep() -> Treatment {
    Treatment::Keep
}

/// Signals that together speak for a label, and those that speak against.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceEntry {
    label: Label,
    weight: u8,
    all: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
    #[serde(default)]
    within: Within,
}

/// How near to each other signals must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Within {
    /// Anywhere in the comment.
    #[default]
    Comment,
    /// In one sentence.
    Sentence,
}

/// A comment and what triage must say of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The words.
    pub text: String,
    /// 1 to 5.
    pub stars: Option<u8>,
    /// What it is about.
    pub category: Category,
    /// How soon somebody has to act, where the case is about it.
    pub urgency: Option<Urgency>,
    /// How the writer feels, where the case is about it.
    pub sentiment: Option<Sentiment>,
    /// All of the flags, where the case is about them.
    pub flags: Option<Vec<Flag>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    #[expect(dead_code, reason = "for readers of the file; its presence is demanded")]
    summary: String,
    #[serde(default)]
    signal: Vec<SignalEntry>,
    #[serde(default)]
    evidence: Vec<EvidenceEntry>,
    #[serde(default)]
    case: Vec<Case>,
}

/// A signal's number.
pub(super) type SignalId = usize;

/// Where hits of a signal come from.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) signal: SignalId,
    pub(super) phrases: SetId,
    pub(super) except: Option<SetId>,
    /// The signal that a hit counts for behind a negation.
    pub(super) negated: Option<SignalId>,
    /// The signal that a hit counts for inside a question.
    pub(super) asked: Option<SignalId>,
    pub(super) is_name: bool,
}

/// Signals that together speak for a label.
#[derive(Debug)]
pub(super) struct Evidence {
    pub(super) label: Label,
    pub(super) weight: u8,
    pub(super) all: Vec<SignalId>,
    pub(super) none: Vec<SignalId>,
    pub(super) within: Within,
}

/// Everything that the files say, compiled.
#[derive(Debug)]
pub(super) struct Cues {
    pub(super) book: PhraseBook,
    pub(super) sources: Vec<Source>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) cases: Vec<Case>,
    pub(super) n_signals: usize,
    names: BTreeMap<String, SignalId>,
    labels: BTreeMap<Label, String>,
}

impl Cues {
    /// Reads and compiles the bundled files.
    pub(super) fn bundled() -> Result<Self, CueError> {
        let fail = |file: &str| {
            let file = format!("assets/triage/{file}");
            move |error: PhraseError| CueError::File {
                reason: error.to_string(),
                file: file.clone(),
            }
        };
        let mut builder = PhraseBook::builder();
        for (name, written) in WORDS {
            builder.lexicon(name, written).map_err(fail(&format!("words/{name}.txt")))?;
        }
        let mut files = Vec::new();
        let mut names = BTreeMap::new();
        for (name, written) in FILES {
            let file: CueFile = toml::from_str(written).map_err(|error| CueError::File {
                reason: error.message().to_owned(),
                file: format!("assets/triage/{name}.toml"),
            })?;
            for signal in &file.signal {
                let next = names.len();
                names.entry(signal.name.clone()).or_insert(next);
            }
            files.push((*name, file));
        }
        let mut sources = Vec::new();
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut cases = Vec::new();
        for (name, file) in files {
            let unknown = |signal: &str| CueError::File {
                reason: format!("there is no signal {signal}"),
                file: format!("assets/triage/{name}.toml"),
            };
            let find = |signal: &str| names.get(signal).copied().ok_or_else(|| unknown(signal));
            for entry in &file.signal {
                sources.push(source(entry, &mut builder, &find).map_err(|error| match error {
                    Fault::Phrase(error) => fail(&format!("{name}.toml"))(error),
                    Fault::Cue(error) => error,
                    Fault::Language => CueError::File {
                        reason: format!("{} is no language", entry.lang),
                        file: format!("assets/triage/{name}.toml"),
                    },
                })?);
            }
            for entry in file.evidence {
                evidence.push(Evidence {
                    label: entry.label,
                    weight: entry.weight,
                    within: entry.within,
                    all: entry.all.iter().map(|name| find(name)).collect::<Result<_, _>>()?,
                    none: entry.none.iter().map(|name| find(name)).collect::<Result<_, _>>()?,
                });
            }
            cases.extend(file.case);
        }
        let book = builder.build().map_err(fail(""))?;
        let labels =
            evidence.iter().map(|item| (item.label, format!("{:?}", item.label))).collect();
        Ok(Self { book, sources, evidence, cases, n_signals: names.len(), names, labels })
    }

    /// All signals by name, in the order of their names.
    pub(super) fn signals(&self) -> impl Iterator<Item = (&str, SignalId)> {
        self.names.iter().map(|(name, &id)| (name.as_str(), id))
    }

    /// The labels that there is evidence for, each with what it is called.
    pub(super) fn labels(&self) -> impl Iterator<Item = (Label, &str)> {
        self.labels.iter().map(|(&label, called)| (label, called.as_str()))
    }

    /// The number of a signal that code asks for by name.
    pub(super) fn signal(&self, name: &str) -> Option<SignalId> {
        self.names.get(name).copied()
    }
}

enum Fault {
    Phrase(PhraseError),
    Cue(CueError),
    Language,
}

fn source(
    entry: &SignalEntry,
    builder: &mut PhraseBookBuilder,
    find: &dyn Fn(&str) -> Result<SignalId, CueError>,
) -> Result<Source, Fault> {
    let language = match entry.lang.as_str() {
        "any" => Language::Any,
        code => Language::from_code(code).ok_or(Fault::Language)?,
    };
    let signal = find(&entry.name).map_err(Fault::Cue)?;
    let treated = |treatment: &Treatment| match treatment {
        Treatment::Keep => Ok(Some(signal)),
        Treatment::Drop => Ok(None),
        Treatment::Turn(name) => find(name).map(Some).map_err(Fault::Cue),
    };
    let mut set = |phrases: &[String]| {
        let phrases: Vec<&str> = phrases.iter().map(String::as_str).collect();
        builder.set(language, &phrases).map_err(Fault::Phrase)
    };
    Ok(Source {
        signal,
        phrases: set(&entry.phrases)?,
        except: if entry.except.is_empty() { None } else { Some(set(&entry.except)?) },
        negated: treated(&entry.negated)?,
        asked: treated(&entry.asked)?,
        is_name: entry.capital,
    })
}
