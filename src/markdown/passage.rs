//! The text between two block boundaries, read as a reader reads it: inline tags do not count.
//!
//! A document number may be cut by emphasis or by the end of a line; it is found in the passage
//! and carried back to the pieces that hold its parts.

use super::prose::Prose;
use super::stream::{self, Piece};
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
    pub weave: Weave,
    pub citations: Vec<Candidate>,
}

/// Text put together from several pieces, and where each part of it came from.
#[derive(Default)]
pub(super) struct Weave {
    pub text: String,
    strands: Vec<Strand>,
}

struct Strand {
    /// Where it begins in the woven text.
    at: usize,
    length: usize,
    piece: usize,
    source: Range<usize>,
    /// Whether the file has the same bytes; entities and escapes differ.
    verbatim: bool,
}

impl Weave {
    fn add(&mut self, file: &str, index: usize, range: &Range<usize>, words: &str) {
        self.strands.push(Strand {
            at: self.text.len(),
            length: words.len(),
            piece: index,
            source: range.clone(),
            verbatim: file.get(range.clone()) == Some(words),
        });
        self.text.push_str(words);
    }

    /// The strands that a range of the woven text touches, and the bytes of each.
    fn strands(&self, range: Range<usize>) -> impl Iterator<Item = (&Strand, Range<usize>)> {
        let first = self.strands.partition_point(|s| s.at + s.length <= range.start);
        let touched = self.strands.iter().skip(first).take_while(move |s| s.at < range.end);
        touched.map(move |s| {
            let start = range.start.saturating_sub(s.at);
            (s, start..(range.end - s.at).min(s.length))
        })
    }

    /// The parts of a range of the woven text: index of the piece, and bytes of its words.
    pub fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.strands(range).map(|(strand, words)| (strand.piece, words))
    }

    /// The bytes of the file that a range of the woven text came from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let mut places = self.strands(range).map(|(strand, words)| match strand.verbatim {
            true => strand.source.start + words.start..strand.source.start + words.end,
            false => strand.source.clone(),
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
    let mut joints = HashSet::new();
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
                    let mut reading = Reading::new(file, &mut joints);
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
    (passages, joints)
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

/// The caption, if a paragraph that starts at `start` is one image with a title.
pub(super) fn figure<'p>(pieces: &'p [Piece<'_>], start: usize) -> Option<&'p str> {
    let Event::Start(Tag::Image { title, .. }) = &pieces.get(start + 1)?.event else { return None };
    let end = stream::end_of(pieces, start + 1);
    let alone = matches!(pieces.get(end)?.event, Event::End(TagEnd::Paragraph));
    (alone && !title.trim().is_empty()).then_some(&**title)
}

fn block(file: &str, pieces: &[Piece<'_>], range: Range<usize>, kind: Kind) -> Passage {
    let mut weave = Weave::default();
    for (index, piece) in pieces.iter().enumerate().take(range.end).skip(range.start) {
        if let Event::Text(words) | Event::Html(words) = &piece.event {
            weave.add(file, index, &piece.range, words);
        }
    }
    let text = weave.text.trim_end().to_owned();
    Passage { kind, pieces: range, text, weave, citations: Vec::new() }
}

/// A passage as it is being read.
struct Reading<'r> {
    file: &'r str,
    joints: &'r mut HashSet<usize>,
    prose: Prose,
    /// Descriptions of images: what is read where there is nothing else.
    described: String,
    weave: Weave,
    /// The soft break just passed.
    broken: Option<usize>,
    image_depth: usize,
    link_depth: usize,
    raw_link: bool,
}

impl<'r> Reading<'r> {
    fn new(file: &'r str, joints: &'r mut HashSet<usize>) -> Reading<'r> {
        Reading {
            file,
            joints,
            prose: Prose::default(),
            described: String::new(),
            weave: Weave::default(),
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
                        self.weave.text.push(BARRIER);
                    } else {
                        self.weave.add(self.file, index, &piece.range, words);
                    }
                }
                Event::Code(words) => {
                    self.say(words);
                    self.weave.text.push(BARRIER);
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
                self.joints.insert(soft_break);
            }
            Some(_) => self.weave.text.push('\n'),
            None => {}
        }
    }

    fn finish(self, kind: Kind, pieces: Range<usize>) -> Passage {
        let text = match kind == Kind::Heading && self.prose.is_empty() {
            true => self.described.trim().to_owned(),
            false => self.prose.finish(),
        };
        // Most passages cite nothing, and to look for one character is cheap.
        let woven = &self.weave.text;
        let citations = match woven.contains("号") || woven.contains("號") {
            true => number::find(&self.weave.text),
            false => Vec::new(),
        };
        Passage { kind, pieces, text, weave: self.weave, citations }
    }
}
