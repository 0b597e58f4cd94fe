//! The text between two block boundaries, as a reader reads it: inline markup does not interrupt it.
//!
//! A document number may be interrupted by emphasis or by the end of a line. So numbers are looked
//! for in the joined text, and what is found is mapped back to the pieces and to the file.

use super::article_citations::{self, FoundArticle, FoundShortName};
use super::bare_addresses;
use super::piece::Piece;
use super::prose::Prose;
use super::source_map::MappedText;
use super::tags;
use crate::number::{self, Candidate, FoundStandard};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

/// What kind of block a passage is the text of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PassageKind {
    Heading,
    Text,
    Code,
    Html,
}

pub(super) struct Passage {
    pub kind: PassageKind,
    /// Indices of its pieces.
    pub pieces: Range<usize>,
    /// What a reader reads; of raw HTML, the source; of a heading that is an image, its description.
    pub mapped: MappedText,
    /// The numbers in the text, outside of code and links, with offsets in the text.
    pub citations: Vec<Candidate>,
    /// The numbers of standards in the text, outside of code and links.
    pub standards: Vec<FoundStandard>,
    /// The articles that are cited in the text, outside of code and links.
    pub articles: Vec<FoundArticle>,
    pub short_names: Vec<FoundShortName>,
    /// Web and mail addresses in the text, outside of code and links, each with where it leads.
    pub addresses: Vec<(Range<usize>, String)>,
    /// Which piece each part of the text is of.
    texts: Vec<PieceText>,
}

/// The place that the text of one piece has in the text of the passage.
struct PieceText {
    piece: usize,
    range: Range<usize>,
}

impl Passage {
    /// Returns the pieces that a range of the text touches, each with the bytes of its own text.
    pub fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let first = self.texts.partition_point(|text| text.range.end <= range.start);
        let touched = self.texts.iter().skip(first);
        touched.take_while(move |text| text.range.start < range.end).map(move |text| {
            let start = range.start.saturating_sub(text.range.start);
            (text.piece, start..range.end.min(text.range.end) - text.range.start)
        })
    }
}

/// Cuts pieces into passages. Returns them with the indices of the soft breaks that are removed.
pub(super) fn passages(file: &str, pieces: &[Piece<'_>]) -> (Vec<Passage>, HashSet<usize>) {
    let mut passages = Vec::new();
    let mut collapsed_breaks = HashSet::new();
    let mut kind = PassageKind::Text;
    let mut start = None;
    for (index, piece) in pieces.iter().enumerate() {
        if is_inline(&piece.event) {
            start.get_or_insert(index);
            continue;
        }
        if let Some(start) = start.take() {
            passages.push(match kind {
                PassageKind::Heading | PassageKind::Text => {
                    let mut reader = PassageReader::new(file, &mut collapsed_breaks);
                    reader.read(pieces, start..index);
                    reader.finish(kind, start..index)
                }
                PassageKind::Code | PassageKind::Html => literal(file, pieces, start..index, kind),
            });
        }
        kind = match &piece.event {
            Event::Start(Tag::Heading { .. }) => PassageKind::Heading,
            Event::Start(Tag::CodeBlock(_)) => PassageKind::Code,
            Event::Start(Tag::HtmlBlock) => PassageKind::Html,
            _ => PassageKind::Text,
        };
    }
    (passages, collapsed_breaks)
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_end(&tag.to_end()),
        Event::End(tag) => is_inline_end(tag),
        Event::Rule => false,
        _ => true,
    }
}

fn is_inline_end(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Reads a block of code or HTML.
fn literal(file: &str, pieces: &[Piece<'_>], range: Range<usize>, kind: PassageKind) -> Passage {
    let mut mapped = MappedText::default();
    let mut texts = Vec::new();
    for (index, piece) in pieces.iter().enumerate().take(range.end).skip(range.start) {
        if let Event::Text(text) | Event::Html(text) = &piece.event {
            let start = mapped.text.len();
            mapped.push(text, file, piece.range.clone());
            texts.push(PieceText { piece: index, range: start..mapped.text.len() });
        }
    }
    Passage {
        kind,
        pieces: range,
        mapped,
        citations: Vec::new(),
        standards: Vec::new(),
        articles: Vec::new(),
        short_names: Vec::new(),
        addresses: Vec::new(),
        texts,
    }
}

/// A passage as it is being read.
struct PassageReader<'r> {
    file: &'r str,
    collapsed_breaks: &'r mut HashSet<usize>,
    prose: Prose,
    texts: Vec<PieceText>,
    /// Code and links in the text. A number in them is no citation, nor one that crosses their edge.
    opaque: Vec<Range<usize>>,
    /// The descriptions of images, which are the text of a heading that has no other.
    descriptions: MappedText,
    /// The soft break just before.
    soft_break: Option<usize>,
    image_depth: usize,
    link_depth: usize,
    in_html_link: bool,
}

impl<'r> PassageReader<'r> {
    fn new(file: &'r str, collapsed_breaks: &'r mut HashSet<usize>) -> PassageReader<'r> {
        PassageReader {
            file,
            collapsed_breaks,
            prose: Prose::default(),
            texts: Vec::new(),
            opaque: Vec::new(),
            descriptions: MappedText::default(),
            soft_break: None,
            image_depth: 0,
            link_depth: 0,
            in_html_link: false,
        }
    }

    fn read(&mut self, pieces: &[Piece<'_>], range: Range<usize>) {
        for (index, piece) in pieces.iter().enumerate().take(range.end).skip(range.start) {
            match &piece.event {
                Event::Start(Tag::Image { .. }) => self.image_depth += 1,
                Event::End(TagEnd::Image) => self.image_depth = self.image_depth.saturating_sub(1),
                Event::Text(text) if self.image_depth > 0 => {
                    self.descriptions.push(text, self.file, piece.range.clone());
                }
                Event::Code(text) if self.image_depth > 0 => {
                    let source = code_source(self.file, piece.range.clone(), text);
                    self.descriptions.push(text, self.file, source);
                }
                _ if self.image_depth > 0 => {}
                Event::Start(Tag::Link { .. }) => self.link_depth += 1,
                Event::End(TagEnd::Link) => self.link_depth = self.link_depth.saturating_sub(1),
                Event::Text(text) => {
                    let is_opaque = self.link_depth > 0 || self.in_html_link;
                    let range = self.push(index, text, piece.range.clone());
                    self.opaque.extend(is_opaque.then_some(range));
                }
                Event::Code(text) => {
                    let source = code_source(self.file, piece.range.clone(), text);
                    let range = self.push(index, text, source);
                    self.opaque.push(range);
                }
                Event::SoftBreak => {
                    self.prose.soft_break();
                    self.soft_break = Some(index);
                }
                Event::HardBreak => self.push_line_break(),
                Event::InlineHtml(tag) => match tags::Tag::first(tag) {
                    Some(tag) if tag.is("a") => self.in_html_link = !tag.closes,
                    Some(tag) if tag.is("br") => self.push_line_break(),
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// Appends the text of a piece. Returns its range in the text of the passage.
    fn push(&mut self, piece: usize, text: &str, source: Range<usize>) -> Range<usize> {
        // Before a break at the very beginning is a picture.
        let is_after_text = !self.prose.mapped.text.is_empty();
        let is_joined = self.prose.push(text, self.file, source) && is_after_text;
        self.note_break(is_joined);
        let end = self.prose.mapped.text.len();
        let range = end - text.len()..end;
        self.texts.push(PieceText { piece, range: range.clone() });
        range
    }

    fn push_line_break(&mut self) {
        let is_joined = self.prose.push_generated("\n");
        self.note_break(is_joined);
    }

    fn note_break(&mut self, is_joined: bool) {
        let soft_break = self.soft_break.take().filter(|_| is_joined);
        self.collapsed_breaks.extend(soft_break);
    }

    fn finish(self, kind: PassageKind, pieces: Range<usize>) -> Passage {
        let is_image = kind == PassageKind::Heading && self.prose.mapped.text.is_empty();
        let mapped = if is_image { self.descriptions } else { self.prose.mapped };
        let citations = citations(&mapped.text, &self.opaque);
        let standards = standards(&mapped.text, &self.opaque);
        let articles = article_citations::articles(&mapped.text, &self.opaque, &citations);
        let short_names = article_citations::short_names(&mapped.text, &citations);
        let texts = self.texts;
        let addresses = addresses(&mapped.text, &texts, &self.opaque);
        Passage {
            kind,
            pieces,
            mapped,
            citations,
            standards,
            articles,
            short_names,
            addresses,
            texts,
        }
    }
}

/// Finds the addresses in a text, outside of its opaque ranges. One ends where the markup changes.
fn addresses(
    text: &str,
    texts: &[PieceText],
    opaque: &[Range<usize>],
) -> Vec<(Range<usize>, String)> {
    let visible = texts.iter().filter(|piece| {
        let next = opaque.partition_point(|opaque| opaque.end <= piece.range.start);
        opaque.get(next).is_none_or(|opaque| opaque.start >= piece.range.end)
    });
    let found = visible.flat_map(|piece| {
        let start = piece.range.start;
        let found = bare_addresses::find(text.get(piece.range.clone()).unwrap_or_default());
        found.into_iter().map(move |(range, href)| (start + range.start..start + range.end, href))
    });
    found.collect()
}

/// Finds the numbers in a text, outside of its opaque ranges.
fn citations(text: &str, opaque: &[Range<usize>]) -> Vec<Candidate> {
    // Most passages cite nothing, and looking for one character is cheap.
    if !text.contains('号') && !text.contains('號') {
        return Vec::new();
    }
    if opaque.is_empty() {
        return number::find(text);
    }
    // No number contains this character, and with one for each byte all offsets stay the same.
    let mut visible = String::with_capacity(text.len());
    for range in opaque {
        visible.push_str(text.get(visible.len()..range.start).unwrap_or_default());
        visible.extend(range.clone().map(|_| '\0'));
    }
    visible.push_str(text.get(visible.len()..).unwrap_or_default());
    number::find(&visible)
}

/// Finds the numbers of standards in a text that touch none of its opaque ranges.
fn standards(text: &str, opaque: &[Range<usize>]) -> Vec<FoundStandard> {
    let is_visible = |found: &FoundStandard| {
        let next = opaque.partition_point(|opaque| opaque.end <= found.range.start);
        opaque.get(next).is_none_or(|opaque| opaque.start >= found.range.end)
    };
    number::find_standards(text).into_iter().filter(is_visible).collect()
}

/// Returns the place of the text of inline code, without its backticks; that of the whole code if it
/// is spelled differently in the file.
fn code_source(file: &str, range: Range<usize>, text: &str) -> Range<usize> {
    let typed = file.get(range.clone()).unwrap_or_default();
    let opening = typed.len() - typed.trim_start_matches('`').len();
    // One space on each side separates code from its backticks.
    [opening, opening + 1]
        .into_iter()
        .map(|skipped| range.start + skipped..range.start + skipped + text.len())
        .find(|source| source.end <= range.end && file.get(source.clone()) == Some(text))
        .unwrap_or(range)
}
