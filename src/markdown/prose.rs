//! Joins the texts of a passage as a reader reads them.

use super::source_map::MappedText;
use crate::han;
use std::ops::Range;

/// A text that grows. A line break between Chinese characters is removed, any other is kept.
#[derive(Default)]
pub(super) struct Prose {
    pub mapped: MappedText,
    after_break: bool,
}

impl Prose {
    /// Appends text that was typed at `source`. Returns whether a line break before it was removed.
    pub fn push(&mut self, text: &str, file: &str, source: Range<usize>) -> bool {
        let is_joined = self.end_line(text);
        self.mapped.push(text, file, source);
        is_joined
    }

    /// Appends generated text. Returns whether a line break before it was removed.
    pub fn push_generated(&mut self, text: &str) -> bool {
        let is_joined = self.end_line(text);
        self.mapped.push_generated(text);
        is_joined
    }

    /// Notes that the editor's line ended here.
    pub fn soft_break(&mut self) {
        self.after_break = true;
    }

    fn end_line(&mut self, next: &str) -> bool {
        let Some(after) = next.chars().next() else { return false };
        if !std::mem::take(&mut self.after_break) {
            return false;
        }
        let before = self.mapped.text.chars().next_back();
        let is_joined = before.is_none_or(|before| han::joins_across_lines(before, after));
        if !is_joined {
            self.mapped.push_generated("\n");
        }
        is_joined
    }
}
