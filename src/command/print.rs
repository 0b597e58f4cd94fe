//! Printing: pages of the site become PDF files, for `gongbao paper` and for a build.

use super::messages;
use super::progress::Progress;
use crate::address::url;
use crate::config::BaseUrl;
use crate::disk::{self, Publication, TempFolder};
use crate::export::Paper;
use crate::failure::Explain;
use crate::output::{OutPath, Sink};
use crate::paper::{self, Printed, Printer};
use crate::source::Fingerprint;
use crate::target::percent_decoded;
use ::url::Url;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// How long a browser may take for one step of one page.
const STEP_TIMEOUT: Duration = Duration::from_secs(60);

/// How many browsers print at a time at most, as each takes some 200 MB, and for how many papers
/// another one pays.
const MAX_BROWSERS: usize = 4;
const PAPERS_PER_BROWSER: usize = 4;

/// The environment variable that names a browser which is not at one of the usual places.
const BROWSER_VARIABLE: &str = "CHROMIUM";

/// What was printed.
pub(super) struct Prints {
    pub count: usize,
    /// Names of typefaces that the pages ask for and this machine does not have.
    pub missing_typefaces: BTreeSet<String>,
}

/// Prints papers into a publication. A PDF that was made from the same page stays as it is
/// published.
pub(super) fn print_into(
    papers: &[Paper],
    base_url: &BaseUrl,
    publication: &Publication,
    progress: &Progress,
) -> anyhow::Result<Prints> {
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
    print(&due, base_url, &files, progress, &mut |paper, pdf| {
        let path = file_of(paper)?;
        publication.put(&path, &pdf).explain(|| messages::cannot_publish(path.as_str()))
    })
}

fn file_of(paper: &Paper) -> anyhow::Result<OutPath> {
    url::file_of(&paper.pdf).explain(|| messages::no_file_at(&paper.pdf))
}

/// The files of the site, by path; read by several browsers at once.
type SiteFiles<'a> = &'a (dyn Fn(&OutPath) -> Option<Vec<u8>> + Sync);

/// Prints papers from the files of the site, several at a time, and passes the PDFs to `take` in the
/// order of the papers; `progress` shows how many there are. Of several papers that cannot be printed the first is the error.
pub(super) fn print(
    papers: &[&Paper],
    base_url: &BaseUrl,
    files: SiteFiles,
    progress: &Progress,
    take: &mut dyn FnMut(&Paper, Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<Prints> {
    let mut prints = Prints { count: papers.len(), missing_typefaces: BTreeSet::new() };
    if papers.is_empty() {
        return Ok(prints);
    }
    let browser = find_browser()?;
    progress.begin_printing(papers.len());
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (send, printed) = channel();
        for _ in 0..browsers_for(papers.len()) {
            let (send, browser, next) = (send.clone(), &browser, &next);
            scope.spawn(move || print_some(papers, next, browser, base_url, files, &send));
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut taken = 0;
        for (index, page) in printed {
            progress.advance();
            waiting.insert(index, page);
            while let Some(page) = waiting.remove(&taken) {
                let took = page.and_then(|page: Printed| {
                    prints.missing_typefaces.extend(page.missing_typefaces);
                    take(papers[taken], page.pdf)
                });
                if let Err(error) = took {
                    // No browser begins another paper.
                    next.store(papers.len(), Ordering::Relaxed);
                    return Err(error);
                }
                taken += 1;
            }
        }
        Ok(prints)
    })
}

/// Returns how many browsers print so many papers: one more pays only for several papers.
fn browsers_for(papers: usize) -> usize {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    papers.div_ceil(PAPERS_PER_BROWSER).min(processors).min(MAX_BROWSERS)
}

/// Prints papers in a browser of its own, each time the next that no other browser has begun, and
/// sends the PDFs with the indices of their papers. A browser that cannot be started fails the
/// next paper.
fn print_some(
    papers: &[&Paper],
    next: &AtomicUsize,
    browser: &Path,
    base_url: &BaseUrl,
    files: SiteFiles,
    send: &Sender<(usize, anyhow::Result<Printed>)>,
) {
    let answer = |url: &str| files(&url::file_of(&site_address(url, base_url)?)?);
    let begin = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|index| *index < papers.len());
    let Some(mut index) = begin() else { return };
    // Declared before the printer: values are dropped in reverse order, and the browser must have
    // ended when its files are removed.
    let profile = TempFolder::new();
    let printer = profile.and_then(|profile| {
        let printer = Printer::open(browser, profile.path(), STEP_TIMEOUT)?;
        Ok((profile, printer))
    });
    match printer {
        Err(error) => drop(send.send((index, Err(error)))),
        Ok((_profile, mut printer)) => loop {
            let paper = papers[index];
            let page = printer.print(&paper.permalink, &answer).map(|page| {
                let pdf = paper::with_fingerprint(page.pdf, fingerprint_of(paper, files));
                Printed { pdf, ..page }
            });
            let is_printed = page.is_ok();
            if send.send((index, page)).is_err() || !is_printed {
                return;
            }
            match begin() {
                Some(following) => index = following,
                None => return,
            }
        },
    }
}

/// Returns the address inside the site of a URL that a page requests.
fn site_address(requested: &str, base_url: &BaseUrl) -> Option<String> {
    let requested = Url::parse(requested).ok()?;
    let path = percent_decoded(requested.path())?;
    Some(path.strip_prefix(base_url.path.trim_end_matches('/'))?.to_owned())
}

/// Returns the fingerprint of everything that a paper is printed from. Styles and scripts are part
/// of it because the page names them by their digest.
fn fingerprint_of(paper: &Paper, files: SiteFiles) -> Fingerprint {
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

#[cfg(test)]
mod tests {
    use super::site_address;
    use crate::config::BaseUrl;

    #[test]
    fn requested_address_is_decoded_and_loses_the_base_path() {
        let base_url = BaseUrl::parse("https://example.org/门户/").unwrap();
        let inside = |requested: &str| site_address(requested, &base_url);
        let document = "https://example.org/%E9%97%A8%E6%88%B7/lyxf/2026/1/?v=2#ui-main";
        assert_eq!(inside(document).as_deref(), Some("/lyxf/2026/1/"));
        let file = "https://example.org/门户/notices/名单%20一.pdf";
        assert_eq!(inside(file).as_deref(), Some("/notices/名单 一.pdf"));
        for other in ["https://example.org/", "https://example.org/lyxf/", "about:blank", "/lyxf/"]
        {
            assert_eq!(inside(other), None, "{other}");
        }
    }
}
