//! Characters that nobody sees, in keys and values: reported with their place, and taken out by a fix.

use super::mend::Mended;
use super::{Node, Value, faults};
use crate::diagnostic::{Diagnostic, Edit};
use crate::invisible::{self, Invisible};
use crate::source::{Source, Span};

/// Looks through all keys and values. `key` is what the editor calls the place.
pub(super) fn look(source: &Source, key: &str, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Text(text) | Value::Number(text) => {
            diagnostics.extend(judge(source, key, text, &node.span))
        }
        Value::List(items) => items.iter().for_each(|item| look(source, key, item, diagnostics)),
        Value::Map(entries) => {
            for (name, value) in entries {
                diagnostics.extend(judge(source, &name.value, &name.value, &name.span));
                look(source, &name.value, value, diagnostics);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// Takes out of the text to parse what no YAML may hold, entry by entry, and tells of it.
pub(super) fn take_out(source: &Source, text: &mut Mended, diagnostics: &mut Vec<Diagnostic>) {
    let found: Vec<(usize, char, Invisible)> =
        invisible::find(&text.text).filter(|(_, _, kind)| is_unreadable(*kind)).collect();
    // From the last to the first, so that the places before it stay what they are.
    let mut rest = found.as_slice();
    while let Some((last, _, _)) = rest.last() {
        let entry = text.entry_at(*last);
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
            diagnostics.push(faults::invisible(at, &key, (*c, *kind), here.len(), true, fix));
        }
        for (at, c, _) in here.iter().rev() {
            text.replace(*at..at + c.len_utf8(), "");
        }
        // An entry without a beginning is not met twice.
        rest = if here.is_empty() { &[] } else { before };
    }
}

/// Whether the library that reads YAML stops at such a character.
fn is_unreadable(kind: Invisible) -> bool {
    matches!(kind, Invisible::Control | Invisible::Noncharacter)
}

fn judge(source: &Source, key: &str, text: &str, span: &Span) -> Option<Diagnostic> {
    let found: Vec<(usize, char, Invisible)> = invisible::find(text).collect();
    let harms = found.iter().any(|(_, _, kind)| *kind != Invisible::ZeroWidth);
    let (_, first, kind) =
        *found.iter().find(|(_, _, kind)| !harms || *kind != Invisible::ZeroWidth)?;
    let typed = source.text.get(span.range()).unwrap_or_default();
    let literal = || invisible::find(typed).filter(|(_, _, kind)| !is_unreadable(*kind));
    let edits: Vec<Edit> = literal().map(|(at, c, _)| edit(span, typed, at, c)).collect();
    let literal = literal().find(|(_, c, _)| *c == first);
    let at = literal.map_or_else(
        || span.clone(),
        |(at, c, _)| Span::new(&span.file, span.start + at..span.start + at + c.len_utf8()),
    );
    // Spelled by an escape (`"\\uFFFE"`), it is the editor who must take it out.
    let fix = if edits.len() == found.len() { edits } else { Vec::new() };
    Some(faults::invisible(at, key.trim(), (first, kind), found.len(), harms, fix))
}

/// Takes a character out. What ends a line leaves a space between Latin words.
fn edit(span: &Span, typed: &str, at: usize, c: char) -> Edit {
    let start = span.start + at;
    let before = typed[..at].chars().next_back();
    let after = typed[at + c.len_utf8()..].chars().next();
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let ends_line = matches!(c, '\u{2028}' | '\u{2029}') && latin(before) && latin(after);
    let text = if ends_line { " " } else { "" };
    Edit { span: Span::new(&span.file, start..start + c.len_utf8()), text: text.to_owned() }
}
