//! Which documents are public: a document is hidden for itself, or with a bundle that it lies in.

use super::bundles::Bundles;
use super::filing::Filing;
use super::hidden::Hidden;
use super::publication::{LeftOut, Unpublished};
use crate::document::Document;
use crate::source::SitePath;
use std::collections::BTreeSet;

/// Returns all that appears in no output.
pub(super) fn hidden(filing: &Filing, bundles: &Bundles) -> Hidden {
    let is_hidden = |document: &Document| {
        filing.hides(document) || hidden_bundle(&document.source.path, filing, bundles).is_some()
    };
    let documents = filing.documents.iter().filter(|document| is_hidden(document));
    let documents = documents.map(|document| document.source.path.clone());
    let sections = filing.sections.iter().map(|section| &section.source.path);
    let sections = sections.filter(|path| hidden_bundle(path, filing, bundles).is_some()).cloned();
    let folders = bundles.iter().filter(|(_, head)| filing.hides(head));
    let folders: BTreeSet<String> = folders.map(|(folder, _)| folder.to_owned()).collect();
    Hidden::new(documents.chain(sections).collect(), folders)
}

/// Returns the head of the innermost hidden bundle that a file lies in.
pub(super) fn hidden_bundle<'a>(
    path: &SitePath,
    filing: &Filing,
    bundles: &Bundles<'a>,
) -> Option<&'a Document> {
    bundles.around(path).map(|(_, head)| head).find(|head| filing.hides(head))
}

/// Returns why a document is not published, for itself or with a bundle that it lies in; `None`
/// if it is.
pub(super) fn unpublished(
    document: &Document,
    filing: &Filing,
    bundles: &Bundles,
) -> Option<Unpublished> {
    let heads = bundles.around(&document.source.path).map(|(_, head)| head);
    let reasons = heads.chain([document]).filter_map(|document| filing.unpublished(document));
    reasons.min_by_key(|reason| reason.rank())
}

/// Counts the hidden documents by reason.
pub(super) fn left_out(filing: &Filing, bundles: &Bundles, hidden: &Hidden) -> LeftOut {
    let mut left_out = LeftOut::default();
    for document in filing.documents.iter().filter(|d| hidden.contains(&d.source.path)) {
        let reason = unpublished(document, filing, bundles);
        left_out.count(reason.unwrap_or(Unpublished::Internal));
    }
    left_out
}

/// Returns the internal document that keeps a document internal: itself, or the head of a bundle
/// that it lies in. A draft or a waiting document, which will be public, is not kept so.
pub(super) fn internal_by<'a>(
    document: &'a Document,
    bundles: &Bundles<'a>,
) -> Option<&'a Document> {
    let heads = bundles.around(&document.source.path).map(|(_, head)| head);
    std::iter::once(document).chain(heads).find(|document| document.front.is_internal)
}
