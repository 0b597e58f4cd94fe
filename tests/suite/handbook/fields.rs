//! The page of all keys, made from the tables by which files are read.
//!
//! `BLESS=1 cargo test handbook` writes it.

use gongbao::language::Language::Chinese;
use gongbao::yaml::{Key, Shape};
use gongbao::{config, document};
use std::fs;

const PAGE: &str = "docs/handbook/content/reference/fields.md";

const HEAD: &str = "---
标题: 全部的键
摘要: 题头、分类和 site.yaml 里能写的每一个键：中文名、英文名、写什么、例子。
权重: 1
---

键是冒号前面的名字，中文、英文都可以，一份文件里最好只用一种。例子里的冒号是半角，后面空一格。

这一页由程序写成，与它认识的键完全一致。
";

fn page() -> String {
    let groups = [
        (
            "题头",
            "每份文件开头两行 `---` 之间写的。只有“标题”和“成文日期”必须写，其他用到才写；页面（“类别”是页面的分类里的文件）不用写日期。",
            document::FRONT.keys,
        ),
        ("分类", "分类文件夹里的 `_index.md`，也写在两行 `---` 之间。", document::section::KEYS),
        ("站点的设置", "写在 `site.yaml` 里，由管理员管。", config::KEYS),
    ];
    let mut page = HEAD.to_owned();
    for (title, about, keys) in groups {
        page.push_str(&format!("\n## {title}\n\n{about}\n\n"));
        table(&mut page, keys);
        below(&mut page, keys, "");
    }
    page
}

/// Writes the tables of the keys that stand below others. `above` are the names on the way.
fn below(page: &mut String, keys: &[Key], above: &str) {
    for key in keys {
        let Some(lower) = key.shape.keys() else { continue };
        let path = format!("{above}{}", key.zh);
        page.push_str(&format!("\n### “{path}”里的键\n\n"));
        table(page, lower.keys);
        below(page, lower.keys, &format!("{path}”里的“"));
    }
}

fn table(page: &mut String, keys: &[Key]) {
    page.push_str("| 键 | 英文 | 写什么 | 例 |\n|---|---|---|---|\n");
    for key in keys {
        let (about, example) = (about(key), key.example_in(Chinese));
        page.push_str(&format!(
            "| {} | `{}` | {about} | `{}: {example}` |\n",
            key.zh, key.name, key.zh
        ));
    }
}

fn about(key: &Key) -> String {
    let mut about = key.about_in(Chinese).to_owned();
    let names = key.shape.choices().iter().map(|(first, names)| *names.first().unwrap_or(first));
    let names: Vec<&str> = names.collect();
    if !names.is_empty() {
        about.push_str(&format!("；可以写：{}", names.join("、")));
    }
    if let Shape::Integer(from, to) = key.shape {
        about.push_str(&format!("；{from} 到 {to}"));
    }
    if key.is_required {
        about.push_str("。必须写");
    }
    about
}

#[test]
fn page_of_all_keys_is_fresh() {
    let page = page();
    for key in [document::FRONT.keys, document::section::KEYS, config::KEYS].concat() {
        assert!(!key.about_in(Chinese).is_empty(), "{}", key.name);
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(PAGE, &page).expect("writing");
    }
    let written = fs::read_to_string(PAGE).expect("the page");
    assert!(written == page, "{PAGE} is stale: just bless");
}
