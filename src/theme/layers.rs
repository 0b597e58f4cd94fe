//! The files of a theme, layer over layer: embedded, the theme's folder, the site's own.

use super::faults;
use super::template::Template;
use super::translations::{self, Translations};
use crate::diagnostic::{Checked, Diagnostic};
use crate::output::OutPath;
use crate::source::{Fingerprint, SitePath, Source, Tree};
use include_dir::{Dir, File, include_dir};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The theme that all others are laid over.
const OFFICIAL: &str = "official";
pub(super) static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/official");

/// The translations of the official theme by the name of their file, read once in a run.
static EMBEDDED_TRANSLATIONS: LazyLock<BTreeMap<String, Translations>> = LazyLock::new(|| {
    let files = EMBEDDED.get_dir("i18n").into_iter().flat_map(Dir::files);
    files
        .map(|file| {
            let name = file.path().to_string_lossy().replace('\\', "/");
            let source = Source::decode(SitePath::new(&name), file.contents());
            let mut translations = Translations::default();
            // They have no fault; a test reads them.
            let _ = translations.add(&source);
            (name, translations)
        })
        .collect()
});

/// The files of a theme after the layers are laid over each other.
pub(super) struct Layers {
    pub templates: BTreeMap<String, Template>,
    /// Static files by name: `site.css`, `search/ui.js`.
    statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// In the language of the site.
    pub translations: Translations,
}

impl Layers {
    /// Collects the files of theme `name`; `None` if there is no such theme.
    pub fn collect(tree: &Tree, name: &str, language: &str) -> Checked<Option<Layers>> {
        let mut diagnostics = Vec::new();
        let folder = format!("themes/{name}/");
        if name != OFFICIAL && names_under(tree, &folder).next().is_none() {
            return Checked::new(None, vec![faults::unknown_theme(name, &themes(tree))]);
        }
        let mut layers = Layers::embedded();
        let phrases = translations::files(language);
        for translations in phrases.iter().filter_map(|name| EMBEDDED_TRANSLATIONS.get(name)) {
            layers.translations.overlay(translations);
        }
        for root in [folder.as_str(), ""] {
            for file in phrases.iter().filter_map(|name| tree.text(&format!("{root}{name}"))) {
                layers.translations.add(file).collect_into(&mut diagnostics);
            }
            let templates = format!("{root}templates/");
            for source in tree.texts_under(&templates) {
                let name = &source.path.as_str()[templates.len()..];
                layers.templates.insert(name.to_owned(), Template::Site(source.clone()));
            }
            let statics = format!("{root}static/");
            for path in names_under(tree, &statics) {
                let name = &path.as_str()[statics.len()..];
                // The site's own static files go to its root; here they only replace the theme's.
                if root.is_empty() && !layers.statics.contains_key(name) {
                    continue;
                }
                match bytes(tree, path) {
                    Ok(bytes) => {
                        layers.statics.insert(name.to_owned(), Cow::Owned(bytes));
                    }
                    Err(error) => diagnostics.push(faults::unreadable(path, &error)),
                }
            }
        }
        Checked::new(Some(layers), diagnostics)
    }

    fn embedded() -> Layers {
        let mut files = Vec::new();
        list(&EMBEDDED, &mut files);
        let mut layers = Layers {
            templates: BTreeMap::new(),
            statics: BTreeMap::new(),
            translations: Translations::default(),
        };
        for file in files {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(name) = path.strip_prefix("templates/") {
                let text = Template::Embedded(file.contents_utf8().unwrap_or_default());
                layers.templates.insert(name.to_owned(), text);
            } else if let Some(name) = path.strip_prefix("static/") {
                layers.statics.insert(name.to_owned(), Cow::Borrowed(file.contents()));
            }
        }
        layers
    }

    /// Gives the static files their addresses: in one folder, named by a digest of all of them, so
    /// that modules and style sheets find each other by the relative paths in their text.
    pub fn statics(&self, diagnostics: &mut Vec<Diagnostic>) -> Statics {
        let parts: Vec<&[u8]> =
            self.statics.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]).collect();
        let digest = &Fingerprint::of_parts(&parts).hex()[..8];
        let mut statics = Statics::default();
        for (name, bytes) in &self.statics {
            let address = format!("assets/{digest}/{name}");
            match OutPath::new(&address) {
                Some(path) => {
                    statics.files.insert(path, bytes.clone());
                    statics.assets.insert(name.clone(), address);
                }
                None => diagnostics.push(faults::unpublishable(name)),
            }
        }
        statics
    }
}

/// The static files of a theme as they are published.
#[derive(Default)]
pub(super) struct Statics {
    pub files: BTreeMap<OutPath, Cow<'static, [u8]>>,
    /// Addresses relative to the root of the site, by name.
    pub assets: BTreeMap<String, String>,
}

pub(super) fn list<'a>(folder: &'a Dir<'a>, files: &mut Vec<&'a File<'a>>) {
    files.extend(folder.files());
    folder.dirs().for_each(|inner| list(inner, files));
}

/// All files of the tree under a folder, texts and others.
pub(super) fn names_under<'a>(tree: &'a Tree, folder: &str) -> impl Iterator<Item = &'a SitePath> {
    let folder = folder.to_owned();
    tree.texts
        .keys()
        .chain(tree.assets.keys())
        .filter(move |path| path.as_str().starts_with(&folder))
}

fn bytes(tree: &Tree, path: &SitePath) -> std::io::Result<Vec<u8>> {
    match tree.texts.get(path) {
        Some(source) => Ok(source.text.as_bytes().to_vec()),
        None => (tree.read)(path),
    }
}

/// The names of all themes that there are.
fn themes(tree: &Tree) -> BTreeSet<String> {
    let theirs = names_under(tree, "themes/")
        .filter_map(|path| path.as_str().split('/').nth(1).map(str::to_owned));
    theirs.chain([OFFICIAL.to_owned()]).collect()
}
