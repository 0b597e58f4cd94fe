//! Shortens a line around the places that matter, and replaces control characters.
//!
//! An article can be one line of five thousand characters. A file may come from a stranger: no control sequence in
//! it may reach the terminal, and no invisible character may shift a caret.

use crate::invisible;
use crate::report::place::LineIndex;
use std::ops::Range;

/// How many characters of a line are shown before the marks and after them.
const MAX_CONTEXT: usize = 40;
/// How many characters of the marks are shown.
const MAX_MARKED: usize = 60;

const ELLIPSIS: &str = "…";

/// The part of a line that is shown, as bytes of the file, and what is written before and after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineExcerpt {
    shown: Range<usize>,
    before: &'static str,
    after: &'static str,
}

impl LineExcerpt {
    /// Shortens a line around the marks, which are byte ranges of the file.
    pub fn new(lines: &LineIndex, line: usize, marks: &[Range<usize>]) -> LineExcerpt {
        let whole = lines.line(line);
        let text = &lines.text[whole.clone()];
        let first = marks.iter().map(|mark| mark.start).min().unwrap_or(whole.start);
        let last = marks.iter().map(|mark| mark.end).max().unwrap_or(whole.start);
        let first = first.clamp(whole.start, whole.end) - whole.start;
        let last = last.clamp(whole.start, whole.end) - whole.start;
        let last = last.min(after(text, first, MAX_MARKED)).max(first);

        let start = before(text, first, MAX_CONTEXT);
        let end = after(text, last, MAX_CONTEXT);
        // An ellipsis in place of a single character saves nothing.
        let start = if before(text, start, 1) == 0 { 0 } else { start };
        let end = if after(text, end, 1) == text.len() { text.len() } else { end };
        LineExcerpt {
            shown: whole.start + start..whole.start + end,
            before: if start == 0 { "" } else { ELLIPSIS },
            after: if end == text.len() { "" } else { ELLIPSIS },
        }
    }

    /// Writes the line, and returns where its bytes lie in the output.
    pub fn write(&self, lines: &LineIndex, out: &mut String) -> WrittenLine {
        let start = out.len();
        out.push_str(self.before);
        let mut offsets = Vec::new();
        for (index, character) in lines.text[self.shown.clone()].char_indices() {
            offsets.push((self.shown.start + index, out.len()));
            out.push(visible(character));
        }
        let end = out.len();
        out.push_str(self.after);
        WrittenLine { range: start..out.len(), offsets, end: (self.shown.end, end) }
    }
}

/// A line that was written, with the offsets of its characters before and after.
pub struct WrittenLine {
    /// The range in the output.
    pub range: Range<usize>,
    /// The offset of each character in the file and in the output.
    offsets: Vec<(usize, usize)>,
    end: (usize, usize),
}

impl WrittenLine {
    /// Returns the output offset of a byte of the file; for one that was cut off, that of the nearest end.
    pub fn find(&self, byte: usize) -> usize {
        let next = self.offsets.partition_point(|(old, _)| *old < byte);
        self.offsets.get(next).map_or(self.end.1, |(_, new)| *new)
    }
}

/// Returns a visible character for one that is invisible or that a terminal would interpret.
pub fn visible(character: char) -> char {
    match character {
        '\t' => '\t',
        // Unicode has a picture for each control character: U+2400 and following.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        // These reverse the text or have no width, so that no caret could stand under them.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => '\u{fffd}',
        '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' => '\u{fffd}',
        character if invisible::harmful(character).is_some() => '\u{fffd}',
        character => character,
    }
}

/// Returns the offset of the character `characters` before another.
fn before(text: &str, byte: usize, characters: usize) -> usize {
    text[..byte].char_indices().rev().take(characters).last().map_or(byte, |(index, _)| index)
}

/// Returns the offset of the character `characters` after another.
fn after(text: &str, byte: usize, characters: usize) -> usize {
    text[byte..].char_indices().nth(characters).map_or(text.len(), |(index, _)| byte + index)
}
