//! What an editor types to lead somewhere, taken apart: `../a%20b.pdf?v=2#part`.
//!
//! Links, images, raw HTML and attachments, of public and of hidden documents alike, are read
//! here and nowhere else: a spelling that leads to a file in the one must lead to it in the other,
//! or a file that only an internal document names would be taken for one that nobody names.

use crate::scheme::Scheme;
use crate::source::SitePath;

/// A target inside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What it may mean, likeliest first; empty if it leads to a place in the document itself.
    pub readings: Vec<Reading>,
    /// Behind `#`, percent-decoded.
    pub fragment: Option<String>,
    /// Whether people would take it for the address of another site: `https：//a.cn`. Browsers do
    /// not, and a file may be named so.
    pub looks_external: bool,
}

/// One way to read a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Plain text, `/` between its parts.
    pub path: String,
    /// What follows the path, as typed: `?v=2#part`.
    pub end: String,
}

impl Target {
    /// Reads a target; `None` if it is an address outside of the site.
    pub fn parse(typed: &str) -> Option<Target> {
        // Browsers drop these wherever they stand, and white space at both ends.
        let typed: String = typed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let typed = typed.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if is_outside(typed) {
            return None;
        }
        let cut = typed.find(['?', '#']).unwrap_or(typed.len());
        let (path, end) = typed.split_at(cut);
        let fragment = end.split_once('#').map(|(_, fragment)| plain(fragment));
        let looks_external = Scheme::parse(typed) != Scheme::Relative;
        let mut target = Target { readings: Vec::new(), fragment, looks_external };
        if !path.is_empty() {
            target.add_all(path, end);
            // A file may have such characters in its name.
            if !end.is_empty() {
                target.add_all(typed, "");
            }
        }
        Some(target)
    }

    /// The files of the site that it may mean, read from a folder, likeliest first, each with what
    /// follows the path.
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
        // Browsers take a backslash for a slash, and Windows types it.
        let slashed = path.replace('\\', "/");
        self.add(plain(&slashed), end);
        self.add(slashed.clone(), end);
        // A Chinese input method types full-width percent signs and digits.
        let narrow = narrow_escapes(&slashed);
        self.add(plain(&narrow), end);
        // An address that was copied from a browser and encoded once more.
        self.add(plain(&plain(&slashed)), end);
    }

    fn add(&mut self, path: String, end: &str) {
        let known = self.readings.iter().any(|known| known.path == path && known.end == end);
        if !known && !path.is_empty() {
            self.readings.push(Reading { path, end: end.to_owned() });
        }
    }
}

/// Whether a target names another site, or is no address of a page at all.
fn is_outside(target: &str) -> bool {
    Scheme::parse_like_browsers(target) != Scheme::Relative
        || target.replace('\\', "/").starts_with("//")
}

/// Percent-decoded if it can be, else as it is.
fn plain(text: &str) -> String {
    percent_decoded(text).unwrap_or_else(|| text.to_owned())
}

/// Undoes percent-encoding; `None` if the result is no text.
pub fn percent_decoded(path: &str) -> Option<String> {
    let bytes = path.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match escaped(bytes.get(at..at + 3).unwrap_or_default()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).ok()
}

/// The byte that `%E9` stands for.
fn escaped(three: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    match three {
        [b'%', high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    }
}

/// `％２０` as `%20`.
fn narrow_escapes(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let digits = chars.get(at + 1..at + 3).unwrap_or_default();
        let is_escape = narrow(*c) == '%'
            && digits.len() == 2
            && digits.iter().all(|digit| narrow(*digit).is_ascii_hexdigit());
        if is_escape {
            out.push('%');
            out.extend(digits.iter().map(|digit| narrow(*digit)));
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

    fn first(typed: &str) -> Option<String> {
        let target = Target::parse(typed)?;
        target.files("content/notices/conf").next().map(|(path, _)| path.to_string())
    }

    /// Whether a spelling can mean the file.
    fn means(typed: &str, file: &str) -> bool {
        Target::parse(typed)
            .is_some_and(|t| t.files("content/notices/conf").any(|(path, _)| path.as_str() == file))
    }

    #[test]
    fn every_spelling_of_a_file_means_it() {
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
    fn the_likeliest_reading_comes_first() {
        assert_eq!(first("a%20b.pdf#c").as_deref(), Some("content/notices/conf/a b.pdf"));
        let target = Target::parse("a.pdf?v=%31#%E7%AC%AC").expect("inside");
        assert_eq!(target.readings[0].end, "?v=%31#%E7%AC%AC");
        assert_eq!(target.fragment.as_deref(), Some("第"));
        assert_eq!(first("../../../../etc/passwd"), None);
    }

    #[test]
    fn what_leads_outside_is_no_target() {
        for typed in ["https://a.cn/", "mailto:a@b.cn", "//a.cn/x", "\\\\a\\b", " tel:1", "x-y:z"] {
            assert_eq!(Target::parse(typed), None, "{typed}");
        }
        for typed in ["附件1:名单.docx", "a.pdf", "/notices/", "#一", "?q=1", ""] {
            assert!(Target::parse(typed).is_some(), "{typed}");
        }
        assert!(Target::parse("#一").expect("inside").readings.is_empty());
    }

    #[test]
    fn escapes_that_are_none_stay() {
        assert_eq!(percent_decoded("/%zz/%E9").as_deref(), None);
        assert_eq!(percent_decoded("/100%/").as_deref(), Some("/100%/"));
        assert_eq!(percent_decoded("%+1").as_deref(), Some("%+1"));
        assert_eq!(narrow_escapes("50％的"), "50％的");
    }
}
