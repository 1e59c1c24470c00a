//! Several files that were chosen together: which wait, what the others did, and which could not be read.

use std::collections::VecDeque;
use std::path::PathBuf;

use super::super::taking::Tally;
use crate::model::Platform;

/// A file of which nothing was added, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub name: String,
    /// What happened, as a sentence.
    pub message: String,
    /// What to do, as a sentence.
    pub help: String,
}

/// Several files that were chosen together; a paste is a batch of its own, with nothing that waits.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Files that are read after this one.
    pub waiting: VecDeque<PathBuf>,
    /// How many files were chosen.
    pub n_files: usize,
    /// Whether every file is added without being shown first.
    pub adds_all: bool,
    /// Files of which nothing was added.
    pub problems: Vec<Problem>,
    /// Where all of them stand, if a person said so of one.
    pub(in crate::session) platform: Option<Platform>,
    /// What the files before did.
    pub(in crate::session) tally: Tally,
    /// How many files something was added of.
    pub(in crate::session) n_added: usize,
}

impl Batch {
    /// These files.
    pub(in crate::session) fn of(files: Vec<PathBuf>) -> Self {
        Self { n_files: files.len(), waiting: files.into(), ..Self::default() }
    }

    /// Whether there is more than one file.
    pub fn is_several(&self) -> bool {
        1 < self.n_files
    }

    /// Which file is on the screen, from 1.
    pub fn number(&self) -> usize {
        self.n_files.saturating_sub(self.waiting.len())
    }
}
