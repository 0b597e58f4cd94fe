//! The font of the cards, as site.yaml names it.

use crate::card::faults;
use crate::diagnostic::{Checked, Diagnostic, nearest};
use crate::source::{Fingerprint, SitePath, Spanned, Tree};
use ab_glyph::FontVec;
use std::sync::Arc;

/// The typeface that cards are drawn with.
#[derive(Clone)]
pub struct Face {
    pub(super) font: Arc<FontVec>,
    pub(super) fingerprint: Fingerprint,
}

/// Reads the font that site.yaml names; `None` if it names none, or one that cannot be used.
pub fn load_face(tree: &Tree, named: Option<&Spanned<String>>) -> Checked<Option<Face>> {
    let Some(named) = named else { return Checked::new(None, Vec::new()) };
    match load(tree, named) {
        Ok(face) => Checked::new(Some(face), Vec::new()),
        Err(fault) => Checked::new(None, vec![*fault]),
    }
}

fn load(tree: &Tree, named: &Spanned<String>) -> Result<Face, Box<Diagnostic>> {
    let path = SitePath::resolve("", &named.value);
    let path = path.filter(|path| tree.assets.contains_key(path));
    let path = path.ok_or_else(|| {
        let fonts = tree.assets.keys().filter(|path| is_font(path)).map(SitePath::as_str);
        Box::new(faults::font_missing(named, nearest(&named.value, fonts)))
    })?;
    let bytes =
        (tree.read)(&path).map_err(|error| Box::new(faults::font_unreadable(named, &error)))?;
    let fingerprint = Fingerprint::of(&bytes);
    // A collection holds several faces; the first is used.
    let font = FontVec::try_from_vec_and_index(bytes, 0)
        .map_err(|_| Box::new(faults::not_a_font(named)))?;
    Ok(Face { font: Arc::new(font), fingerprint })
}

fn is_font(path: &SitePath) -> bool {
    matches!(path.extension().as_str(), "otf" | "ttf" | "ttc" | "otc")
}
