//! Where the variants of pictures lie between two builds: `.gongbao/pictures/` of the site.
//!
//! Nothing depends on it: where it cannot be read or written, variants are made anew. It is beside the output, because that may
//! be thrown away or made by another machine. Its own `.gitignore` keeps it out of the repository.

use crate::disk::write::{self, TempFile};
use crate::media::PictureCache;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

const PLACE: &str = ".gongbao";
const PICTURES: &str = ".gongbao/pictures";

/// The most bytes of an entry that are read: more than any variant has.
const MAX_BYTES: u64 = 50_000_000;

/// The variants that the builds of a site have made.
#[derive(Debug)]
pub struct PictureFolder {
    root: PathBuf,
    /// The entries that were asked for or kept.
    used: Mutex<BTreeSet<String>>,
}

impl PictureFolder {
    pub fn of_site(root: &Path) -> PictureFolder {
        PictureFolder { root: root.to_owned(), used: Mutex::default() }
    }

    /// Removes what no build has asked for since the folder was opened.
    pub fn forget_unused(&self) {
        // What cannot be removed does no harm.
        let _ = self.try_forget_unused();
    }

    fn try_forget_unused(&self) -> io::Result<()> {
        let Some(folder) = self.folder() else { return Ok(()) };
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_file() && is_ours(&name) && !used.contains(&name) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Returns where the folder is, if it is there and no link stands in its place.
    fn folder(&self) -> Option<PathBuf> {
        let folder = self.root.canonicalize().ok()?.join(PICTURES);
        (folder.canonicalize().ok()? == folder).then_some(folder)
    }

    fn try_keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = write::make_folders_below(&self.root, Path::new(PICTURES))?;
        let ignored = self.root.join(PLACE).join(".gitignore");
        if write::metadata_at(&ignored)?.is_none() {
            // Another thread may be quicker.
            let _ = TempFile::beside(&ignored, b"*\n")?.rename_new(&ignored);
        }
        let place = folder.join(name);
        TempFile::beside(&place, bytes)?.rename_over(&place)
    }

    fn note(&self, name: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }
}

impl PictureCache for PictureFolder {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        self.note(name);
        let place = self.folder()?.join(name);
        let found = write::metadata_at(&place).ok()??;
        (found.is_file() && found.len() <= MAX_BYTES).then(|| fs::read(place).ok())?
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.note(name);
        // The next build makes what is not kept.
        let _ = self.try_keep(name, bytes);
    }
}

/// Returns whether a file is an entry, or one that a killed build left unfinished.
fn is_ours(name: &str) -> bool {
    let is_entry = name.split_once('-').is_some_and(|(digest, width)| {
        digest.len() == 32
            && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
            && width.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_entry || name.starts_with(".gongbao-") && name.ends_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    fn name(digit: char) -> String {
        format!("{}-480", digit.to_string().repeat(32))
    }

    #[test]
    fn entries_are_kept_until_a_build_does_without_them() {
        let site = Scratch::new("pictures");
        let folder = PictureFolder::of_site(site.path());
        assert_eq!(folder.load(&name('a')), None);
        assert_eq!(site.everything("").len(), 0, "reading makes nothing");
        folder.keep(&name('a'), b"one");
        folder.keep(&name('b'), b"two");
        folder.keep(&name('b'), b"three");
        assert_eq!(site.text(".gongbao/.gitignore"), "*\n");
        site.write(".gongbao/pictures/own.txt", "of somebody else");
        site.write(".gongbao/pictures/.gongbao-0.tmp", "left behind");
        let folder = PictureFolder::of_site(site.path());
        assert_eq!(folder.load(&name('b')).as_deref(), Some(&b"three"[..]));
        folder.forget_unused();
        let left: Vec<String> = site.everything(".gongbao/pictures").into_keys().collect();
        assert_eq!(left, [name('b'), "own.txt".to_owned()]);
    }

    #[test]
    #[cfg(unix)]
    fn links_that_came_with_a_site_are_not_followed_out_of_it() {
        use std::os::unix::fs::symlink;
        let outside = Scratch::new("pictures-outside");
        outside.write(&name('a'), "precious");
        let site = Scratch::new("pictures-links");
        symlink(outside.path(), site.at(".gongbao")).unwrap();
        outside.write(&format!("pictures/{}", name('b')), "precious");
        let folder = PictureFolder::of_site(site.path());
        let before = outside.everything("");
        folder.keep(&name('a'), b"new");
        assert_eq!(folder.load(&name('b')), None);
        folder.forget_unused();
        assert_eq!(outside.everything(""), before);
        std::fs::remove_file(site.at(".gongbao")).unwrap();
        site.write(".gongbao/pictures/x", "");
        symlink(outside.at(&name('a')), site.at(&format!(".gongbao/pictures/{}", name('a'))))
            .unwrap();
        assert_eq!(folder.load(&name('a')), None);
        folder.keep(&name('a'), b"new");
        assert_eq!(outside.everything(""), before);
    }
}
