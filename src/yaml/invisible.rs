//! Invisible characters in keys and values: reported with their place, and removed by a fix.

use super::mapped::MappedText;
use super::node::{Node, Value};
use super::{entries, faults};
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::invisible::{self, Invisible};
use crate::source::{Source, Span};

/// Checks all keys and values. `key` is the key that the node is the value of.
pub(super) fn check(source: &Source, key: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Text(text) | Value::Number(text) => {
            diagnostics.extend(invisible_in(source, key, text, &node.span))
        }
        Value::List(items) => items.iter().for_each(|item| check(source, key, item, diagnostics)),
        Value::Map(entries) => {
            for (name, value) in entries {
                diagnostics.extend(invisible_in(source, &name.value, &name.value, &name.span));
                check(source, &name.value, value, diagnostics);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// Removes the characters that no YAML may hold from the text to be parsed, and reports them, one
/// diagnostic for each entry.
pub(super) fn remove_unreadable(
    source: &Source,
    text: &mut MappedText,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let found: Vec<(usize, char, Invisible)> =
        invisible::find(&text.text).filter(|(_, _, kind)| is_unreadable(*kind)).collect();
    // From the last to the first, so that the places before it stay what they are.
    let mut rest = found.as_slice();
    while let Some((last, _, _)) = rest.last() {
        let entry = entries::around(&text.text, *last);
        let (before, here) =
            rest.split_at(rest.iter().take_while(|(at, _, _)| *at < entry.start).count());
        let key = text.text[entry.clone()].split([':', '：']).next().unwrap_or_default();
        let key: String = key.trim().chars().filter(|c| invisible::harmful(*c).is_none()).collect();
        let mut fix = Vec::new();
        for (at, c, _) in here {
            let origin = text.origins(*at..at + c.len_utf8());
            fix.push(Edit { span: Span::new(&source.path, origin), text: String::new() });
        }
        if let (Some((_, c, kind)), Some(first)) = (here.first(), fix.first()) {
            let at = first.span.clone();
            let mut diagnostic =
                faults::invisible(at, &key, (*c, *kind), here.len(), Severity::Error);
            diagnostic.fix = fix;
            diagnostics.push(diagnostic);
        }
        for (at, c, _) in here.iter().rev() {
            text.replace(*at..at + c.len_utf8(), "");
        }
        // Without any character in the entry the loop would not end.
        rest = if here.is_empty() { &[] } else { before };
    }
}

/// Returns whether the YAML library stops at such a character.
fn is_unreadable(kind: Invisible) -> bool {
    matches!(kind, Invisible::Control | Invisible::Noncharacter)
}

/// Reports the invisible characters of one text, if there are any.
fn invisible_in(source: &Source, key: &str, text: &str, span: &Span) -> Option<Diagnostic> {
    let found: Vec<(usize, char, Invisible)> = invisible::find(text).collect();
    // A character that does harm is reported before one that only has no width.
    let harmful = found.iter().find(|(_, _, kind)| *kind != Invisible::ZeroWidth);
    let severity = if harmful.is_some() { Severity::Error } else { Severity::Warning };
    let (_, first, kind) = *harmful.or(found.first())?;
    let typed = source.text.get(span.range()).unwrap_or_default();
    let literal = || invisible::find(typed).filter(|(_, _, kind)| !is_unreadable(*kind));
    let edits: Vec<Edit> = literal().map(|(at, c, _)| edit(span, typed, at, c)).collect();
    let literal = literal().find(|(_, c, _)| *c == first);
    let at = literal.map_or_else(
        || span.clone(),
        |(at, c, _)| Span::new(&span.file, span.start + at..span.start + at + c.len_utf8()),
    );
    let mut diagnostic = faults::invisible(at, key.trim(), (first, kind), found.len(), severity);
    // A character typed as an escape (`"\\uFFFE"`) is left to the editor.
    if edits.len() == found.len() {
        diagnostic.fix = edits;
    }
    Some(diagnostic)
}

/// Removes a character. One that ends a line is replaced by a space between Latin words.
fn edit(span: &Span, typed: &str, at: usize, c: char) -> Edit {
    let start = span.start + at;
    let before = typed[..at].chars().next_back();
    let after = typed[at + c.len_utf8()..].chars().next();
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let ends_line = matches!(c, '\u{2028}' | '\u{2029}') && latin(before) && latin(after);
    let text = if ends_line { " " } else { "" };
    Edit { span: Span::new(&span.file, start..start + c.len_utf8()), text: text.to_owned() }
}
