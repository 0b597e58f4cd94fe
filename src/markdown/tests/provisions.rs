//! The provisions of rules: their ids, their links, and what is none.

use super::{read, rendered};
use crate::markdown::{Cited, Labels, ProvisionKind, RawHtml, Resolved, html};

/// Returns the ids of the provisions of a text.
fn ids(text: &str) -> Vec<String> {
    read(text).0.provisions.into_iter().map(|provision| provision.id).collect()
}

#[test]
fn provisions_have_ids_by_their_labels() {
    let text = "## 第一章　总则\n\n第1条　为了规范，制定本办法。\n\n### 第一节 会员\n\n**第二条**会员分为两类：\n\n\
                （一）单位会员；\n\n（二）个人会员。\n\n## 第二章\n\n### 第一节\n\n第二条之一：另行规定。\n";
    assert_eq!(
        ids(text),
        [
            "第一章",
            "第一条",
            "第一章第一节",
            "第二条",
            "第二条（一）",
            "第二条（二）",
            "第二章",
            "第一节",
            "第二条之一",
        ]
    );
    let (outline, _) = read(text);
    assert_eq!(outline.provisions[0].start, "总则");
    assert_eq!(outline.provisions[1].start, "为了规范");
    assert_eq!(outline.provisions[1].label, "第一条");
    assert_eq!(&text[outline.provisions[1].span.range()], "第1条　为了规范，制定本办法。");
    for id in ["第一章", "总则", "第二条（二）", "第二条之一"] {
        assert!(outline.anchors.contains_key(id), "{id}");
    }
    // The ids of headings are what they were before.
    let headings: Vec<_> = outline.headings.iter().map(|heading| &*heading.id).collect();
    assert_eq!(headings, ["总则", "会员", "第二章", "第一节"]);
}

#[test]
fn second_rule_in_a_document_has_ids_of_its_own() {
    let text = "第一条　甲\n\n（一）甲\n\n附件\n\n第一条　乙\n\n（一）乙\n\n## 第一条 {#第二条}\n\n第二条　丙\n";
    assert_eq!(
        ids(text),
        ["第一条", "第一条（一）", "第一条-2", "第一条-2（一）", "第二条", "第二条-2"]
    );
}

#[test]
fn labels_are_links_to_themselves() {
    let link = |id: &str, label: &str| {
        format!(
            "<a class=\"provision\" id=\"{id}\" href=\"#{id}\" title=\"这一条款的地址\">{label}</a>"
        )
    };
    assert_eq!(
        rendered("第12条 *甲*，1 < 2"),
        format!("<p>{} <em>甲</em>，1 &lt; 2</p>\n", link("第十二条", "第12条"))
    );
    assert_eq!(
        rendered("## **第一章** 总则"),
        format!("<h2 id=\"总则\"><strong>{}</strong> 总则</h2>\n", link("第一章", "第一章"))
    );
    // A heading that is nothing but a label has the id already.
    assert_eq!(
        rendered("## 第一章"),
        "<h2 id=\"第一章\"><a class=\"provision\" href=\"#第一章\" title=\"这一条款的地址\">第一章</a></h2>\n"
    );
    // A link cannot be in a link, and a label in two parts is no link.
    assert_eq!(
        rendered("[第十二条 甲](/a)"),
        "<p><span id=\"第十二条\"></span><a href=\"/a\">第十二条 甲</a></p>\n"
    );
    assert_eq!(
        rendered("第**十二**条 甲"),
        "<p><span id=\"第十二条\"></span>第<strong>十二</strong>条 甲</p>\n"
    );
    // HTML that was typed does not take the links away.
    let html = rendered("第一条 <u>甲</u>");
    assert_eq!(html, format!("<p>{} <u>甲</u></p>\n", link("第一条", "第一条")));
}

#[test]
fn labels_beside_numbers_stay_labels() {
    let source = super::source("第一条 〔2026〕1号");
    let cited = Cited { start: 0, href: "/a/".to_owned(), title: String::new() };
    let resolved = Resolved { citations: vec![Some(cited)], ..Resolved::default() };
    let html = html(&source, 0..source.text.len(), &resolved, RawHtml::Sanitised, Labels::CHINESE);
    assert!(html.contains("id=\"第一条\"") && !html.contains("/a/"), "{html}");
}

#[test]
fn what_only_mentions_a_provision_is_none() {
    for text in [
        "第五条修改为：“每届任期四年。”",
        "第三方　评估",
        "> 第五条　引文",
        "- 第五条　列表",
        "| 第五条　表 |\n|---|\n| 第六条 表 |",
        "按照第五条　办理",
        "```\n第五条　代码\n```",
        "（一）不在条中",
        "甲[^1]\n\n[^1]: 第五条　脚注",
        "[^1]: # 第五条\n",
        "> ## 第五条　引文",
    ] {
        assert_eq!(ids(text), [""; 0], "{text}");
        assert!(!rendered(text).contains("provision"), "{text}");
    }
}

#[test]
fn provisions_begin_a_paragraph_at_each_line() {
    let text = "第一章　总则\n第一条　为了规范：\n（一）甲；\n（二）乙\n和丙。\n第二条 按照\n（三）项办理。";
    let (outline, _) = read(text);
    let blocks: Vec<_> = outline.blocks.iter().map(|block| block.text(text)).collect();
    assert_eq!(
        blocks,
        [
            "第一章　总则",
            "第一条　为了规范：",
            "（一）甲；",
            "（二）乙和丙。",
            "第二条 按照（三）项办理。"
        ]
    );
    assert_eq!(ids(text), ["第一章", "第一条", "第一条（一）", "第一条（二）", "第二条"]);
    // The sentence that goes on at the beginning of a line does not end there.
    assert_eq!(ids("依照\n第五条规定办理。"), [""; 0]);
}

#[test]
fn divisions_typed_as_paragraphs_are_headings_and_items_are_not() {
    let text = "第一章 总则\n\n第一节　目的\n\n第一条　甲：\n\n（一）乙\n\n一、说明\n\n（一）丙\n\n第二章规定的事项\n";
    let (outline, _) = read(text);
    let headings: Vec<_> = outline.headings.iter().map(|h| (h.level, &*h.id, h.inferred)).collect();
    assert_eq!(
        headings,
        [(2, "总则", true), (3, "目的", true), (4, "说明", true), (5, "丙", true)]
    );
    assert_eq!(ids(text), ["第一章", "第一章第一节", "第一条", "第一条（一）"]);
    let kinds: Vec<_> = outline.provisions.iter().map(|provision| provision.kind).collect();
    assert_eq!(kinds[0], ProvisionKind::Chapter);
}
