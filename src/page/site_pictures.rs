//! The pictures that site.yaml names: where they are published, and how large they are.

use super::faults;
use crate::config::{Config, Logo};
use crate::diagnostic::{Checked, Diagnostic, nearest};
use crate::picture_size::picture_size;
use crate::source::{ReadAsset, SitePath, Spanned, Tree};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures of the site, and how large those of its texts are.
pub struct SitePictures {
    read: Arc<ReadAsset>,
    pub(super) logo: Option<LogoPictures>,
    /// The address of the QR code of the WeChat account.
    pub(super) wechat: Option<String>,
    /// The variants of the pictures of texts.
    pub variants: PictureVariants,
}

/// The smaller copies that are published of pictures: their widths and addresses, the narrowest first.
pub type PictureVariants = BTreeMap<SitePath, Vec<(u32, String)>>;

#[derive(Clone, Debug)]
pub(super) struct LogoPictures {
    pub address: String,
    pub dark_address: Option<String>,
    pub width: u32,
    pub height: u32,
}

/// What is published as it is, at the root of the site.
const STATIC: &str = "static/";
const DRAWN: &[&str] = &["svg", "png"];
const ANY: &[&str] = &["svg", "png", "jpg", "jpeg", "webp", "gif"];

/// Finds the pictures that site.yaml names.
pub fn site_pictures(tree: &Tree, config: &Config) -> Checked<SitePictures> {
    let mut diagnostics = Vec::new();
    let logo = config.logo.as_ref().and_then(|logo| logo_pictures(tree, logo, &mut diagnostics));
    let wechat = config.wechat.as_ref();
    let wechat = wechat.and_then(|account| found(tree, &account.qr, ANY, &mut diagnostics));
    let wechat = wechat.map(|path| address_of(&path));
    let read = Arc::clone(&tree.read);
    Checked::new(SitePictures { read, logo, wechat, variants: PictureVariants::new() }, diagnostics)
}

impl SitePictures {
    /// Returns width and height of a picture, read anew: a preview makes few pages of many. `None` if
    /// that cannot be known.
    pub(super) fn size(&self, file: &SitePath) -> Option<(u32, u32)> {
        picture_size(&(self.read)(file).ok()?)
    }
}

impl SitePictures {
    /// Returns widths and addresses of the smaller copies of a picture, the narrowest first.
    pub(super) fn variants(&self, file: &SitePath) -> &[(u32, String)] {
        self.variants.get(file).map_or(&[], Vec::as_slice)
    }
}

fn logo_pictures(
    tree: &Tree,
    logo: &Logo,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<LogoPictures> {
    let mut sized = |named: &Spanned<String>| {
        let path = found(tree, named, DRAWN, diagnostics)?;
        let size = match (tree.read)(&path) {
            Ok(bytes) => picture_size(&bytes),
            Err(error) => {
                diagnostics.push(faults::picture_unreadable(named, &error));
                return None;
            }
        };
        if size.is_none() {
            diagnostics.push(faults::picture_without_size(named));
        }
        Some((address_of(&path), size?))
    };
    let light = sized(&logo.light);
    let dark = logo.dark.as_ref().and_then(sized);
    let (address, (width, height)) = light?;
    Some(LogoPictures { address, dark_address: dark.map(|(address, _)| address), width, height })
}

/// Finds a picture in `static/`; reports one that is not there, or not of these formats.
fn found(
    tree: &Tree,
    named: &Spanned<String>,
    formats: &'static [&'static str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<SitePath> {
    let is_picture = |path: &&SitePath| formats.contains(&path.extension().as_str());
    let path = SitePath::resolve("", &named.value).filter(|path| tree.assets.contains_key(path));
    let Some(path) = path else {
        // `/logo.svg` is where it will be published.
        let published = format!("{STATIC}{}", named.value.trim_start_matches(['.', '/']));
        let known = || tree.assets.keys().filter(is_picture).map(SitePath::as_str);
        let in_static = known().find(|path| *path == published);
        let near = in_static
            .or_else(|| nearest(&named.value, known().filter(|path| path.starts_with(STATIC))));
        diagnostics.push(faults::picture_missing(named, near));
        return None;
    };
    if !path.as_str().starts_with(STATIC) {
        diagnostics.push(faults::picture_elsewhere(named, path.file_name()));
        return None;
    }
    if !is_picture(&&path) {
        diagnostics.push(faults::picture_format(named, formats));
        return None;
    }
    Some(path)
}

fn address_of(path: &SitePath) -> String {
    format!("/{}", path.as_str().trim_start_matches(STATIC))
}
