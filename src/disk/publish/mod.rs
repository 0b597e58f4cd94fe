//! Publishing: finished files reach the output folder, all of a build or none.
//!
//! A reader may ask for a page at any moment, and a build may be killed at any moment. So files
//! are staged beside the output while the build runs, and only when it is whole are they renamed
//! into place: what pages refer to first, then pages, removals last.

mod ground;
mod lock;
mod manifest;
mod refusal;

#[cfg(test)]
mod killed;
#[cfg(test)]
mod tests;

pub use refusal::Refusal;

use crate::disk::publish::ground::{Ground, not_ours};
use crate::disk::publish::lock::Lock;
use crate::output::{OutPath, Sink};
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A publication under way. Dropped before it is finished, it leaves the output as it was.
pub struct Publication {
    ground: Ground,
    taken: Mutex<Taken>,
    #[cfg(test)]
    fuse: killed::Fuse,
    /// Declared last, so that the staging is cleared before another build may begin.
    _lock: Lock,
}

/// What the sink has taken so far.
#[derive(Default)]
struct Taken {
    files: BTreeMap<String, File>,
    /// How many were given a name in the staging folder.
    staged: usize,
    /// Folders made in the staging folder.
    folders: BTreeSet<PathBuf>,
}

enum File {
    /// Differs from what is published; lies in the staging folder under this name.
    Staged(PathBuf),
    Unchanged,
}

/// What a publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl Publication {
    /// Begins to publish the site at `root` to `output`, which stays as it is until the end.
    pub fn open(output: &Path, root: &Path) -> Result<Publication, Refusal> {
        let ground = Ground::survey(output, root)?;
        let lock = Lock::take(&ground.lock, &ground.output)?;
        // Surveyed again: the build that held the lock until now may have published.
        let ground = Ground::survey(output, root)?;
        clear(&ground.staging).map_err(Refusal::machine("clear", &ground.staging))?;
        fs::create_dir(&ground.staging).map_err(Refusal::machine("make", &ground.staging))?;
        Ok(Publication {
            ground,
            taken: Mutex::default(),
            #[cfg(test)]
            fuse: killed::Fuse::default(),
            _lock: lock,
        })
    }

    /// Reads back a file that the sink has taken.
    pub fn read_taken(&self, path: &OutPath) -> Option<Vec<u8>> {
        let place = match self.taken().files.get(path.as_str())? {
            File::Staged(staged) => staged.clone(),
            File::Unchanged => self.ground.place(path),
        };
        fs::read(place).ok()
    }

    /// Reads a file as it is published now.
    pub fn read_published(&self, path: &OutPath) -> Option<Vec<u8>> {
        self.ground.is_ours(path).then(|| fs::read(self.ground.place(path)).ok())?
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whether the bytes are published already; an error if the place is not ours.
    fn is_published(&self, path: &OutPath, bytes: &[u8]) -> io::Result<bool> {
        let Some(metadata) = self.ground.look(path)? else { return Ok(false) };
        if metadata.is_dir() {
            // What was a folder and becomes a file, if all that is in it is ours to remove.
            return match self.ground.find_foreign_below(path.as_str())? {
                Some(at) => Err(not_ours(path, &at)),
                None => Ok(false),
            };
        }
        if !metadata.is_file() || !self.ground.is_ours(path) {
            return Err(not_ours(path, path.as_str()));
        }
        Ok(metadata.len() == bytes.len() as u64 && fs::read(self.ground.place(path))? == bytes)
    }

    /// Reserves the place of a file, and a name for it in the staging folder.
    fn reserve(&self, path: &OutPath, unchanged: bool) -> io::Result<Option<PathBuf>> {
        let mut taken = self.taken();
        if let Some(other) = taken.clash(path) {
            let (first, second) = if *other < *path.as_str() {
                (other, path.as_str())
            } else {
                (path.as_str(), other)
            };
            let message = format!("{first} and {second} want the same place in the output");
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        if unchanged {
            taken.files.insert(path.as_str().to_owned(), File::Unchanged);
            return Ok(None);
        }
        let name = match self.ground.ours {
            // The staging folder as a whole becomes the output.
            None => PathBuf::from(path.as_str()),
            // Numbers need no folders, which are dearer to make than files.
            Some(_) => PathBuf::from(taken.staged.to_string()),
        };
        taken.staged += 1;
        let staged = self.ground.staging.join(&name);
        taken.files.insert(path.as_str().to_owned(), File::Staged(staged.clone()));
        Ok(Some(staged))
    }

    /// Makes the folder of a staged file, by whichever thread comes first; none waits for it.
    fn make_folder(&self, staged: &Path) -> io::Result<()> {
        let Some(folder) = staged.parent() else { return Ok(()) };
        if self.taken().folders.contains(folder) {
            return Ok(());
        }
        fs::create_dir_all(folder)?;
        let above = folder.ancestors().take_while(|above| **above != self.ground.staging);
        self.taken().folders.extend(above.map(Path::to_owned));
        Ok(())
    }

    /// Publishes what was taken, and removes what was published before and is no longer made.
    pub fn finish(self) -> anyhow::Result<Published> {
        let mut written: BTreeMap<OutPath, PathBuf> = BTreeMap::new();
        let mut made: BTreeSet<OutPath> = BTreeSet::new();
        for (path, file) in std::mem::take(&mut self.taken().files) {
            let Some(path) = OutPath::new(&path) else { continue };
            if let File::Staged(staged) = file {
                written.insert(path.clone(), staged);
            }
            made.insert(path);
        }
        let unchanged = made.len() - written.len();
        let removed = match &self.ground.ours {
            None => self.appear(&made)?,
            Some(ours) => self.replace(ours, &made, &written)?,
        };
        Ok(Published { written: written.len(), unchanged, removed })
    }

    /// Makes the staging folder the output, where there was none.
    fn appear(&self, made: &BTreeSet<OutPath>) -> anyhow::Result<usize> {
        let (staging, output) = (&self.ground.staging, &self.ground.output);
        manifest::write(&staging.join(manifest::NAME), made)
            .and_then(|()| {
                self.moment();
                fs::rename(staging, output)
            })
            .with_context(|| format!("cannot publish to {}", output.display()))?;
        Ok(0)
    }

    /// Renames the files that changed into the output, and removes those that are gone.
    fn replace(
        &self,
        ours: &BTreeSet<OutPath>,
        made: &BTreeSet<OutPath>,
        written: &BTreeMap<OutPath, PathBuf>,
    ) -> anyhow::Result<usize> {
        let gone: Vec<&OutPath> = ours.difference(made).collect();
        let listed = self.ground.output.join(manifest::NAME).exists();
        if written.is_empty() && gone.is_empty() && listed {
            return Ok(0);
        }
        let either: BTreeSet<OutPath> = ours.union(made).cloned().collect();
        if either != *ours || !listed {
            self.list(&either)?;
        }

        let mut removed = self.clear_the_way(made, &gone)?;
        let (pages, others): (Vec<_>, Vec<_>) = written.iter().partition(|(p, _)| p.is_page());
        let mut folders = BTreeSet::new();
        for (path, staged) in others.into_iter().chain(pages) {
            let place = self.ground.place(path);
            if let Some(folder) = place.parent()
                && folders.insert(folder.to_owned())
            {
                fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make the folder {}", folder.display()))?;
                self.moment();
            }
            fs::rename(staged, &place)
                .with_context(|| format!("cannot publish {}", place.display()))?;
            self.moment();
        }
        // A page that stays never refers to what is removed; a page that goes may.
        let (pages, others): (Vec<&OutPath>, Vec<_>) = gone.iter().partition(|p| p.is_page());
        for path in pages.into_iter().chain(others) {
            removed += usize::from(self.remove(path)?);
        }
        self.remove_empty_folders(&gone);
        if either != *made {
            self.list(made)?;
        }
        Ok(removed)
    }

    /// Puts a list of what is ours into the output, in one step.
    fn list(&self, listed: &BTreeSet<OutPath>) -> anyhow::Result<()> {
        let staged = self.ground.staging.join("manifest");
        let place = self.ground.output.join(manifest::NAME);
        manifest::write(&staged, listed)
            .and_then(|()| {
                self.moment();
                fs::rename(staged, &place)
            })
            .with_context(|| format!("cannot write {}", place.display()))?;
        self.moment();
        Ok(())
    }

    /// Removes files that stand where folders will be, and folders where files will be. Only
    /// here is something removed before its successor is there, because it cannot be otherwise.
    fn clear_the_way(&self, made: &BTreeSet<OutPath>, gone: &[&OutPath]) -> anyhow::Result<usize> {
        let names: BTreeSet<&str> = made.iter().map(OutPath::as_str).collect();
        let mut removed = 0;
        for path in gone {
            let below = format!("{path}/");
            let under_a_file = folders_above(path.as_str()).any(|above| names.contains(above));
            let over_a_file =
                names.range(below.as_str()..).next().is_some_and(|name| name.starts_with(&below));
            if under_a_file || over_a_file {
                removed += usize::from(self.remove(path)?);
            }
            if under_a_file {
                self.remove_empty_folders(&[path]);
            }
        }
        Ok(removed)
    }

    /// Removes a file of ours; tells whether it was there.
    fn remove(&self, path: &OutPath) -> anyhow::Result<bool> {
        // A link or a folder in its place is somebody else's.
        if !matches!(self.ground.look(path), Ok(Some(metadata)) if metadata.is_file()) {
            return Ok(false);
        }
        let place = self.ground.place(path);
        fs::remove_file(&place).with_context(|| format!("cannot remove {}", place.display()))?;
        self.moment();
        Ok(true)
    }

    /// Removes the folders above removed files, as far as they are empty.
    fn remove_empty_folders(&self, gone: &[&OutPath]) {
        let folders: BTreeSet<&str> =
            gone.iter().flat_map(|path| folders_above(path.as_str())).collect();
        // Reverse order puts what is inside before what is around it.
        for folder in folders.into_iter().rev() {
            // A folder that still holds anything refuses to be removed.
            let real = self.ground.is_folder(folder);
            if real && fs::remove_dir(self.ground.output.join(folder)).is_ok() {
                self.moment();
            }
        }
    }

    /// Marks a moment at which tests kill the process.
    fn moment(&self) {
        #[cfg(test)]
        self.fuse.burn();
    }
}

impl Sink for Publication {
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()> {
        if path.as_str() == manifest::NAME {
            return Err(not_ours(path, manifest::NAME));
        }
        let unchanged = self.is_published(path, bytes)?;
        if let Some(staged) = self.reserve(path, unchanged)? {
            self.make_folder(&staged).and_then(|()| fs::write(&staged, bytes)).map_err(
                |error| {
                    let message = format!("cannot write {}: {error}", staged.display());
                    io::Error::new(error.kind(), message)
                },
            )?;
        }
        self.moment();
        Ok(())
    }

    fn wants(&self, path: &OutPath) -> io::Result<bool> {
        let published = self.ground.is_ours(path)
            && self.ground.look(path)?.is_some_and(|metadata| metadata.is_file());
        if published {
            self.reserve(path, true)?;
        }
        Ok(!published)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        let _ = clear(&self.ground.staging);
    }
}

impl Taken {
    /// Finds a file that cannot be there together with this one: the same, or one of which the
    /// other would be a folder.
    fn clash(&self, path: &OutPath) -> Option<&str> {
        let below = format!("{path}/");
        let mut above = folders_above(path.as_str()).chain([path.as_str()]);
        let inside = || {
            let next = self.files.range(below.clone()..).next();
            next.filter(|(name, _)| name.starts_with(&below))
        };
        let above = above.find_map(|above| self.files.get_key_value(above));
        above.or_else(inside).map(|(name, _)| name.as_str())
    }
}

/// The folders that lead to a file, innermost last: `a`, `a/b` for `a/b/c.html`.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash])
}

/// Removes a folder with all that is in it, if it is there.
fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
