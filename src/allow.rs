//! Warnings that an editor accepts: `# check: allow lead-issuer` in YAML, and
//! `<!-- check: allow citation-dangling -->` in a body.
//!
//! All checks run as usual, and allowed warnings are removed at the end, here alone. Errors cannot
//! be allowed. An allowance that removes nothing is reported, so that it does not outlive its
//! reason.

use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Source, Span, Tree};
use crate::text;
use crate::yaml;
use rayon::prelude::*;
use std::ops::Range;

/// One id that is allowed somewhere.
struct Allowance<'a> {
    id: &'a str,
    at: Span,
    /// The bytes of the file in which warnings are removed.
    scope: Range<usize>,
    is_used: bool,
}

/// Removes the warnings that are allowed and reports allowances that remove nothing.
pub fn apply(tree: &Tree, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let sources = tree.texts.par_iter().map(|(_, source)| source);
    let sources = sources.filter(|source| source.text.contains("check:"));
    let mut allowances: Vec<Allowance> =
        sources.flat_map_iter(|source| allowances(source)).collect();
    if allowances.is_empty() {
        return diagnostics;
    }
    let ids: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.id).collect();
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    let mut kept = Vec::new();
    let mut refused = Vec::new();
    for diagnostic in diagnostics {
        let fits = |allowance: &&mut Allowance| {
            let at = diagnostic.at.as_ref().filter(|at| at.file == allowance.at.file);
            allowance.id == diagnostic.id
                && at.is_some_and(|at| allowance.scope.contains(&at.start))
        };
        let mut is_allowed = false;
        for allowance in allowances.iter_mut().filter(fits) {
            allowance.is_used = true;
            is_allowed = true;
            if diagnostic.is_error() {
                refused.push(error_allowed(allowance));
            }
        }
        if !is_allowed || diagnostic.is_error() {
            kept.push(diagnostic);
        }
    }
    // After an error some stages have not run, so their warnings are not known yet.
    if !has_errors {
        let idle = allowances.iter().filter(|allowance| !allowance.is_used);
        kept.extend(
            idle.map(|allowance| unused(allowance, nearest(allowance.id, ids.iter().copied()))),
        );
    }
    kept.extend(refused);
    kept
}

fn unused(allowance: &Allowance, near: Option<&str>) -> Diagnostic {
    let id = allowance.id;
    let diagnostic = Diagnostic::warning(
        "allow-unused",
        text!("这里没有“{id}”这样的提醒", "there is no warning `{id}` here"),
    );
    let diagnostic = match near.filter(|near| *near != id) {
        Some(near) => diagnostic.label(text!("是不是“{near}”？", "did you mean `{near}`?")),
        None => diagnostic.label(text!("没有可放过的", "nothing to allow")),
    };
    diagnostic.help(text!(
        "名字照提醒的方括号里写，放在那一项的上一行或行尾；已经用不着就删去",
        "type the name in the brackets of the warning, on the line before or at the end of the line; if it has served, delete it"
    ))
    .at(allowance.at.clone())
}

fn error_allowed(allowance: &Allowance) -> Diagnostic {
    let id = allowance.id;
    Diagnostic::warning(
        "allow-unused",
        text!("“{id}”是错误，不能放过", "`{id}` is an error and cannot be allowed"),
    )
    .label(text!("只有警告可以放过", "only warnings can be allowed"))
    .help(text!("改正错误，再删去这一处", "correct the error and delete this"))
    .at(allowance.at.clone())
}

/// A line of a file: its bytes without what ends it.
type Line<'a> = (usize, &'a str);

fn allowances(source: &Source) -> Vec<Allowance<'_>> {
    let mut offset = 0;
    let mut lines: Vec<Line> = Vec::new();
    for line in source.text.split_inclusive('\n') {
        lines.push((offset, line.trim_end_matches(['\n', '\r'])));
        offset += line.len();
    }
    if let Some((at, first)) = lines.first_mut()
        && let Some(bare) = first.strip_prefix('\u{feff}')
    {
        (*at, *first) = ('\u{feff}'.len_utf8(), bare);
    }
    if source.path.extension() != "md" {
        return in_yaml(source, &lines);
    }
    let is_fence = |line: &Line| line.1.trim_end() == "---";
    let open = lines.iter().position(|line| !line.1.trim().is_empty()).unwrap_or(0);
    let has_front = lines.get(open).is_some_and(is_fence);
    let front = if has_front { open + 1 } else { open };
    let behind = lines.get(front..).unwrap_or_default();
    let close = behind.iter().position(is_fence).filter(|_| has_front).map_or(front, |n| front + n);
    let mut found = in_yaml(source, lines.get(front..close).unwrap_or_default());
    found.extend(in_body(source, lines.get(close..).unwrap_or_default()));
    found
}

fn in_yaml<'a>(source: &'a Source, lines: &[Line<'a>]) -> Vec<Allowance<'a>> {
    let texts: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let is_text = yaml::lines_of_text(&texts);
    let mut found = Vec::new();
    for (index, (at, line)) in lines.iter().enumerate() {
        let Some((start, ids)) = comment(line).filter(|_| !is_text[index]) else { continue };
        let is_alone = line.trim_start().starts_with('#');
        let scope = if is_alone && index == 0 {
            0..source.text.len() + 1
        } else {
            let is_entry = |next: &usize| {
                let bare = texts[*next].trim_start();
                !bare.is_empty() && !bare.starts_with('#')
            };
            let Some(entry) = (index..lines.len()).find(is_entry) else { continue };
            let end = end_of_entry(&texts, &is_text, entry);
            lines[entry].0..lines.get(end).map_or(source.text.len(), |(at, _)| *at)
        };
        found.extend(named(source, at + start, ids, &scope));
    }
    found
}

/// Returns the line after an entry and everything below it.
fn end_of_entry(lines: &[&str], is_text: &[bool], entry: usize) -> usize {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    let own = lines[entry];
    let ends = |index: &usize| {
        let line = lines[*index];
        let is_below = indent(line) > indent(own)
            || indent(line) == indent(own) && is_item(line) && !is_item(own);
        !line.trim().is_empty() && !is_text[*index] && !is_below
    };
    (entry + 1..lines.len()).find(ends).unwrap_or(lines.len())
}

fn in_body<'a>(source: &'a Source, lines: &[Line<'a>]) -> Vec<Allowance<'a>> {
    let mut found = Vec::new();
    let mut is_code = false;
    for (index, (at, line)) in lines.iter().enumerate() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            is_code = !is_code;
        }
        let inner = bare.strip_prefix("<!--").and_then(|inner| inner.strip_suffix("-->"));
        let Some(ids) = inner.and_then(allowed).filter(|_| !is_code) else { continue };
        let below = &lines[index + 1..];
        let is_blank = |line: &Line| line.1.trim().is_empty();
        let first = below.iter().position(|line| !is_blank(line)).unwrap_or(below.len());
        let rest = below.get(first..).unwrap_or_default();
        let end = rest.iter().position(is_blank).and_then(|end| rest.get(end));
        let place = |line: Option<&Line>| line.map_or(source.text.len(), |(at, _)| *at);
        let scope = place(rest.first())..place(end);
        let start = line.len() - line.trim_end().len();
        let start = line.len() - start - "-->".len() - ids.len();
        found.extend(named(source, at + start, ids, &scope));
    }
    found
}

/// Returns the ids that a YAML comment allows, and where they begin in the line.
fn comment(line: &str) -> Option<(usize, &str)> {
    let marks = line.match_indices('#').filter(|(at, _)| {
        let before = line[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace)
    });
    let mut found = marks.filter_map(|(at, _)| allowed(&line[at + 1..]));
    let ids = found.next()?;
    Some((line.len() - ids.len(), ids))
}

/// Returns what follows `check: allow`.
fn allowed(comment: &str) -> Option<&str> {
    let rest = comment.trim_start().strip_prefix("check:")?.trim_start().strip_prefix("allow")?;
    rest.starts_with(char::is_whitespace).then_some(rest)
}

fn named<'a>(source: &Source, at: usize, ids: &'a str, scope: &Range<usize>) -> Vec<Allowance<'a>> {
    let mut start = at;
    let mut found = Vec::new();
    for id in ids.split_inclusive([' ', ',', '，', '、']) {
        let name = id.trim_end_matches([' ', ',', '，', '、']);
        if !name.is_empty() {
            let at = Span::new(&source.path, start..start + name.len());
            found.push(Allowance { id: name, at, scope: scope.clone(), is_used: false });
        }
        start += id.len();
    }
    found
}
