//! What a mistyped word was most likely meant to be.

/// Returns the candidate nearest to what was typed, if near enough to be meant: the edit distance
/// in characters, case aside, is at most a third of the longer word (but one edit is always
/// allowed) and less than the length of the candidate. Of several, the first.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = lower_case(typed);
    let typed_length = typed.chars().count();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let length = candidate.chars().count();
        let near_enough = (typed_length.max(length) / 3).max(1);
        let limit = match best {
            Some((0, _)) => break,
            Some((distance, _)) => near_enough.min(distance - 1),
            None => near_enough,
        };
        // Words that have nothing in common are not alike, however short they are.
        let limit = limit.min(length.saturating_sub(1));
        // Counting a distance is expensive, and the difference of the lengths rules out most.
        if typed_length.abs_diff(length) > limit {
            continue;
        }
        let candidate_in_lower_case = lower_case(candidate);
        let (a, b) = without_common_ends(&typed, &candidate_in_lower_case);
        let distance = strsim::osa_distance(a, b);
        if distance <= limit {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Cuts off what both texts begin and end with, which does not change their distance: addresses
/// share whole folders, and the time for a distance grows with the product of the lengths.
fn without_common_ends<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let is_same = |(a, b): &(char, char)| a == b;
    let length = |(c, _): (char, char)| c.len_utf8();
    let start: usize = a.chars().zip(b.chars()).take_while(is_same).map(length).sum();
    let (a, b) = (&a[start..], &b[start..]);
    let ends = a.chars().rev().zip(b.chars().rev());
    let end: usize = ends.take_while(is_same).map(length).sum();
    (&a[..a.len() - end], &b[..b.len() - end])
}

fn lower_case(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// How many diagnostics of one kind suggest what may have been meant. Each suggestion looks at all
/// candidates, which is too expensive for every broken link of a site moved from elsewhere.
const MAX_SUGGESTIONS: usize = 50;

/// Counts the diagnostics that ask for a suggestion.
#[derive(Debug, Default)]
pub struct Suggestions(usize);

impl Suggestions {
    /// Returns the result of `find` for the first `MAX_SUGGESTIONS` diagnostics that ask.
    pub fn ask<T>(&mut self, find: impl FnOnce() -> Option<T>) -> Option<T> {
        self.0 += 1;
        (self.0 <= MAX_SUGGESTIONS).then(find).flatten()
    }

    /// Returns the nearest candidate (see [`nearest`]) for the first diagnostics that ask.
    pub fn nearest<'a, I: IntoIterator<Item = &'a str>>(
        &mut self,
        typed: &str,
        candidates: impl FnOnce() -> I,
    ) -> Option<&'a str> {
        self.ask(|| nearest(typed, candidates()))
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use proptest::prelude::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
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

    /// The edit distance as a textbook counts it: an adjacent transposition is one edit.
    fn textbook_distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
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
        #![proptest_config(ProptestConfig {
            cases: 1000, ..ProptestConfig::default()
        })]

        #[test]
        fn nearest_is_the_first_of_the_least_distance(
            typed in "[abc]{0,9}", candidates in prop::collection::vec("[abc]{0,9}", 0..6),
        ) {
            let near = candidates.iter().filter_map(|candidate| {
                let distance = textbook_distance(&typed, candidate);
                let limit = (typed.len().max(candidate.len()) / 3).max(1);
                let limit = limit.min(candidate.len().saturating_sub(1));
                (distance <= limit).then_some((distance, candidate))
            });
            let expected = near.min_by_key(|(distance, _)| *distance).map(|(_, near)| &**near);
            prop_assert_eq!(nearest(&typed, candidates.iter().map(String::as_str)), expected);
        }
    }
}
