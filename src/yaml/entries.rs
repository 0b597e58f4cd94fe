//! The entries of a block: its keys in column 0, each with the lines that belong to it.
//!
//! One entry that cannot be read must not take the others with it, so each is looked at alone.

use super::scan::Scanner;
use super::tree;
use std::ops::Range;

/// Splits a text into lines without their ends, each with its offset; the first is `start`.
pub(super) fn lines_of(text: &str, start: usize) -> Vec<(usize, &str)> {
    let mut offset = start;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = offset;
        offset += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    });
    lines.collect()
}

/// Joins lines to a text again.
pub(super) fn joined(lines: &[(usize, &str)]) -> String {
    lines.iter().flat_map(|(_, line)| [*line, "\n"]).collect()
}

/// Returns the lines of each entry: from one line without indentation to the next, and further
/// where a quoted text or a flow collection goes on in column 0.
pub(super) fn in_lines(lines: &[(usize, &str)]) -> Vec<Range<usize>> {
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
        if last >= end && tree::is_map(&joined(&lines[start..=last])) {
            end = next(last + 1);
        }
        entries.push(start..end);
        start = end;
    }
    entries
}

/// Returns the bytes of each entry of a text that is not blank.
pub(super) fn in_text(text: &str) -> Vec<Range<usize>> {
    let lines = lines_of(text, 0);
    let end = |line: usize| lines.get(line).map_or(text.len(), |(at, _)| *at);
    let ranges = in_lines(&lines).into_iter().map(|entry| end(entry.start)..end(entry.end));
    ranges.filter(|entry| !text[entry.clone()].trim().is_empty()).collect()
}

/// Returns the bytes of the entry around a byte: from the line without indentation at or above it
/// to the next such line.
pub(super) fn around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let mut start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    while start > 0 && !begins_entry(&text[start..]) {
        start = text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1);
    }
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if end > start && begins_entry(line) {
            break;
        }
        end += line.len();
    }
    start..end
}

fn begins_entry(line: &str) -> bool {
    line.chars().next().is_some_and(|c| !c.is_whitespace() && !"#-}]".contains(c))
}
