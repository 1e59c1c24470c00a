//! Reads the arguments, then opens the window or runs one command: nothing else.

use std::process::ExitCode;

use bedside::cli::{self, Arguments};
use clap::Parser as _;

fn main() -> ExitCode {
    env_logger::init();
    let arguments = Arguments::parse();
    match arguments.command {
        Some(command) => cli::run(command, arguments.data).into(),
        None => ExitCode::SUCCESS,
    }
}
