//! `gongbao build`: checks the site and publishes it.

use super::arguments::{folders, options};
use super::console::Console;
use super::outcome::Outcome;
use super::timings::Timings;
use super::{messages, print};
use crate::build::{Memos, Options, build};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Publication};
use crate::stage::{Observed, Observer, Stage};
use clap::ArgMatches;
use std::sync::Arc;
use std::time::Instant;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let folders = folders(matches);
    let timings = Arc::new(Timings::default());
    timings.begin(Stage::Read, 0);
    let tree = disk::read(&folders.root, &folders.output)?;
    let observed = Observed::by(Arc::clone(&timings) as Arc<dyn Observer>);
    let options = Options { observed, ..options(matches, &tree)? };
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
    timings.begin(Stage::Publish, 0);
    let published = publication.finish()?;
    if matches.get_flag("timings") {
        timings.report(console);
    }
    console.status(&messages::published(&built, &published, start.elapsed()));
    if let Some(message) = messages::left_out(&built.left_out) {
        console.status(&message);
    }
    Ok(Outcome::Success)
}
