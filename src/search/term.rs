//! Terms: what the index has posting lists for, each known only by its hash.
//!
//! The browser computes the hash too, so it uses 32-bit multiplications over code points only.

use crate::han::is_han_or_sign;
use crate::search::tokens::Token;

/// The hash of a term while its parts are added, one after the other: terms that begin with the same parts share the work.
#[derive(Clone, Copy)]
pub struct PartialHash(u32);

impl PartialHash {
    pub const EMPTY: PartialHash = PartialHash(0x811c_9dc5);

    /// Adds a part.
    pub fn with(self, part: impl IntoIterator<Item = char>) -> PartialHash {
        let mix = |state: u32, code: u32| (state ^ code).wrapping_mul(0x0100_0193);
        let state = part.into_iter().fold(self.0, |state, character| mix(state, character.into()));
        PartialHash(mix(state, 0x1f))
    }

    /// Returns the hash of the parts so far.
    pub fn finish(self) -> u32 {
        let mut state = self.0;
        state = (state ^ state >> 16).wrapping_mul(0x85eb_ca6b);
        state = (state ^ state >> 13).wrapping_mul(0xc2b2_ae35);
        state ^ state >> 16
    }
}

/// Returns the hash of a term. Bigrams, trigrams, titles and numbers differ in their parts.
pub fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u32 {
    parts.into_iter().fold(PartialHash::EMPTY, |hash, part| hash.with(part.chars())).finish()
}

/// Returns whether a token is a single ideograph, whose list lies in the unigram store.
pub fn is_unigram(token: &str) -> bool {
    token.chars().next().is_some_and(is_ideograph)
}

/// Returns whether a character is an ideograph to the search, and so a token by itself.
pub fn is_ideograph(character: char) -> bool {
    is_han_or_sign(character)
}

/// Returns the term of a whole title.
pub fn title<T: IntoIterator<Item = char>>(tokens: impl Iterator<Item = T>) -> u32 {
    tokens.fold(PartialHash::EMPTY.with(['=']), PartialHash::with).finish()
}

/// Returns the parts of a document number that all spellings share: 鲁医协发〔2026〕第01号 and 鲁医协发2026 1 are both
/// 鲁医协发|2026|1; T/SDHA 001—2026 is t|sdha|1|2026. `None` if the tokens do not look like a number, so that an ordinary query costs no look-up.
pub fn number_key(tokens: &[Token]) -> Option<Vec<&str>> {
    let mut key: Vec<&str> = Vec::new();
    let mut digits = 0;
    let mut closed = false;
    for token in tokens {
        let text = token.text.as_str();
        let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let after_digits = key.last().is_some_and(|last| last.as_bytes()[0].is_ascii_digit());
        if text == "第" || text == "年" && after_digits {
            continue;
        }
        if text == "号" && after_digits {
            closed = true;
            continue;
        }
        if closed {
            return None;
        }
        if is_digits {
            digits += 1;
            let trimmed = text.trim_start_matches('0');
            key.push(if trimmed.is_empty() { "0" } else { trimmed });
        } else {
            key.push(text);
        }
    }
    let ends_in_digits = key.last().is_some_and(|last| last.as_bytes()[0].is_ascii_digit());
    let is_number =
        ends_in_digits && (2..=24).contains(&key.len()) && (digits > 1 || closed || is_latin(&key));
    is_number.then_some(key)
}

/// Returns whether a key begins with a Latin letter, as those of standards do.
pub fn is_latin(key: &[&str]) -> bool {
    key.first().is_some_and(|first| first.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// Returns the term of a document number, from its key.
pub fn number(key: &[&str]) -> u32 {
    hash(std::iter::once("#").chain(key.iter().copied()))
}
