//! A text to be parsed that differs from the file, with a map back to the bytes of the file.
//!
//! Corrections are made in a copy of the block. Messages and fixes speak of the file as it lies on
//! disk, so the copy knows for each of its bytes where it came from.

use crate::source::Source;
use std::ops::Range;

/// A part of a file with some of its bytes replaced.
pub(super) struct MappedText<'a> {
    pub text: String,
    /// The whole text of the file.
    file: &'a str,
    /// The start of each segment: (byte in `text`, byte in the file), ascending.
    segments: Vec<(usize, usize)>,
    /// The end of the part, in bytes of the file.
    end: usize,
}

/// A change: these bytes of the file become that text.
pub(super) struct Change {
    pub at: Range<usize>,
    pub becomes: String,
}

impl<'a> MappedText<'a> {
    /// Takes a part of a file as it is, except that carriage returns, which mean nothing to YAML,
    /// are left out.
    pub fn without_carriage_returns(source: &'a Source, range: Range<usize>) -> MappedText<'a> {
        let changes = carriage_returns(source, &range);
        MappedText::with_changes(source, range, &changes)
    }

    /// Applies changes, in ascending order, to a part of a file. One that overlaps the change
    /// before it is skipped.
    pub fn with_changes(
        source: &'a Source,
        range: Range<usize>,
        changes: &[Change],
    ) -> MappedText<'a> {
        let mut text = String::with_capacity(range.len());
        let mut segments = vec![(0, range.start)];
        let mut at = range.start;
        for change in changes.iter().filter(|c| c.at.end <= range.end) {
            if change.at.start < at {
                continue;
            }
            text.push_str(&source.text[at..change.at.start]);
            segments.push((text.len(), change.at.start));
            text.push_str(&change.becomes);
            at = change.at.end;
            segments.push((text.len(), at));
        }
        text.push_str(&source.text[at..range.end]);
        MappedText { text, file: &source.text, segments, end: range.end }
    }

    /// Returns the byte of the file that a byte of this text came from: always the first of a character, which within a
    /// replacement needs rounding, because a character may be replaced by one of fewer bytes.
    pub fn origin(&self, at: usize) -> usize {
        let segment = self.segments.partition_point(|(here, _)| *here <= at);
        let (here, there) = self.segments[segment.saturating_sub(1)];
        let next = self.segments.get(segment).map_or(self.end, |(_, there)| *there);
        self.file.floor_char_boundary((there + (at - here.min(at))).min(next))
    }

    /// Returns the bytes of the file that a part of this text came from. Bytes that were removed
    /// directly after it (a carriage return) do not belong to it.
    pub fn origins(&self, part: Range<usize>) -> Range<usize> {
        let start = self.origin(part.start);
        if part.is_empty() {
            return start..start;
        }
        let segment = self.segments.partition_point(|(here, _)| *here < part.end);
        let (here, there) = self.segments[segment.saturating_sub(1)];
        let next = self.segments.get(segment).map_or(self.end, |(_, there)| *there);
        let end = (there + part.end - here.min(part.end)).min(next).max(start);
        start..self.file.ceil_char_boundary(end)
    }

    /// Replaces a part of the text.
    pub fn replace(&mut self, range: Range<usize>, becomes: &str) {
        let Range { start, end } = self.origins(range.clone());
        // Behind a carriage return that was removed after the part.
        let next = self.origin(range.end);
        self.text.replace_range(range.clone(), becomes);
        let behind = range.start + becomes.len();
        let shifted = |(here, there): &(usize, usize)| {
            (*here > range.end).then(|| (here - range.end + behind, *there))
        };
        let mut segments: Vec<(usize, usize)> =
            self.segments.iter().filter(|(here, _)| *here < range.start).copied().collect();
        segments.extend([(range.start, start), (behind, end), (behind, next)]);
        segments.extend(self.segments.iter().filter_map(shifted));
        self.segments = segments;
    }

    /// Turns the lines of an entry into blank ones. Returns whether there was any text in them.
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

/// Finds the carriage returns before line feeds, as changes that remove them.
pub(super) fn carriage_returns(source: &Source, range: &Range<usize>) -> Vec<Change> {
    let found = source.text[range.clone()].match_indices("\r\n");
    let at = |(at, _): (usize, &str)| range.start + at..range.start + at + 1;
    found.map(at).map(|at| Change { at, becomes: String::new() }).collect()
}
