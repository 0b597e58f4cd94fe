//! Turns byte offsets into lines and columns, as text editors count them.

use crate::source::{SitePath, Source, Span, Tree};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where a span lies. LineIndex and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    /// The column of the character after the last one.
    pub end_column: usize,
}

/// Finds places in the texts of a tree; each file is split into lines once.
pub struct Places<'a> {
    tree: &'a Tree,
    lines: BTreeMap<SitePath, LineIndex<'a>>,
}

impl<'a> Places<'a> {
    pub fn new(tree: &'a Tree) -> Places<'a> {
        Places { tree, lines: BTreeMap::new() }
    }

    /// Returns the lines of a file; `None` if it is no text of the site.
    pub fn lines(&mut self, file: &SitePath) -> Option<&LineIndex<'a>> {
        if !self.lines.contains_key(file) {
            let source = self.tree.texts.get(file)?;
            self.lines.insert(file.clone(), LineIndex::new(source));
        }
        self.lines.get(file)
    }

    pub fn find(&mut self, span: &Span) -> Option<Place> {
        let lines = self.lines(&span.file)?;
        let range = lines.within(span.range());
        let (line, column) = lines.line_and_column(range.start);
        let (end_line, end_column) = lines.line_and_column(range.end);
        Some(Place { line, column, end_line, end_column })
    }
}

/// A text and the offsets at which its lines begin.
pub struct LineIndex<'a> {
    pub text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    fn new(source: &'a Source) -> LineIndex<'a> {
        let text: &str = &source.text;
        // A byte-order mark belongs to no line: editors do not show it.
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let others = text.match_indices('\n').map(|(index, _)| index + 1);
        LineIndex { text, starts: std::iter::once(first).chain(others).collect() }
    }

    /// Returns the part of a range that lies in the text, widened to whole characters.
    pub fn within(&self, range: Range<usize>) -> Range<usize> {
        let floor = |index: usize| self.text.floor_char_boundary(index);
        let start = floor(range.start).max(self.starts[0]);
        let end = self.text.ceil_char_boundary(range.end.min(self.text.len()));
        start..end.max(start)
    }

    /// Returns the index of the line that contains a byte.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// Returns the byte range of a line, without its line break.
    pub fn line(&self, index: usize) -> Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let shown = self.text[start..end].trim_end_matches(['\n', '\r']).len();
        start..start + shown
    }

    fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let line = self.line_of(byte);
        let start = self.line(line).start;
        let before = self.text.get(start..byte).unwrap_or_default();
        (line + 1, before.chars().count() + 1)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::sync::Arc;

    /// A tree of texts, as a reporter sees it.
    pub fn tree(files: &[(&str, &str)]) -> Tree {
        let texts = files.iter().map(|(path, text)| {
            let path = SitePath::new(path);
            (path.clone(), Arc::new(Source::decode(path, text.as_bytes())))
        });
        let read = Arc::new(|_: &SitePath| Err(std::io::ErrorKind::NotFound.into()));
        Tree { texts: texts.collect(), assets: BTreeMap::new(), read }
    }

    /// The span of a piece of a file.
    pub fn span(tree: &Tree, file: &str, piece: &str) -> Span {
        let start = tree.text(file).unwrap().text.find(piece).unwrap();
        Span::new(&SitePath::new(file), start..start + piece.len())
    }

    fn place(text: &str, range: Range<usize>) -> (usize, usize, usize, usize) {
        let tree = tree(&[("a.md", text)]);
        let span = Span::new(&SitePath::new("a.md"), range);
        let place = Places::new(&tree).find(&span).unwrap();
        (place.line, place.column, place.end_line, place.end_column)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        assert_eq!(place("标题：通知", 9..15), (1, 4, 1, 6));
        assert_eq!(place("a\r\n标题\r\nb", 3..9), (2, 1, 2, 3));
        assert_eq!(place("一\n二\n", 0..7), (1, 1, 2, 2));
        assert_eq!(place("a\tb", 2..3), (1, 3, 1, 4));
    }

    #[test]
    fn byte_order_mark_has_no_column() {
        assert_eq!(place("\u{feff}标题", 3..6), (1, 1, 1, 2));
        assert_eq!(place("\u{feff}标题", 0..0), (1, 1, 1, 1));
        assert_eq!(place("\u{feff}标题", 0..6), (1, 1, 1, 2));
    }

    #[test]
    fn span_outside_the_text_or_inside_a_character_is_adjusted() {
        assert_eq!(place("", 0..0), (1, 1, 1, 1));
        assert_eq!(place("a\n", 2..2), (2, 1, 2, 1));
        assert_eq!(place("标题", 40..50), (1, 3, 1, 3));
        assert_eq!(place("标题", 1..4), (1, 1, 1, 3));
    }

    #[test]
    fn span_in_a_missing_file_has_no_place() {
        let span = Span::new(&SitePath::new("b.md"), 0..1);
        assert!(Places::new(&tree(&[])).find(&span).is_none());
    }
}
