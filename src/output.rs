//! Where finished files go: a place that takes a path and bytes, whatever stands behind it.
//!
//! The pipeline knows only [`Sink`]; the disk, the memory of the preview server and the tests
//! each bring their own.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// A path inside the output folder, `/`-separated: `lyxf/2026/1/index.html`. It never leaves it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// Takes a path if every part of it is a plain file name of at most 255 bytes.
    pub fn new(path: &str) -> Option<OutPath> {
        let plain = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.len() <= 255
                && !part.contains(['\\', '\0', ':', '*', '?', '"', '<', '>', '|'])
                && !part.chars().any(char::is_control)
        };
        path.split('/').all(plain).then(|| OutPath(path.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }

    /// When it is published: what refers to others comes after them.
    pub fn turn(&self) -> Turn {
        if self.0 == SEARCH_ENTRY {
            Turn::Index
        } else if self.is_page() {
            Turn::Page
        } else {
            Turn::Asset
        }
    }

    /// The folders that lead to it, innermost last: `a`, `a/b` for `a/b/c.html`.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.match_indices('/').map(|(slash, _)| &self.0[..slash])
    }

    /// The one spelling of all that some file system takes for the same path.
    pub fn folded(&self) -> String {
        folded(&self.0)
    }
}

/// The file by which all others of the search are found. They are named by what is in them, so
/// the index as a whole is the old or the new one, as this file is.
pub const SEARCH_ENTRY: &str = "search/search.json";

/// The order in which files are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    Asset,
    Page,
    Index,
}

/// The one spelling of all that some file system takes for the same path: on macOS and Windows
/// capital letters do not count, and on macOS neither does how a letter with an accent is composed.
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    // By way of capitals, so that letters with two small forms (σ, ς) come together.
    let capitals: String = path.nfd().flat_map(char::to_uppercase).collect();
    capitals.chars().flat_map(char::to_lowercase).nfc().collect()
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Takes finished files, from many threads at once.
pub trait Sink: Sync {
    /// Takes one file. Errors are the machine's: a full disk, a denied folder.
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()>;

    /// Tells whether a file must be made whose path says what is in it. One that is published
    /// already counts as taken.
    fn wants(&self, _: &OutPath) -> io::Result<bool> {
        Ok(true)
    }
}

/// A sink that keeps the files in memory (the preview server, the tests).
#[derive(Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<OutPath, Vec<u8>>>,
}

impl MemorySink {
    /// A file that was taken.
    pub fn read(&self, path: &OutPath) -> Option<Vec<u8>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    pub fn into_files(self) -> BTreeMap<OutPath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.clone(), bytes.to_vec());
        Ok(())
    }
}

/// A sink for runs that only check: it takes everything and keeps nothing.
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: &OutPath, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn wants(&self, _: &OutPath) -> io::Result<bool> {
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_a_file_system_may_confuse_fold_to_one() {
        for (one, other) in [
            ("Report/Index.HTML", "report/index.html"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("CAF\u{c9}", "cafe\u{301}"),
            ("\u{1e9b}\u{323}", "\u{1e69}"),
            ("ΟΔΟΣ", "οδος"),
            ("οδοσ", "οδος"),
            ("Straße", "STRASSE"),
            ("\u{212a}elvin", "kelvin"),
            ("İ", "i\u{307}"),
            ("通知/Ａ", "通知/ａ"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [("a", "b"), ("通知", "通告"), ("cafe", "caf\u{e9}"), ("1", "１")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn what_leads_to_pages_comes_after_them() {
        let turn = |path: &str| OutPath::new(path).unwrap().turn();
        assert!(turn("site.css") < turn("index.html"));
        assert!(turn("search/shelves-1.bin") < turn("search/index.html"));
        assert!(turn("index.html") < turn(SEARCH_ENTRY));
        assert_eq!(OutPath::new("a/b/c").unwrap().folders().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
