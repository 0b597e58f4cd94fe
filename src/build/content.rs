//! The content, parsed: every Markdown file below `content/`.

use super::memos::Memos;
use super::options::Options;
use crate::config::{Config, is_slug};
use crate::diagnostic::{Checked, Diagnostic};
use crate::document::section::{self, Section};
use crate::document::{self, Document, Head};
use crate::markdown::RawHtml;
use crate::register::{Filing, UnreadNumbers};
use crate::source::{Fingerprint, SitePath, Source, Tree};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The content, parsed.
#[derive(Clone)]
pub struct Content {
    pub documents: Vec<Arc<Document>>,
    pub sections: Vec<Arc<Section>>,
    /// Files that could not be read.
    pub unread: BTreeSet<SitePath>,
    /// What is known of the numbers that could not be read.
    pub unread_numbers: UnreadNumbers,
}

impl Content {
    /// Returns the content as it is filed on the terms of a build.
    pub fn filing<'a>(self, tree: &'a Tree, config: &'a Config, options: &Options) -> Filing<'a> {
        Filing {
            documents: self.documents,
            sections: self.sections,
            unread: self.unread,
            unread_numbers: self.unread_numbers,
            assets: &tree.assets,
            config,
            now: options.now,
            drafts: options.drafts,
            waiting: options.waiting,
        }
    }
}

/// The content without the bodies of its documents, for what only front matter tells.
pub struct Heads {
    /// In the order of the paths.
    pub documents: Vec<Head>,
    pub sections: Vec<Arc<Section>>,
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
    let files = Files::of(tree);
    content.sections = files.sections(html).collect_into(&mut diagnostics);
    let declared = section::declared_fields(&content.sections);
    let fields = declared.fingerprint();
    let parsed = memos.documents.map(
        &files.documents,
        |source| {
            let (path, text) = (source.path.as_str().as_bytes(), source.fingerprint.bytes());
            let trusted = [u8::from(html == RawHtml::Trusted)];
            Fingerprint::of_parts(&[path, text, &trusted, fields.bytes()])
        },
        |source| {
            let Checked { value, diagnostics } = document::parse(source, html, &declared);
            Checked::new(value.map(Arc::new), diagnostics)
        },
    );
    for (source, parsed) in files.documents.iter().zip(parsed) {
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

/// Reads the front matter of every document, and the categories. What is wrong with them is left
/// to [`parse`].
pub fn parse_heads(tree: &Tree, html: RawHtml) -> Heads {
    let files = Files::of(tree);
    let sections = files.sections(html).value;
    let declared = section::declared_fields(&sections);
    let heads: Vec<Option<Head>> =
        files.documents.par_iter().map(|source| document::parse_head(source, &declared)).collect();
    let mut unread_numbers = UnreadNumbers::default();
    for (source, head) in files.documents.iter().zip(&heads) {
        match head {
            Some(head) if head.front.number.is_some() => {}
            Some(head) => unread_numbers.add_front_matter(&source.text[..head.body.start]),
            None => unread_numbers.add_file(&whole(source, tree).text),
        }
    }
    let documents = heads.into_iter().flatten().collect();
    Heads { documents, sections, unread_numbers }
}

/// Returns a file with its body, of which only the front matter may have been read.
fn whole(source: &Arc<Source>, tree: &Tree) -> Arc<Source> {
    if source.is_whole {
        return Arc::clone(source);
    }
    match (tree.read)(&source.path) {
        Ok(bytes) => Arc::new(Source::decode(source.path.clone(), &bytes)),
        // It has just been removed.
        Err(_) => Arc::clone(source),
    }
}

/// The Markdown files of the content.
struct Files<'a> {
    indexes: Vec<&'a Arc<Source>>,
    documents: Vec<&'a Arc<Source>>,
}

impl Files<'_> {
    fn of(tree: &Tree) -> Files<'_> {
        let files = tree.texts_under("content/").filter(|source| source.path.extension() == "md");
        let (indexes, documents) =
            files.partition(|source| section::folder_of(&source.path).is_some());
        Files { indexes, documents }
    }

    /// Reads the categories.
    fn sections(&self, html: RawHtml) -> Checked<Vec<Arc<Section>>> {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let mut sections = Vec::new();
        for source in &self.indexes {
            let folder = section::folder_of(&source.path).unwrap_or_default();
            let parsed = section::parse(source, folder, html).collect_into(&mut diagnostics);
            sections.extend(parsed);
        }
        section::place(&mut sections, is_slug);
        Checked::new(sections.into_iter().map(Arc::new).collect(), diagnostics)
    }
}
