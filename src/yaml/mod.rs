//! YAML as editors type it: a tree in which every value knows its place.
//!
//! What the library can read, it reads alone. But it stops at its first error and cannot name the
//! slips of people who know no YAML: a full-width colon, a space of the wrong kind. In entries
//! that it cannot read, `recover` finds those, and reading goes on as if they were right. An
//! entry that is still unreadable is reported and skipped, so that one run reports every fault of
//! a file.

mod entries;
mod faults;
mod fields;
mod invisible;
mod keys;
mod mapped;
mod node;
mod recover;
mod scan;
mod tree;
mod unreadable;
mod write;

pub use faults::{empty_value, not_utf8};
pub use fields::{BooleanOrFields, Fields, TextOrFields, chosen};
pub use keys::{Choice, Key, KeyNames, Keys, MisplacedKey, Shape};
pub use node::{Node, Value, json};
pub use scan::lines_of_text;
pub use write::{flow_scalar, scalar};

use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{Source, Span};
use mapped::MappedText;
use std::collections::BTreeSet;
use std::ops::Range;
use unreadable::UnreadableEntry;

/// How many corrections of unreadable entries are tried before the block is given up.
const MAX_CORRECTIONS: usize = 50;

/// Reads a part of a file as one YAML map. `known` are the keys that may stand in it or below, in
/// either language; they distinguish a mistyped key from text. The value is `None` if nothing
/// could be read.
pub fn read(source: &Source, range: Range<usize>, known: &[&str]) -> Checked<Option<Node>> {
    let mut diagnostics = Vec::new();
    let mut text = MappedText::without_carriage_returns(source, range.clone());
    invisible::remove_unreadable(source, &mut text, &mut diagnostics);
    if let Some(node) = tree::parse(source, &text).ok().filter(tree::is_block) {
        invisible::check(source, "", &node, &mut diagnostics);
        diagnostics.extend(recover::doubtful_lists(source, range));
        return Checked::new(Some(node), diagnostics);
    }
    // The copy is made anew below, and the same characters are found in it again.
    diagnostics.clear();
    let mut text = recover::corrected(source, range, known).collect_into(&mut diagnostics);
    invisible::remove_unreadable(source, &mut text, &mut diagnostics);
    let mut reported_lines = BTreeSet::new();
    for _ in 0..MAX_CORRECTIONS {
        let error = match tree::parse(source, &text) {
            Ok(node) => {
                invisible::check(source, "", &node, &mut diagnostics);
                return Checked::new(Some(node), diagnostics);
            }
            Err(error) => error,
        };
        let entry = UnreadableEntry::causing(error, &text);
        // Quotation marks help once or not at all; an entry that has them is reported already.
        let is_first = reported_lines.insert(entry.line);
        if is_first {
            diagnostics.push(report(source, &text, &entry));
        }
        let is_changed = is_first && entry.quote(&mut text) || entry.skip(&mut text);
        if !is_changed {
            break;
        }
    }
    Checked::new(None, diagnostics)
}

/// Returns whether a text is a list rather than a map: by its first line that is no comment.
pub fn begins_with_list(text: &str) -> bool {
    let is_content = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    text.lines()
        .find(is_content)
        .is_some_and(|line| line == "-" || line.starts_with(['[']) || line.starts_with("- "))
}

/// Reads a part of a file as one YAML list. There is no recovery: one that cannot be read is empty.
pub fn read_list(source: &Source, range: Range<usize>) -> Checked<Vec<Node>> {
    let mut diagnostics = Vec::new();
    let mut text = MappedText::without_carriage_returns(source, range);
    invisible::remove_unreadable(source, &mut text, &mut diagnostics);
    let items = match tree::parse(source, &text) {
        Ok(node) => {
            invisible::check(source, "", &node, &mut diagnostics);
            match node.value {
                Value::List(items) => items,
                _ => Vec::new(),
            }
        }
        Err(error) => {
            let at = text.origin(error.at);
            let line = source.text.get(at..).and_then(|rest| rest.lines().next());
            let at = Span::new(&source.path, at..at + line.map_or(0, str::len));
            diagnostics.push(faults::unreadable(at, "", &error.message));
            Vec::new()
        }
    };
    Checked::new(items, diagnostics)
}

fn report(source: &Source, text: &MappedText, entry: &UnreadableEntry) -> Diagnostic {
    if let Some(quoted) = &entry.quoted {
        let typed = &text.text[entry.value.clone()];
        let at = Span::new(&source.path, text.origins(entry.value.clone()));
        return faults::unquoted(at, &entry.key, typed, quoted);
    }
    let at = text.origin(entry.error.at);
    let width =
        source.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let at = Span::new(&source.path, at..at + width);
    faults::unreadable(at, &entry.key, &entry.error.message)
}

#[cfg(test)]
mod tests;
