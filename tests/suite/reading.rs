//! Properties of bodies as editors type them: no character of a text is lost between the file and what a
//! reader sees, and `check --fix` changes nothing that a reader sees.

use crate::harness::Site;
use crate::properties::cases;
use gongbao::document;
use gongbao::han;
use gongbao::markdown::{self, Labels, RawHtml, Resolved};
use gongbao::source::{SitePath, Source};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::Arc;
use std::time::{Duration, Instant};

const FRONT: &str = "---\ntitle: 标题\ndate: 2026-03-15\nissuer: 山东省医院协会\n---\n";

/// How lines begin.
const BEGINNINGS: &[&str] = &[
    "",
    "",
    "",
    "",
    "　　",
    "　",
    "    ",
    "     ",
    "        ",
    "\t",
    " ",
    "\u{a0}\u{a0}",
    "> ",
    ">     ",
    "- ",
    "-     ",
    "  ",
    "\u{f0b7}",
    "\u{f0b7} ",
    "\u{f06c}\t",
    "　　\u{f06c}",
    ">\u{f06c} ",
    "# ",
    "### ",
    "**",
];

/// What a line says first.
const LABELS: &[&str] = &[
    "",
    "",
    "",
    "",
    "（一）",
    "（二）",
    "(三)",
    "一、",
    "二、",
    "①",
    "第一章　",
    "第一节 ",
    "第一条　",
    "第二条",
    "附件",
    "附件：",
    "附件乙：",
    "时间：",
    "地点:",
    "联系人：",
    "（一）项",
];

const TEXTS: &[&str] = &[
    "",
    "会员单位",
    "各单位要高度重视会员服务工作，结合实际制定工作计划，明确责任",
    "。",
    "请按时参加，不得缺席",
    "**重点：**报名",
    "《办法》第一条",
    "甲*乙*丙",
    "报送“名单”",
    "https",
    "　　",
];

const ENDS: &[&str] = &["", "", "", "，", "。", "；", "：", "  ", "\\", "**"];

const BREAKS: &[&str] = &["\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\n　\n"];

fn line() -> impl Strategy<Value = String> {
    let parts = (select(BEGINNINGS), select(LABELS), select(TEXTS), select(ENDS), select(BREAKS));
    parts.prop_map(|(beginning, label, text, end, line_break)| {
        [beginning, label, text, end, line_break].concat()
    })
}

pub fn body() -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 1..24).prop_map(|lines| lines.concat())
}

pub fn rendered(body: &str) -> String {
    let source = format!("{FRONT}{body}");
    let source = Arc::new(Source::decode(SitePath::new("content/notices/a.md"), source.as_bytes()));
    let document =
        document::parse(&source, RawHtml::Sanitised, &document::DeclaredFields::default())
            .value
            .expect("a document");
    let resolved = Resolved::default();
    markdown::html(&source, document.body, &resolved, RawHtml::Sanitised, Labels::CHINESE)
}

/// The Chinese characters of a text and its Latin letters, in their order.
pub fn letters(text: &str) -> String {
    let is_seen = |c: &char| han::is_cjk(*c) || c.is_alphanumeric() || ('①'..='⑳').contains(c);
    text.chars().filter(is_seen).collect()
}

/// What a reader sees of HTML.
pub fn seen(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    letters(
        &text.replace("&quot;", "").replace("&amp;", "").replace("&gt;", "").replace("&lt;", ""),
    )
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn readers_see_every_character_of_a_body(body in body()) {
        let html = rendered(&body);
        prop_assert_eq!(seen(&html), letters(&body), "{:?}\n=> {}", body, html);
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn fixes_change_nothing_that_a_reader_sees(body in body()) {
        let path = "content/notices/one.md";
        let mut text = format!("{FRONT}{body}");
        let before = seen(&rendered(&body));
        // Half-width punctuation is the one thing that a fix replaces.
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for _ in 0..4 {
            let fixed = Site::basic().edit(path, &text).build().fixed(path);
            let body_now = fixed.strip_prefix(FRONT).expect("the front matter stays");
            let now = seen(&rendered(body_now));
            prop_assert_eq!(plain(&now), plain(&before), "{:?}\n=> {:?}", text, fixed);
            if fixed == text {
                return Ok(());
            }
            text = fixed;
        }
        prop_assert!(false, "there is always another fix: {text:?}");
    }
}

/// Some lines of each kind, a hundred thousand in all.
#[test]
fn long_bodies_are_read_in_time() {
    let start = Instant::now();
    for line in [
        "（一）会员单位；\n",
        "时间：五月\n",
        "    会员单位。\n",
        "\u{f0b7} 会员单位\n",
        "各单位要高度重视会员服务工作，结合实际制定工作计划，明确责任\n",
        "一、会员单位\n\n",
        "> （一）会员单位；\n",
        "- 会员\n  （一）单位\n",
    ] {
        let body = line.repeat(100_000);
        assert_eq!(seen(&rendered(&body)).len(), letters(&body).len(), "{line}");
    }
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}
