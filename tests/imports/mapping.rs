//! Unknown tables: a proposal for each column, and the same bytes read with what a person confirmed.

use bedside::import::{self, MapField, Mapping, Options};
use bedside::model::Platform;

use super::bare_options;
use super::sheets::{row, workbook};

fn proposed(bytes: &[u8]) -> Vec<(String, MapField)> {
    let mapping = import::mapping(bytes, &bare_options("x.csv")).unwrap();
    mapping.columns.into_iter().map(|column| (column.header, column.proposal)).collect()
}

fn with(map: Vec<(String, String)>) -> Options {
    Options { map, ..bare_options("x.csv") }
}

const UNKNOWN: &str = "Portal;Wer;Wann;Was gesagt wurde;Punkte;Telefon\n\
    Google;Jana Roth;03.11.2026;Die Wartezeit war viel zu lang.;2;030 5550186\n\
    Jameda;Ute K.;04.11.2026;Sehr freundlich und gut erklärt;5;030 5550187\n\
    Google;Olaf Beck;05.11.2026;Nie wieder, wirklich nie wieder;1;\n";

#[test]
fn an_unknown_table_gets_a_proposal_and_is_read_with_it() {
    let options = bare_options("x.csv");
    let unmapped = import::read(UNKNOWN.as_bytes(), &options).unwrap();
    assert!(!unmapped.is_recognised, "no header is known: {}", unmapped.format);
    let mapping = import::mapping(UNKNOWN.as_bytes(), &options).unwrap();
    let fields: Vec<MapField> = mapping.columns.iter().map(|column| column.proposal).collect();
    assert_eq!(
        fields,
        [
            MapField::Platform,
            MapField::Author,
            MapField::PostedAt,
            MapField::Text,
            MapField::Stars,
            MapField::Ignore
        ],
        "headers and values together"
    );
    assert_eq!(mapping.n_rows, 3, "rows below the header");
    let samples = &mapping.columns[1].samples;
    assert_eq!(samples[0].as_str(), "Jana Roth", "values as they stand in the file");
    assert!(Mapping::has_text(&mapping.proposed()), "words are among them");
    let import = import::read(UNKNOWN.as_bytes(), &with(mapping.proposed())).unwrap();
    assert_eq!(import.comments.len(), 3, "{:?}", import.warnings);
    let first = &import.comments[0];
    assert_eq!(first.platform, Platform::Google, "platform");
    assert_eq!(first.stars, Some(2), "stars");
    assert_eq!(first.text.as_str(), "Die Wartezeit war viel zu lang.", "words");
    assert!(first.posted_at.is_some(), "time");
}

#[test]
fn the_key_of_a_header_does_not_see_case_or_signs() {
    let key = |text: &str| import::mapping(text.as_bytes(), &bare_options("x")).unwrap().key;
    let other =
        UNKNOWN.replacen("Was gesagt wurde", " was_gesagt WURDE ", 1).replace("Olaf", "Uwe");
    assert_eq!(key(UNKNOWN), key(&other), "the same headers");
    assert_ne!(key(UNKNOWN), key(&UNKNOWN.replacen("Punkte", "Note", 1)), "another header");
}

#[test]
fn columns_without_a_name_are_meant_by_their_place() {
    let text = "Ana Ruiz,Nobody called me back at all,2026-11-03\n\
                Bo Lind,\"Kind staff, short wait, thank you\",2026-11-04\n";
    let fields = proposed(text.as_bytes());
    let named = |n: &str, field| (n.to_owned(), field);
    assert_eq!(
        fields,
        [
            named("Column 1", MapField::Author),
            named("Column 2", MapField::Text),
            named("Column 3", MapField::PostedAt)
        ],
        "a table without a header"
    );
    let map = fields.into_iter().map(|(name, field)| (name, field.name().to_owned())).collect();
    let import = import::read(text.as_bytes(), &with(map)).unwrap();
    assert_eq!(import.comments.len(), 2, "the first row is a comment too");
    assert_eq!(import.comments[0].author.name.as_deref(), Some("Ana Ruiz"), "author");
    let twice =
        "Wer;Notiz;Notiz\nAna Ruiz;x1;Nobody called me back\nBo Lind;x2;Very kind people here\n";
    let fields = proposed(twice.as_bytes());
    assert_eq!(fields[1].0, "Column 2", "two of one name are meant by place");
    assert_eq!(fields[2], named("Column 3", MapField::Text), "the one with the words");
}

#[test]
fn a_spreadsheet_is_mapped_like_a_text() {
    let rows = [
        row(1, &["Report of November"]),
        row(3, &["Wer", "Wann", "Was gesagt wurde"]),
        row(4, &["Jana Roth", "2026-11-03", "Die Wartezeit war viel zu lang"]),
        row(5, &["Ute K.", "2026-11-04", "Sehr freundlich und gut erklärt"]),
    ];
    let book = workbook(&[&rows.concat()], 0);
    let fields = proposed(&book);
    let kinds: Vec<MapField> = fields.iter().map(|(_, field)| *field).collect();
    assert_eq!(kinds, [MapField::Author, MapField::PostedAt, MapField::Text], "{fields:?}");
    let map = fields.into_iter().map(|(name, field)| (name, field.name().to_owned())).collect();
    let import = import::read(&book, &with(map)).unwrap();
    assert_eq!(import.comments.len(), 2, "{:?}", import.warnings);
    assert_eq!(import.comments[1].author.name.as_deref(), Some("Ute K."), "author");
}

#[test]
fn what_is_no_table_has_no_columns() {
    for text in [
        "",
        "One sentence, with a comma.\nAnother one without.\nAnd, as it goes, a third, longer one.",
        "{\"data\":[]}",
        "just one column\nand its value\n",
    ] {
        assert_eq!(import::mapping(text.as_bytes(), &bare_options("x")), None, "{text}");
    }
    assert!(
        MapField::ALL.iter().all(|field| MapField::from_name(field.name()) == Some(*field)),
        "names"
    );
}
