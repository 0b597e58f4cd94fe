//! 标准编号, the number of a standard: T/SDHA 001—2026.
//!
//! 团体标准管理规定 (2019), 第十七条, and GB/T 1.1: T, a stroke, the code of the society (letters, or letters
//! and digits), a space, the serial, one dash, the year. National, industry and local standards are numbered
//! likewise: GB/T 9704—2012, WS/T 313—2019, DB37/T 1234—2020. Editors type letters and strokes of both widths,
//! every kind of dash, and more or fewer spaces, all of which are accepted here. A serial is kept as it was
//! typed, because 001 is what the standard bears.

use super::document_number::unwrapped;
use super::padding::is_padding;
use crate::han::half_width;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;

#[cfg(test)]
mod tests;

/// A number of a standard in its parts; `Display` writes the canonical form. Numbers are ordered by prefix,
/// serial and year, so editions of one standard are neighbours.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StandardNumber {
    /// What stands before the serial: T/SDHA, GB/T, DB37/T.
    pub prefix: String,
    /// 顺序号, with that of the part if it has one: 001, 001.1.
    pub serial: String,
    /// 年代号
    pub year: u16,
}

impl fmt::Display for StandardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}—{}", self.prefix, self.serial, self.year)
    }
}

impl Ord for StandardNumber {
    fn cmp(&self, other: &StandardNumber) -> Ordering {
        self.prefix
            .cmp(&other.prefix)
            .then_with(|| self.serial_parts().cmp(other.serial_parts()))
            .then_with(|| self.serial.cmp(&other.serial))
            .then_with(|| self.year.cmp(&other.year))
    }
}

impl PartialOrd for StandardNumber {
    fn partial_cmp(&self, other: &StandardNumber) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl StandardNumber {
    /// Parses a text that is one number of a standard and nothing else, however it was typed.
    pub fn parse(text: &str) -> Option<StandardNumber> {
        let bare = unwrapped(text.trim_matches(is_padding)).trim_matches(is_padding);
        let (number, end) = read_at(bare, 0)?;
        (end == bare.len()).then_some(number)
    }

    /// Returns whether a text is this number in its canonical form.
    pub fn is_canonical(&self, text: &str) -> bool {
        text == self.to_string()
    }

    /// Returns whether two numbers are those of editions of one standard: they differ in the year alone.
    pub fn is_edition_of(&self, other: &StandardNumber) -> bool {
        self.prefix == other.prefix && self.serial == other.serial && self.year != other.year
    }

    /// Returns the code of the society whose standard it is; `None` if it is of another kind.
    pub fn society(&self) -> Option<&str> {
        self.prefix.strip_prefix("T/")
    }

    fn serial_parts(&self) -> impl Iterator<Item = u32> + '_ {
        self.serial.split('.').map(|part| part.parse().unwrap_or(u32::MAX))
    }
}

/// A number of a standard in a text, with its bytes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundStandard {
    pub number: StandardNumber,
    pub range: Range<usize>,
}

/// Finds all numbers of standards in a text, in order.
pub fn find_standards(text: &str) -> Vec<FoundStandard> {
    let mut found: Vec<FoundStandard> = Vec::new();
    let mut before = ' ';
    let mut end = 0;
    for (start, c) in text.char_indices() {
        let begins_word = word_char(c).is_some_and(|c| c.is_ascii_uppercase());
        if begins_word
            && start >= end
            && word_char(before).is_none()
            && !is_stroke(before)
            && let Some((number, after)) = read_at(text, start)
        {
            found.push(FoundStandard { number, range: start..after });
            end = after;
        }
        before = c;
    }
    found
}

/// The most characters of a word of the prefix with the serial behind it.
const MAX_WORD: usize = 24;
/// The most digits of a serial, or of that of a part.
const MAX_DIGITS: usize = 9;
/// The most dashes that are typed for one.
const MAX_DASHES: usize = 3;

/// Reads a number that begins at a byte. Returns it with the byte after it.
fn read_at(text: &str, start: usize) -> Option<(StandardNumber, usize)> {
    let mut reader = Reader { text, at: start };
    let mut word = reader.run(MAX_WORD, word_char)?;
    let first = if reader.one_of(is_stroke) {
        reader.skip_padding();
        Some(std::mem::replace(&mut word, reader.run(MAX_WORD, word_char)?))
    } else {
        None
    };
    reader.skip_padding();
    // Without a space the serial is the digits at the end of the word.
    let mut serial = match reader.run(MAX_DIGITS, digit) {
        Some(serial) => serial,
        None => word.split_off(word.trim_end_matches(|c: char| c.is_ascii_digit()).len()),
    };
    if serial.len() > MAX_DIGITS || serial.bytes().all(|byte| byte == b'0') {
        return None;
    }
    while reader.one_of(|c| matches!(c, '.' | '．')) {
        serial.push('.');
        serial.push_str(&reader.run(MAX_DIGITS, digit)?);
    }
    if (0..MAX_DASHES).take_while(|_| reader.one_of(is_dash)).count() == 0 {
        return None;
    }
    reader.skip_padding();
    let year = reader.run(4, digit).filter(|year| year.len() == 4)?;
    let year = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    let ends = reader.peek().is_none_or(|c| word_char(c).is_none());
    let prefix = prefix(first.as_deref(), &word).filter(|_| ends)?;
    Some((StandardNumber { prefix, serial, year }, reader.at))
}

/// Returns the prefix of two words with a stroke between them, or of one, if standards have such ones.
fn prefix(first: Option<&str>, second: &str) -> Option<String> {
    let (body, rest) = match first {
        Some("T") => {
            let has_letter = second.bytes().any(|byte| byte.is_ascii_uppercase());
            return has_letter.then(|| format!("T/{second}"));
        }
        Some(first) if matches!(second, "T" | "Z") => (first, format!("/{second}")),
        Some(_) => return None,
        None => (second, String::new()),
    };
    let is_letters = body.bytes().all(|byte| byte.is_ascii_uppercase());
    let region = body.strip_prefix("DB").unwrap_or_default();
    let is_local = matches!(region.len(), 2 | 4 | 6) && region.bytes().all(|b| b.is_ascii_digit());
    let is_known = matches!(body, "GBZ" | "GBJ") || is_letters && body.len() == 2 || is_local;
    is_known.then(|| format!("{body}{rest}"))
}

/// Returns a letter or digit as the canonical form has it; `None` for any other character.
fn word_char(c: char) -> Option<char> {
    let c = half_width(c);
    c.is_ascii_alphanumeric().then(|| c.to_ascii_uppercase())
}

fn digit(c: char) -> Option<char> {
    Some(half_width(c)).filter(char::is_ascii_digit)
}

/// Returns whether a character is typed for the stroke; in names of files it is the low one.
fn is_stroke(c: char) -> bool {
    matches!(c, '/' | '／' | '\u{2215}' | '\u{2044}' | '\\' | '＼' | '_')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '—' | '–' | '‐' | '‑' | '―' | '−' | '─' | '一')
}

/// Reads characters one by one.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_padding(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(is_padding).len();
    }

    /// Reads one character, and the padding before it.
    fn one_of(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let before = self.at;
        self.skip_padding();
        match self.peek() {
            Some(c) if wanted(c) => {
                self.at += c.len_utf8();
                true
            }
            _ => {
                self.at = before;
                false
            }
        }
    }

    /// Reads at least one and at most so many characters, each as `read` returns it; invisible ones
    /// between them are skipped.
    fn run(&mut self, most: usize, read: impl Fn(char) -> Option<char>) -> Option<String> {
        let mut run = String::new();
        let mut end = self.at;
        for (offset, c) in self.text[self.at..].char_indices() {
            match read(c) {
                Some(_) if run.len() == most => return None,
                Some(c) => run.push(c),
                None if is_padding(c) && !c.is_whitespace() => continue,
                None => break,
            }
            end = self.at + offset + c.len_utf8();
        }
        self.at = end;
        (!run.is_empty()).then_some(run)
    }
}
