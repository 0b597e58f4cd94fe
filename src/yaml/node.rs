//! YAML values, each with its place in the file.

use crate::source::{Span, Spanned};
use serde_json::Value as Json;

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
    /// A number as it was typed, with its leading zeros.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

impl Value {
    /// Returns what stands there in words for a message (Chinese, English).
    pub(super) fn described(&self) -> (String, String) {
        let typed = match self {
            Value::Null => return ("是空的".to_owned(), "nothing".to_owned()),
            Value::Bool(value) => value.to_string(),
            Value::Number(text) | Value::Text(text) => text.trim().to_owned(),
            Value::List(_) => return ("是列表".to_owned(), "a list".to_owned()),
            Value::Map(_) => {
                return ("是几项“键: 内容”".to_owned(), "lines of `key: value`".to_owned());
            }
        };
        let mut shown: String = typed.chars().take(MAX_QUOTED_CHARS).collect();
        if shown.len() < typed.len() {
            shown.push('…');
        }
        (format!("写的是“{shown}”"), format!("`{shown}`"))
    }
}

/// How many characters of a value a message quotes.
const MAX_QUOTED_CHARS: usize = 30;

/// Returns a value as plain data without places, as `extra` passes it to templates.
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
