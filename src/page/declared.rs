//! What a document says under the keys that its category declares, as pages and data show it.

use super::dates::date_view;
use super::site::Site;
use crate::address::BodyLinks;
use crate::document::{DeclaredValue, Document, FieldValue};
use crate::markdown::Link;
use crate::register::DocId;
use crate::scheme::Scheme;
use crate::view::FactView;
use crate::words::Words;

/// What `value` of a document says, for readers.
pub(super) fn fact(
    words: Words,
    document: &Document,
    links: &BodyLinks,
    declared: &DeclaredValue,
) -> FactView {
    let (text, url, date) = match &declared.value {
        FieldValue::Text(text) => (text.clone(), None, None),
        FieldValue::Number(number) => (number.typed.clone(), None, None),
        FieldValue::Date(date) => (words.day(*date), None, Some(date_view(words, *date))),
        FieldValue::Link(link) => (link.target.clone(), href(document, links, link), None),
    };
    FactView { key: declared.field.key.clone(), label: declared.field.key.clone(), text, url, date }
}

/// Where a link leads: inside the site as it was resolved, else as typed.
fn href(document: &Document, links: &BodyLinks, link: &Link) -> Option<String> {
    let all = &document.outline.links;
    let index = all.iter().rposition(|other| other.span == link.span)?;
    let inside = links.resolved.links.get(index).cloned().flatten();
    let is_whole = matches!(Scheme::parse(&link.target), Scheme::Allowed(_));
    inside.or_else(|| is_whole.then(|| link.target.clone()))
}

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
