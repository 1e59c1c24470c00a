//! The file itself: encrypted from its first byte, opened by one Bedside, never written over.

use std::fs;
use std::path::Path;

use bedside::worker::{Event, Failure, Location, Request};
use rusqlite::Connection;

use super::desk::{Office, comments, failure, loaded, start, wait_for};

/// A closed database with three comments and one recorded reply.
fn closed_database() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    office.import(comments(0..3));
    let id = office.queue()[0];
    office.record(id, "We are sorry to hear this.");
    office.worker.finish();
    folder
}

/// A connection with the folder's key, past the worker.
pub(crate) fn unlocked(folder: &Path) -> Connection {
    let key = fs::read_to_string(folder.join("bedside.key")).expect("a key");
    let conn = locked(folder);
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", key.trim())).expect("a key");
    conn
}

fn locked(folder: &Path) -> Connection {
    Connection::open_with_flags(folder.join("bedside.db"), rusqlite::OpenFlags::default())
        .expect("a file")
}

/// Why a folder cannot be opened.
fn refused(folder: &Path) -> Failure {
    let worker = start(Location::Folder(folder.to_owned()));
    let failure = failure(&worker);
    assert!(failure.is_fatal, "there is nothing to work on: {}", failure.message);
    assert!(!failure.help.is_empty(), "a person is told what to do");
    failure
}

#[test]
fn the_file_is_encrypted_from_its_first_byte() {
    let folder = closed_database();
    let bytes = fs::read(folder.path().join("bedside.db")).expect("a file");
    assert!(bytes.len() > 4096, "there is something in it");
    assert!(!bytes.starts_with(b"SQLite format 3"), "no header in the clear");
    for words in [&b"front desk"[..], b"Harborview", b"sorry to hear", b"CREATE TABLE"] {
        let is_there = bytes.windows(words.len()).any(|window| window == words);
        assert!(!is_there, "{} cannot be read", String::from_utf8_lossy(words));
    }
    let without_key =
        locked(folder.path())
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
    assert!(without_key.is_err(), "nothing opens without the key");
    let n: i64 = unlocked(folder.path())
        .query_row("SELECT count(*) FROM comments", [], |row| row.get(0))
        .expect("the key fits");
    assert_eq!(n, 3, "with the key it is an ordinary database");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_key_and_database() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("deep").join("data");
    Office::at(&data).worker.finish();
    for (name, mode) in [("", 0o700), ("bedside.key", 0o600), ("bedside.db", 0o600)] {
        let rights = fs::metadata(data.join(name)).expect("there").permissions().mode();
        assert_eq!(rights & 0o777, mode, "rights of {name:?}");
    }
}

#[test]
fn a_database_without_its_key_is_never_written_over() {
    let folder = closed_database();
    let database = folder.path().join("bedside.db");
    let before = fs::read(&database).expect("a file");
    let key = fs::read(folder.path().join("bedside.key")).expect("a key");
    fs::remove_file(folder.path().join("bedside.key")).expect("removed");

    let failure = refused(folder.path());
    assert!(failure.message.contains("key file of the database is missing"), "{}", failure.message);
    assert!(!folder.path().join("bedside.key").exists(), "no other key takes its place");
    assert_eq!(fs::read(&database).expect("a file"), before, "untouched");

    fs::write(folder.path().join("bedside.key"), key).expect("put back");
    assert_eq!(Office::at(folder.path()).queue().len(), 3, "everything is there");
}

#[test]
fn a_wrong_or_damaged_key_is_told() {
    let folder = closed_database();
    let key = folder.path().join("bedside.key");
    fs::write(&key, "ab".repeat(32)).expect("written");
    let failure = refused(folder.path());
    assert!(failure.message.contains("does not open the database"), "{}", failure.message);
    fs::write(&key, "not a key").expect("written");
    let failure = refused(folder.path());
    assert!(failure.message.contains("damaged"), "{}", failure.message);
}

#[test]
fn a_newer_database_is_refused_with_both_numbers() {
    let folder = closed_database();
    unlocked(folder.path()).pragma_update(None, "user_version", 99).expect("set");
    let failure = refused(folder.path());
    assert!(failure.message.contains("version 99"), "{}", failure.message);
    assert!(failure.message.contains("up to version 2"), "{}", failure.message);
}

#[test]
fn a_second_bedside_on_the_same_folder_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Office::at(folder.path());
    let failure = refused(folder.path());
    assert!(failure.message.contains("another Bedside"), "{}", failure.message);
    first.worker.finish();
    let again = Office::at(folder.path());
    assert_eq!(again.queue(), [], "once the first is closed, the folder is free");
}

#[test]
fn a_file_in_the_folders_place_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("data");
    fs::write(&place, "a file").expect("written");
    let failure = refused(&place);
    assert!(failure.message.contains("the data folder could not be made"), "{}", failure.message);
    assert!(failure.help.contains("A file stands where a folder is needed"), "{}", failure.help);
    let below = refused(&place.join("deeper"));
    assert!(below.message.contains("the data folder could not be made"), "{}", below.message);
}

#[test]
fn a_full_disk_is_told_and_leaves_the_rows_whole() {
    let folder = closed_database();
    let conn = unlocked(folder.path());
    // SQLite's own limit on pages answers as a full disk does.
    let pages: i64 = conn.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("a number");
    conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).expect("a limit");
    let full = conn
        .execute("INSERT INTO settings (key, value) VALUES ('long', ?1)", ["x".repeat(50_000)])
        .expect_err("no page is left");
    let error = bedside::worker::StoreError::from(full);
    assert_eq!(error.help(), "The disk is full. Free some space, then try again", "what to do");
    drop(conn);
    assert_eq!(Office::at(folder.path()).queue().len(), 3, "all is well once there is space");
}

#[test]
fn the_history_cannot_be_changed_even_past_the_worker() {
    let folder = closed_database();
    let conn = unlocked(folder.path());
    conn.execute_batch(
        "INSERT INTO reply_outcomes (reply_id, outcome, recorded_at) VALUES (1, 'copied', 0)",
    )
    .expect("adding is allowed");
    for change in [
        "UPDATE replies SET text = 'other words'",
        "DELETE FROM replies",
        "UPDATE reply_outcomes SET outcome = 'failed'",
        "DELETE FROM reply_outcomes",
    ] {
        let error = conn.execute_batch(change).expect_err("refused");
        assert!(error.to_string().contains("append-only"), "{change}: {error}");
    }
}

/// Puts a dump of statements into a fresh encrypted database with a key of its own.
fn apply_dump(folder: &Path, dump: &str) {
    fs::write(folder.join("bedside.key"), "0123456789abcdef".repeat(4)).expect("written");
    let conn = unlocked(folder);
    conn.execute_batch(dump).expect("the dump is whole");
}

#[test]
fn a_database_of_version_1_opens_and_keeps_its_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    apply_dump(folder.path(), include_str!("../databases/v1.sql"));
    let worker = start(Location::Folder(folder.path().to_owned()));
    worker.send(Request::LoadDesk);
    let desk = loaded(&worker);
    assert_eq!(desk.person.map(|person| person.name).as_deref(), Some("Ana Ruiz"), "the person");
    assert_eq!(desk.practices.len(), 2, "both practices");
    assert_eq!(desk.settings, [("window.theme".to_owned(), "dark".to_owned())], "the setting");
    worker.finish();

    let office = Office::at(folder.path());
    let ids = office.queue();
    assert_eq!(ids.len(), 3, "what needs a reply");
    let drafted = ids.iter().find_map(|&id| office.thread(id)?.draft).expect("a draft");
    assert_eq!(drafted.text.as_str(), "We would be happy to look into this.", "its words");
    office.worker.send(Request::LoadHistory {
        ticket: bedside::worker::Ticket(7),
        practice: None,
        search: "sorry".to_owned(),
        offset: 0,
        limit: 10,
    });
    let rows = wait_for(&office.worker, |event| match event {
        Event::HistoryLoaded { rows, .. } => Some(rows),
        _ => None,
    });
    assert_eq!(rows.len(), 1, "the recorded reply is found by its words");
    assert_eq!(rows[0].person_name, "Ana Ruiz", "who copied it");
}
