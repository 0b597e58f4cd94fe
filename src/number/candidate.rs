//! Finds document numbers in running text, where nothing marks the beginning of the code.

use super::code::{MAX_CODE_LENGTH, canonical_code};
use super::document_number::DocNumber;
use super::padding::is_padding;
use super::serial::Serial;
use super::tail::find_tail;
use crate::han::is_han;

/// A place in running text that may be a document number. Which of the Han characters before the
/// bracket belong to the code is only known to the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Byte of the searched text at which the run of characters before the bracket begins.
    pub start: usize,
    /// Byte at which the bracket opens.
    pub bracket: usize,
    /// Byte after 号.
    pub end: usize,
    /// The characters between `start` and `bracket`.
    pub run: String,
    pub year: u16,
    pub serial: Serial,
}

impl Candidate {
    /// Returns the numbers that it may be, the longest code first, each with the byte of the searched text
    /// at which its code begins.
    pub fn readings(&self) -> impl Iterator<Item = (usize, DocNumber)> + '_ {
        self.run.char_indices().filter_map(|(offset, first)| {
            let code = is_han(first).then(|| canonical_code(&self.run[offset..])).flatten()?;
            let number = DocNumber { code, year: self.year, serial: self.serial };
            Some((self.start + offset, number))
        })
    }
}

/// Finds all candidates in a text, in order.
pub fn find(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(tail) = find_tail(text, from) {
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

/// Returns the byte at which the code characters before a bracket begin, of which there are at most
/// [`MAX_CODE_LENGTH`]. Spaces may separate the code from the bracket, but not be inside the code.
fn run_start(text: &str, from: usize, bracket: usize) -> usize {
    let before = &text[from..bracket];
    let trimmed = before.trim_end_matches(is_padding);
    let mut start = from + trimmed.len();
    let mut inside_brackets = false;
    for (offset, c) in trimmed.char_indices().rev().take(MAX_CODE_LENGTH) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_have_a_reading_for_every_beginning_of_the_code() {
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
    fn year_or_serial_alone_is_no_candidate() {
        assert!(find("〔2026〕1号、（2026）年度、[12]号").is_empty());
    }
}
