//! Terms: what the index has a list of documents for, each known only by its hash.
//!
//! The hash is computed by the browser too, so it runs over code points with 32-bit multiplication only.

use crate::search::tokens::{Token, is_han};

/// The hash of a term made of `parts`; pairs, triples, whole titles and numbers are told apart by their parts.
pub fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u32 {
    let mut state: u32 = 0x811c_9dc5;
    for part in parts {
        for character in part.chars() {
            state = (state ^ u32::from(character)).wrapping_mul(0x0100_0193);
        }
        state = (state ^ 0x1f).wrapping_mul(0x0100_0193);
    }
    state = (state ^ state >> 16).wrapping_mul(0x85eb_ca6b);
    state = (state ^ state >> 13).wrapping_mul(0xc2b2_ae35);
    state ^ state >> 16
}

/// The shard of `shards` that holds a hash: hashes are cut into equal ranges.
pub fn shard_of(hash: u32, shards: u32) -> u32 {
    ((u64::from(hash) * u64::from(shards)) >> 32) as u32
}

/// True for a token whose list lives among the single ideographs, which have larger and fewer shards.
pub fn is_single(token: &str) -> bool {
    token.chars().next().is_some_and(is_han)
}

/// The term of a whole title.
pub fn title<'a>(words: impl Iterator<Item = &'a str>) -> u32 {
    hash(std::iter::once("=").chain(words))
}

/// The parts of a document number that do not vary: 鲁医协发〔2026〕第01号 and 鲁医协发2026 1 are both 鲁医协发|2026|1.
/// None for what is not shaped like a number, so that ordinary queries cost no look-up.
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
    let shaped = ends_in_digits && (2..=24).contains(&key.len()) && (digits > 1 || closed);
    shaped.then_some(key)
}

/// The term of a document number, from its key.
pub fn number(key: &[&str]) -> u32 {
    hash(std::iter::once("#").chain(key.iter().copied()))
}
