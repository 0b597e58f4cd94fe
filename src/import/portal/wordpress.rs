//! Exports of WordPress (WXR): the posts and pages of a site in one file.

use super::entry::Entry;
use crate::date::{self, Parsed};
use crate::failure::Failure;
use crate::import::html;
use crate::import::messages;
use crate::import::xml::{self, Element};
use crate::target::percent_decoded;
use jiff::civil::Date;

/// Shortcodes that enclose what a reader sees; their marks are dropped.
const SHORTCODES: [&str; 6] = ["caption", "gallery", "embed", "audio", "video", "playlist"];

/// An export.
pub struct Export {
    pub entries: Vec<Entry>,
    /// The names of the host.
    pub hosts: Vec<String>,
    /// Titles of posts that cannot be read.
    pub unreadable: Vec<String>,
}

/// Reads an export: published posts and pages, and drafts as such.
pub fn read(bytes: &[u8]) -> Result<Export, Failure> {
    let root = xml::parse(bytes).map_err(|_| messages::no_export())?;
    let channel = root.child("channel").filter(|_| root.name == "rss");
    let channel = channel.ok_or_else(messages::no_export)?;
    let mut hosts = Vec::new();
    for name in ["base_site_url", "base_blog_url", "link"] {
        let host = channel.child(name).map(Element::text).and_then(|url| host_of(&url));
        if let Some(host) = host.filter(|host| !hosts.contains(host)) {
            hosts.push(host);
        }
    }
    let mut export = Export { entries: Vec::new(), hosts, unreadable: Vec::new() };
    for item in channel.elements().filter(|element| element.name == "item") {
        let text =
            |name: &str| item.child(name).map(|e| e.text().trim().to_owned()).unwrap_or_default();
        let is_text = matches!(&*text("post_type"), "post" | "page");
        let status = text("status");
        if !is_text || !matches!(&*status, "publish" | "future" | "draft" | "pending" | "private") {
            continue;
        }
        // `encoded` is the name of the content, and after it that of the excerpt.
        match html::read_fragment(&paragraphs(&text("encoded"))) {
            Ok(mut flow) => {
                flow.properties.title = Some(text("title")).filter(|title| !title.is_empty());
                flow.properties.published = day(&text("post_date"));
                export.entries.push(Entry {
                    address: path_of(&text("link")),
                    flow,
                    columns: terms(item, "category"),
                    topics: terms(item, "post_tag"),
                    is_draft: status != "publish",
                });
            }
            Err(_) => export.unreadable.push(text("title")),
        }
    }
    Ok(export)
}

/// Returns the names of the terms of an item in one taxonomy.
fn terms(item: &Element, taxonomy: &str) -> Vec<String> {
    let of_taxonomy = item.elements().filter(|element| {
        element.name == "category" && element.attribute("domain") == Some(taxonomy)
    });
    of_taxonomy.map(|element| element.text().trim().to_owned()).filter(|t| !t.is_empty()).collect()
}

fn day(text: &str) -> Option<Date> {
    match date::parse(text.split(' ').next().unwrap_or_default()) {
        Parsed::Standard(typed) | Parsed::Nonstandard(typed) => Some(typed.moment.date),
        _ => None,
    }
}

fn host_of(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    Some(host.to_lowercase()).filter(|host| !host.is_empty())
}

/// Returns the path of an address; empty if it has a query, which a static site cannot tell apart.
fn path_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |slash| &rest[slash..]);
    if path.contains('?') {
        return String::new();
    }
    percent_decoded(path.split('#').next().unwrap_or_default()).unwrap_or_default()
}

/// Makes paragraphs as WordPress does when it shows a post: of the parts between empty lines, and breaks of line ends.
fn paragraphs(content: &str) -> String {
    let mut text = content.replace("\r\n", "\n");
    for code in SHORTCODES {
        text = without_shortcode(&text, code);
    }
    if text.contains("<p>") || text.contains("<p ") || text.contains("<!-- wp:") {
        return text;
    }
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    let block = |block: &str| {
        let is_block = ["<h", "<ul", "<ol", "<table", "<div", "<blockquote", "<pre", "<figure"];
        if is_block.iter().any(|start| block.starts_with(start)) {
            block.to_owned()
        } else {
            format!("<p>{}</p>", block.replace('\n', "<br>\n"))
        }
    };
    blocks.map(block).collect::<Vec<_>>().join("\n")
}

/// Removes `[code …]` and `[/code]`.
fn without_shortcode(text: &str, code: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(at) = rest.find('[') {
        let behind = &rest[at + 1..];
        let name = behind.strip_prefix('/').unwrap_or(behind);
        let is_code = name.strip_prefix(code).is_some_and(|end| end.starts_with([' ', ']']));
        match behind.find(']').filter(|_| is_code) {
            Some(end) => {
                kept.push_str(&rest[..at]);
                rest = &behind[end + 1..];
            }
            None => {
                kept.push_str(&rest[..=at]);
                rest = behind;
            }
        }
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_post_are_paragraphs_as_wordpress_shows_them() {
        assert_eq!(
            paragraphs("甲\n乙\n\n<h2>丙</h2>\r\n\r\n丁"),
            "<p>甲<br>\n乙</p>\n<h2>丙</h2>\n<p>丁</p>"
        );
        assert_eq!(paragraphs("<p>甲</p>\n\n乙"), "<p>甲</p>\n\n乙");
        assert_eq!(
            without_shortcode("[caption id=\"a\"]图[/caption]（[注]）", "caption"),
            "图（[注]）"
        );
        assert_eq!(without_shortcode("[captions] [caption", "caption"), "[captions] [caption");
    }

    #[test]
    fn address_with_a_query_has_no_path() {
        assert_eq!(path_of("https://old.test/2020/03/%E9%80%9A%E7%9F%A5/"), "/2020/03/通知/");
        assert_eq!(path_of("https://old.test/?p=12"), "");
        assert_eq!(path_of("https://old.test"), "");
    }
}
