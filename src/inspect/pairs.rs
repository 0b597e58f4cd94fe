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
            let other = singles.iter().rposition(|before| {
                before.opens
                    && !single.opens
                    && before.missing == single.mark
                    && (block - before.block <= MAX_DISTANCE)
            });
            match other {
                Some(other) => {
                    singles.remove(other);
                }
                None => singles.push(single),
            }
        }
        // The paragraph before is part of the same quotation.
        if is_continued && block > 0 {
            singles.retain(|single| single.mark != '“' || single.block + 1 != block);
        }
    }
    singles
}

fn unpaired_in(block: usize, text: &str) -> Vec<Single> {
    let mut open: Vec<Single> = Vec::new();
    let mut singles = Vec::new();
    let mut before = "";
    for (at, c) in text.char_indices() {
        let typed = c;
        let c = match c {
            '(' => '（',
            ')' => '）',
            c => c,
        };
        if let Some((_, missing)) = PAIRS.iter().find(|(opens, _)| *opens == c) {
            open.push(Single { block, at, mark: typed, missing: *missing, opens: true });
        } else if let Some((missing, _)) = PAIRS.iter().find(|(_, closes)| *closes == c) {
            match open.iter().rposition(|single| single.missing == c) {
                Some(opened) => {
                    singles.extend(open.drain(opened + 1..));
                    open.pop();
                }
                None if c == '）' && is_label(before) => {}
                None => {
                    singles.push(Single { block, at, mark: c, missing: *missing, opens: false })
                }
            }
        }
        before = text.get(..at + typed.len_utf8()).unwrap_or_default();
    }
    singles.extend(open);
    singles.sort_unstable_by_key(|single| single.at);
    // Half-width brackets are left to Latin text, programs and faces.
    singles.retain(|single| !matches!(text[single.at..].chars().next(), Some('(' | ')')));
    singles
}

/// Returns whether a text ends with the label of an item: `1）`, `a)`.
fn is_label(before: &str) -> bool {
    let bare = before.trim_end_matches(|c: char| {
        c.is_ascii_alphanumeric()
            || "一二三四五六七八九十".contains(c)
            || ('０'..='９').contains(&c)
    });
    let length = before.chars().count() - bare.chars().count();
    let is_start = bare.is_empty()
        || bare.ends_with(|c: char| c.is_whitespace() || "；。，：、;,".contains(c));
    (1..=3).contains(&length) && is_start
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
