//! The text of a page as HTML, with its links resolved.

use super::pages::{Page, PageKind};
use super::site::Site;
use crate::address::BodyLinks;
use crate::markdown::{self, RawHtml};
use crate::register::DocId;
use crate::source::Source;
use std::ops::Range;

/// Renders the body of a page, if it has one.
pub fn body(site: &Site, page: &Page) -> Option<String> {
    let (source, range, links) = match &page.kind {
        PageKind::Document(id) | PageKind::Newsletter(id) => {
            let document = &site.register.entry(*id).document;
            (&*document.source, document.body.clone(), &site.document_links[id.0])
        }
        PageKind::Section { section, pager: 1 } => {
            let index = *section;
            let section = &site.register.sections[index];
            (&*section.source, section.body.clone(), &site.section_links[index])
        }
        _ => return None,
    };
    Some(render(site, source, range, links, site.config.raw_html))
}

/// Returns the body of a document for readers who see it without its page: harmless whatever the
/// site trusts, and with whole addresses.
pub fn portable_body(site: &Site, id: DocId) -> &str {
    site.portable_bodies[id.0].get_or_init(|| {
        let document = &site.register.entry(id).document;
        let links = &site.document_links[id.0];
        let body = document.body.clone();
        let html = render(site, &document.source, body, links, RawHtml::Sanitised);
        markdown::portable(&html, &site.addresses.permalink(site.addresses.document(id)))
    })
}

fn render(
    site: &Site,
    source: &Source,
    range: Range<usize>,
    links: &BodyLinks,
    raw: RawHtml,
) -> String {
    markdown::html(source, range, &links.resolved, raw, site.words().labels())
}
