//! `gongbao init DIR`: makes a new site that can be published at once.

use super::console::{Console, write_out};
use super::messages;
use super::outcome::Outcome;
use crate::disk::{self, DiskError};
use crate::schema;
use clap::ArgMatches;
use include_dir::{Dir, include_dir};
use std::path::{Path, PathBuf};

/// The schema of site.yaml, for VS Code, and the settings that name it.
const SCHEMA: &str = ".vscode/site.schema.json";
const EDITOR_SETTINGS: &str = ".vscode/settings.json";
const EDITOR_SETTINGS_TEXT: &str = r#"{
  "yaml.schemas": {
    ".vscode/site.schema.json": "site.yaml"
  }
}
"#;

/// A small site of an invented association.
static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folder = matches.get_one::<PathBuf>("dir").map_or(Path::new("."), PathBuf::as_path);
    copy(&STARTER, folder)?;
    // The output folder is kept in git, what is published into it is not.
    disk::create_new(folder, Path::new("public/.gitignore"), b"*\n!.gitignore\n")?;
    let schema = schema::of_site(console.language);
    let files = [(SCHEMA, &*schema), (EDITOR_SETTINGS, EDITOR_SETTINGS_TEXT)];
    let mut kept = Vec::new();
    for (name, text) in files {
        if !create_unless_there(folder, name, text)? {
            kept.push(name);
        }
    }
    write_out(&format!("{}\n", folder.display()))?;
    for name in kept {
        console.status(&messages::file_kept(name));
    }
    console.status(&messages::site_made(folder));
    Ok(Outcome::Success)
}

/// Writes a file of the editor, which people may have before they have a site. Returns whether it
/// was not there.
fn create_unless_there(folder: &Path, name: &str, text: &str) -> anyhow::Result<bool> {
    match disk::create_new(folder, Path::new(name), text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(error) if matches!(DiskError::find_in(&error), Some(DiskError::AlreadyExists(_))) => {
            Ok(false)
        }
        Err(error) => Err(error),
    }
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
