//! `bedside rules`.

use std::io::{self, Write};

use super::Outcome;

/// Arguments of `bedside rules`.
#[derive(Debug, clap::Args)]
pub struct Rules {}

impl Rules {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, _out: &mut impl Write, _err: &mut impl Write) -> io::Result<Outcome> {
        Ok(Outcome::Failed)
    }
}
