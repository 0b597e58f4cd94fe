//! Parsing with the YAML library, and its result as nodes with places in the file.

use super::mapped::MappedText;
use super::node::{Node, Value};
use crate::source::{Source, Span, Spanned};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Why the library could not read on, and where (in bytes of the text that was parsed).
pub(super) struct SyntaxError {
    pub message: String,
    pub at: usize,
}

/// Parses a text. The places in the result are places in the file.
pub(super) fn parse(source: &Source, text: &MappedText) -> Result<Node, SyntaxError> {
    let located = located(&text.text).map_err(|error| syntax_error(&text.text, &error))?;
    Ok(Placer { source, text }.place(located))
}

/// Returns whether a text can be read as entries of a map.
pub(super) fn is_map(text: &str) -> bool {
    let Ok(Located { value: Raw::Map(entries), .. }) = located(text) else { return false };
    let is_right = |(key, _): &(Located, Located)| match &key.value {
        Raw::Text(key) => !is_ill_indented(key),
        _ => true,
    };
    entries.iter().all(is_right)
}

/// Returns why a text cannot be read as entries of a map; comments and blank lines can.
pub(super) fn error_in(text: &str) -> Option<SyntaxError> {
    match located(text) {
        Ok(Located { value: Raw::Null, .. }) => None,
        Ok(_) if is_map(text) => None,
        Ok(_) => Some(SyntaxError { message: "no `key: value`".to_owned(), at: 0 }),
        Err(error) => Some(syntax_error(text, &error)),
    }
}

/// Returns whether a tree is what a block of YAML should be: entries of a map, or nothing.
pub(super) fn is_block(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Map(entries) => entries.iter().all(|(key, _)| !is_ill_indented(&key.value)),
        _ => false,
    }
}

/// Returns whether a key begins with white space that was meant as indentation. To YAML a
/// full-width space is a letter like others.
fn is_ill_indented(key: &str) -> bool {
    key.starts_with(char::is_whitespace)
}

fn located(text: &str) -> Result<Located, serde_yaml::Error> {
    let mut options = serde_yaml::Options::default();
    options.strict_booleans = true;
    options.with_snippet = false;
    options.duplicate_keys = serde_yaml::DuplicateKeyPolicy::PassThrough;
    options.merge_keys = serde_yaml::MergeKeyPolicy::AsOrdinary;
    serde_yaml::from_str_with_options(text, options)
}

fn syntax_error(text: &str, error: &serde_yaml::Error) -> SyntaxError {
    let message = error.without_snippet().to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    // Errors of the scanner know line and column (in characters, from 1), not bytes.
    let at = error.location().map_or(0, |location| {
        let line = (location.line() as usize).saturating_sub(1);
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        // A byte order mark at the beginning of the text is no column.
        let mark =
            if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = start + mark;
        let rest = text[start..].lines().next().unwrap_or("");
        let column = (location.column() as usize).saturating_sub(1);
        start + rest.char_indices().nth(column).map_or(rest.len(), |(offset, _)| offset)
    });
    SyntaxError { message, at: at.min(text.len()) }
}

type Located = serde_yaml::Spanned<Raw>;

enum Raw {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Located>),
    Map(Vec<(Located, Located)>),
}

struct Placer<'a> {
    source: &'a Source,
    text: &'a MappedText<'a>,
}

impl Placer<'_> {
    fn place(&self, located: Located) -> Node {
        let (start, end) = self.bytes(&located);
        let value = match located.value {
            Raw::Null => Value::Null,
            Raw::Bool(value) => Value::Bool(value),
            Raw::Number => {
                Value::Number(self.text.text.get(start..end).unwrap_or_default().to_owned())
            }
            Raw::Text(text) => {
                let typed = self.text.text.get(start..end).unwrap_or_default();
                Value::Text(without_folding_spaces(text, typed))
            }
            Raw::List(items) => Value::List(items.into_iter().map(|i| self.place(i)).collect()),
            Raw::Map(entries) => {
                Value::Map(entries.into_iter().map(|(key, value)| self.entry(key, value)).collect())
            }
        };
        let mut span = self.span(start, end);
        let ends = match &value {
            Value::List(items) => items.first().zip(items.last()).map(|(f, l)| (&f.span, &l.span)),
            Value::Map(entries) => {
                entries.first().zip(entries.last()).map(|(f, l)| (&f.0.span, &l.1.span))
            }
            _ => None,
        };
        if let Some((first, last)) = ends {
            span = Span::new(&self.source.path, first.start..last.end);
        }
        Node { value, span }
    }

    fn entry(&self, key: Located, value: Located) -> (Spanned<String>, Node) {
        let (start, end) = self.bytes(&key);
        let typed = self.text.text.get(start..end).unwrap_or_default().to_owned();
        let name = match key.value {
            Raw::Text(text) => text,
            _ => typed,
        };
        let key = Spanned::new(name, self.span(start, end));
        let mut value = self.place(value);
        if value.value == Value::Null && value.span.start == value.span.end {
            value.span = key.span.clone();
        }
        (key, value)
    }

    fn bytes(&self, located: &Located) -> (usize, usize) {
        let span = located.referenced.span();
        let start = span.byte_offset().unwrap_or(0) as usize;
        (start, start + span.byte_len().unwrap_or(0) as usize)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(&self.source.path, self.text.origins(start..end))
    }
}

/// Removes the spaces that YAML puts in place of line breaks between Han characters, which are
/// written without spaces: 关于召开 ⏎ 年会的通知. Spaces that were typed stay.
fn without_folding_spaces(mut text: String, typed: &str) -> String {
    let lines: Vec<&str> = typed.lines().map(str::trim).collect();
    let mut from = 0;
    for pair in lines.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            continue;
        };
        if last.is_ascii() || first.is_ascii() {
            continue;
        }
        let known = |text: &str| text.chars().take(4).collect::<String>();
        let tail: String = before.chars().rev().take(4).collect::<Vec<_>>().iter().rev().collect();
        let tail = tail.trim_start_matches(['"', '\'']).to_owned();
        let head = known(after.trim_end_matches(['"', '\'']));
        let fold = format!("{tail} {head}");
        if let Some(at) = text[from..].find(&fold) {
            from += at + tail.len();
            text.remove(from);
        }
    }
    text
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        // Front matter has some ten entries, which are large to move.
        let mut map = Vec::with_capacity(8);
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}
