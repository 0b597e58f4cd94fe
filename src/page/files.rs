//! Files of the content that go out as they are: images, attachments.
//!
//! A bundle's files go with its document, unless the bundle holds a document that is not public:
//! then nobody can say whose they are, and only those go out that a public document leads to. So
//! it is with files that lie loose. A file that only hidden documents lead to never goes out.

use super::faults;
use super::links::{Links, Place, bundle_of, file_address};
use super::loose;
use super::url::Addresses;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::register::{AttachmentTarget, DocId, Register};
use crate::source::SitePath;
use crate::target::Target;
use rayon::prelude::*;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

/// The files of the content, and which of them are published.
pub struct Files<'a> {
    register: &'a Register,
    assets: &'a BTreeMap<SitePath, u64>,
    /// Content files that could not be read.
    pub unread: &'a BTreeSet<SitePath>,
    /// Where each file stands that may be published.
    addresses: BTreeMap<SitePath, String>,
    by_address: HashMap<String, SitePath>,
    published: BTreeSet<SitePath>,
}

impl<'a> Files<'a> {
    /// Finds out which files are published; tells of those that nothing leads to.
    pub fn of(
        register: &'a Register,
        config: &'a Config,
        addresses: &'a Addresses,
        assets: &'a BTreeMap<SitePath, u64>,
        unread: &'a BTreeSet<SitePath>,
    ) -> Checked<Files<'a>> {
        let standing: BTreeMap<SitePath, String> = assets
            .keys()
            .filter(|path| path.as_str().starts_with("content/") && !register.hides(path))
            .map(|path| (path.clone(), file_address(register, addresses, path)))
            .collect();
        let by_address = standing.iter().map(|(path, a)| (a.clone(), path.clone())).collect();
        let published = BTreeSet::new();
        let mut files =
            Files { register, assets, unread, addresses: standing, by_address, published };
        let known = BTreeSet::new();
        let links = Links { register, addresses, config, files: &files, known: &known };
        let (by_public, by_hidden) = (led_to_by_public(&links), led_to_by_hidden(&links));

        let mut published = BTreeSet::new();
        // By bundle, and whether they are published all the same.
        let mut unused: BTreeMap<(DocId, bool), Vec<&SitePath>> = BTreeMap::new();
        // In no bundle, and nothing leads to them.
        let mut loose: Vec<&SitePath> = Vec::new();
        for path in files.addresses.keys() {
            if by_public.contains(path) {
                published.insert(path.clone());
                continue;
            }
            let is_of_hidden = by_hidden.contains(&path.as_str().to_lowercase());
            let Some((_, bundle)) = bundle_of(register, path) else {
                if !is_of_hidden {
                    loose.push(path);
                }
                continue;
            };
            let is_published = !is_of_hidden && !register.shares_bundle_with_hidden(path);
            if is_published {
                published.insert(path.clone());
            }
            if !is_of_hidden {
                unused.entry((bundle, is_published)).or_default().push(path);
            }
        }
        files.published = published;
        // What could not be read may lead to any of them.
        let diagnostic = match unread.is_empty() {
            true => unused
                .iter()
                .map(|((bundle, is_published), paths)| {
                    faults::files_unused(register.entry(*bundle), paths, *is_published)
                })
                .collect(),
            false => Vec::new(),
        };
        let mut diagnostics: Vec<Diagnostic> = diagnostic;
        diagnostics.extend(loose::ignored(&loose, unread.is_empty()));
        Checked::new(files, diagnostics)
    }

    /// Every file of the content to be published, with its address.
    pub fn published(&self) -> impl Iterator<Item = (&SitePath, &str)> {
        self.published.iter().filter_map(|path| Some((path, self.addresses.get(path)?.as_str())))
    }

    /// The file that stands at an address.
    pub(super) fn at(&self, address: &str) -> Option<&SitePath> {
        self.by_address.get(address)
    }

    /// Whether a path is that of a file that a public document may lead to.
    pub(super) fn may_publish(&self, path: &SitePath) -> bool {
        self.addresses.contains_key(path)
    }

    /// Whether a path is that of a file of a hidden bundle.
    pub(super) fn hides(&self, path: &SitePath) -> bool {
        self.assets.contains_key(path) && self.register.hides(path)
    }

    /// The files in a folder that ends with a slash, named from there.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        below(&self.addresses, folder)
    }
}

/// The paths in a folder that ends with a slash, named from there.
pub(super) fn below<'m, T>(
    map: &'m BTreeMap<SitePath, T>,
    folder: &str,
) -> impl Iterator<Item = &'m str> + use<'m, T> {
    let folder = folder.to_owned();
    map.range::<str, _>((Bound::Included(&*folder), Bound::Unbounded))
        .map_while(move |(path, _)| path.as_str().strip_prefix(&*folder))
}

/// The files that a reader can come to from a public document or category.
fn led_to_by_public(links: &Links) -> BTreeSet<SitePath> {
    let register = links.register;
    let of_entries = register.entries.par_iter().flat_map_iter(|entry| {
        let document = &entry.document;
        let path = &document.source.path;
        let attached = entry.attachments.iter().filter_map(|attachment| match &attachment.to {
            AttachmentTarget::File(path, _) => Some(path.clone()),
            AttachmentTarget::Document(_) => None,
        });
        let mut found: Vec<SitePath> = attached.collect();
        for link in &document.outline.links {
            found.extend(links.target_of(link).and_then(|(t, _)| file_of(links, &t, path)));
        }
        found.extend(named_in(&document.front.extra, links, path));
        found
    });
    let mut found: BTreeSet<SitePath> = of_entries.collect();
    for section in &register.sections {
        let path = &section.source.path;
        for link in &section.outline.links {
            found.extend(links.target_of(link).and_then(|(t, _)| file_of(links, &t, path)));
        }
        found.extend(named_in(&section.extra, links, path));
    }
    found
}

/// The files that hidden documents lead to, in lower case: where it is a matter of not being
/// published, a name that is nearly right is right.
fn led_to_by_hidden(links: &Links) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (from, typed) in &links.register.hidden_targets {
        let Some((target, _)) = links.read(typed) else { continue };
        if let Some(file) = file_of(links, &target, from) {
            found.insert(file.as_str().to_lowercase());
        }
        found.extend(target.files(from.folder()).map(|(path, _)| path.as_str().to_lowercase()));
    }
    found
}

fn file_of(links: &Links, target: &Target, from: &SitePath) -> Option<SitePath> {
    match links.place(target, from).0 {
        Place::File(file) => Some(file),
        _ => None,
    }
}

/// The files that the theme's own keys name: `extra: {cover: cover.png}`.
fn named_in(extra: &Json, links: &Links, from: &SitePath) -> Vec<SitePath> {
    let mut found = Vec::new();
    let mut rest = vec![extra];
    while let Some(value) = rest.pop() {
        match value {
            Json::String(text) => {
                found.extend(links.read(text).and_then(|(t, _)| file_of(links, &t, from)));
            }
            Json::Array(values) => rest.extend(values),
            Json::Object(values) => rest.extend(values.values()),
            _ => {}
        }
    }
    found
}
