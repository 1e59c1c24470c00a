//! Exports damaged at random: no reader panics, hangs, or loses a comment uncounted.
//!
//! A short run belongs to every test run. `BEDSIDE_FUZZ_CASES=200000 cargo test --release --test fuzz` is a long one.
#![expect(
    clippy::expect_used,
    reason = "the seeds are in the repository; a missing one should stop the test"
)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use bedside::import::{self, Options};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// How many damaged files of each short run.
const SHORT: u32 = 300;

/// One damage to a file.
#[derive(Clone, Debug)]
enum Damage {
    Set(Index, u8),
    Cut(Index),
    Remove(Index, u8),
    Insert(Index, Vec<u8>),
    Repeat(Index, u8, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    let signs = prop::sample::select(vec![
        "\"", "{", "}", "[", "]", ",", ";", "\n", "<", ">", "&", "\u{0}", "null", "é", "\t",
        "1e999", "<div>", "</a>", "\\u", "=", "'", "3d", "Reply", "\u{feff}", "PK",
    ])
    .prop_map(|sign| sign.as_bytes().to_vec());
    let bytes = prop_oneof![signs, prop::collection::vec(any::<u8>(), 1..8)];
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), any::<u8>()).prop_map(|(at, count)| Damage::Remove(at, count)),
        (any::<Index>(), bytes).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (any::<Index>(), any::<u8>(), 1..20_u8)
            .prop_map(|(at, n, times)| Damage::Repeat(at, n, times)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    match damage {
        Damage::Set(at, byte) => {
            let at = at.index(bytes.len());
            bytes.splice(at..=at, [*byte]);
        }
        Damage::Cut(at) => bytes.truncate(at.index(bytes.len())),
        Damage::Remove(at, count) => {
            let at = at.index(bytes.len());
            let end = bytes.len().min(at + usize::from(*count));
            bytes.drain(at..end);
        }
        Damage::Insert(at, new) => {
            let at = at.index(bytes.len());
            bytes.splice(at..at, new.iter().copied());
        }
        Damage::Repeat(at, count, times) => {
            let at = at.index(bytes.len());
            let end = bytes.len().min(at + usize::from(*count));
            let part = bytes.get(at..end).unwrap_or_default().repeat(usize::from(*times));
            bytes.splice(at..at, part);
        }
    }
}

/// The sample exports, and smaller files that once went wrong or stand on an edge.
fn seeds() -> Vec<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    ["tests/formats", "tests/fuzz"].iter().flat_map(|folder| files(&root.join(folder))).collect()
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder of seeds")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let is_read = path.extension().is_some_and(|ending| ending == "md");
            path.is_file()
                && !is_read
                && path.file_name().is_none_or(|name| name != "expected.json")
        })
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

fn options(format: Option<&str>, map: Vec<(String, String)>) -> Options {
    Options {
        name: "damaged".to_owned(),
        platform: None,
        format: format.map(str::to_owned),
        captured_at: "2026-11-20T15:00:00Z".parse().expect("a time"),
        own: vec!["Harborview Aesthetics".to_owned(), "harborview.aesthetics".to_owned()],
        map,
    }
}

#[test]
fn no_damage_stops_a_reader() {
    let told = std::env::var("BEDSIDE_FUZZ_CASES").ok().and_then(|count| count.parse().ok());
    let config =
        Config { cases: told.unwrap_or(SHORT), failure_persistence: None, ..Config::default() };
    let seeds = seeds();
    let damages = prop::collection::vec(damage(), 1..6);
    let result = TestRunner::new(config).run(
        &(any::<Index>(), damages, any::<bool>()),
        |(seed, damages, is_markup)| {
            let mut bytes = seed.get(&seeds).clone();
            for damage in &damages {
                apply(&mut bytes, damage);
            }
            let plain = options(is_markup.then_some("clipboard-html"), Vec::new());
            if let Ok(found) = import::read(&bytes, &plain) {
                let ids: HashSet<_> = found
                    .comments
                    .iter()
                    .map(|comment| (&comment.platform, &comment.external_id))
                    .collect();
                prop_assert_eq!(ids.len(), found.comments.len(), "each id once");
                prop_assert!(
                    found.comments.iter().all(|comment| !comment.external_id.is_empty()),
                    "an id each"
                );
                prop_assert!(
                    found.is_recognised || !found.warnings.is_empty(),
                    "what is not recognised is explained"
                );
            }
            if let Some(mapping) = import::mapping(&bytes, &plain) {
                let mapped = options(None, mapping.proposed());
                prop_assert!(import::read(&bytes, &mapped).is_ok(), "a proposal can be read");
            }
            Ok(())
        },
    );
    assert!(result.is_ok(), "{result:?}");
}
