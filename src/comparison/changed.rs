//! What has changed inside of a paragraph.

use super::pieces::{characters, differences, sentences};
use super::run::{Run, RunKind};

/// A stretch that both texts have, and what each has after it.
#[derive(Default)]
struct Edit {
    both: String,
    older: String,
    newer: String,
}

/// Returns two versions of a paragraph as one sequence of runs.
pub(super) fn runs(older: &str, newer: &str) -> Vec<Run> {
    let (old, new) = (sentences(older), sentences(newer));
    let mut edits: Vec<Edit> = Vec::new();
    let mut from = 0;
    for hunk in differences(&old, &new) {
        let (before, after) = (range(&hunk.before), range(&hunk.after));
        let both = old.get(from..before.start).unwrap_or_default().concat();
        from = before.end;
        let removed = old.get(before).unwrap_or_default().concat();
        let added = new.get(after).unwrap_or_default().concat();
        let mut inside = sentence_edits(&removed, &added);
        if let Some(first) = inside.first_mut() {
            first.both.insert_str(0, &both);
        }
        edits.append(&mut inside);
    }
    edits.push(Edit { both: old.get(from..).unwrap_or_default().concat(), ..Edit::default() });
    into_runs(edits)
}

/// Compares sentences by their characters.
fn sentence_edits(older: &str, newer: &str) -> Vec<Edit> {
    let (old, new) = (characters(older), characters(newer));
    let mut edits: Vec<Edit> = Vec::new();
    let mut from = 0;
    for hunk in differences(&old, &new) {
        let (before, after) = (range(&hunk.before), range(&hunk.after));
        let edit = Edit {
            both: old.get(from..before.start).unwrap_or_default().concat(),
            older: old.get(before.clone()).unwrap_or_default().concat(),
            newer: new.get(after).unwrap_or_default().concat(),
        };
        from = before.end;
        match edits.last_mut().filter(|last| is_accidental(last, &edit)) {
            Some(last) => {
                for (text, more) in [(&mut last.older, &edit.older), (&mut last.newer, &edit.newer)]
                {
                    text.push_str(&edit.both);
                    text.push_str(more);
                }
            }
            None => edits.push(edit),
        }
    }
    edits.push(Edit { both: old.get(from..).unwrap_or_default().concat(), ..Edit::default() });
    edits
}

/// Returns whether what both texts have between two changes is shorter than either: characters that
/// happen to be the same make a change harder to read, not easier.
fn is_accidental(before: &Edit, after: &Edit) -> bool {
    let longest = |edit: &Edit| edit.older.len().max(edit.newer.len());
    after.both.len() <= longest(before) && after.both.len() <= longest(after)
}

fn range(tokens: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    tokens.start as usize..tokens.end as usize
}

/// Joins runs of one kind that meet, and drops empty ones.
fn into_runs(edits: Vec<Edit>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for Edit { both, older, newer } in edits {
        let parts = [(RunKind::Both, both), (RunKind::Older, older), (RunKind::Newer, newer)];
        for (kind, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            match runs.last_mut().filter(|last| last.kind == kind) {
                Some(last) => last.text.push_str(&text),
                None => runs.push(Run { kind, text }),
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;
    use crate::comparison::RunKind;

    /// Writes runs as 甲[-乙-]{+丙+}.
    fn marked(older: &str, newer: &str) -> String {
        let runs = runs(older, newer);
        let marked = runs.iter().map(|run| match run.kind {
            RunKind::Both => run.text.clone(),
            RunKind::Older => format!("[-{}-]", run.text),
            RunKind::Newer => format!("{{+{}+}}", run.text),
        });
        marked.collect()
    }

    #[test]
    fn changes_are_shown_by_sentence_and_character() {
        for (older, newer, expected) in [
            ("每届任期五年。", "每届任期四年。", "每届任期[-五-]{+四+}年。"),
            ("甲会。乙会。", "甲会。丙事。乙会。", "甲会。{+丙事。+}乙会。"),
            ("于2026年施行。", "于2027年施行。", "于[-2026-]{+2027+}年施行。"),
            ("不变。", "不变。", "不变。"),
            ("", "甲。", "{+甲。+}"),
            ("甲。", "", "[-甲。-]"),
            // A single character that both have is no reason to cut a new sentence into pieces.
            (
                "账户由财务部门管理。",
                "收支并入协会的报表。",
                "[-账户由财务部门管理-]{+收支并入协会的报表+}。",
            ),
        ] {
            assert_eq!(marked(older, newer), expected);
        }
    }
}
