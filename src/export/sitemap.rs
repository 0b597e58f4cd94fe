//! The sitemap (sitemaps.org), in parts where it is too long for one file, and robots.txt.

use super::output::{Make, Output};
use crate::address::url;
use crate::page::{Page, PageKind, Site, published_of, revisions};
use crate::register::DocId;
use jiff::civil::Date;
use std::sync::Arc;

/// How many addresses one file of a sitemap may hold (sitemaps.org).
const MAX_ENTRIES: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

pub(super) fn outputs(pages: &Arc<[Page]>) -> Vec<Output<'static>> {
    let mut outputs = sitemaps(pages, MAX_ENTRIES);
    outputs.push(Output::generated(url::ROBOTS, Make::from_site(robots)));
    outputs
}

/// The sitemap, or its parts and their index.
fn sitemaps(pages: &Arc<[Page]>, max_entries: usize) -> Vec<Output<'static>> {
    let listed = pages.iter().filter(|page| is_listed(page)).count();
    let part = |address: &str, first: usize| {
        let pages = Arc::clone(pages);
        Output::generated(
            address,
            Make::from_site(move |site| {
                let listed = pages.iter().filter(|page| is_listed(page));
                url_set(site, listed.skip(first).take(max_entries))
            }),
        )
    };
    if listed <= max_entries {
        return vec![part(url::SITEMAP, 0)];
    }
    let firsts = (0..listed).step_by(max_entries).enumerate();
    let mut outputs: Vec<Output> =
        firsts.map(|(index, first)| part(&url::sitemap_part(index + 1), first)).collect();
    let count = outputs.len();
    outputs.push(Output::generated(url::SITEMAP, Make::from_site(move |site| index(site, count))));
    outputs
}

/// Returns whether search engines should visit a page.
fn is_listed(page: &Page) -> bool {
    !matches!(page.kind, PageKind::Redirect { .. } | PageKind::Search | PageKind::NotFound)
}

fn url_set<'p>(site: &Site, pages: impl Iterator<Item = &'p Page>) -> String {
    let mut text = format!("{HEAD}<urlset {NAMESPACE}>\n");
    for page in pages {
        let day = match &page.kind {
            PageKind::Document(id) | PageKind::Newsletter(id) => last_change(site, *id),
            _ => None,
        };
        let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        let address = site.addresses.permalink(&page.address);
        text.push_str(&format!("<url><loc>{address}</loc>{day}</url>\n"));
    }
    text.push_str("</urlset>\n");
    text
}

fn index(site: &Site, parts: usize) -> String {
    let mut text = format!("{HEAD}<sitemapindex {NAMESPACE}>\n");
    for part in 1..=parts {
        let address = site.addresses.permalink(&url::sitemap_part(part));
        text.push_str(&format!("<sitemap><loc>{address}</loc></sitemap>\n"));
    }
    text.push_str("</sitemapindex>\n");
    text
}

fn last_change(site: &Site, id: DocId) -> Option<Date> {
    let changed = site.register.entry(id).document.front.changes.first().map(|c| c.date);
    let revised = revisions(site, id).first().map(|revision| revision.day);
    changed.max(revised).max(published_of(&site.register, id).map(|moment| moment.date))
}

fn robots(site: &Site) -> String {
    let search = site.addresses.href(url::SEARCH);
    let sitemap = site.addresses.permalink(url::SITEMAP);
    format!("User-agent: *\nDisallow: {search}\n\nSitemap: {sitemap}\n")
}

#[cfg(test)]
mod tests {
    use super::{sitemaps, url};
    use crate::page::{Page, PageKind};
    use std::sync::Arc;

    #[test]
    fn a_sitemap_is_split_where_it_is_too_long() {
        let page = Page {
            address: url::STATISTICS.to_owned(),
            template: "statistics.html".to_owned(),
            kind: PageKind::Statistics,
        };
        let pages: Arc<[Page]> = vec![page; 5].into();
        let addresses = |max_entries: usize| -> Vec<String> {
            sitemaps(&pages, max_entries).into_iter().map(|o| o.address).collect()
        };
        assert_eq!(addresses(5), ["/sitemap.xml"]);
        let parts = ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap.xml"];
        assert_eq!(addresses(2), parts);
    }
}
