//! The text of a page as HTML, with its links resolved.

use super::pages::{Page, PageKind};
use super::site::Site;
use crate::address::BodyLinks;
use crate::markdown::{self, KnownPicture, Outline, RawHtml, Resolved};
use crate::media;
use crate::register::DocId;
use crate::source::{SitePath, Source};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Renders the body of a page, if it has one.
pub fn body(site: &Site, page: &Page) -> Option<String> {
    let (source, range, outline, links) = match &page.kind {
        PageKind::Document(id) | PageKind::Newsletter(id) => {
            let document = &site.register.entry(*id).document;
            let links = &site.document_links[id.0];
            (&*document.source, document.body.clone(), &document.outline, links)
        }
        PageKind::Section { section, pager: 1 } => {
            let index = *section;
            let section = &site.register.sections[index];
            let links = &site.section_links[index];
            (&*section.source, section.body.clone(), &section.outline, links)
        }
        _ => return None,
    };
    Some(render(site, source, range, outline, links, site.config.raw_html))
}

/// Returns the body of a document for readers who see it without its page: harmless whatever the
/// site trusts, and with whole addresses.
pub fn portable_body(site: &Site, id: DocId) -> &str {
    site.portable_bodies[id.0].get_or_init(|| {
        let html = harmless_body(site, id);
        markdown::portable(&html, &site.addresses.permalink(site.addresses.document(id)))
    })
}

/// Returns the body of a document as its page has it, but harmless whatever the site trusts.
pub fn harmless_body(site: &Site, id: DocId) -> String {
    let document = &site.register.entry(id).document;
    let (body, links) = (document.body.clone(), &site.document_links[id.0]);
    render(site, &document.source, body, &document.outline, links, RawHtml::Sanitised)
}

fn render(
    site: &Site,
    source: &Source,
    range: Range<usize>,
    outline: &Outline,
    links: &BodyLinks,
    raw: RawHtml,
) -> String {
    let pictures: BTreeMap<usize, KnownPicture> = links
        .pictures(outline)
        .filter_map(|(link, file)| Some((link, known_picture(site, file)?)))
        .collect();
    let resolved = if pictures.is_empty() {
        Cow::Borrowed(&links.resolved)
    } else {
        Cow::Owned(Resolved { pictures, ..links.resolved.clone() })
    };
    markdown::html(source, range, &resolved, raw, site.words().labels())
}

/// Returns what is known of a picture. It itself is its widest source where its variants are narrower than any screen needs.
fn known_picture(site: &Site, file: &SitePath) -> Option<KnownPicture> {
    let (width, height) = site.pictures.size(file)?;
    let variants = site.pictures.variants(file);
    let mut sources: Vec<(u32, String)> =
        variants.iter().map(|(width, address)| (*width, site.addresses.href(address))).collect();
    if sources.last().is_some_and(|(widest, _)| *widest < width.min(media::WIDEST)) {
        sources.push((width, site.addresses.href(&site.file_address(file))));
    }
    Some(KnownPicture { width, height, sources })
}
