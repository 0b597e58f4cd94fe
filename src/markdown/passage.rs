//! The text between two block boundaries, read as a reader reads it: inline tags do not count.
//!
//! A document number may be cut by emphasis or by the end of a line; it is found in the passage
//! and carried back to the pieces that hold its parts.

use super::piece::Piece;
use super::prose::Prose;
use super::tags;
use crate::number::{self, Candidate};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    Text,
    Code,
    Html,
}

pub(super) struct Passage {
    pub kind: Kind,
    /// Indices of its pieces.
    pub pieces: Range<usize>,
    /// What a reader reads; of raw HTML, the source; of a heading that is an image, its description.
    pub text: String,
    /// The text in which numbers are cited, or the code, or the raw HTML.
    pub mapped: MappedText,
    pub citations: Vec<Candidate>,
}

/// Text put together from several pieces, and where each part of it came from.
#[derive(Default)]
pub(super) struct MappedText {
    pub text: String,
    segments: Vec<Segment>,
}

struct Segment {
    /// Where it begins in the mapped text.
    at: usize,
    length: usize,
    piece: usize,
    source: Range<usize>,
    /// Whether the file has the same bytes; entities and escapes differ.
    verbatim: bool,
}

impl MappedText {
    fn add(&mut self, file: &str, index: usize, range: &Range<usize>, words: &str) {
        self.segments.push(Segment {
            at: self.text.len(),
            length: words.len(),
            piece: index,
            source: range.clone(),
            verbatim: file.get(range.clone()) == Some(words),
        });
        self.text.push_str(words);
    }

    /// The segments that a range of the mapped text touches, and the bytes of each.
    fn segments(&self, range: Range<usize>) -> impl Iterator<Item = (&Segment, Range<usize>)> {
        let first = self.segments.partition_point(|s| s.at + s.length <= range.start);
        let touched = self.segments.iter().skip(first).take_while(move |s| s.at < range.end);
        touched.map(move |s| {
            let start = range.start.saturating_sub(s.at);
            (s, start..(range.end - s.at).min(s.length))
        })
    }

    /// The parts of a range of the mapped text: index of the piece, and bytes of its words.
    pub fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.segments(range).map(|(segment, words)| (segment.piece, words))
    }

    /// The bytes of the file that a range of the mapped text came from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let mut places = self.segments(range).map(|(segment, words)| {
            if segment.verbatim {
                segment.source.start + words.start..segment.source.start + words.end
            } else {
                segment.source.clone()
            }
        });
        let Some(first) = places.next() else { return 0..0 };
        let end = places.last().map_or(first.end, |last| last.end);
        first.start..end
    }
}

/// What stands for code, links and images where numbers are looked for: no number reaches across.
const BARRIER: char = '\u{fffc}';

/// Cuts pieces into passages. Returns them with the indices of the soft breaks that vanish.
pub(super) fn passages(file: &str, pieces: &[Piece<'_>]) -> (Vec<Passage>, HashSet<usize>) {
    let mut passages = Vec::new();
    let mut collapsed_breaks = HashSet::new();
    let mut kind = Kind::Text;
    let mut start = None;
    for (index, piece) in pieces.iter().enumerate() {
        if is_inline(&piece.event) {
            start.get_or_insert(index);
            continue;
        }
        if let Some(start) = start.take() {
            passages.push(match kind {
                Kind::Heading | Kind::Text => {
                    let mut reading = Reading::new(file, &mut collapsed_breaks);
                    reading.read(pieces, start..index);
                    reading.finish(kind, start..index)
                }
                Kind::Code | Kind::Html => block(file, pieces, start..index, kind),
            });
        }
        kind = match &piece.event {
            Event::Start(Tag::Heading { .. }) => Kind::Heading,
            Event::Start(Tag::CodeBlock(_)) => Kind::Code,
            Event::Start(Tag::HtmlBlock) => Kind::Html,
            _ => Kind::Text,
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

fn block(file: &str, pieces: &[Piece<'_>], range: Range<usize>, kind: Kind) -> Passage {
    let mut mapped = MappedText::default();
    for (index, piece) in pieces.iter().enumerate().take(range.end).skip(range.start) {
        if let Event::Text(words) | Event::Html(words) = &piece.event {
            mapped.add(file, index, &piece.range, words);
        }
    }
    let text = mapped.text.trim_end().to_owned();
    Passage { kind, pieces: range, text, mapped, citations: Vec::new() }
}

/// A passage as it is being read.
struct Reading<'r> {
    file: &'r str,
    collapsed_breaks: &'r mut HashSet<usize>,
    prose: Prose,
    /// Descriptions of images: what is read where there is nothing else.
    described: String,
    mapped: MappedText,
    /// The soft break just passed.
    broken: Option<usize>,
    image_depth: usize,
    link_depth: usize,
    raw_link: bool,
}

impl<'r> Reading<'r> {
    fn new(file: &'r str, collapsed_breaks: &'r mut HashSet<usize>) -> Reading<'r> {
        Reading {
            file,
            collapsed_breaks,
            prose: Prose::default(),
            described: String::new(),
            mapped: MappedText::default(),
            broken: None,
            image_depth: 0,
            link_depth: 0,
            raw_link: false,
        }
    }

    fn read(&mut self, pieces: &[Piece<'_>], range: Range<usize>) {
        for (index, piece) in pieces.iter().enumerate().take(range.end).skip(range.start) {
            match &piece.event {
                Event::Start(Tag::Image { .. }) => self.image_depth += 1,
                Event::End(TagEnd::Image) => self.image_depth = self.image_depth.saturating_sub(1),
                Event::Text(words) | Event::Code(words) if self.image_depth > 0 => {
                    self.described.push_str(words);
                }
                _ if self.image_depth > 0 => {}
                Event::Start(Tag::Link { .. }) => self.link_depth += 1,
                Event::End(TagEnd::Link) => self.link_depth = self.link_depth.saturating_sub(1),
                Event::Text(words) => {
                    self.say(words);
                    if self.link_depth > 0 || self.raw_link {
                        self.mapped.text.push(BARRIER);
                    } else {
                        self.mapped.add(self.file, index, &piece.range, words);
                    }
                }
                Event::Code(words) => {
                    self.say(words);
                    self.mapped.text.push(BARRIER);
                }
                Event::SoftBreak => {
                    self.prose.soft_break();
                    self.broken = Some(index);
                }
                Event::HardBreak => self.say("\n"),
                Event::InlineHtml(tag) => match tags::Tag::first(tag) {
                    Some(tag) if tag.is("a") => self.raw_link = !tag.closes,
                    Some(tag) if tag.is("br") => self.say("\n"),
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn say(&mut self, words: &str) {
        let joined = self.prose.push(words);
        match self.broken.take() {
            Some(soft_break) if joined => {
                self.collapsed_breaks.insert(soft_break);
            }
            Some(_) => self.mapped.text.push('\n'),
            None => {}
        }
    }

    fn finish(self, kind: Kind, pieces: Range<usize>) -> Passage {
        let text = match kind == Kind::Heading && self.prose.is_empty() {
            true => self.described.trim().to_owned(),
            false => self.prose.finish(),
        };
        // Most passages cite nothing, and to look for one character is cheap.
        let mapped = &self.mapped.text;
        let citations = match mapped.contains("号") || mapped.contains("號") {
            true => number::find(&self.mapped.text),
            false => Vec::new(),
        };
        Passage { kind, pieces, text, mapped: self.mapped, citations }
    }
}
