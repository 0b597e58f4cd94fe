//! All that a document says under the keys that its category declares, for pages and data.

use super::declared_value::{fact, href};
use super::site::Site;
use crate::markdown::Link;
use crate::register::DocId;
use crate::view::FactView;

/// All that a document says under declared keys, for readers.
pub fn declared_facts(site: &Site, id: DocId) -> Vec<FactView> {
    let document = &site.register.entry(id).document;
    let links = &site.document_links[id.0];
    let fact = |declared| fact(site.words(), document, links, declared);
    document.front.declared.iter().map(fact).collect()
}

/// The whole address that a link of a document leads to, for data.
pub fn declared_address(site: &Site, id: DocId, link: &Link) -> String {
    let document = &site.register.entry(id).document;
    match href(document, &site.document_links[id.0], link) {
        Some(href) if href.starts_with('/') => format!("{}{href}", site.config.base_url.origin),
        Some(href) => href,
        None => link.target.clone(),
    }
}
