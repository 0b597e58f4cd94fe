//! `gongbao paper`: prints documents as PDF files with an installed browser, also for `build`.

use super::arguments::{folders, options};
use super::console::{Console, write_out};
use super::messages;
use super::outcome::Outcome;
use crate::address::url;
use crate::build::{Memos, build};
use crate::config::BaseUrl;
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Publication, TempFolder};
use crate::export::Paper;
use crate::failure::Explain;
use crate::number::DocNumber;
use crate::output::{MemorySink, OutPath, Sink};
use crate::paper::{self, Printer};
use crate::source::Fingerprint;
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a browser may take for one step of one page.
const STEP_TIMEOUT: Duration = Duration::from_secs(60);

/// The environment variable that names a browser which is not at one of the usual places.
const BROWSER_VARIABLE: &str = "CHROMIUM";

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let root = folders(matches).root;
    let tree = disk::read(&root, &root.join("public"))?;
    let files = MemorySink::default();
    let built = build(&tree, &options(matches, &tree)?, &mut Memos::disabled(), &files)?;
    console.diagnostics(&built.diagnostics, &tree);
    if built.diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::ContentErrors);
    }
    let papers: Vec<&Paper> = match matches.get_many::<String>("path") {
        Some(typed) => {
            typed.map(|typed| find_paper(&built.papers, typed, &root)).collect::<Result<_, _>>()?
        }
        None => built.papers.iter().collect(),
    };
    let folder = matches.get_one::<PathBuf>("output").cloned().unwrap_or_default();
    let mut written = String::new();
    let files = |path: &OutPath| files.read(path);
    let work = || {
        print(&papers, &built.base_url, &files, &mut |paper, pdf| {
            let name = paper.pdf.rsplit('/').next().unwrap_or_default();
            disk::overwrite(&folder, name, &root, &pdf)?;
            written.push_str(&format!("{}\n", folder.join(name).display()));
            Ok(())
        })
    };
    console.with_progress(&messages::printing(), work)?;
    write_out(&written)?;
    Ok(Outcome::Success)
}

/// Returns the document with a file, an address or a number.
fn find_paper<'a>(papers: &'a [Paper], typed: &str, root: &Path) -> anyhow::Result<&'a Paper> {
    let path = Path::new(typed.strip_prefix("./").unwrap_or(typed));
    let address = format!("/{}/", typed.trim_matches('/'));
    let number = DocNumber::parse(typed).map(|number| number.to_string());
    let is_meant = |paper: &&Paper| {
        let source = Path::new(paper.source.as_str());
        let bundle = source.parent().filter(|_| paper.source.stem() == "index");
        let mut paths = [Some(source), bundle].into_iter().flatten();
        paths.any(|file| path == file || path == root.join(file))
            || paper.page == address
            || number.is_some() && paper.number == number
    };
    papers.iter().find(is_meant).explain(|| messages::no_document(typed))
}

/// Prints papers into a publication and returns how many. A PDF that was made from the same page
/// stays as it is published.
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
    print(&due, base_url, &files, &mut |paper, pdf| {
        let path = file_of(paper)?;
        publication.put(&path, &pdf).explain(|| messages::cannot_publish(path.as_str()))
    })?;
    Ok(due.len())
}

fn file_of(paper: &Paper) -> anyhow::Result<OutPath> {
    url::file_of(&paper.pdf).explain(|| messages::no_file_at(&paper.pdf))
}

/// Prints papers from the files of the site, one after the other, and passes each PDF to `take`.
fn print(
    papers: &[&Paper],
    base_url: &BaseUrl,
    files: &dyn Fn(&OutPath) -> Option<Vec<u8>>,
    take: &mut dyn FnMut(&Paper, Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    if papers.is_empty() {
        return Ok(());
    }
    let answer = |url: &str| files(&url::file_of(&site_address(url, base_url)?)?);
    // Declared before the printer: values are dropped in reverse order, and the browser must have
    // ended when its files are removed.
    let profile = TempFolder::new()?;
    let mut printer = Printer::open(&find_browser()?, profile.path(), STEP_TIMEOUT)?;
    for paper in papers {
        let pdf = printer.print(&paper.permalink, &answer)?;
        take(paper, paper::with_fingerprint(pdf, fingerprint_of(paper, files)))?;
    }
    Ok(())
}

/// Returns the address inside the site of a URL that a page requests.
fn site_address(url: &str, base_url: &BaseUrl) -> Option<String> {
    let path = &url[url.find("://")? + 3..];
    let path = path[path.find('/')?..].split(['?', '#']).next()?;
    let path = url::percent_decoded(path)?;
    Some(path.strip_prefix(base_url.path.trim_end_matches('/'))?.to_owned())
}

/// Returns the fingerprint of everything that a paper is printed from. Styles and scripts are part
/// of it because the page names them by their digest.
fn fingerprint_of(paper: &Paper, files: &dyn Fn(&OutPath) -> Option<Vec<u8>>) -> Fingerprint {
    let addresses = paper.made_with.iter().chain([&paper.page]);
    let parts: Vec<Vec<u8>> = addresses
        .map(|address| url::file_of(address).and_then(|path| files(&path)).unwrap_or_default())
        .chain([env!("CARGO_PKG_VERSION").as_bytes().to_vec()])
        .collect();
    Fingerprint::of_parts(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// Returns the program of a browser to print with.
fn find_browser() -> anyhow::Result<PathBuf> {
    match std::env::var_os(BROWSER_VARIABLE).filter(|path| !path.is_empty()) {
        Some(path) => Ok(PathBuf::from(path)),
        None => disk::first_existing_file(paper::browser_paths())
            .explain(|| messages::no_browser(BROWSER_VARIABLE)),
    }
}
