//! Phrasing: what was found out about the content, for the terminal, the browser and machines.
//!
//! Stages say what is wrong as values; here alone these become lines with carets, JSON,
//! annotations. Everything is written to what the caller gives: nothing is printed here.

mod excerpt;
pub mod github;
pub mod json;
pub mod overlay;
mod place;
pub mod sarif;
pub mod terminal;

use crate::diagnostic::{Diagnostic, Severity, Text};

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
