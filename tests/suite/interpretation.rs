//! 解读: what explains a document is found from it, and the other way round.

use crate::harness::Site;
use serde_json::Value as Json;

const FIRST: &str = "鲁医协发〔2026〕1号";

fn explained() -> Site {
    Site::with_notice()
        .notice("guide", &format!("date: 2026-04-01\ninterprets: {FIRST}"), "怎样办理。")
        .edit(
            "content/notices/qa.md",
            "---\ntitle: 《办法》问答\ndate: 2026-05-01\n解读: notices/one.md\n---\n一问一答。\n",
        )
}

fn data(page: &str) -> Json {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    let (data, _) = rest.split_once("</script>").expect("an end");
    let data: Json = serde_json::from_str(data).expect("JSON");
    data["@graph"][0].clone()
}

/// The part of a page between its validity and the text, without tags.
fn said(page: &str) -> String {
    let Some((_, rest)) = page.split_once("<aside class=\"interpretation\"") else {
        return String::new();
    };
    let (inside, _) = rest.split_once("</aside>").expect("an end");
    let mut text = String::new();
    for part in inside.split('<').skip(1) {
        text.push_str(part.split_once('>').expect("a tag").1.trim());
    }
    text
}

#[test]
fn explanation_stands_at_the_top_of_both_documents() {
    let outcome = explained().build();
    assert!(outcome.built.diagnostics.is_empty(), "{}", outcome.report());
    let guide = outcome.page("/notices/2026/guide/");
    assert_eq!(said(&guide), format!("本文解读《关于one的通知》（{FIRST}）。"));
    let own = outcome.page("/lyxf/2026/1/");
    assert_eq!(said(&own), "解读：《关于guide的通知》、《〈办法〉问答》");
    for page in [&guide, &own] {
        let at = page.find("class=\"interpretation\"").expect("the line");
        assert!(at < page.find("<h1>").expect("a title"));
    }
    assert!(own.contains("href=\"/notices/2026/qa/\">《〈办法〉问答》</a>"), "{own}");
    // Others say nothing of it.
    let other = Site::with_notice().build().page("/lyxf/2026/1/");
    assert!(!other.contains("interpretation"), "{other}");
}

#[test]
fn explanation_is_published_as_data() {
    let outcome = explained().build();
    let catalogue = outcome.catalogue();
    let documents = catalogue["documents"].as_array().expect("a list");
    let relations = |title: &str| {
        let document = documents.iter().find(|d| d["title"] == title).expect("the document");
        document["relations"].clone()
    };
    assert_eq!(relations("关于guide的通知")["interprets"][0]["number"], FIRST);
    let by = relations("关于one的通知")["interpreted_by"].clone();
    assert_eq!(by.as_array().map(Vec::len), Some(2), "{by}");
    let guide = data(&outcome.page("/notices/2026/guide/"));
    assert_eq!(guide["about"][0]["@id"], "https://example.org/lyxf/2026/1/");
    let own = data(&outcome.page("/lyxf/2026/1/"));
    assert_eq!(own["subjectOf"][1]["name"], "《办法》问答");
    assert_eq!(own.get("about"), None);
}

#[test]
fn explanation_changes_no_validity() {
    let outcome = explained().build();
    let page = outcome.page("/lyxf/2026/1/");
    assert!(page.contains("badge-in-force"), "{page}");
    assert!(!page.contains("class=\"banner"), "{page}");
}

#[test]
fn hidden_explanation_is_nowhere() {
    for hidden in ["visibility: internal", "draft: true", "published: 2027-01-01"] {
        let front = format!("date: 2026-04-01\n{hidden}\ninterprets: {FIRST}");
        let outcome = Site::with_notice().notice("机密甲", &front, "正文。").build();
        assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
        assert!(!outcome.page("/lyxf/2026/1/").contains("interpretation"), "{hidden}");
        for (path, bytes) in &outcome.files {
            assert!(!String::from_utf8_lossy(bytes).contains("机密甲"), "{hidden}: {path}");
        }
    }
}

#[test]
fn explanation_of_a_hidden_document_names_no_more_than_was_typed() {
    let secret = "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01\nvisibility: internal";
    let site = |to: &str| {
        let front = format!("date: 2026-05-01\ninterprets: {to}");
        Site::with_notice().notice("机密甲", secret, "正文。").notice("guide", &front, "正文。")
    };
    let outcome = site("鲁医协发〔2026〕2号").build();
    let page = outcome.page("/notices/2026/guide/");
    assert_eq!(said(&page), "本文解读鲁医协发〔2026〕2号。");
    for (path, bytes) in &outcome.files {
        assert!(!String::from_utf8_lossy(bytes).contains("机密甲"), "{path}");
    }
    let report = site("notices/机密甲.md").build().report();
    assert!(report.contains("relation-dangling"), "{report}");
}

#[test]
fn document_of_another_body_is_named_by_its_number() {
    let front = "date: 2026-05-01\ninterprets: 国卫医发〔2018〕8号";
    let outcome = Site::with_notice().notice("guide", front, "正文。").build();
    let page = outcome.page("/notices/2026/guide/");
    assert_eq!(said(&page), "本文解读国卫医发〔2018〕8号。");
    assert_eq!(data(&page)["about"][0]["identifier"], "国卫医发〔2018〕8号");
}

#[test]
fn english_site_says_it_in_english() {
    let site = explained().edit("site.yaml", &format!("{}language: en\n", crate::harness::SITE));
    let outcome = site.build();
    let page = outcome.page("/notices/2026/guide/");
    assert!(page.contains("This document explains <a"), "{page}");
    assert!(outcome.page("/lyxf/2026/1/").contains("Explained in: <a"));
}
