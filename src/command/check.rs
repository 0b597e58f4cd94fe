//! `gongbao check`: reports everything that a build would report, and publishes nothing.

use super::arguments::{Folders, folders, options};
use super::console::{Console, write_out};
use super::diagnose::diagnose;
use super::outcome::Outcome;
use super::{fix, messages};
use crate::build::Options;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::failure::Explain;
use crate::language::Language;
use crate::report::{Extent, github, json, sarif};
use crate::source::{SitePath, Tree};
use crate::stage::Observed;
use clap::ArgMatches;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folders = folders(matches);
    let mut tree = disk::read(&folders.root, &folders.output)?;
    let options = options(matches, &tree)?;
    let places = match matches.get_many::<String>("file") {
        Some(typed) => {
            typed.map(|typed| place_in_site(typed, &folders, &tree)).collect::<Result<_, _>>()?
        }
        None => vec![String::new()],
    };
    if matches.get_flag("fix") {
        let is_wanted = |diagnostic: &Diagnostic| {
            diagnostic.fix.iter().all(|edit| is_at_any(&edit.span.file, &places))
        };
        if matches.get_flag("dry-run") {
            fix::list_fixes(&tree, &options, &is_wanted, console)?;
        } else {
            tree = fix::apply_fixes(&folders, tree, &options, &is_wanted, console)?;
        }
    }
    let progress = console.progress();
    let observed = Observed::by(Arc::new(progress.stages()));
    let all = diagnose(&tree, &Options { observed, ..options })?;
    drop(progress);
    let all_count = all.len();
    let diagnostics: Vec<Diagnostic> =
        all.into_iter().filter(|diagnostic| is_about(diagnostic, &places)).collect();
    let format = matches.get_one::<String>("format").map_or("human", String::as_str);
    // Annotations name files from the top of the repository.
    let root = disk::path_in_repository(&folders.root);
    match format {
        "json" => write_out(&json::text(&diagnostics, &tree))?,
        "sarif" => write_out(&sarif::text(&diagnostics, &tree, console.language, &root))?,
        "github" => write_out(&github::text(&diagnostics, &tree, console.language, &root))?,
        _ => {
            let extent = if matches.get_flag("all") { Extent::All } else { Extent::Few };
            console.diagnostics_to(extent, &diagnostics, &tree);
        }
    }
    let elsewhere = all_count - diagnostics.len();
    if elsewhere > 0 {
        console.status(&messages::more_elsewhere(elsewhere));
    }
    if let Some(last) = last_on_screen(&diagnostics)
        && format == "human"
        && console.language == Language::Chinese
    {
        console.status_line(&messages::how_to_explain(last.id));
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::ContentErrors);
    }
    if diagnostics.is_empty() {
        console.status(&messages::no_problems());
    }
    Ok(Outcome::Success)
}

/// Returns the diagnostic that stands last in the report, where errors follow warnings.
fn last_on_screen(diagnostics: &[Diagnostic]) -> Option<&Diagnostic> {
    diagnostics.iter().rfind(|diagnostic| diagnostic.is_error()).or(diagnostics.last())
}

/// Returns the path inside the site of a file or folder, which may be named from the working
/// folder or from the root of the site.
fn place_in_site(typed: &str, folders: &Folders, tree: &Tree) -> anyhow::Result<String> {
    let candidates = [Path::new(typed).to_owned(), folders.root.join(typed)];
    let exists =
        |place: &String| tree.texts.keys().chain(tree.assets.keys()).any(|file| is_at(file, place));
    let mut places = candidates.iter().filter_map(|path| disk::path_in_folder(&folders.root, path));
    places.find(exists).explain(|| messages::not_in_site(typed))
}

/// Returns whether a file is the one at a place, or lies in the folder at that place. The empty
/// place is the whole site.
fn is_at(file: &SitePath, place: &str) -> bool {
    let rest = file.as_str().strip_prefix(place);
    rest.is_some_and(|rest| place.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

fn is_at_any(file: &SitePath, places: &[String]) -> bool {
    places.iter().any(|place| is_at(file, place))
}

/// Returns whether a diagnostic is about a file at one of the places; one without a file is about
/// all of them.
fn is_about(diagnostic: &Diagnostic, places: &[String]) -> bool {
    let Some(at) = &diagnostic.at else { return true };
    let mut spans = std::iter::once(at).chain(diagnostic.also.iter().map(|(span, _)| span));
    spans.any(|span| is_at_any(&span.file, places))
}
