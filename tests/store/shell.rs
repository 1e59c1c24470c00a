//! `bedside import`, as a script sees it: into which practice, what was added, and what it says when it cannot.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use bedside::model::Practice;
use bedside::worker::Request;

use super::desk::{Office, loaded};

fn import(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bedside"))
        .arg("import")
        .args(arguments)
        .arg("--data")
        .arg(folder)
        .current_dir(folder)
        .output()
        .expect("it runs")
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), words(&output.stdout), words(&output.stderr))
}

/// A data folder with these practices and two files to import.
fn settled(practices: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let office = Office::at(folder.path());
    for name in practices {
        let practice = Practice { name: (*name).to_owned(), ..Practice::default() };
        office.worker.send(Request::SavePractice { practice: Box::new(practice) });
        loaded(&office.worker);
    }
    office.worker.finish();
    let table = "platform,author,text,stars,posted_at,external_id\n\
        google,Ann,Nobody called me back,2,2026-11-01T10:00:00Z,a1\n\
        google,Harborview,Thank you all,,2026-11-02T10:00:00Z,a2\n\
        google,Bo,Lovely front desk,5,2026-11-03T10:00:00Z,a3\n";
    fs::write(folder.path().join("export.csv"), table).expect("written");
    fs::write(folder.path().join("letter.txt"), "Dear team, see you on Monday.\n")
        .expect("written");
    folder
}

#[test]
fn a_file_is_added_once_and_the_practices_own_words_stay_out() {
    let folder = settled(&[]);
    let (code, out, err) = said(&import(folder.path(), &["export.csv"]));
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains("2 added to Harborview, 0 updated, 0 already there, 1 left out"), "{out}");
    let (code, out, _) = said(&import(folder.path(), &["--json", "export.csv"]));
    assert_eq!(code, Some(0), "again");
    let document: serde_json::Value = serde_json::from_str(&out).expect("one document");
    let file = &document["files"][0];
    assert_eq!((&file["added"], &file["known"]), (&0.into(), &2.into()), "{out}");
    let office = Office::at(folder.path());
    assert_eq!(office.queue().len(), 2, "the desk has them");
}

#[test]
fn with_several_practices_one_must_be_named() {
    let folder = settled(&["Lumen Dental"]);
    let (code, _, err) = said(&import(folder.path(), &["export.csv"]));
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("--practice") && err.contains("\"Lumen Dental\""), "{err}");
    let (code, _, err) = said(&import(folder.path(), &["--practice", "Lumen", "export.csv"]));
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("no practice has that name"), "{err}");
    let (code, out, err) =
        said(&import(folder.path(), &["--practice", "lumen dental", "export.csv"]));
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("3 added to Lumen Dental"), "its own words are another's here: {out}");
}

#[test]
fn a_file_that_is_no_export_is_named_and_the_next_one_is_still_added() {
    let folder = settled(&[]);
    let (code, out, err) = said(&import(folder.path(), &["letter.txt", "export.csv"]));
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("no comments were recognised in letter.txt"), "{err}");
    assert!(out.contains("export.csv: 2 added"), "{out}");
    let (code, _, err) = said(&import(folder.path(), &["nowhere.csv"]));
    assert_eq!(code, Some(2), "{err}");
}

#[test]
fn an_open_window_keeps_its_folder() {
    let folder = settled(&[]);
    let office = Office::at(folder.path());
    let (code, _, err) = said(&import(folder.path(), &["export.csv"]));
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("another Bedside has the data folder open"), "{err}");
    assert_eq!(office.queue().len(), 0, "nothing came in behind its back");
}
