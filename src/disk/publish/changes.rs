//! Every change of names and bytes that a publication makes, and the waiting until it is on the
//! disk.
//!
//! A system may lose what nobody has waited for when the power fails, and in any order. So
//! these few functions are all that a publication uses to change the disk, and tests record their
//! calls: they drop changes as a failing machine would, and look what is left.

use crate::disk::write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[cfg(test)]
pub use recording::record;

/// Whether what is published has to survive a failing machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// It survives the death of the process; the system writes it to the disk when it likes.
    #[default]
    Process,
    /// It survives a loss of power too: readers get the old site or the new one, never a torn file.
    PowerLoss,
}

/// Writes a file that must not exist yet.
pub fn write_new(path: &Path, bytes: &[u8], durability: Durability) -> io::Result<()> {
    // Linux writes all files to the disk at once, see `sync_file_system`.
    if durability == Durability::PowerLoss && cfg!(not(target_os = "linux")) {
        write::write_new_synced(path, bytes)?;
    } else {
        write::write_new(path, bytes)?;
    }
    note(|| Change::Written(path.to_owned(), bytes.to_vec()));
    Ok(())
}

/// Writes a file that must not exist yet, and waits until its bytes are on the disk.
pub fn write_new_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write::write_new_synced(path, bytes)?;
    note(|| Change::Written(path.to_owned(), bytes.to_vec()));
    note(|| Change::FileSynced(path.to_owned()));
    Ok(())
}

pub fn make_folder(path: &Path) -> io::Result<()> {
    write::make_folder(path)?;
    note(|| Change::FolderMade(path.to_owned()));
    Ok(())
}

/// Makes a folder that only its owner may enter.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    write::make_private_folder(path)?;
    note(|| Change::FolderMade(path.to_owned()));
    Ok(())
}

/// Makes a folder and those above it.
pub fn make_with_parents(path: &Path) -> io::Result<()> {
    write::make_with_parents(path)?;
    note(|| Change::FolderMade(path.to_owned()));
    Ok(())
}

pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    note(|| Change::Renamed(from.to_owned(), to.to_owned()));
    Ok(())
}

/// Renames a file, if nothing has the new name.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    write::rename_new(from, to)?;
    note(|| Change::Linked(from.to_owned(), to.to_owned()));
    note(|| Change::Removed(from.to_owned()));
    Ok(())
}

/// Gives a file a second name.
pub fn hard_link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to)?;
    note(|| Change::Linked(from.to_owned(), to.to_owned()));
    Ok(())
}

pub fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path)?;
    note(|| Change::Removed(path.to_owned()));
    Ok(())
}

/// Removes an empty folder.
pub fn remove_folder(path: &Path) -> io::Result<()> {
    fs::remove_dir(path)?;
    note(|| Change::Removed(path.to_owned()));
    Ok(())
}

/// Waits until everything that was written into a file system is on the disk: one call for
/// thousands of files. `folder` is in that file system, and `folders` are those whose names have
/// changed, for systems that can wait for one thing at a time only.
pub fn sync_file_system<'a>(
    folder: &Path,
    folders: impl IntoIterator<Item = &'a Path>,
) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        let _ = folders;
        write::sync_file_system(folder)?;
        note(|| Change::AllSynced);
    }
    #[cfg(not(target_os = "linux"))]
    {
        for folder in folders.into_iter().chain([folder]) {
            sync_folder(folder)?;
        }
    }
    Ok(())
}

/// Waits until the names in a folder are on the disk.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    write::sync_folder(folder)?;
    note(|| Change::FolderSynced(folder.to_owned()));
    Ok(())
}

/// A change, or the waiting for changes, as tests record it.
#[cfg_attr(not(test), allow(dead_code, reason = "only tests read what it holds"))]
#[derive(Clone, Debug)]
pub enum Change {
    Written(PathBuf, Vec<u8>),
    FolderMade(PathBuf),
    Renamed(PathBuf, PathBuf),
    Linked(PathBuf, PathBuf),
    Removed(PathBuf),
    FileSynced(PathBuf),
    FolderSynced(PathBuf),
    AllSynced,
}

#[cfg(not(test))]
fn note(_: impl FnOnce() -> Change) {}

#[cfg(test)]
fn note(change: impl FnOnce() -> Change) {
    recording::note(change);
}

#[cfg(test)]
mod recording {
    use super::Change;
    use std::cell::RefCell;

    thread_local! {
        static RECORD: RefCell<Option<Vec<Change>>> = const { RefCell::new(None) };
    }

    /// Returns the changes that this thread makes in `work`.
    pub fn record(work: impl FnOnce()) -> Vec<Change> {
        RECORD.set(Some(Vec::new()));
        work();
        RECORD.take().unwrap_or_default()
    }

    pub fn note(change: impl FnOnce() -> Change) {
        RECORD.with_borrow_mut(|record| {
            if let Some(all) = record {
                all.push(change());
            }
        });
    }
}
