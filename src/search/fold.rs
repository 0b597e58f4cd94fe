//! One spelling for every character that a reader takes for the same.
//!
//! A scanned 戶, a typed 户 and a radical ⼾ must meet in the index, and the browser must fold a query exactly as the
//! build folded the text: `tests/tokens.json` holds both sides to this file.

use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

const TABLE: &str = include_str!("data/traditional.txt");

/// The folding pairs as one string, from and to in turn, as the browser receives them.
pub fn pairs() -> String {
    TABLE.lines().filter(|line| !line.starts_with('#')).collect()
}

/// The ideographs of the basic block, which nearly all text is made of, are looked up by place; the others by name.
struct Table {
    basic: Vec<char>,
    others: HashMap<char, char>,
}

const BASIC: u32 = 0x4e00;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let characters: Vec<char> = pairs().chars().collect();
        let mut table = Table {
            basic: (BASIC..=0x9fff).filter_map(char::from_u32).collect(),
            others: HashMap::new(),
        };
        for pair in characters.chunks_exact(2) {
            let place = u32::from(pair[0]).wrapping_sub(BASIC) as usize;
            match table.basic.get_mut(place) {
                Some(simple) => *simple = pair[1],
                None => _ = table.others.insert(pair[0], pair[1]),
            }
        }
        table
    })
}

/// The simplified form of a traditional ideograph or of a radical, if it has another one.
pub fn simplified(character: char) -> Option<char> {
    let table = table();
    match table.basic.get(u32::from(character).wrapping_sub(BASIC) as usize) {
        Some(simple) => (*simple != character).then_some(*simple),
        None if character.is_ascii() => None,
        None => table.others.get(&character).copied(),
    }
}

/// Calls `each` with every folded character of `character`: none for what is invisible, several for a ligature.
pub fn fold(character: char, mut each: impl FnMut(char)) {
    // Most of the text: no decomposition, no case, only the table.
    if ('\u{4e00}'..='\u{9fff}').contains(&character) {
        return each(simplified(character).unwrap_or(character));
    }
    if character.is_ascii() {
        return each(character.to_ascii_lowercase());
    }
    for part in character.nfkd().flat_map(char::to_lowercase) {
        match part {
            '○' | '◯' => each('〇'),
            _ if is_dropped(part) => {}
            _ => each(simplified(part).unwrap_or(part)),
        }
    }
}

/// True for characters that leave no trace: accents split off, soft hyphens, zero-width marks, variation selectors.
fn is_dropped(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}
