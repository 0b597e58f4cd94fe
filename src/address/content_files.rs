//! The files of the content that are no documents (images, attachments), with their addresses.
//!
//! Here is what any of them could be reached by; which of them are published is found in
//! [`super::published`], once it is known what documents lead to.

use super::addresses::{Addresses, file_address};
use crate::content_type::Recording;
use crate::register::Register;
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

/// The files of the content that a public document may lead to, by path and by address.
pub struct ContentFiles<'a> {
    register: &'a Register,
    assets: &'a BTreeMap<SitePath, u64>,
    /// Documents that could not be read.
    pub unread: &'a BTreeSet<SitePath>,
    addresses: BTreeMap<SitePath, String>,
    by_address: HashMap<String, SitePath>,
}

impl<'a> ContentFiles<'a> {
    /// Lists the files of the content outside of hidden folders. `assets` are all files of the
    /// site that are no text, with their sizes.
    pub fn new(
        register: &'a Register,
        addresses: &Addresses,
        assets: &'a BTreeMap<SitePath, u64>,
        unread: &'a BTreeSet<SitePath>,
    ) -> ContentFiles<'a> {
        let addresses: BTreeMap<SitePath, String> = assets
            .keys()
            .filter(|path| path.as_str().starts_with("content/") && !register.hides(path))
            .map(|path| (path.clone(), file_address(register, addresses, path)))
            .collect();
        let by_address = addresses.iter().map(|(path, a)| (a.clone(), path.clone())).collect();
        ContentFiles { register, assets, unread, addresses, by_address }
    }

    /// The paths of all files, in order, each with its address.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&SitePath, &str)> {
        self.addresses.iter().map(|(path, address)| (path, address.as_str()))
    }

    /// The file that has an address.
    pub(super) fn at(&self, address: &str) -> Option<&SitePath> {
        self.by_address.get(address)
    }

    /// Returns whether a public document may lead to the file.
    pub(super) fn contains(&self, path: &SitePath) -> bool {
        self.addresses.contains_key(path)
    }

    /// Returns whether the file exists and belongs to a hidden bundle.
    pub(super) fn hides(&self, path: &SitePath) -> bool {
        self.assets.contains_key(path) && self.register.hides(path)
    }

    /// The files in a folder that ends with a slash, named from there.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = &str> {
        below(&self.addresses, folder)
    }
}

/// Returns where the subtitles of a recording would be: beside it, under the same name. `None` for other files.
pub(super) fn subtitles_of(file: &SitePath) -> Option<SitePath> {
    Recording::of(file.file_name())?;
    SitePath::resolve(file.folder(), &format!("{}.vtt", file.stem()))
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
