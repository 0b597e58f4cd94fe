//! Publishing: finished files reach the output folder, all of a build or none.
//!
//! A reader may ask for a page at any moment, and a build may be killed at any moment. So files
//! are staged beside the output while the build runs, and only when it is whole are they renamed
//! into place: what pages refer to first, then pages, then the index of the search, removals last.

mod ground;
mod lock;
mod manifest;
mod replace;

#[cfg(test)]
mod foreign;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod tests;

use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::disk::publish::ground::{Ground, not_ours};
use crate::disk::publish::lock::Lock;
use crate::disk::publish::manifest::Listed;
use crate::disk::write;
use crate::failure::Explain;
use crate::output::{OutPath, Sink, folded};
use crate::source::Fingerprint;
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

struct File {
    /// Where it lies in the staging folder; `None` if it is published already.
    staged: Option<PathBuf>,
    /// The fingerprint of its bytes.
    fingerprint: String,
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
    pub fn open(output: &Path, root: &Path) -> Result<Publication, DiskError> {
        let ground = Ground::survey(output, root)?;
        let lock = Lock::take(&ground.lock, &ground.output)?;
        // Surveyed again: the build that held the lock until now may have published.
        let ground = Ground::survey(output, root)?;
        clear(&ground.staging).map_err(DiskError::io("clear", &ground.staging))?;
        write::make_folder(&ground.staging).map_err(DiskError::io("make", &ground.staging))?;
        Ok(Publication {
            ground,
            taken: Mutex::default(),
            #[cfg(test)]
            fuse: killed::Fuse::default(),
            _lock: lock,
        })
    }

    /// Reads back a file that the sink has taken.
    pub fn read_pending(&self, path: &OutPath) -> Option<Vec<u8>> {
        let place = match &self.taken().files.get(path.as_str())?.staged {
            Some(staged) => staged.clone(),
            None => self.ground.place(path),
        };
        fs::read(place).ok()
    }

    /// Reads a file as it is published now, if it is as it was when it was published.
    pub fn read_published(&self, path: &OutPath) -> Option<Vec<u8>> {
        let fingerprint = self.ground.ours.as_ref()?.get(path)?.as_ref()?;
        self.ground.look(path).ok()?.filter(fs::Metadata::is_file)?;
        let bytes = fs::read(self.ground.place(path)).ok()?;
        (Fingerprint::of(&bytes).hex() == *fingerprint).then_some(bytes)
    }

    /// Takes a file as it is published now; the caller has read it with [`Self::read_published`].
    pub fn keep(&self, path: &OutPath) -> io::Result<()> {
        let listed = self.ground.ours.as_ref().and_then(|ours| ours.get(path)?.clone());
        match listed {
            Some(fingerprint) => self.reserve(path, true, fingerprint).map(|_| ()),
            None => Err(not_ours(path, path.as_str())),
        }
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whether the bytes are published already; an error if the place is not ours.
    fn is_published(&self, path: &OutPath, bytes: &[u8]) -> io::Result<bool> {
        let there = self.ground.ours_there(path)?;
        Ok(there.is_some_and(|metadata| metadata.len() == bytes.len() as u64)
            // Under another spelling it is published anew.
            && self.ground.is_ours(path)
            && fs::read(self.ground.place(path)).is_ok_and(|published| published == bytes))
    }

    /// Reserves the place of a file, and a name for it in the staging folder.
    fn reserve(
        &self,
        path: &OutPath,
        unchanged: bool,
        fingerprint: String,
    ) -> io::Result<Option<PathBuf>> {
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
        let staged = if unchanged {
            None
        } else {
            let name = match self.ground.ours {
                // The staging folder as a whole becomes the output.
                None => PathBuf::from(path.as_str()),
                // Numbers need no folders, which are dearer to make than files.
                Some(_) => PathBuf::from(taken.staged.to_string()),
            };
            taken.staged += 1;
            Some(self.ground.staging.join(name))
        };
        taken.files.insert(path.as_str().to_owned(), File { staged: staged.clone(), fingerprint });
        Ok(staged)
    }

    /// Makes the folder of a staged file, by whichever thread comes first; none waits for it.
    fn make_folder(&self, staged: &Path) -> io::Result<()> {
        let Some(folder) = staged.parent() else { return Ok(()) };
        if self.taken().folders.contains(folder) {
            return Ok(());
        }
        write::make_all(folder)?;
        let above = folder.ancestors().take_while(|above| **above != self.ground.staging);
        self.taken().folders.extend(above.map(Path::to_owned));
        Ok(())
    }

    /// Publishes what was taken, and removes what was published before and is no longer made.
    pub fn finish(self) -> anyhow::Result<Published> {
        let mut staged: BTreeMap<OutPath, PathBuf> = BTreeMap::new();
        let mut made = Listed::new();
        for (path, file) in std::mem::take(&mut self.taken().files) {
            let Some(path) = OutPath::new(&path) else { continue };
            if let Some(at) = file.staged {
                staged.insert(path.clone(), at);
            }
            made.insert(path, Some(file.fingerprint));
        }
        let (written, unchanged) = (staged.len(), made.len() - staged.len());
        let removed = match &self.ground.ours {
            None => self.appear(&made)?,
            Some(ours) => self.replace(ours, &made, &staged)?,
        };
        Ok(Published { written, unchanged, removed })
    }

    /// Makes the staging folder the output, where there was none.
    fn appear(&self, made: &Listed) -> anyhow::Result<usize> {
        let (staging, output) = (&self.ground.staging, &self.ground.output);
        write::write_new(&staging.join(manifest::NAME), manifest::text(made).as_bytes())
            .and_then(|()| {
                self.moment()?;
                fs::rename(staging, output)
            })
            .explain(|| messages::cannot_publish_to(output))?;
        Ok(0)
    }

    /// Marks a moment at which tests kill the process, or let something else go wrong.
    fn moment(&self) -> io::Result<()> {
        #[cfg(test)]
        self.fuse.burn()?;
        Ok(())
    }
}

impl Sink for Publication {
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()> {
        if folded(path.as_str()) == manifest::NAME {
            return Err(not_ours(path, manifest::NAME));
        }
        let unchanged = self.is_published(path, bytes)?;
        let fingerprint = Fingerprint::of(bytes).hex();
        if let Some(staged) = self.reserve(path, unchanged, fingerprint)? {
            self.make_folder(&staged)
                .and_then(|()| write::write_new(&staged, bytes))
                .map_err(DiskError::io("write", staged))?;
        }
        self.moment()
    }

    fn wants(&self, path: &OutPath) -> io::Result<bool> {
        if self.read_published(path).is_none() {
            return Ok(true);
        }
        self.keep(path)?;
        Ok(false)
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
        let mut above = path.folders().chain([path.as_str()]);
        let inside = || {
            let next = self.files.range(below.clone()..).next();
            next.filter(|(name, _)| name.starts_with(&below))
        };
        let above = above.find_map(|above| self.files.get_key_value(above));
        above.or_else(inside).map(|(name, _)| name.as_str())
    }
}

/// Removes what lies at the place of the staging, if anything does; a link itself, not what it
/// leads to.
fn clear(staging: &Path) -> io::Result<()> {
    match write::look(staging)? {
        None => Ok(()),
        Some(metadata) if metadata.is_dir() => fs::remove_dir_all(staging),
        Some(_) => fs::remove_file(staging),
    }
}
