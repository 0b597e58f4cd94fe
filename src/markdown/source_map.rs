//! Where each part of a text was typed: from byte offsets in the text back to bytes of the file.
//!
//! The text of a paragraph is put together from several places: markup is removed, lines are joined,
//! escapes and entities are resolved. A check that finds something in the text can still point at
//! what the editor typed.

use std::num::NonZeroU32;
use std::ops::Range;

/// A map from a text to the file. Text that no segment covers was generated (a line break).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SourceMap {
    /// In the order of the text, without overlaps.
    segments: Vec<Segment>,
}

/// A stretch of text that comes from one range of the file. Offsets have 32 bits, because every
/// document of a site keeps its segments in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it begins in the text.
    text: u32,
    /// Its length in the text.
    length: u32,
    /// Where it begins in the file.
    source: u32,
    /// Its length in the file, if the file has other bytes than the text there (an entity).
    replaced: Option<NonZeroU32>,
}

impl Segment {
    fn text_range(&self) -> Range<usize> {
        self.text as usize..self.text as usize + self.length as usize
    }

    fn source_range(&self) -> Range<usize> {
        let length = self.replaced.map_or(self.length, NonZeroU32::get);
        self.source as usize..self.source as usize + length as usize
    }

    /// Returns the source of some bytes of the segment: of all of it, if the bytes differ.
    fn source_of(&self, part: Range<usize>) -> Range<usize> {
        let source = self.source_range();
        if self.replaced.is_some() {
            return source;
        }
        source.start + part.start..source.start + part.end
    }
}

impl SourceMap {
    /// Returns the bytes of the file that a range of the text comes from, from the first to the last
    /// of them. Of generated text this is the empty range where the text before it ends.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let mut sources = self.parts(range.clone()).map(|(segment, part)| segment.source_of(part));
        if let Some(first) = sources.next() {
            let end = sources.last().map_or(first.end, |last| last.end);
            return first.start..end;
        }
        let next = self.segments.partition_point(|s| s.text_range().end <= range.start);
        let before = next.checked_sub(1).and_then(|last| self.segments.get(last));
        let at = match before {
            Some(before) => before.source_range().end,
            None => self.segments.first().map_or(0, |first| first.source_range().start),
        };
        at..at
    }

    /// Returns the map of a range of the text.
    pub fn slice(&self, range: Range<usize>) -> SourceMap {
        let mut slice = SourceMap::default();
        slice.append(0, self, range);
        slice
    }

    /// Returns the segments that a range of the text touches, each with the bytes of it that do.
    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (&Segment, Range<usize>)> {
        let first = self.segments.partition_point(|s| s.text_range().end <= range.start);
        let rest = self.segments.get(first..).unwrap_or_default().iter();
        rest.take_while(move |s| s.text_range().start < range.end).map(move |s| {
            let text = s.text_range();
            (s, range.start.saturating_sub(text.start)..range.end.min(text.end) - text.start)
        })
    }

    /// Adds the segments of a range of another text, which is appended at byte `text`.
    fn append(&mut self, text: usize, other: &SourceMap, range: Range<usize>) {
        for (segment, part) in other.parts(range.clone()) {
            let start = segment.text_range().start + part.start - range.start;
            let source = segment.source_of(part.clone());
            self.push(text + start, part.len(), source, segment.replaced.is_none());
        }
    }

    fn push(&mut self, text: usize, length: usize, source: Range<usize>, is_verbatim: bool) {
        let Ok(replaced) = u32::try_from(source.len()).map(NonZeroU32::new) else { return };
        let (Ok(text), Ok(length), Ok(source)) =
            (u32::try_from(text), u32::try_from(length), u32::try_from(source.start))
        else {
            return;
        };
        if length == 0 || replaced.is_none() {
            return;
        }
        let replaced = replaced.filter(|_| !is_verbatim);
        if let Some(last) =
            self.segments.last_mut().filter(|last| last.replaced.or(replaced).is_none())
            && last.text + last.length == text
            && last.source + last.length == source
        {
            last.length += length;
            return;
        }
        self.segments.push(Segment { text, length, source, replaced });
    }
}

/// A text together with its map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MappedText {
    pub text: String,
    pub map: SourceMap,
}

impl MappedText {
    /// Appends text that was typed at `source`, which may be spelled differently in the file.
    pub fn push(&mut self, text: &str, file: &str, source: Range<usize>) {
        let is_verbatim = file.get(source.clone()) == Some(text);
        self.map.push(self.text.len(), text.len(), source, is_verbatim);
        self.text.push_str(text);
    }

    /// Appends generated text, which has no place in the file.
    pub fn push_generated(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends text that represents the bytes `source` of the file and differs from them.
    pub fn push_replaced(&mut self, text: &str, source: Range<usize>) {
        self.map.push(self.text.len(), text.len(), source, false);
        self.text.push_str(text);
    }

    /// Appends a range of another text.
    pub fn append(&mut self, other: &MappedText, range: Range<usize>) {
        let Some(text) = other.text.get(range.clone()) else { return };
        self.map.append(self.text.len(), &other.map, range);
        self.text.push_str(text);
    }

    /// Returns the bytes of the file that a range of the text comes from.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        self.map.source(range)
    }

    /// Returns the first byte of the file and the one after the last, if the text is those bytes.
    pub fn verbatim(&self) -> Option<(u32, u32)> {
        match self.map.segments[..] {
            [Segment { text: 0, length, source, replaced: None }]
                if length as usize == self.text.len() =>
            {
                Some((source, source + length))
            }
            _ => None,
        }
    }

    /// Returns the text without white space at its ends.
    pub fn trimmed(&self) -> MappedText {
        let start = self.text.len() - self.text.trim_start().len();
        self.slice(start..start + self.text.trim().len())
    }

    /// Returns the text without white space at its end.
    pub fn trimmed_end(&self) -> MappedText {
        self.slice(0..self.text.trim_end().len())
    }

    fn slice(&self, range: Range<usize>) -> MappedText {
        let mut slice = MappedText::default();
        slice.append(self, range);
        slice.map.segments.shrink_to_fit();
        slice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_of_a_range_spans_all_its_segments() {
        let file = "> **甲&amp;\n> 乙**丙";
        let at = |part: &str| {
            let start = file.find(part).expect("the part is in the file");
            start..start + part.len()
        };
        let mut text = MappedText::default();
        text.push("甲", file, at("甲"));
        text.push("&", file, at("&amp;"));
        text.push_generated("\n");
        text.push("乙", file, at("乙"));
        text.push("丙", file, at("丙"));
        let source = |range: Range<usize>| &file[text.source(range)];
        assert_eq!(text.text, "甲&\n乙丙");
        assert_eq!(source(0..3), "甲");
        assert_eq!(source(3..4), "&amp;");
        assert_eq!(source(0..8), "甲&amp;\n> 乙");
        assert_eq!(source(5..11), "乙**丙");
        assert_eq!(text.source(4..5), at("&amp;").end..at("&amp;").end);
        assert_eq!(&file[text.map.slice(5..11).source(3..6)], "丙");
        assert_eq!(SourceMap::default().source(0..9), 0..0);
    }

    #[test]
    fn adjacent_segments_are_merged() {
        let file = "  甲乙丙 ";
        let mut text = MappedText::default();
        for start in [2, 5, 8] {
            text.push(&file[start..start + 3], file, start..start + 3);
        }
        text.push(" ", file, 11..12);
        assert_eq!(text.map.segments.len(), 1);
        let trimmed = text.trimmed();
        assert_eq!(trimmed.text, "甲乙丙");
        assert_eq!(&file[trimmed.source(3..6)], "乙");
    }
}
