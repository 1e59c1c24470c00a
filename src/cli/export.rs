//! `bedside export`.

use std::io::{self, Write};

use super::Outcome;

/// Arguments of `bedside export`.
#[derive(Debug, clap::Args)]
pub struct Export {}

impl Export {
    /// Runs the command; an error is a stream that could not be read or written.
    pub fn run(
        self,
        _data: Option<std::path::PathBuf>,
        _out: &mut impl Write,
        _err: &mut impl Write,
    ) -> io::Result<Outcome> {
        Ok(Outcome::Failed)
    }
}
