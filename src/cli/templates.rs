//! `bedside templates`.

use std::io::{self, Write};

use super::Outcome;

/// Arguments of `bedside templates`.
#[derive(Debug, clap::Args)]
pub struct Templates {}

impl Templates {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(self, _out: &mut impl Write, _err: &mut impl Write) -> io::Result<Outcome> {
        Ok(Outcome::Failed)
    }
}
