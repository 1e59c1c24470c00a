//! Brings a database to the schema of this version, one numbered file at a time.

use rusqlite::Connection;

use crate::worker::StoreError;

/// The migrations in order; the database's `user_version` counts those that were applied.
const MIGRATIONS: [&str; 2] = [
    include_str!("../../../assets/migrations/0001-initial.sql"),
    include_str!("../../../assets/migrations/0002-after-the-import.sql"),
];

/// The version that this Bedside reads and writes.
pub(super) const LATEST: i64 = MIGRATIONS.len().cast_signed() as i64;

/// The version of a database; 0 is an empty one.
pub(super) fn version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Applies what is missing, each migration in a transaction of its own. A newer database is refused.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let found = version(conn)?;
    if found > LATEST {
        return Err(StoreError::Newer { found, known: LATEST });
    }
    for (number, sql) in (1..).zip(MIGRATIONS).filter(|&(number, _)| number > found) {
        let transaction = conn.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
        log::info!("the database is at version {number}");
    }
    Ok(())
}
