//! `gongbao paper`: documents as PDF files, printed by an installed browser.

use super::{Outcome, Voice, options, places, write_out};
use crate::build::{Memos, build};
use crate::config::BaseUrl;
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Publication, TempFolder};
use crate::failure;
use crate::number::DocNumber;
use crate::output::{MemorySink, OutPath, Sink};
use crate::page::{Paper, url};
use crate::paper::{self, Printer};
use crate::source::Fingerprint;
use anyhow::bail;
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a browser may take for one step of one page.
const PATIENCE: Duration = Duration::from_secs(60);

/// Names a browser that stands at no usual place.
const VARIABLE: &str = "CHROMIUM";

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let root = places(matches).root;
    let tree = disk::read(&root, &root.join("public"))?;
    let files = MemorySink::default();
    let built = build(&tree, &options(matches, &tree)?, &mut Memos::disabled(), &files)?;
    voice.report(&built.diagnostics, &tree);
    if built.diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::Faulty);
    }
    let papers: Vec<&Paper> = match matches.get_many::<String>("path") {
        Some(typed) => {
            typed.map(|typed| named(&built.papers, typed, &root)).collect::<Result<_, _>>()?
        }
        None => built.papers.iter().collect(),
    };
    let folder = matches.get_one::<PathBuf>("output").cloned().unwrap_or_default();
    let mut written = String::new();
    let files = |path: &OutPath| files.read(path);
    let work = || {
        printed(&papers, &built.base_url, &files, &mut |paper, pdf| {
            let name = paper.pdf.rsplit('/').next().unwrap_or_default();
            disk::overwrite(&folder, name, &root, &pdf)?;
            written.push_str(&format!("{}\n", folder.join(name).display()));
            Ok(())
        })
    };
    voice.while_working("正在打印……", "printing …", work)?;
    write_out(&written)?;
    Ok(Outcome::Done)
}

/// The document that is meant: by its file, its address or its number.
fn named<'a>(papers: &'a [Paper], typed: &str, root: &Path) -> anyhow::Result<&'a Paper> {
    let path = Path::new(typed.strip_prefix("./").unwrap_or(typed));
    let address = format!("/{}/", typed.trim_matches('/'));
    let number = DocNumber::parse(typed).map(|number| number.to_string());
    let found = papers.iter().find(|paper| {
        let source = Path::new(paper.source.as_str());
        let bundle = source.parent().filter(|_| paper.source.stem() == "index");
        [Some(source), bundle]
            .into_iter()
            .flatten()
            .any(|own| path == own || path == root.join(own))
            || paper.page == address
            || number.is_some() && paper.number == number
    });
    found.ok_or_else(|| {
        failure!(
            "没有路径、网址或文号是 {typed} 的公开文件",
            "no public document has the path, address or number {typed}"
        )
        .into()
    })
}

/// Prints into a publication what site.yaml wants as `paper`. A PDF that was made from the same
/// page stays as it is published. Gives the number of those that were printed.
pub(super) fn publish(
    papers: &[Paper],
    base_url: &BaseUrl,
    publication: &Publication,
) -> anyhow::Result<usize> {
    let files = |path: &OutPath| publication.read_pending(path);
    let mut due = Vec::new();
    for paper in papers {
        let fingerprint = fingerprint_of(paper, &files).hex();
        let path = file_of(paper)?;
        let last = publication.read_published(&path);
        if last.is_some_and(|pdf| paper::fingerprint_of(&pdf) == Some(&fingerprint)) {
            publication.keep(&path)?;
        } else {
            due.push(paper);
        }
    }
    printed(&due, base_url, &files, &mut |paper, pdf| put(publication, paper, &pdf))?;
    Ok(due.len())
}

fn file_of(paper: &Paper) -> anyhow::Result<OutPath> {
    let address = &paper.pdf;
    url::file_of(address).ok_or_else(|| {
        failure!("“{address}”不能作文件的地址", "no file can have the address {address}").into()
    })
}

fn put(publication: &Publication, paper: &Paper, pdf: &[u8]) -> anyhow::Result<()> {
    let path = file_of(paper)?;
    publication
        .put(&path, pdf)
        .map_err(|error| failure!("无法发布 {path}", "cannot publish {path}").because(error).into())
}

/// Prints papers from the files of the site, one after the other; each goes to `take`.
fn printed(
    papers: &[&Paper],
    base_url: &BaseUrl,
    files: &dyn Fn(&OutPath) -> Option<Vec<u8>>,
    take: &mut dyn FnMut(&Paper, Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if papers.is_empty() {
        return Ok(());
    }
    let asked = |url: &str| files(&url::file_of(&address_of(url, base_url)?)?);
    // Declared before the browser, which must have ended when its files are removed.
    let profile = TempFolder::new()?;
    let mut printer = Printer::open(&browser()?, profile.path(), PATIENCE)?;
    for paper in papers {
        let pdf = printer.print(&paper.permalink, &asked)?;
        take(paper, paper::with_fingerprint(pdf, fingerprint_of(paper, files)))?;
    }
    Ok(())
}

/// The address inside the site of what a page asks for.
fn address_of(url: &str, base_url: &BaseUrl) -> Option<String> {
    let path = &url[url.find("://")? + 3..];
    let path = path[path.find('/')?..].split(['?', '#']).next()?;
    let path = url::percent_decoded(path)?;
    Some(path.strip_prefix(base_url.path.trim_end_matches('/'))?.to_owned())
}

/// Of everything that a paper is printed from. Styles and scripts are named in the page by their
/// digest.
fn fingerprint_of(paper: &Paper, files: &dyn Fn(&OutPath) -> Option<Vec<u8>>) -> Fingerprint {
    let addresses = paper.made_with.iter().chain([&paper.page]);
    let parts: Vec<Vec<u8>> = addresses
        .map(|address| url::file_of(address).and_then(|path| files(&path)).unwrap_or_default())
        .chain([env!("CARGO_PKG_VERSION").as_bytes().to_vec()])
        .collect();
    Fingerprint::of_parts(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// The browser to print with.
fn browser() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(named));
    }
    match disk::first_existing_file(paper::browser_paths()) {
        Some(found) => Ok(found),
        None => {
            let names = paper::BROWSER_NAMES;
            bail!(failure!(
                "没有找到能打印的浏览器：请安装 {names} 之一，或用环境变量 {VARIABLE} 指明它的位置",
                "no browser to print with: install one of {names}, or name it in the variable {VARIABLE}"
            ))
        }
    }
}
