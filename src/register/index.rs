//! Public documents by number and by path.

use super::doc_id::DocId;
use crate::document::{Document, Reference};
use crate::number::DocNumber;
use crate::source::SitePath;
use std::collections::BTreeMap;

/// Finds the document that a number or a path names.
pub(super) struct Index {
    /// Of several documents with one number, the first by path.
    pub by_number: BTreeMap<DocNumber, DocId>,
    /// By the path of the file.
    pub by_path: BTreeMap<SitePath, DocId>,
}

impl Index {
    /// Indexes documents that are given in the order of their ids.
    pub fn of<'a>(documents: impl Iterator<Item = &'a Document>) -> Index {
        let mut index = Index { by_number: BTreeMap::new(), by_path: BTreeMap::new() };
        for (position, document) in documents.enumerate() {
            let id = DocId(position);
            index.by_path.insert(document.source.path.clone(), id);
            if let Some(number) = &document.front.number {
                index.by_number.entry(number.value.clone()).or_insert(id);
            }
        }
        index
    }

    /// Returns the document that a reference in the file `from` names.
    pub fn find(&self, reference: &Reference, from: &SitePath) -> Option<DocId> {
        match reference {
            Reference::Number(number) => self.by_number.get(number).copied(),
            Reference::Path(typed) => {
                path_candidates(typed, from).iter().find_map(|path| self.by_path.get(path).copied())
            }
        }
    }
}

/// Returns the files that a typed path may mean, likeliest first: `notices/a.md` below the content
/// folder, `a.md` beside the document, and the bundle `notices/conf`.
pub(super) fn path_candidates(typed: &str, from: &SitePath) -> Vec<SitePath> {
    let mut paths = Vec::new();
    for folder in ["content", from.folder()] {
        for end in ["", "/index.md", ".md"] {
            paths.extend(SitePath::resolve(folder, &format!("{typed}{end}")));
        }
    }
    paths
}
