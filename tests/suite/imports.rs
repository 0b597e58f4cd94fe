//! The house: one column, no import upward, no circle. rustc allows circles inside a crate, so
//! the table of ARCHITECTURE.md is checked here, from every `crate::` path in the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Room → what it may import. Rooms stand from the bottom up.
const TABLE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("output", &[]),
    ("language", &[]),
    ("cli", &["language"]),
    ("failure", &[]),
    ("date", &[]),
    ("number", &[]),
    ("phrases", &[]),
    ("search", &[]),
    ("invisible", &[]),
    ("scheme", &["invisible"]),
    ("target", &["source", "scheme"]),
    ("diagnostic", &["source", "language"]),
    ("yaml", &["source", "diagnostic", "invisible"]),
    ("allow", &["source", "diagnostic", "yaml"]),
    ("memo", &["source", "diagnostic"]),
    ("report", &["source", "language", "diagnostic", "invisible"]),
    ("markdown", &["source", "diagnostic", "number", "scheme", "invisible"]),
    ("card", &["source", "diagnostic", "phrases"]),
    ("config", &["source", "diagnostic", "number", "yaml", "scheme", "invisible"]),
    ("document", &["source", "diagnostic", "number", "date", "yaml", "markdown", "scheme"]),
    (
        "register",
        &["source", "target", "diagnostic", "number", "date", "markdown", "config", "document"],
    ),
    (
        "page",
        &[
            "source",
            "target",
            "diagnostic",
            "number",
            "date",
            "phrases",
            "markdown",
            "card",
            "config",
            "document",
            "register",
            "output",
            "scheme",
            "invisible",
        ],
    ),
    ("theme", &["source", "diagnostic", "output", "yaml", "phrases", "page"]),
    ("disk", &["source", "output", "failure"]),
    ("paper", &["source", "failure"]),
    ("serve", &["output"]),
    (
        "build",
        &[
            "source",
            "diagnostic",
            "allow",
            "output",
            "date",
            "memo",
            "card",
            "config",
            "document",
            "markdown",
            "register",
            "page",
            "search",
            "theme",
        ],
    ),
    (
        "command",
        &[
            "source",
            "language",
            "diagnostic",
            "output",
            "number",
            "date",
            "config",
            "document",
            "register",
            "page",
            "report",
            "disk",
            "serve",
            "build",
            "cli",
            "search",
            "paper",
            "invisible",
            "failure",
        ],
    ),
];

#[test]
fn rooms_import_only_what_the_table_allows() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> =
        TABLE.iter().map(|(room, may)| (*room, may.iter().copied().collect())).collect();
    let mut faults = Vec::new();
    for (room, file, text) in sources() {
        let Some(may) = allowed.get(room.as_str()) else {
            faults.push(format!("{}: the room `{room}` is not in the table", file.display()));
            continue;
        };
        for import in imports(&text) {
            if import != room && !may.contains(import.as_str()) {
                faults.push(format!("{}: {room} may not import {import}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_has_no_circle() {
    for (index, (room, may)) in TABLE.iter().enumerate() {
        let below: BTreeSet<&str> = TABLE[..index].iter().map(|(room, _)| *room).collect();
        for import in *may {
            assert!(below.contains(import), "{room} imports {import}, which stands above it");
        }
    }
}

#[test]
fn the_table_is_the_one_in_architecture_md() {
    let text = fs::read_to_string("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    for (room, may) in TABLE {
        let row = text.lines().find(|line| line.starts_with(&format!("| {room} |")));
        let row = row.unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for {room}"));
        let written: BTreeSet<&str> = row
            .split('|')
            .nth(2)
            .unwrap_or("")
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty() && *name != "nothing of ours")
            .collect();
        assert_eq!(written, may.iter().copied().collect(), "the row of {room}");
    }
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, _, text)| text.lines().count() > 400)
        .map(|(_, file, text)| format!("{}: {} lines", file.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "files over 400 lines:\n{}", long.join("\n"));
}

/// Every source file: its room, its path, its text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    gather(Path::new("src"), &mut files);
    assert!(files.len() > 40, "the sources are here");
    files
        .into_iter()
        .filter(|file| !matches!(file.to_str(), Some("src/main.rs" | "src/lib.rs")))
        .map(|file| {
            let inside = file.strip_prefix("src").expect("below src");
            let first = inside.components().next().expect("a name");
            let room = Path::new(first.as_os_str()).file_stem().expect("a name");
            let text = fs::read_to_string(&file).expect("a source");
            (room.to_string_lossy().into_owned(), file, text)
        })
        .collect()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The rooms named by `crate::room` anywhere in a source, comments left out.
fn imports(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            if line[..at].ends_with('$') {
                continue;
            }
            let rest = &line[at + "crate::".len()..];
            let name: String =
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            assert!(!name.is_empty(), "write one import a line, by its full path: {line}");
            if name != "text" {
                rooms.insert(name);
            }
        }
    }
    rooms
}
