//! Headings that skip a level: `##` and below it `####`.
//!
//! The page closes the gap, so nothing looks wrong; but it shows another order than the editor typed, and so
//! does every other program that reads the file.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::markdown::{Block, BlockKind};
use crate::source::Span;
use std::ops::Range;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    let headings = document.outline.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let mut above: Option<(usize, Span)> = None;
    for block in headings {
        // Inferred headings have no level that was typed.
        let Some((level, marks)) = typed_level(block, document) else {
            above = None;
            continue;
        };
        let marks = Span::new(&source.path, marks);
        if let Some((before, first)) = above
            && level > before + 1
        {
            found.push(faults::heading_order(marks.clone(), level, first, before));
        }
        above = Some((level, marks));
    }
}

/// Returns how many `#` a heading was typed with, and where they are; `None` of one that is underlined or
/// is raw HTML.
fn typed_level(block: &Block, document: &Document) -> Option<(usize, Range<usize>)> {
    let text = &*document.source.text;
    let start = block.span(&document.source.path, 0..block.text(text).len()).start;
    let above = text.get(..start)?;
    let line = above.rfind('\n').map_or(0, |newline| newline + 1);
    let before = text.get(line..start)?;
    let from = before.find('#')?;
    let level = before.get(from..)?.bytes().take_while(|byte| *byte == b'#').count();
    Some((level, line + from..line + from + level))
}
