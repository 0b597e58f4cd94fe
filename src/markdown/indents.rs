//! What word processors leave at the beginning of lines, and Markdown takes for something else: four spaces
//! before a paragraph, which would be code, and bullets of a font's own, which would be a sign that no
//! reader has.
//!
//! The parser gets a copy in which they are replaced, as many bytes long as the text, so that every place
//! is the same in both. Indented code without any Han character is left as it is.

use crate::han;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// Returns whether a character is a space by which editors indent. The theme indents paragraphs itself.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\u{2003}' | '\u{2002}')
}

/// Returns whether a character at the beginning of an item of a list is not seen: a space, or the bullet
/// that has become the mark of the item.
pub(super) fn is_before_item(c: char) -> bool {
    is_space(c) || is_bullet(c)
}

/// Returns whether a character is one of a word processor's own font. At the beginning of a line it is a
/// bullet.
fn is_bullet(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// A copy of a text for the parser.
pub(super) struct Copy<'t> {
    pub text: Cow<'t, str>,
    /// The character that stands for a space which the parser is not to see.
    pub space: Option<char>,
}

/// Returns the text itself if nothing is to be replaced, as in most texts.
pub(super) fn copy(text: &str, options: Options) -> Copy<'_> {
    let mut copy = Copy { text: Cow::Borrowed(text), space: None };
    // Control characters that are not white space are letters to the parser.
    let Some(space) = ('\u{1}'..='\u{8}').find(|c| !text.contains(*c)) else { return copy };
    if text.contains(is_bullet)
        && let Some(bulleted) = without_bullets(text, space)
    {
        copy = Copy { text: Cow::Owned(bulleted), space: Some(space) };
    }
    if text.split('\n').any(may_be_indented) {
        let places = indentations(&copy.text, options);
        if !places.is_empty() {
            copy =
                Copy { text: Cow::Owned(filled(&copy.text, &places, space)), space: Some(space) };
        }
    }
    copy
}

/// Replaces bullets at the beginning of lines by the mark of a list: `-` and two spaces are as many bytes as
/// a bullet is. Returns `None` if there are none.
fn without_bullets(text: &str, filler: char) -> Option<String> {
    let mut copy = String::with_capacity(text.len());
    let mut is_changed = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let after = bare.trim_start_matches(is_space);
        let rest =
            after.strip_prefix(is_bullet).map(|rest| rest.trim_start_matches(is_before_item));
        match rest.filter(|rest| !rest.trim().is_empty()) {
            Some(rest) => {
                is_changed = true;
                copy.push_str(&line[..line.len() - bare.len()]);
                copy.push_str("-  ");
                let filled = bare.len() - rest.len() - "-  ".len();
                copy.extend(std::iter::repeat_n(filler, filled));
                copy.push_str(rest);
            }
            None => copy.push_str(line),
        }
    }
    is_changed.then_some(copy)
}

/// A quick look whether a line may be indented code with Han in it.
fn may_be_indented(line: &str) -> bool {
    let marks = |c: char| c.is_ascii_digit() || " \t>-*+.)".contains(c);
    let before = line.len() - line.trim_start_matches(marks).len();
    let (before, rest) = line.split_at(before);
    (before.contains("    ") || before.contains('\t')) && rest.contains(han::is_cjk)
}

/// Finds the white space by which lines with Han in them are indented as code.
fn indentations(text: &str, options: Options) -> Vec<usize> {
    let mut places = Vec::new();
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut is_indented = false;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => is_indented = true,
            Event::Text(_) if is_indented => lines.push(range),
            Event::End(TagEnd::CodeBlock) => {
                is_indented = false;
                let is_han = |line: &Range<usize>| text[line.clone()].contains(han::is_cjk);
                let is_text = lines.iter().any(is_han);
                places.extend(
                    lines.drain(..).filter(|_| is_text).filter_map(|l| first_space(text, l)),
                );
            }
            _ => {}
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Returns the first of the spaces that make a line code: four before its text, or a tab.
fn first_space(text: &str, line: Range<usize>) -> Option<usize> {
    if text[line.clone()].trim().is_empty() {
        return None;
    }
    let before = text.get(..line.start)?.as_bytes();
    let spaces = before.iter().rev().take(4).take_while(|byte| **byte == b' ').count();
    let is_tab = before.iter().rev().nth(spaces) == Some(&b'\t');
    let length = if spaces < 4 && is_tab { spaces + 1 } else { spaces };
    (length > 0).then(|| line.start - length)
}

fn filled(text: &str, places: &[usize], filler: char) -> String {
    let mut copy = String::with_capacity(text.len());
    for place in places {
        copy.push_str(&text[copy.len()..*place]);
        copy.push(filler);
    }
    copy.push_str(&text[copy.len()..]);
    copy
}
