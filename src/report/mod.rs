//! Phrasing: what was found out about the content, for the terminal, the browser and machines.
//!
//! Stages say what is wrong as values; here alone these become lines with carets, JSON,
//! annotations. Everything is written to what the caller gives: nothing is printed here.

pub mod edits;
mod excerpt;
pub mod github;
pub mod json;
pub mod overlay;
mod place;
pub mod sarif;
pub mod terminal;

use crate::diagnostic::{Diagnostic, Severity, Text};
use std::collections::BTreeMap;

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Chinese,
    English,
}

impl Language {
    /// The wording of a text in this language.
    pub fn of(self, text: &Text) -> &str {
        match self {
            Language::Chinese => &text.zh,
            Language::English => &text.en,
        }
    }

    fn pick(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.pick("错误", "error"),
            Severity::Warning => self.pick("警告", "warning"),
        }
    }

    /// The line that counts what `check --fix` can mend; empty if that is nothing.
    fn fixable(self, diagnostics: &[Diagnostic]) -> String {
        let count = diagnostics.iter().filter(|diagnostic| !diagnostic.fix.is_empty()).count();
        match self {
            _ if count == 0 => String::new(),
            Language::Chinese => format!("其中 {count} 处可以自动改好：gongbao check --fix"),
            Language::English => format!("{count} of them can be mended: gongbao check --fix"),
        }
    }

    /// The line that says how many of a kind are not shown.
    fn more_alike(self, count: usize) -> String {
        match self {
            Language::Chinese => format!("另有 {count} 处相同（gongbao check --all 全部列出）"),
            Language::English => format!("{count} more of this kind: gongbao check --all"),
        }
    }

    /// The line that counts what was found; empty if nothing was.
    pub fn tally(self, diagnostics: &[Diagnostic]) -> String {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        let warnings = diagnostics.len() - errors;
        let plural = |count: usize, noun: &str| {
            if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
        };
        match (self, errors, warnings) {
            (_, 0, 0) => String::new(),
            (Language::Chinese, errors, 0) => format!("发现 {errors} 个错误"),
            (Language::Chinese, 0, warnings) => format!("发现 {warnings} 个警告"),
            (Language::Chinese, ..) => format!("发现 {errors} 个错误、{warnings} 个警告"),
            (Language::English, errors, 0) => format!("found {}", plural(errors, "error")),
            (Language::English, 0, warnings) => format!("found {}", plural(warnings, "warning")),
            (Language::English, ..) => {
                format!("found {}, {}", plural(errors, "error"), plural(warnings, "warning"))
            }
        }
    }
}

/// How much is shown of faults that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The first few of each kind, and how many more there are.
    Few,
    All,
}

/// How many of one kind are shown where few are.
const FEW: usize = 5;

/// The diagnostics that are shown, each with the number of those of its kind that are left out
/// behind it.
fn shown<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    extent: Extent,
) -> Vec<(&'d Diagnostic, usize)> {
    let mut shown: Vec<(&Diagnostic, usize)> = Vec::new();
    let mut kinds: BTreeMap<(&str, Severity), Vec<usize>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let kind = kinds.entry((diagnostic.id, diagnostic.severity)).or_default();
        match kind.last() {
            Some(last) if extent == Extent::Few && kind.len() == FEW => shown[*last].1 += 1,
            _ => {
                kind.push(shown.len());
                shown.push((diagnostic, 0));
            }
        }
    }
    shown
}

/// The name of a severity for machines.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn of_what_is_alike_a_few_are_shown() {
        let alike = vec![Diagnostic::warning("a", text!("甲", "a")); 9];
        let other = Diagnostic::error("a", text!("甲", "a"));
        let all: Vec<Diagnostic> = alike.into_iter().chain([other]).collect();
        let few = shown(all.iter(), Extent::Few);
        let counts: Vec<usize> = few.iter().map(|(_, more)| *more).collect();
        assert_eq!(counts, [0, 0, 0, 0, 4, 0]);
        assert!(few[5].0.is_error());
        assert_eq!(shown(all.iter(), Extent::All).len(), 10);
    }

    #[test]
    fn the_tally_counts_in_both_languages() {
        let error = Diagnostic::error("a", text!("甲", "a"));
        let warning = Diagnostic::warning("b", text!("乙", "b"));
        let both = [error.clone(), error.clone(), warning.clone()];
        assert_eq!(Language::Chinese.tally(&both), "发现 2 个错误、1 个警告");
        assert_eq!(Language::English.tally(&both), "found 2 errors, 1 warning");
        assert_eq!(Language::Chinese.tally(&both[..2]), "发现 2 个错误");
        assert_eq!(Language::English.tally(&both[2..]), "found 1 warning");
        assert_eq!(Language::Chinese.tally(&[]), "");
    }
}
