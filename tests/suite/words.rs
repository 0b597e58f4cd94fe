//! Words that this project no longer uses, so that they do not come back.
//!
//! One thing has one name in the whole tree. Words are compared without case and as parts of
//! identifiers too: `is_told` and `ToldOf` contain `told`.

use std::fs;
use std::path::{Path, PathBuf};

/// A word or a phrase, and what is written instead.
const REPLACED: &[(&str, &str)] = &[
    ("a room", "a module"),
    ("astray", "broken, or dead for links"),
    ("came to", "the result of"),
    ("cast", "assign"),
    ("comes to", "results in"),
    ("cradle", "scratch folder"),
    ("dear", "expensive"),
    ("drawer", "not published"),
    ("dressed", "with context"),
    ("faultless", "valid, or without errors"),
    ("fuse", "crash point"),
    ("heard", "received"),
    ("hears", "receives"),
    ("house", "project"),
    ("joints", "breaks"),
    ("lift", "restore"),
    ("lifted", "restored"),
    ("moot", "not applicable"),
    ("nobody typed", "generated"),
    ("pass over", "skip"),
    ("passed over", "skipped"),
    ("passes over", "skips"),
    ("passing over", "skipping"),
    ("rooms", "modules"),
    ("sealed", "with a checksum"),
    ("shelf", "list, store or sink"),
    ("shelves", "lists, stores or sinks"),
    ("strand", "segment"),
    ("strands", "segments"),
    ("suffers", "incoming"),
    ("tell whether", "return whether"),
    ("tells of", "reports"),
    ("tells whether", "returns whether"),
    ("this room", "this module"),
    ("told", "reported"),
    ("tongue", "language"),
    ("understudies", "placeholders"),
    ("understudy", "placeholder"),
    ("weave", "source map"),
    ("weaves", "source maps"),
];

/// Where a word is right: the beginning of a path, and the word.
const ALLOWED: &[(&str, &str)] = &[
    // A message in plain English.
    ("src/address/faults.rs", "told"),
    // A class of the published theme.
    ("themes/official/templates/index.html", "shelf"),
];

const PLACES: [&str; 14] = [
    "src",
    "tests",
    "benches",
    "docs",
    "starter",
    "themes/official",
    ".ci",
    ".github",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "clippy.toml",
    "justfile",
];

#[test]
fn replaced_words_do_not_come_back() {
    let mut files = Vec::new();
    for place in PLACES {
        collect_files(Path::new(place), &mut files);
    }
    assert!(files.len() > 300, "{} files", files.len());
    let mut faults = Vec::new();
    for (path, text) in &files {
        for (line, word, instead) in replaced_words(text) {
            if !ALLOWED.iter().any(|(place, allowed)| path.starts_with(place) && word == *allowed) {
                faults.push(format!("{path}:{line}: `{word}`, write: {instead}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{} in all", faults.join("\n"), faults.len());
}

#[test]
fn replaced_words_are_found_in_identifiers_and_across_lines() {
    let found = |text: &str| {
        replaced_words(text).into_iter().map(|(line, word, _)| (line, word)).collect::<Vec<_>>()
    };
    assert_eq!(found("let mootWhen = is_dear(Weave);"), [(1, "moot"), (1, "dear"), (1, "weave")]);
    assert_eq!(found("/// One file of this\n/// room.\n// DEAR"), [(1, "this room"), (3, "dear")]);
    assert_eq!(found("broadcast, strandedness, endear, HTMLdear"), [(0, ""); 0]);
}

/// The replaced words of a text, each with its line and what is written instead.
fn replaced_words(text: &str) -> Vec<(usize, &'static str, &'static str)> {
    let words = words(text);
    let mut found = Vec::new();
    for at in 0..words.len() {
        for (old, instead) in REPLACED {
            let mut rest = words[at..].iter().map(|(_, word)| word.as_str());
            if old.split(' ').all(|part| rest.next() == Some(part)) {
                found.push((words[at].0, *old, *instead));
            }
        }
    }
    found
}

/// The ASCII words of a text in lower case, each with its line. Identifiers are split into words.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    for (line, text) in text.lines().enumerate() {
        let mut last = ' ';
        for c in text.chars() {
            if c.is_ascii_alphabetic() {
                let continues = last.is_ascii_alphabetic()
                    && !(last.is_ascii_lowercase() && c.is_ascii_uppercase());
                match words.last_mut() {
                    Some((_, word)) if continues => word.push(c.to_ascii_lowercase()),
                    _ => words.push((line + 1, c.to_ascii_lowercase().to_string())),
                }
            }
            last = c;
        }
    }
    words
}

/// Collects the texts that people write; generated bundles and data are left out.
fn collect_files(path: &Path, files: &mut Vec<(String, String)>) {
    let name = path.to_string_lossy().replace('\\', "/");
    if [
        "themes/official/static/search",
        "tests/fixtures",
        "tests/fuzz/__fuzz__",
        "tests/suite/words.rs",
    ]
    .contains(&&*name)
    {
        return;
    }
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry"));
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            collect_files(&path, files);
        }
        return;
    }
    let extension = path.extension().map_or("", |extension| extension.to_str().unwrap_or("other"));
    if ["rs", "md", "js", "mjs", "css", "html", "yaml", "yml", "toml", "sh", ""]
        .contains(&extension)
    {
        files.push((name, fs::read_to_string(path).expect("a text")));
    }
}
