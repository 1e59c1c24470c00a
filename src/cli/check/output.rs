//! What `bedside check` prints: one JSON object, or findings for a person with their words underlined.

use std::io::{self, Write};

use serde::Serialize;

use super::Case;
use crate::lint::{Finding, Lamp, Report, RulePack, Severity};
use crate::model::Verdict;
use crate::text::{Span, Text};

/// The object that scripts depend on: fields are added, never renamed or dropped.
#[derive(Debug, Serialize)]
pub(super) struct Answer<'a> {
    id: &'a Option<serde_json::Value>,
    findings: Vec<Found<'a>>,
    lamps: LampsOut,
    length: LengthOut,
    verdict: Verdict,
    language: &'static str,
    pack_version: &'static str,
}

#[derive(Debug, Serialize)]
struct Found<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    message: &'a str,
    why: &'a str,
    citations: Vec<&'a str>,
    fixes: &'a [String],
    replaces: Place,
    echo_of: Option<Words<'a>>,
}

#[derive(Debug, Serialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Words<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct LampsOut {
    acknowledged: bool,
    solution: Option<bool>,
    private: bool,
    offline: Option<bool>,
}

#[derive(Debug, Serialize)]
struct LengthOut {
    count: usize,
    limit: Option<usize>,
    unit: &'static str,
    over: bool,
}

/// The answer to one case.
pub(super) fn answer<'a>(pack: &'a RulePack, case: &'a Case, report: &'a Report) -> Answer<'a> {
    let comment = case.comment.as_deref().unwrap_or_default();
    let found = |finding: &'a Finding| {
        let rule = pack.rule(&finding.rule);
        Found {
            rule: finding.rule.as_str(),
            severity: finding.severity.name(),
            confidence: finding.confidence.name(),
            start: finding.span.start(),
            end: finding.span.end(),
            text: finding.span.slice(&case.reply).unwrap_or_default(),
            message: rule.map_or("", |rule| &rule.instead),
            why: rule.map_or("", |rule| rule.why()),
            citations: rule
                .into_iter()
                .flat_map(|rule| rule.citations.iter().map(|citation| citation.title.as_str()))
                .collect(),
            fixes: &finding.fixes,
            replaces: Place { start: finding.replaces.start(), end: finding.replaces.end() },
            echo_of: finding.echo_of.map(|span| Words {
                start: span.start(),
                end: span.end(),
                text: span.slice(comment).unwrap_or_default(),
            }),
        }
    };
    let lamps = report.lamps;
    let asked = |lamp| match lamp {
        Lamp::NotAsked => None,
        lamp => Some(is_on(lamp)),
    };
    Answer {
        id: &case.id,
        findings: report.findings.iter().map(found).collect(),
        lamps: LampsOut {
            acknowledged: is_on(lamps.acknowledged),
            solution: asked(lamps.solution),
            private: lamps.is_private,
            offline: asked(lamps.offline),
        },
        length: LengthOut {
            count: report.length.count,
            limit: report.length.limit,
            unit: report.length.unit,
            over: report.length.is_over,
        },
        verdict: report.verdict,
        language: report.language,
        pack_version: pack.version(),
    }
}

fn is_on(lamp: Lamp) -> bool {
    matches!(lamp, Lamp::On(_))
}

/// Tells a person what was found; the verdict goes to `err`, so that the findings can be piped.
pub(super) fn tell(
    pack: &RulePack,
    case: &Case,
    report: &Report,
    out: &mut impl Write,
    err: &mut impl Write,
) -> io::Result<()> {
    let text = Text::read(&case.reply);
    for finding in &report.findings {
        let Some(rule) = pack.rule(&finding.rule) else { continue };
        let shown = finding.shown_as().name();
        writeln!(out, "{shown}: {} [{}]", rule.summary, rule.id.as_str())?;
        underline(&text, finding.span, out)?;
        if let Some(origin) = finding.echo_of {
            let words =
                origin.slice(case.comment.as_deref().unwrap_or_default()).unwrap_or_default();
            writeln!(out, "  repeats: {words}")?;
        }
        let titles: Vec<_> =
            rule.citations.iter().map(|citation| citation.title.as_str()).collect();
        writeln!(out, "  why:     {} ({})", rule.why(), titles.join("; "))?;
        writeln!(out, "  instead: {}", rule.instead)?;
        for fix in &finding.fixes {
            writeln!(out, "  rewrite: {}", fix.trim())?;
        }
        writeln!(out)?;
    }
    let lamp = |on| if is_on(on) { "yes" } else { "no" };
    let asked = |on| if on == Lamp::NotAsked { "not asked" } else { lamp(on) };
    let lamps = report.lamps;
    writeln!(
        err,
        "Acknowledged: {} · solution: {} · nothing confirmed: {} · offline path: {}",
        lamp(lamps.acknowledged),
        asked(lamps.solution),
        if lamps.is_private { "yes" } else { "no" },
        asked(lamps.offline)
    )?;
    let length = report.length;
    match length.limit {
        Some(limit) => writeln!(err, "Length: {} of {limit} {}", length.count, length.unit)?,
        None => writeln!(err, "Length: {} {}", length.count, length.unit)?,
    }
    let n_stops =
        report.findings.iter().filter(|finding| finding.shown_as() == Severity::Stop).count();
    match report.verdict {
        Verdict::Clear => writeln!(err, "Clear: nothing holds it back"),
        Verdict::Held if length.is_over => {
            writeln!(err, "Held: it is longer than the platform takes")
        }
        Verdict::Held => {
            writeln!(err, "Held by {n_stops} {}", if n_stops == 1 { "stop" } else { "stops" })
        }
        Verdict::NotCovered => {
            writeln!(
                err,
                "Not covered: the rules do not read this language, so ask somebody who does"
            )
        }
    }
}

/// The sentence of a finding with its words underlined.
fn underline(text: &Text<'_>, span: Span, out: &mut impl Write) -> io::Result<()> {
    let source = text.source();
    if span.is_empty() {
        return Ok(());
    }
    let shown = text.sentence_at(span).map_or(span, |sentence| sentence.span.join(span));
    let mut start = shown.start();
    for line in shown.slice(source).unwrap_or_default().split('\n') {
        let end = start + line.len();
        let from = span.start().clamp(start, end);
        let to = span.end().clamp(start, end);
        let width =
            |from: usize, to: usize| source.get(from..to).unwrap_or_default().chars().count();
        if from < to {
            writeln!(out, "  | {}", line.replace('\t', " "))?;
            writeln!(out, "  | {}{}", " ".repeat(width(start, from)), "^".repeat(width(from, to)))?;
        }
        start = end + 1;
    }
    Ok(())
}
