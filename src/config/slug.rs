//! Slugs: names as parts of addresses.

use crate::invisible;

/// Returns whether a text may be part of an address: letters, digits, hyphens, Han characters.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 120
        && text.chars().all(|c| c.is_alphanumeric() && invisible::is_visible(c) || "-_".contains(c))
}
