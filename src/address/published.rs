//! Which files of the content are published beside the documents: images, attachments.
//!
//! A bundle's files are published with its document, unless the bundle holds a hidden document:
//! then nobody can say whose they are, and only those are published that a public document leads
//! to. The same holds for files outside of bundles. A file that only hidden documents lead to is
//! never published.

use super::addresses::{Addresses, bundle_of};
use super::content_files::{ContentFiles, subtitles_of};
use super::faults;
use super::links::{Destination, Links};
use super::unused;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::register::{AttachmentTarget, DocId, Register};
use crate::source::SitePath;
use crate::target::Target;
use rayon::prelude::*;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

/// The files to publish, with their addresses.
pub type PublishedFiles = BTreeMap<SitePath, String>;

/// Finds the files to publish, and reports those that nothing leads to.
pub fn published_files(
    register: &Register,
    config: &Config,
    addresses: &Addresses,
    files: &ContentFiles,
) -> Checked<PublishedFiles> {
    // Links to pages do not matter here, so no address of a page needs to be known.
    let known = BTreeSet::new();
    let links = Links::new(register, config, addresses, files, &known);
    let (by_public, by_hidden) = (linked_from_public(&links), linked_from_hidden(&links));

    let mut published = PublishedFiles::new();
    // Files of bundles that nothing leads to, by bundle and by whether they are published.
    let mut unused: BTreeMap<(DocId, bool), Vec<&SitePath>> = BTreeMap::new();
    // Files in no bundle that nothing leads to.
    let mut loose: Vec<&SitePath> = Vec::new();
    for (path, address) in files.iter() {
        if by_public.contains(path) {
            published.insert(path.clone(), address.to_owned());
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
            published.insert(path.clone(), address.to_owned());
        }
        if !is_of_hidden {
            unused.entry((bundle, is_published)).or_default().push(path);
        }
    }
    // A document that could not be read may lead to any of them.
    let all_read = files.unread.is_empty();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    if all_read {
        diagnostics.extend(unused.iter().map(|((bundle, is_published), paths)| {
            let bundle = register.entry(*bundle);
            if *is_published {
                faults::files_unused_published(bundle, paths)
            } else {
                faults::files_unused_withheld(bundle, paths)
            }
        }));
    }
    diagnostics.extend(unused::check(&loose, all_read));
    Checked::new(published, diagnostics)
}

/// The files that a reader can reach from a public document or category.
fn linked_from_public(links: &Links) -> BTreeSet<SitePath> {
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
        found.extend(files_in_extra(&document.front.extra, links, path));
        found
    });
    let mut found: BTreeSet<SitePath> = of_entries.collect();
    for section in &register.sections {
        let path = &section.source.path;
        for link in &section.outline.links {
            found.extend(links.target_of(link).and_then(|(t, _)| file_of(links, &t, path)));
        }
        found.extend(files_in_extra(&section.extra, links, path));
    }
    let subtitles: Vec<SitePath> = found.iter().filter_map(subtitles_of).collect();
    found.extend(subtitles);
    found
}

/// The files that hidden documents lead to, in lower case: a name that is nearly right counts,
/// because a file published by mistake is worse than one that is missing.
fn linked_from_hidden(links: &Links) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (from, typed) in &links.register.hidden_targets {
        let Some((target, _)) = links.parse(typed) else { continue };
        if let Some(file) = file_of(links, &target, from) {
            found.extend(subtitles_of(&file).map(|path| path.as_str().to_lowercase()));
            found.insert(file.as_str().to_lowercase());
        }
        found.extend(target.files(from.folder()).map(|(path, _)| path.as_str().to_lowercase()));
    }
    found
}

fn file_of(links: &Links, target: &Target, from: &SitePath) -> Option<SitePath> {
    match links.destination(target, from).0 {
        Destination::File(file) => Some(file),
        _ => None,
    }
}

/// The files named in `extra`, the theme's own keys: `extra: {cover: cover.png}`.
fn files_in_extra(extra: &Json, links: &Links, from: &SitePath) -> Vec<SitePath> {
    let mut found = Vec::new();
    let mut rest = vec![extra];
    while let Some(value) = rest.pop() {
        match value {
            Json::String(text) => {
                found.extend(links.parse(text).and_then(|(t, _)| file_of(links, &t, from)));
            }
            Json::Array(values) => rest.extend(values),
            Json::Object(values) => rest.extend(values.values()),
            _ => {}
        }
    }
    found
}
