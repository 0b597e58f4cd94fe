//! Rendering: every page through the theme into the sink, in parallel.

use super::Memos;
use super::files::{HIGHLIGHT, put};
use crate::diagnostic::Diagnostic;
use crate::output::Sink;
use crate::page::{self, Page, Site};
use crate::source::Fingerprint;
use crate::theme::Theme;
use std::io;

/// The theme with all that is the same on every page.
pub(super) fn with_site(theme: Theme, site: &Site) -> Theme {
    let mut assets = theme.assets().clone();
    assets.insert("highlight.css".to_owned(), HIGHLIGHT.to_owned());
    let view = page::site_view(site, &assets);
    theme.with_site(&view)
}

/// Renders every page into the sink, in parallel; gives the faults of templates.
pub(super) fn render(
    pages: &[Page],
    site: &Site,
    theme: &Theme,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    let results = memos.pages.each(
        pages,
        |page| fingerprint(page, site, theme),
        |page| {
            let (mut view, head) = site.view(page);
            if let Some(html) = site.body(page) {
                view.set_body(html);
            }
            let path = site.addresses.href(&page.address);
            let permalink = site.addresses.permalink(&page.address);
            theme.render(&page.template, &view, &head, &path, &permalink)
        },
        |page, rendered| match &**rendered {
            Ok(html) => put(sink, &page.address, html.as_bytes()).map(|()| None),
            Err(fault) => Ok(Some((**fault).clone())),
        },
    );
    results.into_iter().filter_map(Result::transpose).collect()
}

/// Of everything a page is made from. A page depends on exactly what is in its view, so the view
/// is the key; of the body, which is dear to make, it is what goes into it.
fn fingerprint(page: &Page, site: &Site, theme: &Theme) -> Fingerprint {
    let (view, head) = site.view(page);
    let made_of = serde_json::to_vec(&(&page.address, &page.template, view, head));
    let body = site.body_sources(page).map(|(source, links)| {
        Fingerprint::of_parts(&[
            source.fingerprint.bytes(),
            format!("{:?}", links.resolved).as_bytes(),
        ])
    });
    let trust = [u8::from(site.config.trust_html)];
    Fingerprint::of_parts(&[
        theme.fingerprint().bytes(),
        &made_of.unwrap_or_default(),
        body.as_ref().map_or(&[], |fingerprint| fingerprint.bytes().as_slice()),
        &trust,
    ])
}
