//! Misses and false alarms on the labelled replies, per label, as a table that a person reviews.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use bedside::lint::{Confidence, Context, RulePack, Severity, Subject, check};
use bedside::model::{Platform, Sentiment, Verdict};
use bedside::triage::TriagePack;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

#[derive(Deserialize)]
struct Record {
    id: String,
    platform: String,
    comment: String,
    sentiment: Sentiment,
    reply: String,
    expect: BTreeSet<String>,
    maybe: BTreeSet<String>,
}

#[derive(Default)]
struct Row {
    expected: usize,
    found: usize,
    missed: usize,
    false_alarms: usize,
}

/// Part of the whole, as the tables give it.
fn share(part: usize, whole: usize) -> String {
    let thousandths = (part * 1_000 + whole / 2).checked_div(whole).unwrap_or(1_000);
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// Whether the feeling of the comment is given, or left to triage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Feeling {
    Given,
    Triaged,
}

/// What became of one set of replies.
#[derive(Default)]
struct Score {
    rows: BTreeMap<String, Row>,
    n_clean: usize,
    n_alarmed: usize,
    n_held_clean: usize,
    n_breaking: usize,
    n_caught: usize,
    n_due: usize,
    n_held: usize,
    n_stops: usize,
    n_right_stops: usize,
    n_long: usize,
    missed: String,
    alarms: String,
}

/// Rules whose findings hold a reply back.
const HOLDING: [&str; 3] = ["privacy/", "legal/", "hygiene/"];

/// Rules whose findings point at words.
const POINTING: [&str; 3] = ["privacy/", "legal/", "tone/"];

fn starts_with_any(label: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| label.starts_with(start))
}

impl Score {
    /// Checks the replies of a file for which `is_in` says yes.
    fn of(path: &str, feeling: Feeling, is_in: impl Fn(&str) -> bool) -> Self {
        let pack = RulePack::bundled().unwrap();
        let triage = TriagePack::bundled().unwrap();
        let mut score = Self::default();
        for line in fs::read_to_string(path).unwrap().lines() {
            let record: Record = serde_json::from_str(line).unwrap();
            if is_in(&record.id) {
                score.add(&pack, &triage, &record, feeling);
            }
        }
        score
    }

    fn add(&mut self, pack: &RulePack, triage: &TriagePack, record: &Record, feeling: Feeling) {
        let platform = Platform::from_name(&record.platform);
        let sentiment = match feeling {
            Feeling::Given => record.sentiment,
            Feeling::Triaged => {
                let subject = bedside::triage::Subject {
                    platform: Some(&platform),
                    author: None,
                    text: &record.comment,
                    stars: None,
                };
                bedside::triage::triage(triage, subject).sentiment
            }
        };
        let subject = Subject {
            comment: &record.comment,
            sentiment: Some(sentiment),
            platform: Some(&platform),
            ..Subject::default()
        };
        let report = check(pack, &record.reply, &Context::new(pack, subject));
        let found: BTreeSet<String> =
            report.findings.iter().map(|finding| finding.rule.as_str().to_owned()).collect();
        for label in &record.expect {
            let row = self.rows.entry(label.clone()).or_default();
            row.expected += 1;
            if found.contains(label) {
                row.found += 1;
            } else {
                row.missed += 1;
                writeln!(self.missed, "{} {label}", record.id).unwrap();
            }
        }
        let is_wrong =
            |label: &str| !record.expect.contains(label) && !record.maybe.contains(label);
        let false_ones: Vec<_> = found.iter().filter(|label| is_wrong(label)).collect();
        for label in &false_ones {
            self.rows.entry((*label).clone()).or_default().false_alarms += 1;
            writeln!(self.alarms, "{} {label}", record.id).unwrap();
        }
        for finding in &report.findings {
            let label = finding.rule.as_str();
            if finding.severity == Severity::Stop && finding.confidence == Confidence::High {
                self.n_stops += 1;
                self.n_right_stops += usize::from(!is_wrong(label));
            }
            let words = finding.span.slice(&record.reply).unwrap_or_default();
            let is_long = words.split_whitespace().count() > 15;
            self.n_long += usize::from(is_long && starts_with_any(label, &POINTING));
        }
        let is_held = report.verdict == Verdict::Held;
        if record.expect.is_empty() {
            self.n_clean += 1;
            self.n_alarmed += usize::from(!false_ones.is_empty());
            self.n_held_clean += usize::from(is_held);
        }
        if record.expect.iter().any(|label| starts_with_any(label, &HOLDING)) {
            self.n_due += 1;
            self.n_held += usize::from(is_held);
        }
        let hard = || record.expect.iter().filter(|label| !label.starts_with("structure/"));
        self.n_breaking += usize::from(hard().next().is_some());
        self.n_caught += usize::from(hard().any(|label| found.contains(label)));
    }

    /// The table per label.
    fn table(&self) -> String {
        let mut table = format!("{:28} exp  tp  fn  fp\n", "label");
        for (label, row) in &self.rows {
            writeln!(
                table,
                "{label:28} {:3} {:3} {:3} {:3}",
                row.expected, row.found, row.missed, row.false_alarms
            )
            .unwrap();
        }
        table + &self.summary()
    }

    /// The measures in two lines.
    fn summary(&self) -> String {
        let sum = |start: &str, count: fn(&Row) -> usize| -> usize {
            let rows = self.rows.iter().filter(|(label, _)| label.starts_with(start));
            rows.map(|(_, row)| count(row)).sum()
        };
        let found = sum("", |row| row.found);
        let wrong = sum("", |row| row.false_alarms);
        format!(
            "caught {} recall {} privacy recall {} precision {} false alarm {}\nheld where due {} held though compliant {} right among sure stops {} of {} long spans {}\n",
            share(self.n_caught, self.n_breaking),
            share(found, sum("", |row| row.expected)),
            share(sum("privacy/", |row| row.found), sum("privacy/", |row| row.expected)),
            share(found, found + wrong),
            share(self.n_alarmed, self.n_clean),
            share(self.n_held, self.n_due),
            share(self.n_held_clean, self.n_clean),
            share(self.n_right_stops, self.n_stops),
            self.n_stops,
            self.n_long,
        )
    }
}

/// The half of the base that is looked at only as a score: every record whose id's digest begins with a one.
fn is_in_scored_half(id: &str) -> bool {
    Sha256::digest(id).first().is_some_and(|byte| byte & 0x80 != 0)
}

const BASE: &str = "tests/corpus/base/replies.jsonl";

#[test]
fn the_labelled_replies_come_out_as_reviewed() {
    let score = Score::of(BASE, Feeling::Given, |_| true);
    insta::assert_snapshot!(
        "corpus_replies",
        format!("{}\nmissed\n{}\nfalse alarms\n{}", score.table(), score.missed, score.alarms)
    );
}

#[test]
fn every_set_of_replies_has_its_reviewed_measures() {
    let mut said = String::new();
    for (name, path) in [
        ("base", BASE),
        ("build", "tests/corpus/build/replies.jsonl"),
        ("fresh", "tests/corpus/fresh/replies.jsonl"),
    ] {
        for (feeling, words) in
            [(Feeling::Given, "sentiment given"), (Feeling::Triaged, "sentiment from triage")]
        {
            let score = Score::of(path, feeling, |_| true);
            writeln!(said, "{name}, {words}\n{}", score.summary()).unwrap();
        }
    }
    for (name, half) in [("half built on", false), ("half only scored", true)] {
        let score = Score::of(BASE, Feeling::Given, |id| is_in_scored_half(id) == half);
        writeln!(said, "base, {name}\n{}", score.summary()).unwrap();
    }
    let fresh = Score::of("tests/corpus/fresh/replies.jsonl", Feeling::Given, |_| true);
    insta::assert_snapshot!("corpus_measures", format!("{said}fresh per label\n{}", fresh.table()));
}
