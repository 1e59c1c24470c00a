//! `bedside export`, as a script sees it, while a window is open and after it was closed.

use std::path::Path;
use std::process::{Command, Output};

use bedside::model::{ClipboardOutcome, Override, SealedFinding};
use bedside::worker::{Event, Request, Ticket};

use super::desk::{Office, comments, wait_for};

fn export(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bedside"))
        .arg("export")
        .args(arguments)
        .arg("--data")
        .arg(folder)
        .output()
        .expect("it runs")
}

fn table(folder: &Path, what: &str) -> Vec<Vec<String>> {
    let output = export(folder, &[what, "--format", "csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(output.stdout.as_slice())
        .records()
        .map(|line| line.expect("a line").iter().map(str::to_owned).collect())
        .collect()
}

/// Answers the first comment with an overridden stop.
fn answer(office: &Office) {
    let id = office.queue()[0];
    let mut reply = office.reply(id, "=Thank you, \"friend\"\nMessage us.");
    reply.findings = vec![SealedFinding {
        rule: "privacy/visit".into(),
        severity: "stop".into(),
        confidence: "high".into(),
        start: 1,
        end: 6,
    }];
    reply.overrides = vec![Override {
        rule: "privacy/visit".into(),
        start: 1,
        end: 6,
        reason: "a street's name".into(),
    }];
    office.worker.send(Request::RecordReply { ticket: Ticket(1), reply: Box::new(reply) });
    let reply = wait_for(&office.worker, |event| match event {
        Event::ReplyRecorded { reply, .. } => Some(reply),
        _ => None,
    });
    let outcome = ClipboardOutcome::Copied;
    office.worker.send(Request::RecordOutcome { reply, outcome });
    wait_for(&office.worker, |event| match event {
        Event::OutcomeRecorded(_) => Some(()),
        _ => None,
    });
}

#[test]
fn history_queue_and_audit_are_written_while_the_window_is_open_and_after() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import(comments(0..3));
    answer(&office);
    let id = office.queue()[0];
    office.draft(id, 1, "-a draft");
    office.thread(id).expect("there");
    let check = || {
        let history = table(folder.path(), "--history");
        assert_eq!(history.len(), 2, "a header and one reply");
        assert_eq!(history[0][..3], ["id", "comment", "platform"], "the header");
        let reply = &history[1];
        assert_eq!(reply[1..5], ["review-0", "google", "Harborview", "Ana"], "what and who");
        assert_eq!(reply[5], "'=Thank you, \"friend\"\nMessage us.", "no formula, all its words");
        assert_eq!(reply[6], "held", "a stop was set aside");
        assert_eq!(reply[7], "privacy/visit stop high 1-6", "which");
        assert_eq!(reply[8], "privacy/visit 1-6: a street's name", "and why");
        assert_eq!(reply[11], "copied", "what became of it");
        let queue = table(folder.path(), "--queue");
        assert_eq!(queue.len(), 3, "a header and two that wait");
        let drafts: Vec<_> = queue[1..].iter().map(|row| row[13].as_str()).collect();
        assert_eq!(drafts, ["'-a draft", ""], "with the unfinished reply");
        let audit = table(folder.path(), "--audit");
        let entries: Vec<_> = audit.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(entries, ["entry", "reply", "outcome"], "in the order of the log");
    };
    check();
    office.worker.finish();
    check();
    let output = export(folder.path(), &["--history", "--format", "json"]);
    let history: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a document");
    assert_eq!(history[0]["text"], "=Thank you, \"friend\"\nMessage us.", "JSON needs no mark");
    assert_eq!(history[0]["findings"][0]["rule"], "privacy/visit", "findings as objects");
    assert_eq!(history[0]["outcome"], "copied", "what became of it");
    assert_eq!(Office::at(folder.path()).queue().len(), 2, "exporting changed nothing");
}

#[test]
fn an_export_without_a_database_says_so_and_makes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("empty");
    let output = export(&place, &["--queue"]);
    assert_eq!(output.status.code(), Some(2), "it could not run");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(words.contains("there is no database here"), "{words}");
    assert!(words.contains("--data"), "{words}");
    assert!(output.stdout.is_empty(), "nothing is written");
    assert!(!place.exists(), "nor made");
    let both = export(&place, &["--queue", "--audit"]);
    assert_eq!(both.status.code(), Some(2), "one thing at a time");
}
