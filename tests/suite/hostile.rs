//! No file that an editor may write makes the program panic, and every reported place exists.

use crate::harness::{SITE, Site};
use crate::properties::cases;
use gongbao::build::Memos;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::RefCell;

/// Parts of bad files.
const FRAGMENTS: &[&str] = &[
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
    "published: 2026-12-01T20:00Z\n",
    "deadline: 2026-08-31 24:00\n",
    "expires: 9999-12-31\n",
    "date: 0000-01-01\n",
    "kind: newsletter\n",
    "paginate_by: 0\n",
    "sort_by: number\n",
    "base_url: https://h/a b/\n",
    "language: en\n",
    "time_zone: \"-14:59\"\n",
    "theme: none\n",
    "issuers: [{name: 甲, slug: a, code: 甲发, withheld: {2026: \"1-9\"}}]\n",
    "withheld: {2026: \"3-1\"}\n",
    "synonyms: {甲: 乙}\n",
    "navigation: [{title: x, url: /x/}]\n",
    "navigation: [{title: x, children: [{title: x, url: /notices/}]}]\n",
    "announcement: {text: x, from: 2026-01-01, until: \"2025\"}\n",
    "logo: {light: static/x.svg}\n",
    "accent: \"#12é456\"\n",
    "phone: ＋（转\n",
    "police_record: 公网安备é\n",
    "raw_html: trusted\n",
    "card: {font: a.ttf}\n",
    "until: \"{date}\"\n",
    "until: \"{\"\n",
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

/// The files that are fuzzed, each with a valid text.
const FILES: &[(&str, &str)] = &[
    (
        "content/notices/bad.md",
        "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-05-08\nrecipients:\n  - 各会员单位\nissuer: 山东省医院协会\n---\n\n正文，见鲁医协发〔2026〕1号。\n",
    ),
    (
        "content/newsletters/2025-2/index.md",
        "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2, total: 34}\n---\n卷首，见[一](@/notices/one.md)。\n",
    ),
    (
        "content/notices/_index.md",
        "---\ntitle: 通知公告\nkind: notice\ndescription: 说明\npaginate_by: 10\nsort_by: date\nweight: 2\n---\n导语。\n",
    ),
    ("site.yaml", SITE),
    ("i18n/zh-CN.yaml", "until: \"到{date}\"\ndraft: 草稿\nas_of: 截至{date}\n"),
];

/// Returns random fragments in random order.
fn fragments() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..60)
        .prop_map(|fragments| fragments.concat())
}

/// Returns a file of fragments, or a valid one with a fragment inserted somewhere.
fn file() -> impl Strategy<Value = (&'static str, String)> {
    prop::sample::select(FILES).prop_flat_map(|(path, right)| {
        let slip = (0..right.chars().count(), prop::sample::select(FRAGMENTS));
        let slip = slip.prop_map(move |(at, fragment)| {
            let at = right.char_indices().nth(at).map_or(0, |(at, _)| at);
            format!("{}{fragment}{}", &right[..at], &right[at..])
        });
        let text = prop_oneof![2 => slip, 1 => fragments()];
        (Just(path), text)
    })
}

fn check_file(path: &str, text: &str, memos: &mut Memos) {
    let site = Site::with_notice().edit(path, text);
    let tree = site.tree();
    let outcome = site.build_with(memos);
    for diagnostic in &outcome.built.diagnostics {
        let spans = diagnostic.at.iter().chain(diagnostic.also.iter().map(|(span, _)| span));
        for span in spans.chain(diagnostic.fix.iter().map(|edit| &edit.span)) {
            let source = &tree.texts[&span.file];
            assert!(source.text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
        assert!(!diagnostic.message.zh.is_empty() && !diagnostic.message.en.is_empty());
    }
    outcome.report();
}

/// Most builds differ from the one before in one file, so a memo saves time; `warm` tests that this is
/// equal to a fresh build.
#[test]
fn random_file_does_not_panic() {
    let memos = RefCell::new(Memos::enabled());
    let result = TestRunner::new(cases(600)).run(&file(), |(path, text)| {
        check_file(path, &text, &mut memos.borrow_mut());
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

#[test]
fn broken_settings_are_errors_and_do_not_panic() {
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
        outcome.report();
    }
    let bytes = [&[0xff, 0xfe][..], &[0; 100]].concat();
    Site::basic().bytes("content/notices/binary.md", &bytes).build().report();
}
