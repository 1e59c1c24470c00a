//! Which column of a table means what: a preset, a person's word, or the headers' meaning checked against the rows.

use csv::StringRecord;

use super::Row;
use super::guess;
use super::header::{self, SYNONYMS};
use crate::import::batch::Batch;
use crate::import::link;
use crate::import::mapping::MapField;
use crate::import::moment::{DateOrder, three_numbers};
use crate::import::preset::{Field, GENERIC, Preset};
use crate::import::record;
use crate::model::Platform;

/// How far to the right a map can point by number.
const MAX_PLACES: usize = 16_384;

/// The columns of each field, the best first.
pub(super) struct Columns {
    /// What the table was recognised as.
    pub(super) preset: &'static Preset,
    fields: Vec<(Field, Vec<usize>)>,
    names: Vec<String>,
}

impl Columns {
    /// Finds them; `None` where no column holds anything to answer.
    pub(super) fn find(
        headers: &StringRecord,
        rows: &[Row],
        batch: &mut Batch<'_>,
    ) -> Option<Self> {
        let keys: Vec<String> = headers.iter().map(header::key).collect();
        let names = headers.iter().map(|header| header.trim().to_owned()).collect();
        let known = header::preset(&keys);
        let fields = by_header(&keys, known);
        let mut columns = Self { preset: known.unwrap_or(&GENERIC), fields, names };
        if known.is_none() {
            columns.doubt_by_content(rows, batch);
        }
        columns.obey_map(&keys, batch);
        if columns.of(Field::Text).is_empty() && columns.of(Field::Stars).is_empty() {
            return None;
        }
        Some(columns)
    }

    /// The columns of a field.
    pub(super) fn of(&self, field: Field) -> &[usize] {
        self.fields.iter().find(|(known, _)| *known == field).map_or(&[], |(_, columns)| columns)
    }

    /// The place of a field among all of them.
    pub(super) fn number(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|(known, _)| *known == field)
    }

    /// Whether an unnamed column in front numbers this row as a reply: `1-1` below `1`.
    pub(super) fn is_numbered_reply(&self, row: &StringRecord) -> bool {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        self.preset.format == "exportcomments"
            && row.iter().zip(&self.names).take(2).any(|(cell, name)| {
                name.is_empty()
                    && cell
                        .trim()
                        .split_once('-')
                        .is_some_and(|(a, b)| is_number(a) && is_number(b))
            })
    }

    /// How many fields there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    fn drop_where(&mut self, field: Field, is_wrong: impl Fn(usize) -> bool) -> bool {
        let mut has_dropped = false;
        for (known, columns) in &mut self.fields {
            if *known == field {
                let before = columns.len();
                columns.retain(|&column| !is_wrong(column));
                has_dropped |= columns.len() < before;
            }
        }
        has_dropped
    }

    /// A header may promise what its column does not hold.
    fn doubt_by_content(&mut self, rows: &[Row], batch: &mut Batch<'_>) {
        let is_count = |column| {
            share(rows, column, |cell| {
                cell.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
            }) >= 0.9
        };
        let claimed: Vec<usize> = self.of(Field::Stars).to_vec();
        let texts = self.of(Field::Text).to_vec();
        let is_counting =
            texts.iter().any(|&column| is_count(column) && !claimed.contains(&column));
        self.drop_where(Field::Text, is_count);
        if is_counting {
            batch.warn(
                "A column of comments holds numbers only, so it was taken for a count and not for words. \
                 If it does hold words, map it by hand",
            );
            // A table that counts comments is about posts, and those are the practice's own.
            let posts: Vec<bool> =
                self.names.iter().map(|name| header::key(name) == "post").collect();
            self.drop_where(Field::Text, |column| posts.get(column) == Some(&true));
        }
        // Several columns may sound like the words; only the best of them is.
        for (field, columns) in &mut self.fields {
            if *field == Field::Text {
                columns.truncate(1);
            }
        }
        self.drop_where(Field::Stars, |column| {
            share(rows, column, |cell| {
                record::stars(cell).is_some() || record::recommends(cell).is_some() || cell == "0"
            }) < 0.5
        });
        self.settle_handles(rows);
        self.settle_platforms(rows);
        if self.drop_where(Field::Id, |column| counts_rows(rows, column)) {
            batch.warn(
                "The column of ids only counts the rows, so stable ids were made in its place",
            );
        }
    }

    /// A column of user names beside one of names, or one whose names begin with `@`, holds handles.
    fn settle_handles(&mut self, rows: &[Row]) {
        let authors = self.of(Field::Author).to_vec();
        if !self.of(Field::Handle).is_empty() || authors.len() < 2 {
            return;
        }
        let is_handle = |&column: &usize| {
            let name = self.names.get(column).map(|name| header::key(name)).unwrap_or_default();
            name == "username" || share(rows, column, |cell| cell.starts_with('@')) >= 0.5
        };
        let handles: Vec<usize> =
            authors.iter().copied().filter(|column| is_handle(column)).collect();
        if !handles.is_empty() && handles.len() < authors.len() {
            self.drop_where(Field::Author, |column| handles.contains(&column));
            self.fields.push((Field::Handle, handles));
        }
    }

    /// Of several columns that could name the platform, those that do go first.
    fn settle_platforms(&mut self, rows: &[Row]) {
        if self.of(Field::Platform).len() < 2 {
            return;
        }
        let names_it = |column| {
            share(rows, column, |cell| {
                link::named_platform(cell)
                    .is_some_and(|platform| !matches!(platform, Platform::Other(_)))
            }) >= 0.5
        };
        for (field, columns) in &mut self.fields {
            if *field == Field::Platform {
                columns.sort_by_key(|&column| !names_it(column));
            }
        }
    }

    /// A person's word overrules everything else.
    fn obey_map(&mut self, keys: &[String], batch: &mut Batch<'_>) {
        let map = batch.options.map.clone();
        for (header, name) in &map {
            let mut found = places(keys, &header::key(header));
            if found.is_empty() {
                found.extend(guess::column_number(header).filter(|&place| place < MAX_PLACES));
            }
            if found.is_empty() {
                batch.warn("A mapped column is not in this table. Check its header for spelling");
                continue;
            }
            for (_, columns) in &mut self.fields {
                columns.retain(|column| !found.contains(column));
            }
            if name == "ignore" {
                continue;
            }
            let Some(field) = MapField::from_name(name).and_then(field) else {
                batch.warn(
                    "A column is mapped to a field that does not exist. Fields are platform, author, author_handle, \
                     text, stars, posted_at, permalink, external_id, parent_id, post_context, existing_reply, ignore",
                );
                continue;
            };
            match self.fields.iter_mut().find(|(known, _)| *known == field) {
                Some((_, columns)) => *columns = found,
                None => self.fields.push((field, found)),
            }
        }
    }

    /// Day or month first for each field, decided by its whole column.
    pub(super) fn orders(&self, rows: &[Row], batch: &mut Batch<'_>) -> Vec<DateOrder> {
        self.fields
            .iter()
            .map(|(field, columns)| {
                if !matches!(field, Field::Posted | Field::Updated | Field::ReplyAt) {
                    return DateOrder::MonthFirst;
                }
                let proof = columns.first().map(|&column| proof(rows, column)).unwrap_or_default();
                match (proof.day_first.cmp(&proof.month_first), self.preset.order) {
                    (std::cmp::Ordering::Greater, _) => DateOrder::DayFirst,
                    (std::cmp::Ordering::Less, _) => DateOrder::MonthFirst,
                    (_, Some(habit)) => habit,
                    (_, None) => self.guessed(proof, columns, batch),
                }
            })
            .collect()
    }

    /// No day above 12 tells day and month apart: the language of the headers has to.
    fn guessed(&self, proof: Proof, columns: &[usize], batch: &mut Batch<'_>) -> DateOrder {
        const DAY_FIRST_WORDS: [&str; 12] = [
            "datum",
            "fecha",
            "autor",
            "kommentar",
            "comentario",
            "commentaire",
            "auteur",
            "sterne",
            "plattform",
            "plataforma",
            "estrellas",
            "nombre",
        ];
        let is_european =
            self.names.iter().any(|name| DAY_FIRST_WORDS.contains(&header::key(name).as_str()));
        let order = if is_european { DateOrder::DayFirst } else { DateOrder::MonthFirst };
        if proof.n_open > 0 {
            let name = columns
                .first()
                .and_then(|&column| self.names.get(column))
                .map_or("", String::as_str);
            let (habit, other) = match order {
                DateOrder::DayFirst => ("day/month/year", "month/day/year"),
                DateOrder::MonthFirst => ("month/day/year", "day/month/year"),
            };
            batch.warn(&format!(
                "Nothing in the column {name} tells day and month apart, so its dates were read as {habit}. \
                 If they are {other}, write them as year-month-day and import again"
            ));
        }
        order
    }
}

/// How much of a column's content passes a test; 0 for an empty column.
fn share(rows: &[Row], column: usize, is_so: impl Fn(&str) -> bool) -> f64 {
    let cells = rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .map(str::trim)
        .filter(|cell| !cell.is_empty());
    let (mut n_cells, mut n_so) = (0_u32, 0_u32);
    for cell in cells {
        n_cells += 1;
        n_so += u32::from(is_so(cell));
    }
    if n_cells == 0 { 0.0 } else { f64::from(n_so) / f64::from(n_cells) }
}

/// Whether a column says 1, 2, 3 and so on: a number of rows, not a name of comments.
fn counts_rows(rows: &[Row], column: usize) -> bool {
    let mut numbers = rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .map(|cell| cell.trim().parse::<u64>().ok());
    let Some(Some(first)) = numbers.next() else { return false };
    first <= 1 && numbers.zip(first + 1..).all(|(number, expected)| number == Some(expected))
}

/// What a column says about day and month.
#[derive(Clone, Copy, Default)]
struct Proof {
    day_first: usize,
    month_first: usize,
    n_open: usize,
}

fn proof(rows: &[Row], column: usize) -> Proof {
    let mut proof = Proof::default();
    for cell in rows.iter().filter_map(|row| row.cells.get(column)) {
        let Some(([first, second, _], [width, ..], sign, _)) = three_numbers(cell.trim()) else {
            continue;
        };
        if width == 4 || sign == '.' {
            continue;
        }
        match (first > 12, second > 12) {
            (true, false) => proof.day_first += 1,
            (false, true) => proof.month_first += 1,
            (false, false) if first != second => proof.n_open += 1,
            _ => {}
        }
    }
    proof
}

/// The columns with this key.
fn places(keys: &[String], wanted: &str) -> Vec<usize> {
    keys.iter().enumerate().filter(|(_, key)| *key == wanted).map(|(index, _)| index).collect()
}

/// The columns of each field that headers alone tell.
fn by_header(keys: &[String], known: Option<&'static Preset>) -> Vec<(Field, Vec<usize>)> {
    known
        .map_or(SYNONYMS, |preset| preset.fields)
        .iter()
        .filter_map(|(field, headers)| {
            let found: Vec<usize> =
                headers.iter().flat_map(|name| places(keys, &header::key(name))).collect();
            (!found.is_empty()).then_some((*field, found))
        })
        .collect()
}

/// What headers mean to the reader, for those that a person can choose; the best column of each field first.
pub(in crate::import) fn meanings(keys: &[String]) -> Vec<(usize, MapField)> {
    let fields = by_header(keys, header::preset(keys));
    MapField::ALL
        .into_iter()
        .filter_map(|choice| Some((choice, field(choice)?)))
        .flat_map(|(choice, wanted)| {
            let columns = fields.iter().filter(move |(known, _)| *known == wanted);
            columns.flat_map(move |(_, columns)| columns.iter().map(move |&place| (place, choice)))
        })
        .collect()
}

/// The field that a choice stands for; `None` for a column that is not kept.
fn field(choice: MapField) -> Option<Field> {
    Some(match choice {
        MapField::Platform => Field::Platform,
        MapField::Author => Field::Author,
        MapField::AuthorHandle => Field::Handle,
        MapField::Text => Field::Text,
        MapField::Stars => Field::Stars,
        MapField::PostedAt => Field::Posted,
        MapField::Permalink => Field::Permalink,
        MapField::ExternalId => Field::Id,
        MapField::ParentId => Field::Parent,
        MapField::PostContext => Field::Context,
        MapField::ExistingReply => Field::Reply,
        MapField::Ignore => return None,
    })
}
