//! The phrases of the theme: in the language of the site, overridable, complete in both languages.

use crate::harness::Site;
use std::collections::BTreeSet;
use std::fs;

const ENGLISH: &str = "title: Portal of the Association
base_url: https://example.org/
language: en
issuers:
  - {name: The Association, code: 甲协函, slug: ta}
card: {font: fonts/box.ttf}
";

/// An English site with content on every kind of page.
fn english() -> Site {
    let mut site = Site::basic().edit("site.yaml", ENGLISH);
    for (folder, title, kind) in [
        ("notices", "Notices", "notice"),
        ("newsletters", "Newsletters", "newsletter"),
        ("reports", "Reports", "report"),
        ("initiatives", "Initiatives", "initiative"),
    ] {
        let text = format!("---\ntitle: {title}\nkind: {kind}\npaginate_by: 1\n---\n");
        site = site.edit(&format!("content/{folder}/_index.md"), &text);
    }
    let notice = |front: &str| {
        format!(
            "---\nissuer: The Association\ntopics: [Quality]\n{front}\n---\n\nA text with enough words.\n\n## One\n\n## Two\n"
        )
    };
    site.edit("content/notices/old.md", &notice("title: An old rule\nslug: old\ndate: 2025-01-02"))
        .edit(
            "content/notices/new/index.md",
            &notice("title: A new rule\nslug: new\ndate: 2026-03-15\nrecipients: [Members]\ncopies: [Ministry]\nnote: public\nrepeals: content/notices/old.md\ndeadline: 2026-12-01\nlink: https://example.org/\nattachments: [{title: A form, file: form.pdf}, {title: The old rule, document: content/notices/old.md}]\nchanges: [{date: 2026-04-01, note: A word}]"),
        )
        .bytes("content/notices/new/form.pdf", b"form")
        .edit("content/notices/later.md", &notice("title: A later rule\nslug: later\ndate: 2026-04-15\namends: content/notices/new/index.md"))
        .edit("content/notices/last.md", &notice("title: The last rule\nslug: last\ndate: 2026-05-15\nreplies_to: content/notices/new/index.md"))
        .bytes("fonts/box.ttf", include_bytes!("../fixtures/box.ttf"))
        .edit(
            "content/newsletters/2026-1/index.md",
            "---\ntitle: News\nissuer: The Association\ndate: 2026-05-01\nissue: {year: 2026, number: 1, total: 7}\n---\n",
        )
        .edit("content/newsletters/2026-1/first.md", "---\ntitle: First\n---\nA text.\n")
        .edit("content/newsletters/2026-1/second.md", "---\ntitle: Second\ncolumn: Cases\n---\nA text.\n")
        .edit("content/notices/fair/index.md", &notice("title: A fair\nslug: fair\ndate: 2026-06-04\ndata: stands.csv\nevent: {start: 2026-12-15 09:00, end: 2026-12-16, place: Jinan, register_by: 2026-12-10}"))
        .edit("content/notices/fair/stands.csv", "Stand,Beds\nA,12\nB,3\n")
        .edit("content/notices/rule.md", &notice("title: A numbered rule\ngenre: notice\nnumber: 甲协函〔2026〕2号\ndate: 2026-06-05\ncopies: [Ministry]"))
        .edit("content/reports/all/index.md", EVERYTHING)
        .bytes("content/reports/all/hall.png", b"picture")
        .edit("content/notices/letter.md", &notice("title: A letter\nslug: letter\ngenre: letter\nnumber: 甲协函〔2026〕1号\ndate: 2026-06-01\nrecipients: [Members]"))
        .edit("content/notices/talk.md", &notice("title: A talk\nslug: talk\ngenre: minutes\ndate: 2026-06-02\nrecipients: [Members]"))
        .edit("content/notices/names.md", &notice("title: Names for an award\nslug: names\ngenre: public notice\ndate: 2026-06-03\nexpires: 2026-06-10"))
        .edit("content/notices/lapsed.md", &notice("title: A lapsed rule\nslug: lapsed\ndate: 2026-06-03\nexpires: 2026-06-10"))
        .edit("content/members/_index.md", "---\ntitle: Members\nkind: page\n---\n\n| Name |\n|---|\n| A |\n")
}

/// A document with every construct of Markdown.
const EVERYTHING: &str = "---
title: A report with everything
slug: all
issuer: The Association
date: 2026-07-01
published: 2026-08-01 09:30
---

A text with enough words and a note[^1], once more[^1], and another[^2].

| Place | Beds |
|:------|-----:|
| North |  120 |

| Place | Staff |
|-------|-------|
| South |    80 |

- [x] sent
- [ ] read

1. one
2. two

```rust
fn main() {}
```

    an indented block

![The hall](hall.png \"The hall in May\")

> A quote with a [link](@/notices/old.md).

<details><summary>More</summary>Words.</details>

---

[^1]: A first note.
[^2]: A second note.
";

fn is_han(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}

#[test]
fn english_site_has_no_chinese_text() {
    let outcome = english().build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    let mut pages = 0;
    let is_ours = |path: &str| {
        [".html", ".xml", ".json", ".jsonld", ".csv", ".txt", ".ics"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    let ours = outcome.files.iter().filter(|(path, _)| is_ours(path));
    for (path, bytes) in ours {
        // Document numbers are Chinese in any language; the search index lists the most frequent characters.
        let text = String::from_utf8_lossy(bytes)
            .replace("甲协函〔2026〕1号", "")
            .replace("甲协函〔2026〕2号", "")
            .replace("甲协函", "");
        if !path.ends_with(".html") {
            let diagnostic = if path == "search/search.json" {
                let mut entry: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                entry["common"].take();
                entry.to_string()
            } else {
                text
            };
            assert_eq!(diagnostic.lines().find(|line| line.contains(is_han)), None, "{path}");
            continue;
        }
        let html = text;
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"), "{path}");
        let foreign: Vec<&str> = html.lines().filter(|line| line.contains(is_han)).collect();
        assert_eq!(foreign, [] as [&str; 0], "{path}");
        pages += 1;
    }
    assert!(pages > 15, "{pages} pages");
    let new = outcome.page("/notices/2026/new/");
    for said in [
        "Issued by",
        "15 March 2026",
        ">repeals</text>",
        "History as a graph",
        "Portal of the Association: A new rule (15 March 2026)",
        "Annex 1",
        "Copy citation",
        "Take part",
    ] {
        assert!(new.contains(said), "{said} is not in {new}");
    }
    let all = outcome.page("/reports/2026/all/");
    for said in [
        "aria-label=\"Table 1\"",
        "aria-label=\"Table 2\"",
        "aria-label=\"Footnotes\"",
        "aria-label=\"Back to reference 2\"",
        "aria-label=\"done\"",
        "aria-label=\"not done\"",
        "<details>",
        "language-rust",
        "The hall in May",
    ] {
        assert!(all.contains(said), "{said} is not in {all}");
    }
    assert!(outcome.text("data/documents.csv").starts_with("\u{feff}Number,Title,Issued by,"));
    assert!(outcome.page("/notices/2026/talk/").contains("<span>Minutes</span>"));
    assert!(
        outcome.page("/notices/2026/names/").contains("The notice period ended on 10 June 2026")
    );
    let rule = outcome.page("/ta/2026/2/");
    for said in ["The Association</span></span> <span>Document", "Copies to:</span> <span>Ministry"]
    {
        assert!(rule.contains(said), "{said} is not in {rule}");
    }
    assert!(outcome.page("/newsletters/2026/1/first/").contains("Also in this issue"));
    assert!(outcome.page("/notices/2026/fair/").contains("Find in the table"));
    assert!(outcome.text("events.ics").contains("PRODID:-//gongbao//gongbao//EN"));
    assert!(outcome.page("/search/").contains("data-day=\"{d} {M} {y}\""));
    let statistics = outcome.page("/statistics/");
    for said in ["Documents by validity: bar chart", ">In force<", "Most: 2026, "] {
        assert!(statistics.contains(said), "{said} is not in {statistics}");
    }
    let old = outcome.page("/notices/2025/old/");
    assert!(old.contains("repealed or replaced by “A new rule” on 15 March 2026"), "{old}");
}

#[test]
fn site_overrides_single_phrases() {
    let site = Site::with_notice().edit("i18n/zh-CN.yaml", "skip: 直接看正文\n");
    let page = site.build().page("/lyxf/2026/1/");
    assert!(page.contains(">直接看正文</a>") && page.contains("发文字号"), "{page}");
    let other = english().edit("i18n/en.yaml", "skip: Go on\n").build().page("/");
    assert!(other.contains(">Go on</a>") && other.contains("All topics"), "{other}");
}

#[test]
fn unknown_language_is_an_error() {
    let fixed =
        [("zh_CN", "zh-CN"), ("ZH-CN", "zh-CN"), ("中文", "zh-CN"), ("EN", "en"), ("en-US", "en")];
    let unclear = ["fr", "zh-TW", "zh-HK", "日本語", "enx"];
    for (typed, meant) in fixed.into_iter().chain(unclear.map(|typed| (typed, ""))) {
        let settings = ENGLISH.replace("language: en", &format!("language: {typed}"));
        let outcome = english().edit("site.yaml", &settings).build();
        let fault = outcome.diagnostic("language");
        assert!(fault.is_error() && outcome.files.is_empty(), "{typed}");
        let edits: Vec<&str> = fault.fix.iter().map(|edit| &*edit.text).collect();
        assert_eq!(edits.concat(), meant, "{typed}");
    }
    assert!(english().build().page("/").contains("<html lang=\"en\">"));
}

#[test]
fn faults_in_phrases_are_reported_with_file_and_line() {
    let site = Site::with_notice()
        .edit("templates/404.html", "<p>{{ title }}</p>\n<p>{{ trans(key=\"no_such\") }}</p>\n");
    let outcome = site.build();
    let fault = outcome.diagnostic("template-fault");
    assert!(fault.message.zh.contains("没有这个词条：`no_such`"), "{}", outcome.report());
    assert!(outcome.report().contains("templates/404.html:2:"), "{}", outcome.report());

    let outcome =
        Site::with_notice().edit("templates/404.html", "{{ trans(key=\"year\") }}").build();
    assert!(outcome.report().contains("词条缺少所需的值"), "{}", outcome.report());

    let outcome =
        Site::with_notice().edit("i18n/zh-CN.yaml", "skip: 跳过\nhome: [一, 二]\n").build();
    assert!(outcome.diagnostic("phrase-fault").is_error());
    assert!(outcome.report().contains("i18n/zh-CN.yaml:2:"), "{}", outcome.report());
}

/// Returns the keys of a file of phrases in order.
fn keys(language: &str) -> Vec<String> {
    let text =
        fs::read_to_string(format!("themes/official/i18n/{language}.yaml")).expect("phrases");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(line.split_once(": ")?.0.to_owned())).collect()
}

#[test]
fn both_languages_have_exactly_the_phrases_that_templates_use() {
    let chinese = keys("zh-CN");
    assert_eq!(chinese, keys("en"), "the same keys in the same order");
    let known: BTreeSet<String> = chinese.iter().cloned().collect();
    assert_eq!(known.len(), chinese.len(), "no key is repeated");

    let mut used = BTreeSet::new();
    for folder in ["", "partials/", "shared/", "components/"] {
        for entry in fs::read_dir(format!("themes/official/templates/{folder}")).expect("templates")
        {
            let path = entry.expect("a file").path();
            if path.is_file() {
                let text = fs::read_to_string(&path).expect("a template");
                let keys =
                    text.split("trans(key=\"").skip(1).filter_map(|rest| rest.split('"').next());
                used.extend(keys.map(str::to_owned));
                let words = text.lines().find(|line| line.contains(is_han) && !line.contains("{#"));
                assert_eq!(words, None, "{} has words that are no phrases", path.display());
            }
        }
    }
    assert_eq!(used, known, "exactly the phrases that are used");
}
