//! Where a site lies inside the repository that holds it.

use std::path::{Component, Path, PathBuf};

/// The path from the top of the repository to a folder, `/`-separated; empty if they are the
/// same. Without a repository it is the path from the working directory.
pub fn place_in_repository(folder: &Path) -> String {
    let Ok(folder) = folder.canonicalize() else { return String::new() };
    let top = folder.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned);
    let top = top.or_else(|| std::env::current_dir().ok()?.canonicalize().ok());
    let place = top.and_then(|top| folder.strip_prefix(top).ok().map(Path::to_owned));
    slashed(&place.unwrap_or_default())
}

/// The path of a file inside a folder, `/`-separated, by their names alone; `None` if it lies
/// elsewhere.
pub fn place_in_folder(folder: &Path, file: &Path) -> Option<String> {
    let plain = |path: &Path| Some(without_dots(&std::path::absolute(path).ok()?));
    Some(slashed(plain(file)?.strip_prefix(plain(folder)?).ok()?))
}

fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

fn slashed(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::scratch::Scratch;

    #[test]
    fn the_place_counts_from_the_top_of_the_repository() {
        let scratch = Scratch::new("repository");
        for folder in ["top/.git", "top/.portal/content", "top/a/site"] {
            std::fs::create_dir_all(scratch.at(folder)).unwrap();
        }
        assert_eq!(place_in_repository(&scratch.at("top/.portal")), ".portal");
        assert_eq!(place_in_repository(&scratch.at("top/a/../a/site")), "a/site");
        assert_eq!(place_in_repository(&scratch.at("top")), "");
        assert_eq!(place_in_repository(&scratch.at("nowhere")), "");
    }

    #[test]
    fn a_file_is_placed_by_its_name() {
        let inside = |folder: &str, file: &str| place_in_folder(Path::new(folder), Path::new(file));
        assert_eq!(inside(".", "./content/a.md").as_deref(), Some("content/a.md"));
        assert_eq!(inside("../x", "../x/content/../site.yaml").as_deref(), Some("site.yaml"));
        assert_eq!(inside("site", "content/a.md"), None);
        assert_eq!(inside(".", "."), Some(String::new()));
    }
}
