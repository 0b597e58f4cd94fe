//! Which paragraph of one text is which of the other.

use super::changed;
use super::pieces::differences;
use super::run::{Run, RunKind};
use super::similarity::{Profile, similarity};
use std::ops::Range;

/// Paragraphs that share less are different ones, not one that has changed.
const MIN_SIMILARITY: u32 = 30;

/// How many comparisons of characters may be spent on finding the best pairs of paragraphs in one
/// stretch. A rule of 200 articles of 150 characters that has been rewritten whole takes 13 million. Where
/// more would be needed, paragraphs are paired in their order.
const MAX_COST: usize = 16_000_000;
/// What a comparison costs at least: it has a place in the memory, too.
const MIN_COST: usize = 8;

/// Paragraphs of two texts, side by side; indices into the paragraphs of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Same { older: usize, newer: usize },
    Changed { older: usize, newer: usize, runs: Vec<Run> },
    Removed { older: usize },
    Added { newer: usize },
}

/// Puts the paragraphs of two texts side by side. Each paragraph is in one row, in its order.
pub fn rows(older: &[&str], newer: &[&str]) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut before, mut after) = (0, 0);
    for hunk in differences(older, newer) {
        let same = (before..hunk.before.start as usize).zip(after..hunk.after.start as usize);
        rows.extend(same.map(|(older, newer)| Row::Same { older, newer }));
        let removed = hunk.before.start as usize..hunk.before.end as usize;
        let added = hunk.after.start as usize..hunk.after.end as usize;
        (before, after) = (removed.end, added.end);
        pair(older, removed, newer, added, &mut rows);
    }
    let same = (before..older.len()).zip(after..newer.len());
    rows.extend(same.map(|(older, newer)| Row::Same { older, newer }));
    rows
}

/// Puts the paragraphs of a stretch side by side in which all are different.
fn pair(
    older: &[&str],
    removed: Range<usize>,
    newer: &[&str],
    added: Range<usize>,
    rows: &mut Vec<Row>,
) {
    let profiles = |texts: &[&str], range: &Range<usize>| -> Vec<Profile> {
        let texts = texts.get(range.clone()).unwrap_or_default();
        texts.iter().map(|text| Profile::of(text)).collect()
    };
    let (old, new) = (profiles(older, &removed), profiles(newer, &added));
    let (mut before, mut after) = (removed.start, added.start);
    for (first, second) in pairs(&old, &new) {
        let (first, second) = (removed.start + first, added.start + second);
        rows.extend((before..first).map(|older| Row::Removed { older }));
        rows.extend((after..second).map(|newer| Row::Added { newer }));
        (before, after) = (first + 1, second + 1);
        if let (Some(older_text), Some(newer_text)) = (older.get(first), newer.get(second)) {
            // A paragraph that is repeated may have been taken for another one.
            if older_text == newer_text {
                rows.push(Row::Same { older: first, newer: second });
                continue;
            }
            let runs = changed::runs(older_text, newer_text);
            if shares_enough(&runs, older_text.len().max(newer_text.len())) {
                rows.push(Row::Changed { older: first, newer: second, runs });
            } else {
                rows.extend([Row::Removed { older: first }, Row::Added { newer: second }]);
            }
        }
    }
    rows.extend((before..removed.end).map(|older| Row::Removed { older }));
    rows.extend((after..added.end).map(|newer| Row::Added { newer }));
}

/// Returns whether so much of the longer paragraph is in both that it is worth showing what.
fn shares_enough(runs: &[Run], longer: usize) -> bool {
    let both = runs.iter().filter(|run| run.kind == RunKind::Both).map(|run| run.text.len());
    5 * both.sum::<usize>() >= longer
}

/// Returns which paragraphs belong together, in order.
fn pairs(old: &[Profile], new: &[Profile]) -> Vec<(usize, usize)> {
    let size = |profiles: &[Profile]| {
        profiles.iter().map(|profile| profile.len() + MIN_COST).sum::<usize>()
    };
    let cost =
        new.len().saturating_mul(size(old)).saturating_add(old.len().saturating_mul(size(new)));
    if cost <= MAX_COST {
        return most_similar(old, new);
    }
    let in_order = old.iter().zip(new).enumerate();
    let similar = in_order.filter(|(_, (old, new))| similarity(old, new) >= MIN_SIMILARITY);
    similar.map(|(index, _)| (index, index)).collect()
}

/// Returns the pairs, in the order of both texts, that are most similar altogether.
fn most_similar(old: &[Profile], new: &[Profile]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // The best that the paragraphs from `i` and from `j` on can have together.
    let mut best = vec![0u32; (old.len() + 1) * width];
    let at = |best: &[u32], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0);
    let mut similar = vec![0u32; old.len() * width];
    for (i, older) in old.iter().enumerate().rev() {
        for (j, newer) in new.iter().enumerate().rev() {
            let share = Some(similarity(older, newer)).filter(|share| *share >= MIN_SIMILARITY);
            let together = share.map_or(0, |share| share + at(&best, i + 1, j + 1));
            let apart = at(&best, i + 1, j).max(at(&best, i, j + 1));
            if let Some(cell) = best.get_mut(i * width + j) {
                *cell = together.max(apart);
            }
            if let Some(cell) = similar.get_mut(i * width + j) {
                *cell = together;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        let together = similar.get(i * width + j).copied().unwrap_or(0);
        if together > 0 && together == at(&best, i, j) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&best, i + 1, j) >= at(&best, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Row, rows};

    #[test]
    fn paragraphs_are_paired_by_what_they_say() {
        let older = [
            "第一章　总则",
            "第一条　为了规范会员管理，制定本办法。",
            "第二条　会员每年缴纳会费二百元。",
            "第三条　会员可以退会，会费不退。",
            "第四条　本办法自印发之日起施行。",
        ];
        let newer = [
            "第一章　总则",
            "第一条　为了规范会员管理和服务，制定本办法。",
            "第二条　入会申请由秘书处在十日内答复。",
            "第三条　会员每年缴纳会费三百元。",
            "第四条　本办法自印发之日起施行。",
        ];
        let kinds: Vec<_> = rows(&older, &newer)
            .iter()
            .map(|row| match row {
                Row::Same { older, newer } => format!("{older}={newer}"),
                Row::Changed { older, newer, .. } => format!("{older}~{newer}"),
                Row::Removed { older } => format!("-{older}"),
                Row::Added { newer } => format!("+{newer}"),
            })
            .collect();
        assert_eq!(kinds, ["0=0", "1~1", "+2", "2~3", "-3", "4=4"]);
    }

    #[test]
    fn repeated_paragraph_that_was_taken_for_another_is_the_same() {
        let older = ["甲会", "乙会", "丙会", "甲会", "甲会", "丙会"];
        let newer = ["。", "。", "乙会", "丁会", "。", "。", "乙会", "丙会"];
        let rows = rows(&older, &newer);
        assert!(rows.iter().any(|row| matches!(row, Row::Same { .. })), "{rows:?}");
        let changed = rows.iter().filter(|row| matches!(row, Row::Changed { .. }));
        assert_eq!(changed.count(), 0, "{rows:?}");
    }

    #[test]
    fn texts_that_share_nothing_are_not_paired() {
        let rows = rows(&["甲乙丙丁"], &["戊己庚辛"]);
        assert_eq!(rows, [Row::Removed { older: 0 }, Row::Added { newer: 0 }]);
        assert_eq!(super::rows(&[], &[]), []);
    }
}
