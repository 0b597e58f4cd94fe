//! What git knows of the files: with which commit each came into the published branch, and with which it changed.
//!
//! [`disk`](crate::disk) runs git; here its answer is read ([`History::parse`]) and asked. History is an
//! input of a build like its date: it comes in through the options, and only the last commit of the branch counts, so that
//! the same commit gives the same site.

mod check;
mod faults;
mod parse;

pub use check::check;
pub use faults::unavailable;

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
    prefix: String,
    /// Newest first.
    commits: Vec<Commit>,
    /// The indices of the commits of each file, newest first, by its path in the repository today.
    files: HashMap<String, Vec<usize>>,
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
