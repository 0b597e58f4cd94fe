//! Articles for the editor of a WeChat account: what is in them, and what must not be.

use crate::commands::{Folder, gongbao, text};
use crate::harness::Site;
use crate::properties::cases;
use crate::reading::{self, letters, rendered, seen};
use gongbao::build::Built;
use gongbao::html_tree::{ROOT, Tree};
use gongbao::wechat::{self, Article, Labels};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

const PERMALINK: &str = "https://example.org/notices/2026/a/";

fn inlined(html: &str) -> String {
    wechat::text(html, PERMALINK, Labels::of("zh-CN")).0
}

/// What the editor of WeChat keeps.
const TAGS: &[&str] = &[
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Returns what the editor of WeChat would remove, or what is not as a browser reads it.
fn removed(html: &str) -> Vec<String> {
    let tree = Tree::parse(&format!("<!DOCTYPE html><body>{html}")).expect("a shallow tree");
    let mut removed = Vec::new();
    for node in tree.below(ROOT, |_, _| false) {
        let Some(name) = tree.name(node).filter(|name| !["html", "head", "body"].contains(name))
        else {
            continue;
        };
        if !TAGS.contains(&name) {
            removed.push(format!("<{name}>"));
        }
        for (attribute, value) in tree.attributes(node) {
            let is_kept = match (name, &**attribute) {
                (_, "style") => !value.contains(['@', '"', '<']) && !value.contains("url("),
                ("td" | "th", "colspan" | "rowspan") => value.parse::<u32>().is_ok(),
                ("a", "href") => value.starts_with("https://mp.weixin.qq.com/"),
                _ => false,
            };
            if !is_kept {
                removed.push(format!("{name} {attribute}={value}"));
            }
        }
    }
    removed
}

/// How often each character is in a text.
fn counts(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().for_each(|c| *counts.entry(c).or_insert(0) += 1);
    counts
}

/// Returns the characters of a text that another one has less often.
fn lost(text: &str, other: &str) -> String {
    let other = counts(other);
    let is_lost = |(c, count): &(char, usize)| other.get(c).is_none_or(|other| other < count);
    counts(text).into_iter().filter(is_lost).map(|(c, _)| c).collect()
}

/// Pieces of typed HTML, well formed and not.
const PIECES: &[&str] = &[
    "<table>",
    "</table>",
    "<thead>",
    "<tbody>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<td colspan=3>",
    "<td rowspan=2>",
    "<th colspan=1000 rowspan=70000>",
    "<caption>",
    "<p>",
    "</p>",
    "<div class=x-a id=b onclick=c() data-d=e style=\"color:red\">",
    "</div>",
    "<ul>",
    "<ol start=7>",
    "<ol reversed type=A>",
    "<li>",
    "<li value=-3>",
    "</ul>",
    "</ol>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"/甲\">",
    "<a href=\"mailto:a@b.cn\">",
    "</a>",
    "<a href=\"https://mp.weixin.qq.com/s/x?a=1&amp;b=2\">",
    "<img src=\"a.png\" alt=\"图像\">",
    "<img src=\"data:image/png;base64,AAAA\">",
    "<blockquote>",
    "</blockquote>",
    "<details>",
    "<summary>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<ruby>字<rt>读</rt></ruby>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<h2>",
    "</h2>",
    "<hr>",
    "<br>",
    "<sup>",
    "</sup>",
    "<q>",
    "</q>",
    "<svg><a>",
    "<math>",
    "<script>x</script>",
    "<style>y</style>",
    "<select><option>",
    "<!-- 丙 -->",
    "&lt;b&gt;",
    "&quot;",
    "\n",
    " ",
];

const WORDS: &[&str] = &[
    "会员",
    "单位",
    "12,345人次",
    "一二三四五六七八九十甲乙丙丁戊己庚辛",
    "ab",
    "https://example.org/a",
];

fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![select(PIECES), select(WORDS)];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn nothing_of_a_body_is_lost_and_nothing_is_there_for_the_editor_to_remove(body in reading::body()) {
        let html = inlined(&rendered(&body));
        prop_assert_eq!(removed(&html), Vec::<String>::new(), "{}", html);
        prop_assert_eq!(seen(&html), letters(&body), "{:?}\n=> {}", body, html);
    }

    #[test]
    fn typed_html_is_written_anew_without_loss(html in typed()) {
        let page = rendered(&html);
        let article = inlined(&page);
        prop_assert_eq!(removed(&article), Vec::<String>::new(), "{}\n=> {}", html, article);
        prop_assert_eq!(lost(&seen(&page), &seen(&article)), "", "{}\n=> {}\n=> {}", html, page, article);
    }

    #[test]
    fn html_that_nobody_has_cleaned_is_harmless(html in typed()) {
        let article = inlined(&html);
        prop_assert_eq!(removed(&article), Vec::<String>::new(), "{}\n=> {}", html, article);
    }
}

#[test]
fn large_and_deep_bodies_are_written_in_time() {
    let start = Instant::now();
    for html in [
        "<i><div></i>".repeat(5_000) + "会员",
        "<div>".repeat(2_000) + "会员",
        format!("<table>{}</table>", "<tr><td rowspan=60 colspan=60>会员<td>单位".repeat(3_000)),
        format!("<table>{}</table>", "<tr><td>会员<td>单位".repeat(30_000)),
        "<pre><code>会员\n</code></pre>".repeat(20_000),
        "<ol start=5>".to_owned() + &"<li>会员".repeat(50_000),
        "<table><tr><td>".repeat(500) + "会员",
    ] {
        let article = inlined(&html);
        assert!(seen(&article).contains("会员"));
        assert_eq!(removed(&article), Vec::<String>::new());
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

/// A notice with everything that an article shows otherwise than a page.
const NOTICE: &str = "---
title: 关于报送材料的通知
number: 鲁医协发〔2026〕2号
date: 2026-03-15
recipients: [各会员单位]
copies: [监事会]
attachments: [{title: 名单, file: list.csv}]
note: 此件公开发布
---

见[协会](https://www.example.cn/a)、鲁医协发〔2026〕1号、[协会](https://www.example.cn/a)，[文章](https://mp.weixin.qq.com/s/x)，
写信到[邮箱](mailto:office@example.cn)或 <b@example.cn>，见[下文](#二)。[^1]

![大会现场](hall.png)

## 二

正文。

[^1]: 注文。
";

fn with_article() -> Built {
    Site::with_notice()
        .edit("content/notices/two/index.md", NOTICE)
        .edit("content/notices/two/list.csv", "甲,乙\n")
        .bytes("content/notices/two/hall.png", &[0x89])
        .site_only()
}

fn article(built: &Built, address: &str) -> Article {
    let site = built.site.as_ref().expect("a site");
    wechat::article(site, address).expect("a document")
}

/// What a reader sees of HTML, a line for each block.
fn lines(html: &str) -> Vec<String> {
    let tree = Tree::parse(html).expect("a shallow tree");
    let is_line = |node: &usize| matches!(tree.name(*node), Some("p" | "h1" | "h2" | "section"));
    let below = tree.below(ROOT, |_, _| false);
    below
        .iter()
        .filter(|node| is_line(node))
        .map(|node| tree.text_below(*node, |_, _| false))
        .collect()
}

#[test]
fn article_names_links_pictures_and_attachments() {
    let article = article(&with_article(), "/lyxf/2026/2/");
    assert_eq!(removed(&article.html), Vec::<String>::new());
    let lines = lines(&article.html);
    for line in [
        "山东省医院协会",
        "鲁医协发〔2026〕2号",
        "关于报送材料的通知",
        "成文日期：2026年3月15日",
        "各会员单位：",
        "见协会〔1〕、鲁医协发〔2026〕1号〔2〕、协会〔1〕，文章，写信到邮箱〔3〕或 b@example.cn，见下文。［注1］",
        "［图片 1：大会现场，文件 content/notices/two/hall.png］",
        "附件：名单〔4〕（CSV 8 B）",
        "（此件公开发布）",
        "抄送：监事会。",
        "［注1］注文。",
        "〔1〕https://www.example.cn/a",
        "〔2〕https://example.org/lyxf/2026/1/",
        "〔3〕office@example.cn",
        "〔4〕https://example.org/lyxf/2026/2/list.csv",
        "附件请点左下角“阅读原文”下载，或访问：https://example.org/lyxf/2026/2/",
    ] {
        assert!(lines.iter().any(|own| own.trim() == line), "{line} in {lines:#?}");
    }
    assert!(article.html.contains("<a href=\"https://mp.weixin.qq.com/s/x\""));
    assert_eq!(article.permalink, "https://example.org/lyxf/2026/2/");
    let files: Vec<&str> = article.pictures.iter().map(|picture| &*picture.file).collect();
    assert_eq!(files, ["content/notices/two/hall.png"]);
    let page = article.page("zh-CN");
    let (_, body) = page.split_once("<body").expect("a page");
    assert!(body.contains(&article.html) && !page.contains("<script"), "{page}");
}

#[test]
fn accent_of_the_site_is_that_of_its_articles() {
    let site = |more: &str| {
        let config = format!("{}{more}", crate::harness::SITE);
        article(&Site::with_notice().edit("site.yaml", &config).site_only(), "/lyxf/2026/1/").html
    };
    assert!(site("").contains("color:#b3231b"));
    let blue = site("accent: \"#1d4f86\"\n");
    assert!(blue.contains("color:#1d4f86") && !blue.contains("#b3231b"), "{blue}");
}

#[test]
fn issue_lists_its_articles() {
    let issue =
        "---\ntitle: 会讯第1期\ndate: 2026-01-31\nissue: {year: 2026, number: 1}\n---\n\n卷首。\n";
    let of = "---\ntitle: 病案回访\ndate: 2026-01-31\ncolumn: 案例\n---\n\n正文。\n";
    let built = Site::basic()
        .edit("content/newsletters/2026-1/index.md", issue)
        .edit("content/newsletters/2026-1/case.md", of)
        .site_only();
    let lines = lines(&article(&built, "/newsletters/2026/1/").html);
    for line in
        ["卷首。", "案例", "病案回访〔1〕", "〔1〕https://example.org/newsletters/2026/1/case/"]
    {
        assert!(lines.iter().any(|own| own == line), "{line} in {lines:#?}");
    }
}

#[test]
fn wide_tables_become_records_with_the_headings_of_merged_cells() {
    let cells = |tag: &str| {
        (1..=6).map(|n| format!("<{tag}>第{n}季度完成情况</{tag}>")).collect::<String>()
    };
    let html = format!(
        "<table><tr><th rowspan=2>地区</th><th colspan=6>数量</th></tr><tr>{}</tr>\
         <tr><td rowspan=2>济南</td>{}</tr><tr>{}</tr><tr><td colspan=7>快报</td></tr></table>",
        cells("th"),
        cells("td"),
        cells("td"),
    );
    let article = inlined(&html);
    assert!(!article.contains("<table"), "{article}");
    let lines = lines(&article);
    assert_eq!(lines.iter().filter(|line| *line == "地区：济南").count(), 2, "{lines:#?}");
    let line = "数量／第3季度完成情况：第3季度完成情况";
    assert_eq!(lines.iter().filter(|own| *own == line).count(), 2, "{lines:#?}");
    assert!(lines.iter().any(|line| line == "快报"), "{lines:#?}");
    let narrow = inlined(
        "<table><tr><th colspan=2>数量</th></tr><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>",
    );
    assert!(
        narrow.contains("<th colspan=\"2\"") && narrow.contains("<td rowspan=\"2\""),
        "{narrow}"
    );
}

#[test]
fn program_writes_what_is_public_or_will_be_and_refuses_what_is_internal() {
    let folder = Folder::new("wechat");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let write = |name: &str, keys: &str, body: &str| {
        let text = format!("---\ntitle: {name}\ndate: 2026-03-15\n{keys}---\n\n{body}\n");
        fs::write(folder.0.join(format!("content/notices/{name}.md")), text).expect("writing");
    };
    write("open", "", "公开。");
    write("draft", "draft: true\n", "草稿，见[公开](open.md)。");
    write("waiting", "published: 2027-01-01\n", "待发布。");
    write("secret", "visibility: internal\n", "内部。");
    let run = |more: &[&str]| {
        let arguments = [&["wechat", "--date", "2026-11-22", "--lang", "en"][..], more].concat();
        let out = gongbao(&folder.0, &arguments);
        (out.status.code(), text(&out.stdout), text(&out.stderr))
    };
    for (path, said) in [
        ("content/notices/open.md", ""),
        ("./content/notices/draft.md", "this document is a draft"),
        ("/notices/2026/waiting/", "this document waits for its day"),
    ] {
        let (code, page, messages) = run(&[path]);
        assert_eq!(code, Some(0), "{messages}");
        assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
        assert!(messages.contains(said) && messages.contains("select all"), "{messages}");
        assert_eq!(messages.contains("note:"), !said.is_empty(), "{messages}");
    }
    let (code, page, messages) = run(&["content/notices/secret.md"]);
    assert_eq!((code, &*page), (Some(2), ""));
    assert!(messages.contains("secret.md is internal"), "{messages}");
    let (code, _, messages) = run(&["content/notices/none.md"]);
    assert_eq!(code, Some(2));
    assert!(messages.contains("no document has the path"), "{messages}");
    let (code, said, _) = run(&["content/notices/open.md", "--output", "out/公开.html"]);
    assert_eq!((code, said.trim()), (Some(0), "out/公开.html"));
    let written = fs::read_to_string(folder.0.join("out/公开.html")).expect("the file");
    assert_eq!(written, run(&["content/notices/open.md"]).1);
    // A mistake anywhere in the site is reported first, as by other commands.
    write("wrong", "nonsense: 1\n", "错。");
    let (code, page, messages) = run(&["content/notices/open.md"]);
    assert_eq!((code, &*page), (Some(1), ""));
    assert!(messages.contains("nonsense"), "{messages}");
}
