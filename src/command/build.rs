//! `gongbao build`: checks the site and publishes it.

use super::arguments::{folders, options};
use super::console::Console;
use super::outcome::Outcome;
use super::progress::Progress;
use super::timings::Timings;
use super::{messages, print};
use crate::build::{Memos, Options, build};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Publication};
use crate::stage::{Observed, Stage};
use clap::ArgMatches;
use std::sync::Arc;
use std::time::Instant;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let folders = folders(matches);
    let timings = Arc::new(Timings::default());
    let progress = Arc::new(Progress::default());
    let observed = Observed::by(vec![Arc::clone(&timings) as _, Arc::clone(&progress) as _]);
    observed.begin(Stage::Read, 0);
    let tree = progress.show(console, || disk::read(&folders.root, &folders.output))?;
    let options = Options { observed, ..options(matches, &tree)? };
    let publication = Publication::open(&folders.output, &folders.root)?;
    let work = || build(&tree, &options, &mut Memos::disabled(), &publication);
    let built = progress.show(console, work)?;
    console.diagnostics(&built.diagnostics, &tree);
    if built.diagnostics.iter().any(Diagnostic::is_error) {
        drop(publication);
        console.status(&messages::not_published());
        return Ok(Outcome::ContentErrors);
    }
    if built.wants_paper {
        let observed = &options.observed;
        let work = || print::print_into(&built.papers, &built.base_url, &publication, observed);
        let count = progress.show(console, work)?;
        console.status(&messages::printed(count));
    }
    options.observed.begin(Stage::Publish, 0);
    let published = progress.show(console, || publication.finish())?;
    if matches.get_flag("timings") {
        timings.report(console);
    }
    console.status(&messages::published(&built, &published, start.elapsed()));
    if let Some(message) = messages::left_out(&built.left_out) {
        console.status(&message);
    }
    Ok(Outcome::Success)
}
