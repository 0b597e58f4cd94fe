//! What a document says under a key that its category declares, as pages show it.

use super::dates::date_view;
use crate::address::BodyLinks;
use crate::document::{DeclaredValue, Document, FieldValue};
use crate::markdown::Link;
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
pub(super) fn href(document: &Document, links: &BodyLinks, link: &Link) -> Option<String> {
    let all = &document.outline.links;
    let index = all.iter().rposition(|other| other.span == link.span)?;
    let inside = links.resolved.links.get(index).cloned().flatten();
    let is_whole = matches!(Scheme::parse(&link.target), Scheme::Allowed(_));
    inside.or_else(|| is_whole.then(|| link.target.clone()))
}
