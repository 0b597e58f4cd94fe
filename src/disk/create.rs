//! Creates single files: a new document, a new site, a PDF in a folder that the user named.
//!
//! What an editor begins to write is on the disk before the command ends, like the edits of
//! `apply_edits`.

use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::disk::write::{self, TempFile};
use crate::failure::Explain;
use std::io;
use std::path::Path;

/// Writes the file `inside` of the folder `base`, and the folders above it. Nothing is ever
/// overwritten, and no link leads out of `base`.
pub fn create_new(base: &Path, inside: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let path = base.join(inside);
    let folder = inside.parent().unwrap_or(Path::new(""));
    let folder = write::make_with_parents(base)
        .and_then(|()| write::make_folders_below(base, folder))
        .explain(|| messages::cannot_make_folder_of(&path))?;
    let place = folder.join(inside.file_name().unwrap_or_default());
    // Looked at before anything is written: that the file exists is the usual failure.
    let written = match write::metadata_at(&place) {
        Ok(None) => TempFile::beside(&place, bytes).and_then(|file| {
            file.sync()?;
            file.rename_new(&place)?;
            sync_folders(base, &folder)
        }),
        Ok(Some(_)) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) => Err(error),
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(DiskError::AlreadyExists(path).into())
        }
        written => written.explain(|| messages::cannot_write(&path)),
    }
}

/// Waits until the names in a folder and in those above it, up to `base`, are on the disk.
fn sync_folders(base: &Path, folder: &Path) -> io::Result<()> {
    let base = base.canonicalize()?;
    folder.ancestors().take_while(|above| above.starts_with(&base)).try_for_each(write::sync_folder)
}

/// Writes the file `name` into `folder`, in one step and in place of one that may be there; makes
/// the folders above it. `root` is the site, and no link inside it may lead out of it.
pub fn overwrite(folder: &Path, name: &str, root: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = write::resolve_folder(folder, root)?;
    let place = folder.join(name);
    write::make_with_parents(&folder)
        .and_then(|()| TempFile::beside(&place, bytes))
        .and_then(|file| file.rename_over(&place))
        .explain(|| messages::cannot_write(&place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    #[test]
    fn an_existing_file_is_not_overwritten() {
        let site = Scratch::new("create");
        let create = |bytes| create_new(site.path(), Path::new("content/通知/新.md"), bytes);
        create(b"one").unwrap();
        let error = create(b"two").unwrap_err();
        assert!(error.to_string().contains("新.md is there already"), "{error}");
        assert!(DiskError::find_in(&error).unwrap().chinese().contains("新.md 已经存在"));
        assert_eq!(site.text("content/通知/新.md"), "one");
        assert_eq!(site.everything("").len(), 3, "nothing is left beside");
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_but_a_folder_is_not() {
        let site = Scratch::new("overwrite");
        let write = |name, bytes| overwrite(&site.at("a"), name, site.path(), bytes);
        write("b.pdf", b"one").unwrap();
        write("b.pdf", b"two").unwrap();
        assert_eq!(site.text("a/b.pdf"), "two");
        std::fs::create_dir(site.at("a/folder")).unwrap();
        assert!(write("folder", b"x").is_err());
        assert_eq!(site.everything("").len(), 3, "nothing is left beside");
    }
}
