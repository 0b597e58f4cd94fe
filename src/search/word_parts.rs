//! Words of letters and digits, such as `iso9001`, and the terms by which a part of one finds it: all pieces of three characters,
//! and the first two.
//!
//! A word may be of several tokens: MJD612345 is in ZBXMJD612345A, but shares no token with it. Numbers without a letter
//! are found whole only, and a few digits find no word: who types a year means the year.

use crate::search::term::{self, PartialHash};
use crate::search::tokens::Token;

/// The shortest part that is found anywhere in a word, and the length of the pieces that are indexed.
const PIECE: usize = 3;
/// The shortest part without a letter.
const DIGITS: usize = 5;
/// A shorter part is found where a word begins with it, as while it is being typed.
const PREFIX: usize = 2;

/// Calls `add` with the terms by which parts of a word find it.
pub fn index_terms(word: &[char], mut add: impl FnMut(u32)) {
    if word.len() > PREFIX {
        add(prefix_term(&word[..PREFIX]));
    }
    // A word that is a piece itself is found as a phrase.
    if word.len() > PIECE {
        word.windows(PIECE).for_each(|piece| add(piece_term(piece)));
    }
}

/// Returns the terms that all words have of which this is a part.
pub fn query_terms(part: &str) -> Vec<u32> {
    let part: Vec<char> = part.chars().collect();
    if part.len() == PREFIX {
        return vec![prefix_term(&part)];
    }
    let mut terms: Vec<u32> = part.windows(PIECE).map(piece_term).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn piece_term(piece: &[char]) -> u32 {
    PartialHash::EMPTY.with(['~']).with(piece.iter().copied()).finish()
}

fn prefix_term(prefix: &[char]) -> u32 {
    PartialHash::EMPTY.with(['^']).with(prefix.iter().copied()).finish()
}

/// Returns the part of a word that a text is: tokens without anything between them, none of them an ideograph; `None` if
/// it is something else or too short.
pub fn part_of(tokens: &[Token]) -> Option<String> {
    let is_joined = tokens.windows(2).all(|pair| pair[0].end == pair[1].start);
    if !is_joined || tokens.iter().any(|token| term::is_unigram(&token.text)) {
        return None;
    }
    let part: String = tokens.iter().map(|token| token.text.as_str()).collect();
    let shortest = if has_letter(tokens) { PREFIX } else { DIGITS };
    (part.chars().count() >= shortest).then_some(part)
}

/// Returns whether a word of a text has this part.
pub fn contains(tokens: &[Token], part: &str) -> bool {
    let is_prefix = part.chars().count() == PREFIX;
    words(tokens).any(|word| if is_prefix { word.starts_with(part) } else { word.contains(part) })
}

/// Returns the words of a text that have a letter.
fn words(tokens: &[Token]) -> impl Iterator<Item = String> {
    let joined = tokens.chunk_by(|left, right| {
        left.end == right.start && !term::is_unigram(&left.text) && !term::is_unigram(&right.text)
    });
    let with_letter = joined.filter(|word| !term::is_unigram(&word[0].text) && has_letter(word));
    with_letter.map(|word| word.iter().map(|token| token.text.as_str()).collect())
}

fn has_letter(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| !token.text.starts_with(|first: char| first.is_ascii_digit()))
}
