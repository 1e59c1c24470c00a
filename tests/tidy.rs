//! What the compiler cannot see: who imports whom, first lines, sizes, and that nothing in the tree opens a connection.
#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test, as it should")]

use std::fs;
use std::path::{Path, PathBuf};

/// Which of our modules each module may name; everything is allowed to name itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("lint", &["text", "model"]),
    ("triage", &["text", "model"]),
    ("template", &["text", "model"]),
    ("import", &["text", "model"]),
    ("sample", &["text", "model"]),
    ("worker", &["text", "model", "lint", "triage", "template", "import"]),
    ("cli", &["text", "model", "lint", "triage", "template", "import", "worker", "sample"]),
    ("clipboard", &[]),
    ("session", &["text", "model", "lint", "triage", "import", "template", "worker", "sample"]),
    ("ui", &["text", "model", "lint", "template", "import", "triage", "session", "worker"]),
    (
        "app",
        &["text", "model", "lint", "triage", "template", "session", "ui", "worker", "clipboard"],
    ),
];

/// Foreign crates that only some modules may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("egui", &["ui", "app"]),
    ("eframe", &["app"]),
    ("rusqlite", &["worker"]),
    ("arboard", &["clipboard"]),
    ("rfd", &["app"]),
];

/// Crates that open connections, or exist to be used by such.
const NETWORK: &[&str] = &[
    "reqwest",
    "hyper",
    "ureq",
    "rustls",
    "native-tls",
    "curl",
    "isahc",
    "attohttpc",
    "minreq",
    "tungstenite",
    "quinn",
    "h2",
    "surf",
    "openssl",
    "socket2",
    "trust-dns-resolver",
    "hickory-resolver",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with that extension, in a fixed order.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The top-level module that a source file belongs to, such as `worker` for `src/worker/store.rs`.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file without its comments and without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Whether `code` names `path` as a path's beginning, not as the end of a longer word.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
    })
}

#[test]
fn modules_use_only_what_the_map_allows() {
    let mut faults = Vec::new();
    for path in files("src", "rs") {
        let (module, code) = (module(&path), code(&path));
        if module == "lib" || module == "main" {
            continue;
        }
        let (_, allowed) = MAY_USE
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{module} is missing in the map of tests/tidy.rs"));
        for (other, _) in MAY_USE {
            let is_named = names(&code, &format!("crate::{other}::"))
                || names(&code, &format!("crate::{other};"))
                || code.contains(&format!("use crate::{{{other}"));
            if *other != module && is_named && !allowed.contains(other) {
                faults.push(format!("{} names crate::{other}", path.display()));
            }
        }
        for (foreign, homes) in ONLY_IN {
            if names(&code, &format!("{foreign}::")) && !homes.contains(&module.as_str()) {
                faults.push(format!("{} names {foreign}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "imports against the map:\n{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    let mut faults = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in files(folder, "rs") {
            let text = fs::read_to_string(&path).unwrap();
            if !text.starts_with("//! ") {
                faults.push(path.display().to_string());
            }
        }
    }
    assert!(faults.is_empty(), "no first line that says what it is:\n{}", faults.join("\n"));
}

#[test]
fn no_file_has_grown_out_of_its_room() {
    let mut faults = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for path in files(folder, "rs") {
            let n_lines = fs::read_to_string(&path).unwrap().lines().count();
            if 500 < n_lines {
                faults.push(format!("{}: {n_lines} lines", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "over 500 lines:\n{}", faults.join("\n"));
}

#[test]
fn nothing_in_the_tree_opens_a_connection() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let found: Vec<&str> = NETWORK
        .iter()
        .copied()
        .filter(|name| lock.contains(&format!("name = \"{name}\"\n")))
        .collect();
    assert!(found.is_empty(), "crates that open connections: {found:?}");
    for path in files("src", "rs") {
        assert!(!code(&path).contains("std::net"), "{} names std::net", path.display());
    }
}

#[test]
fn only_the_theme_knows_a_colour() {
    for path in files("src/ui", "rs") {
        let is_theme = path.to_string_lossy().contains("/ui/theme");
        let code = code(&path);
        let has_colour = [
            "from_rgb",
            "from_gray",
            "from_hex",
            "Color32::RED",
            "Color32::WHITE",
            "Color32::BLACK",
        ]
        .iter()
        .any(|constructor| code.contains(constructor));
        assert!(is_theme || !has_colour, "{} makes a colour of its own", path.display());
    }
}

#[test]
fn nothing_unfinished_is_left_in_the_code() {
    for path in files("src", "rs") {
        let text = fs::read_to_string(&path).unwrap();
        for word in ["// TODO", "// FIXME", "unimplemented!(", "todo!("] {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
    for path in files("tests", "rs") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&["#[", "ignore"].concat()), "{} ignores a test", path.display());
    }
}
