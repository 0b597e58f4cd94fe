//! Parses a body into pieces, with the rules that CommonMark lacks for Chinese.

use super::indents;
use super::line_breaks;
use super::piece::{Piece, without_start};
use super::placeholders::Placeholders;
use crate::{han, lines};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Parses the bytes `body` of a file; nothing if they are not inside of it.
pub(super) fn parse(text: &str, body: Range<usize>) -> Vec<Piece<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let Some(whole) = text.get(body.clone()) else { return Vec::new() };
    // A byte-order mark would keep the parser from seeing a heading after it.
    let body_text = whole.trim_start_matches('\u{feff}');
    let offset = body.start + whole.len() - body_text.len();
    let mut pieces = Pieces::new(text, offset);
    match Placeholders::assign(body_text, indents::copy(body_text, options)) {
        None => {
            for (event, range) in Parser::new_ext(body_text, options).into_offset_iter() {
                pieces.add(event, range);
            }
        }
        Some(placeholders) => {
            let parser = Parser::new_ext(&placeholders.text, options);
            for (event, range) in parser.into_offset_iter() {
                pieces.add(placeholders.restore(event, body_text, &range), range);
            }
        }
    }
    line_breaks::split(pieces.pieces)
}

/// Collects events in one pass, because every copy of them is expensive:
///
/// - Texts that are adjacent in the file are merged: the parser cuts them at every character that
///   might have been markup.
/// - The spaces by which editors indent paragraphs are removed, and a new paragraph starts at each
///   line that is indented by two full-width spaces: that is how paragraphs begin in Chinese texts.
///   Four spaces or a tab before Han text mean the same, outside of lists.
struct Pieces<'a> {
    text: &'a str,
    offset: usize,
    pieces: Vec<Piece<'a>>,
    in_paragraph: bool,
    /// How many elements are open inside of the paragraph.
    inline_depth: usize,
    /// How many items of lists and footnotes are open.
    item_depth: usize,
    /// Whether the last line was indented by spaces.
    was_indented: bool,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str, offset: usize) -> Pieces<'a> {
        Pieces {
            text,
            offset,
            pieces: Vec::new(),
            in_paragraph: false,
            inline_depth: 0,
            item_depth: 0,
            was_indented: false,
        }
    }

    /// Adds an event that was parsed at `range` of the body.
    fn add(&mut self, event: Event<'a>, range: Range<usize>) {
        let range = range.start + self.offset..range.end + self.offset;
        match event {
            Event::Text(text) => self.add_text(text, range),
            event => {
                match &event {
                    Event::Start(Tag::Item | Tag::FootnoteDefinition(_)) => self.item_depth += 1,
                    Event::End(TagEnd::Item | TagEnd::FootnoteDefinition) => {
                        self.item_depth = self.item_depth.saturating_sub(1);
                    }
                    Event::Start(Tag::Paragraph) => {
                        (self.in_paragraph, self.inline_depth) = (true, 0)
                    }
                    Event::End(TagEnd::Paragraph) => self.in_paragraph = false,
                    Event::Start(_) => self.inline_depth += 1,
                    Event::End(_) => self.inline_depth = self.inline_depth.saturating_sub(1),
                    _ => {}
                }
                self.pieces.push(Piece { event, range });
            }
        }
    }

    fn add_text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let slice = self.text.get(range.clone()).filter(|slice| is_same(slice, &text));
        if slice.is_some() && self.extends_last(&range) {
            return;
        }
        let piece = Piece { event: Event::Text(slice.map_or(text, CowStr::Borrowed)), range };
        let Event::Text(text) = &piece.event else { return };
        let is_indented = self.is_indented(text, piece.range.start);
        if text.starts_with("\u{3000}\u{3000}") || is_indented && !self.goes_on() {
            self.break_paragraph();
        }
        if self.opens_line() {
            self.was_indented = is_indented;
        }
        let trimmed = match self.pieces.last().map(|last| &last.event) {
            Some(Event::Start(Tag::Item)) => text.trim_start_matches(indents::is_before_item),
            Some(last) if opens_text(last) => text.trim_start_matches(indents::is_space),
            // A line that would have been code and only goes on.
            Some(Event::SoftBreak | Event::HardBreak) => text.trim_start_matches([' ', '\t']),
            _ => text,
        };
        if trimmed.is_empty() {
            return;
        }
        let cut = text.len() - trimmed.len();
        let piece = without_start(piece, cut);
        self.pieces.push(piece);
    }

    /// Returns whether the next text is the first of a line.
    fn opens_line(&self) -> bool {
        self.pieces.last().is_none_or(|last| match &last.event {
            Event::SoftBreak | Event::HardBreak => true,
            event => opens_text(event),
        })
    }

    /// Returns whether a text at the beginning of a line is indented like a paragraph, by four spaces or a
    /// tab. In lists and footnotes such a line only goes on.
    fn is_indented(&self, text: &str, start: usize) -> bool {
        if !self.opens_line() {
            return false;
        }
        // Of what would have been code.
        if text.starts_with([' ', '\t']) {
            return true;
        }
        let above = self.text.get(..start).unwrap_or_default();
        let bare = above.trim_end_matches([' ', '\t']);
        let blank = above.get(bare.len()..).unwrap_or_default();
        // One space belongs to the mark of a quotation.
        let own = usize::from(bare.ends_with('>'));
        let is_deep = blank.len() >= 4 + own || blank.contains('\t');
        is_deep && self.item_depth == 0 && bare.ends_with(['\n', '>']) && text.contains(han::is_cjk)
    }

    /// Returns whether the line before was indented as well and is too long to be complete: the whole
    /// text is indented then.
    fn goes_on(&self) -> bool {
        let [.., before, Piece { event: Event::SoftBreak, .. }] = &*self.pieces else {
            return false;
        };
        self.was_indented
            && matches!(&before.event, Event::Text(before) if lines::may_be_cut(before.trim(), None))
    }

    /// Makes the line break before a line that begins a paragraph the end of the last one.
    fn break_paragraph(&mut self) {
        if !self.in_paragraph || self.inline_depth > 0 {
            return;
        }
        let Some(last) = self.pieces.last_mut() else { return };
        if matches!(last.event, Event::SoftBreak) {
            last.event = Event::End(TagEnd::Paragraph);
            let range = last.range.clone();
            self.pieces.push(Piece { event: Event::Start(Tag::Paragraph), range });
        }
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

/// Returns whether two texts are equal. Most are the same bytes of the file, which need no look.
fn is_same(slice: &str, text: &str) -> bool {
    std::ptr::eq(slice, text) || slice == text
}

fn opens_text(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell))
}
