//! YAML as editors type it: a tree in which every value knows its place.
//!
//! What the library can read is read by it and by nothing else. But it stops at its first fault
//! and cannot name what people who know no YAML get wrong: a full-width colon, a space of the
//! wrong kind. So [`mend`] looks for those in the entries that cannot be read, and reads on as if
//! they were right; and an entry that still cannot be read is reported, blanked and passed over, so
//! that one run tells every fault of a file.

mod characters;
mod faults;
mod fields;
mod keys;
mod mend;
mod scan;
mod tree;
mod unread;

pub use faults::{empty_value, not_utf8};
pub use fields::{Choice, Fields};
pub use keys::{Key, KeyNames, Keys, MisplacedKey};

use crate::diagnostic::Checked;
use crate::source::{Source, Span, Spanned};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::ops::Range;

/// A value and its place. A list or map spans from its first entry to its last.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub value: Value,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// A number, as it was typed: leading zeros and all.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

impl Value {
    /// What stands there, in the words of an editor (Chinese, English).
    fn described(&self) -> (String, String) {
        let typed = match self {
            Value::Null => return ("是空的".to_owned(), "nothing".to_owned()),
            Value::Bool(value) => value.to_string(),
            Value::Number(text) | Value::Text(text) => text.trim().to_owned(),
            Value::List(_) => return ("是列表".to_owned(), "a list".to_owned()),
            Value::Map(_) => {
                return ("是几项“键: 内容”".to_owned(), "lines of `key: value`".to_owned());
            }
        };
        let mut cut: String = typed.chars().take(MOST_QUOTED).collect();
        if cut.len() < typed.len() {
            cut.push('…');
        }
        (format!("写的是“{cut}”"), format!("`{cut}`"))
    }
}

/// How many characters of a value a message repeats.
const MOST_QUOTED: usize = 30;

/// How often an unreadable entry is passed over before the rest of the block is given up.
const MOST_PASSED_OVER: usize = 50;

/// Reads a part of a file as one YAML map. `known` are the keys that may stand in it or below,
/// in any language; they tell a mistyped key from text. The value is `None` if nothing in it
/// could be read.
pub fn read(source: &Source, range: Range<usize>, known: &[&str]) -> Checked<Option<Node>> {
    let mut text = mend::unchanged(source, range.clone());
    let mut diagnostics = Vec::new();
    characters::take_out(source, &mut text, &mut diagnostics);
    if let Some(node) = tree::parse(source, &text).ok().filter(tree::is_block) {
        characters::look(source, "", &node, &mut diagnostics);
        diagnostics.extend(mend::doubts(source, range));
        return Checked::new(Some(node), diagnostics);
    }
    let mended = mend::mend(source, range, known);
    let mut diagnostics = mended.diagnostics;
    let mut text = mended.value;
    characters::take_out(source, &mut text, &mut diagnostics);
    let mut quoted = BTreeSet::new();
    for _ in 0..MOST_PASSED_OVER {
        match tree::parse(source, &text) {
            Ok(node) => {
                characters::look(source, "", &node, &mut diagnostics);
                return Checked::new(Some(node), diagnostics);
            }
            Err(fault) => {
                let entry = unread::Unread::at(&text, fault);
                // Quoting helps once or not at all; an entry that was quoted is reported already.
                let is_first = quoted.insert(entry.line);
                if is_first {
                    diagnostics.push(faults::unreadable(source, &text, &entry));
                }
                if !entry.pass_over(&mut text, is_first) {
                    break;
                }
            }
        }
    }
    Checked::new(None, diagnostics)
}

/// Says of each line of a block whether it is the text of a value that began above it.
pub fn texts(lines: &[&str]) -> Vec<bool> {
    let mut scanner = scan::Scanner::new();
    let is_text = |(index, line): (usize, &&str)| {
        let is_structure = scanner.kind(line) == scan::Kind::Structure;
        if is_structure {
            scanner.read(line, lines[index + 1..].iter().copied());
        }
        !is_structure
    };
    lines.iter().enumerate().map(is_text).collect()
}

/// Writes a text as the value of a key, in quotation marks where it needs them.
pub fn scalar(text: &str) -> String {
    if tree::reads_as(text) { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// A value as plain data, places left behind: what `extra` hands to templates.
pub fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(text) => {
            text.parse().map_or_else(|_| Json::String(text.clone()), Json::Number)
        }
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(k, v)| (k.value.clone(), json(v))).collect())
        }
    }
}

#[cfg(test)]
mod tests;
