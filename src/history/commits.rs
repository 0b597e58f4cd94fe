//! The commits of the files of a site, and why there may be none.

use crate::source::SitePath;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use std::collections::HashMap;

/// A commit of the published branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub hash: String,
    /// When it was committed.
    pub time: Timestamp,
    /// How many documents it brought.
    pub added: usize,
}

impl Commit {
    /// Returns when it was committed, in a time zone.
    pub fn at(&self, zone: Offset) -> DateTime {
        zone.to_datetime(self.time)
    }
}

/// The commits of each file. Nothing lists the files, because some are hidden: only whoever knows a
/// file can ask for it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// From the top of the repository to the site: empty, or it ends with `/`.
    pub(super) prefix: String,
    /// Newest first.
    pub(super) commits: Vec<Commit>,
    /// The indices of the commits of each file, newest first, by its path in the repository today.
    pub(super) files: HashMap<String, Vec<usize>>,
}

impl History {
    /// Returns the commits of a file, newest first; none if it was not committed.
    pub fn of(&self, path: &SitePath) -> impl DoubleEndedIterator<Item = &Commit> {
        let own = self.files.get(&self.in_repository(path)).map_or(&[][..], Vec::as_slice);
        own.iter().filter_map(|index| self.commits.get(*index))
    }

    /// Returns the path of a file from the top of the repository.
    pub fn in_repository(&self, path: &SitePath) -> String {
        format!("{}{path}", self.prefix)
    }
}

/// Why there is no history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// git is not installed.
    NoGit,
    NoRepository,
    NoCommits,
    /// The clone lacks the older commits; what it has would name false ones.
    Shallow,
    TooSlow,
    TooLong,
    /// What git said instead.
    Refused(String),
}
