//! Escapes text and addresses for HTML.

/// Appends text, escaped for elements and for quoted attributes.
pub(super) fn text(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// Appends an address as it was typed, except that characters which no address may contain are
/// percent-encoded. Han characters stay legible.
pub(super) fn address(out: &mut String, target: &str) {
    use std::fmt::Write;
    for c in target.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            ' ' | '"' | '<' | '>' | '`' | '\\' | '{' | '}' | '|' | '^' | '\0'..='\x1f' | '\x7f' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
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
