//! Texts that were taken from a PDF: each line of the page has become a paragraph.
//!
//! In such a text a long line that begins with （一） is not a heading but the first line of a
//! paragraph, cut where the page ended it. What is shorter than the page is wide, is whole.

use super::stream::Piece;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Below so many paragraphs nothing can be said.
const FEWEST: usize = 12;

/// The length (in characters) up to which a line of a hard-wrapped text may be whole; `None` if
/// the text is not hard-wrapped.
pub(super) fn longest_whole_line(pieces: &[Piece<'_>]) -> Option<usize> {
    let mut lengths = Vec::new();
    let (mut length, mut last, mut unfinished) = (0, ' ', 0);
    for piece in pieces {
        match &piece.event {
            Event::Start(Tag::Paragraph) => (length, last) = (0, ' '),
            Event::Text(words) => {
                length += words.chars().count();
                last = words.trim_end().chars().next_back().unwrap_or(last);
            }
            Event::End(TagEnd::Paragraph) => {
                lengths.push(length);
                unfinished += usize::from(!"。；：！？.;:!?”）)".contains(last));
            }
            _ => {}
        }
    }
    if lengths.len() < FEWEST || unfinished * 2 < lengths.len() {
        return None;
    }
    lengths.sort_unstable();
    // Most lines are as long as the page is wide; a few characters less where a word was kept.
    let width = lengths[lengths.len() * 3 / 4];
    Some(width.saturating_sub(4))
}

/// Whether a bracket or quotation mark is opened and not closed: the line was cut.
pub(super) fn has_open_pair(line: &str) -> bool {
    let count = |c: char| line.matches(c).count();
    [('（', '）'), ('“', '”'), ('《', '》'), ('「', '」'), ('(', ')')]
        .into_iter()
        .any(|(open, close)| count(open) > count(close))
}
