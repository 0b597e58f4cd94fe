//! What appears in no output, by path.

use crate::source::SitePath;
use std::collections::BTreeSet;
use std::ops::Bound;

/// The documents, categories and folders that are not public.
#[derive(Debug)]
pub struct Hidden {
    /// Documents and categories.
    paths: BTreeSet<SitePath>,
    /// The folders of hidden bundles, in which everything is hidden.
    folders: BTreeSet<String>,
}

impl Hidden {
    pub(super) fn new(paths: BTreeSet<SitePath>, folders: BTreeSet<String>) -> Hidden {
        Hidden { paths, folders }
    }

    /// Returns whether a path is that of a hidden document or category.
    pub fn contains(&self, path: &SitePath) -> bool {
        self.paths.contains(path)
    }

    /// Returns whether a path is hidden: by itself, or because a folder above it is.
    pub fn covers(&self, path: &SitePath) -> bool {
        self.contains(path) || path.folders().any(|folder| self.folders.contains(folder))
    }

    /// Returns whether a hidden document or category lies anywhere below a folder.
    pub fn lies_below(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        let mut below = self.paths.range::<str, _>((Bound::Included(&*prefix), Bound::Unbounded));
        below.next().is_some_and(|path| path.as_str().starts_with(&prefix))
    }
}
