//! `gongbao init DIR`: a new site that builds at once.

use super::{Outcome, Voice, write_out};
use crate::disk;
use clap::ArgMatches;
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};

/// A small site of a made-up association, as a new one begins.
static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let folder = matches.get_one::<PathBuf>("dir").map_or(Path::new("."), PathBuf::as_path);
    copy(&STARTER, folder)?;
    // The output folder is kept in git, what is published into it is not.
    disk::create_new(folder, Path::new("public/.gitignore"), b"*\n!.gitignore\n")?;
    write_out(&format!("{}\n", folder.display()))?;
    voice.say(
        &format!("站点建好了。试试：gongbao serve --root {}", folder.display()),
        &format!("The site is ready. Try: gongbao serve --root {}", folder.display()),
    );
    Ok(Outcome::Done)
}

/// Copies files before folders, so that a site that is there already (a `site.yaml`) is met first
/// and nothing is mixed into it.
fn copy(from: &Dir, to: &Path) -> anyhow::Result<()> {
    let mut files: Vec<_> = from.files().collect();
    files.sort_by_key(|file| file.path().extension() != Some("yaml".as_ref()));
    for file in files {
        disk::create_new(to, file.path(), file.contents())?;
    }
    from.dirs().try_for_each(|dir| copy(dir, to))
}
