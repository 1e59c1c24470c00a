//! Every rule's own cases, against the whole pack.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is not there")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bedside::lint::rule::{AppliesTo, Case, Rule};
use bedside::lint::{Context, Report, RulePack, Severity, Subject, check};
use bedside::model::{Platform, Sentiment};

fn pack() -> RulePack {
    RulePack::bundled().unwrap()
}

/// Checks one case of `rule` as its file says.
fn report(pack: &RulePack, rule: &Rule, case: &Case) -> (String, Report) {
    let (reply, _) = case.reply();
    let platform = case.platform.as_deref().map(Platform::from_name);
    let by_rule = match rule.applies_to {
        AppliesTo::NegativeComment => Sentiment::Negative,
        AppliesTo::EveryReply => Sentiment::Neutral,
    };
    let subject = Subject {
        comment: &case.comment,
        sentiment: Some(case.sentiment.unwrap_or(by_rule)),
        platform: platform.as_ref(),
        author: case.author.as_deref(),
        practice: None,
    };
    let report = check(pack, &reply, &Context::new(pack, subject));
    (reply, report)
}

/// What a report finds, as lines for a person.
fn told(reply: &str, report: &Report) -> String {
    report.findings.iter().fold(String::new(), |mut told, finding| {
        let words = finding.span.slice(reply).unwrap_or_default();
        write!(told, "\n    {} at {words:?}", finding.rule.as_str()).unwrap();
        told
    })
}

#[test]
fn the_bundled_rules_are_those_of_the_folder() {
    let mut present = BTreeSet::new();
    for group in fs::read_dir("assets/rules").unwrap() {
        let group = group.unwrap().path();
        for file in group.is_dir().then(|| fs::read_dir(&group).unwrap()).into_iter().flatten() {
            let file = file.unwrap().path();
            let id = file.strip_prefix("assets/rules").unwrap().with_extension("");
            present.insert(id.to_string_lossy().replace('\\', "/"));
        }
    }
    let listed: BTreeSet<_> = pack().rules().map(|rule| rule.id.as_str().to_owned()).collect();
    assert_eq!(listed, present, "the list in src/lint/bundled.rs and the folder");
    assert_eq!(listed.len(), 20, "all twenty are there");
}

#[test]
fn the_bundled_word_lists_are_those_of_the_folder() {
    let listed = fs::read_to_string("src/lint/bundled.rs").unwrap();
    for file in fs::read_dir("assets/lexicons").unwrap() {
        let file = file.unwrap().path();
        let name = Path::file_stem(&file).unwrap().to_string_lossy().into_owned();
        assert!(listed.contains(&format!("\"{name}\"")), "{name} is in src/lint/bundled.rs");
    }
}

#[test]
fn every_rule_says_what_why_and_whence() {
    for rule in pack().rules() {
        let id = rule.id.as_str();
        let severity = match rule.id.group() {
            "privacy" | "legal" | "hygiene" => Severity::Stop,
            "tone" => Severity::Warning,
            _ => Severity::Advice,
        };
        assert_eq!(rule.severity, severity, "{id}: the severity of its group");
        assert!(!rule.summary.ends_with('.'), "{id}: a summary has no full stop");
        assert!(!rule.instead.ends_with('.'), "{id}: the advice has no full stop");
        assert!(rule.rationale.ends_with('.'), "{id}: the rationale is whole sentences");
        assert!(!rule.citations.is_empty(), "{id}: where it comes from");
        assert!(!rule.fixes.is_empty(), "{id}: what to write instead");
        let n_spanish = rule.bad.iter().filter(|case| case.lang == "es").count();
        // This one is proven by the labelled replies alone, so far.
        let is_proven_elsewhere = id == "structure/not-simple";
        let has_cases = 8 <= rule.bad.len() && 8 <= rule.good.len() && 0 < n_spanish;
        assert!(has_cases || is_proven_elsewhere, "{id}: eight cases of each kind, one in Spanish");
    }
}

#[test]
fn bad_cases_break_their_rule_at_the_marked_words() {
    let pack = pack();
    let mut faults = String::new();
    for rule in pack.rules() {
        for case in &rule.bad {
            let (reply, report) = report(&pack, rule, case);
            let (_, marks) = case.reply();
            let broken: BTreeSet<&str> =
                report.findings.iter().map(|finding| finding.rule.as_str()).collect();
            let expected: BTreeSet<&str> =
                case.also.iter().map(String::as_str).chain([rule.id.as_str()]).collect();
            let own: Vec<_> =
                report.findings.iter().filter(|found| found.rule == rule.id).collect();
            let overlaps = |mark: &std::ops::Range<usize>, range: std::ops::Range<usize>| {
                mark.start < range.end && range.start < mark.end
            };
            let unmarked = own
                .iter()
                .filter(|found| !found.span.is_empty())
                .any(|found| !marks.iter().any(|mark| overlaps(mark, found.span.range())));
            let unfound = marks
                .iter()
                .any(|mark| !own.iter().any(|found| overlaps(mark, found.span.range())));
            if broken != expected || unmarked || unfound {
                writeln!(
                    faults,
                    "{}: {reply}\n  expected {expected:?} at {:?}, found:{}",
                    rule.id.as_str(),
                    marks.iter().filter_map(|mark| reply.get(mark.clone())).collect::<Vec<_>>(),
                    told(&reply, &report)
                )
                .unwrap();
            }
        }
    }
    // Cases that come out otherwise are known faults of the rules: each one mended leaves this list.
    insta::assert_snapshot!("bad_cases_with_known_faults", faults);
}

#[test]
fn good_cases_break_no_rule() {
    let pack = pack();
    let mut faults = String::new();
    for rule in pack.rules() {
        for case in &rule.good {
            let (reply, report) = report(&pack, rule, case);
            if !report.findings.is_empty() {
                writeln!(
                    faults,
                    "{}: {reply}\n  found:{}",
                    rule.id.as_str(),
                    told(&reply, &report)
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!("good_cases_with_known_faults", faults);
}

#[test]
fn what_to_write_instead_passes_the_rules() {
    let pack = pack();
    let context = Context::new(&pack, Subject::default());
    let mut faults = String::new();
    for rule in pack.rules() {
        let sentences =
            rule.fixes.iter().filter(|fix| fix.from.is_none()).map(|fix| fix.to.as_str());
        for sentence in sentences.chain([rule.instead.as_str()]) {
            let report = check(&pack, sentence, &context);
            if !report.findings.is_empty() {
                writeln!(faults, "{}: {sentence}{}", rule.id.as_str(), told(sentence, &report))
                    .unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn spans_and_verdicts_hold_together() {
    let pack = pack();
    for rule in pack.rules() {
        for case in rule.bad.iter().chain(&rule.good) {
            let (reply, report) = report(&pack, rule, case);
            for finding in &report.findings {
                let words = finding.span.slice(&reply);
                assert!(words.is_some(), "a span of its own text");
                assert!(finding.replaces.slice(&reply).is_some(), "and what a rewrite replaces");
                let n_words = words.unwrap_or_default().split_whitespace().count();
                let is_free = finding.rule.as_str() == "structure/not-simple";
                assert!(is_free || n_words <= 15, "{} points at few words", finding.rule.as_str());
            }
            let holds = report.findings.iter().any(bedside::lint::Finding::holds);
            let is_held = report.verdict == bedside::model::Verdict::Held;
            assert_eq!(holds, is_held, "a stop of high confidence, and only that, holds");
        }
    }
}

#[test]
fn no_text_is_too_hostile() {
    let pack = pack();
    let context = Context::new(&pack, Subject { comment: "my nose job 💉", ..Subject::default() });
    let marks = format!("e{}", "\u{301}".repeat(20_000));
    let visits = "your visit, your appt, we saw you ".repeat(1_000);
    for reply in ["", " \n\n", "«»", "\u{202E}\u{200D}", "[[[[{{{{<<<<%%%%____", &marks, &visits]
    {
        check(&pack, reply, &context);
    }
    for hidden in [
        "You are our \u{440}\u{430}tie\u{200B}nt",
        "You are our pa\u{301}\u{302}tient",
        "You are our 🙂 patient 🙂",
        "You are our patieeeent",
        "You are our patiant",
        "You are our ｐａｔｉｅｎｔ",
        "weve never seen you here",
    ] {
        let report = check(&pack, hidden, &context);
        let is_found =
            report.findings.iter().any(|found| found.rule.as_str() == "privacy/patient-status");
        assert!(is_found, "{hidden} is seen through");
    }
}
