//! Finds the files behind what a person chose or dropped: files as they are, folders by what lies in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use super::lane::Outbox;
use super::{Event, StoreError, Ticket};

/// More files than this are not taken at once.
const MOST: usize = 2_000;

/// Folders further down than this are not looked into.
const DEEPEST: usize = 8;

/// Lists on a thread of its own, since a folder may lie on a slow disk; the answer goes to whoever asked.
pub(super) fn list(outbox: Outbox, ticket: Ticket, paths: Vec<PathBuf>) {
    let told = outbox.clone();
    let spawned = thread::Builder::new().name("bedside-listing".to_owned()).spawn(move || {
        let mut files = Vec::new();
        for path in paths {
            collect(path, 0, &mut files);
        }
        outbox.tell(Event::FilesListed { ticket, files });
    });
    if let Err(error) = spawned {
        told.fail(Some(ticket), &StoreError::NoThread(error.kind()));
    }
}

/// Adds the file, or the files of the folder in the order of their names; hidden ones of a folder are none.
fn collect(path: PathBuf, depth: usize, files: &mut Vec<PathBuf>) {
    if files.len() >= MOST {
        return;
    }
    if !path.is_dir() {
        // One that cannot be read is told by whoever reads it.
        files.push(path);
        return;
    }
    if depth >= DEEPEST {
        return;
    }
    let Ok(entries) = fs::read_dir(&path) else { return };
    let mut inside: Vec<PathBuf> = entries
        .flatten()
        // A link could lead in a circle.
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
        .map(|entry| entry.path())
        .filter(|path| !is_hidden(path))
        .collect();
    inside.sort();
    for path in inside {
        collect(path, depth + 1, files);
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_what_lies_in_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("takeout");
        fs::create_dir(&inside).expect("a folder inside");
        for name in ["b.csv", "a.json", ".hidden", "takeout/reviews.json"] {
            fs::write(folder.path().join(name), "x").expect("a file");
        }
        let mut files = Vec::new();
        collect(folder.path().to_path_buf(), 0, &mut files);
        collect(PathBuf::from("/nowhere/at/all.csv"), 0, &mut files);
        let names: Vec<_> = files.iter().filter_map(|file| file.file_name()).collect();
        assert_eq!(
            names,
            ["a.json", "b.csv", "reviews.json", "all.csv"],
            "in order, and what is missing is told later"
        );
    }
}
