//! What a column seems to hold: its header says it and its values agree, or its values say it alone.

use csv::StringRecord;

use super::MapField;
use crate::import::moment::{self, DateOrder};
use crate::import::{link, record, table};
use crate::model::Platform;

/// Parts of headers that name a field, the more particular first.
const PARTS: &[(MapField, &[&str])] = &[
    (MapField::ParentId, &["parent", "inreplyto"]),
    (
        MapField::ExistingReply,
        &["reply", "response", "antwort", "respuesta", "réponse", "reponse", "answer", "risposta"],
    ),
    (MapField::Permalink, &["link", "url", "enlace", "permalink"]),
    (
        MapField::Stars,
        &[
            "star",
            "rating",
            "score",
            "stern",
            "estrella",
            "puntuac",
            "calificac",
            "valorac",
            "note",
        ],
    ),
    (
        MapField::PostedAt,
        &[
            "date",
            "datum",
            "fecha",
            "time",
            "posted",
            "created",
            "published",
            "when",
            "wann",
            "cuando",
            "cuándo",
            "zeit",
            "uhr",
            "quand",
            "jour",
            "tag",
            "día",
        ],
    ),
    (MapField::AuthorHandle, &["handle", "username", "screenname", "benutzername"]),
    (
        MapField::Platform,
        &[
            "platform",
            "plattform",
            "plataforma",
            "plateforme",
            "network",
            "netzwerk",
            "source",
            "site",
            "channel",
            "kanal",
            "canal",
            "quelle",
            "fuente",
            "portal",
        ],
    ),
    (
        MapField::PostContext,
        &[
            "posttitle",
            "caption",
            "location",
            "standort",
            "ubicac",
            "sede",
            "branch",
            "video",
            "clinic",
        ],
    ),
    (
        MapField::Text,
        &[
            "comment",
            "kommentar",
            "coment",
            "review",
            "reseñ",
            "resen",
            "message",
            "mensaje",
            "nachricht",
            "text",
            "feedback",
            "opinion",
            "opinión",
            "meinung",
            "content",
            "inhalt",
            "said",
            "gesagt",
            "dijo",
            "avis",
            "wortlaut",
            "body",
        ],
    ),
    (
        MapField::Author,
        &[
            "author",
            "autor",
            "auteur",
            "name",
            "nombre",
            "nom",
            "who",
            "wer",
            "quién",
            "quien",
            "qui",
            "reviewer",
            "customer",
            "kunde",
            "cliente",
            "client",
            "user",
            "usuario",
            "verfasser",
            "person",
            "from",
            "von",
        ],
    ),
];

/// Parts of headers of things that are no part of a comment, or must not be kept.
const UNWANTED: &[&str] = &[
    "email",
    "mail",
    "phone",
    "telefon",
    "teléfono",
    "tel",
    "likes",
    "count",
    "picture",
    "avatar",
    "image",
    "photo",
    "anzahl",
    "status",
    "sentiment",
    "tags",
    "assigned",
    "replydate",
    "replyat",
    "responsedate",
    "replytime",
    "bearbeiter",
];

/// A field for each column.
pub(super) fn fields(headers: &StringRecord, rows: &[&StringRecord]) -> Vec<MapField> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0).max(headers.len());
    let mut fields: Vec<Option<MapField>> = vec![None; width];
    let columns: Vec<Values> = (0..width).map(|column| Values::of(rows, column)).collect();
    let keys: Vec<String> =
        (0..width).map(|column| headers.get(column).map(table::key).unwrap_or_default()).collect();
    let known = table::meanings(&keys);
    for (slot, key) in fields.iter_mut().zip(&keys) {
        if UNWANTED.iter().any(|part| key.contains(part)) {
            *slot = Some(MapField::Ignore);
        }
    }
    // What the headers mean to the reader comes first, then parts of them, then the values alone.
    for (column, field) in known {
        claim(&mut fields, &columns, column, field);
    }
    for (field, parts) in PARTS {
        for part in *parts {
            for (column, key) in keys.iter().enumerate() {
                if key.contains(part) {
                    claim(&mut fields, &columns, column, *field);
                }
            }
        }
    }
    for (column, values) in columns.iter().enumerate() {
        if let Some(field) = values.kind() {
            claim(&mut fields, &columns, column, field);
        }
    }
    if !fields.contains(&Some(MapField::Text)) {
        let longest = (0..width)
            .filter(|&column| fields.get(column) == Some(&None))
            .max_by_key(|&column| columns.get(column).map_or(0, |values| values.n_letters));
        if let Some(slot) = longest.and_then(|column| fields.get_mut(column)) {
            *slot = Some(MapField::Text);
        }
    }
    fields.into_iter().map(|field| field.unwrap_or(MapField::Ignore)).collect()
}

/// Gives a column a field where neither is taken and the values do not speak against it.
fn claim(fields: &mut [Option<MapField>], columns: &[Values], column: usize, field: MapField) {
    let is_taken = fields.contains(&Some(field));
    let fits = columns.get(column).is_none_or(|values| values.allow(field));
    if let Some(slot @ None) = fields.get_mut(column)
        && !is_taken
        && fits
    {
        *slot = Some(field);
    }
}

/// What can be counted about the values of a column.
#[derive(Default)]
struct Values {
    n: usize,
    n_links: usize,
    n_stars: usize,
    n_clear_stars: usize,
    n_times: usize,
    n_numbers: usize,
    n_handles: usize,
    n_platforms: usize,
    n_ids: usize,
    n_names: usize,
    n_sentences: usize,
    n_letters: usize,
}

impl Values {
    fn of(rows: &[&StringRecord], column: usize) -> Self {
        let mut values = Self::default();
        let cells = rows.iter().filter_map(|row| row.get(column)).map(str::trim);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            values.count(cell);
        }
        values
    }

    fn count(&mut self, cell: &str) {
        let n_words = cell.split_whitespace().count();
        let has_digit = cell.bytes().any(|b| b.is_ascii_digit());
        let is_number = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
        let is_star = record::stars(cell).is_some() || record::recommends(cell).is_some();
        self.n += 1;
        self.n_letters += cell.chars().filter(|c| c.is_alphabetic()).count();
        self.n_links += usize::from(cell.starts_with("https://") || cell.starts_with("http://"));
        self.n_stars += usize::from(is_star || cell == "0");
        self.n_clear_stars += usize::from(is_star && cell.contains(['★', '⭐', '/']));
        self.n_numbers += usize::from(is_number);
        self.n_times += usize::from(moment::read(cell, DateOrder::DayFirst, 0).is_some());
        self.n_handles += usize::from(cell.starts_with('@') && n_words == 1);
        let platform = link::named_platform(cell);
        self.n_platforms +=
            usize::from(platform.is_some_and(|platform| !matches!(platform, Platform::Other(_))));
        self.n_ids +=
            usize::from(n_words == 1 && has_digit && cell.len() >= 6 && !cell.contains('@'));
        let is_name = (1..=4).contains(&n_words)
            && !has_digit
            && cell.chars().next().is_some_and(char::is_uppercase)
            && !cell.ends_with(['.', '!', '?'])
            || (n_words <= 4
                && cell.len() <= 30
                && cell.ends_with('.')
                && !has_digit
                && n_words > 1);
        self.n_names += usize::from(is_name);
        self.n_sentences += usize::from(n_words >= 4);
    }

    fn mostly(&self, n: usize) -> bool {
        self.n > 0 && n * 10 >= self.n * 8
    }

    /// Whether the values could be that; an empty column could be anything.
    fn allow(&self, field: MapField) -> bool {
        if self.n == 0 {
            return true;
        }
        let half = |n: usize| n * 2 >= self.n;
        match field {
            MapField::Stars => half(self.n_stars),
            MapField::PostedAt => half(self.n_times),
            MapField::Permalink => half(self.n_links),
            MapField::Text => !self.mostly(self.n_numbers) && !half(self.n_links),
            MapField::Author | MapField::Platform | MapField::ExistingReply => {
                !half(self.n_numbers) && !half(self.n_links)
            }
            _ => true,
        }
    }

    /// What they are without any header.
    fn kind(&self) -> Option<MapField> {
        let small_numbers = self.n >= 3 && self.mostly(self.n_stars) && self.mostly(self.n_numbers);
        if self.mostly(self.n_links) {
            Some(MapField::Permalink)
        } else if self.mostly(self.n_clear_stars) || small_numbers {
            Some(MapField::Stars)
        } else if self.mostly(self.n_times) && !self.mostly(self.n_numbers) {
            Some(MapField::PostedAt)
        } else if self.mostly(self.n_handles) {
            Some(MapField::AuthorHandle)
        } else if self.mostly(self.n_platforms) {
            Some(MapField::Platform)
        } else if self.mostly(self.n_ids) {
            Some(MapField::ExternalId)
        } else if self.n_sentences * 2 >= self.n && self.n > 0 {
            Some(MapField::Text)
        } else if self.mostly(self.n_names) {
            Some(MapField::Author)
        } else {
            None
        }
    }
}
