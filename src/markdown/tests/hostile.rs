//! Invariants for any input: no panic, spans inside of the file, outline and HTML agree, linear time.

use super::source;
use crate::markdown::{
    Cited, CitedWhole, KnownPicture, Labels, LinkForm, LinkKind, RawHtml, Resolved, html, outline,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const WORDS: &[&str] = &[
    "*",
    "**",
    "***",
    "_",
    "~",
    "~~",
    "`",
    "```",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "[^1]",
    "[^1]: ",
    "[^一]：",
    "<",
    ">",
    "> ",
    "<b>",
    "</b>",
    "<a href=x>",
    "</a>",
    "<script>",
    "<!--",
    "-->",
    "<div\n",
    "style=x",
    "\"",
    "'",
    "&amp;",
    "&#x4e00;",
    "&",
    "\\",
    "|",
    "|-|\n",
    "- ",
    "1. ",
    "- [x] ",
    "# ",
    "## ",
    " {#甲}",
    "===\n",
    "---\n",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\t",
    "\u{3000}\u{3000}",
    "一、",
    "（一）",
    "甲",
    "乙医",
    "第",
    "十二",
    "第三",
    "条",
    "条　",
    "章 ",
    "第一条 ",
    "（二）",
    "《",
    "》",
    "本办法",
    "（以下简称",
    "鲁医协发",
    "〔2026〕",
    "[2026]",
    "1号",
    "T/A ",
    "01-2026",
    "GB/T 9704—2012",
    "。",
    "，",
    "“",
    "”",
    "（",
    "）",
    "；",
    "：",
    "a",
    "B1",
    "\u{feff}",
    "\u{0}",
    "\u{e000}",
    "\u{2801}",
    "\u{20000}",
    "é",
    "👍",
    "[甲](乙)",
    "![丙](丁 \"戊\")",
    "[r]: /x\n",
    "[r]",
    "<https://a.b>",
];

fn bodies() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..60).prop_map(|words| words.concat())
}

fn check_invariants(text: &str) {
    let source = source(text);
    let checked = outline(&source, 0..text.len(), RawHtml::Sanitised);
    let found = checked.value;
    let spans = (found.headings.iter().map(|h| &h.span))
        .chain(found.links.iter().map(|l| &l.span))
        .chain(found.citations.iter().map(|c| &c.span))
        .chain(found.standard_citations.iter().map(|c| &c.span))
        .chain(checked.diagnostics.iter().filter_map(|d| d.at.as_ref()))
        .chain(checked.diagnostics.iter().flat_map(|d| &d.fix).map(|edit| &edit.span));
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} is no place in {text:?}");
    }
    for citation in &found.citations {
        for (start, _) in citation.candidate.readings() {
            let span = citation.span_from(start - citation.candidate.start);
            assert!(text.get(span.range()).is_some(), "{span:?} is no place in {text:?}");
        }
        assert!(text[citation.span.range()].ends_with(['号', '號']), "{text:?}");
    }
    let mut ids: Vec<&str> = found.headings.iter().map(|h| h.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found.headings.len(), "{text:?}");
    let mut ids: Vec<&str> = found.provisions.iter().map(|p| p.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found.provisions.len(), "{text:?}");
    for citation in &found.article_citations {
        assert!(text[citation.span.range()].starts_with('第'), "{text:?}");
    }

    let sources = vec![(200, "small:".to_owned()), (300, "large:".to_owned())];
    let picture = KnownPicture { width: 300, height: 200, sources };
    let resolved = Resolved {
        links: (0..found.links.len()).map(|n| Some(format!("to:{n}:"))).collect(),
        citations: (found.citations.iter().enumerate())
            .map(|(n, _)| {
                Some(Cited { start: 0, href: format!("cite:{n}:"), title: String::new() })
            })
            .collect(),
        standards: (found.standard_citations.iter().enumerate())
            .map(|(n, _)| Some(CitedWhole { href: format!("standard:{n}:"), title: String::new() }))
            .collect(),
        articles: (found.article_citations.iter().enumerate())
            .map(|(n, _)| Some(CitedWhole { href: format!("article:{n}:"), title: String::new() }))
            .collect(),
        pictures: (0..found.links.len()).map(|n| (n, picture.clone())).collect(),
        subtitles: BTreeMap::new(),
    };
    let trusted = html(&source, 0..text.len(), &resolved, RawHtml::Trusted, Labels::CHINESE);
    html(&source, 0..text.len(), &resolved, RawHtml::Sanitised, Labels::CHINESE);
    html(&source, 0..text.len(), &Resolved::default(), RawHtml::Sanitised, Labels::CHINESE);
    for provision in &found.provisions {
        let id = format!("id=\"{}\"", provision.id);
        assert!(trusted.contains(&id), "{id} is missing in {trusted:?}");
    }
    let footnotes = text.contains("[^");
    let mut last = 0;
    for (n, link) in found.links.iter().enumerate() {
        let attribute = match (link.form, link.kind) {
            (LinkForm::Html { .. } | LinkForm::FrontMatter, _) => "",
            (LinkForm::Markdown, LinkKind::Image) => "src=",
            (LinkForm::Markdown, LinkKind::Link) => "href=",
        };
        let printed = format!("{attribute}\"to:{n}:\"");
        let place = trusted.find(&printed);
        // Footnotes are rendered at the end, or not at all.
        if !footnotes && link.form != LinkForm::Markdown {
            assert!(place.is_some(), "{printed} is missing in {trusted:?}");
        } else if !footnotes {
            let place = place.unwrap_or_else(|| panic!("{printed} is missing in {trusted:?}"));
            assert!(place >= last, "{printed} is out of order in {trusted:?}");
            last = place;
        }
    }
    if !footnotes {
        for n in 0..found.citations.len() {
            assert!(trusted.contains(&format!("cite:{n}:")), "{n} is missing in {trusted:?}");
        }
        for n in 0..found.standard_citations.len() {
            assert!(trusted.contains(&format!("standard:{n}:")), "{n} is missing in {trusted:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_markup_keeps_the_invariants(text in bodies()) {
        check_invariants(&text);
    }

    #[test]
    fn any_text_keeps_the_invariants(text in "\\PC{0,80}") {
        check_invariants(&text);
    }
}

#[test]
fn repetition_takes_linear_time() {
    const COUNT: usize = 100_000;
    for word in [
        "*",
        "**甲。",
        "*a **甲 ",
        "[",
        "![",
        "![](",
        "(",
        "](",
        "`",
        "` ``",
        ">",
        "> ",
        "〔2026〕",
        "鲁〔2026〕1号",
        "<",
        "<b>",
        "<div>\n",
        "<!--",
        "</",
        "<a ",
        "[^1]",
        "[^a]: x\n\n",
        "[^",
        "- ",
        "|",
        "|-",
        "~",
        "~~甲",
        "_甲",
        "&",
        "\\",
        "# \n",
        "# 甲\n",
        "一、甲\n\n",
        "**一、甲**\n\n",
        "甲\n",
        "[甲](乙)",
        "![甲](乙)",
        "[![a](b)](c) ",
        "<p style=x>",
        "\u{3000}",
        "\n　　甲",
        "```x\n",
        "<script>",
        "`{.a}`\n",
        "`号`鲁〔2026〕1号",
        "<p>&amp;\n",
        "第一条　甲\n",
        "（一）甲；\n",
        "第一条、",
        "《",
        "《甲》第一条",
        "）第一条",
        "（第一条",
        "》第一条",
        "简称",
        "《甲》（以下简称《乙",
        "《甲》（鲁〔2026〕1号，简称《乙》）第一条",
        "第一二三四五六七八九十",
        "T/A 1-2026",
        "T/ ",
        "GB 1 ",
        "`T`/A 1-2026",
    ] {
        let text = word.repeat(COUNT / word.len());
        let start = Instant::now();
        let source = source(&text);
        outline(&source, 0..text.len(), RawHtml::Sanitised);
        html(&source, 0..text.len(), &Resolved::default(), RawHtml::Sanitised, Labels::CHINESE);
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(5), "{word:?} took {taken:?}");
    }
}
