//! Numbers that belong to a person, in documents that are to be published.
//!
//! Which of them are to be published is the office's decision, so nothing is edited. An internal document
//! is published nowhere.

use super::faults::{self, Place};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::personal::personal_numbers;
use crate::source::Span;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    if document.front.is_internal {
        return;
    }
    let source = &document.source;
    let mut at = 0;
    for line in source.text.get(..document.body.start).unwrap_or_default().split_inclusive('\n') {
        if !line.trim_start().starts_with('#') {
            for (kind, range) in personal_numbers(line) {
                let span = Span::new(&source.path, at + range.start..at + range.end);
                found.push(faults::personal_number(span, kind, Place::FrontMatter));
            }
        }
        at += line.len();
    }
    for block in &document.outline.blocks {
        for (kind, range) in personal_numbers(block.text(&source.text)) {
            found.push(faults::personal_number(block.span(&source.path, range), kind, Place::Body));
        }
    }
}
