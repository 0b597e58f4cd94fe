//! One line of a text, and how it ends.

use crate::han;
use std::borrow::Cow;

/// A line without the white space at its edges.
#[derive(Clone, Debug)]
pub struct Line<'t> {
    pub text: Cow<'t, str>,
    /// The columns before it.
    pub indent: usize,
    pub after_blank: bool,
    pub after_page: bool,
    /// Whether it is known to begin a paragraph.
    pub is_first: bool,
    /// Of how many lines it was joined.
    pub count: usize,
}

impl<'t> Line<'t> {
    /// Returns a line below another one, at the edge of the page.
    pub fn new(text: impl Into<Cow<'t, str>>) -> Line<'t> {
        Line {
            text: text.into(),
            indent: 0,
            after_blank: false,
            after_page: false,
            is_first: false,
            count: 1,
        }
    }

    /// Returns the column in which it ends.
    pub fn edge(&self) -> usize {
        self.indent + self.text.chars().map(columns).sum::<usize>()
    }

    /// Returns whether it may have been cut at the edge of a page of this width.
    pub fn is_full(&self, width: usize) -> bool {
        self.edge() >= width.saturating_sub(SLACK)
    }
}

/// Returns how many columns a character takes on a page of Chinese text.
pub fn columns(c: char) -> usize {
    if han::is_cjk(c) || c == '\u{3000}' { 2 } else { 1 }
}

/// How much shorter than the page a line may be that was cut: words and numbers are not divided, and
/// the first line of a paragraph may have lost its indentation.
pub(super) const SLACK: usize = 8;
/// How wide a page is, in columns.
pub(super) const WIDTHS: std::ops::RangeInclusive<usize> = 28..=140;

/// Returns whether a text ends with a sentence, or with what introduces a list.
pub fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['”', '’', '）', ')', '」', '』', '"']);
    let end = bare.chars().next_back();
    end.is_none_or(|c| {
        matches!(c, '。' | '；' | '：' | '！' | '？' | '.' | ';' | ':' | '!' | '?' | '…')
    }) && !has_open_pair(text)
}

/// Returns whether a bracket or quotation mark is opened and not closed.
pub fn has_open_pair(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    let pairs = [
        ('（', '）'),
        ('“', '”'),
        ('《', '》'),
        ('「', '」'),
        ('〔', '〕'),
        ('【', '】'),
        ('(', ')'),
    ];
    pairs.iter().any(|(open, close)| count(*open) > count(*close))
}
