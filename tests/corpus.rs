//! Misses and false alarms on the labelled replies, per label, as a table that a person reviews.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use bedside::lint::{Context, RulePack, Subject, check};
use bedside::model::{Platform, Sentiment, Verdict};
use serde::Deserialize;

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

#[test]
fn the_labelled_replies_come_out_as_reviewed() {
    let pack = RulePack::bundled().unwrap();
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let (mut n_clean, mut n_alarmed, mut n_held_clean) = (0, 0, 0);
    let (mut n_breaking, mut n_caught) = (0, 0);
    let (mut missed, mut alarms) = (String::new(), String::new());
    for line in fs::read_to_string("tests/corpus/base/replies.jsonl").unwrap().lines() {
        let record: Record = serde_json::from_str(line).unwrap();
        let subject = Subject {
            comment: &record.comment,
            sentiment: Some(record.sentiment),
            platform: Some(&Platform::from_name(&record.platform)),
            ..Subject::default()
        };
        let report = check(&pack, &record.reply, &Context::new(&pack, subject));
        let found: BTreeSet<String> =
            report.findings.iter().map(|finding| finding.rule.as_str().to_owned()).collect();
        for label in &record.expect {
            let row = rows.entry(label.clone()).or_default();
            row.expected += 1;
            if found.contains(label) {
                row.found += 1;
            } else {
                row.missed += 1;
                writeln!(missed, "{} {label}", record.id).unwrap();
            }
        }
        let false_ones: Vec<_> = found
            .iter()
            .filter(|label| !record.expect.contains(*label) && !record.maybe.contains(*label))
            .collect();
        for label in &false_ones {
            rows.entry((*label).clone()).or_default().false_alarms += 1;
            writeln!(alarms, "{} {label}", record.id).unwrap();
        }
        if record.expect.is_empty() {
            n_clean += 1;
            n_alarmed += usize::from(!false_ones.is_empty());
            n_held_clean += usize::from(report.verdict == Verdict::Held);
        }
        let hard: Vec<_> =
            record.expect.iter().filter(|label| !label.starts_with("structure/")).collect();
        if !hard.is_empty() {
            n_breaking += 1;
            n_caught += usize::from(hard.iter().any(|label| found.contains(*label)));
        }
    }
    let mut table = format!("{:28} exp  tp  fn  fp\n", "label");
    for (label, row) in &rows {
        writeln!(
            table,
            "{label:28} {:3} {:3} {:3} {:3}",
            row.expected, row.found, row.missed, row.false_alarms
        )
        .unwrap();
    }
    let sum = |count: fn(&Row) -> usize| rows.values().map(count).sum::<usize>();
    let (expected, found, wrong) =
        (sum(|row| row.expected), sum(|row| row.found), sum(|row| row.false_alarms));
    writeln!(
        table,
        "recall {} precision {} caught {} false alarm {} held though compliant {}",
        share(found, expected),
        share(found, found + wrong),
        share(n_caught, n_breaking),
        share(n_alarmed, n_clean),
        share(n_held_clean, n_clean)
    )
    .unwrap();
    insta::assert_snapshot!(
        "corpus_replies",
        format!("{table}\nmissed\n{missed}\nfalse alarms\n{alarms}")
    );
}
