//! Brackets and quotation marks that are opened and not closed, or closed and not opened.
//!
//! A paragraph that was cut into two may open a bracket in one and close it in the next, and a quotation
//! of several paragraphs opens each of them and closes the last.

use super::faults;
use super::half_width::is_in_code;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::markdown::BlockKind;

/// The marks, with the half-width form that editors mix with them.
const PAIRS: [(char, char); 7] = [
    ('《', '》'),
    ('“', '”'),
    ('（', '）'),
    ('〔', '〕'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
];

/// How many blocks later a bracket may be closed, where the text was cut.
const MAX_DISTANCE: usize = 2;

/// How many marks of a block are looked at again: with more, it is no text that could be corrected.
const MAX_SINGLES: usize = 40;

/// The longest label of an item, in characters: 十二, 123.
const MAX_LABEL: usize = 3;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    let blocks: Vec<_> =
        document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code).collect();
    let texts = blocks.iter().map(|block| block.text(&source.text));
    for single in unpaired(texts) {
        let Some(block) = blocks.get(single.block) else { continue };
        let span = block.span(&source.path, single.at..single.at + single.mark.len_utf8());
        if !is_in_code(&source.text, &span) {
            found.push(faults::mark_unpaired(span, single.mark, single.missing));
        }
    }
}

/// A mark without its other half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Single {
    block: usize,
    at: usize,
    mark: char,
    missing: char,
    opens: bool,
}

/// Returns the marks of some texts that have no other half.
fn unpaired<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Single> {
    let mut singles: Vec<Single> = Vec::new();
    for (block, text) in texts.enumerate() {
        let is_continued = text.trim_start().starts_with('“');
        for single in unpaired_in(block, text) {
            let first = singles.partition_point(|before| block - before.block > MAX_DISTANCE);
            let near = singles.get(first..).unwrap_or_default();
            let other = near
                .iter()
                .rposition(|before| before.opens && !single.opens && before.missing == single.mark);
            match other {
                Some(other) => {
                    singles.remove(first + other);
                }
                None => singles.push(single),
            }
        }
        // The paragraph before is part of the same quotation.
        if is_continued {
            let first = singles.partition_point(|single| single.block + 1 < block);
            let near = singles.split_off(first);
            let is_ended = |single: &Single| single.mark == '“' && single.block + 1 == block;
            singles.extend(near.into_iter().filter(|single| !is_ended(single)));
        }
    }
    singles
}

fn unpaired_in(block: usize, text: &str) -> Vec<Single> {
    let mut open: Vec<Single> = Vec::new();
    let mut singles = Vec::new();
    let mut open_of_pair = [0_usize; PAIRS.len()];
    let pair_of = |missing: char| PAIRS.iter().position(|(_, closes)| *closes == missing);
    let mut before = "";
    for (at, c) in text.char_indices() {
        let typed = c;
        let c = match c {
            '(' => '（',
            ')' => '）',
            c => c,
        };
        if let Some(pair) = PAIRS.iter().position(|(opens, _)| *opens == c) {
            open.push(Single { block, at, mark: typed, missing: PAIRS[pair].1, opens: true });
            open_of_pair[pair] += 1;
        } else if let Some(pair) = pair_of(c) {
            if open_of_pair[pair] > 0 {
                // What was opened since is closed nowhere.
                while let Some(last) = open.pop() {
                    if let Some(pair) = pair_of(last.missing) {
                        open_of_pair[pair] -= 1;
                    }
                    if last.missing == c {
                        break;
                    }
                    singles.push(last);
                }
            } else if c != '）' || !is_label(before) {
                singles.push(Single { block, at, mark: c, missing: PAIRS[pair].0, opens: false });
            }
        }
        before = text.get(..at + typed.len_utf8()).unwrap_or_default();
    }
    singles.extend(open);
    singles.sort_unstable_by_key(|single| single.at);
    // Half-width brackets are left to Latin text, programs and faces.
    singles
        .retain(|single| !text.get(single.at..).is_some_and(|rest| rest.starts_with(['(', ')'])));
    singles.truncate(MAX_SINGLES);
    singles
}

/// Returns whether a text ends with the label of an item: `1）`, `a)`.
fn is_label(before: &str) -> bool {
    let is_of_label = |c: char| {
        c.is_ascii_alphanumeric()
            || "一二三四五六七八九十".contains(c)
            || ('０'..='９').contains(&c)
    };
    let length = before.chars().rev().take(MAX_LABEL + 1).take_while(|c| is_of_label(*c)).count();
    let is_start = |c: char| c.is_whitespace() || "；。，：、;,".contains(c);
    (1..=MAX_LABEL).contains(&length) && before.chars().rev().nth(length).is_none_or(is_start)
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    fn marks(texts: &[&str]) -> String {
        unpaired(texts.iter().copied()).iter().map(|single| single.mark).collect()
    }

    #[test]
    fn marks_without_their_other_half_are_found() {
        for (text, found) in [
            ("根据《办法的规定", "《"),
            ("根据办法》的规定", "》"),
            ("坚持“以人为本的理念", "“"),
            ("坚持“以人为本“的理念", "““"),
            ("（见附件", "（"),
            ("见附件）", "）"),
            ("《办法（试行》", "（"),
            ("鲁医协发〔2026】1号", "〔】"),
        ] {
            assert_eq!(marks(&[text]), found, "{text}");
        }
    }

    #[test]
    fn pairs_labels_and_cut_paragraphs_are_left_alone() {
        for texts in [
            &["根据《关于印发〈办法〉的通知》（鲁医协发〔2026〕1号）"][..],
            &["“坚持‘以人为本’的理念”"],
            &["1）报名；2）缴费", "a)甲 b)乙", "一）总则"],
            &["（试行)", "(试行）"],
            &["见《中华人民共和国", "医师法》第一条"],
            &["“第一段", "“第二段", "“第三段”"],
            &["笑脸 :) 和 :("],
            &["it’s 5’ wide"],
        ] {
            assert_eq!(marks(texts), "", "{texts:?}");
        }
    }
}
