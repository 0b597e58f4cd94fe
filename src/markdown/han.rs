//! Which characters are Chinese text, as far as Markdown's rules for spaces and punctuation care.
//!
//! Markdown's rules were made for words with spaces between them. Chinese has none, and its
//! punctuation carries its own width, so emphasis and line breaks need to know these characters.

use crate::number::is_han;

/// Whether a character belongs to Chinese (or Japanese) text: a letter of it or a mark of it.
pub(super) fn is_cjk(c: char) -> bool {
    is_cjk_letter(c) || is_cjk_punctuation(c)
}

/// A character that stands in a Chinese sentence as a letter does in an English one.
fn is_cjk_letter(c: char) -> bool {
    is_han(c)
        || matches!(c, '々' | '〆' | '\u{3021}'..='\u{3029}' | '\u{3041}'..='\u{309f}'
            | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{312f}')
}

/// Chinese punctuation, with the quotation marks, dashes and dots that it shares with English.
pub(super) fn is_cjk_punctuation(c: char) -> bool {
    is_full_width_punctuation(c)
        || matches!(c, '‘' | '’' | '“' | '”' | '—' | '–' | '…' | '‥' | '•' | '‰')
}

/// Punctuation that fills the square of a Chinese character, so that no space is due beside it.
fn is_full_width_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}'
        | '\u{30a0}' | '\u{30fb}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6b}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
        | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffe6}')
}

/// Whether a line break between two characters is no space: the editor only wrapped the line.
pub(super) fn joins(before: char, after: char) -> bool {
    (is_cjk(before) && is_cjk(after))
        || is_full_width_punctuation(before)
        || is_full_width_punctuation(after)
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn line_break_is_a_space_only_beside_latin_words() {
        assert!(joins('医', '院'));
        assert!(joins('医', '，'));
        assert!(joins('”', '医'));
        assert!(joins('，', 'A'));
        assert!(joins('あ', '医'));
        assert!(!joins('医', 'A'));
        assert!(!joins('”', 'A'));
        assert!(!joins('.', '医'));
        assert!(!joins('a', 'b'));
    }
}
