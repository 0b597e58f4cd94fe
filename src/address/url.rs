//! The rules of addresses inside the site. An address, once given, stays for ever.
//!
//! Addresses are paths that begin and, for pages, end with a slash: `/lyxf/2026/1/`. Base path and
//! percent-encoding are added where an address is written into a page (`Addresses::href`).

use crate::number::{DocNumber, StandardNumber};
use crate::output::OutPath;

/// The home page.
pub const HOME: &str = "/";
/// The list of all topics.
pub const TOPICS: &str = "/topics/";
/// The search page.
pub const SEARCH: &str = "/search/";
/// The description of the search, for browsers.
pub const OPENSEARCH: &str = "/opensearch.xml";
/// The page that a server sends where there is none.
pub const NOT_FOUND: &str = "/404.html";
/// The statistics of the whole site.
pub const STATISTICS: &str = "/statistics/";
/// What is new and what has changed.
pub const UPDATES: &str = "/updates/";
/// How to subscribe.
pub const SUBSCRIBE: &str = "/subscribe/";
/// All that is in force.
pub const IN_FORCE: &str = "/in-force/";
/// What is coming and what is over.
pub const EVENTS: &str = "/events/";
/// All standards of the site.
pub const STANDARDS: &str = "/standards/";
/// The catalogue of all documents.
pub const CATALOGUE_JSON: &str = "/data/documents.json";
pub const CATALOGUE_CSV: &str = "/data/documents.csv";
/// What the records of the catalogue hold.
pub const CATALOGUE_SCHEMA: &str = "/data/documents.schema.json";
/// Which data the site offers (DCAT).
pub const DATA_CATALOGUE: &str = "/data/catalog.jsonld";
/// The sitemap, or the index of its parts.
pub const SITEMAP: &str = "/sitemap.xml";
pub const ROBOTS: &str = "/robots.txt";
/// The style sheet that colours code, beside the theme's own files.
pub const HIGHLIGHT: &str = "/assets/highlight.css";

/// The style sheet of the colour of the site: by a digest of it, because it may be kept for ever.
pub fn accent(digest: &str) -> String {
    format!("/assets/accent-{digest}.css")
}

/// The longest path below the output, in bytes. File systems allow some 4,000 for a whole path,
/// some programs that copy sites less.
pub const MAX_LENGTH: usize = 1_000;

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
    path.filter(|path| path.as_str().len() <= MAX_LENGTH)
}

/// The address that a file stands for.
pub fn of_file(path: &OutPath) -> String {
    match path.as_str().strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{path}"),
    }
}

/// Returns whether Windows allows no file of this name: a device, or one that ends with a full stop
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
pub fn section(address: &str) -> String {
    format!("/{address}/")
}

/// `/lyx/`, `/lyxf/`: the page of an issuer, the register of a series.
pub fn list(slug: &str) -> String {
    format!("/{slug}/")
}

/// `/notices/page/2/`; the first page is the list itself.
pub fn pager(list: &str, index: usize) -> String {
    if index <= 1 { list.to_owned() } else { format!("{list}page/{index}/") }
}

/// `/notices/2026/`, `/lyxf/2026/`, `/topics/dang-jian/2026/`
pub fn year(list: &str, year: i16) -> String {
    format!("{list}{year}/")
}

/// `/lyxf/2026/1/`
pub fn numbered(slug: &str, number: &DocNumber) -> String {
    format!("/{slug}/{}/{}/", number.year, number.serial)
}

/// `/standards/sdha-001-2026/`, `/standards/gb-t-9704-2012/`: the prefix, without the T of societies, which
/// may have no code that other standards begin with; the serial with its zeros; the year.
pub fn standard(number: &StandardNumber) -> String {
    let prefix = number.society().unwrap_or(&number.prefix);
    let parts = format!("{prefix}-{}-{}", number.serial, number.year);
    format!("{STANDARDS}{}/", parts.to_ascii_lowercase().replace(['/', '.'], "-"))
}

/// The PDF of a page, beside it: `/lyxf/2026/1/lyxf-2026-1.pdf`.
pub fn paper(page: &str) -> String {
    format!("{page}{}.pdf", page.trim_matches('/').replace('/', "-"))
}

/// What has changed since the edition before, below the page of a document: `/lyxf/2026/1/changes/`.
pub fn changes(page: &str) -> String {
    format!("{page}changes/")
}

/// The raw number as an address: `/鲁医协发〔2026〕1号/`.
pub fn raw_number(number: &DocNumber) -> String {
    format!("/{number}/")
}

/// The Atom feed of a list: `/notices/feed.xml`.
pub fn atom_feed(list: &str) -> String {
    format!("{list}feed.xml")
}

/// The JSON feed of a list: `/notices/feed.json`.
pub fn json_feed(list: &str) -> String {
    format!("{list}feed.json")
}

/// The calendar of a list: `/events.ics`, `/notices/events.ics`.
pub fn calendar(list: &str) -> String {
    format!("{list}events.ics")
}

/// The page of a month: `/events/2026/5/`.
pub fn events_month(year: i16, month: i8) -> String {
    format!("{EVENTS}{year}/{month}/")
}

/// A part of a sitemap that is too long for one file, counted from 1: `/sitemap-1.xml`.
pub fn sitemap_part(part: usize) -> String {
    format!("/sitemap-{part}.xml")
}

/// The picture of a document, named by a digest of all that is drawn: `/cards/0123456789abcdef.png`.
pub fn card(digest: &str) -> String {
    format!("/cards/{digest}.png")
}

/// A smaller copy of a picture, named by a digest of what it is made from: `/pictures/0123456789abcdef-960.jpg`.
pub fn picture(digest: &str, width: u32, extension: &str) -> String {
    format!("/pictures/{digest}-{width}.{extension}")
}

/// The page of a topic: `/topics/dang-jian/`.
pub fn topic(slug: &str) -> String {
    format!("{TOPICS}{slug}/")
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn standards_have_addresses_of_their_numbers() {
        for (number, address) in [
            ("T/SDHA 001—2026", "/standards/sdha-001-2026/"),
            ("T/SDHA 1—2026", "/standards/sdha-1-2026/"),
            ("T/SDHA 001.1—2026", "/standards/sdha-001-1-2026/"),
            ("GB/T 9704—2012", "/standards/gb-t-9704-2012/"),
            ("DB37/T 1234—2020", "/standards/db37-t-1234-2020/"),
        ] {
            let number = StandardNumber::parse(number).unwrap();
            assert_eq!(standard(&number), address);
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
