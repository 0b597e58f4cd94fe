//! What is Han, Chinese punctuation and full width: one place for every module that asks.
//!
//! Each question has a function of its own, because the answers differ on purpose: 々 is a token for
//! the search but no part of an issuer's code, and “ is punctuation that Chinese shares with English.

/// Returns whether a character is a Han character: compatibility ideographs and 〇 included.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Returns whether a character is a Han character or a sign that is written among them as one (々, 〆,
/// 〡–〩, 〸–〻). The search counts each as a token; `themes/official/search/tokens.js` has the same
/// range.
pub fn is_han_or_sign(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3005}' | '\u{3006}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303b}')
}

/// Returns whether a character may be part of a word in a title. Narrower than [`is_han`]: neither 〇
/// nor compatibility ideographs are in any word of the list, and a wider range would move the line
/// breaks of titles that are published.
pub fn is_title_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns whether a character belongs to Chinese (or Japanese) text, as a letter or as punctuation.
pub fn is_cjk(c: char) -> bool {
    is_cjk_letter(c) || is_cjk_punctuation(c)
}

/// Returns whether a character is used in Chinese or Japanese as letters are in English.
fn is_cjk_letter(c: char) -> bool {
    is_han(c)
        || matches!(c, '々' | '〆' | '\u{3021}'..='\u{3029}' | '\u{3041}'..='\u{309f}'
            | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{312f}')
}

/// Returns whether a character is Chinese punctuation: full-width, or one of the quotation marks,
/// dashes and dots that Chinese shares with English.
pub fn is_cjk_punctuation(c: char) -> bool {
    is_full_width_punctuation(c)
        || matches!(c, '‘' | '’' | '“' | '”' | '—' | '–' | '…' | '‥' | '•' | '‰')
}

/// Returns whether a character is punctuation as wide as a Han character. Its width already includes
/// the space beside it.
pub fn is_full_width_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}'
        | '\u{30a0}' | '\u{30fb}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6b}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffe6}')
}

/// Returns whether a line break between two characters is no space, because it only wraps the line.
pub fn joins_across_lines(before: char, after: char) -> bool {
    (is_cjk(before) && is_cjk(after))
        || is_full_width_punctuation(before)
        || is_full_width_punctuation(after)
}

/// Returns the ASCII form of a full-width character; any other character unchanged.
pub fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_break_is_a_space_only_beside_latin_words() {
        assert!(joins_across_lines('医', '院'));
        assert!(joins_across_lines('医', '，'));
        assert!(joins_across_lines('”', '医'));
        assert!(joins_across_lines('，', 'A'));
        assert!(joins_across_lines('あ', '医'));
        assert!(!joins_across_lines('医', 'A'));
        assert!(!joins_across_lines('”', 'A'));
        assert!(!joins_across_lines('.', '医'));
        assert!(!joins_across_lines('a', 'b'));
    }

    #[test]
    fn ranges_of_han_differ_in_signs_and_zero_only() {
        for c in ['医', '\u{3400}', '\u{20000}'] {
            assert!(is_han(c) && is_han_or_sign(c) && is_title_ideograph(c) && is_cjk(c), "{c}");
        }
        assert!(is_han('〇') && is_han_or_sign('〇') && !is_title_ideograph('〇'));
        assert!(!is_han('々') && is_han_or_sign('々') && is_cjk('々'));
        for c in ['a', '１', '，', '㈠', 'あ'] {
            assert!(!is_han(c) && !is_han_or_sign(c) && !is_title_ideograph(c), "{c}");
        }
    }

    #[test]
    fn full_width_ascii_has_a_half_width_form() {
        let narrow: String = "％２０Ａｚ（～，医　".chars().map(half_width).collect();
        assert_eq!(narrow, "%20Az(~,医　");
    }
}
