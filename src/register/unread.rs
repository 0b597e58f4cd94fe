//! Numbers that files may hold which could not be read: nobody can say that they are missing.

use crate::number::{self, Candidate, DocNumber, OtherIdentifier};
use std::collections::BTreeSet;

/// What is known of the numbers of unread files.
#[derive(Clone, Debug, Default)]
pub struct UnreadNumbers {
    /// Every reading of what looks like a number near the beginning of such a file.
    found: BTreeSet<DocNumber>,
    /// Whether a file may hold a number that cannot be made out.
    unclear: bool,
}

/// Every number that stands in a line, whatever its code may be.
fn readings(line: &str) -> impl Iterator<Item = DocNumber> {
    let readings = |candidate: &Candidate| candidate.readings().map(|(_, n)| n).collect::<Vec<_>>();
    number::find(line).iter().flat_map(readings).collect::<Vec<_>>().into_iter()
}

/// How many lines of a file are searched: front matter, and a head that was pasted as text.
const LINES: usize = 60;

/// What editors call the key of the number, right or wrong.
const KEYS: [&str; 5] = ["number", "发文字号", "文号", "字号", "编号"];

impl UnreadNumbers {
    /// Takes note of a file that could not be read, by its text.
    pub fn add(&mut self, text: &str) {
        self.unclear |= text.contains(char::REPLACEMENT_CHARACTER) || text.contains('\0');
        for line in text.lines().take(LINES) {
            self.add_line(line);
            self.found.extend(readings(line));
        }
    }

    /// Takes note of a document without a number, by its front matter: it may have one that could
    /// not be understood.
    pub fn add_front(&mut self, front: &str) {
        front.lines().for_each(|line| self.add_line(line));
    }

    /// A line that gives the number: what it says, or that it is not clear.
    fn add_line(&mut self, line: &str) {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let Some(rest) = KEYS.iter().find_map(|key| line.strip_prefix(key)) else { return };
        let Some(value) = rest.trim_start().strip_prefix([':', '：']) else { return };
        let found: Vec<DocNumber> = readings(value).collect();
        let is_other =
            number::recognise(value).is_some_and(|other| other != OtherIdentifier::Range);
        let says_something = value.chars().any(char::is_alphanumeric);
        self.unclear |= found.is_empty() && says_something && !is_other;
        self.found.extend(found);
    }

    /// Whether nothing can be said of any missing number.
    pub fn is_unclear(&self) -> bool {
        self.unclear
    }

    /// Whether a number may be that of an unread file.
    pub fn may_hold(&self, number: &DocNumber) -> bool {
        self.unclear || self.found.contains(number)
    }

    /// The numbers found, among them some that were never meant.
    pub fn found(&self) -> impl Iterator<Item = &DocNumber> {
        self.found.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::UnreadNumbers;
    use crate::number::DocNumber;

    fn of(text: &str) -> UnreadNumbers {
        let mut numbers = UnreadNumbers::default();
        numbers.add(text);
        numbers
    }

    #[test]
    fn a_number_is_found_in_a_file_that_cannot_be_read() {
        let number = DocNumber::parse("鲁医协发〔2026〕14号").expect("a number");
        let other = DocNumber::parse("鲁医协发〔2026〕13号").expect("a number");
        for text in [
            "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕14号\n\n正文",
            "标题：关于开会的通知\n发文字号：鲁医协发[2026]第14号\n",
            "山东省医院协会文件\n鲁医协发（2026）14号\n\n关于开会的通知",
        ] {
            let numbers = of(text);
            assert!(numbers.may_hold(&number) && !numbers.may_hold(&other), "{text}");
        }
        assert!(!of("---\ntitle: 没有文号的通知\n\n正文").may_hold(&number));
        for text in ["---\nnumber: 鲁医协发2026年14号\n正文", "\u{fffd}\u{fffd}", "N\0u\0m\0"]
        {
            assert!(of(text).is_unclear(), "{text:?}");
        }
        let mut numbers = UnreadNumbers::default();
        numbers.add_front("title: 标准\nnumber: T/SDHA 001-2026\nrepeals: 鲁医协发〔2026〕14号\n");
        assert!(!numbers.may_hold(&number), "neither a standard nor a relation is its number");
        numbers.add_front("number: 鲁医协发2026年14号\n");
        assert!(numbers.is_unclear());
    }
}
