//! What the columns of an unknown table could mean: headers, samples and a proposal, for a person to confirm.

mod propose;

use csv::StringRecord;
use sha2::{Digest as _, Sha256};

use super::table::{self, Grid};
use super::{Options, decode, html, sheet, sniff};
use crate::model::Body;

/// How many values of each column are shown.
const MAX_SAMPLES: usize = 5;

/// How many rows a proposal looks at.
const MAX_LOOKED_AT: usize = 200;

/// What a person can say that a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapField {
    /// Where the comment stands: Google, Facebook and so on.
    Platform,
    /// The name of who wrote it.
    Author,
    /// The account name of who wrote it.
    AuthorHandle,
    /// The words of the comment.
    Text,
    /// One to five stars.
    Stars,
    /// When it was written.
    PostedAt,
    /// The address of the comment.
    Permalink,
    /// The platform's own id.
    ExternalId,
    /// The id of the comment that it answers.
    ParentId,
    /// What it stands under: a post, a video, a place.
    PostContext,
    /// What the practice has answered already.
    ExistingReply,
    /// Nothing that the app keeps.
    Ignore,
}

impl MapField {
    /// All of them, in the order in which a person is offered them.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Author,
        Self::AuthorHandle,
        Self::PostedAt,
        Self::Stars,
        Self::Platform,
        Self::Permalink,
        Self::ExternalId,
        Self::ParentId,
        Self::PostContext,
        Self::ExistingReply,
        Self::Ignore,
    ];

    /// Its name in [`Options::map`] and behind `--map HEADER=`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Author => "author",
            Self::AuthorHandle => "author_handle",
            Self::Text => "text",
            Self::Stars => "stars",
            Self::PostedAt => "posted_at",
            Self::Permalink => "permalink",
            Self::ExternalId => "external_id",
            Self::ParentId => "parent_id",
            Self::PostContext => "post_context",
            Self::ExistingReply => "existing_reply",
            Self::Ignore => "ignore",
        }
    }

    /// The field with this name; case and spaces around it do not matter.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapColumn {
    /// What names it in [`Options::map`]: its header, or `Column 3` where that is missing or stands twice.
    pub header: String,
    /// Its first values that are not empty, at most five, as they stand in the file.
    pub samples: Vec<Body>,
    /// What it seems to hold. At most one column has each field, except [`MapField::Ignore`].
    pub proposal: MapField,
}

/// The columns of a table, and what they could mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The same for every table with these headers in this order, whatever their case, spaces and signs: a mapping that
    /// a person has confirmed can be kept under it.
    pub key: String,
    /// How many rows stand below the header.
    pub n_rows: usize,
    /// From left to right; columns without header and content are left out.
    pub columns: Vec<MapColumn>,
}

impl Mapping {
    /// The proposals in the form of [`Options::map`].
    pub fn proposed(&self) -> Vec<(String, String)> {
        self.columns
            .iter()
            .map(|column| (column.header.clone(), column.proposal.name().to_owned()))
            .collect()
    }

    /// Whether a map names the words, without which nothing can be answered.
    pub fn has_text(map: &[(String, String)]) -> bool {
        map.iter().any(|(_, field)| MapField::from_name(field) == Some(MapField::Text))
    }
}

/// Looks at a table of any kind (CSV, TSV, spreadsheet, a page's table): what are its columns, and what could they mean?
///
/// Meant for content that [`super::read`] does not recognise; a known table answers with what its columns are read as.
/// A person confirms or corrects the proposals, and [`super::read`] with them as [`Options::map`] reads the same bytes.
/// `None` where the content is no table of at least two columns and one row below the header.
pub fn mapping(bytes: &[u8], options: &Options) -> Option<Mapping> {
    if bytes.len() > super::MAX_BYTES || sniff::is_unread(bytes) {
        return None;
    }
    if sheet::is_archive(bytes) {
        return sheet::grids(bytes)?.iter().find_map(|grid| of_grid(grid, options));
    }
    let text = decode::decode(bytes).text;
    let front = text.trim_start();
    if front.starts_with(['{', '[']) {
        return None;
    }
    if html::is_markup(front) {
        return of_grid(&html::table(&text)?, options);
    }
    of_grid(&table::grid(&text, options)?, options)
}

fn of_grid(grid: &Grid, options: &Options) -> Option<Mapping> {
    let (headers, rows) = grid.split(options);
    let names = table::column_names(&headers);
    let columns: Vec<MapColumn> = names
        .into_iter()
        .zip(propose::fields(&headers, &looked_at(&rows)))
        .enumerate()
        .filter_map(|(column, (header, proposal))| {
            let samples: Vec<Body> = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .take(MAX_SAMPLES)
                .map(|cell| Body(cell.to_owned()))
                .collect();
            let is_there = !samples.is_empty()
                || headers.get(column).is_some_and(|cell| !cell.trim().is_empty());
            is_there.then_some(MapColumn { header, samples, proposal })
        })
        .collect();
    (columns.len() >= 2 && !rows.is_empty()).then(|| Mapping {
        key: key(&headers),
        n_rows: rows.len(),
        columns,
    })
}

fn looked_at<'a>(rows: &[&'a StringRecord]) -> Vec<&'a StringRecord> {
    rows.iter().take(MAX_LOOKED_AT).copied().collect()
}

/// A hash of the headers' letters and digits.
fn key(headers: &StringRecord) -> String {
    let mut hash = Sha256::new();
    for header in headers {
        hash.update(table::key(header).as_bytes());
        hash.update([0]);
    }
    super::identity::hex(hash.finalize().iter().take(12).copied())
}
