//! `gongbao theme list` and `gongbao theme copy FILE`: the files of the theme, to be changed.

use super::arguments::folders;
use super::console::{Console, write_out};
use super::messages;
use super::outcome::Outcome;
use crate::config;
use crate::diagnostic::nearest;
use crate::disk;
use crate::theme::{self, ThemeFiles};
use clap::ArgMatches;
use std::path::Path;

pub(super) fn run(matches: &ArgMatches, console: &Console) -> anyhow::Result<Outcome> {
    let Some((name, matches)) = matches.subcommand() else { return Ok(Outcome::Success) };
    let folders = folders(matches);
    let tree = disk::read(&folders.root, &folders.output)?;
    let config = config::read(tree.text("site.yaml"));
    if config.value.source.is_none() {
        console.diagnostics(&config.diagnostics, &tree);
        return Ok(Outcome::ContentErrors);
    }
    let files = theme::files(&tree, &config.value.theme);
    if name == "list" {
        let lines = files.names().map(|name| format!("{name}\n"));
        write_out(&lines.collect::<String>())?;
        return Ok(Outcome::Success);
    }
    let typed = matches.get_one::<String>("file").map(String::as_str).unwrap_or_default();
    let name = named(&files, typed)?;
    let bytes = files.read(&tree, name)?.unwrap_or_default();
    disk::create_new(&folders.root, Path::new(name), &bytes)?;
    write_out(&format!("{}\n", folders.root.join(name).display()))?;
    console.status(&messages::theme_file_copied(name));
    Ok(Outcome::Success)
}

/// Finds a file by its name, or by the end of it: `footer.html` is `templates/shared/footer.html`.
fn named<'f>(files: &'f ThemeFiles, typed: &str) -> anyhow::Result<&'f str> {
    let typed = typed.replace('\\', "/");
    let typed = typed.trim_start_matches("./").trim_start_matches('/');
    if let Some(name) = files.names().find(|name| *name == typed) {
        return Ok(name);
    }
    let end = format!("/{typed}");
    let found: Vec<&str> = files.names().filter(|name| name.ends_with(&end)).collect();
    match found[..] {
        [name] => Ok(name),
        [] => {
            let short = files.names().filter_map(|name| name.rsplit('/').next());
            let near = nearest(typed, files.names()).or_else(|| nearest(typed, short));
            Err(messages::no_theme_file(typed, near).into())
        }
        _ => Err(messages::several_theme_files(typed, &found).into()),
    }
}
