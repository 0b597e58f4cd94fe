//! Suggestions for queries that find nothing: the recurring expressions of the site with their pinyin.
//!
//! There is no word list. An expression is what recurs in titles and headings and is not merely part of something longer
//! that recurs as often.

use crate::han::is_han_or_sign;
use crate::search::record::{BlockKind, Ordered};
use crate::search::tokens::tokens;
use pinyin::ToPinyin;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The length of the longest expression, in ideographs.
const MAX_LENGTH: usize = 6;
const MAX_EXPRESSIONS: usize = 2000;
/// The most frequent expressions of a site are also the most frequent of this many documents.
const MAX_SAMPLE_DOCUMENTS: usize = 4000;

/// Writes the suggestions, one a line: the ideographs, a tab, their syllables separated by spaces.
pub fn write(records: Ordered) -> String {
    let mut counts: HashMap<Packed, u32> = HashMap::new();
    let step = records.len().div_ceil(MAX_SAMPLE_DOCUMENTS).max(1);
    for record in records.every(step) {
        let headings = record
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Heading)
            .map(|block| &*block.text);
        let names = record.topics.iter().chain(&record.issuers).map(String::as_str);
        for text in std::iter::once(record.title.as_str()).chain(headings).chain(names) {
            count(text, &mut counts);
        }
    }
    let counts: BTreeMap<String, u32> = counts
        .into_iter()
        .filter(|(_, count)| *count >= 2)
        .map(|(term, count)| (unpack(term), count))
        .collect();
    let mut expressions: Vec<(&String, u32)> =
        counts.iter().map(|(term, count)| (term, *count)).collect();
    let parts = parts_of_longer(&counts);
    expressions.retain(|(term, _)| !parts.contains(term.as_str()));
    expressions.sort_by_key(|(term, count)| (Reverse(*count * term.chars().count() as u32), *term));
    expressions.truncate(MAX_EXPRESSIONS);
    expressions
        .iter()
        .filter_map(|(term, _)| Some(format!("{term}\t{}\n", pinyin(term)?)))
        .collect()
}

/// A term of up to six characters of 21 bits each. A site has a million, of which most occur once, so they must be small.
type Packed = u128;

fn pack(term: Packed, character: char) -> Packed {
    term << 21 | Packed::from(u32::from(character))
}

fn unpack(term: Packed) -> String {
    let character = |index: usize| char::from_u32((term >> (21 * index)) as u32 & 0x1f_ffff);
    (0..MAX_LENGTH).rev().filter_map(character).filter(|character| *character != '\0').collect()
}

fn count(text: &str, counts: &mut HashMap<Packed, u32>) {
    let tokens = tokens(text);
    let han = |text: &str| text.chars().next().filter(|character| is_han_or_sign(*character));
    let han: Vec<Option<char>> = tokens.iter().map(|token| han(&token.text)).collect();
    for start in 0..tokens.len() {
        let mut term = 0;
        for end in start..tokens.len().min(start + MAX_LENGTH) {
            // Punctuation ends an expression: 通知》的 is none.
            let Some(character) = han[end] else { break };
            if end > start && tokens[end].start != tokens[end - 1].end {
                break;
            }
            term = pack(term, character);
            if end > start {
                *counts.entry(term).or_default() += 1;
            }
        }
    }
}

/// Returns the terms that occur hardly ever outside a term that is one character longer.
fn parts_of_longer(counts: &BTreeMap<String, u32>) -> BTreeSet<&str> {
    let mut parts = BTreeSet::new();
    for (term, count) in counts {
        let Some((last, _)) = term.char_indices().next_back() else { continue };
        let first = term.chars().next().map_or(0, char::len_utf8);
        for part in [&term[..last], &term[first..]] {
            if counts.get(part).is_some_and(|other| *other <= count + count / 8) {
                parts.insert(part);
            }
        }
    }
    parts
}

/// Returns the pinyin of a term without tones; `None` if a character has none.
fn pinyin(term: &str) -> Option<String> {
    let syllables: Option<Vec<&str>> =
        term.chars().map(|character| Some(character.to_pinyin()?.plain())).collect();
    Some(syllables?.join(" "))
}
