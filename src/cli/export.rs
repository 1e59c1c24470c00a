//! `bedside export`: history, queue, audit, imports or removals as a table or as one JSON document, on standard output.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::Outcome;
use crate::worker::export::{self, Sheet, Wanted};
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
#[expect(clippy::struct_excessive_bools, reason = "each is a flag, and exactly one is given")]
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
    /// Every import, newest first, with what was left out and why
    #[arg(long)]
    imports: bool,
    /// Every removal of one person's comments: counts and hashes, never words
    #[arg(long)]
    removals: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table with a header
    Csv,
    /// One document: a list of objects
    Json,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Json => Self::Json,
        }
    }
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
            WantedArgument { imports: true, .. } => Wanted::Imports,
            WantedArgument { removals: true, .. } => Wanted::Removals,
            WantedArgument { .. } => Wanted::Audit,
        };
        let mut sheet = Sheet::new(self.format.into(), wanted, out);
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
