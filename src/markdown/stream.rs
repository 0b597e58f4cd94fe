//! The events of a body, parsed once and put in order: what both the outline and the renderer walk.
//!
//! Everything that decides which text belongs to what happens before either walk (emphasis beside
//! Chinese punctuation, paragraphs marked by indentation, lines that are headings), so that the two
//! cannot disagree.

use super::headings;
use super::parse;
use super::passage::{self, Passage, PassageKind};
use super::piece::{self, Piece};
use super::prose::Prose;
use super::provisions::{self, Marked};
use super::raw_html::{self, TagDepth};
use super::titles::{self, Title};
use crate::source::{SitePath, Source, Span};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

pub(super) struct Stream<'a> {
    pub path: &'a SitePath,
    /// The whole file.
    pub text: &'a str,
    pub pieces: Vec<Piece<'a>>,
    /// The stretches of text between block boundaries, in order.
    pub passages: Vec<Passage>,
    pub titles: Vec<Title>,
    pub provisions: Vec<Marked>,
    /// Indices of the soft breaks that are not rendered.
    pub collapsed_breaks: HashSet<usize>,
    /// Where raw HTML is nested too deep or has too many attributes to be parsed in reasonable time;
    /// all of it is then rendered as text.
    pub too_deep: Option<Range<usize>>,
    /// Places of headings without text, which are not rendered.
    pub empty_headings: Vec<Range<usize>>,
}

impl<'a> Stream<'a> {
    /// Reads the bytes `body` of a source; nothing if they are not inside of it.
    pub fn read(source: &'a Source, body: Range<usize>) -> Stream<'a> {
        let text: &str = &source.text;
        let mut pieces = parse::parse(text, body);
        let empty_headings = headings::set_explicit_ids(&mut pieces);
        let (pieces, ranks) = headings::infer(pieces);
        let (passages, collapsed_breaks) = passage::passages(text, &pieces);
        let (titles, ids) = titles::titles(&pieces, &passages, &ranks);
        let provisions = provisions::provisions(&pieces, &passages, &titles, ids);
        let too_deep = excessive_html(&pieces, &passages);
        Stream {
            path: &source.path,
            text,
            pieces,
            passages,
            titles,
            provisions,
            collapsed_breaks,
            too_deep,
            empty_headings,
        }
    }

    /// Returns the place of a range of the file, without the white space at its end.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let text = self.text.get(range.clone()).unwrap_or_default();
        Span::new(self.path, range.start..range.start + text.trim_end().len())
    }

    /// Returns the place of some bytes of a piece's text; that of the whole piece, if the file has
    /// other bytes there (escapes, entities).
    pub fn span_in(&self, piece: &Piece<'_>, text: &str, part: Range<usize>) -> Span {
        if self.text.get(piece.range.clone()) == Some(text) {
            self.span(&(piece.range.start + part.start..piece.range.start + part.end))
        } else {
            self.span(&piece.range)
        }
    }

    /// The indices of all links and images, in the order of the text. Those in the description of
    /// an image are left out, because a description is rendered as plain text.
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

    /// Returns the text of a link, or the description of an image, that starts at a piece.
    pub fn link_text(&self, start: usize) -> String {
        let mut prose = Prose::default();
        for piece in self.pieces.get(start..self.end_of(start)).unwrap_or_default() {
            match &piece.event {
                Event::Text(text) | Event::Code(text) => {
                    prose.push(text, self.text, piece.range.clone());
                }
                Event::SoftBreak | Event::HardBreak => prose.soft_break(),
                _ => {}
            }
        }
        prose.mapped.text.trim().to_owned()
    }

    /// Returns the index after the end of the element that starts at `start`.
    pub fn end_of(&self, start: usize) -> usize {
        piece::end_of(&self.pieces, start)
    }
}

/// Finds the place from which on raw HTML is nested too deep or has too many attributes.
fn excessive_html(pieces: &[Piece<'_>], passages: &[Passage]) -> Option<Range<usize>> {
    let mut depth = TagDepth::default();
    let in_pieces = pieces.iter().find_map(|piece| match &piece.event {
        Event::Html(html) | Event::InlineHtml(html) if !depth.admits(html) => {
            Some(piece.range.clone())
        }
        Event::InlineHtml(html) if raw_html::overloaded(html).is_some() => {
            Some(piece.range.clone())
        }
        _ => None,
    });
    // A tag of a block may span several lines, each of which is a piece.
    let mut blocks = passages.iter().filter(|passage| passage.kind == PassageKind::Html);
    in_pieces.or_else(|| {
        blocks.find_map(|block| {
            let tag = raw_html::overloaded(&block.mapped.text)?;
            Some(block.mapped.source(tag))
        })
    })
}
