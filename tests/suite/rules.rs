//! Rules that are divided into articles: their contents, and citations of their articles.

use crate::harness::Site;
use gongbao::markdown::ProvisionKind;

const RULE: &str = "## 第一章　总则\n\n第一条　为了规范会员管理，制定本办法。\n\n## 第二章　会员\n\n\
                    第二条　会员应当：\n\n（一）遵守章程；\n\n（二）缴纳会费。\n\n第三条　本办法自印发之日起施行。";

/// A site with the rule 会员管理办法, 鲁医协发〔2026〕1号, and a notice that cites it.
fn citing(front: &str, body: &str) -> Site {
    rule(
        "content/notices/rule.md",
        "会员管理办法",
        "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15",
        RULE,
    )
    .notice("two", &format!("number: 鲁医协发〔2026〕2号\ndate: 2026-04-01\n{front}"), body)
}

fn rule(path: &str, title: &str, front: &str, body: &str) -> Site {
    with_rule(Site::basic(), path, title, front, body)
}

fn with_rule(site: Site, path: &str, title: &str, front: &str, body: &str) -> Site {
    site.edit(path, &format!("---\ntitle: {title}\n{front}\n---\n\n{body}\n"))
}

#[test]
fn articles_stand_in_the_contents_below_their_chapters() {
    let page = citing("", "正文。").build().page("/lyxf/2026/1/");
    for part in [
        "<li><a href=\"#总则\">第一章　总则</a>",
        "<li class=\"toc-article\"><a href=\"#第一条\">第一条　为了规范会员管理</a>",
        "<li class=\"toc-article\"><a href=\"#第二条\">第二条　会员应当</a>",
        "<a class=\"provision\" id=\"第一章\" href=\"#第一章\" title=\"这一条款的地址\">第一章</a>",
        "<a class=\"provision provision-item\" id=\"第二条（一）\" href=\"#第二条（一）\" title=\"这一条款的地址\">（一）</a>",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(!page.contains("toc-fold") && !page.contains("to-contents"));
    let chapters = page.find("#总则").zip(page.find("#第一条")).zip(page.find("#会员"));
    assert!(chapters.is_some_and(|((general, first), members)| general < first && first < members));
}

#[test]
fn contents_of_a_long_rule_are_folded_and_have_a_way_back() {
    let sentence = "会员应当遵守章程，按期缴纳会费，参加协会组织的活动。".repeat(5);
    let articles: Vec<String> =
        (1..=25).map(|number| format!("第{number}条　{sentence}")).collect();
    let body = format!("## 第一章 总则\n\n{}", articles.join("\n\n"));
    let site = rule("content/notices/rule.md", "会员管理办法", "date: 2026-03-15", &body);
    let page = site.build().page("/notices/2026/rule/");
    assert!(page.contains(
        "<details class=\"toc-fold\"><summary><span class=\"hidden\">“第一章 总则”的条目"
    ));
    assert!(page.contains("<p class=\"to-contents\"><a href=\"#ui-toc\">回目录</a></p>"));
    assert!(page.contains("<nav class=\"toc\" id=\"ui-toc\""));
}

#[test]
fn citation_leads_to_the_article_that_it_names() {
    for (front, body, printed) in [
        (
            "",
            "依照《会员管理办法》第二条办理。",
            "<a class=\"citation\" href=\"/lyxf/2026/1/#第二条\" title=\"会员管理办法 第二条\">第二条</a>",
        ),
        (
            "",
            "《会员管理办法》（鲁医协发[2026]1号）第2条第一款",
            "href=\"/lyxf/2026/1/#第二条\" title=\"会员管理办法 第二条\">第2条第一款</a>",
        ),
        (
            "",
            "鲁医协发〔2026〕1号第三条",
            "href=\"/lyxf/2026/1/#第三条\" title=\"会员管理办法 第三条\">第三条</a>",
        ),
        (
            "",
            "《会员管理办法》第二条第（二）项",
            "href=\"/lyxf/2026/1/#第二条（二）\" title=\"会员管理办法 第二条（二）\">第二条第（二）项</a>",
        ),
        ("", "《会员管理办法》第二条第九项", "href=\"/lyxf/2026/1/#第二条\""),
        (
            "",
            "《会员管理办法》第一条、第三条",
            "\">第一条</a>、<a class=\"citation\" href=\"/lyxf/2026/1/#第三条\"",
        ),
        (
            "",
            "《会员管理办法》（以下简称《办法》）。按照《办法》第一条",
            "href=\"/lyxf/2026/1/#第一条\"",
        ),
        ("", "依照鲁医协发〔2026〕1号的《办法》第一条", "href=\"/lyxf/2026/1/#第一条\""),
        (
            "amends: 鲁医协发〔2026〕1号\n",
            "《管理办法》第一条修改为",
            "href=\"/lyxf/2026/1/#第一条\"",
        ),
        ("", "**《会员管理办法》第**一条", "href=\"/lyxf/2026/1/#第一条\""),
    ] {
        let outcome = citing(front, body).build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{body}: {}", outcome.report());
        let page = outcome.page("/lyxf/2026/2/");
        assert!(page.contains(printed), "{body}: no {printed} in {page}");
    }
}

#[test]
fn citation_that_names_no_document_here_is_plain_text() {
    for body in [
        "《其他办法》第二条",
        "《会员管理办法》（国办发〔2020〕1号）第二条",
        "《办法》第二条",
        "《会员管理办法（试行）》第二条",
        "`《会员管理办法》第二条`",
        "[《会员管理办法》第二条](https://example.org/)",
        "将第二条修改为",
    ] {
        let outcome = citing("", body).build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{body}: {}", outcome.report());
        assert!(!outcome.page("/lyxf/2026/2/").contains("/lyxf/2026/1/#"), "{body}");
        assert!(!outcome.page("/lyxf/2026/1/").contains("cited-articles"), "{body}");
    }
}

#[test]
fn article_says_who_cites_it() {
    let body = "依照《会员管理办法》第二条，再依照《会员管理办法》第二条，又依照第一条。";
    let site =
        citing("", body).notice("three", "date: 2026-05-01", "《会员管理办法》第三条、第二条");
    let outcome = site.build();
    let page = outcome.page("/lyxf/2026/1/");
    let two = "<dd>被引用：<a href=\"/lyxf/2026/2/\">关于two的通知</a> <span class=\"number\">鲁医协发〔2026〕2号</span></dd>";
    let three = "<dd>被引用：<a href=\"/notices/2026/three/\">关于three的通知</a></dd>";
    let list = format!(
        "<dl class=\"cited-articles\">\n<div><dt><a href=\"#第二条\">第二条</a></dt>\n{three}\n{two}\n</div>\n\
         <div><dt><a href=\"#第三条\">第三条</a></dt>\n{three}\n</div>\n</dl>"
    );
    assert!(page.contains(&list), "no {list} in {page}");
    // The document is cited, too, although its number does not stand there.
    let text = outcome.catalogue().to_string();
    assert!(text.contains("\"cited_by\"") && text.contains("\"cites\""), "{text}");
}

#[test]
fn own_articles_are_linked_and_not_listed() {
    let body = "第一条　甲。\n\n第二条　依照本办法第一条办理。";
    let site = rule("content/notices/rule.md", "会员管理办法", "date: 2026-03-15", body);
    let page = site.build().page("/notices/2026/rule/");
    assert!(page.contains("<a class=\"citation\" href=\"#第一条\""), "{page}");
    assert!(!page.contains("cited-articles") && !page.contains("ui-citations"));
}

#[test]
fn title_means_the_edition_of_its_day() {
    let old = "number: 鲁医协发〔2024〕1号\ndate: 2024-03-15";
    let new = "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15";
    let site = rule("content/notices/old.md", "会员管理办法", old, RULE);
    let site = with_rule(site, "content/notices/new.md", "会员管理办法（2026年修订）", new, RULE);
    for (front, cited, to) in [
        ("date: 2025-01-01", "《会员管理办法》第一条", "/lyxf/2024/1/"),
        ("date: 2026-05-01", "《会员管理办法》第一条", "/lyxf/2026/1/"),
        ("date: 2024-01-01", "《会员管理办法》第一条", "/lyxf/2024/1/"),
        (
            "date: 2026-05-01\namends: 鲁医协发〔2024〕1号",
            "《会员管理办法》第一条",
            "/lyxf/2024/1/",
        ),
        ("date: 2025-01-01", "《会员管理办法(2026年修订)》第一条", "/lyxf/2026/1/"),
        ("date: 2026-05-01", "《会员管理办法》（鲁医协发〔2024〕1号）第一条", "/lyxf/2024/1/"),
    ] {
        let year = &front[6..10];
        let page = site.clone().notice("three", front, cited).build();
        let page = page.page(&format!("/notices/{year}/three/"));
        assert!(page.contains(&format!("href=\"{to}#第一条\"")), "{front} {cited}: {page}");
    }
}

#[test]
fn rule_in_a_notice_is_found_by_its_own_title() {
    let title = "关于印发《会员管理办法（试行）》的通知";
    let site = rule("content/notices/rule.md", title, "date: 2026-03-15", RULE).notice(
        "two",
        "date: 2026-04-01",
        "《会员管理办法（试行）》第三条、《会员管理办法》第二条",
    );
    let page = site.build().page("/notices/2026/two/");
    assert!(page.contains("href=\"/notices/2026/rule/#第三条\""), "{page}");
    assert!(page.contains("href=\"/notices/2026/rule/#第二条\""), "{page}");
}

#[test]
fn missing_article_is_reported_unless_an_amendment_may_have_added_it() {
    let outcome = citing("", "《会员管理办法》第四条").build();
    assert_eq!(outcome.ids(), ["citation-article"]);
    assert!(outcome.page("/lyxf/2026/2/").contains("《会员管理办法》第四条"));
    let outcome = citing("amends: 鲁医协发〔2026〕1号\n", "《会员管理办法》第四条").build();
    assert_eq!(outcome.ids(), [] as [&str; 0]);
    // A document without articles has none that could be missing.
    let site = rule(
        "content/notices/rule.md",
        "会员管理办法",
        "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15",
        "见附件。",
    );
    let outcome = site.notice("two", "date: 2026-04-01", "鲁医协发〔2026〕1号第四条").build();
    assert_eq!(outcome.ids(), [] as [&str; 0]);
}

#[test]
fn hidden_documents_neither_cite_nor_are_cited() {
    let hidden = citing("draft: true\n", "《会员管理办法》第二条").build();
    assert!(!hidden.page("/lyxf/2026/1/").contains("cited-articles"));
    let front = "date: 2026-03-15\ndraft: true";
    let site = rule("content/notices/rule.md", "会员管理办法", front, RULE);
    let outcome = site.notice("two", "date: 2026-04-01", "《会员管理办法》第二条、第九条").build();
    assert!(!outcome.page("/notices/2026/two/").contains("class=\"citation\""));
    assert_eq!(outcome.ids(), [] as [&str; 0]);
}

#[test]
fn links_may_lead_to_provisions() {
    let outcome =
        citing("", "[甲](rule.md#第二条（一）)、[乙](rule.md#第一章)、[丙](rule.md#第九条)")
            .build();
    assert_eq!(outcome.ids(), ["link-fragment"]);
    let site = gongbao::document::parse(
        &std::sync::Arc::new(gongbao::source::Source::decode(
            gongbao::source::SitePath::new("content/a.md"),
            format!("---\ntitle: 甲\n---\n{RULE}").as_bytes(),
        )),
        gongbao::markdown::RawHtml::Sanitised,
        &gongbao::document::DeclaredFields::default(),
    );
    let outline = site.value.expect("a document").outline;
    let items = outline.provisions.iter().filter(|p| p.kind == ProvisionKind::Item);
    assert_eq!(
        items.map(|item| &*item.label).collect::<Vec<_>>(),
        ["第二条（一）", "第二条（二）"]
    );
}
