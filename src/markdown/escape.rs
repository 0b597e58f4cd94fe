//! Escapes text and addresses for HTML.

use percent_encoding::percent_encode_byte;
use pulldown_cmark_escape::escape_html;

/// Appends text, escaped for elements and for quoted attributes.
pub(super) fn text(out: &mut String, text: &str) {
    // Writing to a string does not fail.
    let _ = escape_html(out, text);
}

/// Appends an address as it was typed, except that characters which no address may contain are
/// percent-encoded. Han characters stay legible.
pub(super) fn address(out: &mut String, target: &str) {
    for c in target.chars() {
        match u8::try_from(c) {
            Ok(b'&') => out.push_str("&amp;"),
            Ok(
                byte @ (b' '
                | b'"'
                | b'<'
                | b'>'
                | b'`'
                | b'\\'
                | b'{'
                | b'}'
                | b'|'
                | b'^'
                | 0..=0x1f
                | 0x7f),
            ) => out.push_str(percent_encode_byte(byte)),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_characters_are_escaped() {
        let mut out = String::new();
        super::text(&mut out, "甲<b a=\"1\">&乙");
        assert_eq!(out, "甲&lt;b a=&quot;1&quot;&gt;&amp;乙");
        out.clear();
        super::address(&mut out, "附件 1.pdf?a=1&b=\"%20\n");
        assert_eq!(out, "附件%201.pdf?a=1&amp;b=%22%20%0A");
    }
}
