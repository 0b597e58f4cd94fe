//! Parses a body into pieces, with the two rules that CommonMark lacks for Chinese.

use super::piece::Piece;
use super::placeholders::Placeholders;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Spaces that editors type to indent a paragraph. The theme indents paragraphs itself.
const INDENTATION: [char; 4] = ['\u{3000}', '\u{a0}', '\u{2003}', '\u{2002}'];

/// Parses the bytes `body` of a file; nothing if they are not inside of it.
pub(super) fn parse(text: &str, body: Range<usize>) -> Vec<Piece<'_>> {
    split_indented_paragraphs(merged_events(text, body))
}

fn merged_events(text: &str, body: Range<usize>) -> Vec<Piece<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let Some(whole) = text.get(body.clone()) else { return Vec::new() };
    // A byte-order mark would keep the parser from seeing a heading after it.
    let body_text = whole.trim_start_matches('\u{feff}');
    let offset = body.start + whole.len() - body_text.len();
    let mut pieces = Pieces { text, offset, pieces: Vec::new() };
    match Placeholders::assign(body_text) {
        None => {
            for (event, range) in Parser::new_ext(body_text, options).into_offset_iter() {
                pieces.push(event, range);
            }
        }
        Some(placeholders) => {
            let parser = Parser::new_ext(&placeholders.text, options);
            for (event, range) in parser.into_offset_iter() {
                pieces.push(placeholders.restore(event, body_text, &range), range);
            }
        }
    }
    pieces.pieces
}

/// Collects events. Texts that are adjacent in the file are merged: the parser cuts them at every
/// character that might have been markup.
struct Pieces<'a> {
    text: &'a str,
    offset: usize,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        let range = range.start + self.offset..range.end + self.offset;
        let event = match event {
            Event::Text(text) if text.is_empty() => return,
            Event::Text(text) => {
                let slice = self.text.get(range.clone()).filter(|slice| *slice == &*text);
                if slice.is_some() && self.extends_last(&range) {
                    return;
                }
                Event::Text(slice.map_or(text, CowStr::Borrowed))
            }
            event => event,
        };
        self.pieces.push(Piece { event, range });
    }

    fn extends_last(&mut self, range: &Range<usize>) -> bool {
        let Some(Piece { event: Event::Text(CowStr::Borrowed(last)), range: before }) =
            self.pieces.last_mut()
        else {
            return false;
        };
        if before.end != range.start || before.len() != last.len() {
            return false;
        }
        let Some(both) = self.text.get(before.start..range.end) else { return false };
        *last = both;
        before.end = range.end;
        true
    }
}

/// Removes the spaces by which editors indent paragraphs, and starts a new paragraph at each line
/// that is indented by two full-width spaces: that is how paragraphs begin in Chinese texts.
fn split_indented_paragraphs(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut split: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    let mut in_paragraph = false;
    let mut inline_depth = 0usize;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(mut piece) = pieces.next() {
        match &piece.event {
            Event::Start(Tag::Paragraph) => (in_paragraph, inline_depth) = (true, 0),
            Event::End(TagEnd::Paragraph) => in_paragraph = false,
            Event::Start(_) => inline_depth += 1,
            Event::End(_) => inline_depth = inline_depth.saturating_sub(1),
            Event::SoftBreak if in_paragraph && inline_depth == 0 => {
                let indented = |next: &Piece<'_>| match &next.event {
                    Event::Text(text) => text.starts_with("\u{3000}\u{3000}"),
                    _ => false,
                };
                if pieces.peek().is_some_and(indented) {
                    let range = piece.range;
                    let end = Event::End(TagEnd::Paragraph);
                    split.push(Piece { event: end, range: range.clone() });
                    split.push(Piece { event: Event::Start(Tag::Paragraph), range });
                    continue;
                }
            }
            Event::Text(text) if split.last().is_some_and(|last| opens_text(&last.event)) => {
                let trimmed = text.trim_start_matches(INDENTATION);
                if trimmed.is_empty() {
                    continue;
                }
                let cut = text.len() - trimmed.len();
                if cut > 0 {
                    piece = without_start(piece, cut);
                }
            }
            _ => {}
        }
        split.push(piece);
    }
    split
}

fn opens_text(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell))
}

/// Returns the piece without the first `cut` bytes of its text.
fn without_start(piece: Piece<'_>, cut: usize) -> Piece<'_> {
    let Piece { event, mut range } = piece;
    let event = match event {
        Event::Text(CowStr::Borrowed(text)) => {
            if range.len() == text.len() {
                range.start += cut;
            }
            Event::Text(CowStr::Borrowed(text.get(cut..).unwrap_or(text)))
        }
        Event::Text(text) => Event::Text(CowStr::from(text.get(cut..).unwrap_or(&text).to_owned())),
        other => other,
    };
    Piece { event, range }
}
