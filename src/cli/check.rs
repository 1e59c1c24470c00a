//! `bedside check`.

use std::io::{self, Write};

use super::Outcome;

/// Arguments of `bedside check`.
#[derive(Debug, clap::Args)]
pub struct Check {}

impl Check {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, _out: &mut impl Write, _err: &mut impl Write) -> io::Result<Outcome> {
        Ok(Outcome::Failed)
    }
}
