//! Rendering: every page through the theme into the sink, in parallel.

use super::put::put_later;
use crate::address::url;
use crate::diagnostic::Diagnostic;
use crate::export;
use crate::output::{MakeLater, Sink};
use crate::page::{self, Page, Site};
use crate::source::Tree;
use crate::theme::{Renderer, Theme};
use rayon::prelude::*;
use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;

/// Renders every page into the sink, in parallel, and returns the faults of templates. A sink that
/// makes pages later gets a [`TemplateFault`] then.
pub(super) fn publish_pages(
    pages: &Arc<[Page]>,
    site: &Arc<Site>,
    theme: &Theme,
    tree: &Tree,
    sink: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    let renderer = match prepare(theme, site, tree) {
        Ok(renderer) => Arc::new(renderer),
        Err(fault) => return Ok(vec![*fault]),
    };
    let publish = |index: usize| {
        let make = rendering(pages, index, site, &renderer);
        match put_later(sink, &pages[index].address, make) {
            Ok(()) => Ok(None),
            Err(error) => template_fault(error).map(Some),
        }
    };
    let results: Vec<Option<Diagnostic>> =
        (0..pages.len()).into_par_iter().map(publish).collect::<io::Result<_>>()?;
    Ok(results.into_iter().flatten().collect())
}

/// The style sheet with which a site changes the theme.
const CUSTOM_CSS: &str = "static/custom.css";

/// Prepares the theme for the site.
fn prepare(theme: &Theme, site: &Site, tree: &Tree) -> Result<Renderer, Box<Diagnostic>> {
    let mut assets = theme.assets().clone();
    let highlight = url::HIGHLIGHT.trim_start_matches('/');
    assets.insert("highlight.css".to_owned(), highlight.to_owned());
    if let Some((address, _)) = export::accent_sheet(&site.config) {
        assets.insert("accent.css".to_owned(), address.trim_start_matches('/').to_owned());
    }
    // The site's own style sheet lies at its root; one of the theme has its place among its files.
    if tree.assets.contains_key(CUSTOM_CSS) {
        assets.entry("custom.css".to_owned()).or_insert_with(|| "custom.css".to_owned());
    }
    theme.renderer(&page::site_view(site, &assets))
}

/// Returns what renders one of the pages.
fn rendering(
    pages: &Arc<[Page]>,
    index: usize,
    site: &Arc<Site>,
    renderer: &Arc<Renderer>,
) -> MakeLater {
    let (pages, site, renderer) = (Arc::clone(pages), Arc::clone(site), Arc::clone(renderer));
    Arc::new(move || {
        let page = &pages[index];
        let body = page::body(&site, page).unwrap_or_default();
        let (view, head) = page::view(&site, page, body);
        let path = site.addresses.href(&page.address);
        let permalink = site.addresses.permalink(&page.address);
        let html = renderer.render(&page.template, &view, &head, &path, &permalink);
        html.map_err(|fault| io::Error::other(TemplateFault(*fault)))
    })
}

/// Why a page cannot be made: what an editor of templates has to mend.
#[derive(Debug)]
struct TemplateFault(Diagnostic);

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.id)
    }
}

impl Error for TemplateFault {}

/// Returns the fault of a template for which a page could not be made; other errors are the
/// machine's.
pub fn template_fault(error: io::Error) -> io::Result<Diagnostic> {
    error.downcast::<TemplateFault>().map(|fault| fault.0)
}
