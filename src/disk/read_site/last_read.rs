//! Which files of a site are certainly as they were when it was read last.
//!
//! The preview reads the site at every save, and nearly all files are as they were. A file that was
//! written, replaced or renamed has another stamp; only one that was written just before it was read
//! may be written again without one, as the clocks of file systems have coarse steps. So a file is
//! trusted if another was changed some time later, for then it was read later too. No clock of the
//! machine is asked.

use crate::source::{SitePath, Source};
use std::collections::HashMap;
use std::fs::Metadata;
use std::sync::Arc;

/// The steps of the coarsest clock of a file system, in nanoseconds: two seconds.
const STEP: i128 = 2_000_000_000;

/// The files that need not be read again, as long as their stamps are the same.
#[derive(Default)]
pub struct LastRead(HashMap<SitePath, (Stamp, Arc<Source>)>);

/// What the file system says of a file; it has another after every change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    file: (u64, u64),
    length: u64,
    /// When its content was changed, in nanoseconds since 1970.
    modified: i128,
    /// When anything about it was changed, which no program can set.
    changed: i128,
}

impl Stamp {
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let time = |seconds: i64, nanoseconds: i64| {
            i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds)
        };
        Some(Stamp {
            file: (metadata.dev(), metadata.ino()),
            length: metadata.len(),
            modified: time(metadata.mtime(), metadata.mtime_nsec()),
            changed: time(metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    /// Elsewhere a program can change a file and set all times back, so each file is read again.
    #[cfg(not(unix))]
    pub fn of(_: &Metadata) -> Option<Stamp> {
        None
    }
}

impl LastRead {
    /// Remembers files that have just been read, or were remembered before, with their stamps.
    pub fn new(files: Vec<(Arc<Source>, Stamp)>) -> LastRead {
        let Some(newest) = files.iter().map(|(_, stamp)| stamp.changed).max() else {
            return LastRead::default();
        };
        let is_safe = |stamp: &Stamp| stamp.changed + STEP <= newest;
        let safe = files.into_iter().filter(|(_, stamp)| is_safe(stamp));
        LastRead(safe.map(|(source, stamp)| (source.path.clone(), (stamp, source))).collect())
    }

    /// Returns a file, if it is certainly as it was.
    pub fn source(&self, path: &SitePath, stamp: Stamp) -> Option<Arc<Source>> {
        let (last, source) = self.0.get(path)?;
        (*last == stamp).then(|| Arc::clone(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(changed: i128) -> Stamp {
        Stamp { file: (1, 1), length: 3, modified: 0, changed }
    }

    fn source(path: &str) -> Arc<Source> {
        Arc::new(Source::decode(SitePath::new(path), b"abc"))
    }

    #[test]
    fn only_a_file_that_was_changed_long_before_the_newest_is_trusted() {
        let files = [("old", 0), ("almost", 1), ("new", STEP)];
        let files = files.map(|(path, changed)| (source(path), stamp(changed)));
        let last = LastRead::new(files.into());
        let is_known = |path, changed| last.source(&SitePath::new(path), stamp(changed)).is_some();
        assert!(is_known("old", 0));
        assert!(!is_known("old", 1), "it was changed since");
        assert!(!is_known("almost", 1), "it may have been changed once more in the same step");
        assert!(!is_known("new", STEP));
        let other_length = Stamp { length: 4, ..stamp(0) };
        assert!(last.source(&SitePath::new("old"), other_length).is_none());
    }
}
