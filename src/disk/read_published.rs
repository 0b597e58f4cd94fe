//! Reads back what was published.

use crate::output::OutPath;
use std::fs;
use std::io;
use std::path::Path;

/// Reads a file below a published folder. A path that would leave the folder is not found.
pub fn read_published(folder: &Path, path: &str) -> io::Result<Vec<u8>> {
    match OutPath::new(path) {
        Some(path) => fs::read(folder.join(path.as_str())),
        None => Err(io::Error::new(io::ErrorKind::NotFound, path.to_owned())),
    }
}
