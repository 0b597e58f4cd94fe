//! The checks of the text of every document, made anew where a document has changed.

use super::memos::Memos;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::inspect;
use crate::source::{Fingerprint, Source};
use crate::word_list::WordList;
use std::sync::Arc;

/// Returns what the checks of the text find, hidden documents included.
pub(super) fn inspect(
    documents: &[Arc<Document>],
    words: &WordList,
    memos: &mut Memos,
) -> Vec<Diagnostic> {
    let found = memos.inspections.map(
        documents,
        |document| {
            let Source { path, fingerprint, .. } = &*document.source;
            let words = words.fingerprint.bytes();
            Fingerprint::of_parts(&[path.as_str().as_bytes(), fingerprint.bytes(), words])
        },
        |document| inspect::inspect(document, words),
    );
    found.iter().flat_map(|found| found.iter().cloned()).collect()
}
