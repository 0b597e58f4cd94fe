//! Making new files for the editor: a document from a template, a new site.

use anyhow::{Context, bail};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file that must not exist yet, and the folders above it. Nothing is ever overwritten.
pub fn create_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} is there already; it is not overwritten", path.display())
        }
        Err(error) => {
            return Err(error).with_context(|| format!("cannot write {}", path.display()));
        }
    };
    file.write_all(bytes).with_context(|| {
        // Half a file would stand in the way of the next try.
        let _ = fs::remove_file(path);
        format!("cannot write {}", path.display())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    #[test]
    fn a_file_is_made_once() {
        let site = Scratch::new("create");
        let path = site.at("content/通知/新.md");
        create_new(&path, b"one").unwrap();
        let error = create_new(&path, b"two").unwrap_err().to_string();
        assert!(error.contains("新.md is there already"), "{error}");
        assert_eq!(site.text("content/通知/新.md"), "one");
    }
}
