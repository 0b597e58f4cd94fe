//! The numbers of provisions: 十二, 一〇二, 12, １２, and 之一 for those that were inserted later.

use crate::han;
use std::fmt;

/// The largest number that is read; no rule has more provisions of one kind.
const MAX: u32 = 9_999;

/// The number of a provision: 第十二条之一 is 12 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordinal {
    pub number: u32,
    /// Counts those that were inserted after it, from 1; 0 for the provision itself.
    pub inserted: u32,
}

impl Ordinal {
    pub(super) fn plain(number: u32) -> Ordinal {
        Ordinal { number, inserted: 0 }
    }
}

/// In Han, as it is written in rules: 十二, 一百零二.
impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&in_han(self.number))
    }
}

/// Reads the number that a text begins with, from 1 on. Returns it with the text after it.
pub(super) fn leading(text: &str) -> Option<(u32, &str)> {
    let is_part = |c: char| digit(c).is_some() || unit(c).is_some();
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (typed, rest) = text.split_at_checked(end)?;
    // No number that is written out is longer: 九千九百九十九.
    if typed.chars().count() > 9 {
        return None;
    }
    let number =
        if typed.contains(|c| unit(c).is_some()) { counted(typed)? } else { positional(typed)? };
    (1..=MAX).contains(&number).then_some((number, rest))
}

/// 12, １２, 一二, 一〇二
fn positional(typed: &str) -> Option<u32> {
    let digits =
        typed.chars().try_fold(0u32, |number, c| number.checked_mul(10)?.checked_add(digit(c)?))?;
    (!typed.is_empty()).then_some(digits)
}

/// 十, 十二, 二十, 一百零二
fn counted(typed: &str) -> Option<u32> {
    let (mut number, mut last) = (0, None);
    let mut smallest = u32::MAX;
    for c in typed.chars() {
        match (digit(c), unit(c)) {
            (Some(0), _) if last.is_none() => {}
            (Some(digit), _) if last.is_none() => last = Some(digit),
            (None, Some(unit)) if unit < smallest => {
                number += last.take().unwrap_or(1) * unit;
                smallest = unit;
            }
            _ => return None,
        }
    }
    Some(number + last.unwrap_or(0))
}

fn digit(c: char) -> Option<u32> {
    let in_han = || "〇一二三四五六七八九".chars().position(|digit| digit == c);
    match c {
        '零' | '○' => Some(0),
        '两' => Some(2),
        _ => han::half_width(c).to_digit(10).or_else(|| in_han()?.try_into().ok()),
    }
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

fn in_han(number: u32) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let mut text = String::new();
    let mut skipped = false;
    for (unit, name) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            text.push('零');
        }
        // 十二, but 一百一十二.
        if !(unit == 10 && digit == 1 && text.is_empty()) {
            text.extend(digits.get(digit as usize));
        }
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{MAX, in_han, leading};

    #[test]
    fn every_number_is_read_as_it_is_written() {
        for number in 1..=MAX {
            assert_eq!(leading(&in_han(number)), Some((number, "")), "{}", in_han(number));
            assert_eq!(leading(&format!("{number}条")), Some((number, "条")));
        }
        for (number, text) in [(10, "十"), (12, "十二"), (20, "二十"), (102, "一百零二")] {
            assert_eq!(in_han(number), text);
        }
    }

    #[test]
    fn numbers_are_read_in_the_ways_that_editors_type_them() {
        for (typed, number) in [
            ("一〇二", 102),
            ("一二", 12),
            ("一百二", 102),
            ("１２", 12),
            ("12", 12),
            ("一百一十", 110),
            ("两百", 200),
            ("百", 100),
        ] {
            assert_eq!(leading(typed), Some((number, "")), "{typed}");
        }
        for wrong in
            ["", "条", "〇", "0", "十百", "一十二三", "二二十", "10000", "一一一一一一一一一一"]
        {
            assert_eq!(leading(wrong), None, "{wrong}");
        }
    }
}
