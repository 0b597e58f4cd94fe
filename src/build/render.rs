//! Rendering: every page through the theme into the sink, in parallel.

use super::memos::Memos;
use super::put::put_shared;
use crate::address::url;
use crate::diagnostic::Diagnostic;
use crate::markdown::RawHtml;
use crate::output::Sink;
use crate::page::{self, Page, Site};
use crate::source::Fingerprint;
use crate::theme::{Renderer, Theme};
use std::io;
use std::sync::Arc;

/// Prepares the theme for the site.
fn prepare<'a>(theme: &'a Theme, site: &Site) -> Result<Renderer<'a>, Box<Diagnostic>> {
    let mut assets = theme.assets().clone();
    let highlight = url::HIGHLIGHT.trim_start_matches('/');
    assets.insert("highlight.css".to_owned(), highlight.to_owned());
    theme.renderer(&page::site_view(site, &assets))
}

/// Renders every page into the sink, in parallel, and returns the faults of templates.
pub(super) fn publish_pages(
    pages: &[Page],
    site: &Site,
    theme: &Theme,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    let renderer = match prepare(theme, site) {
        Ok(renderer) => renderer,
        Err(fault) => return Ok(vec![*fault]),
    };
    let results = memos.pages.each(
        pages,
        |page| fingerprint(page, site, &renderer),
        |page| {
            let body = page::body(site, page).unwrap_or_default();
            let (view, head) = page::view(site, page, body);
            let path = site.addresses.href(&page.address);
            let permalink = site.addresses.permalink(&page.address);
            renderer.render(&page.template, &view, &head, &path, &permalink).map(Arc::from)
        },
        |page, rendered| match &**rendered {
            Ok(html) => put_shared(sink, &page.address, html).map(|()| None),
            Err(fault) => Ok(Some((**fault).clone())),
        },
    );
    results.into_iter().filter_map(Result::transpose).collect()
}

/// The fingerprint of everything a page is made from. A page depends on exactly what is in its
/// view, so the view is the key. The body is expensive to render, so its inputs are hashed instead
/// of its HTML.
fn fingerprint(page: &Page, site: &Site, renderer: &Renderer) -> Fingerprint {
    let (view, head) = page::view(site, page, String::new());
    let inputs = serde_json::to_vec(&(&page.address, &page.template, view, head));
    let body = page::body_sources(site, page).map(|(source, links)| {
        Fingerprint::of_parts(&[
            source.fingerprint.bytes(),
            format!("{:?}", links.resolved).as_bytes(),
        ])
    });
    let trust = [u8::from(site.config.raw_html == RawHtml::Trusted)];
    Fingerprint::of_parts(&[
        renderer.fingerprint().bytes(),
        &inputs.unwrap_or_default(),
        body.as_ref().map_or(&[], |fingerprint| fingerprint.bytes().as_slice()),
        &trust,
    ])
}
