//! `gongbao init DIR`: a new site that builds at once.

use super::{Outcome, Voice, print};
use crate::disk;
use anyhow::bail;
use clap::ArgMatches;
use include_dir::{Dir, DirEntry, include_dir};
use std::path::Path;

/// A small site of a made-up association, as a new one begins.
static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

pub(super) fn run(matches: &ArgMatches, voice: &Voice) -> anyhow::Result<Outcome> {
    let folder = matches.get_one::<String>("dir").map_or(".", String::as_str);
    let folder = Path::new(folder);
    if folder.join("site.yaml").exists() {
        bail!("{} 里已经有 site.yaml（there is a site already）", folder.display());
    }
    copy(&STARTER, folder)?;
    // The output folder is kept in git, what is published into it is not.
    disk::create_new(&folder.join("public/.gitignore"), b"*\n!.gitignore\n")?;
    print(&format!("{}\n", folder.display()))?;
    voice.say(
        &format!("站点建好了。试试：gongbao serve --root {}", folder.display()),
        &format!("The site is ready. Try: gongbao serve --root {}", folder.display()),
    );
    Ok(Outcome::Done)
}

fn copy(from: &Dir, to: &Path) -> anyhow::Result<()> {
    for entry in from.entries() {
        match entry {
            DirEntry::Dir(dir) => copy(dir, to)?,
            DirEntry::File(file) => disk::create_new(&to.join(file.path()), file.contents())?,
        }
    }
    Ok(())
}
