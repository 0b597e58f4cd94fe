//! Where finished files go: a place that takes a path and bytes, whatever stands behind it.
//!
//! The pipeline knows only [`Sink`]; the disk, the memory of the preview server and the tests
//! each bring their own.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Mutex, PoisonError};

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

    /// A page, as opposed to what pages refer to: pages are published last.
    pub fn is_page(&self) -> bool {
        self.0.ends_with(".html")
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
pub struct Shelf {
    files: Mutex<BTreeMap<OutPath, Vec<u8>>>,
}

impl Shelf {
    /// A file that was taken.
    pub fn read(&self, path: &OutPath) -> Option<Vec<u8>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
    }

    pub fn into_files(self) -> BTreeMap<OutPath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Shelf {
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
