//! Files that are published as they are: of the content, of `static/`, of the theme.

use super::output::{Make, Output};
use crate::address::{Claim, PublishedFiles, attached_files, url};
use crate::config::Config;
use crate::markdown;
use crate::register::Register;
use crate::source::{Fingerprint, Tree};
use crate::theme::Theme;

/// The files of the content that go with public documents. Attachments are published as they are, pictures cleaned.
pub(super) fn of_content<'a>(
    files: &'a PublishedFiles,
    register: &Register,
) -> impl Iterator<Item = Output<'a>> {
    let attached = attached_files(register);
    let is_attached: Vec<bool> = files.keys().map(|path| attached.contains_key(path)).collect();
    files.iter().zip(is_attached).map(|((path, address), is_attached)| Output {
        address: address.clone(),
        claim: Claim::of_file(path),
        make: if is_attached { Make::Copied(path) } else { Make::Cleaned(path) },
    })
}

/// The files of the site's own `static/`, which are published at its root.
pub(super) fn of_static_folder(tree: &Tree) -> impl Iterator<Item = Output<'_>> {
    tree.assets.keys().filter_map(|path| {
        let inside = path.as_str().strip_prefix("static/")?;
        Some(Output {
            address: format!("/{inside}"),
            claim: Claim::of_file(path),
            make: Make::Copied(path),
        })
    })
}

/// The static files of the theme.
pub(super) fn of_theme(theme: Option<&Theme>) -> impl Iterator<Item = Output<'_>> {
    theme.into_iter().flat_map(Theme::files).map(|(path, bytes)| Output {
        address: format!("/{path}"),
        claim: Claim::of_theme(path.as_str()),
        make: Make::Bytes(bytes),
    })
}

/// The style sheet that colours code.
pub(super) fn highlight() -> Output<'static> {
    let css = markdown::highlight_css().as_bytes();
    Output::generated(url::HIGHLIGHT, Make::Bytes(css.into()))
}

/// The style sheet of the colour of the site, and its address; `None` if site.yaml names no colour.
pub fn accent_sheet(config: &Config) -> Option<(String, String)> {
    let css = config.accent?.css();
    let digest = &Fingerprint::of(css.as_bytes()).hex()[..8];
    Some((url::accent(digest), css))
}

pub(super) fn accent(config: &Config) -> Option<Output<'static>> {
    let (address, css) = accent_sheet(config)?;
    Some(Output::generated(&address, Make::Bytes(css.into_bytes().into())))
}
