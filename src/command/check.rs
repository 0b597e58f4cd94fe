//! `gongbao check`: everything a build would say, and nothing published; `--fix` mends.

use super::{Outcome, Voice, options, places, print};
use crate::build::{Memos, Options, build};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Change};
use crate::output::Nowhere;
use crate::report::{github, json, sarif};
use crate::source::Tree;
use clap::ArgMatches;
use std::path::Path;

/// Mending one fault can uncover another; after so many rounds a person should look.
const ROUNDS: usize = 8;

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let places = places(matches);
    let mut tree = disk::read(&places.root, &places.output)?;
    let options = options(matches, &tree)?;
    if matches.get_flag("fix") {
        tree = mend(&places.root, &places.output, tree, &options, voice)?;
    }
    let diagnostics = check(&tree, &options)?;
    let format = matches.get_one::<String>("format").map_or("human", String::as_str);
    match format {
        "json" => print(&json::text(&diagnostics, &tree))?,
        "sarif" => print(&sarif::text(&diagnostics, &tree, voice.language))?,
        "github" => {
            // Annotations name files from the root of the repository, where CI runs.
            let root = places.root.to_string_lossy();
            let root = root.trim_start_matches("./").trim_start_matches('.');
            print(&github::text(&diagnostics, &tree, voice.language, root))?;
        }
        _ => voice.report(&diagnostics, &tree),
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::Faulty);
    }
    if diagnostics.is_empty() {
        voice.say("没有发现问题", "nothing to complain of");
    }
    Ok(Outcome::Done)
}

fn check(tree: &Tree, options: &Options) -> anyhow::Result<Vec<Diagnostic>> {
    Ok(build(tree, options, &mut Memos::forgetful(), &Nowhere)?.diagnostics)
}

/// Applies the fixes of all diagnostics, again and again until nothing more can be mended.
fn mend(
    root: &Path,
    output: &Path,
    mut tree: Tree,
    options: &Options,
    voice: &Voice,
) -> anyhow::Result<Tree> {
    let mut made = 0;
    for _ in 0..ROUNDS {
        let fixes: Vec<Vec<Change>> = check(&tree, options)?
            .into_iter()
            .filter(|diagnostic| !diagnostic.fix.is_empty())
            .map(|diagnostic| {
                let changes = diagnostic.fix.into_iter().map(|edit| Change {
                    range: edit.span.range(),
                    file: edit.span.file,
                    text: edit.text,
                });
                changes.collect()
            })
            .collect();
        if fixes.is_empty() {
            break;
        }
        let mended = disk::apply(root, &tree, &fixes)?;
        made += mended.made;
        tree = disk::read(root, output)?;
        if mended.made == 0 {
            break;
        }
    }
    voice.say(&format!("改好了 {made} 处"), &format!("mended {made} places"));
    Ok(tree)
}
