//! Spreadsheets: typed cells, dates, formulas, several sheets, and archives that are not what they seem.

use std::io::{Cursor, Write as _};

use bedside::import::{self, Import};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::bare_options;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with these sheets; style 1 is a date.
pub(super) fn workbook(sheets: &[&str], date1904: u8) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut links, mut parts) = (String::new(), String::new(), Vec::new());
    for (index, rows) in sheets.iter().enumerate() {
        let n = index + 1;
        list.extend(std::iter::once(format!(
            "<sheet name=\"S{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"
        )));
        links.extend(std::iter::once(format!(
            "<Relationship Id=\"r{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/s{n}.xml\"/>"
        )));
        parts.push((
            format!("xl/worksheets/s{n}.xml"),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    links.extend(std::iter::once(format!(
        "<Relationship Id=\"st\" Type=\"{office}/styles\" Target=\"styles.xml\"/>"
    )));
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><workbookPr date1904=\"{date1904}\"/><sheets>{list}</sheets></workbook>"
        ),
    ));
    parts.push((
        "xl/styles.xml".to_owned(),
        format!("<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{package}\">{links}</Relationships>"),
    ));
    parts.push((
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    ));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

fn read(bytes: &[u8]) -> Import {
    import::read(bytes, &bare_options("list.csv")).unwrap()
}

pub(super) fn row(number: usize, cells: &[&str]) -> String {
    let cells: String = ["A", "B", "C", "D"]
        .iter()
        .zip(cells)
        .map(|(column, cell)| match cell.strip_prefix("raw:") {
            Some(raw) => raw.replace("REF", &format!("{column}{number}")),
            None => format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

#[test]
fn cells_are_read_as_they_were_typed() {
    let rows = [
        row(2, &["Author", "Comment", "Date", "Comment ID"]),
        row(
            3,
            &[
                "Ann",
                "raw:<c r=\"REF\"><v>12</v></c>",
                "raw:<c r=\"REF\" s=\"1\"><v>46342.5</v></c>",
                "c1",
            ],
        ),
        row(
            4,
            &[
                "Ben",
                "raw:<c r=\"REF\" t=\"b\"><v>1</v></c>",
                "2026-11-02",
                "raw:<c r=\"REF\"><v>7.41E+18</v></c>",
            ],
        ),
        row(
            5,
            &[
                "Cy",
                "raw:<c r=\"REF\" t=\"str\"><f>A1&amp;\"x\"</f><v>made up</v></c>",
                "",
                "raw:<c r=\"REF\"><v>4711</v></c>",
            ],
        ),
    ]
    .concat();
    let found = read(&workbook(&[&rows], 0));
    let texts: Vec<&str> = found.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(
        texts,
        ["12", "TRUE", "made up"],
        "number, truth, result of a formula: {:?}",
        found.warnings
    );
    assert_eq!(
        found.comments[0].posted_at.unwrap().to_string(),
        "2026-11-16T12:00:00Z",
        "a serial date"
    );
    assert!(found.warnings.iter().any(|w| w.contains("rounded the ids")), "{:?}", found.warnings);
    assert_eq!(found.comments[2].external_id, "4711", "a number without a fraction");
    let apple = read(&workbook(&[&rows], 1));
    assert_eq!(
        apple.comments[0].posted_at.unwrap().to_string(),
        "2030-11-17T12:00:00Z",
        "counted from 1904"
    );
}

#[test]
fn every_sheet_with_a_known_header_is_read() {
    let first = [row(1, &["Author", "Comment"]), row(2, &["Ann", "One"])].concat();
    let notes = [row(1, &["Only notes"]), row(2, &["Nothing else"])].concat();
    let third = [row(1, &["Autor", "Kommentar"]), row(2, &["Udo", "Drei"])].concat();
    let found = read(&workbook(&[&first, &notes, &third], 0));
    assert_eq!(found.comments.len(), 2, "two sheets of comments");
    assert!(found.warnings.iter().any(|w| w.contains("Sheet 2")), "{:?}", found.warnings);
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let rows = [row(1, &["Author", "Comment"]), row(2, &["Ann", "One"]), far.to_owned()].concat();
    assert_eq!(read(&workbook(&[&rows], 0)).comments.len(), 1, "the far corner is left alone");
}

#[test]
fn what_is_no_workbook_is_named() {
    for (bytes, format, word) in [
        (archive(&[("word/document.xml", b"x")]), "document", "document"),
        (archive(&[("xl/workbook.bin", b"x")]), "spreadsheet", ".xlsb"),
        (archive(&[("a/reviews.json", b"[]")]), "archive", "Unpack it"),
        (b"PK\x03\x04 and then nothing".to_vec(), "spreadsheet", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), "old-spreadsheet", ".xls"),
        (
            [
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect(),
            ]
            .concat(),
            "protected-spreadsheet",
            "password",
        ),
    ] {
        let found = read(&bytes);
        assert_eq!((found.format, found.is_recognised), (format, false), "{word}");
        assert!(found.warnings.iter().any(|w| w.contains(word)), "{:?}", found.warnings);
    }
}

#[test]
fn a_spreadsheet_that_unpacks_without_end_is_refused() {
    let bomb = archive(&[("xl/workbook.xml", &vec![b' '; 161 * 1024 * 1024])]);
    assert!(bomb.len() < 1024 * 1024, "it is small while packed");
    let error = import::read(&bomb, &bare_options("bomb.xlsx")).unwrap_err();
    assert!(error.to_string().contains("unpacked"), "{error}");
}
