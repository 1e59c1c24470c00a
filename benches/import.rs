//! How long 100,000 comments take through the worker, against the sqlite3 shell's `.import` of the same table.
//!
//! Both write the same schema with its search index and write-ahead log; the worker's file is encrypted, and
//! it triages each comment and commits in slices that a draft can overtake.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a bench says what it waited for"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bedside::import::Options;
use bedside::model::{Author, ExistingReply, NewComment, Platform, Practice, Precision};
use bedside::triage::TriagePack;
use bedside::worker::{Event, Incoming, Location, Request, Start, Ticket, Worker};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::{SignedDuration, Timestamp};

const ROWS: usize = 100_000;

/// The schema, without a line that the shells of Debian 12 do not know; it changes nothing for new rows.
fn schema() -> String {
    include_str!("../assets/migrations/0001-initial.sql")
        .lines()
        .filter(|line| !line.contains("'secure-delete'"))
        .fold(String::new(), |mut all, line| {
            all.push_str(line);
            all.push('\n');
            all
        })
}

const WORDS: [&str; 48] = [
    "waited",
    "hour",
    "front",
    "desk",
    "nobody",
    "called",
    "back",
    "doctor",
    "kind",
    "staff",
    "price",
    "charged",
    "twice",
    "refund",
    "lovely",
    "result",
    "swelling",
    "appointment",
    "rude",
    "parking",
    "clean",
    "would",
    "recommend",
    "never",
    "again",
    "thank",
    "question",
    "open",
    "saturday",
    "consultation",
    "injector",
    "bruise",
    "friend",
    "insurance",
    "asked",
    "answer",
    "promised",
    "email",
    "phone",
    "reception",
    "smile",
    "laser",
    "skin",
    "treatment",
    "room",
    "minutes",
    "helpful",
    "honest",
];

/// A comment that differs from every other, the same in every run.
fn comment(n: usize, now: Timestamp) -> NewComment {
    let mut state = n.wrapping_mul(2_654_435_761) ^ 0x9e37_79b9;
    let mut next = |bound: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let platform = [Platform::Google, Platform::Facebook, Platform::Yelp][n % 3].clone();
    let mut text = String::new();
    for _ in 0..12 + next(40) {
        // Common words are common, as in any language.
        let (one, other) = (next(WORDS.len()), next(WORDS.len()));
        text.push_str(WORDS[one.min(other)]);
        text.push(' ');
    }
    write!(text, "visit {n}").expect("a string takes all");
    let mut comment = NewComment::new(platform, format!("{:08x}{n}", next(1 << 31)), text);
    comment.author = Author { name: Some(format!("Author {}", next(60_000))), handle: None };
    comment.stars = Some(1 + u8::try_from(next(5)).unwrap_or_default());
    comment.recommended = Some(true);
    let minutes = i64::try_from(next(400_000)).unwrap_or_default();
    comment.posted_at = now.checked_sub(SignedDuration::from_mins(minutes)).ok();
    comment.posted_at_precision = Some(Precision::Second);
    comment.permalink = Some(format!("https://example.com/reviews/{n}"));
    comment.existing_reply = Some(ExistingReply {
        text: "Thank you for telling us.".into(),
        at: Some(now),
        author: Some("Harborview".to_owned()),
    });
    comment
}

/// The same rows as a table with the columns of `comments`, each filled, because a shell knows no NULL in CSV.
fn table(comments: &[NewComment], now: Timestamp) -> String {
    let now = now.as_millisecond();
    let triage = r#"{""category"":""other"",""urgency"":""low"",""sentiment"":""neutral"",""flags"":[],""because"":[]}"#;
    let mut csv = String::new();
    for (n, comment) in (1..).zip(comments) {
        let posted = comment.posted_at.map_or(now, Timestamp::as_millisecond);
        writeln!(
            csv,
            "{n},1,{},{},1,replied,other,0,neutral,\"{triage}\",{now},{},{posted},second,comment,native,\
             {},,{},{},1,{},,,,,,Thank you for telling us.,{now},Harborview",
            comment.platform.name(),
            comment.external_id,
            posted + 259_200_000,
            comment.author.label(),
            comment.text.as_str(),
            comment.stars.unwrap_or(1),
            comment.permalink.as_deref().unwrap_or_default(),
        )
        .expect("a string takes all");
    }
    csv
}

fn wait_for(worker: &Worker, mut is_it: impl FnMut(&Event) -> bool) -> Event {
    loop {
        let event = worker.wait(Duration::from_mins(10)).expect("an event");
        if is_it(&event) {
            return event;
        }
    }
}

/// Imports into a fresh encrypted database: from the ask to everything on the disk.
fn through_the_worker(comments: Vec<NewComment>) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let worker = Worker::start(Start {
        location: Location::Folder(folder.path().to_owned()),
        triage: Arc::new(TriagePack::bundled().expect("the bundled cues")),
        clock: Timestamp::now,
        wake: Box::new(|| ()),
    });
    let practice = Practice { name: "Harborview".to_owned(), ..Practice::default() };
    worker.send(Request::SavePractice { practice: Box::new(practice) });
    let desk = wait_for(&worker, |event| matches!(event, Event::DeskLoaded(_)));
    let Event::DeskLoaded(desk) = desk else { return Duration::MAX };
    let practice = desk.practices.first().and_then(|practice| practice.id).expect("saved");
    let began = Instant::now();
    worker.send(Request::Import {
        ticket: Ticket(1),
        practice,
        incoming: Incoming::Comments(comments),
        options: Options {
            name: "bench".to_owned(),
            platform: None,
            format: None,
            captured_at: Timestamp::UNIX_EPOCH,
            own: Vec::new(),
            map: Vec::new(),
        },
        leave_out: Vec::new(),
        cancel: Arc::default(),
    });
    let end = wait_for(&worker, |event| matches!(event, Event::Imported { .. } | Event::Failed(_)));
    assert!(matches!(end, Event::Imported { added: ROWS, .. }), "all were added: {end:?}");
    worker.finish();
    began.elapsed()
}

/// Imports into a fresh plain database with the sqlite3 shell.
fn through_the_shell(csv: &Path) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("import.sql");
    let commands = format!(
        "PRAGMA journal_mode = wal;\nPRAGMA synchronous = full;\n{}\n\
         INSERT INTO practices VALUES (1, 'Harborview', '{{}}', 0, 0);\n\
         INSERT INTO imports VALUES (1, 1, 'bench', '', 'done', 0, 0, 1, {ROWS}, {ROWS}, 0, 0, 0);\n",
        schema()
    );
    fs::write(&script, commands).expect("written");
    let database = folder.path().join("plain.db");
    let prepared = Command::new("sqlite3")
        .arg(&database)
        .arg(format!(".read '{}'", script.display()))
        .output()
        .expect("a shell");
    assert!(prepared.status.success(), "{}", String::from_utf8_lossy(&prepared.stderr));
    let began = Instant::now();
    let imported = Command::new("sqlite3")
        .arg(&database)
        .args(["PRAGMA synchronous = full", ".mode csv"])
        .arg(format!(".import '{}' comments", csv.display()))
        .arg("SELECT count(*) FROM comments")
        .output()
        .expect("a shell");
    let took = began.elapsed();
    let n = String::from_utf8_lossy(&imported.stdout);
    let complaint = String::from_utf8_lossy(&imported.stderr);
    assert!(n.trim().ends_with(&ROWS.to_string()), "all were added: {n} {complaint}");
    took
}

fn import(c: &mut Criterion) {
    let now = Timestamp::from_second(1_795_600_000).expect("a time");
    let comments: Vec<_> = (0..ROWS).map(|n| comment(n, now)).collect();
    let has_shell = Command::new("sqlite3").arg("--version").output().is_ok();
    let folder = tempfile::tempdir().expect("a folder");
    let csv = folder.path().join("comments.csv");
    fs::write(&csv, table(&comments, now)).expect("written");

    if has_shell {
        // In turns, so that whatever else the machine does meets both.
        let mut ratios: Vec<_> = (0..5)
            .map(|_| {
                let (shell, worker) =
                    (through_the_shell(&csv), through_the_worker(comments.clone()));
                eprintln!("worker {worker:.2?}, shell {shell:.2?}");
                worker.as_secs_f64() / shell.as_secs_f64()
            })
            .collect();
        ratios.sort_by(f64::total_cmp);
        eprintln!("worker / sqlite3 shell, middle of 5: {:.2} (goal: 2 at most)", ratios[2]);
    } else {
        eprintln!("sqlite3 is not installed: the comparison with its .import is left out");
    }

    let mut group = c.benchmark_group("import of 100,000 comments");
    group.sample_size(10).measurement_time(Duration::from_secs(40));
    group.bench_function("worker, encrypted", |b| {
        b.iter_custom(|n| (0..n).map(|_| through_the_worker(comments.clone())).sum());
    });
    if has_shell {
        group.bench_function("sqlite3 shell, plain", |b| {
            b.iter_custom(|n| (0..n).map(|_| through_the_shell(&csv)).sum());
        });
    }
    group.finish();
}

criterion_group!(benches, import);
criterion_main!(benches);
