//! `bedside triage`.

use std::io::{self, Write};

use super::Outcome;

/// Arguments of `bedside triage`.
#[derive(Debug, clap::Args)]
pub struct Triage {}

impl Triage {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, _out: &mut impl Write, _err: &mut impl Write) -> io::Result<Outcome> {
        Ok(Outcome::Failed)
    }
}
