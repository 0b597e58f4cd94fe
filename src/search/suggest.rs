//! What a reader may have meant: the site's recurring expressions with their pinyin, in a file fetched only on need.
//!
//! No dictionary is consulted. What recurs in titles and headings and is not merely part of something longer that
//! recurs as often is an expression of the site.

use crate::search::tokens::{is_han, tokens};
use crate::search::{BlockKind, Record};
use pinyin::ToPinyin;
use std::collections::{BTreeMap, HashMap};

const LONGEST: usize = 6;
const MOST: usize = 2000;
/// What recurs often enough to be among the most recurs in so many documents too.
const SAMPLE: usize = 4000;

/// One line an expression: the ideographs, a tab, their syllables.
pub fn write(records: &[&Record]) -> String {
    let mut counts: HashMap<Packed, u32> = HashMap::new();
    let step = records.len().div_ceil(SAMPLE).max(1);
    for record in records.iter().step_by(step) {
        let headings = record
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Heading)
            .map(|block| &block.text);
        for text in std::iter::once(&record.title)
            .chain(headings)
            .chain(&record.topics)
            .chain(&record.issuers)
        {
            count(text, &mut counts);
        }
    }
    let counts: BTreeMap<String, u32> = counts
        .into_iter()
        .filter(|(_, count)| *count >= 2)
        .map(|(term, count)| (unpack(term), count))
        .collect();
    let mut whole: Vec<(&String, u32)> =
        counts.iter().map(|(term, count)| (term, *count)).collect();
    let parts = parts_of_longer(&counts);
    whole.retain(|(term, _)| !parts.contains(term.as_str()));
    whole.sort_by_key(|(term, count)| {
        (std::cmp::Reverse(*count * term.chars().count() as u32), *term)
    });
    whole.truncate(MOST);
    whole.iter().filter_map(|(term, _)| Some(format!("{term}\t{}\n", spell(term)?))).collect()
}

/// A term of up to six characters, 21 bits each: a site has a million, and most occur once.
type Packed = u128;

fn pack(term: Packed, character: char) -> Packed {
    term << 21 | Packed::from(u32::from(character))
}

fn unpack(term: Packed) -> String {
    let character = |place: usize| char::from_u32((term >> (21 * place)) as u32 & 0x1f_ffff);
    (0..LONGEST).rev().filter_map(character).filter(|character| *character != '\0').collect()
}

fn count(text: &str, counts: &mut HashMap<Packed, u32>) {
    let tokens = tokens(text);
    let han = |text: &str| text.chars().next().filter(|character| is_han(*character));
    let han: Vec<Option<char>> = tokens.iter().map(|token| han(&token.text)).collect();
    for start in 0..tokens.len() {
        let mut term = 0;
        for end in start..tokens.len().min(start + LONGEST) {
            // An expression ends where the text has a mark, so 通知》的 is none.
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

/// The terms that stand in a one-longer term as often as anywhere.
fn parts_of_longer(counts: &BTreeMap<String, u32>) -> std::collections::BTreeSet<&str> {
    let mut parts = std::collections::BTreeSet::new();
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

fn spell(term: &str) -> Option<String> {
    let syllables: Option<Vec<&str>> =
        term.chars().map(|character| Some(character.to_pinyin()?.plain())).collect();
    Some(syllables?.join(" "))
}
