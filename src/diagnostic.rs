//! Faults in the content, as values.
//!
//! Stages collect them and go on, so that one run reports every fault of every file. Nothing is
//! printed here: `report/` turns a diagnostic into words on a screen.

mod nearest;
mod warnings;

pub use nearest::{Suggestions, nearest};
pub use warnings::WARNINGS;

use crate::language::Language;
use crate::source::{SitePath, Span};
use std::collections::BTreeSet;

/// One message in the two languages editors read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    /// Returns the wording in a language.
    pub fn in_language(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
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
    /// Something an editor would want to correct.
    Warning,
}

/// A change of a file that corrects a fault: these bytes become that text.
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
    /// Other places that the fault involves: the other document, the first use.
    pub also: Vec<(Span, Text)>,
    pub help: Option<Text>,
    /// The edits that correct it, applied together or not at all.
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

/// A value together with the diagnostics found on the way to it.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Checked<T> {
        Checked { value, diagnostics }
    }

    pub fn clean(value: T) -> Checked<T> {
        Checked { value, diagnostics: Vec::new() }
    }

    /// Takes the value and adds its diagnostics to `diagnostics`.
    pub fn collect_into(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// The id of bytes that are no UTF-8.
pub const FOREIGN_ENCODING: &str = "file-encoding";

/// Sorts diagnostics for the report, by place, then by id, and leaves out repetitions. A file
/// whose bytes are not understood must not be written, so fixes in it are dropped.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_illegible =
        |diagnostic: &&Diagnostic| diagnostic.id == FOREIGN_ENCODING && diagnostic.fix.is_empty();
    let illegible = diagnostics.iter().filter(is_illegible);
    let illegible: BTreeSet<SitePath> = illegible
        .filter_map(|diagnostic| diagnostic.at.as_ref().map(|at| at.file.clone()))
        .collect();
    if !illegible.is_empty() {
        for diagnostic in &mut diagnostics {
            if diagnostic.fix.iter().any(|edit| illegible.contains(&edit.span.file)) {
                diagnostic.fix.clear();
            }
        }
    }
    diagnostics.sort_by(|a, b| {
        (&a.at, a.severity, a.id, &a.message).cmp(&(&b.at, b.severity, b.id, &b.message))
    });
    diagnostics.dedup();
    diagnostics
}
