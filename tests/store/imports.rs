//! Imports: all or nothing, twice is once, and a person at work never waits for one.

use std::process::Command;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use bedside::model::{Body, ExistingReply, NewComment, Platform, SourceFlag, Status};
use bedside::worker::{
    Event, Incoming, Location, PreviewState, Query, Request, StatusFilter, Ticket,
};

use super::desk::{Imported, Office, PATIENCE, comments, failure, noon, options, wait_for};

/// Every comment that is there, whatever its state.
fn all() -> Query {
    Query { status: StatusFilter::All, ..Query::default() }
}

#[test]
fn importing_twice_adds_nothing() {
    let office = Office::in_memory();
    let first = office.import(comments(0..500));
    assert_eq!((first.added, first.known), (500, 0), "all are new");
    assert!(first.import.is_some(), "it can be taken back");
    let again = office.import(comments(0..500));
    let nothing = Imported { import: None, added: 0, updated: 0, known: 500 };
    assert_eq!(again, nothing, "all are known");
    assert_eq!(office.queue().len(), 500, "no more than before");
}

#[test]
fn a_changed_comment_is_updated_in_place_and_keeps_what_belongs_to_it() {
    let office = Office::in_memory();
    office.import(comments(0..3));
    let id = office.queue()[0];
    office.draft(id, 1, "We are sorry to hear this.");
    office.record(id, "We are sorry to hear this.");
    let before = office.thread(id).expect("there").comment.source;

    let mut changed = before.clone();
    changed.text = "Edited: it was the back desk".into();
    changed.stars = Some(4);
    changed.existing_reply =
        Some(ExistingReply { text: "Thank you.".into(), at: Some(noon()), author: None });
    let imported = office.import(vec![changed.clone()]);
    assert_eq!((imported.added, imported.updated), (0, 1), "one is changed");

    let thread = office.thread(id).expect("there");
    assert_eq!(thread.comment.source.text, changed.text, "the newer words");
    assert_eq!(thread.comment.source.stars, Some(4), "the newer stars");
    assert_eq!(thread.comment.source.existing_reply, changed.existing_reply, "the posted reply");
    assert_eq!(thread.comment.status, Status::Drafting, "its state stays");
    assert!(thread.draft.is_some(), "its draft stays");
    assert_eq!(thread.replies.len(), 1, "its history stays");
    assert_eq!(office.order(Query { search: "back".into(), ..all() }).ids, [id], "search follows");

    office.worker.send(Request::LoadHistory {
        ticket: Ticket(8),
        practice: None,
        search: String::new(),
        offset: 0,
        limit: 10,
    });
    let rows = wait_for(&office.worker, |event| match event {
        Event::HistoryLoaded { rows, .. } => Some(rows),
        _ => None,
    });
    assert_eq!(rows[0].comment_text, before.text, "the history keeps the words that were answered");
}

#[test]
fn a_beginning_never_takes_the_place_of_the_whole() {
    let office = Office::in_memory();
    let whole = NewComment::new(Platform::Yelp, "y1", "They were late and then they left");
    office.import(vec![whole.clone()]);
    let mut cut = whole.clone();
    cut.text = "They were late…".into();
    cut.flags = vec![SourceFlag::Truncated];
    assert_eq!(office.import(vec![cut]).known, 1, "it is known already");
    let id = office.queue()[0];
    assert_eq!(office.thread(id).expect("there").comment.source.text, whole.text, "all of it");
}

#[test]
fn every_captured_fact_comes_back() {
    let office = Office::in_memory();
    let mut full = NewComment::new(Platform::Other("zocdoc".into()), "z1", "Words\nof two lines");
    full.author.name = Some("Dana W.".into());
    full.author.handle = Some("dana".into());
    full.id_basis = bedside::model::IdBasis::Derived;
    full.kind = bedside::model::Kind::Post;
    full.recommended = Some(false);
    full.posted_at = Some(noon());
    full.posted_at_precision = Some(bedside::model::Precision::Hour);
    full.permalink = Some("https://example.com/z1".into());
    full.parent_id = Some("z0".into());
    full.post_context = Some("Spring offer".into());
    full.language = Some("es".into());
    full.text_translated = Some("Palabras".into());
    full.flags = vec![SourceFlag::Edited, SourceFlag::TranslationOnly];
    office.import(vec![full.clone()]);
    let thread = office.thread(office.queue()[0]).expect("there");
    assert_eq!(thread.comment.source, full, "nothing was lost on the way");
    assert_eq!(thread.comment.practice, office.practice, "it belongs to its practice");
}

#[test]
fn the_same_comment_twice_in_one_file_is_one() {
    let office = Office::in_memory();
    let mut twice = comments(0..2);
    twice.extend(comments(0..1));
    let mut newer = comments(1..2);
    newer[0].text = Body::from("the later words");
    twice.extend(newer);
    let imported = office.import(twice);
    assert_eq!((imported.added, imported.updated, imported.known), (2, 1, 1), "each counted once");
    let found = office.order(Query { search: "later".into(), ..all() });
    assert_eq!(found.ids.len(), 1, "the later words stand");
}

#[test]
fn what_was_unticked_is_left_out() {
    let office = Office::in_memory();
    office.worker.send(Request::Import {
        ticket: Ticket(1),
        practice: office.practice,
        incoming: Incoming::Comments(comments(0..4)),
        options: options(),
        leave_out: vec!["review-1".into(), "review-2".into()],
        cancel: std::sync::Arc::default(),
    });
    assert_eq!(office.imported().added, 2, "the others");
}

#[test]
fn a_preview_tells_new_from_known_and_writes_nothing() {
    let office = Office::in_memory();
    office.import(comments(0..2));
    let mut seen = comments(0..3);
    seen[1].stars = Some(5);
    office.worker.send(Request::Preview {
        ticket: Ticket(6),
        practice: office.practice,
        incoming: Incoming::Comments(seen),
        options: options(),
    });
    let preview = wait_for(&office.worker, |event| match event {
        Event::Previewed { preview, .. } => Some(preview),
        _ => None,
    });
    let states: Vec<_> = preview.rows.iter().map(|row| row.state).collect();
    let expected = [PreviewState::Known, PreviewState::Updated, PreviewState::New];
    assert_eq!(states, expected, "in the order of the file");
    assert_eq!(preview.rows[0].known_since, Some(noon()), "since when");
    assert_eq!(office.queue().len(), 2, "nothing was written");
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import(comments(0..3));
    let mut many = comments(0..20_000);
    many[0].stars = Some(5);
    let cancel = office.begin_import(many);
    let n_done = wait_for(&office.worker, |event| match event {
        Event::ImportProgress { done, .. } => Some(done),
        _ => None,
    });
    cancel.store(true, Ordering::Release);
    let nothing = Imported { import: None, added: 0, updated: 0, known: 0 };
    assert_eq!(office.imported(), nothing, "it was given up after {n_done}");
    assert_eq!(office.order(all()).ids.len(), 3, "what was there before");
    let first = &office.rows(office.queue())[0];
    assert_eq!(first.stars, Some(2), "nor did it change anything");
    office.worker.finish();
    let n: i64 = super::file::unlocked(folder.path())
        .query_row("SELECT count(*) FROM comments", [], |row| row.get(0))
        .expect("a number");
    assert_eq!(n, 3, "not even out of sight");
}

#[test]
fn an_import_is_invisible_until_it_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.begin_import(comments(0..20_000));
    wait_for(&office.worker, |event| match event {
        Event::ImportProgress { .. } => Some(()),
        _ => None,
    });
    drop(office.worker);

    let office = Office::at(folder.path());
    assert_eq!(office.order(all()).ids, [], "nothing of it is seen");
    let found = office.order(Query { search: "front".into(), ..all() });
    assert_eq!(found.ids, [], "nor found");
    let again = office.import(comments(0..1_000));
    assert_eq!(again.added, 1_000, "and it can be imported as if it had never been begun");
}

#[test]
fn a_killed_bedside_leaves_no_half_import_and_every_saved_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import(comments(0..1));
    office.worker.finish();
    let program = std::env::current_exe().expect("this test");
    let mut child = Command::new(program)
        .args(["--exact", "imports::what_the_killed_one_does", "--nocapture"])
        .env("BEDSIDE_TEST_FOLDER", folder.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("a second process");
    let sign = folder.path().join("in-the-middle");
    let began = Instant::now();
    while !sign.exists() && began.elapsed() < PATIENCE {
        std::thread::yield_now();
    }
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert!(sign.exists(), "it was in the middle of an import");

    let office = Office::at(folder.path());
    let ids = office.order(all()).ids;
    assert_eq!(ids.len(), 1, "nothing of the import is seen");
    let draft = office.thread(ids[0]).expect("there").draft.expect("saved");
    assert_eq!(draft.text.as_str(), "saved before the end", "what was answered was on the disk");
}

/// Does nothing by itself: the test above runs it in a process that it kills.
#[test]
fn what_the_killed_one_does() {
    let Some(folder) = std::env::var_os("BEDSIDE_TEST_FOLDER") else { return };
    let folder = std::path::PathBuf::from(folder);
    let office = Office::open(Location::Folder(folder.clone()));
    let id = office.queue()[0];
    office.begin_import(comments(0..100_000));
    wait_for(&office.worker, |event| match event {
        Event::ImportProgress { .. } => Some(()),
        _ => None,
    });
    office.draft(id, 1, "saved before the end");
    wait_for(&office.worker, |event| match event {
        Event::DraftSaved { .. } => Some(()),
        _ => None,
    });
    std::fs::write(folder.join("in-the-middle"), "").expect("written");
    office.imported();
}

#[test]
fn a_draft_waits_for_one_slice_of_an_import_at_most() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import(comments(0..1));
    let id = office.queue()[0];
    office.begin_import(comments(0..30_000));
    let mut waits = Vec::new();
    for revision in 1..=20 {
        wait_for(&office.worker, |event| match event {
            Event::ImportProgress { .. } => Some(()),
            _ => None,
        });
        let sent = Instant::now();
        office.draft(id, revision, "words in the meantime");
        wait_for(&office.worker, |event| match event {
            Event::DraftSaved { .. } => Some(()),
            Event::Imported { .. } => panic!("the import was over before the draft was saved"),
            _ => None,
        });
        waits.push(sent.elapsed());
    }
    waits.sort_unstable();
    // The middle of many, because another program may have the disk for a moment.
    let middle = waits[waits.len() / 2];
    assert!(middle < Duration::from_millis(100), "{middle:?} is longer than a slice");
}

#[test]
fn an_import_is_taken_back_as_long_as_nothing_of_it_was_answered() {
    let office = Office::in_memory();
    office.import(comments(0..2));
    let mixed = office.import(comments(0..40));
    let import = mixed.import.expect("it added something");
    office.worker.send(Request::RemoveImport { import });
    wait_for(&office.worker, |event| match event {
        Event::QueueChanged => Some(()),
        _ => None,
    });
    assert_eq!(office.order(all()).ids.len(), 2, "only what came with it is gone");

    let import = office.import(comments(0..40)).import.expect("it added something");
    let id = office.order(Query { search: "word39".into(), ..all() }).ids[0];
    office.draft(id, 1, "begun");
    office.worker.send(Request::RemoveImport { import });
    assert!(failure(&office.worker).message.contains("a draft was begun"), "words would be lost");
    office.draft(id, 2, "");
    office.record(id, "Thank you.");
    office.worker.send(Request::RemoveImport { import });
    let refused = failure(&office.worker);
    assert!(refused.message.contains("answered"), "{}", refused.message);
    assert!(!refused.help.is_empty(), "a person is told what to do instead");
    assert_eq!(office.order(all()).ids.len(), 40, "all of it stays");
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let office = Office::in_memory();
    office.worker.send(Request::Import {
        ticket: Ticket(1),
        practice: office.practice,
        incoming: Incoming::File("/nowhere/at/all.csv".into()),
        options: options(),
        leave_out: Vec::new(),
        cancel: std::sync::Arc::default(),
    });
    let failure = failure(&office.worker);
    assert_eq!(failure.ticket, Some(Ticket(1)), "the ask is named");
    assert!(failure.message.contains("could not be read"), "{}", failure.message);
    assert!(!failure.is_fatal, "the desk goes on");
    assert_eq!(office.import(comments(0..1)).added, 1, "so does importing");
}
