//! Reads Markdown: its head and foot are recognised as in any text, and the rest is kept as it is.

use super::flow::{Block, Flow, Paragraph};
use super::messages;
use super::remark::Remark;
use crate::failure::Failure;
use crate::source::{Encoding, SitePath, Source};

pub(super) fn read(bytes: &[u8]) -> Result<Flow, Failure> {
    let source = Source::decode(SitePath::new("text.md"), bytes);
    let text = source.text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if text.trim_start().starts_with("---\n") {
        return Err(messages::has_front_matter());
    }
    let mut flow = Flow { blocks: blocks(&text), ..Flow::default() };
    if let Encoding::Broken(places) = &source.encoding {
        flow.remarks.push(Remark::BrokenBytes(places.len()));
    }
    Ok(flow)
}

/// Splits a text at its blank lines, but not within fences.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines().chain([""]) {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            _ => {}
        }
        if line.trim().is_empty() && fence.is_none() {
            blocks.extend(block(&std::mem::take(&mut open)));
        } else {
            open.push(line);
        }
    }
    // A fence that is never closed.
    blocks.extend(block(&open));
    blocks
}

/// Returns a line without markup as a paragraph, so that it can be recognised; anything else as it
/// is.
fn block(lines: &[&str]) -> Option<Block> {
    let first = lines.first()?;
    let title = first.strip_prefix("# ").map(|title| title.trim_end_matches('#').trim());
    match (lines.len(), title) {
        (1, Some(title)) if is_plain(title) => {
            let mut paragraph = Paragraph::of_text(title);
            paragraph.outline = Some(0);
            Some(Block::Paragraph(paragraph))
        }
        (1, None) if is_plain(first) && !first.starts_with([' ', '\t']) => {
            Some(Block::Paragraph(Paragraph::of_text(first.trim())))
        }
        _ => Some(Block::Markdown(lines.join("\n"))),
    }
}

fn is_plain(line: &str) -> bool {
    !line.contains(['*', '_', '`', '[', ']', '<', '>', '#', '|', '\\', '&', '~', '!'])
        && !line.starts_with(['-', '+'])
}
