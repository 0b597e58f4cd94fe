//! Questions about paths that only the disk can answer.

use std::path::{Component, Path, PathBuf};

/// Returns the path from the top of the repository to a folder, `/`-separated; empty if they are
/// the same. Without a repository it is the path from the working directory.
pub fn path_in_repository(folder: &Path) -> String {
    let Ok(folder) = folder.canonicalize() else { return String::new() };
    let top = folder.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned);
    let top = top.or_else(|| std::env::current_dir().ok()?.canonicalize().ok());
    let inside = top.and_then(|top| folder.strip_prefix(top).ok().map(Path::to_owned));
    with_slashes(&inside.unwrap_or_default())
}

/// Returns the path of a file inside a folder, `/`-separated, by their names alone (links are not
/// followed); `None` if the file lies elsewhere.
pub fn path_in_folder(folder: &Path, file: &Path) -> Option<String> {
    let normalized = |path: &Path| Some(without_dots(&std::path::absolute(path).ok()?));
    Some(with_slashes(normalized(file)?.strip_prefix(normalized(folder)?).ok()?))
}

/// Returns the first of these paths that is a file.
pub fn first_existing_file(paths: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    paths.into_iter().find(|path| path.is_file())
}

/// Returns whether a canonical path lies in the site. Hidden folders of the site do not count:
/// `.git` can hold passwords.
pub fn is_inside(root: &Path, path: &Path) -> bool {
    path.strip_prefix(root).is_ok_and(|inside| {
        inside.components().all(|part| {
            matches!(part, Component::Normal(name) if !name.as_encoded_bytes().starts_with(b"."))
        })
    })
}

fn without_dots(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normalized.pop();
            }
            part => normalized.push(part),
        }
    }
    normalized
}

fn with_slashes(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    #[test]
    fn paths_start_at_the_top_of_the_repository() {
        let scratch = Scratch::new("repository");
        for folder in ["top/.git", "top/.portal/content", "top/a/site"] {
            std::fs::create_dir_all(scratch.at(folder)).unwrap();
        }
        assert_eq!(path_in_repository(&scratch.at("top/.portal")), ".portal");
        assert_eq!(path_in_repository(&scratch.at("top/a/../a/site")), "a/site");
        assert_eq!(path_in_repository(&scratch.at("top")), "");
        assert_eq!(path_in_repository(&scratch.at("nowhere")), "");
    }

    #[test]
    fn a_path_in_a_folder_is_found_by_names_alone() {
        let inside = |folder: &str, file: &str| path_in_folder(Path::new(folder), Path::new(file));
        assert_eq!(inside(".", "./content/a.md").as_deref(), Some("content/a.md"));
        assert_eq!(inside("../x", "../x/content/../site.yaml").as_deref(), Some("site.yaml"));
        assert_eq!(inside("site", "content/a.md"), None);
        assert_eq!(inside(".", "."), Some(String::new()));
    }
}
