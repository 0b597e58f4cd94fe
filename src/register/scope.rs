//! What the references of documents are looked up in. It is complete before the first reference
//! is resolved.

use super::doc_id::DocId;
use super::filing::Filing;
use super::hidden::Hidden;
use super::index::{Index, path_candidates};
use super::numbers::NumberHolders;
use super::placement::Placed;
use super::serials::Serials;
use super::standards::StandardHolders;
use crate::document::{Document, Reference};
use crate::source::SitePath;

/// Everything that a reference can name.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub filing: &'a Filing<'a>,
    /// The public documents, by [`DocId`].
    pub documents: &'a [Placed],
    pub index: &'a Index,
    pub hidden: &'a Hidden,
    pub holders: &'a NumberHolders<'a>,
    pub standards: &'a StandardHolders<'a>,
    pub serials: &'a Serials,
}

impl<'a> Scope<'a> {
    pub fn document(&self, id: DocId) -> &'a Document {
        &self.documents[id.0].document
    }

    /// Returns the public documents with their ids.
    pub fn documents(&self) -> impl Iterator<Item = (DocId, &'a Document)> {
        self.documents.iter().enumerate().map(|(index, placed)| (DocId(index), &*placed.document))
    }

    /// Returns whether a reference that leads to no public document names a hidden one.
    pub fn is_hidden(&self, reference: &Reference, from: &SitePath) -> bool {
        match reference {
            Reference::Number(number) => self.holders.contains_key(number),
            Reference::Standard(number) => self.standards.contains_key(number),
            Reference::Path(typed) => {
                path_candidates(typed, from).iter().any(|path| self.hidden.contains(path))
            }
        }
    }

    /// Returns whether a reference names a file that could not be read. What is wrong with that
    /// file is reported already.
    pub fn is_unread(&self, reference: &Reference, from: &SitePath) -> bool {
        match reference {
            Reference::Number(_) | Reference::Standard(_) => false,
            Reference::Path(typed) => {
                path_candidates(typed, from).iter().any(|path| self.filing.unread.contains(path))
            }
        }
    }
}
