//! 发文字号, the number of an official document: 鲁医协发〔2026〕1号.
//!
//! GB/T 9704-2012, 7.2.5: the issuer's code (机关代字), the year in six-cornered brackets, the serial
//! without leading zero and without 第, then 号. Editors type the brackets and the padding in many
//! ways; those are loosened here, in one place. The structure never is: a code, a bracketed year
//! of four digits, a serial, 号.

mod find;
mod other_identifier;

pub use find::{Candidate, find};
pub use other_identifier::{OtherIdentifier, recognise};

use std::fmt;

/// A document number in its parts; `Display` prints the canonical form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocNumber {
    /// 机关代字: 鲁医协发.
    pub code: String,
    pub year: u16,
    pub serial: Serial,
}

/// 顺序号, with the sub-number that supplements carry: 1, 914-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serial {
    pub number: u32,
    pub sub: Option<u32>,
}

impl Serial {
    pub fn new(number: u32) -> Serial {
        Serial { number, sub: None }
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.sub.map_or(Ok(()), |sub| write!(f, "-{sub}"))
    }
}

impl fmt::Display for DocNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}

/// Particles that no issuer's code contains; they betray a sentence.
const NEVER_IN_CODE: &[char] = &['的', '了', '是', '第', '号'];

/// Particles that no issuer's code ends with (于府发 and 和政发 begin with them).
const NEVER_LAST: &[char] = &['于', '在', '和', '与', '或', '为', '年'];

/// The longest code taken, in characters; the longest known in use has fourteen.
const MAX_CODE_LENGTH: usize = 20;

impl DocNumber {
    /// Reads a text that is one document number and nothing else, however its brackets, digits
    /// and spaces were typed. `None` if it is anything else (an order, a standard, a sentence).
    pub fn parse(text: &str) -> Option<DocNumber> {
        let bare: String = text.chars().filter(|c| !is_padding(*c)).collect();
        let bare = unwrapped(&bare);
        let tail = find::bracketed_tail(bare)?;
        if tail.end != bare.len() {
            return None;
        }
        let code = canonical_code(&bare[..tail.start])?;
        Some(DocNumber { code, year: tail.year, serial: tail.serial })
    }

    /// Whether the text is already in the canonical form.
    pub fn is_canonical(&self, text: &str) -> bool {
        text == self.to_string()
    }
}

/// The code as it is printed (brackets inside full-width, letters half-width); `None` if the
/// text cannot be an issuer's code.
pub fn canonical_code(text: &str) -> Option<String> {
    let code: String = text
        .chars()
        .filter(|c| !is_padding(*c))
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' => half_width(c),
            c => c,
        })
        .collect();
    let length = code.chars().count();
    let first_is_han = code.chars().next().is_some_and(is_han);
    let mut depth = 0i32;
    for c in code.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth -= 1,
            c if !is_han(c) && !c.is_ascii_alphabetic() => return None,
            _ => {}
        }
        if !(0..=1).contains(&depth) {
            return None;
        }
    }
    // Orders, announcements and the records of web sites have numbers of their own kind.
    let names_something_else = ["令", "公告", "通告"].iter().any(|word| code.ends_with(word))
        || ["ICP", "网安备"].iter().any(|word| code.contains(word));
    (first_is_han
        && depth == 0
        && length <= MAX_CODE_LENGTH
        && !code.contains("（）")
        && !code.contains(NEVER_IN_CODE)
        && !code.ends_with(NEVER_LAST)
        && !names_something_else)
        .then_some(code)
}

/// White space of every width, and characters that nobody sees.
pub(crate) fn is_padding(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{3164}')
}

/// A Han character, compatibility ideographs and 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The ASCII form of a full-width character.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Takes one pair of brackets or quotation marks off a number that was pasted with them.
fn unwrapped(text: &str) -> &str {
    const PAIRS: [(char, char); 6] =
        [('（', '）'), ('(', ')'), ('“', '”'), ('"', '"'), ('《', '》'), ('「', '」')];
    PAIRS
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> Option<String> {
        DocNumber::parse(text).map(|number| number.to_string())
    }

    #[test]
    fn variants_become_one_form() {
        for variant in [
            "鲁医协发〔2026〕1号",
            "鲁医协发[2026]1号",
            "鲁医协发［２０２６］１号",
            "鲁医协发（2026）第1号",
            "鲁医协发 ( 2026年 ) 第 001 号",
            "鲁医协发【2026〕1号",
            "鲁医协发﹝2026﹞1號",
            "\u{feff}鲁医协发〔20\u{200b}26〕\n1 号",
            "（鲁医协发〔2026〕1号）",
        ] {
            assert_eq!(canonical(variant).as_deref(), Some("鲁医协发〔2026〕1号"), "{variant}");
        }
        assert_eq!(canonical("沪卫医〔2020〕914－1号").as_deref(), Some("沪卫医〔2020〕914-1号"));
        assert_eq!(
            canonical("国卫(中医)发[2020]3号").as_deref(),
            Some("国卫（中医）发〔2020〕3号")
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "号",
            "〔2026〕1号",
            "会议于（2026）年第3次召开",
            "会议于（2026）3号楼召开",
            "（2026）年度计划已下达",
            "京ICP备19014909号",
            "京ICP备（2019）14909号",
            "鲁医协发〔2026〕号",
            "鲁医协发〔2026〕0号",
            "鲁医协发〔202〕1号",
            "鲁医协发〔2026〕1",
            "鲁医协发2026年1号",
            "鲁医协发〔2026〕100号至110号",
            "鲁医协发〔2026〕6-7号",
            "鲁医协发〔2026〕6、7号",
            "中华人民共和国主席令〔2021〕81号",
            "中国人民银行公告〔2020〕第18号",
            "鲁医协发〔2026〕99999999999号",
        ] {
            assert_eq!(canonical(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_are_known_as_such() {
        for text in [
            "〔2026〕6-7号",
            "〔2026〕6－7号",
            "〔2026〕6至7号",
            "〔2026〕6、7号",
            "〔2026〕6号、7号",
        ] {
            let text = format!("鲁医协发{text}");
            assert_eq!(recognise(&text), Some(OtherIdentifier::Range), "{text}");
            assert_eq!(canonical(&text), None, "{text}");
            assert!(find(&text).iter().all(|found| found.serial.sub.is_none()), "{text}");
        }
        assert_eq!(recognise("国务院令第783号"), Some(OtherIdentifier::Order));
    }

    #[test]
    fn numbers_order_by_code_year_serial() {
        let mut numbers: Vec<DocNumber> =
            ["甲发〔2026〕10号", "甲发〔2026〕9-1号", "甲发〔2026〕9号", "甲发〔2025〕11号"]
                .iter()
                .filter_map(|text| DocNumber::parse(text))
                .collect();
        numbers.sort();
        let printed: Vec<String> = numbers.iter().map(DocNumber::to_string).collect();
        assert_eq!(
            printed,
            ["甲发〔2025〕11号", "甲发〔2026〕9号", "甲发〔2026〕9-1号", "甲发〔2026〕10号"]
        );
    }
}
