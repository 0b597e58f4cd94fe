//! Headings of a body: by Word's styles, else by how they are numbered (GB/T 9704-2012, 7.3.3).

use crate::import::flow::{Block, Inline, Paragraph};
use crate::lines::label_length;

/// The longest heading without a style, in characters, and the longest with one.
const MAX_CHARS: usize = 60;
const MAX_STYLED_CHARS: usize = 100;

/// Gives headings their levels, from 1, and takes them from whatever is none.
pub(super) fn mark(blocks: &mut [Block]) {
    for block in blocks.iter_mut() {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = paragraph.text();
        paragraph.outline = match paragraph.outline {
            Some(level) if may_be_styled(&text) => Some(level.max(1)),
            _ if is_plain(paragraph) => level_by_number(text.trim(), paragraph.is_bold()),
            _ => None,
        };
        if paragraph.outline.is_some() {
            paragraph.bullet = None;
        }
    }
    let paragraphs = blocks.iter().filter_map(Block::paragraph);
    let highest = paragraphs.filter_map(|paragraph| paragraph.outline).min().unwrap_or(1);
    for block in blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph.outline = paragraph.outline.map(|level| level - (highest - 1));
        }
    }
}

/// A sentence is no heading, whatever its style.
fn may_be_styled(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().count() <= MAX_STYLED_CHARS && !text.ends_with(['。', '；'])
}

fn is_plain(paragraph: &Paragraph) -> bool {
    let has_picture = paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Picture(_)));
    !has_picture && paragraph.bullet.is_none() && !paragraph.inlines.contains(&Inline::Break)
}

/// Returns the level of a heading by its number: 一、 and chapters 1, （一） and sections 2; 1. and （1） only
/// if they are bold, because they number paragraphs more often.
fn level_by_number(text: &str, is_bold: bool) -> Option<u8> {
    let label = text.get(..label_length(text))?;
    let rest = text.get(label.len()..)?.trim();
    let inside_colon = rest.trim_end_matches(['：', ':']).contains(['：', ':']);
    let is_heading = !rest.is_empty()
        && text.chars().count() <= MAX_CHARS
        && !text.contains(['。', '；', '！', '？'])
        && !text.ends_with(['，', '、', ',', ';', '.'])
        && !inside_colon;
    if !is_heading {
        return None;
    }
    let has_digit = label.contains(|c: char| c.is_ascii_digit());
    match label.chars().next()? {
        '（' | '(' if !has_digit => Some(2),
        '（' | '(' => is_bold.then_some(4),
        '第' if label.ends_with('节') => Some(2),
        '第' if label.ends_with('条') => None,
        '第' => Some(1),
        '附' | '①'..='⑳' => None,
        _ if has_digit => is_bold.then_some(3),
        _ if label.ends_with('、') => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::level_by_number;

    #[test]
    fn levels_follow_the_numbers() {
        for (text, bold, level) in [
            ("一、总体要求", false, Some(1)),
            ("第三章　会员", false, Some(1)),
            ("第二节 权利", false, Some(2)),
            ("（一）组织领导", false, Some(2)),
            ("1. 组织领导", true, Some(3)),
            ("1. 组织领导", false, None),
            ("（1）组织领导", true, Some(4)),
            ("第十条 会员享有下列权利", false, None),
            ("一、加强领导。各单位要高度重视", false, None),
            ("一、时间：2026年5月8日", false, None),
            ("一、", false, None),
            ("附件一、名单", false, None),
        ] {
            assert_eq!(level_by_number(text, bold), level, "{text}");
        }
    }
}
