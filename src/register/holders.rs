//! Numbers that are given once: which document has each rightly, and which have it again.

use super::copies::is_named_copy;
use super::filing::Filing;
use crate::document::Document;
use crate::source::Spanned;
use std::collections::BTreeMap;

/// Numbers of one kind in use, by hidden documents too.
pub(super) struct Holders<'a, N> {
    /// The document that rightly has each number: of several the first that is not named as a copy.
    pub by_number: BTreeMap<&'a N, &'a Document>,
    /// Each number that is given again, with the document that has it rightly.
    pub again: Vec<(&'a Spanned<N>, &'a Document)>,
}

/// Returns the holders of the numbers that `number_of` finds.
pub(super) fn holders<'a, N: Ord>(
    filing: &'a Filing,
    number_of: fn(&Document) -> Option<&Spanned<N>>,
) -> Holders<'a, N> {
    let mut documents: BTreeMap<&N, Vec<(&Spanned<N>, &Document)>> = BTreeMap::new();
    for document in &filing.documents {
        if let Some(number) = number_of(document) {
            documents.entry(&number.value).or_default().push((number, document));
        }
    }
    let mut holders = Holders { by_number: BTreeMap::new(), again: Vec::new() };
    for (number, documents) in documents {
        let is_original = |(_, document): &(_, &Document)| !is_named_copy(&document.source.path);
        let original = match &*documents {
            [_] => 0,
            several => several.iter().position(is_original).unwrap_or(0),
        };
        let (_, holder) = documents[original];
        let others = documents.into_iter().enumerate().filter(|(index, _)| *index != original);
        holders.again.extend(others.map(|(_, (again, _))| (again, holder)));
        holders.by_number.insert(number, holder);
    }
    holders
}
