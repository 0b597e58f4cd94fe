//! What `gongbao export search` writes for OpenSearch and Meilisearch.

use crate::commands::{Folder, gongbao, text};
use crate::harness::Site;
use gongbao::export::Engine;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A site with a document of every kind of value.
fn site() -> Site {
    Site::with_notice()
        .notice(
            "two",
            "number: 鲁医协发〔2026〕2-1号\ndate: 2026-04-01\nrepeals: 鲁医协发〔2026〕1号\n\
             effective: 2026-05-01\nexpires: 2027-01-01\ntopics: [高质量发展]\n\
             published: 2026-04-02T09:30\ndeadline: 2026-12-01T17:00\n\
             attachments: [{title: 报名表, file: 表 一.docx}]",
            "推动高质量发展。\u{2028}第二行\u{202e}。\n\n## 一、总体要求\n\n| 项 | 数 |\n|---|---|\n| 床位 | 1,234 |",
        )
        .bytes("content/notices/表 一.docx", b"x")
        .edit(
            "content/newsletters/2025-2/index.md",
            "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\n---\n卷首。\n",
        )
        .edit("content/newsletters/2025-2/文 章_1.md", "---\ntitle: 一篇文章\n---\n内容。\n")
        .notice("draft", "number: 鲁医协发〔2026〕3号\ndate: 2026-04-01\ndraft: true", "机密甲。")
        .notice("later", "number: 鲁医协发〔2026〕4号\ndate: 2026-12-24", "机密乙。")
}

/// The documents for an engine, by their titles.
fn documents(site: &Site, engine: Engine) -> BTreeMap<String, Map<String, Json>> {
    let (_, lines) = site.for_engine(engine);
    let parse = |line: &str| match serde_json::from_str(line) {
        Ok(Json::Object(document)) => document,
        other => panic!("{other:?} of {line}"),
    };
    let mut lines: Vec<Map<String, Json>> = lines.lines().map(parse).collect();
    if engine == Engine::OpenSearch {
        assert_eq!(lines.len() % 2, 0);
        for pair in lines.chunks(2) {
            let action = json!({ "index": { "_id": pair[1]["id"] } });
            assert_eq!(Json::Object(pair[0].clone()), action, "an action before each document");
        }
        lines = lines.into_iter().skip(1).step_by(2).collect();
    }
    let count = lines.len();
    let by_title = |document: Map<String, Json>| {
        (document["title"].as_str().expect("a title").to_owned(), document)
    };
    let documents: BTreeMap<_, _> = lines.into_iter().map(by_title).collect();
    assert_eq!(documents.len(), count, "titles of this site differ");
    documents
}

fn settings(site: &Site, engine: Engine) -> Json {
    serde_json::from_str(&site.for_engine(engine).0).expect("JSON")
}

#[test]
fn documents_have_what_the_register_knows() {
    for engine in Engine::ALL {
        let documents = documents(&site(), engine);
        let titles: Vec<&str> = documents.keys().map(String::as_str).collect();
        assert_eq!(
            titles,
            ["一篇文章", "会讯", "关于one的通知", "关于two的通知"],
            "nothing hidden"
        );
        let two = &documents["关于two的通知"];
        let expected = json!({
            "id": "lyxf__2026__2-1",
            "url": "https://example.org/lyxf/2026/2-1/",
            "number": "鲁医协发〔2026〕2-1号",
            "code": "鲁医协发",
            "year": 2026,
            "serial": 2,
            "sub_serial": 1,
            "issuers": ["山东省医院协会"],
            "category": "notices",
            "category_title": "通知公告",
            "kind": "notice",
            "genre": "通知",
            "topics": ["高质量发展"],
            "date": "2026-04-01",
            "published": "2026-04-02T09:30:00+08:00",
            "deadline": "2026-12-01T17:00:00+08:00",
            "validity": "in-force",
            "validity_title": "现行有效",
            "validity_since": null,
            "validity_by": [],
            "effective": "2026-05-01",
            "expires": "2027-01-01",
            "attachments": [{
                "title": "报名表",
                "url": "https://example.org/notices/%E8%A1%A8%20%E4%B8%80.docx",
            }],
        });
        for (field, value) in expected.as_object().expect("fields") {
            assert_eq!(&two[field], value, "{field}");
        }
        let text = two["text"].as_str().expect("text");
        for part in ["推动高质量发展。", "一、总体要求", "床位", "1,234"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let one = &documents["关于one的通知"];
        assert_eq!(one["validity"], "repealed");
        assert_eq!(one["validity_since"], "2026-05-01", "the day on which the other takes effect");
        assert_eq!(one["validity_by"], json!(["鲁医协发〔2026〕2-1号"]));
        assert_eq!(documents["一篇文章"]["date"], "2025-12-26", "that of its issue");
    }
}

#[test]
fn ids_are_unique_and_legal_for_both_engines() {
    for engine in Engine::ALL {
        let documents = documents(&site(), engine);
        let ids: BTreeSet<&str> =
            documents.values().map(|document| document["id"].as_str().expect("an id")).collect();
        assert_eq!(ids.len(), documents.len());
        for id in ids {
            let is_legal = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
            assert!((1..=511).contains(&id.len()) && id.chars().all(is_legal), "{id}");
        }
    }
}

#[test]
fn lines_hold_no_character_that_breaks_a_line_or_that_nobody_sees() {
    for engine in Engine::ALL {
        let (_, lines) = site().for_engine(engine);
        assert!(!lines.contains(['\u{2028}', '\u{202e}', '\r']));
        assert!(lines.ends_with("}\n") && !lines.contains("\n\n"));
    }
}

#[test]
fn fields_of_documents_are_those_of_the_mapping() {
    let mapping = &settings(&site(), Engine::OpenSearch)["mappings"];
    assert_eq!(mapping["dynamic"], "strict", "a field that is not mapped would be refused");
    let mapped = mapping["properties"].as_object().expect("fields");
    for document in documents(&site(), Engine::OpenSearch).values() {
        assert!(document.keys().eq(mapped.keys()), "{:?}\n{:?}", document.keys(), mapped.keys());
        for (name, value) in document {
            check_value(name, &mapped[name], value);
        }
    }
}

/// Checks that a value is what OpenSearch takes for a field that is mapped like this.
fn check_value(name: &str, mapping: &Json, value: &Json) {
    let values = match value {
        Json::Null => return,
        Json::Array(values) => values.clone(),
        value => vec![value.clone()],
    };
    for value in values {
        let is_right = match mapping["type"].as_str() {
            Some("integer") => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
            Some("date") => {
                let date = value.as_str().unwrap_or_default();
                date.parse::<jiff::civil::Date>().is_ok() || date.parse::<jiff::Timestamp>().is_ok()
            }
            Some("text" | "keyword") => value.is_string(),
            _ => {
                let inner = mapping["properties"].as_object().expect("fields of an object");
                value.as_object().is_some_and(|object| object.keys().eq(inner.keys()))
            }
        };
        assert!(is_right, "{name}: {value} as {mapping}");
    }
}

#[test]
fn analyzers_of_the_mapping_are_defined() {
    let settings = settings(&site(), Engine::OpenSearch);
    let analysis = &settings["settings"]["analysis"];
    let fields = settings["mappings"]["properties"].as_object().expect("fields");
    let texts: Vec<(&String, &Json)> =
        fields.iter().filter(|(_, field)| field["type"] == "text").collect();
    assert!(texts.len() > 4, "{texts:?}");
    for (name, text) in texts {
        for field in [text, &text["fields"]["characters"]] {
            let analyzer = field["analyzer"].as_str().unwrap_or_else(|| panic!("{name}"));
            let filters = analysis["analyzer"][analyzer]["filter"].as_array().expect("filters");
            assert!(filters.iter().all(|filter| {
                ["cjk_width", "lowercase", "cjk_bigram"].contains(&filter.as_str().expect("a name"))
            }));
        }
    }
    assert_eq!(fields["number"]["fields"]["whole"]["type"], "keyword");
}

#[test]
fn attributes_of_meilisearch_are_fields_of_documents() {
    let site = site()
        .edit("site.yaml", &format!("{}synonyms: {{医保: [医疗保险]}}\n", crate::harness::SITE));
    let settings = settings(&site, Engine::Meilisearch);
    let documents = documents(&site, Engine::Meilisearch);
    let two = &documents["关于two的通知"];
    for list in ["searchableAttributes", "filterableAttributes", "sortableAttributes"] {
        let attributes = settings[list].as_array().expect("a list");
        assert!(attributes.len() > 3, "{list}");
        for attribute in attributes.iter().map(|attribute| attribute.as_str().expect("a name")) {
            let mut parts = attribute.split('.');
            let value = &two[parts.next().unwrap_or_default()];
            let is_there = parts.next().is_none_or(|inner| value[0][inner].is_string());
            assert!(is_there, "{list}: {attribute}");
            if list == "sortableAttributes" {
                assert!(
                    value.is_null() || value.is_i64() || value.is_u64(),
                    "{attribute}: {value}"
                );
            }
        }
    }
    assert_eq!(settings["searchableAttributes"][0], "number");
    assert_eq!(settings["localizedAttributes"][0]["locales"], json!(["cmn"]));
    assert_eq!(settings["synonyms"], json!({ "医保": ["医疗保险"] }));
    assert_eq!(two["date_day"], 20_260_401);
    assert_eq!(two["published_day"], 20_260_402);
    assert!(documents["会讯"]["expires_day"].is_null());
}

#[test]
fn command_writes_the_same_lines_for_the_same_day() {
    let folder = Folder::new("engines");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    for engine in ["opensearch", "meilisearch"] {
        let export = |more: &[&str]| {
            let arguments = ["export", "search", "--format", engine, "--date", "2026-11-22"];
            let out = gongbao(&folder.0, &[&arguments, more].concat());
            assert!(out.status.success(), "{}", text(&out.stderr));
            text(&out.stdout)
        };
        let lines = export(&[]);
        assert!(lines.lines().count() >= 2 && lines.contains("\"id\""), "{lines}");
        assert_eq!(lines, export(&[]));
        assert!(export(&["--base-url", "https://portal.test/"]).contains("https://portal.test/"));
        let settings: Json = serde_json::from_str(&export(&["--settings"])).expect("JSON");
        assert!(settings.is_object());
    }
    assert!(!folder.0.join("public/index.html").exists(), "nothing is published");
    let out = gongbao(&folder.0, &["export", "search"]);
    assert_eq!(out.status.code(), Some(2), "{}", text(&out.stderr));
    fs::write(folder.0.join("content/notices/bad.md"), "---\ntitle：坏\n---\n").expect("writing");
    let out = gongbao(&folder.0, &["export", "search", "--format", "opensearch"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(out.stdout.is_empty() && text(&out.stderr).contains("bad.md"));
}
