//! Every rule about addresses. An address, once given, stays for ever.
//!
//! Addresses inside the site are paths that begin and, for pages, end with a slash:
//! `/lyxf/2026/1/`. Base path and percent-encoding are added where an address is printed.

use crate::config::{BaseUrl, Config, is_slug};
use crate::document::section::Kind;
use crate::number::DocNumber;
use crate::output::OutPath;
use crate::register::{DocId, Register};
pub use crate::target::percent_decoded;
use pinyin::ToPinyin;
use std::collections::BTreeMap;

/// Where everything stands.
#[derive(Debug)]
pub struct Addresses {
    base: BaseUrl,
    documents: Vec<String>,
    topics: BTreeMap<String, String>,
    issuers: BTreeMap<String, String>,
}

impl Addresses {
    pub fn of(register: &Register, config: &Config) -> Addresses {
        let mut addresses = Addresses {
            base: config.base_url.clone(),
            documents: Vec::with_capacity(register.entries.len()),
            topics: BTreeMap::new(),
            issuers: config
                .issuers
                .iter()
                .flat_map(|issuer| {
                    let address = list(&issuer.slug.value);
                    std::iter::once(&issuer.name)
                        .chain(&issuer.former_names)
                        .map(move |name| (name.value.clone(), address.clone()))
                })
                .collect(),
        };
        for topic in register.lists.topics.keys() {
            let slug = config.topic_slugs.get(topic).cloned().unwrap_or_else(|| slug_of(topic));
            addresses.topics.insert(topic.clone(), slug);
        }
        for id in register.ids() {
            let address = address_of(register, config, id);
            addresses.documents.push(address);
        }
        addresses
    }

    /// `/lyxf/2026/1/`
    pub fn document(&self, id: DocId) -> &str {
        &self.documents[id.0]
    }

    /// `/topics/dang-jian/`
    pub fn topic(&self, name: &str) -> String {
        format!("/topics/{}/", self.topic_slug(name))
    }

    pub fn topic_slug(&self, name: &str) -> &str {
        self.topics.get(name).map_or("", String::as_str)
    }

    /// `/lyx/`, if site.yaml knows the issuer by this name or had it as a former one.
    pub fn issuer(&self, name: &str) -> Option<&str> {
        self.issuers.get(name).map(String::as_str)
    }

    /// An address as it is printed in `href`: base path before it, percent-encoded.
    pub fn href(&self, address: &str) -> String {
        encoded(&format!("{}{}", self.base.path.trim_end_matches('/'), address))
    }

    /// The whole address, with scheme and host.
    pub fn permalink(&self, address: &str) -> String {
        format!("{}{}", self.base.origin, self.href(address))
    }
}

/// The statistics of the whole site.
pub const STATISTICS: &str = "/statistics/";

/// The most bytes that a path below the output may have. File systems take some 4,000 for a whole
/// path, some programs that copy sites less; and whoever reads an address aloud is glad of it.
pub const LONGEST: usize = 1_000;

/// The file that stands for an address; `None` if no file system could hold it.
pub fn file_of(address: &str) -> Option<OutPath> {
    let path = address.trim_start_matches('/');
    if path.split('/').any(is_reserved) {
        return None;
    }
    let path = if path.is_empty() || path.ends_with('/') {
        OutPath::new(&format!("{path}index.html"))
    } else {
        OutPath::new(path)
    };
    path.filter(|path| path.as_str().len() <= LONGEST)
}

/// The address that a file stands for.
pub fn of_file(path: &OutPath) -> String {
    match path.as_str().strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// Whether a name cannot be that of a file on Windows: a device, or one that ends with a full stop
/// or a space.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let numbered = |device: &str| {
        let rest = stem.get(..3).filter(|start| start.eq_ignore_ascii_case(device));
        rest.is_some()
            && matches!(
                &stem[3..],
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
    };
    let devices = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    name.ends_with(['.', ' '])
        || devices.iter().any(|device| stem.eq_ignore_ascii_case(device))
        || numbered("com")
        || numbered("lpt")
}

/// `/notices/`
pub fn section(folder: &str) -> String {
    format!("/{folder}/")
}

/// `/lyx/`, `/lyxf/`: the page of an issuer, the register of a series.
pub fn list(slug: &str) -> String {
    format!("/{slug}/")
}

/// `/notices/page/2/`; the first page is the list itself.
pub fn pager(list: &str, index: usize) -> String {
    if index <= 1 { list.to_owned() } else { format!("{list}page/{index}/") }
}

/// `/notices/2026/`, `/lyxf/2026/`
pub fn year(list: &str, year: i16) -> String {
    format!("{list}{year}/")
}

/// `/lyxf/2026/1/`
pub fn numbered(slug: &str, number: &DocNumber) -> String {
    format!("/{slug}/{}/{}/", number.year, number.serial)
}

/// The PDF of a page, beside it: `/lyxf/2026/1/lyxf-2026-1.pdf`.
pub fn paper(page: &str) -> String {
    format!("{page}{}.pdf", page.trim_matches('/').replace('/', "-"))
}

/// The raw number as an address: `/鲁医协发〔2026〕1号/`.
pub fn raw_number(number: &DocNumber) -> String {
    format!("/{number}/")
}

/// An alias as it was typed, as an address; `None` if it cannot be one.
pub fn alias(typed: &str) -> Option<String> {
    let path = typed.trim().trim_matches('/');
    let address = match path.rsplit('/').next() {
        Some(last) if last.ends_with(".html") || last.ends_with(".htm") => format!("/{path}"),
        _ => format!("/{path}/"),
    };
    file_of(&address).filter(|_| !path.is_empty() && !path.starts_with('.')).map(|_| address)
}

fn address_of(register: &Register, config: &Config, id: DocId) -> String {
    let entry = register.entry(id);
    let section = register.section_of(id);
    let list = self::section(&section.folder);
    let slug = document_slug(register, id);
    if let Some(issue) = entry.issue {
        return format!("{}{slug}/", address_of(register, config, issue));
    }
    if let Some(issue) = entry.issue_number() {
        return format!("{list}{}/{}/", issue.year, issue.number);
    }
    let numbered = entry.number().and_then(|n| Some((n, config.issuers.of_code(&n.code)?)));
    if let Some((number, (_, series))) = numbered {
        return self::numbered(&series.slug.value, number);
    }
    match (section.kind, entry.date()) {
        (Kind::Page, _) | (_, None) => format!("{list}{slug}/"),
        (_, Some(date)) => format!("{list}{}/{slug}/", date.year()),
    }
}

/// The slug as given, else from the name of the file or bundle, without a date at its front.
fn document_slug(register: &Register, id: DocId) -> String {
    let entry = register.entry(id);
    if let Some(slug) = &entry.document.front.slug
        && is_slug(&slug.value)
    {
        return slug.value.clone();
    }
    let path = &entry.document.source.path;
    let name = match path.file_name() {
        "index.md" => path.folder().rsplit('/').next().unwrap_or_default(),
        _ => path.stem(),
    };
    let undated = name
        .get(..10)
        .filter(|date| crate::date::is_iso(date))
        .map(|_| name[10..].trim_start_matches(['-', '_', ' ']))
        .filter(|rest| !rest.is_empty());
    slug_of(undated.unwrap_or(name))
}

/// Pinyin without tones for Han characters, lower case for Latin, hyphens between.
pub fn slug_of(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in name.chars() {
        if let Some(pinyin) = c.to_pinyin() {
            words.push(pinyin.plain().replace('ü', "v"));
            open = false;
        } else if c.is_alphanumeric() {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.extend(c.to_lowercase()),
                None => words.push(c.to_lowercase().collect()),
            }
            open = true;
        } else {
            open = false;
        }
    }
    let mut slug = words.join("-");
    while slug.len() > 100 {
        words.pop();
        slug = words.join("-");
    }
    if slug.is_empty() { "untitled".to_owned() } else { slug }
}

/// Percent-encodes a path (RFC 3986): everything but unreserved characters and slashes.
pub fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_pinyin() {
        assert_eq!(slug_of("高质量发展"), "gao-zhi-liang-fa-zhan");
        assert_eq!(slug_of("十五五 Plan 2026"), "shi-wu-wu-plan-2026");
        assert_eq!(slug_of("女性"), "nv-xing");
        assert_eq!(slug_of("——"), "untitled");
        assert!(slug_of(&"长".repeat(500)).len() <= 100);
    }

    #[test]
    fn encoding_comes_back() {
        let address = "/鲁医协发〔2026〕1号/a b%/";
        assert_eq!(percent_decoded(&encoded(address)).as_deref(), Some(address));
    }

    #[test]
    fn aliases_stay_inside() {
        assert_eq!(alias("old/address").as_deref(), Some("/old/address/"));
        assert_eq!(alias("/a/b.html").as_deref(), Some("/a/b.html"));
        let (wide, deep) = ("长".repeat(86), "a/".repeat(495));
        assert!(alias(&wide[3..]).is_some() && alias(&deep[2..]).is_some());
        for wrong in ["", "/", "../x", "a/../b", ".gitignore", "a//b", &wide, &"a/".repeat(496)] {
            assert_eq!(alias(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn files_and_addresses_stand_for_each_other() {
        for address in ["/", "/a/", "/a/b.html", "/a/myindex.html", "/通知/图.png"] {
            assert_eq!(of_file(&file_of(address).unwrap()), address);
        }
    }

    #[test]
    fn no_address_is_a_device_of_windows() {
        for wrong in [
            "/CON/",
            "/a/aux/b/",
            "/nul.html",
            "/Com1/",
            "/lpt9.txt",
            "/a./",
            "/a /b/",
            "/prn .html",
            "/COM¹/",
            "/conin$/",
        ] {
            assert_eq!(file_of(wrong), None, "{wrong}");
        }
        for right in
            ["/console/", "/com/", "/com10/", "/auxiliary/", "/a.b/", "/通知/", "/lpt/", "/"]
        {
            assert!(file_of(right).is_some(), "{right}");
        }
    }
}
