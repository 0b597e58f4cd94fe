//! Lists the files of a folder that is no site.

use crate::disk::messages;
use crate::failure::Explain;
use anyhow::bail;
use std::fs;
use std::path::Path;

/// More files than any portal has.
const MAX_FILES: usize = 1_000_000;

/// Returns whether a user has named a folder.
pub fn is_folder(place: &Path) -> bool {
    place.is_dir()
}

/// Returns the paths of all plain files below a folder, with `/` between their parts, sorted. Links are not followed. Names
/// that are no UTF-8 are read as far as they are.
pub fn files_below(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(inside) = folders.pop() {
        let place = folder.join(&inside);
        for entry in fs::read_dir(&place).explain(|| messages::cannot_list(&place))? {
            let entry = entry.explain(|| messages::cannot_list(&place))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            let kind = entry.file_type().explain(|| messages::cannot_list(&place))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
        if found.len() + folders.len() > MAX_FILES {
            bail!(messages::too_many_files(folder, MAX_FILES));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    #[test]
    #[cfg(unix)]
    fn plain_files_are_listed_in_order_and_links_are_not_followed() {
        let scratch = Scratch::new("files-below");
        scratch.write("b/c.html", "");
        scratch.write("a.html", "");
        std::os::unix::fs::symlink("/etc/passwd", scratch.at("d.html")).unwrap();
        std::os::unix::fs::symlink("..", scratch.at("b/up")).unwrap();
        assert_eq!(files_below(scratch.path()).unwrap(), ["a.html", "b/c.html"]);
    }
}
