//! Making new files for the editor: a document from a template, a new site.

use crate::disk::refusal::Refusal;
use crate::disk::write::{self, Draft};
use crate::failure;
use crate::failure::Explain;
use std::io;
use std::path::Path;

/// Writes the file `inside` of the folder `base`, and the folders above it. Nothing is ever
/// overwritten, and no link leads out of `base`.
pub fn create_new(base: &Path, inside: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let path = base.join(inside);
    let folder = inside.parent().unwrap_or(Path::new(""));
    let folder =
        write::make_all(base).and_then(|()| write::make_folders(base, folder)).explain(|| {
            failure!(
                "无法新建文件夹，以便写入 {path}",
                "cannot make the folder of {path}",
                path = path.display()
            )
        })?;
    let place = folder.join(inside.file_name().unwrap_or_default());
    // Before anything is written: a file that is there already is the usual case of failing.
    let written = match write::look(&place) {
        Ok(None) => Draft::beside(&place, bytes).and_then(|draft| draft.place(&place)),
        Ok(Some(_)) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) => Err(error),
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Refusal::Occupied(path).into())
        }
        written => written
            .explain(|| failure!("无法写入 {path}", "cannot write {path}", path = path.display())),
    }
}

/// Writes a file into a folder that the caller named, in one step, in place of one that may be
/// there, and the folders above it. `root` is the site; no link of its leads out of it.
pub fn write_over(folder: &Path, name: &str, root: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = write::settle(folder, root)?;
    let place = folder.join(name);
    write::make_all(&folder)
        .and_then(|()| Draft::beside(&place, bytes))
        .and_then(|draft| draft.replace(&place))
        .explain(|| failure!("无法写入 {path}", "cannot write {path}", path = place.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    #[test]
    fn a_file_is_made_once() {
        let site = Scratch::new("create");
        let create = |bytes| create_new(site.path(), Path::new("content/通知/新.md"), bytes);
        create(b"one").unwrap();
        let error = create(b"two").unwrap_err();
        assert!(error.to_string().contains("新.md is there already"), "{error}");
        assert!(Refusal::behind(&error).unwrap().chinese().contains("新.md 已经存在"));
        assert_eq!(site.text("content/通知/新.md"), "one");
        assert_eq!(site.everything("").len(), 3, "nothing is left beside");
    }

    #[test]
    fn a_file_is_written_over_as_a_whole() {
        let site = Scratch::new("over");
        let write = |name, bytes| write_over(&site.at("a"), name, site.path(), bytes);
        write("b.pdf", b"one").unwrap();
        write("b.pdf", b"two").unwrap();
        assert_eq!(site.text("a/b.pdf"), "two");
        std::fs::create_dir(site.at("a/folder")).unwrap();
        assert!(write("folder", b"x").is_err());
        assert_eq!(site.everything("").len(), 3, "nothing is left beside");
    }
}
