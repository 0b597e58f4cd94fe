//! The events of a body, read once and put in order: what the outline and the renderer both walk.
//!
//! Everything that decides what belongs to what happens here (emphasis beside Chinese punctuation,
//! paragraphs marked by indentation, lines that are headings), so that the two walks cannot
//! disagree.

use super::han;
use super::headings::{self, Title};
use super::passage::{self, Passage};
use super::prose::Prose;
use super::raw;
use super::shadow::Shadow;
use crate::source::Source;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

/// One event, and the bytes of the file that it was read from.
pub(super) struct Piece<'a> {
    pub event: Event<'a>,
    pub range: Range<usize>,
}

pub(super) struct Stream<'a> {
    /// The whole file.
    pub text: &'a str,
    pub pieces: Vec<Piece<'a>>,
    /// Stretches of text between block boundaries, in order.
    pub passages: Vec<Passage>,
    pub titles: Vec<Title>,
    /// Whether the titles were lines of text, not Markdown headings.
    pub inferred: bool,
    /// Soft breaks that a reader does not see.
    pub joints: HashSet<usize>,
    /// Where raw HTML becomes so deep that all of it is printed as text.
    pub too_deep: Option<Range<usize>>,
    /// Places of headings without text, which are not printed.
    pub empty_headings: Vec<Range<usize>>,
}

impl<'a> Stream<'a> {
    /// Reads the bytes `body` of a source; nothing if they are not inside of it.
    pub fn read(source: &'a Source, body: Range<usize>) -> Stream<'a> {
        let text: &str = &source.text;
        let pieces = undented(events(text, body));
        let (pieces, empty_headings) = headings::with_explicit_ids(pieces);
        let (pieces, inferred) = headings::infer(pieces);
        let (passages, joints) = passage::passages(text, &pieces);
        let titles = headings::titles(&pieces, &passages);
        let mut depth = raw::Depth::default();
        let too_deep = pieces.iter().find_map(|piece| match &piece.event {
            Event::Html(html) | Event::InlineHtml(html) if !depth.admits(html) => {
                Some(piece.range.clone())
            }
            Event::InlineHtml(html) if raw::overloaded(html).is_some() => Some(piece.range.clone()),
            _ => None,
        });
        // A tag of a block may go over several lines, each of which is a piece.
        let blocks = || passages.iter().filter(|passage| passage.kind == passage::Kind::Html);
        let too_deep = too_deep.or_else(|| {
            blocks().find_map(|block| {
                raw::overloaded(&block.weave.text).map(|range| block.weave.source(range))
            })
        });
        Stream { text, pieces, passages, titles, inferred, joints, too_deep, empty_headings }
    }

    /// The indices of all links and images, in the order of the text. The description of an image
    /// is plain text, so what stands in it is left out.
    pub fn links(&self) -> impl Iterator<Item = usize> + '_ {
        let mut image_depth = 0usize;
        self.pieces.iter().enumerate().filter_map(move |(index, piece)| {
            let shown = image_depth == 0;
            match piece.event {
                Event::Start(Tag::Image { .. }) => image_depth += 1,
                Event::End(TagEnd::Image) => image_depth = image_depth.saturating_sub(1),
                Event::Start(Tag::Link { .. }) => {}
                _ => return None,
            }
            let opens = matches!(piece.event, Event::Start(_));
            (shown && opens).then_some(index)
        })
    }

    /// The words of the link or image that starts at a piece.
    pub fn words(&self, start: usize) -> String {
        let mut prose = Prose::default();
        for piece in self.pieces.get(start..self.end_of(start)).unwrap_or_default() {
            match &piece.event {
                Event::Text(words) | Event::Code(words) => {
                    prose.push(words);
                }
                Event::SoftBreak | Event::HardBreak => prose.soft_break(),
                _ => {}
            }
        }
        prose.finish()
    }

    /// The index behind the end of what starts at `start`.
    pub fn end_of(&self, start: usize) -> usize {
        end_of(&self.pieces, start)
    }
}

/// The index behind the end of what starts at `start`; that of the next piece if nothing does.
pub(super) fn end_of(pieces: &[Piece<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (index, piece) in pieces.iter().enumerate().skip(start) {
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    pieces.len()
}

fn events(text: &str, body: Range<usize>) -> Vec<Piece<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let Some(whole) = text.get(body.clone()) else { return Vec::new() };
    // A byte-order mark would hide a heading behind it.
    let body_text = whole.trim_start_matches('\u{feff}');
    let offset = body.start + whole.len() - body_text.len();
    let mut pieces = Pieces { text, offset, pieces: Vec::new() };
    match Shadow::cast(body_text) {
        None => {
            for (event, range) in Parser::new_ext(body_text, options).into_offset_iter() {
                pieces.push(event, range);
            }
        }
        Some(shadow) => {
            for (event, range) in Parser::new_ext(&shadow.text, options).into_offset_iter() {
                pieces.push(shadow.lift(event, body_text, &range), range);
            }
        }
    }
    pieces.pieces
}

/// Gathers events; words that lie side by side in the file become one piece again.
struct Pieces<'a> {
    text: &'a str,
    offset: usize,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Pieces<'a> {
    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        let range = range.start + self.offset..range.end + self.offset;
        let event = match event {
            Event::Text(words) if words.is_empty() => return,
            Event::Text(words) => {
                let slice = self.text.get(range.clone()).filter(|slice| *slice == &*words);
                if slice.is_some() && self.extends_last(&range) {
                    return;
                }
                Event::Text(slice.map_or(words, CowStr::Borrowed))
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

/// Takes away the spaces by which editors indent paragraphs, and lets a line that is indented by
/// two full-width spaces begin a paragraph, as it does in every Chinese text.
fn undented(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut undented: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
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
                    Event::Text(words) => words.starts_with("\u{3000}\u{3000}"),
                    _ => false,
                };
                if pieces.peek().is_some_and(indented) {
                    let range = piece.range;
                    let end = Event::End(TagEnd::Paragraph);
                    undented.push(Piece { event: end, range: range.clone() });
                    undented.push(Piece { event: Event::Start(Tag::Paragraph), range });
                    continue;
                }
            }
            Event::Text(words) if undented.last().is_some_and(|last| opens_text(&last.event)) => {
                let trimmed = words.trim_start_matches(han::INDENT);
                if trimmed.is_empty() {
                    continue;
                }
                let cut = words.len() - trimmed.len();
                if cut > 0 {
                    piece = without_start(piece, cut);
                }
            }
            _ => {}
        }
        undented.push(piece);
    }
    undented
}

fn opens_text(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell))
}

/// The piece without the first `cut` bytes of its words.
fn without_start(piece: Piece<'_>, cut: usize) -> Piece<'_> {
    let Piece { event, mut range } = piece;
    let event = match event {
        Event::Text(CowStr::Borrowed(words)) => {
            if range.len() == words.len() {
                range.start += cut;
            }
            Event::Text(CowStr::Borrowed(words.get(cut..).unwrap_or(words)))
        }
        Event::Text(words) => {
            Event::Text(CowStr::from(words.get(cut..).unwrap_or(&words).to_owned()))
        }
        other => other,
    };
    Piece { event, range }
}
