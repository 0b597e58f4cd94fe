//! Relations, validity, citations, gaps, attached documents.

use crate::harness::Site;
use gongbao::build::Memos;
use gongbao::register::{self, ValidityKind};

fn validity(site: &Site, number: &str) -> String {
    let outcome = site.build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    let catalogue = outcome.catalogue();
    let documents = catalogue["documents"].as_array().expect("a list");
    let document = documents.iter().find(|document| document["number"] == number);
    document.expect("the document")["validity"].as_str().expect("text").to_owned()
}

const FIRST: &str = "鲁医协发〔2026〕1号";

fn with_relation(relation: &str) -> Site {
    let front = format!("number: 鲁医协发〔2026〕2号\ndate: 2026-06-01\n{relation}: {FIRST}");
    Site::with_notice().notice("two", &front, "正文。")
}

#[test]
fn validity_depends_on_the_day_of_the_build() {
    for (relation, before, after) in [
        ("repeals", "in-force", "repealed"),
        ("replaces", "in-force", "repealed"),
        ("废止", "in-force", "repealed"),
        ("annuls", "in-force", "annulled"),
        ("amends", "in-force", "amended"),
        ("forwards", "in-force", "in-force"),
        ("replies_to", "in-force", "in-force"),
    ] {
        let site = with_relation(relation);
        assert_eq!(validity(&site.clone().on("2026-05-31"), FIRST), before, "{relation} before");
        assert_eq!(validity(&site.clone().on("2026-06-01"), FIRST), after, "{relation} after");
    }
}

#[test]
fn repeal_takes_effect_on_its_effective_date() {
    let site = Site::with_notice().notice(
        "two",
        "number: 鲁医协发〔2026〕2号\ndate: 2026-06-01\neffective: 2026-07-01\nrepeals: 鲁医协发[2026]1号",
        "正文。",
    );
    assert_eq!(validity(&site.clone().on("2026-06-30"), FIRST), "in-force");
    assert_eq!(validity(&site.clone().on("2026-07-01"), FIRST), "repealed");
    assert_eq!(validity(&site.on("2026-06-30"), "鲁医协发〔2026〕2号"), "not-yet");
}

#[test]
fn document_expires_the_day_after_its_last_day() {
    let site = Site::basic().notice(
        "one",
        "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nexpires: 2026-08-31",
        "正文。",
    );
    assert_eq!(validity(&site.clone().on("2026-08-31"), FIRST), "in-force");
    assert_eq!(validity(&site.on("2026-09-01"), FIRST), "expired");
}

#[test]
fn annulment_undoes_the_repeals_of_a_document() {
    let site = with_relation("repeals").notice(
        "three",
        "number: 鲁医协发〔2026〕3号\ndate: 2026-07-01\nannuls: 鲁医协发〔2026〕2号",
        "正文。",
    );
    assert_eq!(validity(&site.clone().on("2026-06-15"), FIRST), "repealed");
    assert_eq!(validity(&site, FIRST), "in-force");
    assert_eq!(validity(&site, "鲁医协发〔2026〕2号"), "annulled");
}

#[test]
fn relations_show_on_both_pages() {
    let outcome = with_relation("repeals").build();
    let with_relation = outcome.page("/lyxf/2026/2/");
    assert!(with_relation.contains("href=\"/lyxf/2026/1/\""), "{with_relation}");
    let repealed = outcome.page("/lyxf/2026/1/");
    assert!(
        repealed.contains("已废止") && repealed.contains("href=\"/lyxf/2026/2/\""),
        "{repealed}"
    );
}

#[test]
fn title_of_a_void_document_is_marked_in_tabs_and_feeds() {
    for (relation, mark) in [("repeals", "【已废止】"), ("annuls", "【已撤销】"), ("amends", "")]
    {
        let outcome = with_relation(relation).build();
        let page = outcome.page("/lyxf/2026/1/");
        let title = format!("{mark}关于one的通知 - 测试门户");
        assert!(page.contains(&format!("<title>{title}</title>")), "{relation}: {page}");
        // The name of the site stands in `og:site_name`.
        let shared = format!("<meta property=\"og:title\" content=\"{mark}关于one的通知\">");
        assert!(page.contains(&shared), "{relation}: {page}");
        let named = format!("{mark}{FIRST} 关于one的通知");
        for feed in ["feed.xml", "lyxf/feed.json"] {
            let text = outcome.text(feed);
            assert!(text.contains(&named), "{relation}: {feed} {text}");
            assert_eq!(text.matches("【").count(), usize::from(!mark.is_empty()), "{text}");
        }
    }
    let ended = Site::basic().edit(
        "content/notices/one.md",
        "---\ntitle: 名单公示\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nexpires: 2026-03-20\n---\n正文。\n",
    );
    assert!(ended.build().page("/lyxf/2026/1/").contains("<title>名单公示"));
}

#[test]
fn circular_repeals_are_one_error_that_names_all() {
    let site = Site::basic()
        .notice(
            "one",
            "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nrepeals: 鲁医协发〔2026〕2号",
            "",
        )
        .notice(
            "two",
            "number: 鲁医协发〔2026〕2号\ndate: 2026-03-15\nrepeals: 鲁医协发〔2026〕3号",
            "",
        )
        .notice(
            "three",
            "number: 鲁医协发〔2026〕3号\ndate: 2026-03-15\nrepeals: 鲁医协发〔2026〕1号",
            "",
        );
    let outcome = site.build();
    let circles: Vec<_> = outcome.ids().into_iter().filter(|id| *id == "repeal-circular").collect();
    assert_eq!(circles.len(), 1, "{}", outcome.report());
    assert_eq!(outcome.diagnostic("repeal-circular").also.len(), 2);
}

#[test]
fn chain_of_3000_annulments_is_resolved() {
    let mut site = Site::basic();
    for n in 1..=3000 {
        let relation = if n > 1 {
            format!("\nannuls: 鲁医协发〔2026〕{}号", n - 1)
        } else {
            String::new()
        };
        let front = format!("number: 鲁医协发〔2026〕{n}号\ndate: 2026-03-15{relation}");
        site = site.notice(&format!("n{n}"), &front, "正文。");
    }
    // Not rendered: 3,000 pages would take longer than all other tests.
    let (tree, config) = (site.tree(), gongbao::config::read(site.tree().text("site.yaml")).value);
    let content =
        gongbao::build::parse(&tree, gongbao::markdown::RawHtml::Sanitised, &mut Memos::disabled())
            .value;
    let register = register::file(&content.filing(&tree, &config, &site.options)).value;
    assert_eq!(register.entries.len(), 3000);
    for (number, id) in &register.by_number {
        let kind = register.entry(*id).validity.kind;
        let is_annulled = number.serial.number % 2 == 1;
        assert_eq!(kind == ValidityKind::Annulled, is_annulled, "{number}: {kind:?}");
    }
}

#[test]
fn numbers_in_the_text_are_linked_in_any_variant_and_back() {
    for typed in [
        "鲁医协发〔2026〕1号",
        "鲁医协发[2026]1号",
        "鲁医协发（2026）第1号",
        "鲁医协发**〔2026〕1号**",
        "鲁医协发\n〔2026〕1号",
    ] {
        let site = Site::with_notice().notice(
            "two",
            "number: 鲁医协发〔2026〕2号\ndate: 2026-06-01",
            &format!("根据{typed}的要求办理。"),
        );
        let outcome = site.build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
        let page = outcome.page("/lyxf/2026/2/");
        assert!(page.contains("<a class=\"citation\" href=\"/lyxf/2026/1/\""), "{typed}: {page}");
        let catalogue = outcome.catalogue();
        let cited = catalogue["documents"].as_array().expect("a list");
        let cited = cited.iter().find(|d| d["number"] == FIRST).expect("the first");
        assert_eq!(cited["relations"]["cited_by"][0]["number"], "鲁医协发〔2026〕2号", "{typed}");
    }
}

#[test]
fn longer_code_is_not_a_citation_of_a_shorter_one() {
    // 国医协发 is another code than 医协发.
    let site = Site::basic()
        .edit("site.yaml", "title: 测试\nbase_url: https://example.org/\nissuers:\n  - {name: 甲, code: 医协发, slug: a}\n")
        .notice("one", "number: 医协发〔2026〕1号\ndate: 2026-03-15", "正文。")
        .notice("two", "number: 医协发〔2026〕2号\ndate: 2026-03-16", "见国医协发〔2026〕1号。");
    let outcome = site.build();
    assert!(!outcome.page("/a/2026/2/").contains("<a class=\"citation\""));
}

#[test]
fn withheld_numbers_are_listed_and_are_not_gaps() {
    let issuers = "issuers:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf, withheld: {2026: \"2-3，5\"}}\n";
    let site = Site::with_notice()
        .edit("site.yaml", &format!("title: 测试\nbase_url: https://example.org/\n{issuers}"))
        .notice("six", "number: 鲁医协发〔2026〕6号\ndate: 2026-06-01", "正文。");
    let outcome = site.build();
    assert_eq!(outcome.ids(), ["number-gap"], "{}", outcome.report());
    assert!(outcome.report().contains("缺 4 号"), "{}", outcome.report());
    let register = outcome.page("/lyxf/2026/");
    // For readers 4 is no different.
    assert_eq!(register.matches("未公开").count(), 4, "{register}");
}

#[test]
fn joint_document_is_listed_in_the_register_of_each_issuer() {
    let site = Site::basic().notice(
        "joint",
        "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nissuer: [山东省医院协会, 山东省社会办医疗机构协会]",
        "正文。",
    );
    let outcome = site.build();
    for register in ["/lyxf/2026/", "/lsyxf/2026/"] {
        assert!(outcome.page(register).contains("href=\"/lyxf/2026/1/\""), "{register}");
    }
}

#[test]
fn attached_document_links_back_to_its_document() {
    let site = Site::basic()
        .edit("content/initiatives/call.md", "---\ntitle: 倡议书\ndate: 2026-03-15\nissuer: 外单位\n---\n正文。\n")
        .notice(
            "one",
            "number: 鲁医协发〔2026〕1号\ndate: 2026-03-26\nattachments:\n  - {title: 倡议书, document: initiatives/call.md}\n  - {title: 回执, file: huizhi.docx}",
            "正文。",
        )
        .bytes("content/notices/huizhi.docx", &[0; 2048]);
    let outcome = site.build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    let page = outcome.page("/lyxf/2026/1/");
    assert!(page.contains("附件1") && page.contains("附件2") && page.contains("2 KB"), "{page}");
    assert!(page.contains("href=\"/initiatives/2026/call/\""));
    assert!(outcome.page("/initiatives/2026/call/").contains("href=\"/lyxf/2026/1/\""));
    assert!(outcome.has("notices/huizhi.docx"));
}
