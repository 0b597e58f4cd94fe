//! The summary of a document, for lists, feeds and the head of its page.

use crate::markdown::BlockKind;
use crate::register::{DocId, Register};

/// The longest summary taken from a first paragraph, in characters.
const MAX_LENGTH: usize = 120;

/// 摘要 as typed, else the first paragraph, cut at a sentence.
pub fn summary(register: &Register, id: DocId) -> String {
    let document = &register.entry(id).document;
    if let Some(summary) = &document.front.summary {
        return summary.clone();
    }
    let blocks = document.outline.blocks.iter().filter(|block| block.kind == BlockKind::Text);
    let mut texts = blocks.map(|block| block.text(&document.source.text));
    let text = texts.find(|text| text.chars().count() >= 12);
    text.map(|text| cut_at_sentence(text.trim(), MAX_LENGTH)).unwrap_or_default()
}

fn cut_at_sentence(text: &str, max_length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max_length) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let stop = head.rfind(['。', '！', '？', '；']).filter(|at| *at > head.len() / 4);
    match stop.and_then(|at| head[at..].chars().next().map(|c| at + c.len_utf8())) {
        Some(end) => head[..end].to_owned(),
        None => format!("{}…", head.trim_end_matches(['，', '、', '：', ',', ' '])),
    }
}
