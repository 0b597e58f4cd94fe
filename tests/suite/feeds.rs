//! Every feed meets RFC 4287 or JSON Feed 1.1 and gives the time of the last change of a document.

use crate::harness::{Outcome, Site};
use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// An XML element with its attributes, text and children.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    inside: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.inside.iter().filter(move |element| element.name == name)
    }

    fn only<'a>(&'a self, name: &'a str) -> &'a Element {
        let found: Vec<&'a Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "{name} in {self:?}");
        found[0]
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn moment(&self, name: &str) -> Timestamp {
        let text = &self.only(name).text;
        text.parse().unwrap_or_else(|error| panic!("{name} {text}: {error}"))
    }
}

/// Parses XML and panics if it is malformed.
fn xml(text: &str) -> Element {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert_eq!(text.chars().find(|c| !allowed(*c)), None, "a character that XML cannot hold");
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}"));
        let element = |start: &quick_xml::events::BytesStart<'_>| Element {
            name: String::from_utf8(start.name().as_ref().to_vec()).expect("UTF-8"),
            attributes: start
                .attributes()
                .map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    let name = String::from_utf8(attribute.key.as_ref().to_vec()).expect("UTF-8");
                    let value = std::str::from_utf8(&attribute.value).expect("UTF-8");
                    let value = quick_xml::escape::unescape(value).expect("known entities");
                    (name, value.into_owned())
                })
                .collect(),
            ..Element::default()
        };
        let last = open.len() - 1;
        match event {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => open[last].inside.push(element(&start)),
            Event::End(_) => {
                let closed = open.pop().expect("an open element");
                open.last_mut().expect("a parent").inside.push(closed);
            }
            Event::Text(words) => open[last].text += &words.decode().expect("text"),
            Event::GeneralRef(name) => {
                let name = name.decode().expect("a name");
                let entity = format!("&{name};");
                open[last].text += &quick_xml::escape::unescape(&entity).expect("a known entity");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    let mut root = open.pop().expect("the document");
    assert_eq!(root.inside.len(), 1, "one root");
    root.inside.remove(0)
}

/// Checks RFC 4287, 4.1: the required elements of feed and entries, and the order of their times.
fn check_atom(path: &str, text: &str) {
    let feed = xml(text);
    assert_eq!(feed.name, "feed", "{path}");
    assert_eq!(feed.attribute("xmlns"), Some("http://www.w3.org/2005/Atom"), "{path}");
    let own = feed.all("link").filter(|link| link.attribute("rel") == Some("self"));
    let own: Vec<_> = own.filter_map(|link| link.attribute("href")).collect();
    assert_eq!(own, [format!("https://example.org/{path}")]);
    assert!(feed.only("id").text.starts_with("https://"), "{path}");
    assert!(!feed.only("title").text.trim().is_empty(), "{path}");
    let updated = feed.moment("updated");
    let is_named = |element: &Element| {
        element.all("author").any(|author| !author.only("name").text.is_empty())
    };
    let mut ids = BTreeSet::new();
    let mut last = None;
    for entry in feed.all("entry") {
        assert!(ids.insert(entry.only("id").text.clone()), "{path}: an id twice");
        assert!(!entry.only("title").text.is_empty(), "{path}");
        assert!(is_named(entry) || is_named(&feed), "{path}: an entry without an author");
        let alternate =
            |link: &&Element| link.attribute("rel").unwrap_or("alternate") == "alternate";
        assert_eq!(entry.all("link").filter(alternate).count(), 1, "{path}");
        let (published, changed) = (entry.moment("published"), entry.moment("updated"));
        assert!(
            published <= changed && changed <= updated,
            "{path}: {published} {changed} {updated}"
        );
        assert!(last.is_none_or(|before| changed <= before), "{path}: the newest come first");
        last = Some(changed);
    }
    assert!(
        last.is_none() || feed.all("entry").next().map(|e| e.moment("updated")) == Some(updated)
    );
    assert!(is_named(&feed), "{path}: a feed without an author");
}

/// Checks JSON Feed 1.1: `version`, `title`, `items`; for each item `id`, a text, and RFC 3339 times.
fn check_json(path: &str, text: &str) {
    let feed: Json = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1", "{path}");
    assert!(feed["title"].as_str().is_some_and(|title| !title.is_empty()), "{path}");
    assert_eq!(feed["feed_url"], format!("https://example.org/{path}"));
    let time = |item: &Json, key: &str| -> Timestamp {
        item[key]
            .as_str()
            .and_then(|time| time.parse().ok())
            .unwrap_or_else(|| panic!("{path}: {item}"))
    };
    for author in feed["authors"].as_array().into_iter().flatten() {
        assert!(author["name"].is_string(), "{path}");
    }
    let mut ids = BTreeSet::new();
    for item in feed["items"].as_array().unwrap_or_else(|| panic!("{path}: no items")) {
        assert!(item["id"].as_str().is_some_and(|id| ids.insert(id.to_owned())), "{path}");
        assert!(item["content_text"].is_string() || item["content_html"].is_string(), "{path}");
        assert!(time(item, "date_published") <= time(item, "date_modified"), "{path}: {item}");
        assert!(item["tags"].as_array().is_some_and(|tags| tags.iter().all(Json::is_string)));
    }
}

fn check_all(outcome: &Outcome) -> usize {
    let feeds = outcome
        .files
        .keys()
        .filter(|path| path.ends_with("feed.xml") || path.ends_with("feed.json"));
    let mut count = 0;
    for path in feeds {
        let text = outcome.text(path);
        if path.ends_with(".xml") {
            check_atom(path, &text)
        } else {
            check_json(path, &text)
        }
        count += 1;
    }
    count
}

#[test]
fn every_feed_is_valid() {
    let changed = "date: 2026-01-10\ntopics: [质量 & 安全]\nchanges: [{date: 2026-02-01, note: 更正}, {date: 2026-05-01, note: 补充}]";
    let site = Site::with_notice()
        .notice("changed", changed, "正文 <b>&amp;</b> 一段。")
        .notice("timed", "date: 2026-03-01\npublished: 2026-03-02 10:30", "正文。")
        .notice("old", "date: 2019-03-01\npublished: 2026-11-20", "正文。")
        .edit(
            "content/notices/marks.md",
            "---\ntitle: \"<甲> & \\\"乙\\\" '丙' ]]>\"\ndate: 2026-04-01\n---\n正文。\n",
        )
        .edit("content/about/_index.md", "---\ntitle: 关于\nkind: page\n---\n")
        .edit("content/about/us.md", "---\ntitle: 关于本站\n---\n没有日期的一页。\n")
        .edit(
            "content/newsletters/2026-1/index.md",
            "---\ntitle: 会讯\ndate: 2026-05-01\nissue: {year: 2026, number: 1}\n---\n",
        )
        .edit("content/newsletters/2026-1/first.md", "---\ntitle: 第一篇\n---\n正文。\n");
    let outcome = site.build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    assert!(check_all(&outcome) >= 16);
    // A site without documents has feeds too.
    assert!(check_all(&Site::basic().build()) >= 12);
}

#[test]
fn past_change_updates_a_feed_entry_and_future_change_does_not() {
    let site = Site::with_notice()
        .notice("changed", "date: 2026-01-10\nchanges: [{date: 2026-12-24, note: 将来}, {date: 2026-05-01, note: 补充}]", "正文。")
        .notice("late", "date: 2026-01-09\npublished: 2026-04-02", "正文。");
    let outcome = site.build();
    let feed = xml(&outcome.text("notices/feed.xml"));
    let found: Vec<(String, String)> = feed
        .all("entry")
        .map(|entry| {
            (entry.only("published").text[..10].into(), entry.only("updated").text[..10].into())
        })
        .collect();
    let expected =
        [("2026-01-10", "2026-05-01"), ("2026-04-02", "2026-04-02"), ("2026-03-15", "2026-03-15")];
    assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(feed.only("updated").text, "2026-05-01T00:00:00+08:00");
    let json: Json = serde_json::from_str(&outcome.text("notices/feed.json")).expect("JSON");
    assert_eq!(json["items"][0]["date_modified"], "2026-05-01T00:00:00+08:00");
    assert_eq!(json["items"][0]["date_published"], "2026-01-10T00:00:00+08:00");
}

const FULL: &str = "---
title: 关于年会的通知
number: 鲁医协发〔2026〕3号
date: 2026-05-08
attachments:
  - {title: 回执, file: huizhi.docx}
  - {title: 第一份通知, document: notices/one.md}
---

见[名额](fenpei.xlsx)和[前一件](../one.md)，注释[^1]。<b onclick=\"a()\">甲</b><script>b()</script>

![会场](venue.png)

| 地市 | 名额 |
|---|---|
| 济南 | <25> |

[^1]: 说明。
";

fn with_bundle() -> Site {
    Site::with_notice()
        .edit("content/notices/meeting/index.md", FULL)
        .bytes("content/notices/meeting/huizhi.docx", b"docx")
        .bytes("content/notices/meeting/fenpei.xlsx", b"xlsx!")
        .bytes("content/notices/meeting/venue.png", b"png")
}

/// Every address in HTML, as typed.
fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in ["href=\"", "src=\""] {
        let parts = html.split(name).skip(1);
        found.extend(parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())));
    }
    found
}

#[test]
fn feed_carries_the_text_with_whole_addresses() {
    let site = with_bundle();
    let trusting = format!("{}raw_html: trusted\n", crate::harness::SITE);
    for site in [site.clone(), site.edit("site.yaml", &trusting)] {
        let outcome = site.build();
        let feed = xml(&outcome.text("notices/feed.xml"));
        let entry = feed.all("entry").next().expect("an entry");
        let content = entry.only("content");
        assert_eq!(content.attribute("type"), Some("html"));
        let html = &content.text;
        assert!(html.contains("<td>&lt;25&gt;</td>"), "{html}");
        assert!(html.contains("<b>甲</b>"), "{html}");
        let json: Json = serde_json::from_str(&outcome.text("notices/feed.json")).expect("JSON");
        let item = &json["items"][0];
        assert_eq!(item["content_html"], **html);
        assert_eq!(item.get("content_text"), None);
        assert_eq!(item["summary"].as_str(), Some(&*entry.only("summary").text));
        let found = addresses(html);
        let page = "https://example.org/lyxf/2026/3/";
        for address in ["fenpei.xlsx", "venue.png", "#fn-1"] {
            assert!(found.contains(&format!("{page}{address}")), "{address}: {found:?}");
        }
        assert!(found.contains(&"https://example.org/lyxf/2026/1/".to_owned()), "{found:?}");
        assert!(found.iter().all(|address| address.starts_with("https://")), "{found:?}");
        for harmful in ["script", "onclick", " id=", " class="] {
            assert!(!html.contains(harmful), "{harmful}: {html}");
        }
    }
}

#[test]
fn attachments_are_enclosures() {
    let outcome = with_bundle().build();
    let feed = xml(&outcome.text("feed.xml"));
    let entry = feed.all("entry").next().expect("an entry");
    let links = |rel: &'static str| {
        entry.all("link").filter(move |link| link.attribute("rel") == Some(rel))
    };
    let files: Vec<&Element> = links("enclosure").collect();
    assert_eq!(files.len(), 1);
    let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assert_eq!(files[0].attribute("href"), Some("https://example.org/lyxf/2026/3/huizhi.docx"));
    assert_eq!(files[0].attribute("type"), Some(docx));
    assert_eq!(files[0].attribute("length"), Some("4"));
    assert_eq!(files[0].attribute("title"), Some("回执"));
    assert!(outcome.has("lyxf/2026/3/huizhi.docx"));
    let related: Vec<_> = links("related").filter_map(|link| link.attribute("href")).collect();
    assert_eq!(related, ["https://example.org/lyxf/2026/1/"]);
    let json: Json = serde_json::from_str(&outcome.text("feed.json")).expect("JSON");
    let expected = serde_json::json!([{
        "url": "https://example.org/lyxf/2026/3/huizhi.docx",
        "mime_type": docx,
        "title": "回执",
        "size_in_bytes": 4,
    }]);
    assert_eq!(json["items"][0]["attachments"], expected);
}

#[test]
fn feed_is_bounded() {
    let site = |documents: usize| {
        (0..documents).fold(Site::basic(), |site, index| {
            let front = format!("date: 2026-{:02}-{:02}", 1 + index / 28, 1 + index % 28);
            site.notice(&format!("n{index}"), &front, &"很长的一段正文。".repeat(600))
        })
    };
    let outcome = site(60).build();
    check_all(&outcome);
    let json: Json = serde_json::from_str(&outcome.text("feed.json")).expect("JSON");
    let items = json["items"].as_array().expect("items");
    assert_eq!(items.len(), 30);
    let texts: Vec<usize> =
        items.iter().filter_map(|item| item["content_html"].as_str()).map(str::len).collect();
    // Each is some 14,400 bytes.
    assert_eq!(texts.len(), 13);
    assert!(texts.iter().sum::<usize>() <= 200_000);
    assert!(items[..13].iter().all(|item| item["content_html"].is_string()));
    assert!(items[13..].iter().all(|item| item["content_text"] == item["summary"]));
    // It does not grow with the site.
    let longer = site(120).build();
    for path in ["feed.xml", "notices/feed.json"] {
        let (a, b) = (outcome.text(path).len(), longer.text(path).len());
        assert!(a.abs_diff(b) < 200, "{path}: {a} and {b}");
    }
}

#[test]
fn pages_announce_the_feeds_that_they_follow() {
    let front = "date: 2026-05-01\ntopics: [医疗质量]";
    let outcome = with_bundle().notice("two", front, "正文。").build();
    let announced = |address: &str| -> Vec<String> {
        let page = outcome.page(address);
        let links = page.split("<link rel=\"alternate\"").skip(1);
        let links = links.filter_map(|link| {
            let (_, address) = link.split_once(" href=\"")?;
            Some(address.split_once('"')?.0.to_owned())
        });
        links.collect()
    };
    let feeds = |list: &str| vec![format!("{list}feed.xml"), format!("{list}feed.json")];
    for (address, list) in [
        ("/", "/"),
        ("/notices/", "/notices/"),
        ("/notices/2026/", "/notices/"),
        ("/lyxf/", "/lyxf/"),
        ("/lyxf/2026/", "/lyxf/"),
        ("/lyxf/2026/3/", "/notices/"),
        ("/notices/2026/two/", "/notices/"),
        ("/topics/yi-liao-zhi-liang/", "/topics/yi-liao-zhi-liang/"),
    ] {
        assert_eq!(announced(address), feeds(list), "{address}");
        for feed in feeds(list) {
            assert!(outcome.has(feed.trim_start_matches('/')), "{feed}");
        }
    }
}

#[test]
fn the_search_is_described_for_browsers() {
    let title = "山东省<医院>协会&出版物门户网站";
    let settings = format!(
        "title: {title}\nbase_url: https://example.org/门户/\ndescription: 通知<公告>\nissuers:\n  - {{name: 山东省医院协会, code: 鲁医协发, slug: lyxf}}\n"
    );
    let outcome = Site::with_notice().edit("site.yaml", &settings).build();
    let description = xml(&outcome.text("opensearch.xml"));
    assert_eq!(description.name, "OpenSearchDescription");
    assert_eq!(description.attribute("xmlns"), Some("http://a9.com/-/spec/opensearch/1.1/"));
    assert_eq!(description.only("ShortName").text, "山东省<医院>协会&出版物门户…");
    assert_eq!(description.only("LongName").text, title);
    assert_eq!(description.only("Description").text, "通知<公告>");
    let url = description.only("Url");
    assert_eq!(url.attribute("type"), Some("text/html"));
    let template = "https://example.org/%E9%97%A8%E6%88%B7/search/?q={searchTerms}";
    assert_eq!(url.attribute("template"), Some(template));
    for page in ["/", "/lyxf/2026/1/"] {
        let html = outcome.page(page);
        let link = "<link rel=\"search\" type=\"application/opensearchdescription+xml\" href=\"/%E9%97%A8%E6%88%B7/opensearch.xml\"";
        assert!(html.contains(link), "{html}");
    }
}
