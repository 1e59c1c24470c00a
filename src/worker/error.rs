//! What can go wrong at the disk, in words that never repeat what a person wrote.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::{Failure, Ticket};

/// Something that the store could not do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A database without its key can never be read, and must not be written over.
    #[error("the key file of the database is missing: {}", .0.display())]
    KeyMissing(PathBuf),
    /// The key file holds something else.
    #[error("the key file is damaged: {}", .0.display())]
    KeyDamaged(PathBuf),
    /// Another key, or no database at all.
    #[error("the key file does not open the database: {}", .0.display())]
    WrongKey(PathBuf),
    /// Written by a later version of Bedside.
    #[error("the database has version {found}, and this Bedside reads up to version {known}")]
    Newer {
        /// Version of the database.
        found: i64,
        /// Latest version that is known here.
        known: i64,
    },
    /// Written by an earlier version, where only reading was asked for.
    #[error("the database has version {found}, and version {known} is needed")]
    Older {
        /// Version of the database.
        found: i64,
        /// Version that is known here.
        known: i64,
    },
    /// Another process holds the lock.
    #[error("another Bedside has the data folder open: {}", .0.display())]
    InUse(PathBuf),
    /// There is no database in the folder.
    #[error("there is no database here: {}", .0.display())]
    Absent(PathBuf),
    /// A file or folder refused.
    #[error("{what} could not be {done} ({kind}): {}", path.display())]
    Files {
        /// What was wanted, such as "the data folder".
        what: &'static str,
        /// What was tried, such as "made".
        done: &'static str,
        /// What the system said.
        kind: io::ErrorKind,
        /// Where.
        path: PathBuf,
    },
    /// The system gave no random bytes for the key.
    #[error("the system gave no random bytes for the database's key")]
    NoRandomness,
    /// The system gave no thread.
    #[error("a thread could not be started ({0})")]
    NoThread(io::ErrorKind),
    /// A thread of the worker ended in the middle of its work.
    #[error("the {0} stopped unexpectedly")]
    Died(&'static str),
    /// SQLite refused.
    #[error("the database refused: {0}")]
    Database(rusqlite::ffi::Error),
    /// A row holds something that this version cannot read.
    #[error("the database holds something unreadable")]
    Unreadable,
    /// What was named is not there any more.
    #[error("{0} is gone")]
    Gone(&'static str),
    /// A file to import could not be read at all.
    #[error("{message}")]
    Import {
        /// What happened.
        message: String,
        /// What to do.
        help: &'static str,
    },
    /// A file holds nothing that looks like comments.
    #[error("no comments were recognised in {0}")]
    Unrecognised(String),
    /// It was asked for something that must not be done.
    #[error("{message}")]
    Refused {
        /// What happened.
        message: &'static str,
        /// What to do.
        help: &'static str,
    },
}

impl StoreError {
    /// The error of a file operation.
    pub(super) fn files(
        what: &'static str,
        done: &'static str,
        path: &Path,
        error: &io::Error,
    ) -> Self {
        Self::Files { what, done, kind: error.kind(), path: path.to_owned() }
    }

    /// What the person can do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::KeyMissing(_) => {
                "Put bedside.key back beside bedside.db, for example from a backup. Without it nobody can read the database"
            }
            Self::KeyDamaged(_) | Self::WrongKey(_) => {
                "Put the bedside.key that was made with this database back beside it, for example from a backup"
            }
            Self::Newer { .. } => "Install the newest Bedside, then open the database again",
            Self::Older { .. } => {
                "Open Bedside once, so that it brings the database up to date, then try again"
            }
            Self::InUse(_) => "Close the other window, or choose another data folder with --data",
            Self::Absent(_) => "Open Bedside once, or name the data folder with --data",
            Self::Files { kind, .. } => match kind {
                io::ErrorKind::PermissionDenied => {
                    "Give yourself the right to read and write there, or choose another folder with --data"
                }
                io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                    "A file stands where a folder is needed. Move it away, or choose another folder with --data"
                }
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    "The disk is full. Free some space, then try again"
                }
                io::ErrorKind::NotFound => "Check that it is still there, then try again",
                _ => "Check the disk and the folder, then try again",
            },
            Self::NoRandomness => "Restart the computer, then try again",
            Self::NoThread(_) => "Close other programs, then open Bedside again",
            Self::Died(_) => "Close Bedside and open it again; what was saved is safe",
            Self::Database(error) => match error.code {
                ErrorCode::DiskFull => "The disk is full. Free some space, then try again",
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => {
                    "Check that you may write in the data folder, then try again"
                }
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
                    "Another program holds the database. Close it, then try again"
                }
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                    "The file is damaged. Put a backup of the data folder in its place"
                }
                _ => "Try again; if it happens again, restart Bedside",
            },
            Self::Unreadable => "Install the newest Bedside, or put a backup in its place",
            Self::Gone(_) => "Refresh the queue",
            Self::Unrecognised(_) => "Export it again as CSV or JSON, or say which column is which",
            Self::Import { help, .. } | Self::Refused { help, .. } => help,
        }
    }

    /// For the log: what kind of error, with a code and without any path or name.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Database(error) => format!("SQLite code {}", error.extended_code),
            Self::Files { what, done, kind, .. } => format!("{what} could not be {done} ({kind})"),
            Self::Import { .. } | Self::Unrecognised(_) => "a file could not be read".to_owned(),
            Self::KeyMissing(_) => "the key file is missing".to_owned(),
            Self::KeyDamaged(_) => "the key file is damaged".to_owned(),
            Self::WrongKey(_) => "the key does not fit".to_owned(),
            Self::InUse(_) => "the data folder is in use".to_owned(),
            Self::Absent(_) => "there is no database".to_owned(),
            other => other.to_string(),
        }
    }

    /// The answer to one request that failed.
    pub(super) fn failure(&self, ticket: Option<Ticket>) -> Failure {
        Failure {
            ticket,
            message: self.to_string(),
            help: self.help().to_owned(),
            is_fatal: false,
            is_unrecognised: matches!(self, Self::Unrecognised(_)),
        }
    }

    /// The answer when there is no database to work on.
    pub(super) fn fatal(&self) -> Failure {
        Failure { is_fatal: true, ..self.failure(None) }
    }
}

impl From<rusqlite::Error> for StoreError {
    /// Keeps the code and drops SQLite's words: they may repeat a search or a value.
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(&code) => Self::Database(code),
            None => Self::Unreadable,
        }
    }
}

impl From<serde_json::Error> for StoreError {
    /// Drops the words of the error: they may repeat a value.
    fn from(_: serde_json::Error) -> Self {
        Self::Unreadable
    }
}
