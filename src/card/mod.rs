//! Cards: the picture that stands for a document where its address is shared.
//!
//! A card is drawn at build time with a font that the site provides, and its address tells its
//! content: what is published under it already need not be drawn again.

mod faults;
mod paint;

use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{Fingerprint, SitePath, Spanned, Tree};
use ab_glyph::FontVec;
use std::sync::Arc;

/// Width and height of every card, as Open Graph asks for.
pub const SIZE: (u32, u32) = (1200, 630);

/// Counts the designs of the card: another design needs other addresses.
const DESIGN: &[u8] = b"1";

/// The letters of the cards.
#[derive(Clone)]
pub struct Face {
    font: Arc<FontVec>,
    fingerprint: Fingerprint,
}

/// What is written on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The site, above the rule.
    pub site: String,
    pub title: String,
    /// Number and date, at the foot.
    pub foot: String,
}

/// Reads the font that site.yaml names; `None` if none is named, or it cannot be used.
pub fn load_face(tree: &Tree, named: Option<&Spanned<String>>) -> Checked<Option<Face>> {
    let Some(named) = named else { return Checked::new(None, Vec::new()) };
    match read(tree, named) {
        Ok(face) => Checked::new(Some(face), Vec::new()),
        Err(fault) => Checked::new(None, vec![*fault]),
    }
}

fn read(tree: &Tree, named: &Spanned<String>) -> Result<Face, Box<Diagnostic>> {
    let path = SitePath::resolve("", &named.value);
    let path = path.filter(|path| tree.assets.contains_key(path));
    let path = path.ok_or_else(|| {
        let fonts = tree.assets.keys().filter(|path| is_font(path)).map(SitePath::as_str);
        Box::new(faults::font_missing(named, crate::diagnostic::nearest(&named.value, fonts)))
    })?;
    let bytes = (tree.read)(&path).map_err(|error| Box::new(faults::font_unread(named, &error)))?;
    let fingerprint = Fingerprint::of(&bytes);
    // Of a collection, the first face.
    let font =
        FontVec::try_from_vec_and_index(bytes, 0).map_err(|_| Box::new(faults::no_font(named)))?;
    Ok(Face { font: Arc::new(font), fingerprint })
}

fn is_font(path: &SitePath) -> bool {
    matches!(path.extension().as_str(), "otf" | "ttf" | "ttc" | "otc")
}

impl Card {
    /// A digest of all that is drawn, with a face: 16 hexadecimal digits.
    pub fn digest(&self, face: &Face) -> String {
        let texts = [&self.site, &self.title, &self.foot].map(|text| text.as_bytes());
        let parts = [&[DESIGN, face.fingerprint.bytes()], &texts[..]].concat();
        Fingerprint::of_parts(&parts).hex()[..16].to_owned()
    }

    /// Draws the card as a PNG.
    pub fn png(&self, face: &Face) -> Vec<u8> {
        paint::png(self, &face.font)
    }
}
