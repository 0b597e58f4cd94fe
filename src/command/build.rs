//! `gongbao build`: checks the site and publishes it.

use super::arguments::{durability, folders, options};
use super::console::Console;
use super::outcome::Outcome;
use super::timings::Timings;
use super::{messages, print};
use crate::build::{Memos, Options, build};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Ownership, Publication};
use crate::media::PictureCache;
use crate::stage::{Observed, Observer, Stage};
use clap::ArgMatches;
use std::sync::Arc;
use std::time::Instant;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let folders = folders(matches);
    let timings = Arc::new(Timings::default());
    let progress = console.progress();
    let observed = Observed::by(Arc::clone(&timings) as Arc<dyn Observer>);
    let observed = observed.and(Arc::new(progress.stages()));
    observed.begin(Stage::Read, 0);
    let tree = disk::read(&folders.root, &folders.output)?;
    let pictures = Arc::new(disk::PictureFolder::of_site(&folders.root));
    let kept = Arc::clone(&pictures) as Arc<dyn PictureCache>;
    let options = Options { observed, pictures: Some(kept), ..options(matches, &tree)? };
    let ownership = if matches.get_flag("recover") { Ownership::All } else { Ownership::AsListed };
    let publication =
        Publication::open(&folders.output, &folders.root, durability(matches), ownership)?;
    let built = build(&tree, &options, &mut Memos::disabled(), &publication)?;
    drop(progress);
    console.diagnostics(&built.diagnostics, &tree);
    if built.diagnostics.iter().any(Diagnostic::is_error) {
        drop(publication);
        console.status(&messages::not_published());
        return Ok(Outcome::ContentErrors);
    }
    if built.wants_paper {
        let progress = console.progress();
        let prints = print::print_into(&built.papers, &built.base_url, &publication, &progress)?;
        drop(progress);
        console.status(&messages::printed(prints.count));
        if let Some(message) = messages::missing_typefaces(&prints.missing_typefaces) {
            console.status(&message);
        }
    }
    timings.begin(Stage::Publish, 0);
    let progress = console.progress();
    progress.stages().begin(Stage::Publish, 0);
    publication.put_manifest()?;
    let published = publication.finish()?;
    pictures.forget_unused();
    drop(progress);
    if matches.get_flag("timings") {
        timings.report(console);
    }
    console.status(&messages::published(&built, &published, start.elapsed()));
    if let Some(message) = messages::left_out(&built.left_out) {
        console.status(&message);
    }
    Ok(Outcome::Success)
}
