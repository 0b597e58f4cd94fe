//! The words that several formats share: severities, and the lines that count.

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;

/// Returns the name of a severity for people.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("错误", "error"),
        Severity::Warning => language.pick("警告", "warning"),
    }
}

/// Returns the name of a severity for machines.
pub fn severity_name(value: Severity) -> &'static str {
    severity(value, Language::English)
}

/// Returns the line that counts what `check --fix` can repair; empty if that is nothing.
pub fn fixable(diagnostics: &[Diagnostic], language: Language) -> String {
    let count = diagnostics.iter().filter(|diagnostic| !diagnostic.fix.is_empty()).count();
    if count == 0 {
        return String::new();
    }
    match language {
        Language::Chinese => format!("其中 {count} 处可以自动改好：gongbao check --fix"),
        Language::English => {
            format!("{count} of them can be fixed automatically: gongbao check --fix")
        }
    }
}

/// Returns the line that says how many of a kind are not shown.
pub fn more_alike(count: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("另有 {count} 处相同（gongbao check --all 全部列出）"),
        Language::English => format!("{count} more of this kind: gongbao check --all"),
    }
}

/// Returns the line that counts errors and warnings; empty if there are none.
pub fn tally(diagnostics: &[Diagnostic], language: Language) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let plural = |count: usize, noun: &str| {
        if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
    };
    match (language, errors, warnings) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn tally_counts_errors_and_warnings_in_both_languages() {
        let error = Diagnostic::error("a", text!("甲", "a"));
        let warning = Diagnostic::warning("b", text!("乙", "b"));
        let both = [error.clone(), error.clone(), warning.clone()];
        assert_eq!(tally(&both, Language::Chinese), "发现 2 个错误、1 个警告");
        assert_eq!(tally(&both, Language::English), "found 2 errors, 1 warning");
        assert_eq!(tally(&both[..2], Language::Chinese), "发现 2 个错误");
        assert_eq!(tally(&both[2..], Language::English), "found 1 warning");
        assert_eq!(tally(&[], Language::Chinese), "");
    }
}
