//! An entry that the library cannot read: which one it is, and what it was most likely meant to say.

use super::entries;
use super::mapped::MappedText;
use super::tree::{self, SyntaxError};
use super::write;
use std::ops::Range;

/// An entry that cannot be read.
pub(super) struct UnreadableEntry {
    pub key: String,
    /// The line it begins on, from 0. Skipping an entry does not change the number of lines.
    pub line: usize,
    /// The bytes of the entry, and of the value on its first line, in the text that is parsed.
    entry: Range<usize>,
    pub value: Range<usize>,
    /// The value in quotation marks, if it is clear that they make it readable.
    pub quoted: Option<String>,
    pub error: SyntaxError,
}

impl UnreadableEntry {
    /// Returns the entry that causes an error: the first that cannot be read by itself, because
    /// the library often stops only at the entry that follows it; else the one where it stopped.
    pub fn causing(error: SyntaxError, text: &MappedText) -> UnreadableEntry {
        let mut alone = entries::in_text(&text.text).into_iter().filter_map(|entry| {
            let error = tree::error_in(&text.text[entry.clone()])?;
            Some((entry.clone(), SyntaxError { at: entry.start + error.at, ..error }))
        });
        let (entry, error, is_wrong) = match alone.next() {
            Some((entry, error)) => (entry, error, true),
            None => (entries::around(&text.text, error.at), error, false),
        };
        let lines = &text.text[entry.clone()];
        let first = lines.lines().next().unwrap_or_default();
        let (key, typed) = first.split_once(": ").unwrap_or((first, ""));
        let start = entry.start + first.len() - typed.trim_start().len();
        let value = without_comment(typed.trim());
        let one_line = lines.trim_end().lines().count() == 1;
        let quoted = (one_line && is_wrong && !value.is_empty()).then(|| quoted(value)).flatten();
        // A fix that leaves the entry unreadable would be offered again and again.
        let value_at = start - entry.start;
        let (before, behind) = (&lines[..value_at], &lines[value_at + value.len()..]);
        let quoted = quoted.filter(|quoted| tree::is_map(&format!("{before}{quoted}{behind}")));
        UnreadableEntry {
            key: key.trim().to_owned(),
            line: text.text[..entry.start].matches('\n').count(),
            value: start..start + value.len(),
            entry,
            quoted,
            error,
        }
    }

    /// Replaces the value by the quoted one. Returns whether there is one.
    pub fn quote(&self, text: &mut MappedText) -> bool {
        if let Some(quoted) = &self.quoted {
            text.replace(self.value.clone(), quoted);
        }
        self.quoted.is_some()
    }

    /// Takes the entry out of the text. Returns whether there was anything to take out.
    pub fn skip(&self, text: &mut MappedText) -> bool {
        text.blank(self.entry.clone())
    }
}

/// Returns a value without the comment after it.
fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        return value;
    }
    value.find(" #").map_or(value, |comment| value[..comment].trim_end())
}

/// Returns a value in single quotes if it is text that only looks like other YAML.
fn quoted(value: &str) -> Option<String> {
    let bare = match value.chars().next()? {
        // One quotation mark alone was never meant to be part of the text.
        quote @ ('"' | '\'') if value.matches(quote).count() == 1 => &value[1..],
        '"' | '\'' | '[' | '{' | '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' => value,
        _ if value.contains(": ") || value.ends_with(':') => value,
        _ => return None,
    };
    let looks_like_list = value.starts_with(['[', '{']) && !value.contains([']', '}']);
    (!bare.is_empty() && !looks_like_list).then(|| write::single_quoted(bare))
}
