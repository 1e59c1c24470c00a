//! Reads a file or a paste on a thread of its own, so that neither drafts nor the queue wait for it.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use sha2::{Digest as _, Sha256};

use super::lane::Message;
use super::store::comments::Prepared;
use super::{ImportReport, Incoming, Pasted, PracticeId, StoreError, Ticket};
use crate::import::{self, Import, ImportError, Mapping, Options};
use crate::model::{Body, NewComment};
use crate::triage::{self, Subject, TriagePack};

/// Comments that are handed over at once.
const BATCH: usize = 256;

/// Larger files are not read at all: they would have to lie in memory as a whole.
const LARGEST: u64 = import::MAX_BYTES as u64;

/// What came of reading a file or a paste.
#[derive(Debug)]
pub(super) enum Parsed {
    /// All of it, for a preview.
    Whole {
        ticket: Ticket,
        practice: PracticeId,
        name: String,
        result: Result<Box<Read>, StoreError>,
    },
    /// What an import is about to hand over; `n_left_out` rows were unticked.
    Begun { job: u64, report: Box<ImportReport>, total: usize, n_left_out: usize },
    /// The next comments of an import.
    Batch { job: u64, comments: Vec<Prepared> },
    /// An import handed everything over, or failed.
    Ended { job: u64, result: Result<(), StoreError> },
}

/// What was found, and what is told of where it comes from.
#[derive(Debug)]
pub(super) struct Read {
    /// What was found.
    pub(super) found: Import,
    /// For a paste: what was on the clipboard.
    raw: Option<Pasted>,
    /// For a file: SHA-256 of its bytes.
    pub(super) sha256: Option<String>,
    /// For mended comments: what was told of them when they were read.
    report: Option<ImportReport>,
    /// For a preview of a table whose columns a person may name.
    pub(super) mapping: Option<Mapping>,
}

/// What something is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// To be shown, with the columns of a table that is not known.
    Preview,
    /// To be added.
    Import,
}

impl Read {
    fn in_hand(comments: Vec<NewComment>) -> Self {
        Self::of(Import::in_hand(comments))
    }

    fn of(found: Import) -> Self {
        Self { found, raw: None, sha256: None, report: None, mapping: None }
    }

    /// Takes out what is told of it.
    fn report(&mut self) -> ImportReport {
        self.report.take().unwrap_or_else(|| ImportReport {
            format: self.found.format.to_owned(),
            skipped: std::mem::take(&mut self.found.skipped),
            warnings: std::mem::take(&mut self.found.warnings),
            raw: self.raw.take(),
            sha256: self.sha256.take(),
            place: Some(self.found.place),
        })
    }
}

/// What an import needs to know to read.
#[derive(Debug)]
pub(super) struct Source {
    /// What to read.
    pub(super) incoming: Incoming,
    /// What is known about it.
    pub(super) options: Options,
    /// External ids to leave out.
    pub(super) leave_out: Vec<String>,
    /// Whether to stop.
    pub(super) cancel: Arc<AtomicBool>,
}

/// Reads for a preview; [`Parsed::Whole`] comes into the inbox whatever happens.
pub(super) fn preview(
    inbox: &Sender<Message>,
    (ticket, practice): (Ticket, PracticeId),
    incoming: Incoming,
    options: Options,
) {
    let told = inbox.clone();
    let name = options.name.clone();
    let whole = move |result| Message::Parsed(Parsed::Whole { ticket, practice, name, result });
    let (on_thread, whole_again) = (whole.clone(), whole);
    let spawned = thread::Builder::new().name("bedside-preview".to_owned()).spawn(move || {
        let result = guarded(|| read(incoming, &options, Purpose::Preview).map(Box::new));
        told.send(on_thread(result)).ok();
    });
    if let Err(error) = spawned {
        inbox.send(whole_again(Err(StoreError::NoThread(error.kind())))).ok();
    }
}

/// Reads and triages for an import; [`Parsed::Ended`] comes into the inbox whatever happens.
pub(super) fn import(inbox: &Sender<Message>, job: u64, source: Source, pack: Arc<TriagePack>) {
    let told = inbox.clone();
    let spawned = thread::Builder::new().name("bedside-import".to_owned()).spawn(move || {
        let result = guarded(|| hand_over(&told, job, source, &pack));
        told.send(Message::Parsed(Parsed::Ended { job, result })).ok();
    });
    if let Err(error) = spawned {
        let result = Err(StoreError::NoThread(error.kind()));
        inbox.send(Message::Parsed(Parsed::Ended { job, result })).ok();
    }
}

/// Turns a fault in the reading of one file into its error.
fn guarded<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(StoreError::Died("reading of the file")))
}

fn hand_over(
    told: &Sender<Message>,
    job: u64,
    source: Source,
    pack: &TriagePack,
) -> Result<(), StoreError> {
    let Source { incoming, options, leave_out, cancel } = source;
    let mut read = read(incoming, &options, Purpose::Import)?;
    if !read.found.is_recognised {
        return Err(StoreError::Unrecognised(options.name));
    }
    let report = Box::new(read.report());
    let mut found = read.found;
    let leave_out: HashSet<String> = leave_out.into_iter().collect();
    let n_read = found.comments.len();
    found.comments.retain(|comment| !leave_out.contains(&comment.external_id));
    let total = found.comments.len();
    let n_left_out = n_read - total;
    // Once the writer has ended there is nobody to read for.
    let is_heard = |parsed| told.send(Message::Parsed(parsed)).is_ok();
    let mut is_going = is_heard(Parsed::Begun { job, report, total, n_left_out });
    let mut comments = found.comments.into_iter();
    while is_going {
        let batch: Vec<Prepared> = comments
            .by_ref()
            .take(BATCH)
            .map(|comment| {
                let triage = triage::triage(
                    pack,
                    Subject {
                        platform: Some(&comment.platform),
                        author: comment.author.name.as_deref().or(comment.author.handle.as_deref()),
                        text: comment.text.as_str(),
                        stars: comment.stars,
                    },
                );
                Prepared { comment, triage }
            })
            .collect();
        if batch.is_empty() || cancel.load(Ordering::Acquire) {
            break;
        }
        is_going = is_heard(Parsed::Batch { job, comments: batch });
    }
    Ok(())
}

/// Reads whatever comes in. Comments that are in hand need no reading.
fn read(incoming: Incoming, options: &Options, purpose: Purpose) -> Result<Read, StoreError> {
    match incoming {
        Incoming::Comments(comments) => Ok(Read::in_hand(comments)),
        Incoming::Mended(mended) => {
            Ok(Read { report: Some(mended.report), ..Read::in_hand(mended.comments) })
        }
        Incoming::Paste(pasted) => {
            let html = pasted.html.as_ref().map(Body::as_str);
            let found = import::paste(html, pasted.text.as_str(), options);
            let found = found.map_err(|error| refused(&error))?;
            let markup = pasted
                .html
                .as_ref()
                .and_then(|html| mapping(html.as_str().as_bytes(), options, (&found, purpose)));
            let mapping = markup
                .or_else(|| mapping(pasted.text.as_str().as_bytes(), options, (&found, purpose)));
            Ok(Read { raw: Some(*pasted), mapping, ..Read::of(found) })
        }
        Incoming::File(path) => {
            let bytes = read_file(&path, options)?;
            let found = import::read(&bytes, options).map_err(|error| refused(&error))?;
            let mapping = mapping(&bytes, options, (&found, purpose));
            Ok(Read { sha256: Some(sha256(&bytes)), mapping, ..Read::of(found) })
        }
    }
}

/// The columns of a table that is not known, or only by its headers; a known export needs no person.
fn mapping(
    bytes: &[u8],
    options: &Options,
    (found, purpose): (&Import, Purpose),
) -> Option<Mapping> {
    let is_open = !found.is_recognised || found.format == "generic-csv" || !options.map.is_empty();
    (purpose == Purpose::Preview && is_open).then(|| import::mapping(bytes, options)).flatten()
}

fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string never fails.
        write!(hex, "{byte:02x}").ok();
    }
    hex
}

fn read_file(path: &Path, options: &Options) -> Result<Vec<u8>, StoreError> {
    let failed = |error: std::io::Error| StoreError::files("the file", "read", path, &error);
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(refused(&ImportError::TooLarge {
            name: options.name.clone(),
            limit: "64 MB".to_owned(),
        }));
    }
    Ok(bytes)
}

fn refused(error: &ImportError) -> StoreError {
    StoreError::Import { message: error.to_string(), help: error.help() }
}
