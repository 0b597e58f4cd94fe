//! Which diagnostics are shown: a hundred documents with the same fault must not bury the others.

use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;

/// How many diagnostics of one kind are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The first few of each kind, and how many more there are.
    Few,
    All,
}

const MAX_OF_A_KIND: usize = 5;

/// Returns the diagnostics to show, each with the number of those of its kind that are omitted after it. Diagnostics
/// are of one kind if they have the same id and severity.
pub fn select<'d>(
    diagnostics: impl Iterator<Item = &'d Diagnostic>,
    extent: Extent,
) -> Vec<(&'d Diagnostic, usize)> {
    let mut selected: Vec<(&Diagnostic, usize)> = Vec::new();
    let mut kinds: BTreeMap<(&str, Severity), Vec<usize>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let kind = kinds.entry((diagnostic.id, diagnostic.severity)).or_default();
        match kind.last() {
            Some(last) if extent == Extent::Few && kind.len() == MAX_OF_A_KIND => {
                selected[*last].1 += 1;
            }
            _ => {
                kind.push(selected.len());
                selected.push((diagnostic, 0));
            }
        }
    }
    selected
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn five_of_a_kind_are_selected_unless_all_are_wanted() {
        let alike = vec![Diagnostic::warning("a", text!("甲", "a")); 9];
        let other = Diagnostic::error("a", text!("甲", "a"));
        let all: Vec<Diagnostic> = alike.into_iter().chain([other]).collect();
        let few = select(all.iter(), Extent::Few);
        let omitted: Vec<usize> = few.iter().map(|(_, omitted)| *omitted).collect();
        assert_eq!(omitted, [0, 0, 0, 0, 4, 0]);
        assert!(few[5].0.is_error());
        assert_eq!(select(all.iter(), Extent::All).len(), 10);
    }
}
