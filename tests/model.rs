//! Trains the weights of triage from the labelled comments, and measures them on comments that were held back.
#![expect(
    clippy::unwrap_used,
    reason = "a corpus that cannot be read fails the test, as it should"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use bedside::model::{Flag, Platform};
use bedside::triage::{Subject, TriagePack, triage};

#[path = "support/trainer.rs"]
mod trainer;

use trainer::{Example, train};

/// Labelled comments, and replies of whose comment only the feeling is known.
const CORPORA: &[&str] =
    &["base/comments", "build/comments", "build/sketches", "base/replies", "build/replies"];

/// How many parts the comments are cut into; each is held back once.
const N_FOLDS: u64 = 5;

/// Every comment once, with what triage reads of it.
fn examples(pack: &TriagePack) -> Vec<Example> {
    let mut examples: BTreeMap<String, Example> = BTreeMap::new();
    for name in CORPORA {
        let written = fs::read_to_string(format!("tests/corpus/{name}.jsonl")).unwrap();
        for line in written.lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let example = Example::read(&record, name, pack);
            examples.entry(example.text.clone()).or_insert(example);
        }
    }
    examples.into_values().collect()
}

#[test]
fn the_weights_are_those_of_the_labelled_comments() {
    let pack = TriagePack::bundled().unwrap();
    let examples = examples(&pack);
    let model = train(&examples.iter().collect::<Vec<_>>());
    let path = "assets/triage/model.txt";
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, &model).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap() == model,
        "cues or comments changed: write the weights with UPDATE=1 cargo test --test model, then build again"
    );
}

/// Right and asked for.
type Tally = BTreeMap<String, (usize, usize)>;

#[test]
fn comments_that_were_held_back_come_out_as_reviewed() {
    let mut pack = TriagePack::bundled().unwrap();
    let examples = examples(&pack);
    let mut tally = Tally::new();
    for fold in 0..N_FOLDS {
        let (held, taught): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|example| example.fold(N_FOLDS) == fold);
        pack = pack.with_model(&train(&taught)).unwrap();
        for example in held {
            measure(&pack, example, &mut tally);
        }
    }
    let mut table = String::new();
    for (label, (right, asked)) in &tally {
        writeln!(table, "{label:40} {right:4} of {asked:4}").unwrap();
    }
    insta::assert_snapshot!("comments_held_back", table);
}

/// Counts what triage says of a comment that its weights have not seen.
fn measure(pack: &TriagePack, example: &Example, tally: &mut Tally) {
    let platform = Platform::from_name(&example.platform);
    let said = triage(
        pack,
        Subject {
            platform: Some(&platform),
            author: None,
            text: &example.text,
            stars: example.stars,
        },
    );
    let mut count = |label: &str, is_right: bool| {
        let (right, asked) = tally.entry(format!("{} {label}", example.from)).or_default();
        *right += usize::from(is_right);
        *asked += 1;
    };
    count("sentiment", said.sentiment.name() == example.sentiment);
    if !example.is_full() {
        return;
    }
    count("category", example.categories.iter().any(|it| it == said.category.name()));
    count("urgency", said.urgency.name() == example.urgency);
    let (is_critical, must) = (said.urgency.name() == "critical", example.urgency == "critical");
    if must {
        count("critical found", is_critical);
    }
    if is_critical {
        count("critical right", must);
    }
    for flag in Flag::ALL {
        let must = example.flags.iter().any(|it| it == flag.name());
        let is_said = said.flags.contains(flag);
        if must {
            count("flags found", is_said);
        }
        if is_said {
            count("flags right", must);
        }
    }
}
