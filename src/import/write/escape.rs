//! Escapes what Markdown would take for markup.

/// How a text is enclosed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    /// Between the brackets of a link.
    Link,
    /// In a cell of a table.
    Cell,
}

/// Escapes a piece of text wherever it stands in a line.
pub(super) fn text(text: &str, place: Place) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        if let Some(address) = autolink(rest).filter(|_| place != Place::Link) {
            escaped.push_str(address);
            rest = rest.get(address.len()..).unwrap_or_default();
            before = Some('>');
            continue;
        }
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        let next = behind.chars().next();
        if needs_escape(c, before, next, behind, place) {
            escaped.push('\\');
        }
        match c {
            // White space of any kind is a space; a line end would end the paragraph.
            '\t' | '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
        before = Some(c);
        rest = behind;
    }
    escaped
}

fn needs_escape(
    c: char,
    before: Option<char>,
    next: Option<char>,
    behind: &str,
    place: Place,
) -> bool {
    match c {
        '`' | '*' | '~' => true,
        '|' => place == Place::Cell,
        // White space at the end of a piece may be moved away.
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next.is_whitespace()),
        '_' => {
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !(is_word(before) && is_word(next))
        }
        '[' => place == Place::Link || next == Some('^') || is_task(behind) || next.is_none(),
        // Without `](`, `][` and `]:` there is no link, whatever brackets there are.
        ']' => {
            place == Place::Link || next.is_none_or(|next| matches!(next, '(' | '[' | ':' | '（'))
        }
        '<' => {
            next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
        }
        '&' => next.is_none() || is_entity(behind),
        _ => false,
    }
}

fn is_task(behind: &str) -> bool {
    ["x] ", "X] ", " ] "].iter().any(|task| behind.starts_with(task))
}

fn is_entity(behind: &str) -> bool {
    let name = behind.split(';').next().unwrap_or_default();
    name.len() < behind.len()
        && name.len() <= 32
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
}

/// Returns the address at the beginning of a text with its angle brackets, which Markdown makes a
/// link.
fn autolink(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let length = inner.find('>')?;
    let address = inner.get(..length)?;
    let is_address = ["http://", "https://"].iter().any(|start| address.starts_with(start));
    let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<');
    (is_address && is_plain).then(|| text.get(..length + 2)).flatten()
}

/// Escapes the beginnings of the lines of a paragraph that Markdown would take for a heading, a list,
/// a rule or another block.
pub(super) fn line_start(written: &str) -> String {
    let lines: Vec<String> = written.split('\n').map(escaped_line).collect();
    lines.join("\n")
}

fn escaped_line(line: &str) -> String {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let ends_word = |text: &str| text.is_empty() || text.starts_with([' ', '\t']);
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&hashes) && ends_word(bare.get(hashes..).unwrap_or_default());
    let is_bullet =
        bare.starts_with(['-', '+', '*']) && ends_word(bare.get(1..).unwrap_or_default());
    let is_rule = !bare.is_empty() && bare.chars().all(|c| "-=:|+ ".contains(c));
    let is_fence = bare.starts_with("~~~") || bare.starts_with("```");
    if is_heading || is_bullet || is_rule || is_fence || bare.starts_with('>') {
        return format!("\\{bare}");
    }
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = bare.split_at(digits);
    if (1..=9).contains(&digits)
        && behind.starts_with(['.', ')'])
        && ends_word(behind.get(1..).unwrap_or_default())
    {
        return format!("{number}\\{behind}");
    }
    // Four spaces would make program code.
    if indent > 0 { bare.to_owned() } else { line.to_owned() }
}

/// Returns the number at the beginning of a text that Markdown may show as the number of a list, and
/// how long its label is in bytes.
pub(super) fn list_number(written: &str) -> Option<(u32, usize)> {
    let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = written.get(..digits)?;
    let rest = written.get(digits..)?.strip_prefix(". ")?;
    // 01. would be shown as 1.
    let is_plain = (1..=3).contains(&digits) && !number.starts_with('0');
    let has_text = !rest.trim().is_empty() && !rest.starts_with(' ');
    (is_plain && has_text).then(|| Some((number.parse().ok()?, digits + 2))).flatten()
}

/// Escapes the hash marks at the end of a heading, which Markdown would leave out.
pub(super) fn heading_end(written: &str) -> String {
    match written.strip_suffix('#') {
        Some(before) => format!("{before}\\#"),
        None => written.to_owned(),
    }
}

/// Escapes a text in HTML.
pub(super) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Place, text};

    #[test]
    fn backslash_before_white_space_is_escaped() {
        // The space is moved behind the marks of bold letters, and `\**` would be an asterisk.
        assert_eq!(text("\\ ", Place::Text), "\\\\ ");
        assert_eq!(text("C:\\甲", Place::Text), "C:\\甲");
    }
}
