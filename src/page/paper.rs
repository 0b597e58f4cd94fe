//! What can be printed: the page of each document, its PDF, and what the print is made from.

use super::{Page, PageKind, Site, url};
use crate::config::Config;
use crate::register::{AttachmentTarget, DocId};
use crate::source::SitePath;
use std::collections::BTreeSet;

/// The page of a document and the PDF of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The file that the editor wrote.
    pub source: SitePath,
    /// 鲁医协发〔2026〕1号
    pub number: Option<String>,
    /// `/lyxf/2026/1/`
    pub page: String,
    /// The whole address of the page, under which it is printed.
    pub permalink: String,
    /// `/lyxf/2026/1/lyxf-2026-1.pdf`
    pub pdf: String,
    /// Addresses of what belongs to the print beside the page: pictures, attached documents with
    /// theirs. A print is made again when one of them changes.
    pub made_with: BTreeSet<String>,
}

/// The addresses of all PDFs that the site will have.
pub fn addresses(pages: &[Page], config: &Config) -> impl Iterator<Item = String> {
    let printed = pages.iter().filter(|page| matches!(page.kind, PageKind::Document(_)));
    printed.filter(|_| config.paper).map(|page| url::paper(&page.address))
}

impl Site<'_> {
    /// What can be printed of these pages. Contents of newsletters cannot, their articles can.
    pub fn papers(&self, pages: &[Page]) -> Vec<Paper> {
        let documents = pages.iter().filter_map(|page| match page.kind {
            PageKind::Document(id) => Some((page, id)),
            _ => None,
        });
        documents.map(|(page, id)| self.paper(page, id)).collect()
    }

    fn paper(&self, page: &Page, id: DocId) -> Paper {
        let entry = self.register.entry(id);
        let mut made_with: BTreeSet<String> = self.pictures(id).collect();
        for attachment in &entry.attachments {
            if let AttachmentTarget::Document(to) = attachment.to {
                made_with.insert(self.addresses.document(to).to_owned());
                made_with.extend(self.pictures(to));
            }
        }
        Paper {
            source: entry.document.source.path.clone(),
            number: entry.number().map(ToString::to_string),
            page: page.address.clone(),
            permalink: self.addresses.permalink(&page.address),
            pdf: url::paper(&page.address),
            made_with,
        }
    }

    fn pictures(&self, id: DocId) -> impl Iterator<Item = String> {
        self.bodies[id.0].files.iter().map(|file| self.file_address(file))
    }
}
