//! Does a reply confirm, deny, promise or quarrel? `check(pack, reply, context) -> Report`.

mod bundled;
mod context;
mod detect;
mod finding;
mod lamps;
mod length;
mod offline;
mod pack;
mod rewrite;
pub mod rule;

pub use context::{Context, Subject};
pub use finding::{Confidence, Finding, Lamp, Lamps, Length, Report, RuleId, Severity};
pub use pack::{LoadError, RulePack};
pub use rewrite::{check_with_fixes, fixes};
pub use rule::{Citation, Rule};

use crate::model::{Sentiment, Verdict};
use crate::text::{Text, language};
use detect::Reading;
use rule::AppliesTo;

/// Checks one reply. Same input, same output; never fails, never panics, linear in the reply's length.
///
/// It leaves [`Finding::fixes`] empty, so that it is quick enough for every keystroke: see [`fixes`].
pub fn check(pack: &RulePack, reply: &str, context: &Context) -> Report {
    let text = Text::read(reply);
    let language = language::detect(&text);
    let scan = pack.book().scan(&text, language.languages());
    let reading =
        Reading { pack, context, text: &text, scan: &scan, languages: language.languages() };
    let is_negative = context.sentiment == Some(Sentiment::Negative);
    let mut findings = Vec::new();
    for rule in pack.compiled() {
        if rule.rule.applies_to == AppliesTo::NegativeComment && !is_negative {
            continue;
        }
        findings.extend(reading.find(rule).into_iter().map(|hit| Finding {
            rule: rule.rule.id.clone(),
            severity: rule.rule.severity,
            confidence: hit.confidence,
            span: hit.span,
            fixes: Vec::new(),
            replaces: rewrite::place(&text, hit.span),
            echo_of: hit.echo_of,
        }));
    }
    findings.sort_by(|a, b| (a.shown_as(), a.span, &a.rule).cmp(&(b.shown_as(), b.span, &b.rule)));
    let length = length::measure(reply, context);
    let verdict = if length.is_over || findings.iter().any(Finding::holds) {
        Verdict::Held
    } else if language.is_covered() {
        Verdict::Clear
    } else {
        Verdict::NotCovered
    };
    let lamps = lamps::light(&reading, &findings);
    Report { findings, lamps, length, verdict, language: language.code() }
}
