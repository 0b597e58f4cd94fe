//! The output folder as it is before a publication: where it is, which of its files gongbao has
//! published, and what is in the way of new ones.
//!
//! It changes nothing below the output: the publication stages files and `replace` renames them.

use crate::disk::error::DiskError;
use crate::disk::publish::manifest::{self, Manifest, State};
use crate::disk::write;
use crate::output::{OutPath, folded, parent};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// An output folder that may be published to.
pub struct OutputFolder {
    /// Canonical: links on the way to the output are the user's choice, links in it are not.
    pub path: PathBuf,
    pub staging: PathBuf,
    pub lock: PathBuf,
    /// What gongbao has published; `None` if there is no output yet.
    pub published: Option<Manifest>,
    /// How far the publication came that wrote the manifest.
    pub state: State,
    /// Folders that hold no file and are ours all the same, as a person has said.
    pub empty_folders: BTreeSet<String>,
    /// Returns whether two names lead to one file or folder, as where case is ignored. A field, so
    /// that tests can act as such a file system.
    pub is_same: fn(&Path, &Path) -> bool,
    /// What is at the paths of folders, as found so far.
    folders: Mutex<BTreeMap<String, FolderState>>,
    /// What is published, by folded spelling.
    spellings: OnceLock<BTreeMap<String, Vec<OutPath>>>,
}

/// What is at the path of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FolderState {
    Missing,
    Folder,
    File,
    Link,
}

/// What to do about files that the manifest of an output does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ownership {
    /// They are foreign, and a damaged manifest is an error.
    #[default]
    AsListed,
    /// All files but those with a dot at the beginning of their names are ours, if there is a
    /// manifest, however damaged: a person has said so.
    All,
}

impl OutputFolder {
    /// Inspects an output folder; an error if it is not one that gongbao may write into.
    pub fn inspect(
        output: &Path,
        root: &Path,
        ownership: Ownership,
    ) -> Result<OutputFolder, DiskError> {
        let output = write::resolve_folder(output, root)?;
        let root = root.canonicalize().map_err(DiskError::io("find", root))?;
        let home = std::env::home_dir().and_then(|home| home.canonicalize().ok());
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(DiskError::OutputTooWide(output));
        };
        if root.starts_with(&output) || home.is_some_and(|home| home == output) {
            return Err(DiskError::OutputTooWide(output));
        }
        write::make_with_parents(parent).map_err(DiskError::io("make", parent))?;

        let mut state = State::Complete;
        let mut empty_folders = BTreeSet::new();
        let published = match output.metadata() {
            Ok(metadata) if !metadata.is_dir() => return Err(DiskError::NotAFolder(output)),
            Ok(_) => match manifest::read(&output)? {
                Some(read) => {
                    let mut published = read.manifest;
                    state = read.state;
                    match ownership {
                        Ownership::AsListed if read.is_damaged => {
                            let path = output.join(manifest::FILE_NAME);
                            return Err(DiskError::DamagedManifest(path));
                        }
                        Ownership::AsListed => {}
                        Ownership::All => {
                            state = State::UnderWay;
                            add_all(&output, "", &mut published, &mut empty_folders)?;
                        }
                    }
                    Some(published)
                }
                None => match find_foreign(&output)? {
                    Some(example) => {
                        return Err(DiskError::ForeignFiles { folder: output, example });
                    }
                    None => Some(Manifest::new()),
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
        let (staging, lock) = if published.is_some() && is_mounted(&output, parent) {
            // Files cannot be renamed from one file system to another.
            (output.join(".gongbao-staging"), output.join(".gongbao-lock"))
        } else {
            (beside(".gongbao-staging"), beside(".gongbao-lock"))
        };
        Ok(OutputFolder {
            staging,
            lock,
            published,
            state,
            empty_folders,
            is_same,
            folders: Mutex::default(),
            spellings: OnceLock::new(),
            path: output,
        })
    }

    /// Returns where a file is published.
    pub fn place(&self, path: &OutPath) -> PathBuf {
        self.path.join(path.as_str())
    }

    /// Returns whether gongbao has published a file under exactly this path.
    pub fn is_published(&self, path: &OutPath) -> bool {
        self.published.as_ref().is_some_and(|published| published.contains_key(path))
    }

    /// Returns whether gongbao has published what is at a path, under this name or under another
    /// spelling that the file system takes for the same.
    fn is_published_in_any_spelling(&self, path: &OutPath) -> bool {
        let is_same = |other: &OutPath| (self.is_same)(&self.place(path), &self.place(other));
        self.is_published(path)
            || self.spellings().get(&path.folded()).is_some_and(|all| all.iter().any(is_same))
    }

    fn spellings(&self) -> &BTreeMap<String, Vec<OutPath>> {
        self.spellings.get_or_init(|| {
            let mut spellings: BTreeMap<String, Vec<OutPath>> = BTreeMap::new();
            for path in self.published.iter().flat_map(BTreeMap::keys) {
                spellings.entry(path.folded()).or_default().push(path.clone());
            }
            spellings
        })
    }

    /// Returns the published file that is at the path of a new one; `None` if nothing is there, or
    /// only a folder of published files. Anything foreign there is an error.
    pub fn published_at(&self, path: &OutPath) -> io::Result<Option<Metadata>> {
        let Some(metadata) = self.metadata_of(path)? else { return Ok(None) };
        if metadata.is_dir() {
            return match self.find_foreign_below(path.as_str())? {
                Some(at) => Err(foreign_file(path, &at)),
                None => Ok(None),
            };
        }
        if metadata.is_file() && self.is_published_in_any_spelling(path) {
            Ok(Some(metadata))
        } else {
            Err(foreign_file(path, path.as_str()))
        }
    }

    /// Forgets what is known of folders, so that they are looked at again.
    pub fn forget_folders(&self) {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns what is at a path of the output, `None` if nothing is. No link is followed: one on
    /// the way is an error.
    pub fn metadata_of(&self, path: &OutPath) -> io::Result<Option<Metadata>> {
        match self.folder_state(parent(path.as_str()))? {
            (FolderState::Folder, _) => {
                let place = self.place(path);
                write::metadata_at(&place)
                    .map_err(|error| DiskError::io("read", place)(error).into())
            }
            (FolderState::Missing, _) => Ok(None),
            // A published file may become a folder; anything else in the way stays.
            (FolderState::File, at) if self.is_published_file(&at) => Ok(None),
            (_, at) => Err(foreign_file(path, &at)),
        }
    }

    /// Returns whether a folder of the output is there, without a link on the way to it.
    pub fn is_folder(&self, folder: &str) -> bool {
        matches!(self.folder_state(folder), Ok((FolderState::Folder, _)))
    }

    fn is_published_file(&self, path: &str) -> bool {
        OutPath::new(path).is_some_and(|path| self.is_published_in_any_spelling(&path))
    }

    /// Returns something foreign below a folder of the output, or the folder itself if it is
    /// foreign.
    fn find_foreign_below(&self, folder: &str) -> io::Result<Option<String>> {
        if !self.is_published_folder(folder) {
            return Ok(Some(folder.to_owned()));
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(self.path.join(folder))? {
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
            } else if !kind.is_file() || !self.is_published_file(&name) {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// Returns whether a folder of the output was made for a published file.
    fn is_published_folder(&self, folder: &str) -> bool {
        if self.empty_folders.contains(folder) {
            return true;
        }
        let below = format!("{}/", folded(folder));
        let inside = self.spellings().range(below.clone()..);
        inside.take_while(|(name, _)| name.starts_with(&below)).any(|(_, published)| {
            published.iter().flat_map(OutPath::folders).any(|above| {
                let (above, folder) = (self.path.join(above), self.path.join(folder));
                above == folder || (self.is_same)(&above, &folder)
            })
        })
    }

    /// Returns what is at the path of a folder of the output. If a folder above it is a file or a
    /// link, that is returned, with its path.
    fn folder_state(&self, folder: &str) -> io::Result<(FolderState, String)> {
        if folder.is_empty() {
            return Ok((FolderState::Folder, String::new()));
        }
        let known = {
            let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            folders.get(folder).copied()
        };
        if let Some(found) = known {
            return Ok((found, folder.to_owned()));
        }
        let found = match self.folder_state(parent(folder))? {
            (FolderState::Folder, _) => match self.path.join(folder).symlink_metadata() {
                Ok(metadata) if metadata.is_symlink() => FolderState::Link,
                Ok(metadata) if metadata.is_dir() => FolderState::Folder,
                Ok(_) => FolderState::File,
                Err(error) if error.kind() == io::ErrorKind::NotFound => FolderState::Missing,
                Err(error) => return Err(error),
            },
            (FolderState::Missing, _) => FolderState::Missing,
            in_the_way => return Ok(in_the_way),
        };
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.insert(folder.to_owned(), found);
        Ok((found, folder.to_owned()))
    }
}

/// Returns the error that something foreign is at `at`, where a file would be published.
pub fn foreign_file(path: &OutPath, at: &str) -> io::Error {
    DiskError::ForeignFile { path: path.to_string(), at: at.to_owned() }.into()
}

/// Returns whether two names lead to one file or folder.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (write::metadata_at(one), write::metadata_at(other)) {
        (Ok(Some(one)), Ok(Some(other))) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Returns whether two names lead to one file or folder: elsewhere than on Unix, canonical paths
/// are spelled as on the disk.
#[cfg(not(unix))]
fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// The folder that the system makes at the top of a new disk.
const LOST_AND_FOUND: &str = "lost+found";

/// Returns a file for which a folder without a manifest cannot become an output. Dot-files do not
/// count: a repository keeps an empty folder by one. Nor does what stands on every new disk.
fn find_foreign(folder: &Path) -> Result<Option<String>, DiskError> {
    let cannot_list = || DiskError::io("list", folder);
    let mut foreign = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(cannot_list())? {
        let name = entry.map_err(cannot_list())?.file_name();
        if !name.as_encoded_bytes().starts_with(b".") && name != LOST_AND_FOUND {
            foreign.insert(name.to_string_lossy().into_owned());
        }
    }
    Ok(foreign.pop_first())
}

/// Adds all plain files below a folder of the output to a manifest, as far as no name on the way
/// begins with a dot; and to `empty` the folders without any file. Returns whether this is one.
fn add_all(
    output: &Path,
    folder: &str,
    manifest: &mut Manifest,
    empty: &mut BTreeSet<String>,
) -> Result<bool, DiskError> {
    let mut is_empty = true;
    let place = output.join(folder);
    let cannot_list = || DiskError::io("list", &place);
    for entry in fs::read_dir(&place).map_err(cannot_list())? {
        let entry = entry.map_err(cannot_list())?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            is_empty = false;
            continue;
        };
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let kind = entry.file_type().map_err(cannot_list())?;
        if kind.is_dir() {
            if add_all(output, &path, manifest, empty)? {
                empty.insert(path);
            } else {
                is_empty = false;
            }
        } else {
            is_empty = false;
            if let Some(path) = OutPath::new(&path).filter(|_| kind.is_file()) {
                manifest.entry(path).or_default();
            }
        }
    }
    Ok(is_empty)
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
