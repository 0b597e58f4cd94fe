//! Which parts of a body are headings.
//!
//! Editors of official texts number their headings 一、（一）1., in rules 第一章 and 第一节, and often type
//! them as paragraphs. Such lines are made headings, beside Markdown headings too. Levels and ids are left
//! to [`super::titles`].

use super::line_breaks;
use super::numbering::{Numbering, numbering};
use super::piece::{self, Piece};
use super::provision_label::{Label, ProvisionKind};
use crate::lines;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// The longest paragraph that is made a heading, in characters.
const MAX_HEADING_CHARS: usize = 60;

/// Turns `{#name}` at the end of a heading into its id, and removes headings without text. Returns
/// the places of those.
///
/// The parser's own option is not used, because it swallows every `{…}` at the end of a heading.
pub(super) fn set_explicit_ids(pieces: &mut Vec<Piece<'_>>) -> Vec<Range<usize>> {
    let mut empty = Vec::new();
    // Indices of pieces, in order.
    let mut removed: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for index in 0..pieces.len() {
        match pieces[index].event {
            Event::Start(Tag::Heading { .. }) => start = index,
            Event::End(TagEnd::Heading(_)) => {
                let Some(inside) = pieces.get_mut(start + 1..index) else { continue };
                let explicit = take_explicit_id(inside);
                let end =
                    explicit.as_ref().map_or(index, |id| if id.is_all { index - 1 } else { index });
                if !pieces[start + 1..end].iter().any(|piece| is_shown(&piece.event)) {
                    empty.push(pieces[index].range.clone());
                    removed.push(start..index + 1);
                    continue;
                }
                removed.extend((end < index).then_some(end..index));
                if let Event::Start(Tag::Heading { id, .. }) = &mut pieces[start].event {
                    *id = explicit.map(|explicit| explicit.id);
                }
            }
            _ => {}
        }
    }
    remove(pieces, &removed);
    empty
}

/// Removes the pieces at some ranges of indices, which are in order.
fn remove(pieces: &mut Vec<Piece<'_>>, removed: &[Range<usize>]) {
    if removed.is_empty() {
        return;
    }
    let mut removed = removed.iter().peekable();
    let mut index = 0;
    pieces.retain(|_| {
        while removed.next_if(|range| range.end <= index).is_some() {}
        let is_removed = removed.peek().is_some_and(|range| range.contains(&index));
        index += 1;
        !is_removed
    });
}

fn is_shown(event: &Event<'_>) -> bool {
    matches!(event, Event::Text(_) | Event::Code(_) | Event::Start(Tag::Image { .. }))
}

/// The id at the end of a heading.
struct ExplicitId {
    id: CowStr<'static>,
    /// Whether the last text of the heading is nothing else.
    is_all: bool,
}

/// Takes the id from the last text of a heading.
fn take_explicit_id(inside: &mut [Piece<'_>]) -> Option<ExplicitId> {
    let last = inside.last_mut()?;
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
        return Some(ExplicitId { id, is_all: true });
    }
    if last.range.len() == text.len() {
        last.range.end = last.range.start + kept;
    }
    let shorter = match &*text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.get(..kept).unwrap_or(text)),
        text => CowStr::from(text.get(..kept).unwrap_or(text).to_owned()),
    };
    *text = shorter;
    Some(ExplicitId { id, is_all: false })
}

/// The ranks of the headings that were typed as text, by the piece that starts each: a Markdown heading of
/// level 2 has rank 20.
pub(super) type Ranks = HashMap<usize, u16>;

/// Turns the paragraphs that are numbered like headings into headings. Returns also how each ranks among
/// those of Markdown.
///
/// A way of numbering that Markdown headings have is left to the editor, who marks them. Others rank by the
/// nearest one that is marked: with `## 一、` the lines （一） rank below level 2 and above level 3.
pub(super) fn infer(pieces: Vec<Piece<'_>>) -> (Vec<Piece<'_>>, Ranks) {
    let marked = marked(&pieces);
    let lines = heading_lines(&pieces, &marked);
    let mut ranks = Ranks::new();
    if lines.is_empty() {
        return (pieces, ranks);
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
                    ranks.insert(inferred.len(), rank(line.level, &marked));
                }
                0 => piece.event = Event::End(TagEnd::Heading(line.level)),
                // A heading is bold anyway.
                1 if line.bold => continue,
                _ => {}
            }
        }
        inferred.push(piece);
    }
    (inferred, ranks)
}

/// The ways of numbering that Markdown headings have, as levels, each with the level that was typed.
type MarkedLevels = BTreeMap<u8, u8>;

fn marked(pieces: &[Piece<'_>]) -> MarkedLevels {
    let mut marked = MarkedLevels::new();
    for (start, piece) in pieces.iter().enumerate() {
        let Event::Start(Tag::Heading { level: typed, .. }) = piece.event else { continue };
        let inside = pieces.iter().skip(start + 1).map(|piece| &piece.event);
        let inside = inside.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let text: String = inside
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(&**text),
                _ => None,
            })
            .collect();
        if let Some(numbered) = level(text.trim(), true) {
            marked.entry(numbered as u8).or_insert(typed as u8);
        }
    }
    marked
}

/// Returns how a heading that was typed as text ranks among those of Markdown.
fn rank(level: HeadingLevel, marked: &MarkedLevels) -> u16 {
    let level = level as u8;
    let above = marked.range(..level).next_back();
    let below = marked.range(level..).next();
    match (above, below) {
        (Some((numbered, typed)), _) => u16::from(*typed) * 10 + u16::from(level - numbered),
        (None, Some((numbered, typed))) => u16::from(*typed) * 10 - u16::from(numbered - level),
        (None, None) => 70 + u16::from(level),
    }
}

/// A paragraph that is a heading.
struct Line {
    start: usize,
    end: usize,
    level: HeadingLevel,
    /// Whether its second piece and its last but one make it bold.
    bold: bool,
    text: String,
    range: Range<usize>,
}

fn heading_lines(pieces: &[Piece<'_>], marked: &MarkedLevels) -> Vec<Line> {
    // A line that a page has cut may begin with （一） and is none.
    let mut width = None;
    let mut is_cut = |line: &Line| {
        let width = *width.get_or_insert_with(|| line_breaks::page_width(pieces));
        width.is_some_and(|width| lines::may_be_cut(&line.text, Some(width)))
    };
    let mut found = Vec::new();
    let mut depth = 0usize;
    // （一） is an item in an article, and a heading elsewhere.
    let mut in_article = false;
    for (start, piece) in pieces.iter().enumerate() {
        match piece.event {
            Event::Start(Tag::Paragraph) if depth == 0 => {
                let line = heading_line(pieces, start)
                    .filter(|line| !(in_article && line.level == BRACKETED_HAN))
                    .filter(|line| !marked.contains_key(&(line.level as u8)))
                    .filter(|line| !is_cut(line));
                in_article = starts_article(pieces, start) || in_article && line.is_none();
                found.extend(line);
            }
            Event::Start(Tag::Heading { .. }) if depth == 0 => {
                in_article = starts_article(pieces, start);
            }
            _ => {}
        }
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// Returns whether the paragraph that starts at a piece begins with the label of an article.
fn starts_article(pieces: &[Piece<'_>], start: usize) -> bool {
    let mut inside = pieces.iter().skip(start + 1).map(|piece| &piece.event);
    let text = inside.find_map(|event| match event {
        Event::Text(text) => Some(Some(text)),
        Event::Start(Tag::Strong | Tag::Emphasis) => None,
        _ => Some(None),
    });
    let label = text.flatten().and_then(|text| Label::leading(text));
    label.is_some_and(|label| label.kind == ProvisionKind::Article && label.is_separate)
}

/// The level of （一）, which is made a heading only outside of articles.
const BRACKETED_HAN: HeadingLevel = HeadingLevel::H5;

/// Returns the level of a heading by its number. Divisions of a rule stand above all others.
fn level(text: &str, bold: bool) -> Option<HeadingLevel> {
    if let Some(label) = Label::leading(text).filter(|label| label.kind.is_division()) {
        return label.is_separate.then_some(match label.kind {
            ProvisionKind::Part => HeadingLevel::H1,
            ProvisionKind::Chapter => HeadingLevel::H2,
            _ => HeadingLevel::H3,
        });
    }
    match numbering(text)? {
        (Numbering::Han, rest) if !rest.is_empty() => Some(HeadingLevel::H4),
        (Numbering::BracketedHan, rest) if !rest.is_empty() => Some(BRACKETED_HAN),
        (Numbering::Digits, rest) if bold && !rest.is_empty() => Some(HeadingLevel::H6),
        _ => None,
    }
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
    let is_whole = text.chars().count() <= MAX_HEADING_CHARS && !lines::has_open_pair(text);
    let level = level(text, bold)?;
    let range = pieces.get(start + 1)?.range.start..pieces.get(end - 2)?.range.end;
    let text = text.to_owned();
    (is_whole && !is_sentence).then_some(Line { start, end, level, bold, text, range })
}
