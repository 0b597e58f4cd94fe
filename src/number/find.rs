//! Finding document numbers in running text, where nothing marks the beginning of the code.

use super::{DocNumber, MAX_CODE_LENGTH, Serial, canonical_code, half_width, is_han, is_padding};

/// What may stand in text for 〔: nearly every character of a text is asked.
fn opens(c: char) -> bool {
    matches!(
        c,
        '〔' | '[' | '［' | '(' | '（' | '【' | '﹝' | '〖' | '⦗' | '❲' | '{' | '｛' | '〈' | '〘'
    )
}

/// What may stand in text for 〕; it need not be of the same kind.
fn closes(c: char) -> bool {
    matches!(
        c,
        '〕' | ']' | '］' | ')' | '）' | '】' | '﹞' | '〗' | '⦘' | '❳' | '}' | '｝' | '〉' | '〙'
    )
}

/// The part of a number that can be reported without knowing the code: `〔2026〕1号`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Bytes: where the bracket opens, and behind 号.
    pub start: usize,
    pub end: usize,
    pub year: u16,
    pub serial: Serial,
}

/// A place in running text that may be a document number; which of the Han characters before the
/// bracket belong to the code only the register knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes in the text searched: where the run before the bracket begins.
    pub start: usize,
    /// Where the bracket opens.
    pub bracket: usize,
    /// Behind 号.
    pub end: usize,
    /// The characters between `start` and `bracket`.
    pub run: String,
    pub year: u16,
    pub serial: Serial,
}

impl Candidate {
    /// The numbers it may be, longest code first, each with the byte where its code begins.
    pub fn readings(&self) -> impl Iterator<Item = (usize, DocNumber)> + '_ {
        self.run.char_indices().filter_map(|(offset, first)| {
            let code = is_han(first).then(|| canonical_code(&self.run[offset..])).flatten()?;
            let number = DocNumber { code, year: self.year, serial: self.serial };
            Some((self.start + offset, number))
        })
    }
}

/// All candidates in a text, in order.
pub fn find(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(tail) = next_tail(text, from) {
        let start = run_start(text, from, tail.start);
        let run = text[start..tail.start].to_owned();
        if run.chars().any(is_han) {
            found.push(Candidate {
                start,
                bracket: tail.start,
                end: tail.end,
                run,
                year: tail.year,
                serial: tail.serial,
            });
        }
        from = tail.end;
    }
    found
}

/// The first tail of a text, wherever it stands.
pub(super) fn bracketed_tail(text: &str) -> Option<Tail> {
    next_tail(text, 0)
}

fn next_tail(text: &str, from: usize) -> Option<Tail> {
    text[from..]
        .char_indices()
        .filter(|(_, c)| opens(*c))
        .find_map(|(offset, _)| tail_at(text, from + offset))
}

/// Reads `〔2026〕1号` at a byte where a bracket opens.
fn tail_at(text: &str, start: usize) -> Option<Tail> {
    let mut reader = Reader { text, at: start };
    reader.one_of(opens)?;
    let (year, digits) = reader.digits()?;
    reader.one_of(|c| c == '年');
    reader.one_of(closes)?;
    reader.one_of(|c| c == '第');
    let (number, _) = reader.digits()?;
    let sub = match reader.one_of(|c| "-－—–‐‑".contains(c)) {
        Some(_) => Some(reader.digits()?.0).filter(|sub| *sub > 0),
        None => None,
    };
    reader.one_of(|c| matches!(c, '号' | '號'))?;
    // 6-7号 is a range: a supplement to number 6 is hardly its seventh.
    let is_range = sub.is_some_and(|sub| sub > number);
    let plausible = digits == 4 && (1900..=2100).contains(&year) && number > 0 && !is_range;
    plausible.then_some(Tail {
        start,
        end: reader.at,
        year: year as u16,
        serial: Serial { number, sub },
    })
}

/// Where the run of code characters before a bracket begins, at most [`MAX_CODE_LENGTH`] of them.
/// Spaces may stand between the code and the bracket, not inside the code.
fn run_start(text: &str, from: usize, bracket: usize) -> usize {
    let before = &text[from..bracket];
    let tight = before.trim_end_matches(is_padding);
    let mut start = from + tight.len();
    let mut inside_brackets = false;
    for (offset, c) in tight.char_indices().rev().take(MAX_CODE_LENGTH) {
        match c {
            '）' | ')' if !inside_brackets => inside_brackets = true,
            '（' | '(' if inside_brackets => inside_brackets = false,
            c if is_han(c) || c.is_alphabetic() => {}
            _ => break,
        }
        start = from + offset;
    }
    start
}

/// Reads characters one by one, passing over padding before each.
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

    /// A whole number and how many digits it was typed with; at most nine.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_offer_every_reading() {
        let text = "根据鲁医协发[2026]1号和国办发 〔2018〕 43 号，会议于（2026）年第3次召开。";
        let found = find(text);
        assert_eq!(found.len(), 2);
        let readings: Vec<String> = found[0].readings().map(|(_, n)| n.to_string()).collect();
        assert_eq!(readings[0], "根据鲁医协发〔2026〕1号");
        assert!(readings.contains(&"鲁医协发〔2026〕1号".to_owned()));
        let (start, _) =
            found[1].readings().find(|(_, n)| n.code == "国办发").expect("the code is offered");
        assert_eq!(&text[start..found[1].end], "国办发 〔2018〕 43 号");
    }

    #[test]
    fn a_year_alone_is_no_candidate() {
        assert!(find("〔2026〕1号、（2026）年度、[12]号").is_empty());
    }
}
