//! The labelled comments, sorted, as a table that a person reviews; what is missed stands in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bedside::model::Platform;
use bedside::triage::{Subject, TriagePack, triage};

/// Right and asked for, by what was asked.
type Tally = BTreeMap<String, (usize, usize)>;

/// A label as it was asked, and whether it was said.
fn count(tally: &mut Tally, (label, is_right): (String, bool)) {
    let (right, asked) = tally.entry(label).or_default();
    *right += usize::from(is_right);
    *asked += 1;
}

#[test]
fn the_labelled_comments_come_out_as_reviewed() {
    let pack = TriagePack::bundled().unwrap();
    let mut tally = Tally::new();
    let mut false_flags: BTreeMap<String, usize> = BTreeMap::new();
    for line in include_str!("corpus/base/comments.jsonl").lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let word = |field: &str| record[field].as_str().unwrap().to_owned();
        let words = |field: &str| -> Vec<String> {
            let list = record[field].as_array().unwrap();
            list.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
        };
        let platform = Platform::from_name(&word("platform"));
        let (author, text) = (word("author"), word("text"));
        let said = triage(
            &pack,
            Subject {
                platform: Some(&platform),
                author: Some(&author),
                text: &text,
                stars: record["stars"].as_u64().and_then(|n| u8::try_from(n).ok()),
            },
        );
        for cue in &said.because {
            assert!(cue.span(&text).is_some(), "{}: a cue stands in the text", word("id"));
        }
        let category = said.category.name();
        let is_right =
            category == word("category") || words("maybe_category").iter().any(|it| it == category);
        count(&mut tally, (format!("category {}", word("category")), is_right));
        let is_right = said.urgency.name() == word("urgency");
        count(&mut tally, (format!("urgency {}", word("urgency")), is_right));
        let is_right = said.sentiment.name() == word("sentiment");
        count(&mut tally, (format!("sentiment {}", word("sentiment")), is_right));
        let flags = words("flags");
        for flag in &flags {
            let is_right = said.flags.iter().any(|it| it.name() == flag);
            count(&mut tally, (format!("flag {flag}"), is_right));
        }
        for flag in said.flags.iter().filter(|it| !flags.iter().any(|flag| flag == it.name())) {
            *false_flags.entry(flag.name().to_owned()).or_default() += 1;
        }
    }
    let mut table = String::new();
    for (label, (right, asked)) in &tally {
        writeln!(table, "{label:32} {right:3} of {asked:3}").unwrap();
    }
    for (flag, n) in &false_flags {
        writeln!(table, "false flag {flag:21} {n:3}").unwrap();
    }
    insta::assert_snapshot!("labelled_comments", table);
}
