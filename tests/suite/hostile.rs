//! Nothing that an editor can type ends the program, and every place that is told of exists.

use crate::harness::Site;
use proptest::prelude::*;

/// Pieces of which bad documents are made.
const PIECES: &[&str] = &[
    "---\n",
    "---",
    "title: ",
    "title：",
    "标题: ",
    "关于开会的通知",
    "number: ",
    "鲁医协发〔2026〕1号",
    "鲁医协发[2026]第02号",
    "〔",
    "〕",
    "2026",
    "号",
    "date: 2026-03-15\n",
    "成文日期：2026年3月15日\n",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{3000}",
    "\u{feff}",
    "\u{a0}",
    "- ",
    "  - ",
    "[",
    "]",
    "{",
    "}",
    ":",
    "：",
    "\"",
    "'",
    "|",
    ">",
    "&a ",
    "*a",
    "!!int ",
    "? ",
    "#",
    "topics: [甲, 乙]\n",
    "attachments:\n",
    "  - {title: 附, file: a.pdf}\n",
    "issue: {year: 2026, number: 1}\n",
    "repeals: 鲁医协发〔2026〕1号\n",
    "visibility: internal\n",
    "draft: true\n",
    "slug: a\n",
    "aliases: [/x/]\n",
    "extra: {a: [1, {b: 2}]}\n",
    "一、总则\n\n",
    "（一）目的\n\n",
    "# 标题\n",
    "**",
    "`",
    "```\n",
    "[链接](",
    ")",
    "![](",
    "@/notices/one.md",
    "<div onclick=x>",
    "</div>",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "[^1]",
    "[^1]: 注\n",
    "\u{0}",
    "𠮷",
    "é",
];

fn document() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// A document that is right up to one piece put somewhere into it.
fn almost_right() -> impl Strategy<Value = String> {
    let right = "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-05-08\nrecipients:\n  - 各会员单位\nissuer: 山东省医院协会\n---\n\n正文，见鲁医协发〔2026〕1号。\n";
    (0..right.chars().count(), prop::sample::select(PIECES)).prop_map(move |(at, piece)| {
        let (at, _) = right.char_indices().nth(at).expect("in bounds");
        format!("{}{piece}{}", &right[..at], &right[at..])
    })
}

fn holds(text: &str) {
    let site = Site::with_notice().edit("content/notices/bad.md", text);
    let tree = site.tree();
    let outcome = site.build();
    for diagnostic in &outcome.built.diagnostics {
        let spans = diagnostic.at.iter().chain(diagnostic.also.iter().map(|(span, _)| span));
        for span in spans.chain(diagnostic.fix.iter().map(|edit| &edit.span)) {
            let source = &tree.texts[&span.file];
            assert!(source.text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
        assert!(!diagnostic.message.zh.is_empty() && !diagnostic.message.en.is_empty());
    }
    outcome.told();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn no_document_upsets_the_pipeline(text in document()) {
        holds(&text);
    }

    #[test]
    fn no_slip_upsets_the_pipeline(text in almost_right()) {
        holds(&text);
    }
}

#[test]
fn no_settings_upset_the_pipeline() {
    for site in [
        "",
        "- a\n",
        "title: [\n",
        "title: x\nbase_url: nowhere\n",
        "title: x\nbase_url: https://e.org/\nissuers: 鲁医协发\n",
        "title: x\nbase_url: https://e.org/\nissuers:\n  - {name: 甲, slug: ../x}\n  - {name: 甲, slug: a, code: '2026'}\n",
        "title: x\nbase_url: https://e.org/\nissuers:\n  - {name: 甲, slug: a, code: 甲发, withheld: {2026: \"1-99999999\", 年: x}}\n",
        "title: x\nbase_url: https://e.org/\ntheme: nothing\nnavigation: [{title: x, url: /nowhere/}]\ntime_zone: CST\nsynonyms: 3\n",
    ] {
        let outcome = Site::with_notice().edit("site.yaml", site).build();
        assert!(outcome.built.diagnostics.iter().any(|d| d.is_error()), "{site}");
        outcome.told();
    }
    let bytes = [&[0xff, 0xfe][..], &[0; 100]].concat();
    Site::basic().bytes("content/notices/binary.md", &bytes).build().told();
}
