//! Bundles: documents that have a folder of their own, in which other files may lie.

use crate::document::Document;
use crate::source::SitePath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The head of every bundle (its `index.md`), by the folder.
pub(super) struct Bundles<'a>(BTreeMap<&'a str, &'a Document>);

impl<'a> Bundles<'a> {
    pub fn of(documents: &'a [Arc<Document>]) -> Bundles<'a> {
        let heads =
            documents.iter().filter(|document| document.source.path.file_name() == "index.md");
        Bundles(heads.map(|head| (head.source.path.folder(), &**head)).collect())
    }

    /// Returns each folder that is a bundle, with its head.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Document)> {
        self.0.iter().map(|(folder, head)| (*folder, *head))
    }

    /// Returns the bundles that a file lies in, the innermost first, with their heads. A head lies
    /// in its own bundle.
    pub fn around<'p>(&self, path: &'p SitePath) -> impl Iterator<Item = (&'p str, &'a Document)> {
        path.folders().filter_map(|folder| Some((folder, *self.0.get(folder)?)))
    }
}
