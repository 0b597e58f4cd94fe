//! Files of the content that go out as they are: images, attachments.
//!
//! A bundle's files go with its document. A file that lies loose goes out only if a public
//! document leads to it, and a file that only hidden documents lead to never does.

use super::Desk;
use super::links::{bundle_of, file_address, is_in_hidden_bundle};
use super::url::Addresses;
use crate::register::{FiledTarget, Register};
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet};

/// What is known before links are resolved: the files of public bundles and attachments, each
/// with its address.
pub fn attached(
    register: &Register,
    addresses: &Addresses,
    assets: &BTreeMap<SitePath, u64>,
) -> BTreeMap<SitePath, String> {
    let mut files: BTreeSet<&SitePath> = assets
        .keys()
        .filter(|path| path.as_str().starts_with("content/"))
        .filter(|path| !register.hidden_files.contains(*path))
        .filter(|path| !is_in_hidden_bundle(register, path))
        .filter(|path| bundle_of(register, path).is_some())
        .collect();
    for attachment in register.entries.iter().flat_map(|entry| &entry.attachments) {
        if let FiledTarget::File(path, _) = &attachment.to {
            files.insert(path);
        }
    }
    files.into_iter().map(|path| (path.clone(), file_address(register, addresses, path))).collect()
}

/// Every file of the content to be published, with its address.
pub fn published(desk: &Desk, assets: &BTreeMap<SitePath, u64>) -> BTreeMap<SitePath, String> {
    let mut files = attached(desk.register, desk.addresses, assets);
    for path in desk.bodies.iter().chain(&desk.section_bodies).flat_map(|body| &body.files) {
        files.insert(path.clone(), desk.file_address(path));
    }
    files
}
