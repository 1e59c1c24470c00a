//! Records as lines of a table or as one JSON document.

use std::io::{self, Write};

use jiff::Timestamp;

use super::reports::{RemovalRecord, ReportRecord};
use super::{CommentRecord, EntryRecord, Record, ReplyRecord, Wanted};
use crate::model::{Override, SealedFinding};

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table with a header.
    Csv,
    /// One document: a list of objects.
    Json,
}

/// Where records are written, one by one; its beginning comes with the first record.
pub struct Sheet<'a, W> {
    format: Format,
    wanted: Wanted,
    out: &'a mut W,
    n_written: usize,
}

impl<'a, W: Write> Sheet<'a, W> {
    /// An empty sheet for records of that kind.
    pub fn new(format: Format, wanted: Wanted, out: &'a mut W) -> Self {
        Self { format, wanted, out, n_written: 0 }
    }

    /// Writes one record.
    pub fn write(&mut self, record: &Record) -> io::Result<()> {
        if self.n_written == 0 {
            self.begin()?;
        } else if self.format == Format::Json {
            self.out.write_all(b",\n")?;
        }
        self.n_written += 1;
        match self.format {
            Format::Csv => {
                for cells in lines(record) {
                    self.line(cells.into_iter().map(safe))?;
                }
                Ok(())
            }
            Format::Json => Ok(serde_json::to_writer(&mut *self.out, record)?),
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        match self.format {
            Format::Csv => self.line(header(self.wanted).iter().map(|&name| name.to_owned())),
            Format::Json => self.out.write_all(b"[\n"),
        }
    }

    /// Writes what makes it whole.
    pub fn end(&mut self) -> io::Result<()> {
        if self.n_written == 0 {
            self.begin()?;
        }
        if self.format == Format::Json {
            self.out.write_all(b"\n]\n")?;
        }
        self.out.flush()
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> io::Result<()> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *self.out);
        writer.write_record(cells)?;
        writer.flush()
    }
}

/// A cell that a spreadsheet does not take for a formula.
fn safe(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

fn header(wanted: Wanted) -> &'static [&'static str] {
    match wanted {
        Wanted::History => &[
            "id",
            "comment",
            "platform",
            "practice",
            "person",
            "text",
            "verdict",
            "findings",
            "overrides",
            "pack_version",
            "recorded_at",
            "outcome",
        ],
        Wanted::Queue => &[
            "comment",
            "platform",
            "practice",
            "author",
            "text",
            "stars",
            "status",
            "category",
            "urgency",
            "sentiment",
            "posted_at",
            "captured_at",
            "due_at",
            "draft",
        ],
        Wanted::Audit => &[
            "at",
            "entry",
            "reply",
            "comment",
            "platform",
            "practice",
            "person",
            "text",
            "overrides",
            "pack_version",
        ],
        Wanted::Imports => &[
            "import", "at", "practice", "name", "format", "sha256", "state", "added", "updated",
            "known", "left_out", "reason", "count", "place", "rows", "detail",
        ],
        Wanted::Removals => {
            &["at", "practice", "person", "author_sha256", "comments", "drafts", "pastes", "sha256"]
        }
    }
}

/// The lines of one record: one, except for an import that left rows out for several reasons.
fn lines(record: &Record) -> Vec<Vec<String>> {
    match record {
        Record::Reply(reply) => vec![of_reply(reply)],
        Record::Comment(comment) => vec![of_comment(comment)],
        Record::Entry(entry) => vec![of_entry(entry)],
        Record::Import(import) => of_import(import),
        Record::Removal(removal) => vec![of_removal(removal)],
    }
}

fn of_reply(reply: &ReplyRecord) -> Vec<String> {
    vec![
        reply.id.to_string(),
        reply.comment.clone(),
        reply.platform.clone(),
        reply.practice.clone(),
        reply.person.clone(),
        reply.text.clone(),
        reply.verdict.to_string(),
        findings(&reply.findings),
        overrides(&reply.overrides),
        reply.pack_version.clone(),
        reply.recorded_at.to_string(),
        reply.outcome.clone().unwrap_or_default(),
    ]
}

fn of_comment(comment: &CommentRecord) -> Vec<String> {
    let time = |time: &Timestamp| time.to_string();
    vec![
        comment.comment.clone(),
        comment.platform.clone(),
        comment.practice.clone(),
        comment.author.clone().unwrap_or_default(),
        comment.text.clone(),
        comment.stars.map(|stars| stars.to_string()).unwrap_or_default(),
        comment.status.clone(),
        comment.category.clone(),
        comment.urgency.clone(),
        comment.sentiment.clone(),
        comment.posted_at.as_ref().map(time).unwrap_or_default(),
        time(&comment.captured_at),
        time(&comment.due_at),
        comment.draft.clone().unwrap_or_default(),
    ]
}

fn of_entry(entry: &EntryRecord) -> Vec<String> {
    vec![
        entry.at.to_string(),
        entry.entry.clone(),
        entry.reply.to_string(),
        entry.comment.clone(),
        entry.platform.clone(),
        entry.practice.clone(),
        entry.person.clone(),
        entry.text.clone(),
        overrides(&entry.overrides),
        entry.pack_version.clone(),
    ]
}

/// One line for each reason and each warning; one line where there is neither.
fn of_import(import: &ReportRecord) -> Vec<Vec<String>> {
    let begin = || {
        vec![
            import.import.to_string(),
            import.at.to_string(),
            import.practice.clone(),
            import.name.clone(),
            import.format.clone(),
            import.sha256.clone().unwrap_or_default(),
            import.state.clone(),
            import.added.to_string(),
            import.updated.to_string(),
            import.known.to_string(),
            import.left_out.to_string(),
        ]
    };
    let line = |cells: [String; 5]| begin().into_iter().chain(cells).collect::<Vec<_>>();
    let reasons = import.skipped.iter().map(|left_out| {
        let rows: Vec<String> = left_out.rows.iter().map(ToString::to_string).collect();
        line([
            left_out.reason.clone(),
            left_out.count.to_string(),
            import.place.clone(),
            rows.join(" "),
            left_out.detail.clone(),
        ])
    });
    let none = String::new;
    let warnings = import
        .warnings
        .iter()
        .map(|warning| line(["warning".to_owned(), none(), none(), none(), warning.clone()]));
    let lines: Vec<Vec<String>> = reasons.chain(warnings).collect();
    if lines.is_empty() { vec![line([none(), none(), none(), none(), none()])] } else { lines }
}

fn of_removal(removal: &RemovalRecord) -> Vec<String> {
    vec![
        removal.at.to_string(),
        removal.practice.clone(),
        removal.person.clone(),
        removal.author_sha256.clone(),
        removal.n_comments.to_string(),
        removal.n_drafts.to_string(),
        removal.n_pastes.to_string(),
        removal.comments.join(" "),
    ]
}

/// Findings in one cell, such as `privacy/visit stop high 12-22; tone/shouting warning low 0-4`.
fn findings(findings: &[SealedFinding]) -> String {
    let one = |finding: &SealedFinding| {
        let SealedFinding { rule, severity, confidence, start, end } = finding;
        format!("{rule} {severity} {confidence} {start}-{end}")
    };
    findings.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Overrides in one cell, such as `privacy/visit 12-22: the words are a street's name`.
fn overrides(overrides: &[Override]) -> String {
    let one = |given: &Override| {
        format!("{} {}-{}: {}", given.rule, given.start, given.end, given.reason.as_str())
    };
    overrides.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for start in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(safe(start.to_owned()), format!("'{start}"), "{start:?}");
        }
        assert_eq!(safe("Thank you - all".to_owned()), "Thank you - all", "inside it is harmless");
    }

    #[test]
    fn an_empty_export_is_whole_too() {
        for (format, expected) in [(Format::Json, "[\n\n]\n"), (Format::Csv, "at,entry,reply")] {
            let mut out = Vec::new();
            Sheet::new(format, Wanted::Audit, &mut out).end().expect("memory takes all");
            let text = String::from_utf8(out).expect("text");
            assert!(text.starts_with(expected), "{text}");
        }
    }
}
