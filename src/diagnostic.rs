//! What an editor is told of faults in the content: never thrown, always collected.
//!
//! A fault in content is a value. Stages gather these and go on, so that one run reports every
//! fault of every file; only `report/` turns them into words on a screen.

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

/// Puts diagnostics into the order in which they are reported: by place, then by id; the same
/// fault is reported once. A file whose bytes are not understood is not to be written, so nothing in
/// it is fixed.
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

/// The candidate nearest to what was typed, if near enough to be meant (edit distance, in
/// characters, case aside: at most a third of the longer word, and at least one).
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().flat_map(char::to_lowercase).collect();
    let mut best: Option<(usize, &str)> = None;
    let mut chars: Vec<char> = Vec::new();
    let mut rows = Rows::default();
    for candidate in candidates {
        // Most candidates are of another length, which is seen without looking at their letters.
        let length = candidate.chars().count();
        let near_enough = (typed.len().max(length) / 3).max(1);
        let most = match best {
            Some((0, _)) => break,
            Some((distance, _)) => near_enough.min(distance - 1),
            None => near_enough,
        };
        // Nothing in common is no likeness, however short the words are.
        let most = most.min(length.saturating_sub(1));
        if typed.len().abs_diff(length) > most {
            continue;
        }
        chars.clear();
        chars.extend(candidate.chars().flat_map(char::to_lowercase));
        if let Some(distance) = rows.distance(&typed, &chars, most) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many faults of one kind are reported with what may have been meant. To find that takes a look
/// at everything there is, which a site moved from elsewhere cannot afford for every dead link.
const MOST_SUGGESTIONS: usize = 50;

/// Counts the faults that ask what may have been meant.
#[derive(Debug, Default)]
pub struct Suggestions(usize);

impl Suggestions {
    /// Looks for what may have been meant, for the first faults that ask.
    pub fn ask<T>(&mut self, look: impl FnOnce() -> Option<T>) -> Option<T> {
        self.0 += 1;
        (self.0 <= MOST_SUGGESTIONS).then(look).flatten()
    }

    /// The candidate nearest to what was typed (see [`nearest`]), for the first faults that ask.
    pub fn nearest<'a, I: IntoIterator<Item = &'a str>>(
        &mut self,
        typed: &str,
        candidates: impl FnOnce() -> I,
    ) -> Option<&'a str> {
        self.ask(|| nearest(typed, candidates()))
    }
}

/// The last three rows of the table by which a distance is counted.
#[derive(Default)]
struct Rows {
    before: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Rows {
    /// Damerau–Levenshtein distance (adjacent transposition counts one), if it is at most `most`.
    /// Only the cells are filled that can be on the way to such a distance.
    fn distance(&mut self, a: &[char], b: &[char], most: usize) -> Option<usize> {
        let far = most + 1;
        let Rows { before, last, row } = self;
        for cells in [&mut *before, &mut *row] {
            cells.clear();
            cells.resize(b.len() + 1, far);
        }
        last.clear();
        last.extend((0..=b.len()).map(|j| j.min(far)));
        for i in 1..=a.len() {
            let (from, to) = (i.saturating_sub(most).max(1), (i + most).min(b.len()));
            row.fill(far);
            row[0] = i.min(far);
            let mut least = row[0];
            for j in from..=to {
                let change = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(before[j - 2] + 1);
                }
                row[j] = best.min(far);
                least = least.min(row[j]);
            }
            if least == far {
                return None;
            }
            std::mem::swap(before, last);
            std::mem::swap(last, row);
        }
        Some(last[b.len()]).filter(|distance| *distance < far)
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, nearest};
    use proptest::prelude::*;

    #[test]
    fn nearest_finds_slips_and_refuses_strangers() {
        let keys = ["title", "number", "date", "标题", "发文字号"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Number", keys), Some("number"));
        assert_eq!(nearest("发文字号码", keys), Some("发文字号"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("x", keys), None);
    }

    #[test]
    fn case_does_not_count() {
        let files = ["DSC_0002.JPG", "DSC_0001.JPG", "hall.png"];
        assert_eq!(nearest("dsc_0001.jpg", files), Some("DSC_0001.JPG"));
        assert_eq!(nearest("HALL.PNG", files), Some("hall.png"));
    }

    /// The distance as the textbook counts it, without any shortcut.
    fn whole(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    table[i][j] = i + j;
                    continue;
                }
                let change = usize::from(a[i - 1] != b[j - 1]);
                let mut best = (table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1)
                    .min(table[i - 1][j - 1] + change);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                table[i][j] = best;
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn the_band_counts_as_the_whole_table_does(
            a in "[abc]{0,9}", b in "[abc]{0,9}", most in 0usize..10,
        ) {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let expected = Some(whole(&a, &b)).filter(|distance| *distance <= most);
            let mut rows = Rows::default();
            prop_assert_eq!(rows.distance(&a, &b, most), expected);
            // Rows are used again and again.
            prop_assert_eq!(rows.distance(&a, &b, most), expected);
        }
    }
}
