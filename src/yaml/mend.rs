//! Looking for what YAML libraries cannot name, and reading on as if it were right.
//!
//! Works line by line, before any parsing. Every fault found is told with the edit that mends it;
//! the same edits make the text that is parsed, and a map back to the bytes the editor typed.

use super::faults;
use crate::diagnostic::{Diagnostic, Told};
use crate::source::{Source, Span};
use std::ops::Range;

/// The text to parse, and where each part of it came from.
pub(super) struct Mended {
    pub text: String,
    /// Start of each piece: (byte here, byte in the file), ascending.
    pieces: Vec<(usize, usize)>,
    end: usize,
}

impl Mended {
    /// The byte of the file that stands at a byte of this text.
    pub fn origin(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(here, _)| *here <= at);
        let (here, there) = self.pieces[piece.saturating_sub(1)];
        let next = self.pieces.get(piece).map_or(self.end, |(_, there)| *there);
        (there + (at - here.min(at))).min(next)
    }

    /// The bytes of the file that a part of this text came from. What was taken out just behind
    /// it (a carriage return) is not of it.
    pub fn origins(&self, part: Range<usize>) -> Range<usize> {
        let start = self.origin(part.start);
        if part.is_empty() {
            return start..start;
        }
        let piece = self.pieces.partition_point(|(here, _)| *here < part.end);
        let (here, there) = self.pieces[piece.saturating_sub(1)];
        let next = self.pieces.get(piece).map_or(self.end, |(_, there)| *there);
        start..(there + part.end - here.min(part.end)).min(next).max(start)
    }

    /// Puts another text in place of a part, for reading on.
    pub fn replace(&mut self, range: Range<usize>, becomes: &str) {
        let Range { start, end } = self.origins(range.clone());
        self.text.replace_range(range.clone(), becomes);
        let behind = range.start + becomes.len();
        let shifted = |(here, there): &(usize, usize)| {
            (*here > range.end).then(|| (here - range.end + behind, *there))
        };
        let mut pieces: Vec<(usize, usize)> =
            self.pieces.iter().filter(|(here, _)| *here < range.start).copied().collect();
        pieces.extend([(range.start, start), (behind, end)]);
        pieces.extend(self.pieces.iter().filter_map(shifted));
        self.pieces = pieces;
    }

    /// The lines of the entry around a byte: from the line without indentation at or above it
    /// to the next such line.
    pub fn entry_at(&self, at: usize) -> Range<usize> {
        let at = at.min(self.text.len());
        let mut start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        while start > 0 && !begins_entry(&self.text[start..]) {
            start = self.text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1);
        }
        let mut end = start;
        for line in self.text[start..].split_inclusive('\n') {
            if end > start && begins_entry(line) {
                break;
            }
            end += line.len();
        }
        start..end
    }

    /// Turns an entry into blank lines; false if it was blank already.
    pub fn blank(&mut self, entry: Range<usize>) -> bool {
        let had_text = !self.text[entry.clone()].trim().is_empty();
        let blank: String = self.text[entry.clone()]
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
            .collect();
        self.text.replace_range(entry, &blank);
        had_text
    }
}

fn begins_entry(line: &str) -> bool {
    line.chars().next().is_some_and(|c| !c.is_whitespace() && c != '#' && c != '-' && c != '}')
}

/// One change: these bytes of the file become that text.
struct Change {
    at: Range<usize>,
    becomes: String,
}

pub(super) fn mend(source: &Source, range: Range<usize>, known: &[&str]) -> Told<Mended> {
    let block = &source.text[range.clone()];
    let mut lines = Lines { source, known, changes: Vec::new(), diagnostics: Vec::new() };
    let mut offset = range.start;
    let mut literal: Option<usize> = None;
    for line in block.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let indent = content.len() - content.trim_start().len();
        if !content.trim().is_empty() {
            // The lines of a block text (`summary: |`) are text, whatever they look like.
            if literal.is_some_and(|above| indent <= above) {
                literal = None;
            }
            if literal.is_none() {
                lines.line(offset, content);
                let value = content.split_once([':', '：']).map_or("", |(_, value)| value.trim());
                if value.starts_with(['|', '>']) && value.len() <= 3 {
                    literal = Some(indent);
                }
            }
        }
        if line.ends_with("\r\n") {
            lines.changes.push(Change {
                at: offset + line.len() - 2..offset + line.len() - 1,
                becomes: String::new(),
            });
        }
        offset += line.len();
    }
    let Lines { mut changes, diagnostics, .. } = lines;
    changes.sort_by_key(|change| change.at.start);
    Told::new(applied(source, range, &changes), diagnostics)
}

fn applied(source: &Source, range: Range<usize>, changes: &[Change]) -> Mended {
    let mut text = String::with_capacity(range.len());
    let mut pieces = vec![(0, range.start)];
    let mut at = range.start;
    for change in changes.iter().filter(|c| c.at.end <= range.end) {
        if change.at.start < at {
            continue;
        }
        text.push_str(&source.text[at..change.at.start]);
        pieces.push((text.len(), change.at.start));
        text.push_str(&change.becomes);
        at = change.at.end;
        pieces.push((text.len(), at));
    }
    text.push_str(&source.text[at..range.end]);
    Mended { text, pieces, end: range.end }
}

/// Reads single lines and gathers what is to be changed and told.
struct Lines<'a> {
    source: &'a Source,
    known: &'a [&'a str],
    changes: Vec<Change>,
    diagnostics: Vec<Diagnostic>,
}

impl Lines<'_> {
    fn line(&mut self, offset: usize, line: &str) {
        let indent = self.indentation(offset, line);
        let rest = &line[indent..];
        if rest.starts_with('#') {
            return;
        }
        let item = self.list_marks(offset + indent, rest);
        let start = indent + item;
        self.key(offset + start, &line[start..], start == 0);
    }

    /// Tabs and wide spaces before the first character become spaces.
    fn indentation(&mut self, offset: usize, line: &str) -> usize {
        let indent = line.len() - line.trim_start().len();
        let typed = &line[..indent];
        if typed.contains(|c| c != ' ') {
            let spaces = typed.chars().map(|c| if c == ' ' { " " } else { "  " }).collect();
            let span = self.span(offset..offset + indent);
            let told = if typed.contains('\t') { faults::tab } else { faults::wide_space };
            self.change(told(span, spaces));
        }
        indent
    }

    /// Passes over `- ` at the beginning of a list item; returns its length in bytes.
    fn list_marks(&mut self, offset: usize, rest: &str) -> usize {
        let Some(mark) = rest.chars().next().filter(|c| "-－•·—".contains(*c)) else {
            return 0;
        };
        let behind = &rest[mark.len_utf8()..];
        let space = behind.chars().next();
        let right = mark == '-' && matches!(space, Some(' ') | None);
        let spaces = behind.len() - behind.trim_start().len();
        let length = mark.len_utf8() + spaces;
        if !right && space != Some(mark) {
            let span = self.span(offset..offset + length);
            self.change(faults::list_mark(span, if behind.is_empty() { "-" } else { "- " }.into()));
        }
        length
    }

    /// Looks at `key：value`, `key:value` and `key:　value`.
    fn key(&mut self, offset: usize, rest: &str, at_margin: bool) {
        if rest.starts_with(['"', '\'', '[', '{']) {
            return;
        }
        let Some(colon) = rest.find([':', '：', '﹕', '︰']) else {
            if at_margin {
                self.missing_colon(offset, rest);
            }
            return;
        };
        let typed = &rest[colon..];
        let mark = typed.chars().next().unwrap_or(':');
        let key = rest[..colon].trim_end();
        let behind = &typed[mark.len_utf8()..];
        let gap = &behind[..behind.len() - behind.trim_start().len()];
        let is_known = self.known.contains(&key);
        let is_key = is_known || (at_margin && key.chars().count() <= 20 && !key.is_empty());
        if !is_key {
            return;
        }
        let value = behind.trim();
        let becomes = if value.is_empty() { ":" } else { ": " };
        let span = self.span(offset + colon..offset + colon + mark.len_utf8() + gap.len());
        if mark != ':' {
            self.change(faults::wide_colon(span, key, becomes.into()));
        } else if gap.is_empty() && !value.is_empty() && !value.starts_with("//") {
            self.change(faults::no_space(span, key, becomes.into()));
        } else if gap.contains(|c| c != ' ' && c != '\t') {
            let span = self.span(span.start + 1..span.end);
            let gap = if value.is_empty() { "" } else { " " };
            self.change(faults::wide_space(span, gap.into()));
        }
    }

    /// `title 关于…` without any colon, if the first word is a key.
    fn missing_colon(&mut self, offset: usize, rest: &str) {
        let word = rest.split_whitespace().next().unwrap_or_default();
        if self.known.contains(&word) {
            let gap = rest[word.len()..].len() - rest[word.len()..].trim_start().len();
            let span = self.span(offset + word.len()..offset + word.len() + gap);
            self.change(faults::no_colon(span, word, ": ".into()));
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.source.path, range)
    }

    /// Tells a fault and changes the text to be parsed as its fix would.
    fn change(&mut self, diagnostic: Diagnostic) {
        for edit in &diagnostic.fix {
            self.changes.push(Change { at: edit.span.range(), becomes: edit.text.clone() });
        }
        self.diagnostics.push(diagnostic);
    }
}
