//! What can be printed: the page of each document, its PDF, and what the print is made from.

use super::output::{Make, Output};
use crate::address::{Claim, url};
use crate::config::Config;
use crate::page::{Page, PageKind, Site};
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

/// The PDFs that the site will have. They are printed after everything else, from the files of the
/// sink, so they are only declared here.
pub(super) fn outputs<'a>(pages: &'a [Page], config: &Config) -> impl Iterator<Item = Output<'a>> {
    let pages = if config.paper { pages } else { &[] };
    pages.iter().filter(|page| document_of(page).is_some()).map(|page| {
        let address = url::paper(&page.address);
        Output { claim: Claim::printed(&address), address, make: Make::Elsewhere }
    })
}

/// What can be printed of these pages: documents, and issues with their articles.
pub fn papers(site: &Site, pages: &[Page]) -> Vec<Paper> {
    let documents = pages.iter().filter_map(|page| Some((page, document_of(page)?)));
    documents.map(|(page, id)| paper(site, page, id)).collect()
}

fn document_of(page: &Page) -> Option<DocId> {
    match page.kind {
        PageKind::Document(id) | PageKind::Newsletter(id) => Some(id),
        _ => None,
    }
}

fn paper(site: &Site, page: &Page, id: DocId) -> Paper {
    let entry = site.register.entry(id);
    let mut made_with: BTreeSet<String> = pictures(site, id).collect();
    let attached = entry.attachments.iter().filter_map(|attachment| match attachment.to {
        AttachmentTarget::Document(to) => Some(to),
        AttachmentTarget::File(..) => None,
    });
    let articles = site.register.lists.issues.get(&id).into_iter().flatten().copied();
    for part in attached.chain(articles) {
        made_with.insert(site.addresses.document(part).to_owned());
        made_with.extend(pictures(site, part));
    }
    Paper {
        source: entry.document.source.path.clone(),
        number: entry.identifier(),
        page: page.address.clone(),
        permalink: site.addresses.permalink(&page.address),
        pdf: url::paper(&page.address),
        made_with,
    }
}

fn pictures(site: &Site, id: DocId) -> impl Iterator<Item = String> {
    site.document_links[id.0].files.iter().map(|(_, file)| site.file_address(file))
}
