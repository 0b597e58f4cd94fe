//! 标准编号: standards by their numbers, in front matter, texts, addresses, lists and data.

use crate::harness::{Outcome, Site};
use gongbao::search::{self, Query};
use serde_json::{Value as Json, json};
use std::io;

/// A standard of the category 团体标准, whose folder is not the address of the list of standards.
fn standard(site: Site, name: &str, front: &str, text: &str) -> Site {
    let front = format!("title: {name}规范\ndate: 2026-03-15\n{front}");
    site.edit("content/tuanti/_index.md", "---\ntitle: 团体标准\nkind: report\n---\n")
        .edit(&format!("content/tuanti/{name}.md"), &format!("---\n{front}\n---\n\n{text}\n"))
}

fn one(front: &str) -> Outcome {
    standard(Site::basic(), "a", front, "正文。").build()
}

/// Two editions, the newer of which replaces the other from a day on.
fn editions(effective: &str) -> Outcome {
    let newer = format!("standard: T/SDHA 001—2026\nreplaces: T/SDHA 001—2020\n{effective}");
    let site = standard(Site::basic(), "old", "standard: T/SDHA 001—2020", "旧文。");
    standard(site, "new", &newer, "新文。").build()
}

#[test]
fn standard_has_the_address_of_its_number_and_shows_it_everywhere() {
    let outcome = one("标准编号: T/SDHA 001—2026");
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    let page = outcome.page("/standards/sdha-001-2026/");
    assert!(page.contains("<dt>标准编号</dt><dd class=\"number\">T/SDHA 001—2026</dd>"), "{page}");
    assert!(page.contains("\"identifier\":\"T/SDHA 001—2026\""), "{page}");
    assert!(page.contains("《a规范》（T/SDHA 001—2026），2026年3月15日"), "{page}");
    assert!(page.contains("现行</span>") && !page.contains("现行有效</span>"), "{page}");
    let list = outcome.page("/tuanti/");
    assert!(list.contains("<span class=\"number\">T/SDHA 001—2026</span>"), "{list}");
    let catalogue: Json = serde_json::from_str(&outcome.text("data/documents.json")).expect("JSON");
    assert_eq!(catalogue["documents"][0]["standard"], json!("T/SDHA 001—2026"));
    assert_eq!(catalogue["documents"][0]["number"], json!(null));
    let csv = outcome.text("data/documents.csv");
    assert!(csv.contains(",网址,标准编号\r\n") && csv.contains(",T/SDHA 001—2026\r\n"), "{csv}");
    assert!(outcome.text("sitemap.xml").contains("/standards/</loc>"));
    assert!(outcome.text("404.html").contains("href=\"/standards/\" data-standards"));
}

#[test]
fn site_without_standards_has_no_list_of_them() {
    let outcome = one("genre: 规范");
    assert!(!outcome.has("standards/index.html"));
    assert!(!outcome.text("404.html").contains("data-standards"));
}

#[test]
fn variant_is_a_warning_with_its_fix_and_nonsense_an_error() {
    for typed in ["t/sdha001-2026", "Ｔ／ＳＤＨＡ ００１——２０２６", "T/SDHA 001 – 2026"]
    {
        let outcome = one(&format!("standard: {typed}"));
        let form = outcome.diagnostic("standard-form");
        assert!(!form.is_error() && form.fix[0].text == "T/SDHA 001—2026", "{}", outcome.report());
        assert!(outcome.has("standards/sdha-001-2026/index.html"));
    }
    for (typed, help) in [
        ("T/SDHA 001", "写成 standard: T/SDHA 001—2026"),
        ("甲1", "写成 standard: T/SDHA 001—2026"),
        ("鲁医协发〔2026〕7号", "写成 number: 鲁医协发〔2026〕7号"),
    ] {
        let outcome = one(&format!("standard: {typed}"));
        assert_eq!(outcome.ids(), ["standard-unclear"], "{}", outcome.report());
        assert!(outcome.report().contains(help), "{}", outcome.report());
    }
}

#[test]
fn document_with_both_numbers_keeps_the_address_of_its_document_number() {
    let site = Site::basic().notice(
        "a",
        "date: 2026-03-15\nnumber: 鲁医协发〔2026〕7号\nstandard: T/SDHA 001—2026",
        "正文。",
    );
    let outcome = site.build();
    assert_eq!(outcome.ids(), ["number-gap"], "{}", outcome.report());
    let page = outcome.page("/lyxf/2026/7/");
    assert!(
        page.contains("\"identifier\":[\"鲁医协发〔2026〕7号\",\"T/SDHA 001—2026\"]"),
        "{page}"
    );
    let redirect = outcome.page("/standards/sdha-001-2026/");
    assert!(redirect.contains("/lyxf/2026/7/"), "{redirect}");
}

#[test]
fn number_given_twice_is_an_error() {
    let site = standard(Site::basic(), "a", "standard: T/SDHA 001—2026", "正文。");
    let outcome = standard(site, "b", "standard: T/SDHA 001-2026", "正文。").build();
    assert_eq!(outcome.ids(), ["standard-taken", "standard-form"], "{}", outcome.report());
    assert!(outcome.diagnostic("standard-taken").is_error());
}

#[test]
fn newer_edition_that_does_not_replace_the_older_one_is_a_warning_with_the_line_to_type() {
    let newer = |front: &str| {
        let site = standard(Site::basic(), "old", "standard: T/SDHA 001—2020", "旧文。");
        let site = standard(site, "other", "standard: T/SDHA 002—2026", "另一项。");
        standard(site, "new", &format!("标准编号: T/SDHA 001—2026\n{front}"), "新文。").build()
    };
    let outcome = newer("genre: 规范");
    assert_eq!(outcome.ids(), ["standard-edition-unrelated"], "{}", outcome.report());
    assert!(outcome.report().contains("加一行：replaces: T/SDHA 001—2020"), "{}", outcome.report());
    for relation in ["代替: T/SDHA 001—2020", "代替: T/SDHA001-2020", "repeals: tuanti/old.md"]
    {
        let outcome = newer(relation);
        assert!(!outcome.ids().contains(&"standard-edition-unrelated"), "{}", outcome.report());
    }
}

#[test]
fn list_shows_editions_together_with_their_states() {
    for (effective, states) in [
        ("effective: 2026-04-01", ["现行", "被代替"]),
        ("effective: 2027-04-01", ["即将实施", "现行"]),
    ] {
        let outcome = editions(effective);
        assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
        let list = outcome.page("/standards/");
        let place = |text: &str| list.find(text).unwrap_or_else(|| panic!("{text} in {list}"));
        let (newer, older) = (place(">T/SDHA 001—2026<"), place(">T/SDHA 001—2020<"));
        assert!(newer < older, "{list}");
        assert!(list[newer..older].contains(&format!(">{}</span>", states[0])), "{list}");
        assert!(list[older..].contains(&format!(">{}</span>", states[1])), "{list}");
    }
    let older = editions("effective: 2026-04-01").page("/standards/sdha-001-2020/");
    assert!(older.contains("本标准自2026年4月1日起被T/SDHA 001—2026代替。"), "{older}");
    let outcome = standard(Site::basic(), "old", "standard: T/SDHA 001—2020", "旧文。");
    let repealing = "date: 2026-05-08\nrepeals: T/SDHA 001—2020";
    let outcome = outcome.notice("notice", repealing, "正文。").build();
    assert!(outcome.page("/standards/").contains(">废止</span>"), "{}", outcome.report());
}

#[test]
fn category_at_the_address_of_the_list_shows_it() {
    let site = Site::basic()
        .edit("content/standards/_index.md", "---\ntitle: 团体标准\nkind: report\n---\n")
        .edit(
            "content/standards/a.md",
            "---\ntitle: 甲规范\ndate: 2026-03-15\nstandard: T/SDHA 001—2026\n---\n\n正文。\n",
        );
    let outcome = site.build();
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    let list = outcome.page("/standards/");
    assert!(list.contains("<h1>团体标准</h1>") && list.contains(">T/SDHA 001—2026</th>"), "{list}");
    assert!(!outcome.page("/standards/2026/").contains("<th scope=\"row\""));
    assert!(outcome.has("standards/sdha-001-2026/index.html"));
}

#[test]
fn number_in_a_text_leads_to_the_standard_in_whatever_form() {
    let text = "执行《T/SDHA 001-2026》、《a规范》（t/sdha001—2026）和**T/SDHA 001**—2026，\
        不是 T/SDHA 0011—2026A，也不是`T/SDHA 001—2026`和[T/SDHA 001—2026](https://example.com/)，\
        参见 GB/T 9704—2012。";
    let site = standard(Site::basic(), "a", "standard: T/SDHA 001—2026", "正文。");
    let outcome = site.notice("b", "date: 2026-03-16", text).build();
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    let page = outcome.page("/notices/2026/b/");
    let link = "<a class=\"citation\" href=\"/standards/sdha-001-2026/\" title=\"a规范\">";
    assert_eq!(page.matches(link).count(), 4, "{page}");
    assert!(page.contains(&format!("《{link}T/SDHA 001-2026</a>》")), "{page}");
    let cited = outcome.page("/standards/sdha-001-2026/");
    assert!(cited.contains("href=\"/notices/2026/b/\""), "{cited}");
}

#[test]
fn another_edition_than_that_of_the_site_is_no_link_and_a_warning_if_the_prefix_is_its_own() {
    let text = |text: &str| {
        let site = standard(Site::basic(), "a", "standard: T/SDHA 001—2026", "正文。");
        site.notice("b", "date: 2026-03-16", text).build()
    };
    let outcome = text("按 T/SDHA 001—2020 执行。");
    assert_eq!(outcome.ids(), ["citation-dangling"], "{}", outcome.report());
    assert!(outcome.report().contains("网站上有 T/SDHA 001—2026"), "{}", outcome.report());
    assert!(!outcome.page("/notices/2026/b/").contains("class=\"citation\""));
    assert_eq!(text("按 T/CNAS 001—2020 执行。").ids(), [""; 0]);
}

#[test]
fn relations_and_attachments_take_numbers_of_standards() {
    let site = standard(Site::basic(), "a", "standard: T/SDHA 001—2026", "正文。");
    let front = "date: 2026-03-16\nissues_document: T/SDHA001-2026\ninterprets: GB/T 9704—2012\n\
        attachments: [{title: 甲规范, document: T/SDHA 001—2026}]";
    let outcome = site.notice("b", front, "正文。").build();
    assert_eq!(outcome.ids(), ["standard-form"], "{}", outcome.report());
    let page = outcome.page("/notices/2026/b/");
    assert!(page.contains("href=\"/standards/sdha-001-2026/\""), "{page}");
    assert!(page.contains("GB/T 9704—2012"), "{page}");
    let issued = outcome.page("/standards/sdha-001-2026/");
    assert!(issued.contains("href=\"/notices/2026/b/\""), "{issued}");
}

#[test]
fn relation_to_a_standard_that_is_not_here_is_a_warning_unless_it_is_an_earlier_edition() {
    let outcome = one("standard: T/SDHA 001—2026\nreplaces: T/SDHA 001—2020");
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    let outcome = one("standard: T/SDHA 001—2026\nreplaces: T/SDHA 010—2020");
    assert_eq!(outcome.ids(), ["relation-dangling"], "{}", outcome.report());
}

#[test]
fn category_may_still_declare_the_key_as_a_text_of_its_own() {
    let index = "---\ntitle: 团体标准\nkind: report\nfields: [{key: 标准编号}]\n---\n";
    let site = standard(Site::basic(), "a", "标准编号: 尚未编号", "正文。");
    let outcome = site.edit("content/tuanti/_index.md", index).build();
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    assert!(outcome.page("/tuanti/2026/a/").contains("<dt>标准编号</dt><dd>尚未编号</dd>"));
}

#[test]
fn search_goes_straight_to_a_standard_by_its_number() {
    let outcome = editions("effective: 2026-04-01");
    let read = |path: &str| {
        let file = outcome.files.get(&format!("search/{path}")).cloned();
        file.ok_or_else(|| io::Error::other("no such file"))
    };
    let direct = |text: &str| -> Vec<String> {
        let query = Query { text: text.to_owned(), limit: 9, ..Query::default() };
        let hits = search::query(&read, &query).expect("an index").hits;
        let direct = hits.into_iter().filter(|hit| hit.direct);
        direct.map(|hit| hit.record.url).collect()
    };
    let (new, old) = ("/standards/sdha-001-2026/", "/standards/sdha-001-2020/");
    for typed in
        ["T/SDHA 001—2026", "T/SDHA001-2026", "sdha 1-2026", "Ｔ／ＳＤＨＡ　００１－２０２６"]
    {
        assert_eq!(direct(typed), [new], "{typed}");
    }
    for typed in ["sdha 001", "T/SDHA 1", "SDHA001"] {
        let mut found = direct(typed);
        found.sort();
        assert_eq!(found, [old, new], "{typed}");
    }
    assert_eq!(direct("SDHA"), [""; 0]);
    assert_eq!(direct("T/SDHA 002—2026"), [""; 0]);
}
