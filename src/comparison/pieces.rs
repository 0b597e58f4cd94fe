//! Texts cut into the pieces that are compared: sentences, and Han characters and words.

use crate::han;
use imara_diff::{Algorithm, Diff, Hunk, InternedInput};

/// How many pieces of both texts together are compared; more than the sentences of 200,000 characters. Of longer ones
/// only the beginnings and ends are found that are the same, because noise of few different pieces takes seconds.
const MAX_PIECES: usize = 20_000;

/// Returns the stretches in which two sequences differ, in order.
pub(super) fn differences(older: &[&str], newer: &[&str]) -> Vec<Hunk> {
    if older.len() + newer.len() > MAX_PIECES {
        return whole(older, newer);
    }
    let mut input = InternedInput::default();
    input.update_before(older.iter().copied());
    input.update_after(newer.iter().copied());
    Diff::compute(Algorithm::Myers, &input).hunks().collect()
}

/// Returns all between the beginning and the end that two sequences share as one stretch.
fn whole(older: &[&str], newer: &[&str]) -> Vec<Hunk> {
    let start = older.iter().zip(newer).take_while(|(older, newer)| older == newer).count();
    let rest = older.len().min(newer.len()) - start;
    let ends = older.iter().rev().zip(newer.iter().rev()).take(rest);
    let end = ends.take_while(|(older, newer)| older == newer).count();
    let stretch = |length: usize| {
        let at = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        at(start)..at(length - end)
    };
    let hunk = Hunk { before: stretch(older.len()), after: stretch(newer.len()) };
    if hunk.before.is_empty() && hunk.after.is_empty() { Vec::new() } else { vec![hunk] }
}

/// Cuts a text after the marks that end a sentence or a clause of a list, and the quotation marks and
/// brackets behind them.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut start, mut ended) = (0, false);
    for (at, c) in text.char_indices() {
        let ends = matches!(c, '。' | '；' | '！' | '？' | '：' | '\n');
        if ended && !ends && !matches!(c, '”' | '’' | '）' | '》' | '」') {
            sentences.extend(text.get(start..at));
            (start, ended) = (at, false);
        }
        ended |= ends;
    }
    sentences.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    sentences
}

/// Cuts a text into its characters; letters and digits that belong together stay so.
pub(super) fn characters(text: &str) -> Vec<&str> {
    let mut characters = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let joins = before.is_some_and(|before| is_of_word(before) && is_of_word(c));
        if at > start && !joins {
            characters.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    characters.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    characters
}

fn is_of_word(c: char) -> bool {
    (c.is_alphanumeric() && !han::is_cjk(c)) || matches!(c, '.' | '%' | '‰')
}

#[cfg(test)]
mod tests {
    use super::{MAX_PIECES, characters, differences, sentences};

    #[test]
    fn of_long_sequences_the_beginning_and_the_end_are_compared() {
        let mut older = vec!["甲"; MAX_PIECES];
        assert_eq!(differences(&older, &older), []);
        let newer = older.clone();
        older[5] = "乙";
        older.push("丙");
        older.push("甲");
        let hunks = differences(&older, &newer);
        assert_eq!(hunks.len(), 1);
        assert_eq!(hunks[0].before, 5..MAX_PIECES as u32 + 1);
        assert_eq!(hunks[0].after, 5..MAX_PIECES as u32 - 1);
    }

    #[test]
    fn sentences_end_with_their_marks_and_what_closes_behind() {
        assert_eq!(
            sentences("甲。乙；“丙！”丁（戊。）己：\n庚"),
            ["甲。", "乙；", "“丙！”", "丁（戊。）", "己：\n", "庚"]
        );
        assert_eq!(sentences(""), [""; 0]);
        assert_eq!(sentences("。。甲"), ["。。", "甲"]);
    }

    #[test]
    fn words_and_numbers_are_one_character() {
        assert_eq!(
            characters("于2026年3.5%，GB/T 9"),
            ["于", "2026", "年", "3.5%", "，", "GB", "/", "T", " ", "9"]
        );
        assert_eq!(characters(""), [""; 0]);
    }
}
