//! Web and mail addresses in running text, which readers expect to be links: `https://example.org/a。`
//!
//! CommonMark makes links of those in angle brackets only. Chinese text stands directly beside an
//! address, so one ends at the first character that an address cannot have as it is typed (RFC 3986).

use std::ops::Range;

/// Finds the addresses in a text. Returns each with where it leads.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, String)> {
    // Most texts have none, and these are cheap to look for.
    if !text.contains("://") && !text.contains('@') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for run in text.split(|c: char| !is_of_address(c)) {
        let start = at;
        at += run.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let Some((range, href)) = web(run).or_else(|| mail(run)) else { continue };
        found.push((start + range.start..start + range.end, href));
    }
    found
}

/// Returns whether an address may have a character as it is typed. Quotation marks end one.
fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&()*+,;=%".contains(c)
}

/// Finds a web address in a run of such characters: up to its end, but for what ends a sentence.
fn web(run: &str) -> Option<(Range<usize>, String)> {
    let schemes = run.match_indices("://").filter_map(|(at, _)| {
        let before = run.get(..at)?;
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            let start = before.len().checked_sub(scheme.len());
            start.is_some_and(|start| before[start..].eq_ignore_ascii_case(scheme))
        })?;
        Some((at - scheme.len(), at + 3))
    });
    let (start, host) = schemes.take(1).next()?;
    let count = |c| run.get(host..).unwrap_or_default().matches(c).count();
    let mut unopened = count(')').saturating_sub(count('('));
    let mut end = run.len();
    while let Some(last) = run.get(host..end)?.chars().next_back() {
        match last {
            ')' if unopened > 0 => unopened -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '[' | ']' => {}
            _ => break,
        }
        end -= 1;
    }
    let is_host = run.get(host..end)?.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_host.then(|| (start..end, run[start..end].to_owned()))
}

/// Finds a mail address in a run of such characters.
fn mail(run: &str) -> Option<(Range<usize>, String)> {
    let (before, after) = run.split_once('@')?;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let name = before.len() - before.trim_end_matches(is_of_name).len();
    let host = after.find(|c| !is_of_host(c)).unwrap_or(after.len());
    let host = after.get(..host)?.trim_end_matches(['.', '-']);
    let name = before.get(before.len() - name..)?.trim_start_matches(['.', '-', '+', '%', '_']);
    let (_, domain) = host.rsplit_once('.')?;
    let is_mail = !name.is_empty()
        && host.starts_with(|c: char| c.is_ascii_alphanumeric())
        && domain.len() >= 2
        && domain.bytes().all(|b| b.is_ascii_alphabetic());
    let range = before.len() - name.len()..before.len() + 1 + host.len();
    is_mail.then(|| (range, format!("mailto:{name}@{host}")))
}

#[cfg(test)]
mod tests {
    use super::find;

    fn found(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(range, href)| format!("{} {href}", &text[range])).collect()
    }

    #[test]
    fn addresses_end_where_chinese_text_goes_on() {
        for (text, address) in [
            ("详见https://example.org/a_b?c=1&d=2。", "https://example.org/a_b?c=1&d=2"),
            ("（http://example.org/），或", "http://example.org/"),
            ("网址：HTTP://EXAMPLE.ORG，请", "HTTP://EXAMPLE.ORG"),
            ("https://example.org/通知", "https://example.org/"),
            ("见 https://example.org.", "https://example.org"),
            ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
            ("“https://example.org/”", "https://example.org/"),
        ] {
            assert_eq!(found(text), [format!("{address} {address}")], "{text}");
        }
        for (text, mail) in [
            ("发至邮箱office@example.org。", "office@example.org"),
            ("office.a-b@mail.example.org；", "office.a-b@mail.example.org"),
        ] {
            assert_eq!(found(text), [format!("{mail} mailto:{mail}")], "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_left() {
        for text in [
            "微信号@某某",
            "a@b",
            "://",
            "https://",
            "https://，",
            "ftp://example.org/",
            "3@5.2",
            "javascript://example.org/%0aalert(1)",
            "单价 3元/人@现场",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        let both = found("https://example.org/ 或 a@example.org");
        assert_eq!(both.len(), 2, "{both:?}");
    }
}
