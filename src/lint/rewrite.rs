//! Rewrites: what may stand in place of a finding. Each is offered only if the result passes.

use super::{Context, Finding, Report, RulePack, check};
use crate::text::{Span, Text};

/// A finding offers no more rewrites than this.
const MOST_FIXES: usize = 3;

/// The bytes that a rewrite replaces: the sentence of `span`, or the empty place where something is missing.
pub(super) fn place(text: &Text<'_>, span: Span) -> Span {
    if span.is_empty() {
        return span;
    }
    text.sentence_at(span).map_or(span, |sentence| sentence.span.join(span))
}

/// The rewrites of one finding, best first; each removes the finding and adds none.
pub fn fixes(pack: &RulePack, reply: &str, context: &Context, finding: &Finding) -> Vec<String> {
    let before = check(pack, reply, context);
    fixes_after(pack, reply, context, &before, finding)
}

/// Checks a reply and fills in the rewrites of every finding.
///
/// It checks the reply once more for each rewrite that it tries, so it is for one reply at rest, not for each
/// keystroke: the window asks [`fixes`] for the finding that is being looked at.
pub fn check_with_fixes(pack: &RulePack, reply: &str, context: &Context) -> Report {
    let before = check(pack, reply, context);
    let mut report = before.clone();
    for finding in &mut report.findings {
        finding.fixes = fixes_after(pack, reply, context, &before, finding);
    }
    report
}

fn fixes_after(
    pack: &RulePack,
    reply: &str,
    context: &Context,
    before: &Report,
    finding: &Finding,
) -> Vec<String> {
    let Some(compiled) = pack.compiled().iter().find(|known| known.rule.id == finding.rule) else {
        return Vec::new();
    };
    let Some(old) = finding.replaces.slice(reply) else { return Vec::new() };
    let text = Text::read(old);
    let wanted: Vec<_> = compiled
        .fixes
        .iter()
        .filter(|fix| (fix.fix.lang == "es") == (before.language == "es"))
        .collect();
    let scan = pack.book().scan(&text, &wanted.iter().map(|fix| fix.language).collect::<Vec<_>>());
    let mut fixes: Vec<String> = Vec::new();
    for fix in wanted {
        let candidate = match fix.from {
            None if finding.span.is_empty() => added(reply, finding.span, &fix.fix.to),
            None => fix.fix.to.clone(),
            Some(from) => {
                let Some(found) = scan.of(from).next() else { continue };
                let Some(changed) = replaced(old, found.span, &fix.fix.to) else { continue };
                changed
            }
        };
        if !fixes.contains(&candidate) && passes(pack, reply, context, before, finding, &candidate)
        {
            fixes.push(candidate);
        }
        if fixes.len() == MOST_FIXES {
            break;
        }
    }
    fixes
}

/// `text` with other words at `span`.
fn replaced(text: &str, span: Span, with: &str) -> Option<String> {
    let before = text.get(..span.start())?;
    let after = text.get(span.end()..)?;
    let starts = before.is_empty();
    let mut with = with.to_owned();
    if starts && let Some(first) = with.chars().next() {
        with = first.to_uppercase().chain(with.chars().skip(1)).collect();
    }
    Some(format!("{before}{with}{after}"))
}

/// A sentence that is added at a place, with the space that it needs.
fn added(reply: &str, place: Span, sentence: &str) -> String {
    if place.start() == 0 {
        format!("{sentence} ")
    } else if reply.get(..place.start()).is_some_and(|before| before.ends_with(char::is_whitespace))
    {
        sentence.to_owned()
    } else {
        format!(" {sentence}")
    }
}

/// Whether the reply with `candidate` in it lacks the finding and breaks no rule more often than before.
fn passes(
    pack: &RulePack,
    reply: &str,
    context: &Context,
    before: &Report,
    finding: &Finding,
    candidate: &str,
) -> bool {
    let Some(changed) = replaced_exactly(reply, finding.replaces, candidate) else { return false };
    let after = check(pack, &changed, context);
    let count = |report: &Report, finding: &Finding| {
        report.findings.iter().filter(|known| known.rule == finding.rule).count()
    };
    count(&after, finding) < count(before, finding)
        && after.findings.iter().all(|left| count(&after, left) <= count(before, left))
}

/// `reply` with other words at `span`, byte for byte.
fn replaced_exactly(reply: &str, span: Span, with: &str) -> Option<String> {
    Some(format!("{}{with}{}", reply.get(..span.start())?, reply.get(span.end()..)?))
}
