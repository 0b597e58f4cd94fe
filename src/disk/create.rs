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

/// Writes a file in one step, in place of one that may be there, and the folders above it.
pub fn write_over(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".gongbao-new");
    let beside = Path::new(&beside);
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written =
        folder.and_then(|()| fs::write(beside, bytes)).and_then(|()| fs::rename(beside, path));
    written.with_context(|| {
        let _ = fs::remove_file(beside);
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

    #[test]
    fn a_file_is_written_over_as_a_whole() {
        let site = Scratch::new("over");
        write_over(&site.at("a/b.pdf"), b"one").unwrap();
        write_over(&site.at("a/b.pdf"), b"two").unwrap();
        assert_eq!(site.text("a/b.pdf"), "two");
        assert!(write_over(&site.at("a"), b"x").is_err());
        assert_eq!(site.everything("").len(), 2, "nothing is left beside");
    }
}
