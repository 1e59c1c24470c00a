//! Adds what files hold to the queue of one practice, through the worker, and tells what became of each file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Import;
use crate::cli::Outcome;
use crate::import::Options;
use crate::model::{Practice, PracticeId};
use crate::triage::TriagePack;
use crate::worker::{self, Event, Failure, Incoming, Location, Request, Ticket, Worker, location};

/// A worker that says nothing for so long has died.
const PATIENCE: Duration = Duration::from_mins(10);

/// What became of one file.
struct Added {
    file: String,
    result: Result<Counts, Failure>,
}

/// What one import did.
#[derive(Clone, Copy)]
struct Counts {
    added: usize,
    updated: usize,
    known: usize,
    skipped: usize,
}

/// Runs the command to its end; an error is a stream that could not be written.
pub(super) fn run(
    arguments: &Import,
    data: Option<PathBuf>,
    out: &mut impl Write,
    err: &mut impl Write,
) -> io::Result<Outcome> {
    let Some(folder) = data.or_else(location::default_folder) else {
        writeln!(err, "bedside: the system names no data folder. Name one with --data")?;
        return Ok(Outcome::Failed);
    };
    let worker = match start(folder) {
        Ok(worker) => worker,
        Err(reason) => {
            writeln!(err, "bedside: {reason}")?;
            return Ok(Outcome::Failed);
        }
    };
    let chosen = practices(&worker).and_then(|practices| choose(practices, arguments));
    let (id, practice) = match chosen {
        Ok(chosen) => chosen,
        Err(reason) => {
            writeln!(err, "bedside: {reason}")?;
            return Ok(Outcome::Failed);
        }
    };
    let mut added = Vec::with_capacity(arguments.files.len());
    for (number, path) in (1..).zip(&arguments.files) {
        let mut options = arguments.options(super::file_name(path), path);
        options.own.extend(practice.own().map(str::to_owned));
        let file = options.name.clone();
        added.push(Added { file, result: add(&worker, Ticket(number), id, (path, options)) });
    }
    worker.finish();
    if arguments.json {
        let files: Vec<Value> = added.iter().map(document).collect();
        serde_json::to_writer_pretty(
            &mut *out,
            &json!({ "practice": practice.name, "files": files }),
        )?;
        writeln!(out)?;
    } else {
        report(&added, &practice.name, out)?;
    }
    let failures: Vec<&Failure> =
        added.iter().filter_map(|one| one.result.as_ref().err()).collect();
    for failure in &failures {
        writeln!(err, "bedside: {}. {}", failure.message, failure.help)?;
    }
    Ok(if failures.iter().any(|failure| !failure.is_unrecognised) {
        Outcome::Failed
    } else if failures.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Found
    })
}

fn start(folder: PathBuf) -> Result<Worker, String> {
    let pack = TriagePack::bundled().map_err(|error| format!("{error}. Install Bedside again"))?;
    Ok(Worker::start(worker::Start {
        location: Location::Folder(folder),
        triage: Arc::new(pack),
        clock: Timestamp::now,
        wake: Box::new(|| ()),
    }))
}

/// The practices of the database.
fn practices(worker: &Worker) -> Result<Vec<Practice>, String> {
    worker.send(Request::LoadDesk);
    loop {
        match worker.wait(PATIENCE) {
            Some(Event::DeskLoaded(desk)) => return Ok(desk.practices),
            Some(Event::Failed(failure)) => {
                return Err(format!("{}. {}", failure.message, failure.help));
            }
            Some(_) => (),
            None => return Err(silence()),
        }
    }
}

fn silence() -> String {
    "the database does not answer. Close other programs that use it, then try again".to_owned()
}

/// The practice that was named, or the only one there is.
fn choose(practices: Vec<Practice>, arguments: &Import) -> Result<(PracticeId, Practice), String> {
    if practices.is_empty() {
        return Err(
            "there is no practice yet. Open the window once and add one, then import again"
                .to_owned(),
        );
    }
    let names: Vec<String> =
        practices.iter().map(|practice| format!("\"{}\"", practice.name)).collect();
    let names = names.join(", ");
    let mut fitting = practices.into_iter().filter(|practice| match &arguments.practice {
        Some(name) => practice.name.trim().to_lowercase() == name.trim().to_lowercase(),
        None => true,
    });
    match (fitting.next(), fitting.next(), &arguments.practice) {
        (Some(practice), None, _) => practice
            .id
            .map(|id| (id, practice))
            .ok_or_else(|| "the practice has no number. Open the window and save it".to_owned()),
        (Some(_), Some(_), None) => {
            Err(format!("there are several practices. Say which one with --practice: {names}"))
        }
        (Some(_), Some(_), Some(_)) => Err(format!(
            "several practices have that name. Give them different names in the window: {names}"
        )),
        (None, _, _) => Err(format!("no practice has that name. There are {names}")),
    }
}

/// Adds one file; the answer comes when it is whole in the queue, or not there at all.
fn add(
    worker: &Worker,
    ticket: Ticket,
    practice: PracticeId,
    (path, options): (&Path, Options),
) -> Result<Counts, Failure> {
    worker.send(Request::Import {
        ticket,
        practice,
        incoming: Incoming::File(path.to_path_buf()),
        options,
        leave_out: Vec::new(),
        cancel: Arc::new(AtomicBool::new(false)),
    });
    loop {
        match worker.wait(PATIENCE) {
            Some(Event::Imported { ticket: told, added, updated, known, skipped, .. })
                if told == ticket =>
            {
                return Ok(Counts { added, updated, known, skipped });
            }
            Some(Event::Failed(failure))
                if failure.is_fatal || failure.ticket.is_none_or(|told| told == ticket) =>
            {
                return Err(failure);
            }
            Some(_) => (),
            None => {
                return Err(Failure {
                    ticket: Some(ticket),
                    message: "the import did not end".to_owned(),
                    help: "Close other programs that use the database, then try again".to_owned(),
                    is_fatal: true,
                    is_unrecognised: false,
                });
            }
        }
    }
}

fn document(one: &Added) -> Value {
    match &one.result {
        Ok(counts) => json!({
            "file": one.file, "recognised": true, "added": counts.added, "updated": counts.updated,
            "known": counts.known, "skipped": counts.skipped, "error": null,
        }),
        Err(failure) => json!({
            "file": one.file, "recognised": !failure.is_unrecognised, "added": 0, "updated": 0,
            "known": 0, "skipped": 0, "error": format!("{}. {}", failure.message, failure.help),
        }),
    }
}

/// What became of each file, for a person.
fn report(added: &[Added], practice: &str, out: &mut impl Write) -> io::Result<()> {
    for one in added {
        let Ok(counts) = &one.result else { continue };
        writeln!(
            out,
            "{}: {} added to {practice}, {} updated, {} already there, {} left out",
            one.file, counts.added, counts.updated, counts.known, counts.skipped
        )?;
    }
    Ok(())
}
