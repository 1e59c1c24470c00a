//! Reads the arguments, then opens the window or runs one command: nothing else.

use std::process::ExitCode;

use bedside::app::{self, Start};
use bedside::cli::{self, Arguments, Outcome};
use bedside::worker::Location;
use bedside::worker::location::default_folder;
use clap::Parser as _;

fn main() -> ExitCode {
    env_logger::init();
    let arguments = Arguments::parse();
    match arguments.command {
        Some(command) => cli::run(command, arguments.data).into(),
        None => open_window(arguments),
    }
}

fn open_window(arguments: Arguments) -> ExitCode {
    let (folder, _kept) = if arguments.samples {
        // The folder goes with the process; nothing of the samples stays.
        match tempfile::Builder::new().prefix("bedside-samples-").tempdir() {
            Ok(folder) => (Some(folder.path().to_path_buf()), Some(folder)),
            Err(error) => return failed(&format!("no folder for the sample queue: {error}")),
        }
    } else {
        (arguments.data.or_else(default_folder), None)
    };
    let Some(folder) = folder else {
        return failed("the system names no folder for data; give one with --data DIR");
    };
    let start = Start { location: Location::Folder(folder), with_samples: arguments.samples };
    match app::run(start) {
        Ok(()) => Outcome::Fine.into(),
        Err(error) => failed(&format!("{error}. {}", error.help())),
    }
}

fn failed(words: &str) -> ExitCode {
    cli::complain(words);
    Outcome::Failed.into()
}
