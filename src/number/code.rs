//! 机关代字, the code of an issuer that begins a document number: 鲁医协发.

use super::padding::is_padding;
use crate::han::{half_width, is_han};

/// Characters that no issuer's code contains: a text that has one is part of a sentence.
const NEVER_IN_CODE: &[char] = &['的', '了', '是', '第', '号'];

/// Characters that no issuer's code ends with (于府发 and 和政发 begin with them).
const NEVER_LAST: &[char] = &['于', '在', '和', '与', '或', '为', '年'];

/// The longest code, in characters; the longest known to be in use has fourteen.
pub(super) const MAX_CODE_LENGTH: usize = 20;

/// Returns the canonical form of a code (brackets full-width, letters half-width); `None` if the text
/// cannot be an issuer's code.
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
    // Orders, announcements and registrations of web sites have numbers of other kinds.
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
