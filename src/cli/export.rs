//! `bedside export`: history, queue or audit as a table or as one JSON document, on standard output.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use jiff::Timestamp;

use super::Outcome;
use crate::model::{Override, SealedFinding};
use crate::worker::export::{self, CommentRecord, EntryRecord, Record, ReplyRecord, Wanted};
use crate::worker::location;

/// Arguments of `bedside export`.
#[derive(Debug, clap::Args)]
pub struct Export {
    #[command(flatten)]
    wanted: WantedArgument,
    /// How to write it
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct WantedArgument {
    /// Every recorded reply, oldest first
    #[arg(long)]
    history: bool,
    /// Every comment that needs a reply, most urgent first
    #[arg(long)]
    queue: bool,
    /// Every reply and every outcome, in the order in which they were recorded
    #[arg(long)]
    audit: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table with a header
    Csv,
    /// One document: a list of objects
    Json,
}

impl Export {
    /// Runs the command; an error is a stream that could not be written.
    pub fn run(
        self,
        data: Option<PathBuf>,
        out: &mut impl Write,
        err: &mut impl Write,
    ) -> io::Result<Outcome> {
        let Some(folder) = data.or_else(location::default_folder) else {
            writeln!(err, "The system names no data folder. Name one with --data")?;
            return Ok(Outcome::Failed);
        };
        let wanted = match self.wanted {
            WantedArgument { history: true, .. } => Wanted::History,
            WantedArgument { queue: true, .. } => Wanted::Queue,
            WantedArgument { .. } => Wanted::Audit,
        };
        let mut sheet = Sheet::new(self.format, wanted, out);
        let mut written = Ok(());
        let read = export::read(&folder, wanted, &mut |record| {
            written = sheet.write(record);
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        written?;
        if let Err(error) = read {
            writeln!(err, "Not exported: {error}. {}", error.help())?;
            return Ok(Outcome::Failed);
        }
        sheet.end()?;
        Ok(Outcome::Fine)
    }
}

/// Where records are written, one by one; its beginning comes with the first record.
struct Sheet<'a, W> {
    format: Format,
    wanted: Wanted,
    out: &'a mut W,
    n_written: usize,
}

impl<'a, W: Write> Sheet<'a, W> {
    fn new(format: Format, wanted: Wanted, out: &'a mut W) -> Self {
        Self { format, wanted, out, n_written: 0 }
    }

    fn write(&mut self, record: &Record) -> io::Result<()> {
        if self.n_written == 0 {
            self.begin()?;
        } else if self.format == Format::Json {
            self.out.write_all(b",\n")?;
        }
        self.n_written += 1;
        match self.format {
            Format::Csv => self.line(cells(record).into_iter().map(safe)),
            Format::Json => Ok(serde_json::to_writer(&mut *self.out, record)?),
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        match self.format {
            Format::Csv => self.line(header(self.wanted).iter().map(|&name| name.to_owned())),
            Format::Json => self.out.write_all(b"[\n"),
        }
    }

    fn end(&mut self) -> io::Result<()> {
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
    }
}

fn cells(record: &Record) -> Vec<String> {
    match record {
        Record::Reply(reply) => of_reply(reply),
        Record::Comment(comment) => of_comment(comment),
        Record::Entry(entry) => of_entry(entry),
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
