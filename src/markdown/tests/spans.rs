//! The places of text in blocks and citations.

use super::{read, source};
use crate::markdown::Block;
use proptest::prelude::*;

/// Returns what was typed for the first occurrence of `part` in the text of a block.
fn typed<'t>(text: &'t str, block: &Block, part: &str) -> &'t str {
    let start =
        block.text(text).find(part).unwrap_or_else(|| panic!("{part} in {:?}", block.text(text)));
    &text[block.span(&source(text).path, start..start + part.len()).range()]
}

#[test]
fn block_span_covers_what_was_typed() {
    let text = "---\n---\n> 见**第一\n> 章**：甲&amp;乙\\*丙`丁 戊`与[己](/x)。\n\n- 　项 \n\n|格|\n|-|\n|子|\n";
    let (outline, _) = read(text);
    let quotation =
        outline.blocks.iter().find(|b| b.text(text).starts_with('见')).expect("a quotation");
    assert_eq!(quotation.text(text), "见第一章：甲&乙*丙丁 戊与己。");
    for (part, expected) in [
        ("见", "见"),
        ("第一", "第一"),
        ("第一章", "第一\n> 章"),
        ("章：", "章**："),
        ("甲&乙", "甲&amp;乙"),
        ("&", "&amp;"),
        ("乙*丙", "乙\\*丙"),
        ("*", "*"),
        ("丁 戊", "丁 戊"),
        ("戊与", "戊`与"),
        ("己", "己"),
    ] {
        assert_eq!(typed(text, quotation, part), expected, "{part}");
    }
    for part in ["项", "格", "子"] {
        let block = outline.blocks.iter().find(|block| block.text(text) == part).expect("a block");
        assert_eq!(typed(text, block, part), part);
    }
}

#[test]
fn block_span_covers_captions_headings_code_and_html() {
    let text = "## 标 *题* {#id}\n\n![图](a.png '题注')\n\n![图](a.png \"题&#27880;\")\n\n\
                ```\n码\n\n```\n\n<p\nlang=zh>词&amp;\n句</p>\n\n# ![`图` 示](b.png)\n";
    let (outline, _) = read(text);
    let texts: Vec<&str> = outline.blocks.iter().map(|block| block.text(text)).collect();
    assert_eq!(texts, ["标 题", "题注", "题注", "码", "词&\n句", "图 示"]);
    let blocks = &outline.blocks;
    assert_eq!(typed(text, &blocks[0], "标 题"), "标 *题");
    assert_eq!(typed(text, &blocks[1], "注"), "注");
    assert_eq!(typed(text, &blocks[2], "注"), "![图](a.png \"题&#27880;\")");
    assert_eq!(typed(text, &blocks[3], "码"), "码");
    assert_eq!(typed(text, &blocks[4], "词&\n句"), "词&amp;\n句");
    assert_eq!(typed(text, &blocks[4], "&"), "&amp;");
    assert_eq!(typed(text, &blocks[5], "图 示"), "图` 示");
}

#[test]
fn block_span_of_a_line_break_between_words_is_empty() {
    let text = "one\ntwo\n";
    let (outline, _) = read(text);
    let block = &outline.blocks[0];
    assert_eq!(block.text(text), "one\ntwo");
    let span = block.span(&source(text).path, 3..4);
    assert_eq!(span.range(), 3..3);
    assert_eq!(typed(text, block, "one\ntwo"), "one\ntwo");
}

#[test]
fn numbers_interrupted_by_code_or_links_are_no_citations() {
    for text in [
        "鲁医协发`〔2026〕`1号",
        "鲁医协发[〔2026〕](/x)1号",
        "鲁医协发`号`〔2026〕`1`号",
        "`鲁医协发`〔2026〕1号",
        "<a href=\"/x\">鲁医协发</a>〔2026〕1号",
    ] {
        assert!(read(text).0.citations.is_empty(), "{text}");
    }
    let (outline, _) = read("`第1号`见[第2号](/x)和鲁医协发〔2026〕3号");
    assert_eq!(outline.citations.len(), 1);
    assert_eq!(outline.citations[0].candidate.run, "和鲁医协发");
    let (outline, _) = read("如下：甲\\\n鲁医协发〔2026〕3号");
    assert_eq!(outline.citations[0].candidate.run, "鲁医协发", "a hard break ends a run");
}

const PARTS: [&str; 24] = [
    "甲",
    "乙丙",
    "word ",
    "，",
    "。",
    "👍",
    "é",
    "**粗。**",
    "*斜*",
    "~~删~~",
    "&amp;",
    "&#x4e00;",
    "&nbsp;",
    "\\*",
    "\\\\",
    "`码 x`",
    "`` `码 ``",
    "[链](/x \"题\")",
    "![图](y.png)",
    "<b>标</b>",
    "<br>",
    "<https://a.b/>",
    "\n行",
    "\\\n行",
];

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..12).prop_map(|parts| parts.concat())
}

/// Returns whether the characters of `part` occur in `typed` in their order, with others between.
fn is_subsequence(part: &str, typed: &str) -> bool {
    let mut typed = typed.chars();
    part.chars().all(|wanted| typed.any(|c| c == wanted))
}

/// Returns what was typed with each entity followed by the character that it means: in code it is read
/// as typed, elsewhere as that character. In code, a line break is read as a space.
fn with_both_readings(typed: &str) -> String {
    let entities = [("&nbsp;", "\u{a0}"), ("&#x4e00;", "一"), ("&amp;", "&")];
    let typed = typed.replace('\n', " ");
    entities
        .into_iter()
        .fold(typed, |typed, (entity, c)| typed.replace(entity, &format!("{entity}{c}")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn every_span_holds_its_text(line in line(), prefix in prop::sample::select(vec!["", "> ", "- ", "# ", "　　"])) {
        let text = format!("前言\n\n{prefix}首{line}尾\n");
        let (outline, _) = read(&text);
        let path = source(&text).path;
        for block in &outline.blocks {
            let ends: Vec<usize> =
                block.text(&text).char_indices().map(|(at, _)| at).chain([block.text(&text).len()]).collect();
            for (index, start) in ends.iter().enumerate() {
                for end in &ends[index + 1..] {
                    let part = &block.text(&text)[*start..*end];
                    let span = block.span(&path, *start..*end);
                    let typed = text.get(span.range());
                    prop_assert!(typed.is_some(), "{part:?} at {span:?} in {text:?}");
                    let typed = typed.unwrap_or_default();
                    let visible = part.replace('\n', "");
                    let is_found = is_subsequence(&visible, &with_both_readings(typed));
                    prop_assert!(is_found, "{part:?} at {typed:?} in {text:?}");
                    // A single character is found exactly, except in code that spans two lines.
                    let is_single = visible.chars().count() == 1 && visible == part;
                    let is_cut_code = typed.starts_with('`') && typed.contains('\n');
                    if is_single && !is_cut_code {
                        let is_entity = typed.starts_with('&') && typed.ends_with(';');
                        prop_assert!(typed == part || is_entity, "{part:?} at {typed:?} in {text:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn span_of_plain_text_is_the_text_itself(lines in prop::collection::vec("[甲乙丙，。a-z]{1,8}", 1..5)) {
        let text = format!("{}\n", lines.join("\n"));
        let (outline, _) = read(&text);
        let path = source(&text).path;
        for block in &outline.blocks {
            for (at, c) in block.text(&text).char_indices().filter(|(_, c)| *c != '\n') {
                let span = block.span(&path, at..at + c.len_utf8());
                prop_assert_eq!(&text[span.range()], c.to_string());
            }
            // Within a line, a range of the text is the same range of the file.
            let mut from = 0;
            for line in &lines {
                let Some(start) = block.text(&text)[from..].find(line.as_str()).map(|at| from + at) else { continue };
                from = start + line.len();
                let span = block.span(&path, start..from);
                prop_assert_eq!(&text[span.range()], line.as_str());
            }
        }
    }
}
