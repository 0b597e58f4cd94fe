//! A document number in its parts, and how a text is parsed that is nothing else.

use super::code::canonical_code;
use super::padding::is_padding;
use super::serial::Serial;
use super::tail::find_tail;
use std::fmt;

/// A document number in its parts; `Display` writes the canonical form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocNumber {
    /// 机关代字: 鲁医协发.
    pub code: String,
    pub year: u16,
    pub serial: Serial,
}

impl fmt::Display for DocNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}

impl DocNumber {
    /// Parses a text that is one document number and nothing else, however its brackets, digits and
    /// spaces were typed. `None` if it is anything else (an order, a standard, a sentence).
    pub fn parse(text: &str) -> Option<DocNumber> {
        let bare: String = text.chars().filter(|c| !is_padding(*c)).collect();
        let bare = unwrapped(&bare);
        let tail = find_tail(bare, 0)?;
        if tail.end != bare.len() {
            return None;
        }
        let code = canonical_code(&bare[..tail.start])?;
        Some(DocNumber { code, year: tail.year, serial: tail.serial })
    }

    /// Returns whether a text is this number in its canonical form.
    pub fn is_canonical(&self, text: &str) -> bool {
        text == self.to_string()
    }
}

/// Removes one pair of brackets or quotation marks around a number that was pasted with them.
pub(super) fn unwrapped(text: &str) -> &str {
    const PAIRS: [(char, char); 6] =
        [('（', '）'), ('(', ')'), ('“', '”'), ('"', '"'), ('《', '》'), ('「', '」')];
    PAIRS
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(text)
}
