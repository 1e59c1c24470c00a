//! The headless commands: each does one thing and ends. Data goes to standard output, words for people to standard error.

mod check;
mod export;
mod import;
mod rules;
mod templates;
mod triage;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Answer public comments for elective medical practices without confirming anyone's care.
#[derive(Debug, Parser)]
#[command(name = "bedside", version, about)]
pub struct Arguments {
    /// Open the window on the sample queue, in a throw-away data folder
    #[arg(long)]
    pub samples: bool,
    /// Folder of the database (default: the system's data folder for the app)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Without a command the window opens
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// One headless command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// What would the live panel say of a reply?
    Check(check::Check),
    /// What would the queue say of a comment?
    Triage(triage::Triage),
    /// Add files to the queue, or see with --dry-run what they hold
    Import(import::Import),
    /// Run templates through the rules, or list them
    Templates(templates::Templates),
    /// List the rules, or explain one
    Rules(rules::Rules),
    /// Write history or queue to standard output
    Export(export::Export),
}

/// How a command ended, as its exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 0: done.
    Fine,
    /// 1: a reply is held or not covered, or a file is not recognised.
    Found,
    /// 2: it could not run, or a line of input could not be read.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Found => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Says on standard error why the program could not begin.
pub fn complain(words: &str) {
    writeln!(io::stderr().lock(), "bedside: {words}").ok();
}

/// Runs one command to its end.
pub fn run(command: Command, data: Option<PathBuf>) -> Outcome {
    // Standard error stays unlocked: a thread of the worker that logs would wait for it while it is waited for.
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let result = match command {
        Command::Check(check) => check.run(&mut out, &mut err),
        Command::Triage(triage) => triage.run(&mut out, &mut err),
        Command::Import(import) => import.run(data, &mut out, &mut err),
        Command::Templates(templates) => templates.run(&mut out, &mut err),
        Command::Rules(rules) => rules.run(&mut out, &mut err),
        Command::Export(export) => export.run(data, &mut out, &mut err),
    };
    match result {
        Ok(outcome) => outcome,
        // A reader that closed the pipe has all it wants.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Fine,
        Err(error) => {
            writeln!(err, "bedside: {error}").ok();
            Outcome::Failed
        }
    }
}
