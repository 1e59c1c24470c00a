//! A rule as its file declares it: TOML in, types that cannot be wrong out.
//!
//! A file stands at `assets/rules/<group>/<name>.toml`; its path is its id. Unknown fields are refused.
//!
//! ```toml
//! summary    = "Confirms or denies that someone is or was a patient"   # no full stop
//! severity   = "stop"                  # stop | warning | advice
//! applies-to = "every-reply"           # or "negative-comment"
//! instead    = "Speak to the concern, never to the person's history with the practice"
//! since      = "0.1"
//! rationale  = """Whole sentences. The first one is shown with a finding."""
//! citations  = [{ title = "45 CFR 164.502(a)", url = "https://…" }, { title = "Agency policy, point 2" }]
//! cases      = ["Elite Dental Associates 2019, $10,000"]               # enforcement; may be left out
//!
//! [detect]
//! kind    = "phrases"                  # phrases | missing | code
//! phrases = ["as (our|a) patient"]     # high confidence; the language is described in `text::phrase`
//! low     = ["our {care-events}"]      # low confidence: a stop found so is shown as a warning
//! except  = ["become a patient"]       # a match that overlaps one of these does not count
//! complaint = ["our {records} show"]   # low confidence, and only in answer to a negative comment
//! [[detect.together]]                  # one of each in one sentence, in any order
//! all     = ["{rewards}", "{review-acts}"]
//! low     = true                       # low confidence; false if left out
//!
//! [detect.es]                          # the same lists for Spanish
//! phrases = ["nuestr(o|a) paciente"]
//!
//! [[fix]]                              # a rewrite, tried in this order
//! from = "your {care-events}"          # these words …
//! to   = "your concerns"               # … become these
//! [[fix]]                              # without `from`: stands in place of the whole sentence
//! to   = "We take every concern seriously."
//! lang = "en"                          # en if left out
//!
//! [[bad]]                              # breaks this rule, and those in `also`, and no other
//! text = "We have «no record of you». Please send us a direct message."
//! also = ["privacy/records"]           # may be left out, as may comment, sentiment, platform, author, lang
//!
//! [[good]]                             # breaks no rule at all
//! text = "To become a patient, please send us a direct message."
//! from = "a false alarm that somebody reported"                        # may be left out
//! ```
//!
//! A `missing` rule lists what must be found; it is broken where none of its phrases is, and its fix is a
//! sentence that is added. There `low` lists what is too thin: with only that, the finding has low confidence.
//! A `code` rule has a function in `detect`, a `missing` rule may have one; phrases beside it count as usual.
//! The sentiment of a case is negative for rules that apply to negative comments, else neutral.

use std::sync::Arc;

use serde::Deserialize;

use super::{RuleId, Severity};

/// To which replies a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppliesTo {
    /// All of them.
    EveryReply,
    /// Answers to a negative comment.
    NegativeComment,
}

/// How a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DetectorKind {
    /// Finds its phrases.
    Phrases,
    /// Finds that none of its phrases is there.
    Missing,
    /// Has a function of its own beside its phrases.
    Code,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// As it is cited, such as `45 CFR 164.502(a)`.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// The phrases of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) phrases: Vec<String>,
    pub(super) low: Vec<String>,
    pub(super) except: Vec<String>,
    pub(super) complaint: Vec<String>,
    pub(super) together: Vec<Together>,
}

/// Phrases of which one each stands in one sentence, in any order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Together {
    pub(super) all: Vec<String>,
    #[serde(default)]
    pub(super) low: bool,
}

/// A rule's detector as declared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Detect {
    pub(super) kind: DetectorKind,
    #[serde(default)]
    pub(super) phrases: Vec<String>,
    #[serde(default)]
    pub(super) low: Vec<String>,
    #[serde(default)]
    pub(super) except: Vec<String>,
    #[serde(default)]
    pub(super) complaint: Vec<String>,
    #[serde(default)]
    pub(super) together: Vec<Together>,
    #[serde(default)]
    pub(super) es: Lists,
}

impl Detect {
    /// The lists of the language that the file is written in first.
    pub(super) fn english(&self) -> Lists {
        Lists {
            phrases: self.phrases.clone(),
            low: self.low.clone(),
            except: self.except.clone(),
            complaint: self.complaint.clone(),
            together: self.together.clone(),
        }
    }
}

/// A rewrite: words for words, or a sentence for the whole sentence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// The words that give way; `None` for the whole sentence.
    pub from: Option<String>,
    /// What stands there instead.
    pub to: String,
    /// `en` or `es`.
    #[serde(default = "english")]
    pub lang: String,
}

fn english() -> String {
    "en".to_owned()
}

/// A reply that breaks a rule, or one that does not though it looks as if.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The reply, with `«»` around what must be pointed at.
    pub text: String,
    /// Other rules that it breaks as well.
    #[serde(default)]
    pub also: Vec<String>,
    /// The comment that it answers.
    #[serde(default)]
    pub comment: String,
    /// `negative`, `neutral` or `positive`.
    pub sentiment: Option<crate::model::Sentiment>,
    /// Where it stands.
    pub platform: Option<String>,
    /// Display name of the commenter.
    pub author: Option<String>,
    /// `en` or `es`.
    #[serde(default = "english")]
    pub lang: String,
    /// Where a false alarm was reported.
    pub from: Option<String>,
}

impl Case {
    /// The reply without its marks, and the bytes of each marked part.
    pub fn reply(&self) -> (String, Vec<std::ops::Range<usize>>) {
        let mut reply = String::with_capacity(self.text.len());
        let (mut marks, mut open) = (Vec::new(), None);
        for c in self.text.chars() {
            match c {
                '«' => open = Some(reply.len()),
                '»' => marks.extend(open.take().map(|start| start..reply.len())),
                c => reply.push(c),
            }
        }
        (reply, marks)
    }
}

/// One requirement: what it asks, why, and how it is looked for. Its words are shown wherever it is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its path under `assets/rules`.
    pub id: RuleId,
    /// What a reply does that breaks it; no full stop.
    pub summary: String,
    /// How much it weighs.
    pub severity: Severity,
    /// To which replies it applies.
    pub applies_to: AppliesTo,
    /// What to do instead, in one sentence.
    pub instead: String,
    /// The version of the rules that brought it.
    pub since: String,
    /// Why, in whole sentences.
    pub rationale: String,
    /// Where it comes from; at least one.
    pub citations: Vec<Citation>,
    /// What breaking it has cost others.
    pub enforcement: Vec<String>,
    /// How it looks.
    pub kind: DetectorKind,
    /// Rewrites, in the order in which they are tried.
    pub fixes: Vec<Fix>,
    /// Replies that break it.
    pub bad: Vec<Case>,
    /// Replies that break no rule.
    pub good: Vec<Case>,
    pub(super) detect: Detect,
}

impl Rule {
    /// The first sentence of the rationale.
    pub fn why(&self) -> &str {
        let end = self.rationale.find(". ").map_or(self.rationale.len(), |at| at + 1);
        self.rationale.get(..end).unwrap_or(&self.rationale)
    }
}

/// A rule's file, field by field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    summary: String,
    severity: Severity,
    applies_to: AppliesTo,
    instead: String,
    since: String,
    rationale: String,
    citations: Vec<Citation>,
    #[serde(default)]
    cases: Vec<String>,
    detect: Detect,
    #[serde(default)]
    fix: Vec<Fix>,
    #[serde(default)]
    bad: Vec<Case>,
    #[serde(default)]
    good: Vec<Case>,
}

/// Reads the rule of that path; the error is a reason in words.
pub(super) fn read(id: &str, written: &str) -> Result<Rule, String> {
    let file: File = toml::from_str(written).map_err(|error| error.message().to_owned())?;
    if file.citations.is_empty() {
        return Err("it has no citation".to_owned());
    }
    Ok(Rule {
        id: RuleId(Arc::from(id)),
        summary: file.summary,
        severity: file.severity,
        applies_to: file.applies_to,
        instead: file.instead,
        since: file.since,
        rationale: file.rationale.split_whitespace().collect::<Vec<_>>().join(" "),
        citations: file.citations,
        enforcement: file.cases,
        kind: file.detect.kind,
        fixes: file.fix,
        bad: file.bad,
        good: file.good,
        detect: file.detect,
    })
}
