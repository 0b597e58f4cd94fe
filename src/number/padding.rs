//! Characters that may be anywhere in a typed number and mean nothing.

/// Returns whether a character is white space of any width, or invisible.
pub(super) fn is_padding(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{3164}')
}
