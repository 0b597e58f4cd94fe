//! Data for machines: the catalogue keeps to its schema, which docs/data.md explains, and the list of datasets names what there is.

use crate::harness::{Outcome, Site};
use boon::{Compiler, SchemaIndex, Schemas};
use gongbao::export::CATALOGUE_SCHEMA;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::path::Path;

fn schema() -> Json {
    serde_json::from_str(CATALOGUE_SCHEMA).expect("JSON")
}

/// Checks catalogues.
struct Checker {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Checker {
    fn new() -> Checker {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        compiler.add_resource("catalogue.json", schema()).expect("a schema");
        let index = compiler.compile("catalogue.json", &mut schemas).expect("a valid schema");
        Checker { schemas, index }
    }

    fn refusal(&self, catalogue: &Json) -> Option<String> {
        self.schemas.validate(catalogue, self.index).err().map(|error| format!("{error:#}"))
    }
}

/// A site whose documents have everything that a catalogue can tell.
fn full() -> Outcome {
    let fields = "fields:\n- {key: 批准日期, type: date}\n- {key: 费用, type: number}\n- {key: 承办, type: text}\n- {key: 官网, type: link}";
    let event = "event: {start: 2026-05-01 09:00, end: 2026-05-02, place: 济南, online: \"https://live.test/\", series: 年会, session: 第十七届, register_by: 2026-04-01}";
    Site::basic()
        .edit("content/notices/_index.md", &format!("---\ntitle: 通知公告\nkind: notice\n{fields}\n---\n"))
        .bytes("content/notices/a/表.csv", b"a,b\n1,2\n")
        .notice(
            "a/index",
            &format!(
                "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\npublished: 2026-03-16 09:00\neffective: 2026-04-01\nexpires: 2027-01-01\n\
                 deadline: 2026-12-01 18:00\ntopics: [医疗]\nreplaces: 鲁医协发〔2025〕9号\nattachments:\n- {{title: 表, file: 表.csv}}\n- {{title: 另一份, document: notices/b.md}}\n\
                 contact: 张三\n{event}\n批准日期: 2026-03-01\n费用: 100元\n承办: 秘书处\n官网: https://a.test/"
            ),
            "根据《办法》（鲁医协发〔2026〕2号）。",
        )
        .notice("b", "number: 鲁医协发〔2026〕2号\ndate: 2026-03-10\nrepeals: 鲁医协发〔2026〕1号", "正文。")
        .notice("c", "date: 2026-03-10\nnotice_period: {from: 2026-03-10, to: 2026-03-20}", "公示。")
        .edit("content/newsletters/_index.md", "---\ntitle: 会讯\nkind: newsletter\n---\n")
        .edit(
            "content/newsletters/x/index.md",
            "---\ntitle: 会讯\ndate: 2026-02-01\nissue: {year: 2026, number: 1, total: 30}\n---\n",
        )
        .edit(
            "content/newsletters/x/1.md",
            "---\ntitle: 一篇\ncolumn: 政策\n---\n\n正文。\n",
        )
        .build()
}

#[test]
fn catalogue_keeps_to_its_schema_and_the_schema_to_the_catalogue() {
    let checker = Checker::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = std::fs::read_to_string(root.join("site.yaml")).expect("site.yaml");
    let this =
        Site::empty().edit("site.yaml", &own).with_folder(&root.join("content"), "content").build();
    let full = full();
    let (of_this, of_full) = (this.catalogue(), full.catalogue());
    for catalogue in [&of_this, &of_full, &Site::basic().build().catalogue()] {
        assert_eq!(checker.refusal(catalogue), None);
    }
    // Each field of the schema is there in one of them with a value.
    let mut known: BTreeSet<String> = BTreeSet::new();
    for document in
        [&of_this, &of_full].iter().flat_map(|it| it["documents"].as_array().expect("a list"))
    {
        let fields = document.as_object().expect("an object").iter();
        known.extend(
            fields
                .filter(|(_, value)| ![json!(null), json!([]), json!({})].contains(value))
                .map(|(key, _)| key.clone()),
        );
    }
    // History comes from git, which is tried elsewhere.
    known.insert("history".to_owned());
    let fields = schema()["$defs"]["document"]["properties"].as_object().expect("fields").clone();
    assert_eq!(known, fields.keys().cloned().collect());

    let wrong = |pointer: &str, value: Json| {
        let mut catalogue = of_full.clone();
        *catalogue.pointer_mut(pointer).expect(pointer) = value;
        assert!(checker.refusal(&catalogue).is_some(), "{pointer}");
    };
    wrong("/documents/0/date", json!("15.3.2026"));
    wrong("/documents/0/validity", json!("valid"));
    wrong("/documents/0/relations", json!({ "knows": [] }));
    wrong("/documents/0", json!({ "title": "甲" }));
}

#[test]
fn every_field_of_the_catalogue_is_explained() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md");
    let text = std::fs::read_to_string(path).expect("docs/data.md");
    let rows =
        text.split("| field |").nth(1).expect("a table").split("\n\n").next().expect("a table");
    let explained: BTreeSet<&str> =
        rows.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let schema = schema();
    let document = &schema["$defs"]["document"]["properties"];
    let fields = document.as_object().expect("fields").keys().map(String::as_str);
    assert_eq!(explained, fields.collect());
    let relations = document["relations"]["properties"].as_object().expect("relations");
    for key in relations.keys() {
        assert!(text.contains(&format!("`{key}`")), "{key}");
    }
    // What the text says of addresses holds for a site.
    let outcome = full();
    for address in text.split("| `/").skip(1).filter_map(|cell| cell.split('`').next()) {
        assert!(address == "manifest.json" || outcome.has(address), "{address}");
    }
}

#[test]
fn list_of_datasets_names_files_that_are_there() {
    let outcome = full();
    let text = outcome.text("data/catalog.jsonld");
    let catalogue: Json = serde_json::from_str(&text).expect("JSON");
    assert_eq!(catalogue["@type"], "dcat:Catalog");
    assert_eq!(catalogue["@id"], "https://example.org/data/catalog.jsonld");
    let datasets = catalogue["dcat:dataset"].as_array().expect("datasets");
    assert_eq!(datasets.len(), 2);
    assert_eq!(datasets[0]["dcat:keyword"], json!([{ "@language": "zh-CN", "@value": "医疗" }]));
    assert_eq!(datasets[0]["dct:temporal"]["dcat:endDate"]["@value"], "2026-03-15");
    let mut named = 0;
    for distribution in
        datasets.iter().flat_map(|it| it["dcat:distribution"].as_array().expect("files"))
    {
        for key in ["dcat:downloadURL", "dcat:accessURL", "dct:conformsTo"] {
            let Some(address) = distribution[key]["@id"].as_str() else { continue };
            let path = address.strip_prefix("https://example.org/").expect(address);
            assert!(outcome.has(path), "{address}");
            named += 1;
        }
    }
    assert_eq!(named, 2 * 5 + 1);
    let none = Site::basic().build();
    let none: Json = serde_json::from_str(&none.text("data/catalog.jsonld")).expect("JSON");
    assert_eq!(
        none["dcat:dataset"].as_array().expect("datasets").len(),
        1,
        "no events, no calendar"
    );
}
