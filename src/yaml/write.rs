//! Writing texts as YAML: whatever a text holds, reading it back gives the same.

use crate::invisible::{self, Invisible};
use std::fmt::Write;

/// Writes a text as the value of a key, in quotation marks where it needs them.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Writes a text as an item of a list in square brackets, or a value in curly ones.
pub fn flow_scalar(text: &str) -> String {
    let is_plain = is_plain(text) && !text.contains([',', '[', ']', '{', '}', '，']);
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// Writes a text of printable characters in single quotes.
pub(super) fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn quoted(text: &str) -> String {
    if text.chars().all(is_printable) {
        return single_quoted(text);
    }
    let mut escaped = String::from('"');
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(escaped, "\\{c}"),
            '\n' => write!(escaped, "\\n"),
            '\t' => write!(escaped, "\\t"),
            '\r' => write!(escaped, "\\r"),
            c if is_printable(c) => write!(escaped, "{c}"),
            c if u32::from(c) > 0xffff => write!(escaped, "\\U{:08X}", u32::from(c)),
            c => write!(escaped, "\\u{:04X}", u32::from(c)),
        };
    }
    escaped.push('"');
    escaped
}

/// Returns whether a character may stand in YAML without an escape.
fn is_printable(c: char) -> bool {
    let is_noncharacter = matches!(invisible::harmful(c), Some(Invisible::Noncharacter));
    !c.is_control() && !is_noncharacter && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Returns whether a text is read as itself without quotation marks. In doubt it is not.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let reserved = ["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let is_like_a_number = (first.is_ascii_digit() || "+-.".contains(first))
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-._:".contains(&b));
    text.trim().len() == text.len()
        && !"-?:,[]{}#&*!|>'\"%@`".contains(first)
        && !text.contains(": ")
        && !text.contains(":\u{3000}")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !reserved.contains(&&*text.to_ascii_lowercase())
        && !is_like_a_number
        && text.chars().all(is_printable)
}
