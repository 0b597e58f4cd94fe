//! Fields that a category declares: `fields` of `_index.md`.

use crate::harness::Site;
use gongbao::document::{DeclaredFields, section};
use gongbao::language::Language;
use gongbao::markdown::RawHtml;
use gongbao::search::{self, Query};
use serde_json::{Value as Json, json};
use std::io;

const FIELDS: &str = "
  - {key: 标准编号, list: true}
  - {key: 批准日期, type: date, list: true}
  - {key: 工本费, type: number}
  - {key: 标准文本, type: link}
  - {key: 归口, type: choice, choices: [医疗, 护理], facet: true, list: true}";

fn declaring(fields: &str) -> Site {
    let text = format!("---\ntitle: 团体标准\nkind: report\nfields:{fields}\n---\n");
    Site::basic().edit("content/standards/_index.md", &text)
}

fn standard(site: Site, name: &str, front: &str) -> Site {
    let front = format!("title: 标准{name}\nissuer: 山东省医院协会\ndate: 2026-03-15\n{front}");
    site.edit(&format!("content/standards/{name}.md"), &format!("---\n{front}\n---\n\n正文。\n"))
}

const VALUES: &str = "标准编号: T/SDHA 001—2026 <b>\n批准日期: 2026年3月15日\n工本费: １２，０００．５元/册\n标准文本: https://example.com/?a=1&b=2\n归口: 护理";

#[test]
fn declared_fields_are_shown_listed_and_published() {
    let outcome = standard(declaring(FIELDS), "a", VALUES).build();
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    let page = outcome.page("/standards/2026/a/");
    for shown in [
        "<dt>标准编号</dt><dd>T/SDHA 001—2026 &lt;b&gt;</dd>",
        "<dt>批准日期</dt><dd><time datetime=\"2026-03-15\">2026年3月15日</time></dd>",
        "<dt>工本费</dt><dd>１２，０００．５元/册</dd>",
        "<dt>标准文本</dt><dd><a href=\"https://example.com/?a=1&amp;b=2\">",
        "<dt>归口</dt><dd>护理</dd>",
    ] {
        assert!(page.contains(shown), "{shown}\n{page}");
    }
    let list = outcome.page("/standards/");
    for (shown, is_listed) in [
        ("标准编号：T/SDHA 001—2026 &lt;b&gt;", true),
        ("批准日期：<time datetime=\"2026-03-15\">", true),
        ("归口：护理", true),
        ("工本费", false),
        ("example.com", false),
    ] {
        assert_eq!(list.contains(shown), is_listed, "{shown}\n{list}");
    }
    let catalogue: Json = serde_json::from_str(&outcome.text("data/documents.json")).expect("JSON");
    let expected = json!({
        "标准编号": "T/SDHA 001—2026 <b>",
        "批准日期": "2026-03-15",
        "工本费": { "number": 12000.5, "unit": "元/册" },
        "标准文本": "https://example.com/?a=1&b=2",
        "归口": "护理",
    });
    assert_eq!(catalogue["documents"][0]["fields"], expected);
    let csv = outcome.text("data/documents.csv");
    assert!(csv.contains("标准编号：T/SDHA 001—2026 <b>；批准日期：2026-03-15；"), "{csv}");
}

#[test]
fn categories_below_inherit_and_may_declare_anew() {
    let below = "---\ntitle: 旧标准\nkind: report\nfields: [{key: 归口, type: choice, choices: [药学]}]\n---\n";
    let document = |front: &str| {
        let text = format!(
            "---\ntitle: 甲\nissuer: 山东省医院协会\ndate: 2026-03-15\n{front}\n---\n\n正文。\n"
        );
        declaring(FIELDS)
            .edit("content/standards/old/_index.md", below)
            .edit("content/standards/old/a.md", &text)
            .build()
    };
    let outcome = document("标准编号: 甲\n归口: 药学");
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    assert_eq!(document("归口: 护理").ids(), ["field-choice"]);
}

#[test]
fn key_of_another_category_is_unknown_and_the_message_names_that_category() {
    let site = declaring(FIELDS).notice("a", "date: 2026-03-15\n工本费: 甲", "正文。");
    let outcome = site.build();
    let unknown = outcome.diagnostic("key-unknown");
    let help = unknown.help.as_ref().expect("help");
    assert!(help.zh.contains("团体标准") && help.en.contains("团体标准"), "{}", outcome.report());
}

#[test]
fn mistyped_declared_key_is_reported_with_the_key_it_means() {
    let outcome = standard(declaring(FIELDS), "a", "标准编码: 甲").build();
    assert_eq!(outcome.diagnostic("key-unknown").fix[0].text, "标准编号", "{}", outcome.report());
}

#[test]
fn declared_key_goes_before_what_people_type_for_other_keys() {
    // Everywhere else 编号 is taken for 发文字号.
    let outcome = standard(declaring(" [{key: 编号}]"), "a", "编号: 甲1").build();
    assert_eq!(outcome.ids(), [""; 0], "{}", outcome.report());
    assert!(outcome.page("/standards/2026/a/").contains("<dt>编号</dt><dd>甲1</dd>"));
}

#[test]
fn value_that_is_none_of_its_type_is_reported() {
    for (front, ids) in [
        ("批准日期: 2026.3.15", vec!["date-form"]),
        ("批准日期: 2026-03-15 10:00", vec!["date-time"]),
        ("批准日期: 2026-02-30", vec!["date-none"]),
        ("批准日期: 去年", vec!["date-unclear"]),
        ("工本费: 约5000元", vec!["field-number"]),
        ("工本费: 3000-5000元", vec!["field-number"]),
        ("工本费: [1, 2]", vec!["value-type"]),
        ("归口: 医疗类", vec!["field-choice"]),
        ("归口: true", vec!["value-type"]),
        ("标准文本: javascript:alert(1)", vec!["link-form"]),
        ("标准文本: 没有.pdf", vec!["link-dead"]),
        ("标准文本: www.example.com", vec!["link-dead"]),
        ("标准编号: 甲\n标准编号: 乙", vec!["key-repeated"]),
        ("标准编号:", vec![]),
    ] {
        let outcome = standard(declaring(FIELDS), "a", front).build();
        assert_eq!(outcome.ids(), ids, "{front}\n{}", outcome.report());
    }
}

#[test]
fn required_field_is_missed_in_documents_and_awaited_in_drafts() {
    let site = || declaring(" [{key: 标准编号, required: true}]");
    for (front, count, is_error) in [
        ("genre: 标准", 1, true),
        ("标准编号:", 1, true),
        ("draft: true", 1, false),
        ("标准编号: 甲", 0, false),
    ] {
        let outcome = standard(site(), "a", front).build();
        let missing: Vec<_> =
            outcome.built.diagnostics.iter().filter(|d| d.id == "key-missing").collect();
        assert_eq!(missing.len(), count, "{front}\n{}", outcome.report());
        assert!(missing.iter().all(|d| d.is_error() == is_error), "{}", outcome.report());
    }
}

#[test]
fn faulty_declarations_are_reported() {
    for (fields, ids) in [
        ("[{key: 发文字号}]", vec!["field-key"]),
        ("[{key: number}]", vec!["field-key"]),
        ("[{key: 'a: b'}]", vec!["field-key"]),
        ("[{key: 甲}, {key: 甲}]", vec!["field-repeated"]),
        ("[{key: 甲, type: 图片}]", vec!["value-type"]),
        ("[{key: 甲, type: choice}]", vec!["field-choices"]),
        ("[{key: 甲, choices: [一]}]", vec!["field-choices"]),
        ("[{key: 甲, type: choice, choices: [一, 一]}]", vec!["field-choices"]),
        ("[{key: 甲, type: date, facet: true}]", vec!["field-facet"]),
        ("[{key: sort, facet: true}]", vec!["field-facet"]),
        ("[{type: date}]", vec!["key-missing"]),
        ("[{key: 甲, 列表: 是}]", vec!["key-unknown"]),
        ("[{键: 甲, 类型: 选项, 选项: [一], 筛选: 是, 列出: 是, 必填: 是}]", vec![]),
    ] {
        let outcome = declaring(&format!(" {fields}")).build();
        assert_eq!(outcome.ids(), ids, "{fields}\n{}", outcome.report());
    }
}

#[test]
fn file_that_a_field_leads_to_is_published_with_its_document_and_hidden_with_it() {
    let site = |front: &str| {
        standard(declaring(FIELDS), "a", &format!("{front}\n标准文本: 文本.pdf\n标准编号: 机密甲"))
            .bytes("content/standards/文本.pdf", b"%PDF-1.4")
            .build()
    };
    let public = site("genre: 标准");
    assert_eq!(public.ids(), [""; 0], "{}", public.report());
    assert!(public.has("standards/文本.pdf"));
    assert!(public.page("/standards/2026/a/").contains("<a href=\"/standards/%E6%96%87"));
    for hiding in ["draft: true", "visibility: internal", "published: 2027-01-01"] {
        let hidden = site(hiding);
        assert!(!hidden.has("standards/文本.pdf"), "{}", hidden.report());
        for (path, bytes) in &hidden.files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("机密甲"), "{path} with {hiding}");
        }
    }
}

#[test]
fn search_finds_declared_values_and_narrows_down_by_facets() {
    let site = standard(declaring(FIELDS), "a", VALUES);
    let outcome = standard(site, "b", "归口: 医疗\n标准编号: T/SDHA 009—2026").build();
    let read = |path: &str| {
        let file = outcome.files.get(&format!("search/{path}")).cloned();
        file.ok_or_else(|| io::Error::other("no such file"))
    };
    let found = |text: &str, facets: &[(&str, &str)]| -> Vec<String> {
        let facets = facets.iter().map(|(name, value)| ((*name).into(), vec![(*value).into()]));
        let query =
            Query { text: text.to_owned(), facets: facets.collect(), limit: 9, ..Query::default() };
        let hits = search::query(&read, &query).expect("an index").hits;
        hits.into_iter().map(|hit| hit.record.url).collect()
    };
    assert_eq!(found("T/SDHA 009", &[]), ["/standards/2026/b/"]);
    assert_eq!(found("", &[("归口", "护理")]), ["/standards/2026/a/"]);
    assert_eq!(found("正文", &[("归口", "药学")]), [""; 0]);
    assert_eq!(found("", &[]).len(), 2);
}

#[test]
fn schema_takes_what_any_category_declares() {
    let tree = declaring(FIELDS).tree();
    let sections = gongbao::build::parse_heads(&tree, RawHtml::Sanitised).sections;
    let declared = section::declared_fields(&sections);
    let schema = gongbao::schema::of_document(Language::Chinese, &declared);
    let schema: Json = serde_json::from_str(&schema).expect("JSON");
    let properties = &schema["properties"];
    assert_eq!(properties["归口"]["anyOf"][0]["enum"], json!(["医疗", "护理"]));
    assert!(properties["批准日期"]["pattern"].is_string(), "{properties:#}");
    assert!(properties["标准编号"]["type"].is_array());
    let of_all = gongbao::schema::of_document(Language::Chinese, &DeclaredFields::default());
    assert!(!of_all.contains("归口"));
}
