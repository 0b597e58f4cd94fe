//! The line ends of Chinese paragraphs that mean a new line or a new paragraph: before labels such as
//! （一）, 1、 or 附件, and between entries such as 时间：5月8日. [`lines`] decides which.

use super::piece::{Piece, without_start};
use crate::han;
use crate::lines::{self, Between, Line};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::borrow::Cow;

/// A typed line of a paragraph.
struct TypedLine<'p> {
    text: Cow<'p, str>,
    /// Index of the soft break before it; `None` of the first line, and of one that no soft break alone
    /// separates from the line before, or within emphasis or a link.
    soft_break: Option<usize>,
    /// Whether the paragraph has no element of its own, as in the item of a tight list.
    is_bare: bool,
}

/// Turns the line ends that mean one into ends of paragraphs and hard breaks.
pub(super) fn split(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    if !pieces.iter().any(|piece| matches!(piece.event, Event::SoftBreak)) {
        return pieces;
    }
    let typed = typed_lines(&pieces);
    // Most texts have no such line, and then the width of the page need not be known.
    let mut width = None;
    let mut meant: Vec<(usize, Between)> = Vec::new();
    for (before, after) in typed.iter().zip(typed.iter().skip(1)) {
        let Some(at) = after.soft_break else { continue };
        if !before.text.contains(han::is_cjk) || !after.text.contains(is_of_chinese) {
            continue;
        }
        // On a page without end no line is cut.
        if lines::between_lines(&before.text, &after.text, Some(usize::MAX)) == Between::Nothing {
            continue;
        }
        let width = *width.get_or_insert_with(|| page_width_of(&typed));
        match lines::between_lines(&before.text, &after.text, width) {
            Between::Nothing => {}
            Between::Paragraph if after.is_bare => meant.push((at, Between::Line)),
            between => meant.push((at, between)),
        }
    }
    if meant.is_empty() { pieces } else { replaced(pieces, &meant) }
}

fn is_of_chinese(c: char) -> bool {
    han::is_cjk(c) || matches!(c, '①'..='⒛' | '㈠'..='㈩')
}

/// Returns the width of the page if the text was cut at its edge.
pub(super) fn page_width(pieces: &[Piece<'_>]) -> Option<usize> {
    page_width_of(&typed_lines(pieces))
}

fn page_width_of(typed: &[TypedLine<'_>]) -> Option<usize> {
    let lines: Vec<Line<'_>> = typed
        .iter()
        .map(|line| Line::new(line.text.trim()))
        .filter(|l| !l.text.is_empty())
        .collect();
    lines::page_width(&lines)
}

/// Returns the lines of all paragraphs, as a reader sees them.
fn typed_lines<'p>(pieces: &'p [Piece<'_>]) -> Vec<TypedLine<'p>> {
    let mut typed: Vec<TypedLine<'p>> = Vec::new();
    let mut has_element = false;
    let mut inline_depth = 0usize;
    // Whether a line is open, to which the next text belongs.
    let mut is_open = false;
    let mut in_code = false;
    for (index, piece) in pieces.iter().enumerate() {
        match &piece.event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Heading { .. }) => {
                in_code = true
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Heading(_)) => {
                (in_code, is_open) = (false, false);
            }
            _ if in_code => {}
            Event::Start(Tag::Paragraph) => (has_element, is_open, inline_depth) = (true, false, 0),
            Event::End(TagEnd::Paragraph) => (has_element, is_open) = (false, false),
            Event::Start(tag) if is_inline(&tag.to_end()) => inline_depth += 1,
            Event::End(tag) if is_inline(tag) => inline_depth = inline_depth.saturating_sub(1),
            Event::Start(_) | Event::End(_) | Event::Rule => (is_open, inline_depth) = (false, 0),
            Event::SoftBreak => {
                let soft_break = (is_open && inline_depth == 0).then_some(index);
                typed.push(TypedLine { text: Cow::default(), soft_break, is_bare: !has_element });
                is_open = true;
            }
            Event::HardBreak => is_open = false,
            Event::Text(text) | Event::Code(text) => {
                if !is_open {
                    let (text, soft_break) = (Cow::default(), None);
                    typed.push(TypedLine { text, soft_break, is_bare: !has_element });
                    is_open = true;
                }
                match typed.last_mut() {
                    Some(line) if line.text.is_empty() => line.text = Cow::Borrowed(text),
                    Some(line) => line.text.to_mut().push_str(text),
                    None => {}
                }
            }
            _ => {}
        }
    }
    typed
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Replaces soft breaks, whose indices are in order, by what they mean.
fn replaced<'a>(pieces: Vec<Piece<'a>>, meant: &[(usize, Between)]) -> Vec<Piece<'a>> {
    let mut meant = meant.iter().peekable();
    let mut replaced = Vec::with_capacity(pieces.len() + meant.len());
    let mut opens_line = false;
    for (index, piece) in pieces.into_iter().enumerate() {
        match meant.next_if(|(at, _)| *at == index) {
            Some((_, Between::Paragraph)) => {
                let range = piece.range;
                let end = Event::End(TagEnd::Paragraph);
                replaced.push(Piece { event: end, range: range.clone() });
                replaced.push(Piece { event: Event::Start(Tag::Paragraph), range });
                opens_line = true;
            }
            Some(_) => {
                replaced.push(Piece { event: Event::HardBreak, range: piece.range });
                opens_line = true;
            }
            None => {
                let trimmed = match &piece.event {
                    Event::Text(text) if opens_line => text.len() - text.trim_start().len(),
                    _ => 0,
                };
                opens_line = false;
                replaced.push(without_start(piece, trimmed));
            }
        }
    }
    replaced
}
