//! Recognises texts that were extracted from a PDF: each line of the page has become a paragraph.
//!
//! In such a text a long line that begins with （一） is not a heading but the first line of a
//! paragraph, cut where the line of the page ended. A line shorter than the page is complete.

use super::piece::Piece;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Texts with fewer paragraphs are too short to tell.
const MIN_PARAGRAPHS: usize = 12;

/// Returns the length in characters up to which a line of a hard-wrapped text is taken to be complete;
/// `None` if the text is not hard-wrapped.
pub(super) fn max_complete_line(pieces: &[Piece<'_>]) -> Option<usize> {
    let mut lengths = Vec::new();
    let (mut length, mut last, mut unfinished) = (0, ' ', 0);
    for piece in pieces {
        match &piece.event {
            Event::Start(Tag::Paragraph) => (length, last) = (0, ' '),
            Event::Text(text) => {
                length += text.chars().count();
                last = text.trim_end().chars().next_back().unwrap_or(last);
            }
            Event::End(TagEnd::Paragraph) => {
                lengths.push(length);
                unfinished += usize::from(!"。；：！？.;:!?”）)".contains(last));
            }
            _ => {}
        }
    }
    if lengths.len() < MIN_PARAGRAPHS || unfinished * 2 < lengths.len() {
        return None;
    }
    lengths.sort_unstable();
    // Most lines are as long as the page is wide, or a few characters shorter to keep a word whole.
    let width = lengths[lengths.len() * 3 / 4];
    Some(width.saturating_sub(4))
}

/// Returns whether a bracket or quotation mark is opened and not closed, so that the line was cut.
pub(super) fn has_open_pair(line: &str) -> bool {
    let count = |c: char| line.matches(c).count();
    [('（', '）'), ('“', '”'), ('《', '》'), ('「', '」'), ('(', ')')]
        .into_iter()
        .any(|(open, close)| count(open) > count(close))
}
