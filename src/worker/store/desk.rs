//! People, practices and settings: what the desk needs at start.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::values::millis;
use crate::model::{Person, PersonId, Practice, PracticeId};
use crate::worker::{Desk, StoreError};

/// The setting that names the person at this desk; not shown among the others.
const PERSON: &str = "desk.person";

/// Everything that the desk needs at start.
pub(in crate::worker) fn load(conn: &Connection) -> Result<Desk, StoreError> {
    Ok(Desk { person: person(conn)?, practices: practices(conn)?, settings: settings(conn)? })
}

fn person(conn: &Connection) -> Result<Option<Person>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT id, name FROM people
             WHERE id = (SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?1)",
        )?
        .query_row([PERSON], |row| Ok(Person { id: PersonId(row.get(0)?), name: row.get(1)? }))
        .optional()?)
}

fn practices(conn: &Connection) -> Result<Vec<Practice>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT id, profile FROM practices ORDER BY name COLLATE NOCASE, id")?;
    let mut rows = statement.query([])?;
    let mut practices = Vec::new();
    while let Some(row) = rows.next()? {
        practices.push(read_practice(row.get(0)?, &row.get::<_, String>(1)?)?);
    }
    Ok(practices)
}

fn read_practice(id: i64, profile: &str) -> Result<Practice, StoreError> {
    let practice: Practice = serde_json::from_str(profile)?;
    Ok(Practice { id: Some(PracticeId(id)), ..practice })
}

fn settings(conn: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT key, value FROM settings WHERE key <> ?1 ORDER BY key")?;
    let rows = statement.query_map([PERSON], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One practice.
pub(in crate::worker) fn practice(
    conn: &Connection,
    id: PracticeId,
) -> Result<Practice, StoreError> {
    let profile: Option<String> = conn
        .prepare_cached("SELECT profile FROM practices WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    read_practice(id.0, &profile.ok_or(StoreError::Gone("the practice"))?)
}

impl Store {
    /// Gives the desk its person; a name that exists is taken up again.
    pub(in crate::worker) fn save_person(&mut self, name: &str) -> Result<(), StoreError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(StoreError::Refused {
                message: "a person needs a name",
                help: "Type the name that the history is to show",
            });
        }
        let now = millis(self.clock());
        let transaction = self.conn.transaction()?;
        transaction.execute(
            "INSERT INTO people (name, created_at) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING",
            params![name, now],
        )?;
        transaction.execute(
            "INSERT INTO settings (key, value)
             SELECT ?1, CAST(id AS TEXT) FROM people WHERE name = ?2
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![PERSON, name],
        )?;
        Ok(transaction.commit()?)
    }

    /// Adds a practice, or changes the one whose id it carries.
    pub(in crate::worker) fn save_practice(&self, practice: &Practice) -> Result<(), StoreError> {
        let profile = serde_json::to_string(practice)?;
        let (name, now) = (&practice.name, millis(self.clock()));
        let n_changed = match practice.id {
            None => self.conn.execute(
                "INSERT INTO practices (name, profile, created_at, changed_at) VALUES (?1, ?2, ?3, ?3)",
                params![name, profile, now],
            )?,
            Some(id) => self.conn.execute(
                "UPDATE practices SET name = ?1, profile = ?2, changed_at = ?3 WHERE id = ?4",
                params![name, profile, now, id.0],
            )?,
        };
        if n_changed == 0 { Err(StoreError::Gone("the practice")) } else { Ok(()) }
    }

    /// Remembers a small fact.
    pub(in crate::worker) fn save_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.conn.execute(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            params![key, value],
        )?;
        Ok(())
    }
}
