//! A screen of its own with a window manager, a keyboard and a clipboard.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a step may take, on a slow machine that draws without a graphics card.
const PATIENCE: Duration = Duration::from_mins(1);

/// The time between two keys that are not part of a word.
const PACE: Duration = Duration::from_millis(400);

/// Asks again and again until something is so; fails when it never is.
pub(crate) fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}: waited in vain");
        thread::park_timeout(Duration::from_millis(100));
    }
}

/// A display that goes away with its value.
pub(crate) struct Screen {
    display: String,
    running: Vec<Child>,
}

impl Screen {
    /// Starts a display on a free number, and a window manager on it.
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x960x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        let manager = Command::new("openbox")
            .env("DISPLAY", &display)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let screen = Self { display, running: vec![manager, server] };
        // A window that opens before its manager is never given the keyboard.
        wait_until("the window manager", || {
            let output = screen.tool("xprop").args(["-root", "_NET_SUPPORTING_WM_CHECK"]).output();
            String::from_utf8_lossy(&output.unwrap().stdout).contains("window id")
        });
        screen
    }

    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.env("DISPLAY", &self.display).stderr(Stdio::null());
        command
    }

    /// Opens the app on a data folder.
    pub(crate) fn open(&self, program: &str, data: &Path) -> Child {
        self.tool(program)
            .arg("--data")
            .arg(data)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// The title of the active window; empty while there is none.
    pub(crate) fn title(&self) -> String {
        let output =
            self.tool("xdotool").args(["getactivewindow", "getwindowname"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Waits until the window's title says something.
    pub(crate) fn wait_for_title(&self, words: &str) {
        wait_until(words, || self.title().contains(words));
    }

    /// Presses keys together, such as `ctrl+Return`.
    pub(crate) fn keys(&self, keys: &str) {
        let status = self.tool("xdotool").args(["key", "--delay", "60", keys]).status().unwrap();
        assert!(status.success(), "{keys} could not be pressed");
        // A person looks before the next key: each one meets a frame of its own.
        thread::park_timeout(PACE);
    }

    /// Types words.
    pub(crate) fn types(&self, words: &str) {
        self.types_every(words, "25");
    }

    /// Types words with a tenth of a second between letters.
    pub(crate) fn types_slowly(&self, words: &str) {
        self.types_every(words, "100");
    }

    fn types_every(&self, words: &str, milliseconds: &str) {
        let status =
            self.tool("xdotool").args(["type", "--delay", milliseconds, words]).status().unwrap();
        assert!(status.success(), "the words could not be typed");
    }

    /// Puts words on the system's clipboard from another program.
    pub(crate) fn put_on_clipboard(&self, words: &str) {
        let mut child = self
            .tool("xclip")
            .args(["-selection", "clipboard", "-in"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(words.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "the clipboard could not be set");
    }

    /// The words on the system's clipboard, read by another program.
    pub(crate) fn clipboard(&self) -> String {
        let output = self.tool("xclip").args(["-selection", "clipboard", "-out"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        for child in &mut self.running {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
