//! Cutting a file into front matter and body, byte offsets kept.

use super::faults;
use crate::diagnostic::Told;
use crate::source::{Source, Span};
use crate::yaml;
use std::ops::Range;

pub(super) struct Cut {
    pub front: Range<usize>,
    pub body: Range<usize>,
}

pub(super) fn cut(source: &Source) -> Told<Option<Cut>> {
    let text = &*source.text;
    let mut told = Vec::new();
    if let Some(encoding) = source.foreign_encoding {
        told.push(yaml::not_utf8(source, encoding));
    }
    let start = if text.starts_with('\u{feff}') {
        if source.foreign_encoding.is_none() {
            told.push(faults::byte_order_mark(Span::new(&source.path, 0..3)));
        }
        3
    } else {
        0
    };
    if let Some(at) = text.find("\r\n").filter(|_| source.foreign_encoding.is_none()) {
        told.push(faults::carriage_returns(source, at));
    }
    if text[start..].trim().is_empty() {
        told.push(faults::empty(Span::new(&source.path, 0..0)));
        return Told::new(None, told);
    }
    let blank = text[start..].len() - text[start..].trim_start().len();
    let open = text[start..start + blank].rfind('\n').map_or(start, |newline| start + newline + 1);
    let first = text[open..].lines().next().unwrap_or_default();
    if first.trim() != "---" {
        let span = Span::new(&source.path, open..open + first.trim_end().len());
        told.push(if looks_like_fence(first) {
            faults::fence_mistyped(span)
        } else {
            faults::no_front_matter(span)
        });
        // A mistyped fence is read as the right one, so that the rest is told too.
        if !looks_like_fence(first) {
            return Told::new(None, told);
        }
    }
    let front_start = text[open..].find('\n').map_or(text.len(), |newline| open + newline + 1);
    let mut at = front_start;
    for line in text[front_start..].split_inclusive('\n') {
        if line.trim_end() == "---" || line.trim_end() == "..." {
            let cut = Cut { front: front_start..at, body: at + line.len()..text.len() };
            return Told::new(Some(cut), told);
        }
        if looks_like_fence(line) {
            told.push(faults::fence_mistyped(Span::new(
                &source.path,
                at..at + line.trim_end().len(),
            )));
            let cut = Cut { front: front_start..at, body: at + line.len()..text.len() };
            return Told::new(Some(cut), told);
        }
        at += line.len();
    }
    told.push(faults::not_closed(source, open..open + first.trim_end().len(), front_start));
    Told::new(None, told)
}

/// `----`, `———`, `－－－`, `- - -`, `+++`, ` ---`: meant as a fence, typed otherwise.
fn looks_like_fence(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let count = bare.chars().count();
    (2..=12).contains(&count)
        && line.trim_end() != "---"
        && bare.chars().all(|c| "-－—–‐―_+".contains(c))
        && (count > 2 || bare.starts_with(['－', '—']))
}
