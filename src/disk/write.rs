//! The safe writer: the only code that makes files and folders.
//!
//! The files of a site may come from strangers, and other programs may write to the output too. So
//! what already has a name that is to be written (a link, a pipe, a file with a second name
//! elsewhere) is never opened for writing: a new file is made under an unpredictable name, only if
//! nothing has that name, then renamed or linked into place, which follows no link either. The
//! crate `tempfile` promises less: its names can be guessed, and it replaces links and pipes as
//! readily as files. `clippy.toml` and `tests/suite/writes.rs` keep the rest of the program from
//! writing in any other way.

#![allow(clippy::disallowed_types, reason = "this is the safe writer")]

use crate::disk::error::DiskError;
use crate::disk::paths::is_inside;
use std::collections::hash_map::RandomState;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

/// Returns a name that no other program can have used in advance. It begins with a dot, so that
/// it is no content if a killed process leaves it behind.
fn unpredictable_name() -> String {
    // The standard library seeds this from the random numbers of the system.
    format!(".gongbao-{:016x}.tmp", RandomState::new().build_hasher().finish())
}

/// Makes a file that must not exist yet. A link of that name, even one that leads nowhere, counts
/// as existing.
fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Writes a file that must not exist yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    new_file(path)?.write_all(bytes)
}

/// Writes a file that must not exist yet, and waits until its bytes are on the disk.
pub fn write_new_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_file(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file under a temporary name, beside the one that it will become. Dropped before that, it is
/// removed.
pub struct TempFile {
    path: PathBuf,
    file: File,
    is_renamed: bool,
}

impl TempFile {
    /// Writes a file into the folder of `target`, which must be there.
    pub fn beside(target: &Path, bytes: &[u8]) -> io::Result<TempFile> {
        let path = target.with_file_name(unpredictable_name());
        let mut temp = TempFile { file: new_file(&path)?, path, is_renamed: false };
        temp.file.write_all(bytes)?;
        Ok(temp)
    }

    /// Copies the permissions of a file that is to be replaced, except those to execute it and to
    /// run it as its owner: what is written is text.
    pub fn copy_permissions(&self, original: &Metadata) -> io::Result<()> {
        #[cfg(unix)]
        let permissions = {
            use std::os::unix::fs::PermissionsExt;
            fs::Permissions::from_mode(original.permissions().mode() & 0o666)
        };
        #[cfg(not(unix))]
        let permissions = original.permissions();
        self.file.set_permissions(permissions)
    }

    /// Waits until the bytes are on the disk.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    /// Renames the file to `target`, in place of a plain file that may be there.
    pub fn rename_over(mut self, target: &Path) -> io::Result<()> {
        if metadata_at(target)?.is_some_and(|metadata| !metadata.is_file()) {
            return Err(DiskError::NotAPlainFile(target.to_owned()).into());
        }
        fs::rename(&self.path, target)?;
        self.is_renamed = true;
        Ok(())
    }

    /// Renames the file to `target`; an error if anything is there.
    pub fn rename_new(mut self, target: &Path) -> io::Result<()> {
        rename_new(&self.path, target)?;
        self.is_renamed = true;
        Ok(())
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        if !self.is_renamed {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Renames a file, if nothing has the new name. By a hard link: unlike a rename, it never replaces
/// another file.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => {
            let _ = fs::remove_file(from);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Some file systems (FAT) have no hard links.
        Err(_) => match metadata_at(to)? {
            Some(_) => Err(ErrorKind::AlreadyExists.into()),
            None => fs::rename(from, to),
        },
    }
}

/// Opens a file that several processes write to, and makes it if it is not there. Anything but a
/// plain file with one name is refused: writing to it would write elsewhere.
pub fn open_shared(path: &Path) -> Result<File, DiskError> {
    let not_plain = || DiskError::NotAPlainFile(path.to_owned());
    let io_error = || DiskError::io("write", path);
    // Looked at before it is opened, too: opening a pipe or a device can have consequences.
    if metadata_at(path).map_err(io_error())?.is_some_and(|metadata| !is_plain(&metadata)) {
        return Err(not_plain());
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32).mode(0o600);
    }
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
        options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT);
    }
    let file = options.open(path).map_err(|error| match metadata_at(path) {
        Ok(Some(metadata)) if !is_plain(&metadata) => not_plain(),
        _ => io_error()(error),
    })?;
    match file.metadata() {
        Ok(metadata) if is_plain(&metadata) => Ok(file),
        Ok(_) => Err(not_plain()),
        Err(error) => Err(io_error()(error)),
    }
}

/// Returns what is at a path, without following links; `None` if nothing is.
pub fn metadata_at(path: &Path) -> io::Result<Option<Metadata>> {
    match path.symlink_metadata() {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn is_plain(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.is_file() && metadata.nlink() <= 1
}

#[cfg(not(unix))]
fn is_plain(metadata: &Metadata) -> bool {
    metadata.is_file()
}

/// Makes the folders `inside` below `base`, and returns where they really are. A link on the way
/// may lead from one part of `base` to another, as when the site is read, but never out of it.
pub fn make_folders_below(base: &Path, inside: &Path) -> io::Result<PathBuf> {
    let base = base.canonicalize()?;
    let mut place = base.clone();
    for part in inside.components() {
        let Component::Normal(name) = part else {
            return Err(DiskError::NotAPlainFile(base.join(inside)).into());
        };
        place.push(name);
        match metadata_at(&place)? {
            None => match fs::create_dir(&place) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists && place.is_dir() => {}
                made => made?,
            },
            Some(metadata) if metadata.is_symlink() => {
                let to = place.canonicalize()?;
                if !is_inside(&base, &to) {
                    return Err(DiskError::LinkLeavesSite { link: place, to }.into());
                }
                place = to;
            }
            Some(_) => {}
        }
    }
    Ok(place)
}

/// Returns where a folder that the user named really is, or would be when [`make_with_parents`] has made
/// it. Links on the way are followed, as the user has chosen them, except those inside the site at
/// `root` that lead out of it: they came with the files of the site.
pub fn resolve_folder(folder: &Path, root: &Path) -> Result<PathBuf, DiskError> {
    let find = |path: &Path| DiskError::io("find", path.to_path_buf());
    let root = root.canonicalize().map_err(find(root))?;
    let folder = std::path::absolute(folder).map_err(find(folder))?;
    let mut place = PathBuf::new();
    for part in folder.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                place.pop();
            }
            Component::Normal(name) => {
                let next = place.join(name);
                let linked =
                    metadata_at(&next).map_err(find(&next))?.is_some_and(|m| m.is_symlink());
                if !linked {
                    place = next;
                    continue;
                }
                let to = match next.canonicalize() {
                    Ok(to) => to,
                    // A folder made in its place would not be the one that it names.
                    Err(error) if error.kind() == ErrorKind::NotFound => {
                        return Err(DiskError::NotAFolder(next));
                    }
                    Err(error) => return Err(find(&next)(error)),
                };
                if place.starts_with(&root) && !to.starts_with(&root) {
                    return Err(DiskError::LinkLeavesSite { link: next, to });
                }
                place = to;
            }
            Component::Prefix(_) | Component::RootDir => place.push(part),
        }
    }
    Ok(place)
}

/// Makes one folder that must not exist yet.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Returns an error if no name can be put into a folder or taken out of it.
pub fn check_writable(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        access(folder, Access::WRITE_OK | Access::EXEC_OK)?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Makes a folder that [`resolve_folder`] has returned, and those above it.
pub fn make_with_parents(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Makes a folder that only its owner may enter, under an unpredictable name, in the temporary
/// folder of the system.
pub fn private_folder() -> io::Result<PathBuf> {
    let path = std::env::temp_dir().join(&unpredictable_name()[1..]);
    make_private_folder(&path)?;
    Ok(path)
}

/// Makes a folder that only its owner may enter.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Waits until the names in a folder are on the disk. Not every system can do so.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Waits until everything that was written into the file system of a folder is on the disk.
#[cfg(target_os = "linux")]
pub fn sync_file_system(folder: &Path) -> io::Result<()> {
    use rustix::io::Errno;
    match rustix::fs::syncfs(File::open(folder)?) {
        // Some sandboxes know only the call for all file systems.
        Err(Errno::NOSYS | Errno::PERM) => {
            rustix::fs::sync();
            Ok(())
        }
        synced => Ok(synced?),
    }
}
