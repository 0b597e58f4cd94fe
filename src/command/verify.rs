//! `gongbao verify DIR|URL`: compares a copy of the published site with `manifest.json`, file by file.
//!
//! Of a folder it finds what is missing, changed and foreign. A web server lists no files, so at an
//! address it finds what is missing and changed.

mod fetched;
mod messages;

use super::console::{Console, write_out};
use super::outcome::Outcome;
use crate::disk;
use crate::failure::Explain;
use crate::integrity::{self, Differences, FileRecord, Files};
use crate::invisible;
use crate::output::{MANIFEST, OutPath};
use anyhow::bail;
use clap::ArgMatches;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The largest manifest that is read: some 400,000 files.
const MAX_MANIFEST: u64 = 64 * 1024 * 1024;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let Some(typed) = matches.get_one::<String>("copy") else { bail!(messages::no_copy()) };
    let trusted = matches.get_one::<PathBuf>("manifest").map(PathBuf::as_path);
    let is_address = typed.starts_with("https://") || typed.starts_with("http://");
    let (files, differences) = if is_address {
        let site = fetched::Site::at(typed)?;
        let files = expected(trusted, typed, || site.fetch_one(MANIFEST, MAX_MANIFEST))?;
        let there = site.records(&files)?;
        let differences = Differences::between(&files, &there);
        (files, differences)
    } else {
        let folder = Path::new(typed);
        let read = || disk::read_file(&folder.join(MANIFEST), MAX_MANIFEST);
        let files = expected(trusted, typed, read)?;
        let there: BTreeMap<String, Option<FileRecord>> = disk::published_records(folder)?;
        let differences = Differences::between(&files, &there);
        (files, differences)
    };
    for (paths, word) in [
        (&differences.missing, messages::missing()),
        (&differences.changed, messages::changed()),
        (&differences.foreign, messages::foreign()),
    ] {
        let word = word.in_language(console.language);
        let lines = paths.iter().map(|path| format!("{word}\t{path}"));
        for line in lines {
            write_out(&format!("{}\n", invisible::escape_for_terminal(&line)))?;
        }
    }
    if !differences.is_empty() {
        console.status(&messages::differs(typed, &differences));
        return Ok(Outcome::ContentErrors);
    }
    console.status(&messages::whole(typed, files.len()));
    if is_address {
        console.status(&messages::foreign_not_seen());
    }
    Ok(Outcome::Success)
}

/// Returns the files that a copy must have, the manifest among them: by a manifest that the user trusts, else by that of
/// the copy.
fn expected(
    trusted: Option<&Path>,
    copy: &str,
    read: impl FnOnce() -> anyhow::Result<Vec<u8>>,
) -> anyhow::Result<Files> {
    let (bytes, place) = match trusted {
        Some(path) => (disk::read_file(path, MAX_MANIFEST)?, path.display().to_string()),
        None => (read()?, format!("{copy}: {MANIFEST}")),
    };
    let mut files = integrity::parse(&bytes).explain(|| messages::damaged_manifest(&place))?;
    let path = OutPath::new(MANIFEST).explain(|| messages::damaged_manifest(&place))?;
    files.insert(path, FileRecord::of(&bytes));
    Ok(files)
}
