//! Looking for what YAML libraries cannot name, and reading on as if it were right.
//!
//! Works on the entries that the library cannot read as they stand, line by line, and leaves alone
//! what is text in them. Every fault found is reported with the edit that mends it; the same edits make
//! the text that is parsed, and a map back to the bytes the editor typed.

use super::scan::{Kind, Scanner};
use super::{faults, tree};
use crate::diagnostic::{Checked, Diagnostic};
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

    /// The entries of the text that are not blank.
    pub fn entries(&self) -> Vec<Range<usize>> {
        let lines = lines_of(&self.text, 0);
        let end = |line: usize| lines.get(line).map_or(self.text.len(), |(at, _)| *at);
        let ranges = entries(&lines).into_iter().map(|entry| end(entry.start)..end(entry.end));
        ranges.filter(|entry| !self.text[entry.clone()].trim().is_empty()).collect()
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
    line.chars().next().is_some_and(|c| !c.is_whitespace() && !"#-}]".contains(c))
}

/// One change: these bytes of the file become that text.
struct Change {
    at: Range<usize>,
    becomes: String,
}

/// The text as it stands, but for the line ends, which YAML reads alike.
pub(super) fn unchanged(source: &Source, range: Range<usize>) -> Mended {
    let changes = carriage_returns(source, &range);
    applied(source, range, &changes)
}

/// Finds the slips and changes the text as their fixes would. An entry that can be read as it
/// stands is left alone.
pub(super) fn mend(source: &Source, range: Range<usize>, known: &[&str]) -> Checked<Mended> {
    let lines = lines_of(&source.text[range.clone()], range.start);
    let mut slips = Slips { source, known, changes: Vec::new(), diagnostics: Vec::new() };
    for entry in entries(&lines) {
        if !tree::reads(&joined(&lines[entry.clone()])) {
            slips.entry(&lines[entry]);
        }
    }
    let Slips { mut changes, diagnostics, .. } = slips;
    changes.extend(carriage_returns(source, &range));
    changes.sort_by_key(|change| change.at.start);
    Checked::new(applied(source, range, &changes), diagnostics)
}

/// What can be read, but hardly as it was meant: a list whose marks are none.
pub(super) fn doubts(source: &Source, range: Range<usize>) -> Vec<Diagnostic> {
    let lines = lines_of(&source.text[range.clone()], range.start);
    let mut diagnostics = Vec::new();
    let mut scanner = Scanner::new();
    let mut is_below_key = false;
    for (index, (offset, line)) in lines.iter().enumerate() {
        if scanner.kind(line) != Kind::Structure || line.trim().is_empty() {
            continue;
        }
        let bare = line.trim_start();
        let at = offset + line.len() - bare.len();
        if is_below_key && let Some(mark) = wrong_mark(bare) {
            diagnostics.push(faults::doubtful_list(Span::new(&source.path, at..at + mark)));
        }
        scanner.read(line, lines[index + 1..].iter().map(|(_, line)| *line));
        is_below_key = line.trim_end().ends_with(':');
    }
    diagnostics
}

/// The length of a mark that is no `- ` but stands for one.
fn wrong_mark(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    let mark = characters.next()?;
    let next = characters.next();
    match mark {
        '－' | '•' | '·' => Some(mark.len_utf8()),
        '-' if next.is_some_and(|next| !next.is_ascii()) => Some(1),
        _ => None,
    }
}

/// The lines of a text with their places, without what ends them.
fn lines_of(text: &str, start: usize) -> Vec<(usize, &str)> {
    let mut offset = start;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = offset;
        offset += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    });
    lines.collect()
}

fn joined(lines: &[(usize, &str)]) -> String {
    lines.iter().flat_map(|(_, line)| [*line, "\n"]).collect()
}

/// The lines of each entry: from one line without indentation to the next, with what a quoted
/// text or a flow collection holds beyond that.
fn entries(lines: &[(usize, &str)]) -> Vec<Range<usize>> {
    let mut entries = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let next = |from: usize| {
            let rest = lines.get(from..).unwrap_or_default();
            rest.iter().position(|(_, line)| begins_entry(line)).map_or(lines.len(), |n| from + n)
        };
        let mut end = next(start + 1);
        let mut scanner = Scanner::new();
        scanner.read(lines[start].1, lines[start + 1..].iter().map(|(_, line)| *line));
        let last = start + scanner.below();
        if last >= end && tree::reads(&joined(&lines[start..=last])) {
            end = next(last + 1);
        }
        entries.push(start..end);
        start = end;
    }
    entries
}

fn carriage_returns(source: &Source, range: &Range<usize>) -> Vec<Change> {
    let found = source.text[range.clone()].match_indices("\r\n");
    let at = |(at, _): (usize, &str)| range.start + at..range.start + at + 1;
    found.map(at).map(|at| Change { at, becomes: String::new() }).collect()
}

/// A line with the changes that were found in it.
fn changed_line(offset: usize, line: &str, changes: &[Change]) -> String {
    let mut mended = line.to_owned();
    for change in changes.iter().rev() {
        let (start, end) = (change.at.start - offset, change.at.end - offset);
        if end <= mended.len() {
            mended.replace_range(start..end, &change.becomes);
        }
    }
    mended
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

/// `----`, `——` in column 0: a fence, if it stood elsewhere.
fn is_line_of_dashes(line: &str) -> bool {
    let bare: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    !line.starts_with(char::is_whitespace)
        && bare.len() > 1
        && bare.iter().all(|c| "-－—–‐―_+".contains(*c))
}

/// Looks at the lines of structure and gathers the changes and the diagnostics.
struct Slips<'a> {
    source: &'a Source,
    known: &'a [&'a str],
    changes: Vec<Change>,
    diagnostics: Vec<Diagnostic>,
}

impl Slips<'_> {
    fn entry(&mut self, lines: &[(usize, &str)]) {
        let mut scanner = Scanner::new();
        for (index, (offset, line)) in lines.iter().enumerate() {
            let (changed, diagnostics) = (self.changes.len(), self.diagnostics.len());
            match scanner.kind(line) {
                Kind::Text => continue,
                Kind::IllIndented(columns) => self.indent_text(*offset, line, columns),
                Kind::Structure if line.trim().is_empty() => {}
                Kind::Structure => {
                    self.line(*offset, line);
                    let mended = changed_line(*offset, line, &self.changes[changed..]);
                    scanner.read(&mended, lines[index + 1..].iter().map(|(_, line)| *line));
                    if scanner.is_unclosed {
                        // Once its key can be read, the value may take in what stands below.
                        self.diagnostics[diagnostics..]
                            .iter_mut()
                            .for_each(|diagnostic| diagnostic.fix.clear());
                    }
                }
            }
        }
    }

    /// The white space before a line of a block text becomes spaces.
    fn indent_text(&mut self, offset: usize, line: &str, columns: usize) {
        let typed = &line[..line.len() - line.trim_start().len()];
        let span = self.span(offset..offset + typed.len());
        let diagnostic = if typed.contains('\t') { faults::tab } else { faults::wide_space };
        self.change(diagnostic(span, " ".repeat(columns)));
    }

    fn line(&mut self, offset: usize, line: &str) {
        if is_line_of_dashes(line) {
            // Whether it goes or the keys below it do, only the editor knows.
            let at = offset..offset + line.trim_end().len();
            self.diagnostics.push(faults::dashes(self.span(at.clone()), line.trim()));
            self.changes.push(Change { at, becomes: String::new() });
            return;
        }
        let indent = self.indentation(offset, line);
        let rest = &line[indent..];
        if rest.starts_with('#') {
            return;
        }
        let item = self.list_marks(offset + indent, rest);
        let start = indent + item;
        self.key(offset + start, &line[start..], start == 0);
        self.end(offset, line);
    }

    /// A wide space at the end of a line goes: behind a bracket or a quotation mark YAML takes it
    /// for text.
    fn end(&mut self, offset: usize, line: &str) {
        let bare = line.trim_end();
        if line[bare.len()..].contains(|c| c != ' ' && c != '\t') && !bare.ends_with(':') {
            let span = self.span(offset + bare.len()..offset + line.len());
            self.change(faults::wide_space(span, String::new()));
        }
    }

    /// Tabs and wide spaces before the first character become spaces.
    fn indentation(&mut self, offset: usize, line: &str) -> usize {
        let indent = line.len() - line.trim_start().len();
        let typed = &line[..indent];
        if typed.contains(|c| c != ' ') {
            let spaces = typed.chars().map(|c| if c == ' ' { " " } else { "  " }).collect();
            let span = self.span(offset..offset + indent);
            let diagnostic = if typed.contains('\t') { faults::tab } else { faults::wide_space };
            self.change(diagnostic(span, spaces));
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

    /// `title 关于…` or `title = "关于…"` without any colon, if the first word is a key.
    fn missing_colon(&mut self, offset: usize, rest: &str) {
        let word = rest.split(|c: char| c.is_whitespace() || c == '=').next().unwrap_or_default();
        let behind = &rest[word.len()..];
        if self.known.contains(&word) && !behind.is_empty() {
            let value = behind.trim_start();
            let value = value.strip_prefix('=').map_or(value, str::trim_start);
            let gap = behind.len() - value.len();
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
