//! Where a publication stands: the output folder, what lies in it, and the staging beside it.

use crate::disk::publish::manifest;
use crate::disk::publish::refusal::Refusal;
use crate::output::OutPath;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// An output folder that may be published to.
pub struct Ground {
    /// Canonical: links on the way to the output are the caller's choice, links in it are not.
    pub output: PathBuf,
    pub staging: PathBuf,
    pub lock: PathBuf,
    /// What is ours in the output; `None` if there is no output yet.
    pub ours: Option<BTreeSet<OutPath>>,
    /// What folders of the output are, as found so far.
    folders: Mutex<BTreeMap<String, Standing>>,
}

/// What stands where a folder of ours would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Nothing,
    Folder,
    File,
    Link,
}

impl Ground {
    /// Looks at an output folder; refuses one that is not ours to write into.
    pub fn survey(output: &Path, root: &Path) -> Result<Ground, Refusal> {
        let output = settle(output)?;
        let root = root.canonicalize().map_err(Refusal::machine("find", root))?;
        let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(Refusal::TooWide(output));
        };
        if root.starts_with(&output) || home.is_some_and(|home| home == output) {
            return Err(Refusal::TooWide(output));
        }

        let ours = match output.metadata() {
            Ok(metadata) if !metadata.is_dir() => return Err(Refusal::NoFolder(output)),
            Ok(_) => match manifest::read(&output)? {
                Some(ours) => Some(ours),
                None => match find_foreign(&output)? {
                    Some(example) => return Err(Refusal::Foreign { folder: output, example }),
                    None => Some(BTreeSet::new()),
                },
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Refusal::machine("read", output)(error)),
        };

        let beside = |what: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(what);
            parent.join(hidden)
        };
        let (staging, lock) = if ours.is_some() && is_mounted(&output, parent) {
            // Files cannot be renamed from one file system to another.
            (output.join(".gongbao-staging"), output.join(".gongbao-lock"))
        } else {
            (beside(".gongbao-staging"), beside(".gongbao-lock"))
        };
        Ok(Ground { staging, lock, ours, folders: Mutex::default(), output })
    }

    /// Where a file is published.
    pub fn place(&self, path: &OutPath) -> PathBuf {
        self.output.join(path.as_str())
    }

    pub fn is_ours(&self, path: &OutPath) -> bool {
        self.ours.as_ref().is_some_and(|ours| ours.contains(path))
    }

    /// Looks at a file of the output, by real folders only; `None` if there is nothing.
    pub fn look(&self, path: &OutPath) -> io::Result<Option<Metadata>> {
        let folder = path.as_str().rfind('/').map_or("", |slash| &path.as_str()[..slash]);
        match self.standing(folder)? {
            (Standing::Folder, _) => match self.place(path).symlink_metadata() {
                Ok(metadata) => Ok(Some(metadata)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            },
            (Standing::Nothing, _) => Ok(None),
            // What was a file and becomes a folder is ours to replace, anything else is not.
            (Standing::File, at) if OutPath::new(&at).is_some_and(|at| self.is_ours(&at)) => {
                Ok(None)
            }
            (_, at) => Err(not_ours(path, &at)),
        }
    }

    /// Tells whether a folder of the output is there, and no link stands on the way to it.
    pub fn is_folder(&self, folder: &str) -> bool {
        matches!(self.standing(folder), Ok((Standing::Folder, _)))
    }

    /// Finds a file below a folder of the output that is not ours.
    pub fn find_foreign_below(&self, folder: &str) -> io::Result<Option<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.output.join(folder))? {
            let entry = entry?;
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            names.push((name, entry.file_type()?));
        }
        names.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (name, kind) in names {
            if kind.is_dir() {
                if let Some(foreign) = self.find_foreign_below(&name)? {
                    return Ok(Some(foreign));
                }
            } else if !kind.is_file() || !OutPath::new(&name).is_some_and(|at| self.is_ours(&at)) {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// Tells what stands in the way to a folder of the output, and where, from the top.
    fn standing(&self, folder: &str) -> io::Result<(Standing, String)> {
        if folder.is_empty() {
            return Ok((Standing::Folder, String::new()));
        }
        let known = {
            let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            folders.get(folder).copied()
        };
        if let Some(standing) = known {
            return Ok((standing, folder.to_owned()));
        }
        let above = folder.rfind('/').map_or("", |slash| &folder[..slash]);
        let standing = match self.standing(above)? {
            (Standing::Folder, _) => match self.output.join(folder).symlink_metadata() {
                Ok(metadata) if metadata.is_symlink() => Standing::Link,
                Ok(metadata) if metadata.is_dir() => Standing::Folder,
                Ok(_) => Standing::File,
                Err(error) if error.kind() == io::ErrorKind::NotFound => Standing::Nothing,
                Err(error) => return Err(error),
            },
            (Standing::Nothing, _) => Standing::Nothing,
            stands => return Ok(stands),
        };
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.insert(folder.to_owned(), standing);
        Ok((standing, folder.to_owned()))
    }
}

/// Says that something that is not ours stands where a file would go.
pub fn not_ours(path: &OutPath, at: &str) -> io::Error {
    let message = format!(
        "cannot publish {path}: {at} in the output was not written by gongbao and is not touched; \
         move it away, or give the page another address"
    );
    io::Error::new(io::ErrorKind::AlreadyExists, message)
}

/// Finds the canonical path of a folder that need not exist yet; makes the folders above it.
fn settle(output: &Path) -> Result<PathBuf, Refusal> {
    match output.canonicalize() {
        Ok(output) => return Ok(output),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Refusal::machine("find", output)(error)),
    }
    // A link that leads nowhere would be replaced by the folder.
    if output.symlink_metadata().is_ok() {
        return Err(Refusal::NoFolder(output.to_owned()));
    }
    let absolute = std::path::absolute(output).map_err(Refusal::machine("find", output))?;
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(Refusal::TooWide(absolute));
    };
    fs::create_dir_all(parent).map_err(Refusal::machine("make", parent))?;
    let parent = parent.canonicalize().map_err(Refusal::machine("find", parent))?;
    Ok(parent.join(name))
}

/// Finds something in a folder that keeps it from becoming ours. Dot-files do not: a repository
/// keeps an empty folder by one.
fn find_foreign(folder: &Path) -> Result<Option<String>, Refusal> {
    let listed = || Refusal::machine("list", folder);
    let mut foreign = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(listed())? {
        let name = entry.map_err(listed())?.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            foreign.insert(name.to_string_lossy().into_owned());
        }
    }
    Ok(foreign.pop_first())
}

#[cfg(unix)]
fn is_mounted(folder: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (folder.metadata(), parent.metadata()) {
        (Ok(folder), Ok(parent)) => folder.dev() != parent.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_mounted(_: &Path, _: &Path) -> bool {
    false
}
