//! Folds characters that a reader takes for the same into one: case, width, compatibility and traditional forms.
//!
//! A scanned 戶, a typed 户 and the radical ⼾ must be one term, and the browser must fold a query exactly as the build
//! folded the text; the cases in `tests/tokens.json` test both.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

const TABLE: &str = include_str!("data/traditional.txt");

/// Returns the folding table as one string, alternately a character and what it is folded to, as the browser receives it.
pub fn pairs() -> String {
    TABLE.lines().filter(|line| !line.starts_with('#')).collect()
}

/// The folding table. Nearly all text consists of the basic block of ideographs and of Chinese punctuation, so these are
/// looked up by index.
struct Table {
    basic: Vec<char>,
    others: HashMap<char, char>,
    /// What the characters of [`PUNCTUATION`] are folded to, where that is one character.
    punctuation: [Vec<Option<char>>; 3],
}

/// General punctuation, Chinese punctuation, and the forms of full and half width.
const PUNCTUATION: [RangeInclusive<u32>; 3] = [0x2000..=0x206f, 0x3000..=0x303f, 0xff00..=0xffef];

/// The first ideograph of the basic block.
const BASIC: u32 = 0x4e00;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let characters: Vec<char> = pairs().chars().collect();
        let mut table = Table {
            basic: (BASIC..=0x9fff).filter_map(char::from_u32).collect(),
            others: HashMap::new(),
            punctuation: [Vec::new(), Vec::new(), Vec::new()],
        };
        for pair in characters.chunks_exact(2) {
            let index = u32::from(pair[0]).wrapping_sub(BASIC) as usize;
            match table.basic.get_mut(index) {
                Some(simple) => *simple = pair[1],
                None => _ = table.others.insert(pair[0], pair[1]),
            }
        }
        let single = |code: u32| {
            let mut parts = Vec::new();
            table.decompose(char::from_u32(code)?, |part| parts.push(part));
            (parts.len() == 1).then(|| parts[0])
        };
        table.punctuation = PUNCTUATION.map(|codes| codes.map(single).collect());
        table
    })
}

/// Returns the simplified form of a traditional ideograph or a radical; `None` if it has no other form.
pub fn simplified(character: char) -> Option<char> {
    table().simplified(character)
}

impl Table {
    fn simplified(&self, character: char) -> Option<char> {
        match self.basic.get(u32::from(character).wrapping_sub(BASIC) as usize) {
            Some(simple) => (*simple != character).then_some(*simple),
            None if character.is_ascii() => None,
            None => self.others.get(&character).copied(),
        }
    }

    /// Calls `each` with what decomposing a character leaves of it.
    fn decompose(&self, character: char, mut each: impl FnMut(char)) {
        for part in character.nfkd().flat_map(char::to_lowercase) {
            match part {
                '○' | '◯' => each('〇'),
                _ if is_dropped(part) => {}
                _ => each(self.simplified(part).unwrap_or(part)),
            }
        }
    }

    /// Returns what a character of [`PUNCTUATION`] is folded to, if that is one character.
    fn punctuation(&self, character: char) -> Option<char> {
        let code = u32::from(character);
        let block = PUNCTUATION.iter().position(|codes| codes.contains(&code))?;
        self.punctuation[block].get((code - PUNCTUATION[block].start()) as usize).copied()?
    }
}

/// Returns what an ideograph of the basic block is folded to; `None` for any other character. These have no decomposition and
/// no case.
pub fn fold_basic(character: char) -> Option<char> {
    table().basic.get(u32::from(character).wrapping_sub(BASIC) as usize).copied()
}

/// Calls `each` with every character that `character` is folded to: none for an invisible one, several for a ligature.
pub fn fold(character: char, mut each: impl FnMut(char)) {
    if let Some(folded) = fold_basic(character) {
        return each(folded);
    }
    if character.is_ascii() {
        return each(character.to_ascii_lowercase());
    }
    let table = table();
    match table.punctuation(character) {
        Some(folded) => each(folded),
        None => table.decompose(character, each),
    }
}

/// Returns whether a character is dropped: combining accents, soft hyphens, zero-width marks, variation selectors.
fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}
