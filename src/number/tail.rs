//! The part of a document number that can be read without knowing the code: `〔2026〕1号`.

use super::padding::is_padding;
use super::serial::Serial;
use crate::han::half_width;

/// Returns whether editors type a character for 〔. Called for nearly every character of a text.
fn opens_year(c: char) -> bool {
    matches!(
        c,
        '〔' | '[' | '［' | '(' | '（' | '【' | '﹝' | '〖' | '⦗' | '❲' | '{' | '｛' | '〈' | '〘'
    )
}

/// Returns whether editors type a character for 〕. It need not match the opening one.
fn closes_year(c: char) -> bool {
    matches!(
        c,
        '〕' | ']' | '］' | ')' | '）' | '】' | '﹞' | '〗' | '⦘' | '❳' | '}' | '｝' | '〉' | '〙'
    )
}

/// A bracketed year and a serial: `〔2026〕1号`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Byte at which the bracket opens.
    pub start: usize,
    /// Byte after 号.
    pub end: usize,
    pub year: u16,
    pub serial: Serial,
}

/// Finds the first tail in a text at or after byte `from`.
pub(super) fn find_tail(text: &str, from: usize) -> Option<Tail> {
    text[from..]
        .char_indices()
        .filter(|(_, c)| opens_year(*c))
        .find_map(|(offset, _)| tail_at(text, from + offset))
}

/// Reads a tail that begins at byte `start`, where a bracket opens.
fn tail_at(text: &str, start: usize) -> Option<Tail> {
    let mut reader = Reader { text, at: start };
    reader.one_of(opens_year)?;
    let (year, digits) = reader.digits()?;
    reader.one_of(|c| c == '年');
    reader.one_of(closes_year)?;
    reader.one_of(|c| c == '第');
    let (number, _) = reader.digits()?;
    let sub = match reader.one_of(|c| "-－—–‐‑".contains(c)) {
        Some(_) => Some(reader.digits()?.0).filter(|sub| *sub > 0),
        None => None,
    };
    reader.one_of(|c| matches!(c, '号' | '號'))?;
    // 6-7号 is a range: number 6 would not have seven supplements.
    let is_range = sub.is_some_and(|sub| sub > number);
    let is_plausible = digits == 4 && (1900..=2100).contains(&year) && number > 0 && !is_range;
    is_plausible.then_some(Tail {
        start,
        end: reader.at,
        year: year as u16,
        serial: Serial { number, sub },
    })
}

/// Reads characters one by one, and skips the padding before each.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        let tight = rest.trim_start_matches(is_padding);
        self.at += rest.len() - tight.len();
        tight.chars().next()
    }

    fn one_of(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let before = self.at;
        match self.peek() {
            Some(c) if wanted(c) => {
                self.at += c.len_utf8();
                Some(c)
            }
            _ => {
                self.at = before;
                None
            }
        }
    }

    /// Reads a whole number of at most nine digits. Returns it with the number of digits typed.
    fn digits(&mut self) -> Option<(u32, usize)> {
        let mut value = 0u32;
        let mut count = 0;
        while let Some(digit) = self.peek().and_then(|c| {
            let digit = half_width(c).to_digit(10)?;
            self.at += c.len_utf8();
            Some(digit)
        }) {
            count += 1;
            if count > 9 {
                return None;
            }
            value = value * 10 + digit;
        }
        (count > 0).then_some((value, count))
    }
}
