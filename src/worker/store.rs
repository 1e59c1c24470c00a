//! The encrypted SQLite database, private to the worker: opening it, its pragmas, and a door for each table.

pub(super) mod comments;
pub(super) mod desk;
pub(super) mod drafts;
pub(super) mod history;
pub(super) mod imports;
mod key;
pub(super) mod mend;
mod migrate;
pub(super) mod queue;
pub(super) mod removal;
pub(super) mod replies;
pub(super) mod reports;
pub(super) mod said;
pub(super) mod search;
pub(super) mod thread;
pub(super) mod triage;
pub(super) mod twins;
pub(super) mod values;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use key::Key;

use super::{Location, StoreError};

/// File names in the data folder.
const DATABASE: &str = "bedside.db";
const KEY: &str = "bedside.key";
const LOCK: &str = "bedside.lock";

/// Only rows of imports that are whole count; `c` is the comment.
pub(super) const VISIBLE: &str =
    "c.import_id NOT IN (SELECT id FROM imports WHERE state IN ('adding', 'removing'))";

/// How long one connection waits for the other before it gives up.
const BUSY: Duration = Duration::from_secs(10);

/// An open database.
pub(super) struct Store {
    /// The connection.
    pub(super) conn: Connection,
    clock: fn() -> Timestamp,
    /// Held as long as the database is open for writing; the system lets go of it when the process ends.
    _lock: Option<File>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Opens the database for reading and writing, makes it where there is none, and brings it up to date.
    pub(super) fn open(location: &Location, clock: fn() -> Timestamp) -> Result<Self, StoreError> {
        let (mut conn, lock) = match location {
            Location::Memory => (Connection::open_in_memory()?, None),
            Location::Folder(folder) => {
                key::make_folder(folder)?;
                let lock = lock(folder)?;
                (unlock(folder)?, Some(lock))
            }
        };
        conn.execute_batch(
            "PRAGMA journal_mode = wal;
             PRAGMA synchronous = full;
             PRAGMA foreign_keys = on;
             PRAGMA secure_delete = on;",
        )?;
        common(&conn)?;
        migrate::migrate(&mut conn)?;
        Ok(Self { conn, clock, _lock: lock })
    }

    /// Opens a database that exists, for reading only; somebody else may be writing to it.
    pub(super) fn open_to_read(
        folder: &Path,
        clock: fn() -> Timestamp,
    ) -> Result<Self, StoreError> {
        let (database, key) = (folder.join(DATABASE), folder.join(KEY));
        if !database.exists() {
            return Err(StoreError::Absent(folder.to_owned()));
        }
        let conn = connect(&database, &key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        common(&conn)?;
        let (found, known) = (migrate::version(&conn)?, migrate::LATEST);
        match found.cmp(&known) {
            std::cmp::Ordering::Less => Err(StoreError::Older { found, known }),
            std::cmp::Ordering::Equal => Ok(Self { conn, clock, _lock: None }),
            std::cmp::Ordering::Greater => Err(StoreError::Newer { found, known }),
        }
    }

    /// The time as the database keeps it: whole milliseconds.
    pub(super) fn clock(&self) -> Timestamp {
        let time = (self.clock)();
        Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
    }
}

/// Takes the folder for this process alone.
fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join(LOCK);
    let file = key::touch_private(&path)
        .map_err(|error| StoreError::files("the lock file", "opened", &path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(folder.to_owned())),
        // Some network disks know no locks; SQLite's own still keep the rows whole.
        Err(TryLockError::Error(error)) => {
            log::warn!("the data folder could not be locked: {}", error.kind());
            Ok(file)
        }
    }
}

/// Opens the database of a folder for writing. The key is on the disk before the first byte of the database.
fn unlock(folder: &Path) -> Result<Connection, StoreError> {
    let (database, key) = (folder.join(DATABASE), folder.join(KEY));
    let is_empty = std::fs::metadata(&database).map_or(true, |about| about.len() == 0);
    if !key.exists() {
        if !is_empty {
            return Err(StoreError::KeyMissing(key));
        }
        Key::make(&key)?;
    }
    key::touch_private(&database)
        .map_err(|error| StoreError::files("the database", "opened", &database, &error))?;
    connect(&database, &key, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Connects and proves that the key fits, by reading the first page.
fn connect(database: &Path, key: &Path, rights: OpenFlags) -> Result<Connection, StoreError> {
    if !key.exists() {
        return Err(StoreError::KeyMissing(key.to_owned()));
    }
    let secret = Key::read(key)?;
    let conn = Connection::open_with_flags(database, rights | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // SQLCipher would print to standard error by itself; what matters comes back as an error.
    conn.execute_batch("PRAGMA cipher_log_level = none")?;
    conn.execute_batch(&secret.pragma())?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).map_err(
        |error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::WrongKey(PathBuf::from(key)),
            _ => error.into(),
        },
    )?;
    Ok(conn)
}

/// What every connection is set to.
fn common(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(BUSY)?;
    conn.set_prepared_statement_cache_capacity(64);
    // Decrypting a page costs more than keeping it: 64 MiB a connection.
    conn.execute_batch("PRAGMA temp_store = memory; PRAGMA cache_size = -65536;")?;
    Ok(())
}
