//! What the columns of a table hold that is not known by itself: proposed, chosen by a person, remembered.

use crate::import::{MapField, Mapping};

/// Who says what the columns are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaidBy {
    /// The reader knows the headers.
    Reader,
    /// They are proposed.
    Proposal,
    /// A person, this time or earlier.
    Person,
}

/// The columns of one table, with what each is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Headers and sample values.
    pub mapping: Mapping,
    /// What each column is read as.
    pub fields: Vec<MapField>,
    /// Position of the column that keys work on.
    pub marked: usize,
    /// Whether a person is asked what they hold.
    pub is_asked: bool,
    /// Whether what was said of the same headers earlier has been looked for.
    pub(in crate::session) is_settled: bool,
    said_by: SaidBy,
}

impl Columns {
    /// As they are proposed; a table that was read without help is left as it was read.
    pub(super) fn new(mapping: Mapping, said_by: SaidBy) -> Self {
        Self {
            fields: mapping.columns.iter().map(|column| column.proposal).collect(),
            mapping,
            marked: 0,
            is_asked: said_by == SaidBy::Proposal,
            is_settled: false,
            said_by,
        }
    }

    /// The key of the setting that remembers them.
    pub(in crate::session) fn setting(&self) -> String {
        format!("columns:{}", self.mapping.key)
    }

    /// The value of that setting.
    pub(in crate::session) fn remembered(&self) -> String {
        serde_json::to_string(&self.pairs()).unwrap_or_default()
    }

    /// Takes over what was said of the same headers earlier; answers whether the words are among it.
    pub(in crate::session) fn recall(&mut self, remembered: &str) -> bool {
        let Ok(pairs) = serde_json::from_str::<Vec<(String, String)>>(remembered) else {
            return false;
        };
        let of = |header: &str| {
            let pair = pairs.iter().find(|(known, _)| known == header);
            pair.and_then(|(_, field)| MapField::from_name(field))
        };
        let columns = self.mapping.columns.iter();
        self.fields =
            columns.map(|column| of(&column.header).unwrap_or(MapField::Ignore)).collect();
        if !self.has_text() {
            return false;
        }
        (self.is_asked, self.said_by) = (false, SaidBy::Person);
        true
    }

    /// Reads a column as something else; another column that was read as that is left out.
    pub(in crate::session) fn choose(&mut self, column: usize, field: MapField) -> bool {
        if self.fields.get(column).is_none_or(|known| *known == field) {
            return false;
        }
        for (place, known) in self.fields.iter_mut().enumerate() {
            if place == column {
                *known = field;
            } else if *known == field && field != MapField::Ignore {
                *known = MapField::Ignore;
            }
        }
        if self.said_by == SaidBy::Reader {
            self.said_by = SaidBy::Proposal;
        }
        true
    }

    /// A person confirmed them.
    pub(in crate::session) fn confirm(&mut self) {
        (self.is_asked, self.said_by) = (false, SaidBy::Person);
    }

    /// Whether they are read without asking: by the reader itself, or as a person said.
    pub fn is_known(&self) -> bool {
        self.said_by != SaidBy::Proposal
    }

    /// Whether some column holds the words, without which nothing can be answered.
    pub fn has_text(&self) -> bool {
        self.fields.contains(&MapField::Text)
    }

    /// Header and field of each column.
    fn pairs(&self) -> Vec<(String, String)> {
        let headers = self.mapping.columns.iter().map(|column| column.header.clone());
        headers.zip(self.fields.iter().map(|field| field.name().to_owned())).collect()
    }

    /// What the reader is told; nothing where it knows the table by itself.
    pub(super) fn map(&self) -> Vec<(String, String)> {
        if self.said_by != SaidBy::Reader && self.has_text() { self.pairs() } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::MapColumn;

    fn columns() -> Columns {
        let column = |header: &str, proposal| MapColumn {
            header: header.to_owned(),
            samples: Vec::new(),
            proposal,
        };
        let columns = vec![
            column("Wer", MapField::Author),
            column("Was", MapField::Text),
            column("Tel", MapField::Ignore),
        ];
        Columns::new(Mapping { key: "k".to_owned(), n_rows: 3, columns }, SaidBy::Proposal)
    }

    #[test]
    fn a_field_belongs_to_one_column() {
        let mut columns = columns();
        assert!(columns.choose(0, MapField::Text), "another field");
        assert_eq!(
            columns.fields,
            [MapField::Text, MapField::Ignore, MapField::Ignore],
            "the other column gives it up"
        );
        assert!(!columns.choose(0, MapField::Text), "the same is no change");
        assert!(!columns.choose(9, MapField::Text), "there is no such column");
    }

    #[test]
    fn what_was_said_once_is_recalled_for_the_same_headers() {
        let mut first = columns();
        first.choose(2, MapField::AuthorHandle);
        first.confirm();
        let mut second = columns();
        assert!(second.recall(&first.remembered()), "with the words");
        assert_eq!(second.fields, first.fields, "as it was said");
        assert!(!second.is_asked, "nobody is asked again");
        let mut third = columns();
        for nothing in ["", "[]", "[[\"Was\",\"author\"]]", "{"] {
            assert!(!third.recall(nothing), "{nothing:?} says nothing of the words");
        }
        assert!(third.is_asked, "so a person is asked");
    }
}
