//! `manifest.json`: the SHA-256 and the size of every published file, so that anybody can prove a
//! copy of the site whole, with this program or with `sha256sum`.
//!
//! It is published last, and lists every file but itself. What is at a place of a copy is found by
//! [`disk`](crate::disk); here the two are compared.

use crate::output::OutPath;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What the manifest says of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// In lower-case hexadecimal.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

/// The published files.
pub type Files = BTreeMap<OutPath, FileRecord>;

impl FileRecord {
    pub fn of(bytes: &[u8]) -> FileRecord {
        FileRecord { sha256: sha256(bytes), size: bytes.len() as u64 }
    }
}

/// Returns the SHA-256 of some bytes in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    sha256: String,
    size: u64,
}

#[derive(Deserialize)]
struct Whole {
    version: u32,
    files: Vec<Line>,
}

/// Returns the text of the manifest: one file a line, in the order of the paths.
pub fn text(files: &Files) -> String {
    let lines = files.iter().filter_map(|(path, record)| {
        let FileRecord { sha256, size } = record.clone();
        serde_json::to_string(&Line { path: path.to_string(), sha256, size }).ok()
    });
    let lines: Vec<String> = lines.collect();
    format!("{{\"version\":1,\"files\":[\n{}\n]}}\n", lines.join(",\n"))
}

/// Reads a manifest; `None` if it is none, or names a file that no site can have.
pub fn parse(bytes: &[u8]) -> Option<Files> {
    let whole: Whole = serde_json::from_slice(bytes).ok()?;
    let is_hex = |text: &str| {
        text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let entry = |Line { path, sha256, size }: Line| {
        let path = OutPath::new(&path)?;
        is_hex(&sha256).then_some((path, FileRecord { sha256, size }))
    };
    (whole.version == 1).then_some(())?;
    whole.files.into_iter().map(entry).collect()
}

/// How a copy differs from the manifest.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// In the manifest, and not there.
    pub missing: Vec<String>,
    /// There, with other bytes.
    pub changed: Vec<String>,
    /// There, and not in the manifest.
    pub foreign: Vec<String>,
}

impl Differences {
    /// Compares what the manifest says with the files that are there; `None` for something there
    /// that is no plain file.
    pub fn between(files: &Files, there: &BTreeMap<String, Option<FileRecord>>) -> Differences {
        let mut differences = Differences::default();
        for (path, record) in files {
            match there.get(path.as_str()) {
                None => differences.missing.push(path.to_string()),
                Some(found) if found.as_ref() != Some(record) => {
                    differences.changed.push(path.to_string());
                }
                Some(_) => {}
            }
        }
        let known: BTreeSet<&str> = files.keys().map(OutPath::as_str).collect();
        let foreign = there.keys().filter(|path| !known.contains(path.as_str()));
        differences.foreign = foreign.cloned().collect();
        differences
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    pub fn count(&self) -> usize {
        self.missing.len() + self.changed.len() + self.foreign.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        let record = |(path, text): &(&str, &str)| {
            (OutPath::new(path).unwrap(), FileRecord::of(text.as_bytes()))
        };
        pairs.iter().map(record).collect()
    }

    #[test]
    fn a_manifest_reads_as_it_was_written() {
        for all in [&[][..], &[("a.css", ""), ("甲/\"index.html", "x"), ("z", "y")]] {
            let all: Vec<_> = all.iter().filter(|(path, _)| OutPath::new(path).is_some()).collect();
            let all = files(&all.into_iter().copied().collect::<Vec<_>>());
            assert_eq!(parse(text(&all).as_bytes()).unwrap(), all);
        }
        let one = files(&[("a", "abc")]);
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let line = format!("{{\"path\":\"a\",\"sha256\":\"{sum}\",\"size\":3}}");
        assert_eq!(text(&one), format!("{{\"version\":1,\"files\":[\n{line}\n]}}\n"));
    }

    #[test]
    fn manifests_that_name_what_no_site_can_hold_are_refused() {
        let sum = "0".repeat(64);
        let manifest = |version: u32, path: &str, sum: &str| {
            let line = format!("{{\"path\":\"{path}\",\"sha256\":\"{sum}\",\"size\":3}}");
            parse(format!("{{\"version\":{version},\"files\":[{line}]}}").as_bytes())
        };
        assert!(manifest(1, "a/b", &sum).is_some());
        for path in ["../a", "/a", "a//b", "a\\u0000", "", "c:d"] {
            assert!(manifest(1, path, &sum).is_none(), "{path}");
        }
        assert!(manifest(1, "a", "00").is_none() && manifest(2, "a", &sum).is_none());
        assert!(parse(b"{}").is_none() && parse(b"\xff").is_none());
    }

    #[test]
    fn differences_are_what_is_missing_changed_and_foreign() {
        let files = files(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]);
        let there = [("b", Some("2")), ("c", Some("9")), ("d", None), ("e", Some("5"))];
        let record = |text: &str| FileRecord::of(text.as_bytes());
        let there = there.map(|(path, text)| (path.to_owned(), text.map(record)));
        let found = Differences::between(&files, &there.into());
        assert_eq!(found.missing, ["a"]);
        assert_eq!(found.changed, ["c", "d"]);
        assert_eq!(found.foreign, ["e"]);
        assert_eq!((found.count(), found.is_empty()), (4, false));
    }
}
