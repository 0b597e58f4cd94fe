//! Parses a body into pieces, with the rules that CommonMark lacks for Chinese.

use super::piece::Piece;
use super::placeholders::Placeholders;
use super::provision_label::{Label, ProvisionKind};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Spaces that editors type to indent a paragraph. The theme indents paragraphs itself.
const INDENTATION: [char; 4] = ['\u{3000}', '\u{a0}', '\u{2003}', '\u{2002}'];

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
    match Placeholders::assign(body_text) {
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
    pieces.pieces
}

/// Collects events in one pass, because every copy of them is expensive:
///
/// - Texts that are adjacent in the file are merged: the parser cuts them at every character that
///   might have been markup.
/// - The spaces by which editors indent paragraphs are removed, and a new paragraph starts at each
///   line that is indented by two full-width spaces: that is how paragraphs begin in Chinese texts.
/// - So it does at each line that begins with the label of a chapter, an article or an item of a rule, which
///   many editors type without empty lines between.
struct Pieces<'a> {
    text: &'a str,
    offset: usize,
    pieces: Vec<Piece<'a>>,
    in_paragraph: bool,
    /// How many elements are open inside of the paragraph.
    inline_depth: usize,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str, offset: usize) -> Pieces<'a> {
        Pieces { text, offset, pieces: Vec::new(), in_paragraph: false, inline_depth: 0 }
    }

    /// Adds an event that was parsed at `range` of the body.
    fn add(&mut self, event: Event<'a>, range: Range<usize>) {
        let range = range.start + self.offset..range.end + self.offset;
        match event {
            Event::Text(text) => self.add_text(text, range),
            event => {
                match &event {
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
        let mut piece = Piece { event: Event::Text(slice.map_or(text, CowStr::Borrowed)), range };
        let Event::Text(text) = &piece.event else { return };
        if text.starts_with("\u{3000}\u{3000}") || self.begins_provision(text) {
            self.break_paragraph();
        }
        if self.pieces.last().is_some_and(|last| opens_text(&last.event)) {
            let trimmed = text.trim_start_matches(INDENTATION);
            let cut = text.len() - trimmed.len();
            if trimmed.is_empty() {
                return;
            }
            if cut > 0 {
                piece = without_start(piece, cut);
            }
        }
        self.pieces.push(piece);
    }

    /// Returns whether a text at the beginning of a line is that of another provision. A label in the
    /// middle of a sentence is none that ended up there when the line was wrapped: of items, which
    /// nothing separates from their text, the line before must be complete.
    fn begins_provision(&self, text: &str) -> bool {
        let [.., before, Piece { event: Event::SoftBreak, .. }] = &*self.pieces else {
            return false;
        };
        match Label::leading(text).map(|label| (label.kind, label.is_separate)) {
            Some((ProvisionKind::Item, _)) => match &before.event {
                Event::Text(before) => before.trim_end().ends_with(['：', '；', '。', ':', ';']),
                _ => false,
            },
            Some((_, is_separate)) => is_separate,
            None => false,
        }
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
