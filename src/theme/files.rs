//! The files of a theme by name, for whoever wants one to change it.

use super::layers::{EMBEDDED, list, names_under};
use crate::source::{SitePath, Tree};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

/// The files of a theme, those of the official one below them: `templates/page.html`.
pub struct ThemeFiles {
    files: BTreeMap<String, Place>,
}

/// Where a file lies.
enum Place {
    Embedded(&'static [u8]),
    Site(SitePath),
}

/// The folders of a theme that a site may have files of.
const FOLDERS: [&str; 3] = ["templates/", "static/", "i18n/"];

/// Finds the files of the theme `name` of a site.
pub fn files(tree: &Tree, name: &str) -> ThemeFiles {
    let mut embedded = Vec::new();
    list(&EMBEDDED, &mut embedded);
    let mut files = BTreeMap::new();
    for file in embedded {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, Place::Embedded(file.contents()));
    }
    let folder = format!("themes/{name}/");
    for path in names_under(tree, &folder) {
        files.insert(path.as_str()[folder.len()..].to_owned(), Place::Site(path.clone()));
    }
    files.retain(|name, _| FOLDERS.iter().any(|folder| name.starts_with(folder)));
    ThemeFiles { files }
}

impl ThemeFiles {
    /// Returns the names of all files, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Reads a file; `None` if there is none of this name.
    pub fn read(&self, tree: &Tree, name: &str) -> io::Result<Option<Cow<'static, [u8]>>> {
        Ok(match self.files.get(name) {
            Some(Place::Embedded(bytes)) => Some(Cow::Borrowed(*bytes)),
            Some(Place::Site(path)) => Some(match tree.texts.get(path) {
                Some(source) => source.text.as_bytes().to_vec().into(),
                None => (tree.read)(path)?.into(),
            }),
            None => None,
        })
    }
}
