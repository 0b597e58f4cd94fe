//! Where the links that site.yaml lists lead: `navigation`, `friend_links`, that of the announcement. They stand on every page, so
//! an address without a leading slash is read from the root of the site.

use super::addresses::Addresses;
use super::faults;
use super::links::{may_be_unread, names_a_host};
use super::raw_number::address_of_number;
use crate::config::{Config, NavigationItem};
use crate::diagnostic::{Diagnostic, nearest};
use crate::scheme::Scheme;
use crate::target::{percent_decoded, percent_encoded};
use std::collections::BTreeSet;

/// An entry that leads into the site: `/notices/`, and what follows it, `?…` or `#…`.
#[derive(Debug, PartialEq, Eq)]
struct Inside {
    address: String,
    end: String,
}

/// Reads an entry; `None` if it leads out of the site.
fn inside(typed: &str, config: &Config) -> Option<Inside> {
    let typed = typed.trim();
    let base = format!("{}{}", config.base_url.origin, config.base_url.path);
    let path = match Scheme::parse(typed) {
        Scheme::Relative if typed.starts_with("//") => return None,
        Scheme::Relative => typed,
        // The whole address of a page of this site, as copied from a browser.
        Scheme::Allowed(_) if !config.base_url.origin.is_empty() => typed.strip_prefix(&base)?,
        Scheme::Allowed(_) | Scheme::Refused(_) => return None,
    };
    let cut = path.find(['?', '#']).unwrap_or(path.len());
    let (path, end) = path.split_at(cut);
    let plain = percent_decoded(path).unwrap_or_else(|| path.to_owned());
    let plain = plain.strip_prefix("./").unwrap_or(&plain).trim_start_matches('/');
    let is_file = plain.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let address = match (address_of_number(plain, config), plain) {
        (Some(address), _) => address,
        (None, "") => "/".to_owned(),
        (None, plain) if plain.ends_with('/') || is_file => format!("/{plain}"),
        (None, plain) => format!("/{plain}/"),
    };
    Some(Inside { address, end: end.to_owned() })
}

/// The `href` of an entry.
pub fn href(typed: &str, config: &Config, addresses: &Addresses) -> String {
    match inside(typed, config) {
        Some(Inside { address, end }) => {
            format!("{}{}", addresses.href(&address), escaped_end(&end))
        }
        None => typed.trim().to_owned(),
    }
}

/// A query or fragment, with what no address may contain percent-encoded.
fn escaped_end(end: &str) -> String {
    let mut text = String::with_capacity(end.len());
    for c in end.chars() {
        match c {
            c if c.is_ascii_graphic() && !"\"<>`\\{}|^".contains(c) => text.push(c),
            c => text.push_str(&percent_encoded(c.encode_utf8(&mut [0; 4]))),
        }
    }
    text
}

/// Reports the links that lead to no page of the site.
pub(super) fn check(config: &Config, known: &BTreeSet<String>, diagnostics: &mut Vec<Diagnostic>) {
    let links = config
        .navigation
        .iter()
        .flat_map(NavigationItem::links)
        .chain(&config.imprint.friend_links)
        .chain(config.announcement.iter().filter_map(|announcement| announcement.link.as_ref()));
    for item in links {
        let Some(Inside { address, end }) = inside(&item.url.value, config) else { continue };
        if known.contains(&address) || may_be_unread(&address, config, known) {
            continue;
        }
        if names_a_host(item.url.value.trim()) {
            diagnostics.push(faults::listed_link_outside(item));
            continue;
        }
        // As if the path of the site had been typed too: `/portal/notices/`.
        let bare = address.strip_prefix(config.base_url.path.trim_end_matches('/'));
        let bare = bare.filter(|bare| known.contains(*bare));
        let near = bare.or_else(|| nearest(&address, known.iter().map(String::as_str)));
        let near = near.map(|near| format!("{near}{end}"));
        diagnostics.push(faults::listed_link_dead(item, near.as_deref()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Inside, escaped_end, inside};

    #[test]
    fn entries_lead_into_the_site_in_every_spelling() {
        let site = "title: x\nbase_url: https://h.example/portal/\nissuers:\n  - {name: 甲, code: 甲发, slug: jia}\n";
        let path = crate::source::SitePath::new("site.yaml");
        let source = std::sync::Arc::new(crate::source::Source::decode(path, site.as_bytes()));
        let config = crate::config::read(Some(&source)).value;
        for (typed, expected) in [
            ("/notices/", Some(("/notices/", ""))),
            ("notices", Some(("/notices/", ""))),
            ("notices/", Some(("/notices/", ""))),
            ("/notices", Some(("/notices/", ""))),
            ("./notices/", Some(("/notices/", ""))),
            ("/notices/#x", Some(("/notices/", "#x"))),
            ("notices?page=2#x", Some(("/notices/", "?page=2#x"))),
            ("/%E9%80%9A/", Some(("/通/", ""))),
            ("feed.xml", Some(("/feed.xml", ""))),
            ("/甲发[2026]1号/#x", Some(("/jia/2026/1/", "#x"))),
            ("甲发〔2026〕1号", Some(("/jia/2026/1/", ""))),
            ("/", Some(("/", ""))),
            ("#x", Some(("/", "#x"))),
            ("https://h.example/portal/notices/", Some(("/notices/", ""))),
            ("https://h.example/other/", None),
            ("https://other.example/", None),
            ("//other.example/", None),
            ("mailto:a@b", None),
        ] {
            let expected =
                expected.map(|(address, end)| Inside { address: address.into(), end: end.into() });
            assert_eq!(inside(typed, &config), expected, "{typed}");
        }
        assert_eq!(escaped_end("#一 \"x"), "#%E4%B8%80%20%22x");
        assert_eq!(escaped_end("?q=a&b=%20#c"), "?q=a&b=%20#c");
    }
}
