//! Characters of a body that nobody sees, and those of the private use area, which word processors use
//! for bullets and readers see as boxes. A bullet at the beginning of a line is read as the mark of a list, so
//! it is in no block.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::invisible;
use crate::markdown::{Block, BlockKind};
use crate::source::Span;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    let body = source.text.get(document.body.clone()).unwrap_or_default();
    // All of them are outside of ASCII and of what is usual in Chinese.
    if !body
        .chars()
        .any(|c| is_private(c) || invisible::harmful(c).is_some() || !invisible::is_visible(c))
    {
        return;
    }
    for block in document.outline.blocks.iter().filter(|block| block.kind != BlockKind::Code) {
        let text = block.text(&source.text);
        let all: Vec<(Span, char)> = invisible::find(text)
            .map(|(at, c, _)| (block.span(&source.path, at..at + c.len_utf8()), c))
            .collect();
        if let Some((at, first)) = all.first().cloned() {
            // A separator of lines stood for a break, and an entity was typed on purpose.
            let is_certain = all.iter().all(|(span, c)| {
                !matches!(c, '\u{2028}' | '\u{2029}')
                    && source.text.get(span.range()).is_some_and(|typed| typed.chars().eq([*c]))
            });
            let count = all.len();
            let edits = all.into_iter().map(|(span, _)| span).filter(|_| is_certain).collect();
            found.push(faults::invisible_in_body(at, first, count, edits));
        }
        check_private(block, document, found);
    }
}

fn check_private(block: &Block, document: &Document, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    let text = block.text(&source.text);
    let Some((at, c)) = text.char_indices().find(|(_, c)| is_private(*c)) else { return };
    let span = block.span(&source.path, at..at + c.len_utf8());
    found.push(faults::private_use(span, c));
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}
