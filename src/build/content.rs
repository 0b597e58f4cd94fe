//! The content, parsed: every Markdown file below `content/`.

use super::memos::Memos;
use crate::diagnostic::Checked;
use crate::document::section::{self, Section};
use crate::document::{self, Document};
use crate::markdown::RawHtml;
use crate::register::UnreadNumbers;
use crate::source::{Fingerprint, SitePath, Source, Tree};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The content, parsed.
pub struct Content {
    pub documents: Vec<Arc<Document>>,
    pub sections: Vec<Arc<Section>>,
    /// Files that could not be read.
    pub unread: BTreeSet<SitePath>,
    /// What is known of the numbers that could not be read.
    pub unread_numbers: UnreadNumbers,
}

/// Parses every Markdown file of the content, on a site where raw HTML is as `html` says.
pub fn parse(tree: &Tree, html: RawHtml, memos: &mut Memos) -> Checked<Content> {
    let mut diagnostics = Vec::new();
    let mut content = Content {
        documents: Vec::new(),
        sections: Vec::new(),
        unread: BTreeSet::new(),
        unread_numbers: UnreadNumbers::default(),
    };
    let files = tree.texts_under("content/").filter(|source| source.path.extension() == "md");
    let (indexes, files): (Vec<_>, Vec<&Arc<Source>>) =
        files.partition(|source| section::folder_of(&source.path).is_some());
    for source in indexes {
        let folder = section::folder_of(&source.path).unwrap_or_default();
        content.sections.extend(
            section::parse(source, folder, html).collect_into(&mut diagnostics).map(Arc::new),
        );
    }
    let parsed = memos.documents.map(
        &files,
        |source| {
            let (path, text) = (source.path.as_str().as_bytes(), source.fingerprint.bytes());
            Fingerprint::of_parts(&[path, text, &[u8::from(html == RawHtml::Trusted)]])
        },
        |source| {
            let Checked { value, diagnostics } = document::parse(source, html);
            Checked::new(value.map(Arc::new), diagnostics)
        },
    );
    for (source, parsed) in files.iter().zip(parsed) {
        diagnostics.extend(parsed.diagnostics.iter().cloned());
        match &parsed.value {
            Some(document) => {
                if document.front.number.is_none() {
                    content.unread_numbers.add_front_matter(&source.text[..document.body.start]);
                }
                content.documents.push(Arc::clone(document));
            }
            None => {
                content.unread_numbers.add_file(&source.text);
                content.unread.insert(source.path.clone());
            }
        }
    }
    Checked::new(content, diagnostics)
}
