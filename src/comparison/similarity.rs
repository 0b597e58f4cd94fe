//! How similar two texts are: how many of their pairs of neighbouring characters they share.

use std::cmp::Ordering;
use std::iter::Peekable;

/// The pairs of neighbouring characters of a text, sorted. White space and punctuation do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile(Vec<(char, char)>);

impl Profile {
    pub fn of(text: &str) -> Profile {
        Profile::of_all([text].into_iter())
    }

    /// Returns the profile of several texts together.
    pub fn of_all<'t>(texts: impl Iterator<Item = &'t str>) -> Profile {
        let mut pairs: Vec<(char, char)> = Vec::new();
        for text in texts {
            let mut before = None;
            for c in text.chars().filter(|c| c.is_alphanumeric()) {
                pairs.extend(before.map(|before| (before, c)));
                before = Some(c);
            }
        }
        pairs.sort_unstable();
        Profile(pairs)
    }

    /// How many pairs there are: about as many as the text has characters.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Returns how similar two texts are, from 0 to 100: the share of their pairs that both have. Texts of which
/// one is ten times as long as the other are not similar, which takes no time to find.
pub fn similarity(a: &Profile, b: &Profile) -> u32 {
    let all = a.len() + b.len();
    if a.len().min(b.len()).saturating_mul(10) < a.len().max(b.len()) {
        return 0;
    }
    let shared = shared(a.0.iter().peekable(), b.0.iter().peekable());
    (200 * shared).checked_div(all).and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
}

fn shared<'a, T: Ord + 'a>(
    mut a: Peekable<impl Iterator<Item = &'a T>>,
    mut b: Peekable<impl Iterator<Item = &'a T>>,
) -> usize {
    let mut shared = 0;
    while let (Some(first), Some(second)) = (a.peek(), b.peek()) {
        match first.cmp(second) {
            Ordering::Less => drop(a.next()),
            Ordering::Greater => drop(b.next()),
            Ordering::Equal => {
                shared += 1;
                a.next();
                b.next();
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::{Profile, similarity};

    #[test]
    fn similarity_is_the_share_of_what_both_have() {
        for (a, b, expected) in [
            ("会员应当遵守章程", "会员应当遵守章程", 100),
            ("会员应当遵守章程", "会员，应当 遵守章程。", 100),
            ("甲乙丙", "丁戊己", 0),
            ("", "", 0),
            ("甲", "甲", 0),
            ("甲乙丙", "甲乙丁", 50),
            ("甲乙甲乙", "甲乙", 50),
            ("甲乙", "甲乙丙丁戊己庚辛壬癸子丑", 0),
        ] {
            assert_eq!(similarity(&Profile::of(a), &Profile::of(b)), expected, "{a} {b}");
        }
        let whole = Profile::of_all(["甲乙", "丙丁"].into_iter());
        assert_eq!(whole.len(), 2);
    }
}
