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

/// A small site of an invented association, with a README and the workflow that publishes it.
static STARTER: Dir = include_dir!("$CARGO_MANIFEST_DIR/starter");

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let folder = matches.get_one::<PathBuf>("dir").map_or(Path::new("."), PathBuf::as_path);
    let mut kept = Vec::new();
    copy(&STARTER, folder, &mut kept)?;
    // The output folder is kept in git, what is published into it is not.
    disk::create_new(folder, Path::new("public/.gitignore"), b"*\n!.gitignore\n")?;
    let schema = schema::of_site(console.language);
    let files = [(SCHEMA, &*schema), (EDITOR_SETTINGS, EDITOR_SETTINGS_TEXT)];
    for (name, text) in files {
        create_unless_there(folder, Path::new(name), text.as_bytes(), &mut kept)?;
    }
    write_out(&format!("{}\n", folder.display()))?;
    for name in kept {
        console.status(&messages::file_kept(&name));
    }
    console.status(&messages::site_made(folder));
    Ok(Outcome::Success)
}

/// Writes a file that people may have before they have a site; `kept` takes the name of one that was
/// there.
fn create_unless_there(
    folder: &Path,
    name: &Path,
    bytes: &[u8],
    kept: &mut Vec<String>,
) -> anyhow::Result<()> {
    match disk::create_new(folder, name, bytes) {
        Err(error) if matches!(DiskError::find_in(&error), Some(DiskError::AlreadyExists(_))) => {
            kept.push(name.display().to_string());
            Ok(())
        }
        written => written,
    }
}

/// Copies `site.yaml` first, so that a folder with a site in it is refused before anything else is
/// written there.
fn copy(from: &Dir, to: &Path, kept: &mut Vec<String>) -> anyhow::Result<()> {
    let mut files: Vec<_> = from.files().collect();
    files.sort_by_key(|file| file.path().file_name() != Some("site.yaml".as_ref()));
    for file in files {
        let name = file.path();
        if name == Path::new("site.yaml") || name.starts_with("content") {
            disk::create_new(to, name, file.contents())?;
        } else {
            create_unless_there(to, name, file.contents(), kept)?;
        }
    }
    from.dirs().try_for_each(|dir| copy(dir, to, kept))
}
