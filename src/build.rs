//! THE pipeline: read → parse → file → compose → render → publish.
//!
//! Whoever reads [`build`] has seen the system. It runs whole on every change; what is slow is
//! answered from the [`Memos`] of the last run where nothing has changed.

use crate::config::{self, BaseUrl, Config};
use crate::diagnostic::{Diagnostic, Told, in_order};
use crate::document::section::{self, Section};
use crate::document::{self, Document};
use crate::markdown;
use crate::memo::Memo;
use crate::output::Sink;
use crate::page::url::{self, Addresses};
use crate::page::{self, Desk, Page, data, feed, files};
use crate::register::{self, Filing, Register};
use crate::source::{Fingerprint, SitePath, Source, Tree};
use crate::theme::{self, Theme};
use jiff::civil::Date;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// What a build is asked for, beside the content.
#[derive(Clone, Debug)]
pub struct Options {
    /// "Today" for everything that depends on it; no stage reads a clock.
    pub date: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// In place of `base_url` in site.yaml.
    pub base_url: Option<BaseUrl>,
}

/// The answers of the last build.
pub struct Memos {
    documents: Memo<Told<Option<Arc<Document>>>>,
    pages: Memo<Result<String, Box<Diagnostic>>>,
}

/// What a build came to. With an error among the diagnostics, what the sink took is not to be
/// published.
#[derive(Debug)]
pub struct Built {
    pub documents: usize,
    pub pages: usize,
    pub base_path: String,
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the site: from the files of the tree to the files of the sink. An `Err` is a fault of
/// the machine; faults of the content are in the answer.
pub fn build(
    tree: &Tree,
    options: &Options,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<Built> {
    let mut told = Vec::new();

    let config = configure(tree, options).tell(&mut told);
    let theme = theme::load(tree, &config.theme).tell(&mut told);
    let content = parse(tree, memos).tell(&mut told);
    told.retain(|told| !(config.trust_html && markdown::MOOT_WHEN_TRUSTED.contains(&told.id)));
    let filing = Filing {
        documents: content.documents,
        sections: content.sections,
        unread: content.unread,
        assets: &tree.assets,
        config: &config,
        date: options.date,
        drafts: options.drafts,
    };
    let register = register::file(&filing).tell(&mut told);

    let addresses = Addresses::of(&register, &config);
    let pages = page::compose(&register, &config, &addresses);
    let others = other_files(tree, &register, &config, &addresses, theme.as_ref(), pages.len());
    let known = page::check_addresses(&pages, &others, &register, &mut told);
    let sources = (&tree.assets, &filing.unread);
    let desk = page::desk(&register, &config, &addresses, options.date, sources, &known);
    let desk = desk.tell(&mut told);

    let built = |told| Built {
        documents: register.entries.len(),
        pages: pages.len(),
        base_path: config.base_url.path.clone(),
        diagnostics: in_order(told),
    };
    let Some(theme) = theme else { return Ok(built(told)) };
    page::check_templates(&register, |template| theme.has(template), &mut told);
    if told.iter().any(Diagnostic::is_error) {
        return Ok(built(told));
    }
    let theme = dressed(theme, &desk);
    told.extend(render(&pages, &desk, &theme, memos, sink)?);
    publish_lists(&desk, &pages, sink)?;
    publish_files(tree, &desk, &theme, sink)?;
    Ok(built(told))
}

impl Memos {
    /// For a program that builds once.
    pub fn forgetful() -> Memos {
        Memos { documents: Memo::forgetful(), pages: Memo::forgetful() }
    }

    /// For a program that builds again and again.
    pub fn keeping() -> Memos {
        Memos { documents: Memo::keeping(), pages: Memo::keeping() }
    }
}

fn configure(tree: &Tree, options: &Options) -> Told<Config> {
    let mut config = config::read(tree.text("site.yaml"));
    if let Some(base_url) = &options.base_url {
        config.value.base_url = base_url.clone();
    }
    config
}

/// The content, parsed.
pub struct Content {
    pub documents: Vec<Arc<Document>>,
    pub sections: Vec<Arc<Section>>,
    /// Files that could not be read.
    pub unread: BTreeSet<SitePath>,
}

/// Parses every Markdown file of the content.
pub fn parse(tree: &Tree, memos: &mut Memos) -> Told<Content> {
    let mut told = Vec::new();
    let mut content =
        Content { documents: Vec::new(), sections: Vec::new(), unread: BTreeSet::new() };
    let files = tree.texts_under("content/").filter(|source| source.path.extension() == "md");
    let (indexes, files): (Vec<_>, Vec<&Arc<Source>>) =
        files.partition(|source| section::folder_of(&source.path).is_some());
    for source in indexes {
        let folder = section::folder_of(&source.path).unwrap_or_default();
        content.sections.extend(section::parse(source, folder).tell(&mut told).map(Arc::new));
    }
    let parsed = memos.documents.map(
        &files,
        |source| Fingerprint::of_parts(&[source.path.as_str().as_bytes(), source.print.bytes()]),
        |source| {
            let Told { value, diagnostics } = document::parse(source);
            Told::new(value.map(Arc::new), diagnostics)
        },
    );
    for (source, parsed) in files.iter().zip(parsed) {
        told.extend(parsed.diagnostics.iter().cloned());
        match &parsed.value {
            Some(document) => content.documents.push(Arc::clone(document)),
            None => {
                content.unread.insert(source.path.clone());
            }
        }
    }
    Told::new(content, told)
}

/// The address of the style sheet that colours code, beside the theme's own files.
const HIGHLIGHT: &str = "assets/highlight.css";

/// The theme with all that is the same on every page.
fn dressed(theme: Theme, desk: &Desk) -> Theme {
    let mut assets = theme.assets().clone();
    assets.insert("highlight.css".to_owned(), HIGHLIGHT.to_owned());
    let site = page::site(desk, &assets);
    theme.with_site(&site)
}

/// The addresses of everything that is no page, with words for each.
fn other_files(
    tree: &Tree,
    register: &Register,
    config: &Config,
    addresses: &Addresses,
    theme: Option<&Theme>,
    pages: usize,
) -> Vec<(String, (String, String))> {
    let named = |what: &str, path: &str| (format!("{what} {path}"), path.to_owned());
    let attached = files::attached(register, addresses, &tree.assets);
    let attached =
        attached.into_iter().map(|(path, address)| (address, named("文件", path.as_str())));
    let statics =
        statics(tree).map(|(path, out)| (format!("/{out}"), named("文件", path.as_str())));
    let theme = theme
        .into_iter()
        .flat_map(Theme::files)
        .map(|(path, _)| (format!("/{path}"), named("主题文件", path.as_str())));
    let made = feed::addresses(register, config, addresses)
        .into_iter()
        .chain(data::addresses(pages))
        .chain([format!("/{HIGHLIGHT}")])
        .map(|address| (address.clone(), named("自动生成的", &address)));
    attached.chain(statics).chain(theme).chain(made).collect()
}

/// Files of the site's own `static/`, each with its place in the output.
fn statics(tree: &Tree) -> impl Iterator<Item = (&SitePath, String)> {
    tree.assets
        .keys()
        .filter_map(|path| Some((path, path.as_str().strip_prefix("static/")?.to_owned())))
}

/// Renders every page into the sink, in parallel; gives the faults of templates.
fn render(
    pages: &[Page],
    desk: &Desk,
    theme: &Theme,
    memos: &mut Memos,
    sink: &dyn Sink,
) -> io::Result<Vec<Diagnostic>> {
    let results = memos.pages.each(
        pages,
        |page| fingerprint(page, desk, theme),
        |page| {
            let (mut view, head) = desk.view(page);
            if let Some(html) = desk.body(page) {
                view.set_body(html);
            }
            let path = desk.addresses.href(&page.address);
            let permalink = desk.addresses.permalink(&page.address);
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
fn fingerprint(page: &Page, desk: &Desk, theme: &Theme) -> Fingerprint {
    let (view, head) = desk.view(page);
    let made_of = serde_json::to_vec(&(&page.address, &page.template, view, head));
    let body = desk.body_sources(page).map(|(source, links)| {
        Fingerprint::of_parts(&[source.print.bytes(), format!("{:?}", links.resolved).as_bytes()])
    });
    let trust = [u8::from(desk.config.trust_html)];
    Fingerprint::of_parts(&[
        theme.fingerprint().bytes(),
        &made_of.unwrap_or_default(),
        body.as_ref().map_or(&[], |print| print.bytes().as_slice()),
        &trust,
    ])
}

/// Feeds, the catalogue, the sitemap.
fn publish_lists(desk: &Desk, pages: &[Page], sink: &dyn Sink) -> io::Result<()> {
    feed::all(desk).par_iter().try_for_each(|feed| {
        put(sink, &format!("{}feed.xml", feed.list), feed.atom(desk).as_bytes())?;
        put(sink, &format!("{}feed.json", feed.list), feed.json(desk).as_bytes())
    })?;
    put(sink, "/data/documents.json", data::documents_json(desk).as_bytes())?;
    put(sink, "/data/documents.csv", data::documents_csv(desk).as_bytes())?;
    put(sink, "/robots.txt", data::robots(desk).as_bytes())?;
    for (address, text) in data::sitemaps(desk, pages) {
        put(sink, &address, text.as_bytes())?;
    }
    Ok(())
}

/// Files that go out as they are: of the content, of `static/`, of the theme.
fn publish_files(tree: &Tree, desk: &Desk, theme: &Theme, sink: &dyn Sink) -> io::Result<()> {
    for (path, bytes) in theme.files() {
        sink.put(path, &bytes)?;
    }
    put(sink, HIGHLIGHT, markdown::highlight_css().as_bytes())?;
    let content = files::published(desk, &tree.assets);
    let content = content.iter().map(|(path, address)| (path, Cow::Borrowed(address.as_str())));
    let all: Vec<_> = content.chain(statics(tree).map(|(path, out)| (path, out.into()))).collect();
    all.par_iter().try_for_each(|(path, address)| put(sink, address, &(tree.read)(path)?))
}

fn put(sink: &dyn Sink, address: &str, bytes: &[u8]) -> io::Result<()> {
    match url::file_of(address) {
        Some(path) => sink.put(&path, bytes),
        None => Err(io::Error::other(format!("no file can have the address {address}"))),
    }
}
