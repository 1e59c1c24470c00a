//! How the nouns stand in columns: names as text, times as milliseconds, urgency as its rank.

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::FromSql;
use sha2::{Digest as _, Sha256};

use crate::model::{
    Author, Body, Category, ExistingReply, IdBasis, Kind, NewComment, Platform, Precision,
    Sentiment, SourceFlag, Status, Triage, Urgency,
};
use crate::worker::StoreError;

/// A value that a column holds, or the error of a row that this version cannot read.
pub(in crate::worker) fn known<T>(value: Option<T>) -> Result<T, StoreError> {
    value.ok_or(StoreError::Unreadable)
}

/// Milliseconds since 1970.
pub(in crate::worker) fn millis(time: Timestamp) -> i64 {
    time.as_millisecond()
}

/// The time of a column.
pub(in crate::worker) fn time(millis: i64) -> Result<Timestamp, StoreError> {
    known(Timestamp::from_millisecond(millis).ok())
}

/// The rank of an urgency: 0 for low, 3 for critical.
pub(in crate::worker) fn rank(urgency: Urgency) -> i64 {
    match urgency {
        Urgency::Low => 0,
        Urgency::Normal => 1,
        Urgency::High => 2,
        Urgency::Critical => 3,
    }
}

/// The urgency of a rank.
pub(in crate::worker) fn urgency(rank: i64) -> Result<Urgency, StoreError> {
    known(Urgency::ALL.iter().copied().find(|&urgency| self::rank(urgency) == rank))
}

/// The flags of a source in one column.
pub(in crate::worker) fn flags(flags: &[SourceFlag]) -> String {
    flags.iter().map(|flag| flag.name()).collect::<Vec<_>>().join(" ")
}

/// Names a text without telling it.
pub(in crate::worker) fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Reads a row column by column, from left to right.
pub(in crate::worker) struct Columns<'a, 'stmt> {
    row: &'a Row<'stmt>,
    next: usize,
}

impl<'a, 'stmt> Columns<'a, 'stmt> {
    /// Begins at the first column.
    pub(in crate::worker) fn of(row: &'a Row<'stmt>) -> Self {
        Self { row, next: 0 }
    }

    /// The value of the next column.
    pub(in crate::worker) fn next<T: FromSql>(&mut self) -> Result<T, StoreError> {
        let index = self.next;
        self.next += 1;
        Ok(self.row.get(index)?)
    }

    /// The next column as the name of a variant.
    pub(in crate::worker) fn named<T>(
        &mut self,
        from_name: fn(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        known(from_name(&self.next::<String>()?))
    }

    /// The next column as a time.
    pub(in crate::worker) fn time(&mut self) -> Result<Timestamp, StoreError> {
        time(self.next()?)
    }

    /// The next column as a time that may be missing.
    pub(in crate::worker) fn maybe_time(&mut self) -> Result<Option<Timestamp>, StoreError> {
        self.next::<Option<i64>>()?.map(time).transpose()
    }

    /// Reads what [`TRIAGE_COLUMNS`] names: corrections applied, and the machine's own word.
    pub(in crate::worker) fn triage(&mut self) -> Result<(Triage, Triage), StoreError> {
        let category = self.named(Category::from_name)?;
        let urgency = urgency(self.next()?)?;
        let sentiment = self.named(Sentiment::from_name)?;
        let machine: Triage = serde_json::from_str(&self.next::<String>()?)?;
        let applied = Triage {
            category,
            urgency,
            sentiment,
            flags: machine.flags.clone(),
            because: machine.because.clone(),
        };
        Ok((applied, machine))
    }

    /// Reads what [`SOURCE_COLUMNS`] names.
    pub(in crate::worker) fn source(&mut self) -> Result<NewComment, StoreError> {
        Ok(NewComment {
            external_id: self.next()?,
            id_basis: self.named(IdBasis::from_name)?,
            platform: Platform::from_name(&self.next::<String>()?),
            kind: self.named(Kind::from_name)?,
            author: Author { name: self.next()?, handle: self.next()? },
            text: Body(self.next()?),
            stars: self.next()?,
            recommended: self.next()?,
            posted_at: self.maybe_time()?,
            posted_at_precision: self
                .next::<Option<String>>()?
                .and_then(|name| Precision::from_name(&name)),
            permalink: self.next()?,
            parent_id: self.next()?,
            post_context: self.next()?,
            language: self.next()?,
            text_translated: self.next::<Option<String>>()?.map(Body),
            flags: self.next::<String>()?.split(' ').filter_map(SourceFlag::from_name).collect(),
            existing_reply: self.existing_reply()?,
        })
    }

    fn existing_reply(&mut self) -> Result<Option<ExistingReply>, StoreError> {
        let (text, at, author) = (self.next::<Option<String>>()?, self.maybe_time()?, self.next()?);
        Ok(text.map(|text| ExistingReply { text: Body(text), at, author }))
    }

    /// The next column as a state.
    pub(in crate::worker) fn status(&mut self) -> Result<Status, StoreError> {
        self.named(Status::from_name)
    }
}

/// The columns that [`Columns::triage`] reads.
pub(in crate::worker) const TRIAGE_COLUMNS: &str =
    "c.category, c.urgency, c.sentiment, c.machine_triage";

/// The columns that [`Columns::source`] reads.
pub(in crate::worker) const SOURCE_COLUMNS: &str = "c.external_id, c.id_basis, c.platform, c.kind, \
    c.author_name, c.author_handle, c.text, c.stars, c.recommended, c.posted_at, \
    c.posted_at_precision, c.permalink, c.parent_id, c.post_context, c.language, \
    c.text_translated, c.source_flags, c.reply_text, c.reply_at, c.reply_author";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_urgency_comes_back_from_its_rank() {
        for &level in Urgency::ALL {
            assert_eq!(urgency(rank(level)).ok(), Some(level), "{level}");
        }
        assert!(urgency(9).is_err(), "an unknown rank is an error, not a guess");
    }
}
