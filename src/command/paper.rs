//! `gongbao paper`: writes documents as PDF files, printed by an installed browser.

use super::arguments::{folders, options};
use super::console::{Console, write_out};
use super::find_paper::find_paper;
use super::messages;
use super::outcome::Outcome;
use super::print::print;
use crate::build::{Memos, Options, build};
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::export::Paper;
use crate::output::{MemorySink, OutPath};
use crate::stage::Observed;
use clap::ArgMatches;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let root = folders(matches).root;
    let progress = console.progress();
    let tree = disk::read(&root, &root.join("public"))?;
    let files = MemorySink::default();
    let observed = Observed::by(Arc::new(progress.stages()));
    let options = Options { observed, ..options(matches, &tree)? };
    let built = build(&tree, &options, &mut Memos::disabled(), &files)?;
    drop(progress);
    console.diagnostics(&built.diagnostics, &tree);
    if built.diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Outcome::ContentErrors);
    }
    // What cannot be found is said at the end; the rest is printed all the same.
    let mut not_found = Vec::new();
    let papers: Vec<&Paper> = match matches.get_many::<String>("path") {
        Some(typed) => typed
            .filter_map(|typed| {
                let found = find_paper(&built.papers, typed, &root);
                if found.is_none() {
                    not_found.push(messages::no_document(typed));
                }
                found
            })
            .collect(),
        None => built.papers.iter().collect(),
    };
    let folder =
        matches.get_one::<PathBuf>("output").cloned().unwrap_or_else(|| PathBuf::from("."));
    let mut written = String::new();
    let files = |path: &OutPath| files.read(path);
    let progress = console.progress();
    let prints = print(&papers, &built.base_url, &files, &progress, &mut |paper, pdf| {
        let name = paper.pdf.rsplit('/').next().unwrap_or_default();
        disk::overwrite(&folder, name, &root, &pdf)?;
        written.push_str(&format!("{}\n", folder.join(name).display()));
        Ok(())
    })?;
    drop(progress);
    write_out(&written)?;
    if let Some(message) = messages::missing_typefaces(&prints.missing_typefaces) {
        console.status(&message);
    }
    let Some(last) = not_found.pop() else { return Ok(Outcome::Success) };
    for failure in not_found {
        console.error(&failure.into());
    }
    Err(last.into())
}
