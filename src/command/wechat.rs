//! `gongbao wechat PATH`: a document as an article that is pasted into the editor of a WeChat account.

mod messages;

use super::arguments::{folders, options};
use super::console::{Console, write_out};
use super::find_paper::find_paper;
use super::outcome::Outcome;
use crate::build::{self, Built, Memos, Options, Parts, build};
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::failure::Explain;
use crate::number::{DocNumber, StandardNumber};
use crate::output::NullSink;
use crate::source::Tree;
use crate::stage::Observed;
use crate::wechat::{self, Article};
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which documents are public in the builds among which the document is looked for: drafts, and those that
/// wait. In the first one that has it nothing else is shown than it needs, so that the article of a public
/// document leads to no draft.
const SHOWN: [(bool, bool); 3] = [(false, false), (false, true), (true, true)];

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let root = folders(matches).root;
    let typed = matches.get_one::<String>("path").map_or("", String::as_str);
    let tree = disk::read(&root, &root.join("public"))?;
    let options = Options { parts: Parts::SiteOnly, ..options(matches, &tree)? };
    let mut memos = Memos::enabled();
    for (drafts, waiting) in SHOWN {
        let progress = console.progress();
        let observed = Observed::by(Arc::new(progress.stages()));
        let options = Options { drafts, waiting, observed, ..options.clone() };
        let built = build(&tree, &options, &mut memos, &NullSink)?;
        drop(progress);
        let found = find_paper(&built.papers, typed, &root).map(|paper| paper.page.clone());
        let has_errors = built.diagnostics.iter().any(Diagnostic::is_error);
        if has_errors {
            console.diagnostics(&built.diagnostics, &tree);
            return Ok(Outcome::ContentErrors);
        }
        if let Some(address) = found {
            if drafts || waiting {
                console.status(&messages::not_public_yet(drafts));
            }
            return write(&built, &address, matches, console);
        }
    }
    if is_hidden(&tree, typed, &root, &mut memos) {
        return Err(messages::is_internal(typed).into());
    }
    Err(messages::no_document_at_all(typed).into())
}

/// Writes the article of the document at an address, and says what is to be done with it.
fn write(
    built: &Built,
    address: &str,
    matches: &ArgMatches,
    console: &Console,
) -> anyhow::Result<Outcome> {
    let site = built.site.as_ref();
    let article = site.and_then(|site| Some((site, wechat::article(site, address)?)));
    let (site, article) = article.explain(|| messages::no_document_at_all(address))?;
    let page = article.page(&site.config.language);
    match matches.get_one::<PathBuf>("output") {
        Some(path) => write_file(path, &page, &folders(matches).root)?,
        None => write_out(&page)?,
    }
    say(&article, console);
    Ok(Outcome::Success)
}

fn write_file(path: &Path, page: &str, root: &Path) -> anyhow::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.explain(|| messages::not_a_file(path))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    disk::overwrite(folder.unwrap_or(Path::new(".")), name, root, page.as_bytes())?;
    write_out(&format!("{}\n", path.display()))
}

fn say(article: &Article, console: &Console) {
    console.status(&messages::how_to_paste(&article.title, &article.permalink));
    for picture in &article.pictures {
        console.status(&messages::picture_to_upload(&picture.mark));
    }
}

/// Returns whether the site has a document that no build shows: it is internal, or lies in a bundle that is.
fn is_hidden(tree: &Tree, typed: &str, root: &Path, memos: &mut Memos) -> bool {
    let raw = config::read(tree.text("site.yaml")).value.raw_html;
    let content = build::parse(tree, raw, memos).value;
    let number = DocNumber::parse(typed);
    let standard = StandardNumber::parse(typed);
    content.documents.iter().any(|document| {
        let own = document.front.number.as_ref().map(|number| &number.value);
        let is_number = number.is_some() && own == number.as_ref();
        let own = document.front.standard.as_ref().map(|standard| &standard.value);
        let is_number = is_number || standard.is_some() && own == standard.as_ref();
        is_number || super::find_paper::is_file_of(&document.source.path, typed, root)
    })
}
