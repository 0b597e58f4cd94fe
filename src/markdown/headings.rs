//! Which parts of a body are headings.
//!
//! Editors of official texts number their headings 一、（一）1. and often type them as paragraphs. If a
//! body has no Markdown heading at all, such lines are made headings. Levels and ids are left to
//! [`super::titles`].

use super::hard_wrapped;
use super::numbering::{Numbering, numbering};
use super::piece::{self, Piece};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

/// The longest paragraph that is made a heading, in characters.
const MAX_HEADING_CHARS: usize = 60;

/// Turns `{#name}` at the end of a heading into its id, and removes headings without text. Returns
/// the places of those too.
///
/// The parser's own option is not used, because it swallows every `{…}` at the end of a heading.
pub(super) fn with_explicit_ids(pieces: Vec<Piece<'_>>) -> (Vec<Piece<'_>>, Vec<Range<usize>>) {
    let mut kept: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    let mut empty = Vec::new();
    let mut start = 0;
    for piece in pieces {
        match &piece.event {
            Event::Start(Tag::Heading { .. }) => start = kept.len(),
            Event::End(TagEnd::Heading(_)) => {
                let explicit = take_explicit_id(&mut kept, start);
                let heading = kept.get_mut(start);
                if let Some(Piece { event: Event::Start(Tag::Heading { id, .. }), .. }) = heading {
                    *id = explicit;
                }
                let has_text = kept.iter().skip(start).any(|piece| {
                    matches!(piece.event, Event::Text(_) | Event::Code(_))
                        || matches!(piece.event, Event::Start(Tag::Image { .. }))
                });
                if !has_text {
                    empty.push(piece.range);
                    kept.truncate(start);
                    continue;
                }
            }
            _ => {}
        }
        kept.push(piece);
    }
    (kept, empty)
}

fn take_explicit_id(pieces: &mut Vec<Piece<'_>>, start: usize) -> Option<CowStr<'static>> {
    let last = pieces.get_mut(start + 1..)?.last_mut()?;
    let Event::Text(text) = &mut last.event else { return None };
    let (before, id) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let is_id_char = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_separate = before.is_empty() || before.ends_with(char::is_whitespace);
    if id.is_empty() || !is_separate || !id.chars().all(is_id_char) {
        return None;
    }
    let id = CowStr::from(id.to_owned());
    let kept = before.trim_end().len();
    if kept == 0 {
        pieces.pop();
        return Some(id);
    }
    if last.range.len() == text.len() {
        last.range.end = last.range.start + kept;
    }
    let shorter = match &*text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.get(..kept).unwrap_or(text)),
        text => CowStr::from(text.get(..kept).unwrap_or(text).to_owned()),
    };
    *text = shorter;
    Some(id)
}

/// Turns the paragraphs that are numbered like headings into headings, if the body has no heading.
/// Returns whether it did.
pub(super) fn infer(pieces: Vec<Piece<'_>>) -> (Vec<Piece<'_>>, bool) {
    if pieces.iter().any(|p| matches!(p.event, Event::Start(Tag::Heading { .. }))) {
        return (pieces, false);
    }
    let lines = heading_lines(&pieces);
    if lines.is_empty() {
        return (pieces, false);
    }
    let mut inferred = Vec::with_capacity(pieces.len());
    let mut lines = lines.into_iter().peekable();
    for (index, mut piece) in pieces.into_iter().enumerate() {
        while lines.next_if(|line| line.end <= index).is_some() {}
        if let Some(line) = lines.peek().filter(|line| line.start <= index) {
            let distance_from_edge = index.saturating_sub(line.start).min(line.end - 1 - index);
            match distance_from_edge {
                0 if index == line.start => {
                    let level = line.level;
                    let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                    piece.event = Event::Start(Tag::Heading { level, id, classes, attrs });
                    piece.range = line.range.clone();
                }
                0 => piece.event = Event::End(TagEnd::Heading(line.level)),
                // A heading is bold anyway.
                1 if line.bold => continue,
                _ => {}
            }
        }
        inferred.push(piece);
    }
    (inferred, true)
}

/// A paragraph that is a heading.
struct Line {
    start: usize,
    end: usize,
    level: HeadingLevel,
    /// Whether its second piece and its last but one make it bold.
    bold: bool,
    /// In characters.
    length: usize,
    range: Range<usize>,
}

fn heading_lines(pieces: &[Piece<'_>]) -> Vec<Line> {
    let max_chars = hard_wrapped::max_complete_line(pieces).unwrap_or(MAX_HEADING_CHARS);
    let mut lines = Vec::new();
    let mut depth = 0usize;
    for (start, piece) in pieces.iter().enumerate() {
        match piece.event {
            Event::Start(Tag::Paragraph) if depth == 0 => {
                lines.extend(heading_line(pieces, start).filter(|line| line.length <= max_chars));
            }
            _ => {}
        }
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    lines
}

fn heading_line(pieces: &[Piece<'_>], start: usize) -> Option<Line> {
    let mut text = String::new();
    let mut end = start + 1;
    for piece in pieces.get(start + 1..)? {
        end += 1;
        match &piece.event {
            Event::End(TagEnd::Paragraph) => break,
            Event::Text(more) | Event::Code(more) => text.push_str(more),
            Event::FootnoteReference(_) => {}
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::End(_) => {}
            _ => return None,
        }
        if text.len() > 4 * MAX_HEADING_CHARS {
            return None;
        }
    }
    let opens_bold = matches!(pieces.get(start + 1)?.event, Event::Start(Tag::Strong));
    let bold = opens_bold && piece::end_of(pieces, start + 1) == end - 1;
    // Bold text at the beginning of a longer paragraph is a heading within that paragraph.
    if opens_bold && !bold {
        return None;
    }
    let text = text.trim();
    // A sentence is body text, and so is a line that was cut in the middle of a sentence.
    let is_sentence = text.contains(['。', '；']) || text.ends_with(['，', '、', ',', ';']);
    let length = text.chars().count();
    let is_cut = hard_wrapped::has_open_pair(text);
    let level = match numbering(text)? {
        (Numbering::Han, rest) if !rest.is_empty() => HeadingLevel::H1,
        (Numbering::BracketedHan, rest) if !rest.is_empty() => HeadingLevel::H2,
        (Numbering::Digits, rest) if bold && !rest.is_empty() => HeadingLevel::H3,
        _ => return None,
    };
    let range = pieces.get(start + 1)?.range.start..pieces.get(end - 2)?.range.end;
    (!is_cut && !is_sentence).then_some(Line { start, end, level, bold, length, range })
}
