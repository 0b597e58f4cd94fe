//! Numbers that belong to a person: of an identity card (GB 11643), a mobile telephone, a bank card.
//!
//! They are found by their check digits and by how people group them, so that an amount, a credit
//! code or the record of a website is not taken for one. Whoever finds them in a text reports them.

use crate::han::half_width;
use std::ops::Range;

/// What a number of a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalNumber {
    IdentityCard,
    Mobile,
    BankCard,
}

/// Words before a number that say it is another one.
const OTHER_NUMBERS: [&str; 14] = [
    "安备",
    "备案",
    "信用代码",
    "编号",
    "单号",
    "流水号",
    "登记号",
    "注册号",
    "会议号",
    "会议ID",
    "会议 ID",
    "群号",
    "QQ",
    "ISBN",
];

/// The digits of the shortest number.
const MIN_DIGITS: usize = 11;

/// How far before a number such a word may stand, in characters.
const CONTEXT: usize = 14;

/// Digits without anything between them. An X may stand at the end, as the check digit of an
/// identity card.
struct Group {
    digits: Vec<u8>,
    range: Range<usize>,
    has_x: bool,
}

/// What may stand between two groups of one number.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '\u{a0}' | '－' | '‐' | '–')
}

/// Returns the personal numbers of a text, in order, each with its place.
pub fn personal_numbers(text: &str) -> Vec<(PersonalNumber, Range<usize>)> {
    let mut found = Vec::new();
    // Most texts have few digits.
    if text.chars().filter(|c| half_width(*c).is_ascii_digit()).take(MIN_DIGITS).count()
        < MIN_DIGITS
    {
        return found;
    }
    let groups = groups(text);
    let mut next = 0;
    while next < groups.len() {
        let longest = (next..groups.len().min(next + 5)).rev().find_map(|last| {
            let number = groups.get(next..=last)?;
            Some((last, classify(text, number)?))
        });
        match longest {
            Some((last, kind)) => {
                found.push((kind, groups[next].range.start..groups[last].range.end));
                next = last + 1;
            }
            None => next += 1,
        }
    }
    found
}

/// Returns the groups of digits of a text.
fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut is_open = false;
    for (at, typed) in text.char_indices() {
        let c = half_width(typed);
        let end = at + typed.len_utf8();
        match (c.to_digit(10), groups.last_mut().filter(|_| is_open)) {
            (Some(digit), Some(group)) if !group.has_x => {
                group.digits.push(digit as u8);
                group.range.end = end;
            }
            (Some(digit), _) => {
                groups.push(Group { digits: vec![digit as u8], range: at..end, has_x: false });
                is_open = true;
            }
            (None, Some(group)) if matches!(c, 'x' | 'X') && !group.has_x => {
                group.has_x = true;
                group.range.end = end;
            }
            _ => is_open = false,
        }
    }
    groups
}

/// Returns what the number is that a few groups are together.
fn classify(text: &str, groups: &[Group]) -> Option<PersonalNumber> {
    let (first, last) = (groups.first()?, groups.last()?);
    let length: usize = groups.iter().map(|group| group.digits.len()).sum();
    let has_x = last.has_x && groups.iter().filter(|group| group.has_x).count() == 1;
    if !(MIN_DIGITS..=19).contains(&length) || groups.iter().any(|group| group.has_x) != has_x {
        return None;
    }
    if !groups.windows(2).all(|pair| is_joined(text, &pair[0].range, &pair[1].range)) {
        return None;
    }
    let shape: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let digits: Vec<u8> = groups.iter().flat_map(|group| group.digits.iter().copied()).collect();
    let kind = if is_identity_card(&shape, &digits, has_x) {
        PersonalNumber::IdentityCard
    } else if has_x {
        return None;
    } else if is_mobile(&shape, &digits) {
        PersonalNumber::Mobile
    } else if is_bank_card(&shape, &digits) {
        PersonalNumber::BankCard
    } else {
        return None;
    };
    let is_alone = stands_alone(text, &(first.range.start..last.range.end));
    (is_alone && !is_named_otherwise(text, first.range.start)).then_some(kind)
}

/// Returns whether there is one separator between two groups.
fn is_joined(text: &str, before: &Range<usize>, after: &Range<usize>) -> bool {
    let between = text.get(before.end..after.start).unwrap_or_default();
    let mut chars = between.chars();
    chars.next().is_some_and(is_separator) && chars.next().is_none()
}

/// Returns whether a number is no part of a longer one, of a code or of an address.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "._/=&%#*".contains(c);
    let mut before = text.get(..range.start).unwrap_or_default().chars().rev();
    let mut after = text.get(range.end..).unwrap_or_default().chars();
    let is_cut = |near: Option<char>, far: Option<char>| match near {
        Some('-' | '－') => far.is_some_and(|c| half_width(c).is_ascii_alphanumeric()),
        // A full stop also ends a sentence, and a slash stands between two numbers.
        Some('.') => far.is_some_and(|c| c.is_ascii_alphanumeric()),
        Some('/') => far.is_some_and(|c| c.is_ascii_alphabetic()),
        Some('+') => false,
        near => near.is_some_and(is_word),
    };
    !is_cut(before.next(), before.next()) && !is_cut(after.next(), after.next())
}

/// Returns whether the clause before a number says that it is another.
fn is_named_otherwise(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(at, |(start, _)| start);
    let near = before.get(start..).unwrap_or_default();
    let clause = near.rsplit(['，', '。', '；', '、', '\n', ',', ';']).next().unwrap_or_default();
    OTHER_NUMBERS.iter().any(|word| clause.contains(word)) && !clause.contains("身份证")
}

/// Eighteen digits with the code of a province, a day and a check digit (ISO 7064 MOD 11-2).
fn is_identity_card(shape: &[usize], digits: &[u8], has_x: bool) -> bool {
    let shape_of_x = shape.iter().sum::<usize>() == 17 && has_x;
    let is_shape = match shape {
        [18] | [6, 8, 4] | [6, 4, 4, 4] | [6, 12] | [14, 4] => !has_x,
        [17] | [6, 8, 3] | [6, 4, 4, 3] | [6, 11] | [14, 3] => shape_of_x,
        _ => false,
    };
    if !is_shape {
        return false;
    }
    let value = |range: Range<usize>| {
        digits[range].iter().fold(0u32, |value, digit| value * 10 + u32::from(*digit))
    };
    let is_province = matches!(value(0..2),
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    let days = match value(10..12) {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    };
    let is_day = (1900..2100).contains(&value(6..10)) && (1..=days).contains(&value(12..14));
    // The weights are the powers of two, from the right.
    let sum: u32 = (0..17).map(|at| u32::from(digits[at]) * ((1 << (17 - at)) % 11)).sum();
    let check = if has_x { 10 } else { digits.get(17).copied().map_or(10, u32::from) };
    is_province && is_day && (sum + check) % 11 == 1
}

/// Eleven digits from 13 to 19; +86 may precede them. Eight zeros are a sample.
fn is_mobile(shape: &[usize], digits: &[u8]) -> bool {
    let (shape, digits) = match (shape, digits) {
        ([2, shape @ ..], [8, 6, digits @ ..]) => (shape, digits),
        ([13], [8, 6, digits @ ..]) => (&[11][..], digits),
        both => both,
    };
    let is_shape = matches!(shape, [11] | [3, 4, 4] | [3, 8] | [4, 3, 4] | [3, 3, 5] | [7, 4]);
    let is_prefix = matches!(digits, [1, 3..=9, ..]);
    is_shape && is_prefix && digits.iter().skip(3).any(|digit| *digit != 0)
}

/// Sixteen to nineteen digits, of UnionPay or another network of cards, with a check digit (Luhn).
fn is_bank_card(shape: &[usize], digits: &[u8]) -> bool {
    let is_in_fours = shape.split_last().is_some_and(|(last, others)| {
        others.len() >= 3 && others.iter().all(|group| *group == 4) && *last <= 4
    });
    if !(is_in_fours || matches!(shape, [16..=19] | [6, 10..=13]))
        || !(16..=19).contains(&digits.len())
    {
        return false;
    }
    let is_network = match digits {
        [6, 2, ..] | [6, 0, 1, ..] | [9, 5, 5, 8, ..] => true,
        [4, ..] | [5, 1..=6, ..] | [3, 5, ..] => digits.len() == 16 || digits.starts_with(&[4, 3]),
        _ => false,
    };
    let sum: u32 = digits.iter().rev().enumerate().fold(0, |sum, (at, digit)| {
        let doubled = u32::from(*digit) << (at % 2);
        sum + doubled / 10 + doubled % 10
    });
    is_network && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::PersonalNumber::{self, BankCard, IdentityCard, Mobile};
    use super::personal_numbers;

    fn kinds(text: &str) -> Vec<PersonalNumber> {
        personal_numbers(text).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn personal_numbers_are_found_however_they_are_grouped() {
        for (text, kind) in [
            ("身份证号：11010519491231002X。", IdentityCard),
            ("身份证号11010519491231002x", IdentityCard),
            ("身份证编号 110105 19491231 002X", IdentityCard),
            ("440308199901101512", IdentityCard),
            ("４４０３０８１９９９０１１０１５１２", IdentityCard),
            ("手机13812345678（微信同号）", Mobile),
            ("电话：138-1234-5678", Mobile),
            ("电话：138 1234 5678。", Mobile),
            ("+8613812345678", Mobile),
            ("+86 13812345678", Mobile),
            ("QQ：12345，手机：19912345678", Mobile),
            ("13812345678@139.com", Mobile),
            ("卡号：6222021234567890128", BankCard),
            ("6222 0212 3456 7890 128", BankCard),
            ("4111-1111-1111-1111", BankCard),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn adjacent_numbers_are_reported_each() {
        assert_eq!(
            kinds("张三 440308199901101512 13812345678 6222021234567890128"),
            [IdentityCard, Mobile, BankCard]
        );
        assert_eq!(kinds("2026-03-15 13812345678/13912345678"), [Mobile, Mobile]);
        let text = "电话 13812345678。";
        let place = personal_numbers(text).remove(0).1;
        assert_eq!(&text[place], "13812345678");
    }

    #[test]
    fn numbers_that_are_nearly_personal_are_left_alone() {
        for text in [
            // A wrong check digit, no day, no province, one digit too many.
            "440308199901101513",
            "440308199913101512",
            "990308199901101512",
            "4403081999011015129",
            "440308********1512",
            "统一社会信用代码：440308199901101512",
            "社会信用代码 51370000MJD612345A",
            "京公网安备 11010502030143号",
            "沪公网安备 31010502000123号",
            "鲁公网安备13812345678号",
            "0531-88888888",
            "400-123-4567",
            "12812345678",
            "1381234567",
            "138123456789",
            "13800000000",
            "0.13812345678",
            "0531-13812345678",
            "合计 13812345678.50元",
            "https://example.org/13812345678",
            "A13812345678",
            "腾讯会议号：138-1234-5678",
            "QQ群：13812345678",
            "6222021234567890129",
            "账号：1602023409001234567",
            "订单号 6222021234567890128",
            "2026-03-15 09:30",
            "978-7-117-12345-6",
            "1 381 234 567 8",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
