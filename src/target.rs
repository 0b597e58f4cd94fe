//! Parses the target of a link as editors type it: `../a%20b.pdf?v=2#part`.
//!
//! Links, images, raw HTML and attachments of public and of hidden documents are all parsed here.
//! A spelling must lead to the same file in both kinds of documents; otherwise a file that only an
//! internal document links to would look like a file without links, and be published.

use crate::han::half_width;
use crate::scheme::Scheme;
use crate::source::SitePath;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A target inside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it may mean, the likeliest first; empty if it leads to a place in the document itself.
    pub readings: Vec<Reading>,
    /// The part after `#`, percent-decoded.
    pub fragment: Option<String>,
    /// Whether people would take it for the address of another site, as `https：//a.cn`. Browsers
    /// do not, and a file may have such a name.
    pub looks_external: bool,
}

/// One way to read a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Decoded, with `/` between its parts.
    pub path: String,
    /// What follows the path, as typed: `?v=2#part`.
    pub end: String,
}

impl Target {
    /// Parses a target; `None` if it is an address outside of the site.
    pub fn parse(typed: &str) -> Option<Target> {
        // Browsers remove these characters everywhere, and white space at both ends.
        let typed: String = typed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let typed = typed.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if is_external(typed) {
            return None;
        }
        let cut = typed.find(['?', '#']).unwrap_or(typed.len());
        let (path, end) = typed.split_at(cut);
        let fragment = end.split_once('#').map(|(_, fragment)| decoded_or_unchanged(fragment));
        let looks_external = Scheme::parse(typed) != Scheme::Relative;
        let mut target = Target { readings: Vec::new(), fragment, looks_external };
        if !path.is_empty() {
            target.add_all(path, end);
            // `?` and `#` may be part of a file's name.
            if !end.is_empty() {
                target.add_all(typed, "");
            }
        }
        Some(target)
    }

    /// Returns the files of the site that it may mean, relative to a folder, the likeliest first, each
    /// with what follows the path.
    pub fn files(&self, folder: &str) -> impl Iterator<Item = (SitePath, &str)> {
        self.readings.iter().filter_map(move |reading| {
            let (folder, path) = match reading.path.strip_prefix("@/") {
                Some(path) => ("content", path),
                None => (folder, reading.path.as_str()),
            };
            Some((SitePath::resolve(folder, path)?, reading.end.as_str()))
        })
    }

    fn add_all(&mut self, path: &str, end: &str) {
        // Browsers read a backslash as a slash, and paths copied on Windows have it.
        let slashed = path.replace('\\', "/");
        self.add(decoded_or_unchanged(&slashed), end);
        self.add(slashed.clone(), end);
        // Chinese input methods type full-width percent signs and digits.
        let narrow = half_width_escapes(&slashed);
        self.add(decoded_or_unchanged(&narrow), end);
        // An address copied from a browser may have been encoded twice.
        self.add(decoded_or_unchanged(&decoded_or_unchanged(&slashed)), end);
    }

    fn add(&mut self, path: String, end: &str) {
        let known = self.readings.iter().any(|known| known.path == path && known.end == end);
        if !known && !path.is_empty() {
            self.readings.push(Reading { path, end: end.to_owned() });
        }
    }
}

/// Returns whether a target leads to another site, or has a scheme such as `mailto:`.
fn is_external(target: &str) -> bool {
    Scheme::parse_like_browsers(target) != Scheme::Relative
        || target.replace('\\', "/").starts_with("//")
}

/// Returns a text percent-decoded if possible, otherwise unchanged.
fn decoded_or_unchanged(text: &str) -> String {
    percent_decoded(text).unwrap_or_else(|| text.to_owned())
}

/// Returns a path with its percent-encoding decoded; `None` if the result is no UTF-8.
pub fn percent_decoded(path: &str) -> Option<String> {
    let plain = percent_decode_str(path).decode_utf8().ok()?;
    Some(plain.into_owned())
}

/// Percent-encodes a path (RFC 3986): everything but unreserved characters and slashes.
pub fn percent_encoded(path: &str) -> String {
    const ESCAPED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    utf8_percent_encode(path, ESCAPED).to_string()
}

/// Returns a text with full-width percent escapes made half-width: `％２０` as `%20`.
fn half_width_escapes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let digits = chars.get(at + 1..at + 3).unwrap_or_default();
        let is_escape = half_width(*c) == '%'
            && digits.len() == 2
            && digits.iter().all(|digit| half_width(*digit).is_ascii_hexdigit());
        if is_escape {
            out.push('%');
            out.extend(digits.iter().map(|digit| half_width(*digit)));
            at += 3;
        } else {
            out.push(*c);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_is_reversed_by_decoding() {
        let address = "/鲁医协发〔2026〕1号/a b%/";
        assert_eq!(percent_decoded(&percent_encoded(address)).as_deref(), Some(address));
    }

    fn first(typed: &str) -> Option<String> {
        let target = Target::parse(typed)?;
        target.files("content/notices/conf").next().map(|(path, _)| path.to_string())
    }

    /// Returns whether a target can mean the file.
    fn means(typed: &str, file: &str) -> bool {
        Target::parse(typed)
            .is_some_and(|t| t.files("content/notices/conf").any(|(path, _)| path.as_str() == file))
    }

    #[test]
    fn every_spelling_of_a_file_leads_to_it() {
        let file = "content/notices/conf/附 件#1.xlsx";
        for typed in [
            "附 件#1.xlsx",
            "附%20件%231.xlsx",
            "./附 件%231.xlsx",
            "../conf/附%20件%231.xlsx?v=2#p",
            "@/notices/conf/附 件#1.xlsx",
            "%e9%99%84%20%E4%BB%B6%231.xlsx",
            "附％２０件％231.xlsx",
            "附%2520件%25231.xlsx",
            "..\\conf\\附 件#1.xlsx",
            " 附 件#1\n.xlsx ",
            "x/../附 件#1.xlsx",
        ] {
            assert!(means(typed, file), "{typed}: {:?}", Target::parse(typed));
        }
        assert!(means("100%.pdf", "content/notices/conf/100%.pdf"));
        assert!(means("a%20b.pdf", "content/notices/conf/a%20b.pdf"));
    }

    #[test]
    fn likeliest_reading_comes_first() {
        assert_eq!(first("a%20b.pdf#c").as_deref(), Some("content/notices/conf/a b.pdf"));
        let target = Target::parse("a.pdf?v=%31#%E7%AC%AC").expect("inside");
        assert_eq!(target.readings[0].end, "?v=%31#%E7%AC%AC");
        assert_eq!(target.fragment.as_deref(), Some("第"));
        assert_eq!(first("../../../../etc/passwd"), None);
    }

    #[test]
    fn external_address_is_no_target() {
        for typed in ["https://a.cn/", "mailto:a@b.cn", "//a.cn/x", "\\\\a\\b", " tel:1", "x-y:z"] {
            assert_eq!(Target::parse(typed), None, "{typed}");
        }
        for typed in ["附件1:名单.docx", "a.pdf", "/notices/", "#一", "?q=1", ""] {
            assert!(Target::parse(typed).is_some(), "{typed}");
        }
        assert!(Target::parse("#一").expect("inside").readings.is_empty());
    }

    #[test]
    fn invalid_percent_escapes_are_kept() {
        assert_eq!(percent_decoded("/%zz/%E9").as_deref(), None);
        assert_eq!(percent_decoded("/100%/").as_deref(), Some("/100%/"));
        assert_eq!(percent_decoded("%+1").as_deref(), Some("%+1"));
        assert_eq!(half_width_escapes("50％的"), "50％的");
    }
}
