//! Everything that is published beside the pages: feeds, the catalogue, files as they are.

use crate::config::Config;
use crate::markdown;
use crate::output::{SEARCH_ENTRY, Sink};
use crate::page::url::{self, Addresses};
use crate::page::{Claim, Files, Page, Site, data, feed, paper};
use crate::register::Register;
use crate::source::{SitePath, Tree};
use crate::theme::Theme;
use rayon::prelude::*;
use std::borrow::Cow;
use std::io;

/// The address of the style sheet that colours code, beside the theme's own files.
pub(super) const HIGHLIGHT: &str = "assets/highlight.css";

/// The addresses of everything that is no page.
pub(super) fn other_files(
    tree: &Tree,
    files: &Files,
    register: &Register,
    config: &Config,
    addresses: &Addresses,
    theme: Option<&Theme>,
    pages: &[Page],
) -> Vec<(String, Claim)> {
    let content = files.published().map(|(path, a)| (a.to_owned(), Claim::of_file(path)));
    let statics = statics(tree).map(|(path, out)| (format!("/{out}"), Claim::of_file(path)));
    let theme = theme
        .into_iter()
        .flat_map(Theme::files)
        .map(|(path, _)| (format!("/{path}"), Claim::of_theme(path.as_str())));
    let lists = feed::addresses(register, config, addresses)
        .into_iter()
        .chain(data::addresses(pages.len()))
        .chain([format!("/{HIGHLIGHT}"), format!("/{SEARCH_ENTRY}")])
        .map(|address| made(&address));
    let papers = paper::addresses(pages, config).map(|a| (a.clone(), Claim::printed(&a)));
    content.chain(statics).chain(theme).chain(lists).chain(papers).collect()
}

/// The address of a file that nobody typed.
pub(super) fn made(address: &str) -> (String, Claim) {
    (address.to_owned(), Claim::made(address))
}

/// Files of the site's own `static/`, each with its place in the output.
fn statics(tree: &Tree) -> impl Iterator<Item = (&SitePath, String)> {
    tree.assets
        .keys()
        .filter_map(|path| Some((path, path.as_str().strip_prefix("static/")?.to_owned())))
}

/// Feeds, the catalogue, the sitemap.
pub(super) fn publish_lists(site: &Site, pages: &[Page], sink: &dyn Sink) -> io::Result<()> {
    feed::all(site).par_iter().try_for_each(|feed| {
        put(sink, &format!("{}feed.xml", feed.list), feed.atom(site).as_bytes())?;
        put(sink, &format!("{}feed.json", feed.list), feed.json(site).as_bytes())
    })?;
    put(sink, "/data/documents.json", data::documents_json(site).as_bytes())?;
    put(sink, "/data/documents.csv", data::documents_csv(site).as_bytes())?;
    put(sink, "/robots.txt", data::robots(site).as_bytes())?;
    for (address, text) in data::sitemaps(site, pages) {
        put(sink, &address, text.as_bytes())?;
    }
    Ok(())
}

/// Files that go out as they are: of the content, of `static/`, of the theme.
pub(super) fn publish_files(
    tree: &Tree,
    site: &Site,
    theme: &Theme,
    sink: &dyn Sink,
) -> io::Result<()> {
    for (path, bytes) in theme.files() {
        sink.put(path, &bytes)?;
    }
    put(sink, HIGHLIGHT, markdown::highlight_css().as_bytes())?;
    let content = site.files.published().map(|(path, address)| (path, Cow::Borrowed(address)));
    let all: Vec<_> = content.chain(statics(tree).map(|(path, out)| (path, out.into()))).collect();
    all.par_iter().try_for_each(|(path, address)| put(sink, address, &(tree.read)(path)?))
}

/// Puts a file where its address says.
pub(super) fn put(sink: &dyn Sink, address: &str, bytes: &[u8]) -> io::Result<()> {
    match url::file_of(address) {
        Some(path) => sink.put(&path, bytes),
        None => Err(io::Error::other(format!("no file can have the address {address}"))),
    }
}
