//! Articles for the editor of a WeChat account: what is in them, and what must not be.

mod properties;

use crate::commands::{Folder, gongbao, text};
use crate::harness::Site;
use gongbao::build::Built;
use gongbao::html_tree::{ROOT, Tree};
use gongbao::wechat::{self, Article, Labels};
use std::fs;

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
fn short_table_of_data_is_written_and_a_long_one_named() {
    let with = |rows: usize| {
        let csv = format!("单位,床位\n{}", "甲医院,1200\n".repeat(rows));
        let keys = "number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\ndata: a.csv";
        let site = Site::basic().notice("a", keys, "正文。").edit("content/notices/a.csv", &csv);
        article(&site.site_only(), "/lyxf/2026/1/").html
    };
    for (rows, is_written) in [(2, true), (61, false)] {
        let html = with(rows);
        assert_eq!(html.contains("甲医院"), is_written, "{html}");
        let named = lines(&html).iter().any(|line| line.starts_with("数据文件：a.csv〔1〕（"));
        assert!(named, "{html}");
        assert_eq!(removed(&html), Vec::<String>::new());
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

#[test]
fn title_of_the_page_is_text() {
    let article =
        gongbao::wechat::Article { title: "甲</title><b>乙".into(), ..Default::default() };
    let page = article.page("zh-CN");
    assert!(page.contains("<title>甲&lt;/title&gt;&lt;b&gt;乙</title>"), "{page}");
}
