//! Reads single files outside of the site: what a user names, and what lies beside it.

use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::failure::Explain;
use anyhow::bail;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

/// Reads a file that the user named, of at most so many bytes.
pub fn read_file(path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).explain(|| messages::cannot_read(path))?;
    // A folder, or a pipe without end, can be opened too.
    let read = file.take(most + 1).read_to_end(&mut bytes);
    read.explain(|| messages::cannot_read(path))?;
    if bytes.len() as u64 > most {
        bail!(messages::too_large(path, most));
    }
    Ok(bytes)
}

/// Reads a file that another one refers to, by a path below the folder of that. No `..` and no link leads
/// out of the folder: the file may come from a stranger.
pub fn read_beside(file: &Path, inside: &str, most: u64) -> anyhow::Result<Vec<u8>> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.join(inside);
    let is_below = Path::new(inside)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let place = path.canonicalize().explain(|| messages::cannot_read(&path))?;
    let folder = folder.canonicalize().explain(|| messages::cannot_read(folder))?;
    if !is_below || !place.starts_with(&folder) {
        bail!(DiskError::OutsideSite(path));
    }
    read_file(&place, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    #[test]
    fn a_file_of_at_most_so_many_bytes_is_read() {
        let scratch = Scratch::new("read-file");
        scratch.write("a.txt", "abc");
        assert_eq!(read_file(&scratch.at("a.txt"), 3).unwrap(), b"abc");
        let error = read_file(&scratch.at("a.txt"), 2).unwrap_err();
        assert!(error.to_string().contains("more than 2 bytes"), "{error}");
        assert!(read_file(&scratch.at(""), 3).is_err());
        assert!(read_file(&scratch.at("none"), 3).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn nothing_outside_of_the_folder_is_read() {
        let scratch = Scratch::new("read-beside");
        scratch.write("page/a.html", "");
        scratch.write("page/files/a.png", "inside");
        scratch.write("secret.png", "outside");
        std::os::unix::fs::symlink(scratch.at("secret.png"), scratch.at("page/link.png")).unwrap();
        let page = scratch.at("page/a.html");
        assert_eq!(read_beside(&page, "files/a.png", 99).unwrap(), b"inside");
        let absolute = scratch.at("secret.png");
        for path in
            ["../secret.png", "files/../../secret.png", "link.png", absolute.to_str().unwrap()]
        {
            assert!(read_beside(&page, path, 99).is_err(), "{path}");
        }
    }
}
