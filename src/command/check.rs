//! `gongbao check`: everything a build would say, and nothing published; `--fix` mends.

use super::fix::{self, Mode};
use super::{Outcome, Places, Voice, options, places, write_out};
use crate::build::{Memos, Options, build};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::failure;
use crate::output::NullSink;
use crate::report::{Extent, github, json, sarif};
use crate::source::{SitePath, Tree};
use anyhow::bail;
use clap::ArgMatches;
use std::path::Path;

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let places = places(matches);
    let mut tree = disk::read(&places.root, &places.output)?;
    let options = options(matches, &tree)?;
    let files = match matches.get_many::<String>("file") {
        Some(typed) => {
            typed.map(|typed| named(typed, &places, &tree)).collect::<Result<Vec<_>, _>>()?
        }
        None => vec![String::new()],
    };
    if matches.get_flag("fix") {
        let mode = if matches.get_flag("dry-run") { Mode::Rehearse } else { Mode::Write };
        let wanted = |diagnostic: &Diagnostic| {
            diagnostic
                .fix
                .iter()
                .all(|edit| files.iter().any(|named| holds(named, &edit.span.file)))
        };
        tree = fix::mend(&places, tree, &options, &wanted, mode, voice)?;
    }
    let all = check(&tree, &options)?;
    let count = all.len();
    let diagnostics: Vec<Diagnostic> =
        all.into_iter().filter(|diagnostic| concerns(diagnostic, &files)).collect();
    let format = matches.get_one::<String>("format").map_or("human", String::as_str);
    // Annotations name files from the top of the repository.
    let root = disk::path_in_repository(&places.root);
    match format {
        "json" => write_out(&json::text(&diagnostics, &tree))?,
        "sarif" => write_out(&sarif::text(&diagnostics, &tree, voice.language, &root))?,
        "github" => write_out(&github::text(&diagnostics, &tree, voice.language, &root))?,
        _ => {
            let extent = if matches.get_flag("all") { Extent::All } else { Extent::Few };
            voice.report_to(extent, &diagnostics, &tree);
        }
    }
    let elsewhere = count - diagnostics.len();
    if elsewhere > 0 {
        voice.say(
            &format!("其他文件里还有 {elsewhere} 处"),
            &format!("{elsewhere} more in other files"),
        );
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::Faulty);
    }
    if diagnostics.is_empty() {
        voice.say("没有发现问题", "nothing to complain of");
    }
    Ok(Outcome::Done)
}

pub(super) fn check(tree: &Tree, options: &Options) -> anyhow::Result<Vec<Diagnostic>> {
    Ok(build(tree, options, &mut Memos::disabled(), &NullSink)?.diagnostics)
}

/// The file or folder of the site that is meant, seen from the working directory or from the
/// root.
fn named(typed: &str, places: &Places, tree: &Tree) -> anyhow::Result<String> {
    let seen_from = [Path::new(typed).to_owned(), places.root.join(typed)];
    let is_there = |name: &String| {
        let mut files = tree.texts.keys().chain(tree.assets.keys());
        files.any(|file| holds(name, file))
    };
    let found = seen_from.iter().filter_map(|file| disk::path_in_folder(&places.root, file));
    let Some(name) = found.into_iter().find(is_there) else {
        bail!(failure!("站点里没有这个文件：{typed}", "the site has no such file: {typed}"));
    };
    Ok(name)
}

/// Returns whether a file is the one that was named, or lies in the folder that was.
fn holds(named: &str, file: &SitePath) -> bool {
    let rest = file.as_str().strip_prefix(named);
    rest.is_some_and(|rest| named.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

/// Returns whether a diagnostic speaks of one of the files; one that speaks of none concerns all.
fn concerns(diagnostic: &Diagnostic, files: &[String]) -> bool {
    let Some(at) = &diagnostic.at else { return true };
    let spans = std::iter::once(at).chain(diagnostic.also.iter().map(|(span, _)| span));
    spans.into_iter().any(|span| files.iter().any(|named| holds(named, &span.file)))
}
