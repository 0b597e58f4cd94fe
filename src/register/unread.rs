//! Numbers that unread files may hold. They must not be reported as missing.

use crate::number::{self, Candidate, DocNumber, OtherIdentifier};
use std::collections::BTreeSet;

/// What is known of the numbers of unread files.
#[derive(Clone, Debug, Default)]
pub struct UnreadNumbers {
    /// Every reading of what looks like a number near the beginning of such a file.
    found: BTreeSet<DocNumber>,
    /// Whether a file may hold a number that cannot be made out.
    is_unclear: bool,
}

/// How many lines of a file are searched. They hold the front matter, or a letterhead that was
/// pasted as text.
const MAX_LINES: usize = 60;

/// The keys under which editors give the number, misspelt ones included.
const KEYS: [&str; 5] = ["number", "发文字号", "文号", "字号", "编号"];

impl UnreadNumbers {
    /// Adds the numbers that a file may hold that could not be read, by its text.
    pub fn add_file(&mut self, text: &str) {
        self.is_unclear |= text.contains(char::REPLACEMENT_CHARACTER) || text.contains('\0');
        for line in text.lines().take(MAX_LINES) {
            self.add_keyed(line);
            self.found.extend(readings(line));
        }
    }

    /// Adds the number that the front matter of a document without one may give: it could have been
    /// impossible to understand.
    pub fn add_front_matter(&mut self, front: &str) {
        front.lines().for_each(|line| self.add_keyed(line));
    }

    /// Adds what a line gives as the number, if it has the key of one.
    fn add_keyed(&mut self, line: &str) {
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let Some(rest) = KEYS.iter().find_map(|key| line.strip_prefix(key)) else { return };
        let Some(value) = rest.trim_start().strip_prefix([':', '：']) else { return };
        let found: Vec<DocNumber> = readings(value).collect();
        let is_other =
            number::recognise(value).is_some_and(|other| other != OtherIdentifier::Range);
        let is_empty = !value.chars().any(char::is_alphanumeric);
        self.is_unclear |= found.is_empty() && !is_empty && !is_other;
        self.found.extend(found);
    }

    /// Returns whether nothing can be said of any missing number.
    pub fn is_unclear(&self) -> bool {
        self.is_unclear
    }

    /// Returns whether a number may be that of an unread file.
    pub fn may_hold(&self, number: &DocNumber) -> bool {
        self.is_unclear || self.found.contains(number)
    }

    /// Returns the numbers found. Other readings of the same text are among them.
    pub fn found(&self) -> impl Iterator<Item = &DocNumber> {
        self.found.iter()
    }
}

/// Returns every reading of every number in a line, whatever its code.
fn readings(line: &str) -> impl Iterator<Item = DocNumber> {
    let readings =
        |candidate: Candidate| candidate.readings().map(|(_, number)| number).collect::<Vec<_>>();
    number::find(line).into_iter().flat_map(readings)
}

#[cfg(test)]
mod tests {
    use super::UnreadNumbers;
    use crate::number::DocNumber;

    fn unread(text: &str) -> UnreadNumbers {
        let mut numbers = UnreadNumbers::default();
        numbers.add_file(text);
        numbers
    }

    #[test]
    fn number_is_found_in_an_unread_file_or_the_file_is_unclear() {
        let number = DocNumber::parse("鲁医协发〔2026〕14号").expect("a number");
        let other = DocNumber::parse("鲁医协发〔2026〕13号").expect("a number");
        for text in [
            "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕14号\n\n正文",
            "标题：关于开会的通知\n发文字号：鲁医协发[2026]第14号\n",
            "山东省医院协会文件\n鲁医协发（2026）14号\n\n关于开会的通知",
        ] {
            let numbers = unread(text);
            assert!(numbers.may_hold(&number) && !numbers.may_hold(&other), "{text}");
        }
        assert!(!unread("---\ntitle: 没有文号的通知\n\n正文").may_hold(&number));
        for text in ["---\nnumber: 鲁医协发2026年14号\n正文", "\u{fffd}\u{fffd}", "N\0u\0m\0"]
        {
            assert!(unread(text).is_unclear(), "{text:?}");
        }
        let mut numbers = UnreadNumbers::default();
        numbers.add_front_matter(
            "title: 标准\nnumber: T/SDHA 001-2026\nrepeals: 鲁医协发〔2026〕14号\n",
        );
        assert!(!numbers.may_hold(&number), "neither a standard nor a relation is its number");
        numbers.add_front_matter("number: 鲁医协发2026年14号\n");
        assert!(numbers.is_unclear());
    }
}
