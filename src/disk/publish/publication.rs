//! A publication: a [`Sink`] that stages files, and publishes them when it is finished.

use crate::disk::error::DiskError;
use crate::disk::messages;
use crate::disk::publish::changes::{self, Durability};
use crate::disk::publish::crash_point::CrashPoints;
use crate::disk::publish::lock::Lock;
use crate::disk::publish::manifest::{self, Manifest, State};
use crate::disk::publish::output_folder::{OutputFolder, Ownership, foreign_file};
use crate::disk::publish::pending::Pending;
use crate::disk::publish::replace::replace;
use crate::disk::write;
use crate::failure::Explain;
use crate::integrity::{self, FileRecord};
use crate::output::{MANIFEST, OutPath, Sink, folded};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A publication under way. Dropped before it is finished, it leaves the output as it was.
pub struct Publication {
    pub(super) output: OutputFolder,
    pending: Mutex<Pending>,
    durability: Durability,
    pub(super) crash_points: CrashPoints,
    /// Declared last, so that the staging folder is removed before another build may begin.
    _lock: Lock,
}

/// How many files a publication wrote, left as they were, and removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl Publication {
    /// Begins to publish the site at `root` to `output`, which stays as it is until the end.
    pub fn open(
        output: &Path,
        root: &Path,
        durability: Durability,
        ownership: Ownership,
    ) -> Result<Publication, DiskError> {
        let before = OutputFolder::inspect(output, root, ownership)?;
        let lock = Lock::acquire(&before.lock, &before.path)?;
        // Inspected again: the build that held the lock until now may have published.
        let output = OutputFolder::inspect(output, root, ownership)?;
        remove_staging(&output.staging).map_err(DiskError::io("clear", &output.staging))?;
        // Only one that becomes the output itself may be seen by others: the output may be served, and the
        // staging folder lie in it.
        let make = match output.published {
            None => changes::make_folder,
            Some(_) => changes::make_private_folder,
        };
        make(&output.staging).map_err(DiskError::io("make", &output.staging))?;
        Ok(Publication {
            output,
            pending: Mutex::default(),
            durability,
            crash_points: CrashPoints::default(),
            _lock: lock,
        })
    }

    /// Reads back a file that was put or kept.
    pub fn read_pending(&self, path: &OutPath) -> Option<Vec<u8>> {
        let place = match &self.pending().files.get(path.as_str())?.staged {
            Some(staged) => staged.clone(),
            None => self.output.place(path),
        };
        fs::read(place).ok()
    }

    /// Reads a file as it is published now; `None` if it was changed since, or is foreign.
    pub fn read_published(&self, path: &OutPath) -> Option<Vec<u8>> {
        let fingerprint = self.output.published.as_ref()?.get(path)?.as_ref()?;
        self.output.metadata_of(path).ok()?.filter(fs::Metadata::is_file)?;
        let bytes = fs::read(self.output.place(path)).ok()?;
        (integrity::sha256(&bytes) == *fingerprint).then_some(bytes)
    }

    /// Keeps a file as it is published now; the caller has read it with [`Self::read_published`].
    pub fn keep(&self, path: &OutPath) -> io::Result<()> {
        let published = self.output.published.as_ref();
        match published.and_then(|published| published.get(path)?.clone()) {
            Some(fingerprint) => Ok(self.pending().add_published(path, fingerprint)?),
            None => Err(foreign_file(path, path.as_str())),
        }
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether these bytes are published at the path already; an error if something
    /// foreign is there.
    fn is_unchanged(&self, path: &OutPath, bytes: &[u8]) -> io::Result<bool> {
        let there = self.output.published_at(path)?;
        Ok(there.is_some_and(|metadata| metadata.len() == bytes.len() as u64)
            // Under another spelling it is published anew.
            && self.output.is_published(path)
            && fs::read(self.output.place(path)).is_ok_and(|published| published == bytes))
    }

    /// Returns where a file is staged, of which `count` were staged before.
    fn staging_path(&self, path: &OutPath, count: usize) -> PathBuf {
        match self.output.published {
            // The staging folder as a whole becomes the output.
            None => self.output.staging.join(path.as_str()),
            // Numbers need no folders, which are more expensive to make than files.
            Some(_) => self.output.staging.join(count.to_string()),
        }
    }

    /// Makes the folder of a staged file. Threads may do so at once; none waits for another.
    fn make_folder_of(&self, staged: &Path) -> io::Result<()> {
        let Some(folder) = staged.parent() else { return Ok(()) };
        if self.pending().folders.contains(folder) {
            return Ok(());
        }
        changes::make_with_parents(folder)?;
        let above = folder.ancestors().take_while(|above| **above != self.output.staging);
        self.pending().folders.extend(above.map(Path::to_owned));
        Ok(())
    }

    /// Puts `manifest.json`, which lists every file that was put or kept until now. No file is read
    /// again: their sums were taken when they were put.
    pub fn put_manifest(&self) -> anyhow::Result<()> {
        let mut files = integrity::Files::new();
        for (name, file) in &self.pending().files {
            let Some(path) = OutPath::new(name) else { continue };
            let place = file.staged.clone().unwrap_or_else(|| self.output.place(&path));
            let size = place.metadata().explain(|| messages::cannot_read(&place))?.len();
            files.insert(path, FileRecord { sha256: file.fingerprint.clone(), size });
        }
        let Some(path) = OutPath::new(MANIFEST) else { return Ok(()) };
        Ok(self.put(&path, integrity::text(&files).as_bytes())?)
    }

    /// Publishes what was put, and removes what was published before and was not put again.
    pub fn finish(self) -> anyhow::Result<Published> {
        let mut staged: BTreeMap<OutPath, PathBuf> = BTreeMap::new();
        let mut new = Manifest::new();
        for (path, file) in std::mem::take(&mut self.pending().files) {
            let Some(path) = OutPath::new(&path) else { continue };
            if let Some(place) = file.staged {
                staged.insert(path.clone(), place);
            }
            new.insert(path, Some(file.fingerprint));
        }
        let (written, unchanged) = (staged.len(), new.len() - staged.len());
        let removed = match &self.output.published {
            None => {
                self.rename_staging(&new)?;
                0
            }
            Some(old) => {
                replace(&self.output, self.durability, &self.crash_points, old, &new, &staged)?
            }
        };
        Ok(Published { written, unchanged, removed })
    }

    /// Makes the staging folder the output, where there was none.
    fn rename_staging(&self, new: &Manifest) -> anyhow::Result<()> {
        let (staging, output) = (&self.output.staging, &self.output.path);
        let is_durable = self.durability == Durability::PowerLoss;
        let text = manifest::text(new, State::Complete);
        let publish = || -> io::Result<()> {
            let place = staging.join(manifest::FILE_NAME);
            changes::write_new(&place, text.as_bytes(), self.durability)?;
            self.crash_points.pass()?;
            if is_durable {
                let pending = self.pending();
                changes::sync_file_system(staging, pending.folders.iter().map(PathBuf::as_path))?;
            }
            changes::rename(staging, output)?;
            match output.parent().filter(|_| is_durable) {
                Some(parent) => changes::sync_folder(parent),
                None => Ok(()),
            }
        };
        publish().explain(|| messages::cannot_publish_to(output))
    }
}

impl Sink for Publication {
    fn put(&self, path: &OutPath, bytes: &[u8]) -> io::Result<()> {
        if folded(path.as_str()) == manifest::FILE_NAME {
            return Err(foreign_file(path, manifest::FILE_NAME));
        }
        let fingerprint = integrity::sha256(bytes);
        if self.is_unchanged(path, bytes)? {
            self.pending().add_published(path, fingerprint)?;
        } else {
            let staging_path = |count| self.staging_path(path, count);
            let staged = self.pending().add_staged(path, fingerprint, staging_path)?;
            self.make_folder_of(&staged)
                .and_then(|()| changes::write_new(&staged, bytes, self.durability))
                .map_err(DiskError::io("write", staged))?;
        }
        self.crash_points.pass()
    }

    fn wants(&self, path: &OutPath) -> io::Result<bool> {
        if self.read_published(path).is_none() {
            return Ok(true);
        }
        self.keep(path)?;
        Ok(false)
    }

    fn published(&self, path: &OutPath) -> Option<Vec<u8>> {
        self.read_published(path)
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        let _ = remove_staging(&self.output.staging);
    }
}

/// Removes what is at the place of the staging folder, if anything is; a link itself, not what it
/// leads to.
fn remove_staging(staging: &Path) -> io::Result<()> {
    match write::metadata_at(staging)? {
        None => Ok(()),
        Some(metadata) if metadata.is_dir() => fs::remove_dir_all(staging),
        Some(_) => fs::remove_file(staging),
    }
}
