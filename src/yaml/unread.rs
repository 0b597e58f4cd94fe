//! An entry that the library cannot read: what it most likely was meant to say.

use super::mend::Mended;
use super::tree::{self, Fault};
use std::ops::Range;

/// One entry without indentation, with the fault in it.
pub(super) struct Unread {
    pub key: String,
    /// The line it begins on, from 0; passing over an entry leaves the lines as they are.
    pub line: usize,
    /// Bytes of the entry, and of the value on its first line, in the mended text.
    entry: Range<usize>,
    pub value: Range<usize>,
    /// The value as it should be typed, if that is clear: quoted.
    pub meant: Option<String>,
    pub fault: Fault,
}

impl Unread {
    /// The entry to blame for a fault: the first that cannot be read by itself, as the library
    /// often stumbles only over what follows it; else the one where it stumbled.
    pub fn at(text: &Mended, fault: Fault) -> Unread {
        let mut alone = text.entries().into_iter().filter_map(|entry| {
            let lines = &text.text[entry.clone()];
            let fault = tree::fault_in(lines)?;
            Some((entry.clone(), Fault { at: entry.start + fault.at, ..fault }))
        });
        let (entry, fault, is_wrong) = match alone.next() {
            Some((entry, fault)) => (entry, fault, true),
            None => (text.entry_at(fault.at), fault, false),
        };
        let lines = &text.text[entry.clone()];
        let first = lines.lines().next().unwrap_or_default();
        let (key, typed) = first.split_once(": ").unwrap_or((first, ""));
        let start = entry.start + first.len() - typed.trim_start().len();
        let value = without_comment(typed.trim());
        let one_line = lines.trim_end().lines().count() == 1;
        let meant = (one_line && is_wrong && !value.is_empty()).then(|| quoted(value)).flatten();
        // A fix that leaves the entry unreadable would be made again and again.
        let value_at = start - entry.start;
        let (before, behind) = (&lines[..value_at], &lines[value_at + value.len()..]);
        let meant = meant.filter(|meant| tree::reads(&format!("{before}{meant}{behind}")));
        Unread {
            key: key.trim().to_owned(),
            line: text.text[..entry.start].matches('\n').count(),
            value: start..start + value.len(),
            entry,
            meant,
            fault,
        }
    }

    /// Makes the text readable: the value as it was meant, if that `may_help`, else without the
    /// entry. False if there was nothing to take out.
    pub fn pass_over(self, text: &mut Mended, may_help: bool) -> bool {
        match self.meant {
            Some(meant) if may_help => {
                text.replace(self.value, &meant);
                true
            }
            _ => text.blank(self.entry),
        }
    }
}

/// A value without the comment behind it.
fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        return value;
    }
    value.find(" #").map_or(value, |comment| value[..comment].trim_end())
}

/// A value that is text, but begins or goes on like something else, in single quotes.
fn quoted(value: &str) -> Option<String> {
    let bare = match value.chars().next()? {
        // One quotation mark alone was never meant to be part of the text.
        quote @ ('"' | '\'') if value.matches(quote).count() == 1 => &value[1..],
        '"' | '\'' | '[' | '{' | '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' => value,
        _ if value.contains(": ") || value.ends_with(':') => value,
        _ => return None,
    };
    let looks_like_list = value.starts_with(['[', '{']) && !value.contains([']', '}']);
    (!bare.is_empty() && !looks_like_list).then(|| format!("'{}'", bare.replace('\'', "''")))
}
