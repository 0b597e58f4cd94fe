//! Where a publication stands: the output folder, what lies in it, and the staging beside it.

use crate::disk::error::DiskError;
use crate::disk::publish::manifest::{self, Listed};
use crate::disk::write;
use crate::output::{OutPath, folded};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// An output folder that may be published to.
pub struct Ground {
    /// Canonical: links on the way to the output are the caller's choice, links in it are not.
    pub output: PathBuf,
    pub staging: PathBuf,
    pub lock: PathBuf,
    /// What is ours in the output; `None` if there is no output yet.
    pub ours: Option<Listed>,
    /// Whether two names lead to one file or folder, as where capital letters do not count.
    pub same: fn(&Path, &Path) -> bool,
    /// What folders of the output are, as found so far.
    folders: Mutex<BTreeMap<String, Standing>>,
    /// What is ours, by folded spelling.
    spellings: OnceLock<BTreeMap<String, Vec<OutPath>>>,
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
    pub fn survey(output: &Path, root: &Path) -> Result<Ground, DiskError> {
        let output = write::resolve_folder(output, root)?;
        let root = root.canonicalize().map_err(DiskError::io("find", root))?;
        let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(DiskError::OutputTooWide(output));
        };
        if root.starts_with(&output) || home.is_some_and(|home| home == output) {
            return Err(DiskError::OutputTooWide(output));
        }
        write::make_all(parent).map_err(DiskError::io("make", parent))?;

        let ours = match output.metadata() {
            Ok(metadata) if !metadata.is_dir() => return Err(DiskError::NotAFolder(output)),
            Ok(_) => match manifest::read(&output)? {
                Some(ours) => Some(ours),
                None => match find_foreign(&output)? {
                    Some(example) => {
                        return Err(DiskError::ForeignFiles { folder: output, example });
                    }
                    None => Some(Listed::new()),
                },
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(DiskError::io("read", output)(error)),
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
        Ok(Ground {
            staging,
            lock,
            ours,
            same: is_same,
            folders: Mutex::default(),
            spellings: OnceLock::new(),
            output,
        })
    }

    /// Where a file is published.
    pub fn place(&self, path: &OutPath) -> PathBuf {
        self.output.join(path.as_str())
    }

    pub fn is_ours(&self, path: &OutPath) -> bool {
        self.ours.as_ref().is_some_and(|ours| ours.contains_key(path))
    }

    /// Tells whether what stands at a path is ours, by its name or by another spelling of it that
    /// the file system takes for the same.
    pub fn is_ours_there(&self, path: &OutPath) -> bool {
        let same = |ours: &OutPath| (self.same)(&self.place(path), &self.place(ours));
        self.is_ours(path)
            || self.spellings().get(&path.folded()).is_some_and(|ours| ours.iter().any(same))
    }

    fn spellings(&self) -> &BTreeMap<String, Vec<OutPath>> {
        self.spellings.get_or_init(|| {
            let mut spellings: BTreeMap<String, Vec<OutPath>> = BTreeMap::new();
            for path in self.ours.iter().flat_map(BTreeMap::keys) {
                spellings.entry(path.folded()).or_default().push(path.clone());
            }
            spellings
        })
    }

    /// Looks at the place of a file to be published. Answers the file of ours that stands there,
    /// or `None` if nothing does, or only a folder of ours; anything else is an error.
    pub fn ours_there(&self, path: &OutPath) -> io::Result<Option<Metadata>> {
        let Some(metadata) = self.look(path)? else { return Ok(None) };
        if metadata.is_dir() {
            return match self.find_foreign_below(path.as_str())? {
                Some(at) => Err(not_ours(path, &at)),
                None => Ok(None),
            };
        }
        if metadata.is_file() && self.is_ours_there(path) {
            Ok(Some(metadata))
        } else {
            Err(not_ours(path, path.as_str()))
        }
    }

    /// Forgets what was found of folders, so that they are looked at again.
    pub fn forget(&self) {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Looks at a file of the output, by real folders only; `None` if there is nothing.
    pub fn look(&self, path: &OutPath) -> io::Result<Option<Metadata>> {
        let folder = path.as_str().rfind('/').map_or("", |slash| &path.as_str()[..slash]);
        match self.standing(folder)? {
            (Standing::Folder, _) => {
                let place = self.place(path);
                write::look(&place).map_err(|error| DiskError::io("read", place)(error).into())
            }
            (Standing::Nothing, _) => Ok(None),
            // What was a file and becomes a folder is ours to replace, anything else is not.
            (Standing::File, at) if OutPath::new(&at).is_some_and(|at| self.is_ours_there(&at)) => {
                Ok(None)
            }
            (_, at) => Err(not_ours(path, &at)),
        }
    }

    /// Tells whether a folder of the output is there, and no link stands on the way to it.
    pub fn is_folder(&self, folder: &str) -> bool {
        matches!(self.standing(folder), Ok((Standing::Folder, _)))
    }

    /// Finds something below a folder of the output, or the folder itself, that is not ours.
    fn find_foreign_below(&self, folder: &str) -> io::Result<Option<String>> {
        if !self.is_folder_of_ours(folder) {
            return Ok(Some(folder.to_owned()));
        }
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
            } else if !kind.is_file()
                || !OutPath::new(&name).is_some_and(|at| self.is_ours_there(&at))
            {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// Tells whether a folder of the output was made for a file of ours.
    fn is_folder_of_ours(&self, folder: &str) -> bool {
        let below = format!("{}/", folded(folder));
        let inside = self.spellings().range(below.clone()..);
        inside.take_while(|(name, _)| name.starts_with(&below)).any(|(_, ours)| {
            ours.iter().flat_map(OutPath::folders).any(|above| {
                let (above, folder) = (self.output.join(above), self.output.join(folder));
                above == folder || (self.same)(&above, &folder)
            })
        })
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
    DiskError::ForeignFile { path: path.to_string(), at: at.to_owned() }.into()
}

/// Tells whether two names lead to one file or folder.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (write::look(one), write::look(other)) {
        (Ok(Some(one)), Ok(Some(other))) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Here the canonical path has the spelling that is on the disk.
#[cfg(not(unix))]
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Finds something in a folder that keeps it from becoming ours. Dot-files do not: a repository
/// keeps an empty folder by one.
fn find_foreign(folder: &Path) -> Result<Option<String>, DiskError> {
    let listed = || DiskError::io("list", folder);
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
