//! Plain text as a reader would read it aloud, gathered piece by piece.

use crate::han;

/// Text that grows; a line break between Chinese characters vanishes, another stays.
#[derive(Default)]
pub(super) struct Prose {
    text: String,
    broken: bool,
}

impl Prose {
    /// Appends text. Returns whether a line break before it vanished.
    pub fn push(&mut self, more: &str) -> bool {
        let Some(after) = more.chars().next() else { return false };
        let broken = std::mem::take(&mut self.broken);
        let joined = broken
            && self.text.chars().next_back().is_none_or(|b| han::joins_across_lines(b, after));
        if broken && !joined {
            self.text.push('\n');
        }
        self.text.push_str(more);
        joined
    }

    /// Notes that the editor's line ended here.
    pub fn soft_break(&mut self) {
        self.broken = true;
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn finish(self) -> String {
        let trimmed = self.text.trim();
        if trimmed.len() == self.text.len() { self.text } else { trimmed.to_owned() }
    }
}
