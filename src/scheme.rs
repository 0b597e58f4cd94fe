//! The schemes that links may have: one allow-list for texts, front matter and settings.
//!
//! A scheme is parsed as browsers parse it (WHATWG URL), so that no spelling of `javascript:` passes
//! that a browser would run. Every other scheme is refused, because no list of dangerous ones would be
//! complete: `file:` and `ms-word:` open programs, `blob:` and `data:` carry documents. `ftp:` is
//! refused because browsers no longer open it.

use crate::han::half_width;

/// The schemes of links. An image may have the first two.
pub const ALLOWED: [&str; 4] = ["https", "http", "mailto", "tel"];

/// The types of images that a `data:` address may hold. SVG is a document and can carry scripts.
const IMAGE_TYPES: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/// Schemes that are also recognised in full-width characters. Browsers read such an address as a
/// relative one; it is refused all the same, because no file has such a name.
const DISGUISED: [&str; 12] = [
    "https",
    "http",
    "mailto",
    "tel",
    "javascript",
    "vbscript",
    "data",
    "file",
    "blob",
    "ftp",
    "intent",
    "view-source",
];

/// The scheme of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// None: a place in the site, or, after `//`, on another host.
    Relative,
    /// On the list.
    Allowed(&'static str),
    /// Not on the list; in lower case.
    Refused(String),
}

impl Scheme {
    /// Parses the scheme of an address. One that only people would take for a scheme is refused.
    pub fn parse(address: &str) -> Scheme {
        match Scheme::parse_like_browsers(address) {
            Scheme::Relative => {
                disguised(address).map_or(Scheme::Relative, |name| Scheme::Refused(name.to_owned()))
            }
            scheme => scheme,
        }
    }

    /// Parses the scheme of an address as browsers do.
    pub fn parse_like_browsers(address: &str) -> Scheme {
        let mut name = String::new();
        for c in read_by_browsers(address) {
            match c {
                ':' if !name.is_empty() => {
                    let allowed = ALLOWED.into_iter().find(|allowed| *allowed == name);
                    return allowed.map_or(Scheme::Refused(name), Scheme::Allowed);
                }
                'a'..='z' | 'A'..='Z' => name.push(c.to_ascii_lowercase()),
                '0'..='9' | '+' | '-' | '.' if !name.is_empty() => name.push(c),
                _ => break,
            }
        }
        Scheme::Relative
    }
}

/// Returns whether a link may have this address.
pub fn is_link(address: &str) -> bool {
    !matches!(Scheme::parse(address), Scheme::Refused(_))
}

/// Returns whether an image may have this address.
pub fn is_image(address: &str) -> bool {
    match Scheme::parse(address) {
        Scheme::Relative => true,
        Scheme::Allowed(name) => matches!(name, "https" | "http"),
        Scheme::Refused(_) => is_image_data(address),
    }
}

/// Returns whether an address holds an image itself: `data:image/png;base64,…`.
pub fn is_image_data(address: &str) -> bool {
    let bare: String = read_by_browsers(address).take(64).collect();
    let bare = bare.to_ascii_lowercase();
    let kind = bare.strip_prefix("data:").unwrap_or_default();
    IMAGE_TYPES
        .iter()
        .any(|image| kind.strip_prefix(image).is_some_and(|rest| rest.starts_with([';', ','])))
}

/// Returns the characters of an address that browsers read: they skip control characters and spaces at
/// the beginning, and tabs and line breaks everywhere.
fn read_by_browsers(address: &str) -> impl Iterator<Item = char> {
    let rest = address.trim_start_matches(|c: char| c <= ' ');
    rest.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'))
}

/// Returns the scheme that people would read: in full-width letters, before a full-width colon, or
/// after invisible characters.
fn disguised(address: &str) -> Option<&'static str> {
    let folded: String = address
        .chars()
        .map(|c| match c {
            '\u{fe13}' | '\u{fe55}' | '\u{a789}' | '\u{2236}' => ':',
            c => half_width(c),
        })
        .filter(|c| !c.is_whitespace() && !c.is_control() && crate::invisible::is_visible(*c))
        .take(16)
        .flat_map(char::to_lowercase)
        .collect();
    DISGUISED
        .into_iter()
        .find(|name| folded.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')))
}

#[cfg(test)]
mod tests {
    use super::{ALLOWED, Scheme, is_image, is_link};
    use proptest::prelude::*;

    #[test]
    fn scheme_that_is_not_allowed_is_refused() {
        for address in [
            "https://example.org/",
            "HTTP://example.org",
            "mailto:a@b.cn",
            "tel:0531-1",
            "//host/x",
            "/a/b:c",
            "a/b:c",
            "附件：名单.pdf",
            "A：名单.pdf",
            "?q=a:b",
            "#a:b",
            "",
            ":",
            "1a:b",
            "名单:x",
            "+x:y",
        ] {
            assert!(is_link(address), "{address}");
        }
        for address in [
            "file:///etc/passwd",
            "ms-word:ofe|u|https://x",
            "search-ms:query=x",
            "blob:https://x/1",
            "data:text/html,x",
            "data:image/png;base64,AA",
            "view-source:https://x",
            "intent://x#Intent;end",
            "ftp://x/",
            "C:\\x",
            "localhost:8000",
            "java\nscript:x",
            "\u{1}\u{1f} javascript:x",
            "JavaScript:x",
            "javascript：x",
            "ｊａｖａｓｃｒｉｐｔ:x",
            "https：//example.org",
            "\u{200b}javascript:x",
            "vbscript\t:x",
        ] {
            assert!(!is_link(address), "{address:?}");
        }
    }

    #[test]
    fn images_are_files_or_data_of_an_image_type() {
        for address in
            ["a.png", "https://h/a.png", "data:image/png;base64,AA", " DATA:image/JPEG,x"]
        {
            assert!(is_image(address), "{address}");
        }
        for address in [
            "mailto:a",
            "data:image/svg+xml,<svg/>",
            "data:text/html,x",
            "data:image/pngx",
            "file:a.png",
            "data:",
            "data:甲乙丙丁戊己庚辛壬癸",
        ] {
            assert!(!is_image(address), "{address}");
        }
    }

    /// Returns whether the scheme is allowed, by the library that implements the standard.
    fn by_the_standard(address: &str) -> bool {
        let base = url::Url::parse("https://base.invalid/a/b").expect("an address");
        match base.join(address) {
            Ok(url) => ALLOWED.contains(&url.scheme()),
            Err(_) => true,
        }
    }

    fn spelling() -> impl Strategy<Value = String> {
        let name = prop::sample::select(vec![
            "javascript",
            "vbscript",
            "data",
            "file",
            "ms-word",
            "search-ms",
            "blob",
            "view-source",
            "intent",
            "https",
            "http",
            "mailto",
            "tel",
            "x",
            "a+b.c-1",
        ]);
        let noise = prop::sample::select(vec![
            "", "", "", "\t", "\n", "\r", " ", "\0", "\u{1f}", "\u{7f}", "\u{a0}", "\u{200b}",
            "\u{feff}", "&",
        ]);
        let colon = prop::sample::select(vec![":", ":", ":", "：", "&colon;", "%3A", "/", ""]);
        (
            noise.clone(),
            name,
            prop::collection::vec((0usize..12, noise, any::<bool>()), 0..5),
            colon,
        )
            .prop_map(|(before, name, changes, colon)| {
                let mut letters: Vec<String> = name.chars().map(String::from).collect();
                for (at, noise, upper) in changes {
                    let at = at % letters.len();
                    if upper {
                        letters[at] = letters[at].to_uppercase();
                    }
                    letters[at].push_str(noise);
                }
                format!("{before}{}{colon}alert(1)", letters.concat())
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn no_spelling_of_a_refused_scheme_passes(address in spelling()) {
            prop_assert!(by_the_standard(&address) || !is_link(&address), "{address:?}");
            if let Scheme::Allowed(name) = Scheme::parse(&address) {
                let url = url::Url::parse(&address);
                prop_assert!(url.map_or(true, |url| url.scheme() == name), "{address:?}");
            }
        }

        #[test]
        fn no_text_passes_whose_scheme_browsers_would_refuse(address in "[a-zA-Z:/\\\\\t\n\r \u{0}-\u{20}：.+-]{0,12}") {
            prop_assert!(by_the_standard(&address) || !is_link(&address), "{address:?}");
        }
    }
}
