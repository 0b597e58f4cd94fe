//! What all categories declare, and what of it holds for a document.

use super::declaration::DeclaredField;
use crate::source::{Fingerprint, SitePath};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The declared fields of all categories.
#[derive(Clone, Debug, Default)]
pub struct DeclaredFields {
    /// By the folder of the category under `content/`.
    categories: BTreeMap<String, Category>,
}

#[derive(Clone, Debug)]
struct Category {
    title: String,
    fields: Vec<Arc<DeclaredField>>,
}

impl DeclaredFields {
    /// Adds what a category declares.
    pub fn add(&mut self, folder: &str, title: &str, fields: &[Arc<DeclaredField>]) {
        if !fields.is_empty() {
            let category = Category { title: title.to_owned(), fields: fields.to_vec() };
            self.categories.insert(folder.to_owned(), category);
        }
    }

    /// Returns the fields that the documents of a folder may have: those of the category above
    /// first.
    pub fn of_folder(&self, folder: &str) -> Vec<Arc<DeclaredField>> {
        let mut found: Vec<Arc<DeclaredField>> = Vec::new();
        if self.categories.is_empty() {
            return found;
        }
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        let above = ends.filter_map(|end| self.categories.get(&folder[..end]));
        for field in above.flat_map(|category| &category.fields) {
            match found.iter_mut().find(|known| known.key == field.key) {
                Some(known) => *known = Arc::clone(field),
                None => found.push(Arc::clone(field)),
            }
        }
        found
    }

    /// Returns the fields that a document may have.
    pub(crate) fn of_document(&self, path: &SitePath) -> Vec<Arc<DeclaredField>> {
        self.of_folder(path.folder().strip_prefix("content/").unwrap_or_default())
    }

    /// Returns the title of the first category that declares a key.
    pub(super) fn category_of(&self, key: &str) -> Option<&str> {
        let declares = |category: &&Category| category.fields.iter().any(|field| field.key == key);
        self.categories.values().find(declares).map(|category| &*category.title)
    }

    /// Returns every declared field, in the order of the categories.
    pub fn all(&self) -> impl Iterator<Item = &Arc<DeclaredField>> {
        self.categories.values().flat_map(|category| &category.fields)
    }

    /// Returns a fingerprint of all that the reading of documents depends on.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(format!("{:?}", self.categories).as_bytes())
    }
}
