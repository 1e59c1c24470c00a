//! The real binary in a real window under Xvfb with a window manager: paste, template, copy, kill, find the draft again.
#![expect(clippy::unwrap_used, reason = "a tool that cannot be run fails the test, as it should")]
#![expect(
    clippy::print_stderr,
    reason = "a plain run says in one line that this test was left out"
)]

mod screen;

use std::path::Path;
use std::process::{Command, Stdio};

use screen::{Screen, wait_until};

const BEDSIDE: &str = env!("CARGO_BIN_EXE_bedside");

/// What the window is driven with; all of it comes from the packages that `.ci/run` installs.
const TOOLS: &[&str] = &["Xvfb", "openbox", "xdotool", "xclip", "xprop"];

fn is_installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}

/// Whether the test can run; where it is required, a missing tool fails.
fn has_tools() -> bool {
    let missing: Vec<&str> = TOOLS.iter().copied().filter(|tool| !is_installed(tool)).collect();
    if missing.is_empty() {
        return true;
    }
    let is_required = std::env::var("BEDSIDE_DESKTOP").is_ok_and(|value| value == "required");
    assert!(!is_required, "the desktop test is required, but these are not installed: {missing:?}");
    eprintln!("desktop test left out: {missing:?} not installed");
    false
}

/// Rows of the history as the shell shows them.
fn history(data: &Path) -> Vec<serde_json::Value> {
    let output = Command::new(BEDSIDE)
        .args(["export", "--history", "--format", "json", "--data"])
        .arg(data)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let rows = document.as_array().or_else(|| document.get("history")?.as_array());
    rows.cloned().unwrap_or_default()
}

#[test]
fn a_comment_goes_from_the_clipboard_to_a_reply_on_the_clipboard_and_a_killed_draft_comes_back() {
    if !has_tools() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let screen = Screen::start();
    let mut app = screen.open(BEDSIDE, &data);

    // The first start: a name and a practice.
    screen.wait_for_title("Welcome");
    for (words, key) in [
        ("Maya Reyes", "Tab"),
        ("Harborview Aesthetics", "Tab"),
        ("care@harborview.example", "Tab"),
        ("555-0186", "ctrl+Return"),
    ] {
        screen.types(words);
        screen.keys(key);
    }
    screen.wait_for_title("Everyone has an answer");

    // A thread from the system's clipboard.
    screen.put_on_clipboard(include_str!("../formats/clip_google_reviews.txt"));
    screen.keys("ctrl+shift+v");
    screen.wait_for_title("Preview of");
    screen.keys("ctrl+Return");
    screen.wait_for_title("comments wait");
    let before = screen.title();

    // A template, edited, copied.
    screen.keys("ctrl+1");
    screen.keys("r");
    screen.keys("ctrl+End");
    screen.types(" Thank you.");
    screen.keys("ctrl+Return");
    wait_until("one comment less", || screen.title() != before);
    let copied = screen.clipboard();
    assert!(copied.contains("Thank you."), "the edited reply is on the clipboard");

    // Killed while typing: at most the last half second is lost.
    screen.keys("Escape");
    screen.keys("r");
    let typed = "We are happy to look into this with the whole team today";
    screen.types_slowly(typed);
    app.kill().unwrap();
    app.wait().unwrap();

    let rows = history(&data);
    assert_eq!(rows.len(), 1, "one reply is in the history");
    assert_eq!(rows[0]["text"].as_str(), Some(copied.as_str()), "with exactly the bytes copied");

    let mut app = screen.open(BEDSIDE, &data);
    screen.wait_for_title("wait");
    screen.put_on_clipboard("nothing yet");
    let mut found = String::new();
    wait_until("the draft in the reply", || {
        for keys in ["Escape", "r", "ctrl+a", "ctrl+c"] {
            screen.keys(keys);
        }
        found = screen.clipboard();
        found != "nothing yet"
    });
    assert!(typed.starts_with(&found), "the draft is the beginning of what was typed");
    // A tenth of a second lies between two letters; a slow machine may be late by some more.
    assert!(typed.len() <= found.len() + 15, "{} of {} letters", found.len(), typed.len());
    app.kill().unwrap();
    app.wait().unwrap();
}
