//! `gongbao init DIR`: makes a new site that can be published at once.

use super::console::{Console, write_out};
use super::messages;
use super::outcome::Outcome;
use crate::disk;
use clap::ArgMatches;
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};

/// A small site of an invented association.
static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folder = matches.get_one::<PathBuf>("dir").map_or(Path::new("."), PathBuf::as_path);
    copy(&STARTER, folder)?;
    // The output folder is kept in git, what is published into it is not.
    disk::create_new(folder, Path::new("public/.gitignore"), b"*\n!.gitignore\n")?;
    write_out(&format!("{}\n", folder.display()))?;
    console.status(&messages::site_made(folder));
    Ok(Outcome::Success)
}

/// Copies `site.yaml` first, so that a folder with a site in it is refused before anything else is
/// written there.
fn copy(from: &Dir, to: &Path) -> anyhow::Result<()> {
    let mut files: Vec<_> = from.files().collect();
    files.sort_by_key(|file| file.path().extension() != Some("yaml".as_ref()));
    for file in files {
        disk::create_new(to, file.path(), file.contents())?;
    }
    from.dirs().try_for_each(|dir| copy(dir, to))
}
