//! The files that a publication has received and will publish when it is finished.

use crate::disk::error::DiskError;
use crate::output::OutPath;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The files to publish, each at a place of its own.
#[derive(Default)]
pub struct Pending {
    /// By their paths in the output.
    pub files: BTreeMap<String, PendingFile>,
    /// How many were given a name in the staging folder.
    staged: usize,
    /// The folders that were made in the staging folder.
    pub folders: BTreeSet<PathBuf>,
}

/// A file to publish.
pub struct PendingFile {
    /// Where it is in the staging folder; `None` if it is published already.
    pub staged: Option<PathBuf>,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub fingerprint: String,
}

impl Pending {
    /// Adds a file that stays as it is published.
    pub fn add_published(&mut self, path: &OutPath, fingerprint: String) -> Result<(), DiskError> {
        self.check(path)?;
        let file = PendingFile { staged: None, fingerprint };
        self.files.insert(path.as_str().to_owned(), file);
        Ok(())
    }

    /// Adds a file that is to be staged. Returns where: what `staging_path` makes of the number of
    /// files staged before.
    pub fn add_staged(
        &mut self,
        path: &OutPath,
        fingerprint: String,
        staging_path: impl FnOnce(usize) -> PathBuf,
    ) -> Result<PathBuf, DiskError> {
        self.check(path)?;
        let staged = staging_path(self.staged);
        self.staged += 1;
        let file = PendingFile { staged: Some(staged.clone()), fingerprint };
        self.files.insert(path.as_str().to_owned(), file);
        Ok(staged)
    }

    fn check(&self, path: &OutPath) -> Result<(), DiskError> {
        let Some(other) = self.conflict(path) else { return Ok(()) };
        let (first, second) = (path.as_str().min(other), path.as_str().max(other));
        Err(DiskError::SamePlace { first: first.to_owned(), second: second.to_owned() })
    }

    /// Returns a file that cannot be there together with this one: the same, or one of which the
    /// other would be a folder.
    fn conflict(&self, path: &OutPath) -> Option<&str> {
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
