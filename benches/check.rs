//! What a keystroke costs: a whole check of a 300- and a 2,000-character reply, against looking for plain words.

use std::hint::black_box;

use bedside::lint::{Context, RulePack, Subject, check};
use bedside::model::{Platform, Sentiment};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const COMMENT: &str =
    "My nose job is crooked and nobody calls me back. Three voicemails since Monday.";

const SENTENCE: &str = "We're sorry to hear this, and thank you for bringing it to our attention. \
    We'd be happy to look into it with the team. Please call us at 555-0186 so that we can help. ";

/// The plainest thing that somebody could do: a few hundred words, looked for one by one.
const PLAIN: [&str; 12] = [
    "your rhinoplasty",
    "your visit",
    "your appointment",
    "your surgery",
    "no record of you",
    "our patient",
    "came in",
    "your filler",
    "your results",
    "guarantee",
    "our lawyer",
    "refund if you",
];

/// The sentence again and again, cut at that many characters.
fn reply(n_chars: usize) -> String {
    SENTENCE.chars().cycle().take(n_chars).collect()
}

fn checking(criterion: &mut Criterion) {
    let Ok(pack) = RulePack::bundled() else { return };
    let subject = Subject {
        comment: COMMENT,
        sentiment: Some(Sentiment::Negative),
        platform: Some(&Platform::Google),
        ..Subject::default()
    };
    let context = Context::new(&pack, subject);
    for n_chars in [300, 2_000] {
        let reply = reply(n_chars);
        let mut group = criterion.benchmark_group(format!("{n_chars} characters"));
        group.throughput(Throughput::Bytes(reply.len() as u64));
        group.bench_function("every rule", |bencher| {
            bencher.iter(|| check(&pack, black_box(&reply), &context));
        });
        group.bench_function("300 plain words", |bencher| {
            bencher.iter(|| {
                let lower = black_box(&reply).to_lowercase();
                let words = PLAIN.iter().cycle().take(300);
                words.filter(|words| lower.contains(**words)).count()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, checking);
criterion_main!(benches);
