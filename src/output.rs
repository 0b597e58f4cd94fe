//! Paths inside the output, and [`Sink`], which takes finished files.
//!
//! The pipeline knows only the trait: the disk, the memory of the preview server and the tests
//! implement it.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// A path inside the output folder, `/`-separated: `lyxf/2026/1/index.html`. It cannot lead out of
/// the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// Returns the path if every part of it is a plain file name of at most 255 bytes.
    pub fn new(path: &str) -> Option<OutPath> {
        let is_plain = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.len() <= 255
                && !part.contains(['\\', '\0', ':', '*', '?', '"', '<', '>', '|'])
                && !part.chars().any(char::is_control)
        };
        path.split('/').all(is_plain).then(|| OutPath(path.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }

    /// Returns when the file is published: after the files that it refers to.
    pub fn publish_order(&self) -> PublishOrder {
        if self.0 == MANIFEST {
            PublishOrder::Manifest
        } else if self.0 == SEARCH_ENTRY {
            PublishOrder::Index
        } else if self.is_page() {
            PublishOrder::Page
        } else {
            PublishOrder::Asset
        }
    }

    /// Returns the folders that it is in, innermost last: `a`, `a/b` for `a/b/c.html`.
    pub fn folders(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.match_indices('/').map(|(slash, _)| &self.0[..slash])
    }

    /// Returns what [`folded`] makes of the path.
    pub fn folded(&self) -> String {
        folded(&self.0)
    }
}

/// Returns the folder that a path is in; empty for one at the top.
pub fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// The file that names all other files of the search. They are named by their content, so a reader
/// of this file gets the old index or the new one, never a mixture.
pub const SEARCH_ENTRY: &str = "search/search.json";

/// The list of all published files with their sums, published last.
pub const MANIFEST: &str = "manifest.json";

/// When a file is published, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublishOrder {
    Asset,
    Page,
    Index,
    Manifest,
}

/// Returns one spelling for all paths that some file system takes for the same: macOS and Windows
/// ignore case, and macOS also ignores how a letter with an accent is composed.
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    // Upper case first, so that letters with two lower-case forms (σ, ς) become one.
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

/// Makes a file, or reads one that is published as it is.
pub type MakeLater = Arc<dyn Fn() -> io::Result<Vec<u8>> + Send + Sync>;

/// Takes finished files, from many threads at once.
pub trait Sink: Sync {
    /// Takes one file. Errors are the machine's: a full disk, a denied folder.
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()>;

    /// Takes one file whose bytes the caller keeps too, and which need not be copied.
    fn put_shared(&self, path: &OutPath, bytes: &Arc<[u8]>) -> io::Result<()> {
        self.put(path, bytes)
    }

    /// Takes one file that need not be made before somebody wants it; most sinks want all at once.
    fn put_later(&self, path: &OutPath, make: MakeLater) -> io::Result<()> {
        self.put(path, &make()?)
    }

    /// Returns whether a file must be made whose path is derived from its content. If not, it is
    /// published already and counts as put.
    fn wants(&self, _: &OutPath) -> io::Result<bool> {
        Ok(true)
    }

    /// Returns a file as it was published before; `None` if it was not, or was changed since.
    fn published(&self, _: &OutPath) -> Option<Vec<u8>> {
        None
    }
}

/// A sink that keeps the files in memory (the preview server, the tests).
#[derive(Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<OutPath, Vec<u8>>>,
}

impl MemorySink {
    /// Returns a file that was put.
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

/// A sink for runs that only check: it drops every file.
pub struct NullSink;

impl Sink for NullSink {
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
    fn spellings_that_a_file_system_may_confuse_are_folded_to_one() {
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
    fn files_are_published_after_those_they_refer_to() {
        let order = |path: &str| OutPath::new(path).unwrap().publish_order();
        assert!(order("site.css") < order("index.html"));
        assert!(order("search/slots-1.bin") < order("search/index.html"));
        assert!(order("index.html") < order(SEARCH_ENTRY));
        assert!(order(SEARCH_ENTRY) < order(MANIFEST));
        assert_eq!(OutPath::new("a/b/c").unwrap().folders().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
