//! `bedside import`.

use std::io::{self, Write};

use super::Outcome;

/// Arguments of `bedside import`.
#[derive(Debug, clap::Args)]
pub struct Import {}

impl Import {
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
