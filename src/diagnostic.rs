//! What an editor is told about the content: never thrown, always collected.
//!
//! A fault in content is a value. Stages gather these and go on, so that one run reports every
//! fault of every file; only `report/` turns them into words on a screen.

use crate::source::{SitePath, Span};
use std::collections::BTreeSet;

/// One message in the two languages editors read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

/// Writes a [`Text`]: the Chinese and the English format string, with captured arguments.
#[macro_export]
macro_rules! text {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diagnostic::Text { zh: format!($zh), en: format!($en) }
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site is not published while it stands.
    Error,
    /// Something an editor would want to mend.
    Warning,
}

/// A change of the file that mends a fault: these bytes become that text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// One fault: what is wrong, where, and what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the kind of fault, the same in both languages: `number-taken`.
    pub id: &'static str,
    pub severity: Severity,
    pub message: Text,
    pub at: Option<Span>,
    /// What stands beside the caret.
    pub label: Option<Text>,
    /// Other places that belong to it: the other document, the first use.
    pub also: Vec<(Span, Text)>,
    pub help: Option<Text>,
    /// The edits that mend it, applied together or not at all.
    pub fix: Vec<Edit>,
}

impl Diagnostic {
    fn new(id: &'static str, severity: Severity, message: Text) -> Diagnostic {
        Diagnostic {
            id,
            severity,
            message,
            at: None,
            label: None,
            also: Vec::new(),
            help: None,
            fix: Vec::new(),
        }
    }

    pub fn error(id: &'static str, message: Text) -> Diagnostic {
        Diagnostic::new(id, Severity::Error, message)
    }

    pub fn warning(id: &'static str, message: Text) -> Diagnostic {
        Diagnostic::new(id, Severity::Warning, message)
    }

    pub fn at(mut self, span: Span) -> Diagnostic {
        self.at = Some(span);
        self
    }

    pub fn label(mut self, label: Text) -> Diagnostic {
        self.label = Some(label);
        self
    }

    pub fn also(mut self, span: Span, label: Text) -> Diagnostic {
        self.also.push((span, label));
        self
    }

    pub fn help(mut self, help: Text) -> Diagnostic {
        self.help = Some(help);
        self
    }

    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix.push(Edit { span, text: text.into() });
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A value together with what was told on the way to it.
#[derive(Clone, Debug)]
pub struct Told<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Told<T> {
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Told<T> {
        Told { value, diagnostics }
    }

    pub fn silent(value: T) -> Told<T> {
        Told { value, diagnostics: Vec::new() }
    }

    /// Takes the value and hands what was told on to `heard`.
    pub fn tell(self, heard: &mut Vec<Diagnostic>) -> T {
        heard.extend(self.diagnostics);
        self.value
    }
}

/// The id of bytes that are no UTF-8.
pub const FOREIGN_ENCODING: &str = "file-encoding";

/// Puts diagnostics into the order in which they are reported: by place, then by id; the same
/// fault is told once. A file whose bytes are not understood is not to be written, so nothing in
/// it is fixed.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_illegible = |told: &&Diagnostic| told.id == FOREIGN_ENCODING && told.fix.is_empty();
    let illegible = diagnostics.iter().filter(is_illegible);
    let illegible: BTreeSet<SitePath> =
        illegible.filter_map(|told| told.at.as_ref().map(|at| at.file.clone())).collect();
    if !illegible.is_empty() {
        for told in &mut diagnostics {
            if told.fix.iter().any(|edit| illegible.contains(&edit.span.file)) {
                told.fix.clear();
            }
        }
    }
    diagnostics.sort_by(|a, b| {
        (&a.at, a.severity, a.id, &a.message).cmp(&(&b.at, b.severity, b.id, &b.message))
    });
    diagnostics.dedup();
    diagnostics
}

/// The candidate nearest to what was typed, if near enough to be meant (edit distance, in
/// characters: at most a third of the longer word, and at least one).
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().flat_map(char::to_lowercase).collect();
    candidates
        .into_iter()
        .map(|candidate| {
            let chars: Vec<char> = candidate.chars().collect();
            (distance(&typed, &chars), chars.len(), candidate)
        })
        .filter(|(distance, length, _)| *distance <= (typed.len().max(*length) / 3).max(1))
        .min_by_key(|(distance, _, _)| *distance)
        .filter(|(distance, length, _)| distance < length)
        .map(|(_, _, candidate)| candidate)
}

/// Damerau–Levenshtein distance (adjacent transposition counts one).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn nearest_finds_slips_and_refuses_strangers() {
        let keys = ["title", "number", "date", "标题", "发文字号"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Number", keys), Some("number"));
        assert_eq!(nearest("发文字号码", keys), Some("发文字号"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("x", keys), None);
    }
}
