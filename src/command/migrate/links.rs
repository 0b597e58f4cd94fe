//! Where the links of an old portal lead now.

use crate::disk;
use crate::import::Recognised;
use crate::import::portal::{Entry, resolved};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The largest file that is taken over, in bytes.
const MAX_FILE_BYTES: u64 = 500_000_000;

/// The endings of pages. Portals name pages by the program that makes them, and `wget` keeps that.
const PAGES: [&str; 9] = ["html", "htm", "shtml", "xhtml", "jhtml", "php", "asp", "aspx", "jsp"];

/// The files of the old portal.
#[derive(Default)]
pub(super) struct Files {
    root: Option<PathBuf>,
    /// Without a slash before them.
    paths: BTreeSet<String>,
}

impl Files {
    pub fn below(folder: &Path) -> anyhow::Result<Files> {
        let paths = disk::files_below(folder)?.into_iter().collect();
        Ok(Files { root: Some(folder.to_owned()), paths })
    }

    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.paths.iter()
    }

    pub fn read(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        let root = self.root.as_deref().unwrap_or(Path::new("."));
        disk::read_beside(&root.join("page"), path, MAX_FILE_BYTES)
    }

    /// Returns a picture as a page names it.
    pub fn picture(&self, page: &str, typed: &str) -> Option<Vec<u8>> {
        let path = resolved(page, typed, &[])?;
        let path = path.trim_start_matches('/');
        self.paths.contains(path).then(|| self.read(path).ok()).flatten()
    }
}

/// The pages and files of the old portal, by their addresses there.
pub(super) struct Links {
    hosts: Vec<String>,
    pub files: Files,
    /// The paths of the new documents.
    pages: BTreeMap<String, String>,
}

impl Links {
    pub fn new(hosts: Vec<String>, files: Files) -> Links {
        Links { hosts, files, pages: BTreeMap::new() }
    }

    /// Notes where a page has gone.
    pub fn add_page(&mut self, address: &str, path: &str) {
        if !address.is_empty() {
            self.pages.insert(plain(address), path.to_owned());
        }
    }

    /// Returns the file that a link of a page leads to, if it is none that has become a document.
    pub fn file(&self, page: &str, typed: &str) -> Option<String> {
        let path = resolved(page, typed, &self.hosts)?;
        let path = path.trim_start_matches('/').to_owned();
        (self.files.paths.contains(&path) && !is_page(&path)).then_some(path)
    }

    /// Returns what the links of a document lead to, by how they were typed. Those that lead to nothing in the old portal are
    /// added to `dead`.
    pub fn of(
        &self,
        entry: &Entry,
        recognised: &Recognised,
        files: &[(String, String)],
        path: &str,
        dead: &mut BTreeSet<(String, String)>,
    ) -> BTreeMap<String, String> {
        let mut links = BTreeMap::new();
        for typed in recognised.typed_links() {
            let Some(target) = resolved(&entry.address, typed, &self.hosts) else { continue };
            let file = target.trim_start_matches('/');
            if let Some((_, name)) = files.iter().find(|(path, _)| path == file) {
                links.insert(typed.to_owned(), name.clone());
            } else if let Some(page) = self.pages.get(&plain(&target)) {
                links.insert(typed.to_owned(), relative(path, page));
            } else {
                dead.insert((entry.address.clone(), target));
            }
        }
        links
    }
}

/// Returns whether a file is a page, by its name.
pub(super) fn is_page(path: &str) -> bool {
    // `wget` keeps the query in the name: `show.asp?id=5`.
    let name = path.split('?').next().unwrap_or(path);
    let extension = name.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    extension.is_some_and(|(_, extension)| PAGES.contains(&&*extension.to_lowercase()))
}

/// Returns one spelling for the addresses of one page: `/a/`, `/a` and `/a/index.html`.
fn plain(address: &str) -> String {
    let address = address
        .strip_suffix("index.html")
        .or_else(|| address.strip_suffix("index.htm"))
        .unwrap_or(address);
    address.trim_matches('/').to_owned()
}

/// Returns the path to a file from beside another one, both below the site.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = to.split('/').collect();
    let same = folders.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders.len() - same);
    up.chain(parts[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// Returns the name of a file in its new folder, which no other one of the document has.
pub(super) fn file_name(path: &str, taken: &mut BTreeSet<String>) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name: String = name
        .trim_start_matches(['.', '_'])
        .chars()
        .map(|c| {
            if c.is_control() || "\\:*?\"<>|#%&+".contains(c) || c.is_whitespace() {
                '-'
            } else {
                c
            }
        })
        .collect();
    let (stem, end) = match name.rfind('.') {
        Some(dot) => name.split_at(dot),
        None => (&*name, ""),
    };
    let numbered = (2_u32..).map(|count| format!("{stem}-{count}{end}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| !name.is_empty() && !taken.contains(&name.to_lowercase()));
    let free = free.unwrap_or(name);
    taken.insert(free.to_lowercase());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_from_one_document_to_another() {
        for (from, to, path) in [
            ("content/a/b.md", "content/a/c.md", "c.md"),
            ("content/a/b.md", "content/d/c.md", "../d/c.md"),
            ("content/a/b/index.md", "content/a/c.md", "../c.md"),
            ("content/a/b.md", "content/a/c/index.md", "c/index.md"),
        ] {
            assert_eq!(relative(from, to), path, "{from}");
        }
    }

    #[test]
    fn files_of_one_document_have_names_of_their_own() {
        let mut taken = BTreeSet::new();
        assert_eq!(file_name("up/a.doc", &mut taken), "a.doc");
        assert_eq!(file_name("up/2/A.doc", &mut taken), "A-2.doc");
        assert_eq!(file_name("up/附件 1?x=1#.doc", &mut taken), "附件-1-x=1-.doc");
        assert_eq!(file_name("up/_.x", &mut taken), "x");
    }
}
