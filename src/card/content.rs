//! What is written on a card, and the digest of it that its address is made from.

use crate::card::face::Face;
use crate::source::Fingerprint;

/// The width and height of every card in pixels, as Open Graph recommends.
pub const SIZE: (u32, u32) = (1200, 630);

/// The version of the design. It is part of the digest, as another design needs other addresses.
const DESIGN: &[u8] = b"1";

/// What is written on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The title of the site, above the rule.
    pub site: String,
    pub title: String,
    /// Number and date, at the foot.
    pub foot: String,
}

impl Card {
    /// Returns a digest of the card drawn with a face: sixteen hexadecimal digits.
    pub fn digest(&self, face: &Face) -> String {
        let texts = [&self.site, &self.title, &self.foot].map(|text| text.as_bytes());
        let parts = [&[DESIGN, face.fingerprint.bytes()], &texts[..]].concat();
        Fingerprint::of_parts(&parts).hex()[..16].to_owned()
    }
}
