//! `gongbao build`: checks the site and publishes it.

use super::arguments::{folders, options};
use super::console::Console;
use super::outcome::Outcome;
use super::{messages, print};
use crate::build::{Memos, build};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Publication};
use clap::ArgMatches;
use std::time::Instant;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let options = options(matches, &tree)?;
    let publication = Publication::open(&folders.output, &folders.root)?;
    let work = || build(&tree, &options, &mut Memos::disabled(), &publication);
    let built = console.with_progress(&messages::building(), work)?;
    console.diagnostics(&built.diagnostics, &tree);
    if built.diagnostics.iter().any(Diagnostic::is_error) {
        drop(publication);
        console.status(&messages::not_published());
        return Ok(Outcome::ContentErrors);
    }
    if built.wants_paper {
        let work = || print::print_into(&built.papers, &built.base_url, &publication);
        let count = console.with_progress(&messages::printing(), work)?;
        console.status(&messages::printed(count));
    }
    let published = publication.finish()?;
    console.status(&messages::published(&built, &published, start.elapsed()));
    if let Some(message) = messages::left_out(&built.left_out) {
        console.status(&message);
    }
    Ok(Outcome::Success)
}
