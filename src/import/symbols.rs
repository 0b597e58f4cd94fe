//! Characters of symbol fonts, which have no meaning in any other font.

/// Returns whether a character is one of a symbol font. Word and PDF files have them in a private area.
pub(super) fn is_symbol(c: char) -> bool {
    matches!(c, '\u{f000}'..='\u{f0ff}')
}

/// Returns a text with its symbols as characters of any font, and how many are not known.
pub(super) fn replaced(text: &str) -> (String, usize) {
    let mut unknown = 0;
    let replace = |c: char| {
        if !is_symbol(c) {
            return c;
        }
        in_unicode(u32::from(c)).unwrap_or_else(|| {
            unknown += 1;
            c
        })
    };
    let replaced = text.chars().map(replace).collect();
    (replaced, unknown)
}

/// Returns the character that looks like one of Wingdings or Symbol; `None` if that is not known.
/// Word writes their codes in a private area, from U+F000 on.
pub(super) fn in_unicode(code: u32) -> Option<char> {
    Some(match code & 0xff {
        0x6c => '●',
        0x6e => '■',
        0x6f | 0xa8 | 0x71 | 0x72 => '□',
        0x75 => '◆',
        0x76 => '❖',
        0xa1 => '○',
        0xa4 => '◉',
        0xa7 => '▪',
        0xb7 => '•',
        0xd8 => '➢',
        0xe0 => '→',
        0xe8 => '➔',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        0x28 => '☎',
        0x2a => '✉',
        0x46 => '☞',
        0xb2 => '☆',
        0xab => '★',
        _ => return None,
    })
}
