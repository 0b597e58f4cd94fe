//! The lines of a file as they can be shown: cut to a width, with nothing that a screen would
//! obey or hide.
//!
//! An article can be one line of five thousand characters, and what is typed in a file may be
//! from anybody: a control sequence in it must not reach the terminal.

use crate::invisible;
use crate::report::place::Lines;
use std::ops::Range;

/// How many characters of a line are shown before and after what is marked, and of the mark.
const AROUND: usize = 40;
const MARKED: usize = 60;

const CUT: &str = "…";

/// A line as it is shown: which bytes of it, and with what at its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    shown: Range<usize>,
    before: &'static str,
    after: &'static str,
}

impl Cut {
    /// Cuts a line around the places that must be seen.
    pub fn new(lines: &Lines, line: usize, marks: &[Range<usize>]) -> Cut {
        let whole = lines.line(line);
        let text = &lines.text[whole.clone()];
        let first = marks.iter().map(|mark| mark.start).min().unwrap_or(whole.start);
        let last = marks.iter().map(|mark| mark.end).max().unwrap_or(whole.start);
        let first = first.clamp(whole.start, whole.end) - whole.start;
        let last = last.clamp(whole.start, whole.end) - whole.start;
        let last = last.min(ahead(text, first, MARKED)).max(first);

        let start = behind(text, first, AROUND);
        let end = ahead(text, last, AROUND);
        // Cutting off less than is put in its place helps nobody.
        let start = if behind(text, start, 1) == 0 { 0 } else { start };
        let end = if ahead(text, end, 1) == text.len() { text.len() } else { end };
        Cut {
            shown: whole.start + start..whole.start + end,
            before: if start == 0 { "" } else { CUT },
            after: if end == text.len() { "" } else { CUT },
        }
    }

    /// Writes the line, and tells where a byte of the file has come to lie in what was written.
    pub fn write(&self, lines: &Lines, out: &mut String) -> Shown {
        let start = out.len();
        out.push_str(self.before);
        let mut at = Vec::new();
        for (index, character) in lines.text[self.shown.clone()].char_indices() {
            at.push((self.shown.start + index, out.len()));
            out.push(visible(character));
        }
        let end = out.len();
        out.push_str(self.after);
        Shown { range: start..out.len(), at, end: (self.shown.end, end) }
    }
}

/// A line that was written.
pub struct Shown {
    /// Where it lies in what was written.
    pub range: Range<usize>,
    /// Where its characters were, and where they are now.
    at: Vec<(usize, usize)>,
    end: (usize, usize),
}

impl Shown {
    /// Where a byte of the file lies now; one that was cut off lies at the nearest end.
    pub fn find(&self, byte: usize) -> usize {
        let next = self.at.partition_point(|(was, _)| *was < byte);
        self.at.get(next).map_or(self.end.1, |(_, now)| *now)
    }
}

/// The character that is shown for one that would not be seen, or would be obeyed.
pub fn visible(character: char) -> char {
    match character {
        '\t' => '\t',
        // Each control character has its picture.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        // Turning text around, or of no width at all, and so without a place for a caret.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => '\u{fffd}',
        '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' => '\u{fffd}',
        character if invisible::harmful(character).is_some() => '\u{fffd}',
        character => character,
    }
}

/// The byte that many characters before another.
fn behind(text: &str, byte: usize, characters: usize) -> usize {
    text[..byte].char_indices().rev().take(characters).last().map_or(byte, |(index, _)| index)
}

/// The byte that many characters after another.
fn ahead(text: &str, byte: usize, characters: usize) -> usize {
    text[byte..].char_indices().nth(characters).map_or(text.len(), |(index, _)| byte + index)
}
