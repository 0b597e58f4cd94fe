//! The contents of the outline, and the faults that are reported with it.

use super::{found_in, read, rendered, source};
use crate::markdown::{BlockKind, LinkKind, RawHtml};

fn headings(text: &str) -> Vec<(u8, String, String)> {
    let (outline, _) = read(text);
    outline.headings.into_iter().map(|h| (h.level, h.id, h.text)).collect()
}

fn heading(level: u8, id: &str, text: &str) -> (u8, String, String) {
    (level, id.to_owned(), text.to_owned())
}

fn blocks(text: &str) -> Vec<String> {
    read(text).0.blocks.iter().map(|block| block.text(text).to_owned()).collect()
}

#[test]
fn headings_have_levels_ids_and_spans() {
    let text = "# 一、总体 **要求**\n\n### 目标\n\n目标\n---\n\n## 甲 {#own-id}\n\n## 乙 {丙}\n\n## 目标 ##\n";
    assert_eq!(
        headings(text),
        [
            heading(2, "总体-要求", "一、总体 要求"),
            heading(3, "目标", "目标"),
            heading(3, "目标-2", "目标"),
            heading(3, "own-id", "甲"),
            heading(3, "乙-丙", "乙 {丙}"),
            heading(3, "目标-3", "目标"),
        ]
    );
    let (outline, _) = read(text);
    let places: Vec<&str> = outline.headings.iter().map(|h| &text[h.span.range()]).collect();
    assert_eq!(places[0], "# 一、总体 **要求**");
    assert_eq!(places[3], "## 甲 {#own-id}");
    assert!(outline.headings.iter().all(|h| !h.inferred));
}

#[test]
fn explicit_id_takes_precedence_over_a_derived_one() {
    let ids: Vec<String> =
        headings("## 甲\n\n## 乙 {#甲}\n\n## 丙 {#a b}\n").into_iter().map(|h| h.1).collect();
    assert_eq!(ids, ["甲-2", "甲", "丙-a-b"]);
}

#[test]
fn numbered_lines_are_headings_if_there_is_no_markdown_heading() {
    let text = "　　一、总体要求\n\n正文。\n\n**（一）提高站位**\n\n**1. 学习**\n\n1. 项目\n\n\
                （二）落实：[办法](/a)\n\n**二、保障**\n\n一、提高站位。各单位要落实。\n\n> 三、引文\n\n四、\n";
    let (outline, _) = read(text);
    assert_eq!(
        headings(text),
        [
            heading(2, "总体要求", "一、总体要求"),
            heading(3, "提高站位", "（一）提高站位"),
            heading(4, "学习", "1. 学习"),
            heading(3, "落实-办法", "（二）落实：办法"),
            heading(2, "保障", "二、保障"),
        ]
    );
    assert!(outline.headings.iter().all(|h| h.inferred));
    assert_eq!(&text[outline.headings[0].span.range()], "一、总体要求");
    assert_eq!(&text[outline.headings[1].span.range()], "**（一）提高站位**");
    assert_eq!(
        headings("（一）甲\n\n（二）乙\n"),
        [heading(2, "甲", "（一）甲"), heading(2, "乙", "（二）乙")]
    );
}

#[test]
fn line_cut_by_the_page_of_a_pdf_is_no_heading() {
    // As taken from a PDF: every line a paragraph, those of one sentence cut where the page ends.
    let lines = [
        "一、完善组织体系",
        "（一）按照规定的流程组织进行日间管理、护理专业和门",
        "诊管理等届满委员会的换届工作，修订有关的各项工作制度，",
        "并建立长效机制，为推动各项工作的持续健康发展提供保障。",
        "（二）开展年度先进集体和先进个人的评选（评审）和表彰",
        "工作，重点推荐在基层工作满三年、成绩突出的单位和个人，",
        "评选的结果在门户网站上公示五个工作日，再行文公布名单。",
        "（三）搭建学术交流平台",
        "继续发挥优势，搭建不同层次和形式的学术交流平台，围绕",
        "中心、服务大局、突出特色，打造具有专业性的高品质学术",
        "交流活动，使之成为凝聚会员、服务医院发展的重要载体。",
        "组织进行“第十二届医院发展论坛”和“第六届医院管理",
        "论坛”等品牌学术交流项目，不断提高协会的学术影响力。",
    ];
    let found = headings(&lines.join("\n\n"));
    let texts: Vec<&str> = found.iter().map(|(_, _, text)| text.as_str()).collect();
    assert_eq!(texts, ["一、完善组织体系", "（三）搭建学术交流平台"]);
}

#[test]
fn headings_are_inferred_level_by_level_beside_those_of_markdown() {
    let levels = |text: &str| -> Vec<(u8, String, bool)> {
        read(text).0.headings.into_iter().map(|h| (h.level, h.text, h.inferred)).collect()
    };
    let typed = |level, text: &str| (level, text.to_owned(), false);
    let inferred = |level, text: &str| (level, text.to_owned(), true);
    for (text, expected) in [
        (
            "## 一、甲\n\n（一）乙\n\n### 附表\n\n（二）丙\n\n## 二、丁\n",
            vec![
                typed(2, "一、甲"),
                inferred(3, "（一）乙"),
                typed(4, "附表"),
                inferred(3, "（二）丙"),
                typed(2, "二、丁"),
            ],
        ),
        (
            "一、甲\n\n## （一）乙\n\n## 附表\n\n二、丙\n",
            vec![
                inferred(2, "一、甲"),
                typed(3, "（一）乙"),
                typed(3, "附表"),
                inferred(2, "二、丙"),
            ],
        ),
        (
            "# 附件\n\n第一章 甲\n\n第一条 乙：\n\n（一）丙\n\n## 注\n\n（一）丁\n",
            vec![
                typed(2, "附件"),
                inferred(3, "第一章 甲"),
                typed(3, "注"),
                inferred(4, "（一）丁"),
            ],
        ),
        // Who marks some of a kind leaves the others to be text.
        ("## 一、甲\n\n二、乙\n", vec![typed(2, "一、甲")]),
        ("一、甲\n\n# 乙\n", vec![inferred(2, "一、甲"), typed(2, "乙")]),
    ] {
        assert_eq!(levels(text), expected, "{text}");
    }
}

#[test]
fn sentence_is_no_heading() {
    let long = format!("一、{}\n", "长".repeat(60));
    for text in [
        "一、甲；\n",
        "一、甲。乙\n",
        "一、甲，\n",
        "一、甲\n乙\n",
        "**一、**甲\n",
        "**1. 甲**乙\n",
        "1. 甲\n",
        &long,
    ] {
        assert_eq!(headings(text), [], "{text}");
    }
}

#[test]
fn links_and_images_are_listed_with_their_typed_targets() {
    let text = "[甲&amp;**乙**](@/a.md) ![图 `一`](x\\_y.png \"题\") <https://a.b/> <a@b.cn> \
                [![图标](i.png)](../丙.md) [丁][r]\n\n[r]: 鲁医协发〔2026〕1号\n";
    let (outline, _) = read(text);
    let links: Vec<(LinkKind, &str, &str)> =
        outline.links.iter().map(|l| (l.kind, l.target.as_str(), l.text.as_str())).collect();
    use LinkKind::{Image, Link};
    assert_eq!(
        links,
        [
            (Link, "@/a.md", "甲&乙"),
            (Image, "x_y.png", "图 一"),
            (Link, "https://a.b/", "https://a.b/"),
            (Link, "mailto:a@b.cn", "a@b.cn"),
            (Link, "../丙.md", "图标"),
            (Image, "i.png", "图标"),
            (Link, "鲁医协发〔2026〕1号", "丁"),
        ]
    );
    assert_eq!(&text[outline.links[0].span.range()], "[甲&amp;**乙**](@/a.md)");
}

#[test]
fn citations_may_contain_markup_and_line_breaks() {
    let text = "见：根据鲁医协发**[2026]1号**和鲁医\n协发（2026）\n2号，`鲁医协发〔2026〕3号`、\
                [鲁医协发〔2026〕4号](u)、![鲁医协发〔2026〕5号](u)、\
                <a href=\"u\">鲁医协发〔2026〕6号</a>、<b>鲁医协发〔2026〕7号</b>。\n\n\
                |鲁医协发〔2026〕8号|\n|-|\n\n# 鲁医协发〔2026〕9号\n";
    let (outline, _) = read(text);
    let serials: Vec<u32> = outline.citations.iter().map(|c| c.candidate.serial.number).collect();
    assert_eq!(serials, [1, 2, 7, 8, 9]);
    let spans: Vec<&str> = outline.citations.iter().map(|c| &text[c.span.range()]).collect();
    assert_eq!(spans[0], "根据鲁医协发**[2026]1号");
    assert_eq!(spans[1], "和鲁医\n协发（2026）\n2号");
    assert_eq!(spans[2], "鲁医协发〔2026〕7号");
    assert_eq!(outline.citations[1].candidate.run, "和鲁医协发");
    let precise = outline.citations[2].span_from("鲁".len());
    assert_eq!(&text[precise.range()], "医协发〔2026〕7号");
    let across_markup = outline.citations[0].span_from("根据".len());
    assert_eq!(&text[across_markup.range()], "鲁医协发**[2026]1号");
}

#[test]
fn spans_are_relative_to_the_start_of_the_file() {
    let text = "---\ntitle: 甲\n---\r\n\r\n**注：**见[乙](/x)与鲁医协发〔2026〕1号。\r\n";
    let body = text.find("\r\n").expect("the file has lines")..text.len();
    let outline = crate::markdown::outline(&source(text), body, RawHtml::Sanitised).value;
    assert_eq!(&text[outline.links[0].span.range()], "[乙](/x)");
    assert_eq!(&text[outline.citations[0].span.range()], "与鲁医协发〔2026〕1号");
}

#[test]
fn body_range_outside_of_the_file_is_read_as_empty() {
    let source = source("文");
    for body in [1..2, 0..9, 7..9] {
        assert!(
            crate::markdown::outline(&source, body, RawHtml::Sanitised).value.blocks.is_empty()
        );
    }
}

#[test]
fn blocks_hold_plain_text() {
    let text = "# 甲*乙*\n\n第一\n行 **粗**\nABC\n甲，\nDEF\n\n- 项[^1]\n  - 子项\n\n|格|子|\n|-|-|\n|一|二|\n\n\
                ```\nx  y\n```\n\n<dl><dt>词&amp;</dt>\n</dl>\n\n![图](a.png \"题注\")\n\n![图](b.png)\n\n[^1]: 注。\n";
    assert_eq!(
        blocks(text),
        [
            "甲乙",
            "第一行 粗\nABC\n甲，DEF",
            "项",
            "子项",
            "格",
            "子",
            "一",
            "二",
            "x  y",
            "词&",
            "题注",
            "注。"
        ]
    );
    let (outline, _) = read(text);
    assert_eq!(outline.blocks[0].kind, BlockKind::Heading);
    assert_eq!(outline.blocks[1].kind, BlockKind::Text);
}

#[test]
fn line_indented_by_two_full_width_spaces_begins_a_paragraph() {
    assert_eq!(blocks("　　甲。\n　　乙\n丙。\n"), ["甲。", "乙丙。"]);
    assert_eq!(blocks("**甲。\n　　乙**\n"), ["甲。　　乙"]);
}

#[test]
fn labels_begin_a_paragraph_and_entries_keep_their_lines() {
    for (text, expected) in [
        ("事项如下：\n（一）甲\n(二) 乙\n", vec!["事项如下：", "（一）甲", "(二) 乙"]),
        ("事项如下：\r\n1、甲；\r\n2、乙。\r\n", vec!["事项如下：", "1、甲；", "2、乙。"]),
        ("①甲\n②乙\n\n附件：丙\n附件2：丁\n", vec!["①甲", "②乙", "附件：丙", "附件2：丁"]),
        ("> 如下：\n> （一）甲\n> （二）乙\n", vec!["如下：", "（一）甲", "（二）乙"]),
        ("甲[^1]\n\n[^1]: 乙。\n    （一）丙\n", vec!["甲", "乙。", "（一）丙"]),
        ("|甲|\n|-|\n|乙|\n\n如下：\n一、丙\n", vec!["甲", "乙", "如下：", "一、丙"]),
        // In the item of a tight list there is no paragraph, only a line.
        ("- 如下：\n  （一）甲\n", vec!["如下：\n（一）甲"]),
        ("时间：5月8日\n地点：济南\n请参加。\n", vec!["时间：5月8日\n地点：济南\n请参加。"]),
        ("**时间**：5月8日\n**地点**：济南\n", vec!["时间：5月8日\n地点：济南"]),
        ("依照\n（一）项，\n附件所列\n办理\n", vec!["依照（一）项，附件所列办理"]),
        ("**如下：\n（一）甲**\n", vec!["如下：（一）甲"]),
    ] {
        assert_eq!(blocks(text), expected, "{text}");
    }
    assert_eq!(rendered("时间：甲\n地点：乙"), "<p>时间：甲<br>\n地点：乙</p>\n");
}

#[test]
fn text_that_a_page_has_cut_is_one_paragraph() {
    // Every line is as long as the page is wide; one begins with a label, one looks like an entry.
    let lines = [
        "各会员单位要高度重视会员服务工作，结合实际制定工作计划，明",
        "确责任分工。请于月底前把联络员名单报送秘书处，由秘书处按照",
        "（一）至（三）项的顺序汇总后统一公布；未按时报送的，视为同",
        "意：沿用上一年度的名单。联络员负责本单位与本会之间的日常联",
        "一、二级医院的联系由所在市的协会承担，省属医院的联系由本会",
        "（二）号楼的秘书处承担。联络员有变动的，要在十日内书面告知秘",
        "书处，并同时报送新任联络员的姓名和办公电话。秘书处每季度通",
        "报一次各单位报送信息的情况，并作为评选先进会员单位的重要依",
        "据。",
    ];
    assert_eq!(blocks(&lines.join("\n")), [lines.concat()]);
    assert_eq!(blocks(&lines.join("\r\n")), [lines.concat()]);
    let indented: Vec<String> = lines.iter().map(|line| format!("    {line}")).collect();
    assert_eq!(blocks(&indented.join("\n")).concat(), lines.concat());
}

#[test]
fn indented_chinese_text_is_no_code() {
    for (text, expected) in [
        ("    甲。\n    乙\n丙。\n", vec!["甲。", "乙丙。"]),
        ("\t甲。\r\n\t**乙**。\r\n", vec!["甲。", "乙。"]),
        ("甲。\n    乙。\n", vec!["甲。", "乙。"]),
        ("> 甲。\n>\n>     乙**丙**。\n>     丁。\n", vec!["甲。", "乙丙。", "丁。"]),
        ("- 甲\n\n      乙。\n", vec!["甲", "乙。"]),
        ("-     甲\n", vec!["甲"]),
        ("甲[^1]\n\n[^1]: 乙\n\n        丙。\n", vec!["甲", "乙", "丙。"]),
        ("|甲|\n|-|\n|乙|\n\n        丙[链](a)。\n", vec!["甲", "乙", "丙链。"]),
        ("    甲 `a\n    b` 乙\n", vec!["甲 a     b 乙"]),
        // What goes on in a list is no paragraph of its own.
        ("1. 甲\n    乙\n", vec!["甲乙"]),
    ] {
        assert_eq!(blocks(text), expected, "{text}");
        assert!(!rendered(text).contains("<pre"), "{text}");
    }
    assert!(rendered("    let a = 1;\n").starts_with("<pre"));
    assert!(rendered("```\n    甲\n\u{f0b7} 乙\n```\n").contains(">    甲\n\u{f0b7} 乙\n<"));
}

#[test]
fn bullets_of_word_processors_are_lists() {
    let list = "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>\n";
    for text in [
        "\u{f0b7}甲\n\u{f0b7}乙\n",
        "\u{f06c} 甲\r\n\u{f06c} 乙\r\n",
        "\u{f0b7}\t甲\n\u{f0b7}       乙\n",
        "　　\u{f0b7}甲\n　　\u{f0b7}　乙\n",
        "\u{a0}\u{f0b7}\u{a0}甲\n\u{100002} 乙\n",
    ] {
        assert_eq!(rendered(text), list, "{text}");
        assert_eq!(blocks(text), ["甲", "乙"], "{text}");
    }
    assert_eq!(
        rendered("> \u{f0b7} 甲\n"),
        "<blockquote>\n<ul>\n<li>甲</li>\n</ul>\n</blockquote>\n"
    );
    assert_eq!(
        rendered("如下：\n\u{f0b7} **甲**\n"),
        "<p>如下：</p>\n<ul>\n<li><strong>甲</strong></li>\n</ul>\n"
    );
    // Elsewhere it is a sign that is reported.
    assert_eq!(blocks("甲\u{f0b7}乙\n\n|\u{f0fc}|\n|-|\n"), ["甲\u{f0b7}乙", "\u{f0fc}"]);
}

#[test]
fn heading_after_a_byte_order_mark_is_recognised() {
    assert_eq!(headings("\u{feff}# 甲\n"), [heading(2, "甲", "甲")]);
}

#[test]
fn faults_are_reported_with_their_place() {
    assert_eq!(found_in("![](a.png)"), [("image-without-alt", "![](a.png)".into())]);
    assert_eq!(found_in("甲 [](a)"), [("link-empty", "[](a)".into())]);
    assert_eq!(found_in("[甲]()"), [("link-empty", "[甲]()".into())]);
    assert_eq!(found_in("[![图](a)](b)"), []);
    assert_eq!(found_in("[甲](JavaScript:x)"), [("link-unsafe", "[甲](JavaScript:x)".into())]);
    assert_eq!(found_in("![甲](data:image/png;base64,AA)"), []);
    assert_eq!(found_in("甲\n\n## \n\n乙"), [("heading-empty", "##".into())]);
    assert_eq!(found_in("甲[^注]。"), [("footnote-undefined", "[^注]".into())]);
    assert_eq!(found_in("甲\\[^注]`[^a]`。"), []);
    assert_eq!(found_in("甲。\n\n[^注]: 乙"), [("footnote-unused", "[^注]: 乙".into())]);
    assert_eq!(found_in("甲[^A]。\n\n[^a]: 乙"), []);
    assert_eq!(
        found_in("甲[^a]。\n\n[^a]: 乙\n\n[^a]: 丙\n"),
        [("footnote-repeated", "[^a]: 丙".into())]
    );
    assert_eq!(
        found_in(
            "> 甲\n> <font\n> color=red>乙</font> <b style='x'>丙</b>\n\n<div>\n<iframe src=x>\n</iframe>\n"
        ),
        [
            ("html-removed", "<iframe src=x>".into()),
            ("html-removed", "<font\n> color=red>".into()),
            ("html-removed", "style='x'".into()),
        ]
    );
}

#[test]
fn fix_replaces_a_full_width_colon_after_a_footnote_label() {
    let text = "甲[^1]。\n\n[^1]：乙\n";
    let (_, diagnostics) = read(text);
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    let fix = &diagnostics[0].fix[0];
    let mut fixed = text.to_owned();
    fixed.replace_range(fix.span.range(), &fix.text);
    assert_eq!(fixed, "甲[^1]。\n\n[^1]: 乙\n");
    assert!(read(&fixed).1.is_empty());
}
