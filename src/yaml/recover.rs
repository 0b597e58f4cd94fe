//! Error recovery: slips that YAML libraries cannot name, and reading on as if they were right.
//!
//! Works on the entries that the library cannot read as they stand, line by line, and never on
//! text inside values. Each slip is reported with its fix. The same fix changes the text that is
//! parsed.

use super::entries::{self, joined, lines_of};
use super::mapped::{Change, MappedText, carriage_returns};
use super::scan::{Kind, Scanner};
use super::{faults, tree};
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{Source, Span};
use std::ops::Range;

/// Finds the slips in a block and returns its text as if their fixes were applied. An entry that
/// can be read as it stands is left alone. `known` are the keys that may stand in it.
pub(super) fn corrected<'a>(
    source: &'a Source,
    range: Range<usize>,
    known: &[&str],
) -> Checked<MappedText<'a>> {
    let lines = lines_of(&source.text[range.clone()], range.start);
    let mut slips = Slips { source, known, changes: Vec::new(), diagnostics: Vec::new() };
    for entry in entries::in_lines(&lines) {
        if !tree::is_map(&joined(&lines[entry.clone()])) {
            slips.entry(&lines[entry]);
        }
    }
    let Slips { mut changes, diagnostics, .. } = slips;
    changes.extend(carriage_returns(source, &range));
    changes.sort_by_key(|change| change.at.start);
    Checked::new(MappedText::with_changes(source, range, &changes), diagnostics)
}

/// Reports what can be read, but hardly as it was meant: a list whose marks are no hyphens.
pub(super) fn doubtful_lists(source: &Source, range: Range<usize>) -> Vec<Diagnostic> {
    let lines = lines_of(&source.text[range.clone()], range.start);
    let mut diagnostics = Vec::new();
    if !lines.iter().any(|(_, line)| wrong_mark(line.trim_start()).is_some()) {
        return diagnostics;
    }
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

/// Returns the length of a mark that was typed for `- `.
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

/// Applies the changes that were found in a line to it.
fn changed_line(offset: usize, line: &str, changes: &[Change]) -> String {
    let mut changed = line.to_owned();
    for change in changes.iter().rev() {
        let (start, end) = (change.at.start - offset, change.at.end - offset);
        if end <= changed.len() {
            changed.replace_range(start..end, &change.becomes);
        }
    }
    changed
}

/// Returns whether a line is made of dashes in column 0, such as `----` or `——`: a fence, were it
/// not among the keys.
fn is_line_of_dashes(line: &str) -> bool {
    let bare: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
    !line.starts_with(char::is_whitespace)
        && bare.len() > 1
        && bare.iter().all(|c| "-－—–‐―_+".contains(*c))
}

/// The slips found so far: what is reported, and the changes that the fixes make.
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
                    let corrected = changed_line(*offset, line, &self.changes[changed..]);
                    scanner.read(&corrected, lines[index + 1..].iter().map(|(_, line)| *line));
                    if scanner.is_unclosed {
                        // Once its key can be read, the value may swallow the lines below.
                        self.diagnostics[diagnostics..]
                            .iter_mut()
                            .for_each(|diagnostic| diagnostic.fix.clear());
                    }
                }
            }
        }
    }

    /// Replaces the white space before a line of a block scalar by spaces.
    fn indent_text(&mut self, offset: usize, line: &str, columns: usize) {
        let typed = &line[..line.len() - line.trim_start().len()];
        let span = self.span(offset..offset + typed.len());
        let diagnostic = if typed.contains('\t') { faults::tab } else { faults::wide_space };
        self.change(diagnostic(span, " ".repeat(columns)));
    }

    fn line(&mut self, offset: usize, line: &str) {
        if is_line_of_dashes(line) {
            // Only the editor knows whether the line or the keys below it should go.
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
        self.key(offset + start, start, &line[start..]);
        self.trailing_space(offset, line);
    }

    /// Removes a wide space at the end of a line. YAML takes it for text after a bracket or a
    /// quotation mark.
    fn trailing_space(&mut self, offset: usize, line: &str) {
        let bare = line.trim_end();
        if line[bare.len()..].contains(|c| c != ' ' && c != '\t') && !bare.ends_with(':') {
            let span = self.span(offset + bare.len()..offset + line.len());
            self.change(faults::wide_space(span, String::new()));
        }
    }

    /// Replaces tabs and wide spaces before the first character by spaces; returns the length of the
    /// indentation in bytes.
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

    /// Looks at the `- ` before a list item; returns its length in bytes.
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
    fn key(&mut self, offset: usize, column: usize, rest: &str) {
        if rest.starts_with(['"', '\'', '[', '{']) {
            return;
        }
        let Some(colon) = rest.find([':', '：', '﹕', '︰']) else {
            if column == 0 {
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
        let is_key = is_known || (column == 0 && key.chars().count() <= 20 && !key.is_empty());
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

    /// Reports a slip and applies its fix to the text to be parsed.
    fn change(&mut self, diagnostic: Diagnostic) {
        for edit in &diagnostic.fix {
            self.changes.push(Change { at: edit.span.range(), becomes: edit.text.clone() });
        }
        self.diagnostics.push(diagnostic);
    }
}
