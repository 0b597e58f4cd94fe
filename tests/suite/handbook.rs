//! The handbook in docs/handbook: it is a site of its own, complete and true.

mod examples;
mod fields;
mod messages;

use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::path::{Path, PathBuf};

/// Returns the pages of the handbook with their texts, in the order of their paths.
fn pages() -> Vec<(PathBuf, String)> {
    let mut folders = vec![PathBuf::from("docs/handbook/content")];
    let mut pages = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let page = fs::read_to_string(&path).expect("a page");
                pages.push((path, page));
            }
        }
    }
    pages.sort();
    assert!(pages.len() > 15, "{} pages", pages.len());
    pages
}

/// Returns the texts between fences that open with this word: ```` ```yaml ````.
fn blocks<'a>(page: &'a str, word: &str) -> Vec<&'a str> {
    let opening = format!("\n```{word}\n");
    let behind = page.split(opening.as_str()).skip(1);
    behind.filter_map(|rest| rest.split("\n```").next()).collect()
}

#[test]
fn handbook_is_a_site_without_a_warning_whose_search_finds_it() {
    let folder = Folder::new("handbook");
    let site = fs::canonicalize("docs/handbook").expect("the handbook");
    let root = ["--root", site.to_str().expect("a path"), "--output", "out"];
    let run = |command: &[&str]| gongbao(&folder.0, &[command, &root].concat());
    let built = run(&["build"]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    let checked = run(&["check"]);
    assert!(text(&checked.stderr).contains("没有发现问题"), "{}", text(&checked.stderr));
    let page = fs::read_to_string(folder.0.join("out/start/first-day/index.html")).expect("a page");
    // It issues nothing, so nothing is in force and there are no registers.
    for absent in ["有效性", "ui-foot-registers", "<dl>\n</dl>"] {
        assert!(!page.contains(absent), "{absent}");
    }
    let found = text(&run(&["search", "漏放了一个附件"]).stdout);
    assert!(found.contains("/start/first-day/"), "{found}");
}

#[test]
fn home_page_of_the_handbook_leads_to_every_page() {
    let home = fs::read_to_string("docs/handbook/templates/index.html").expect("the home page");
    let pages = pages();
    for (path, page) in &pages {
        let address = path.strip_prefix("docs/handbook/content").expect("a page");
        let address = address.to_string_lossy().replace("_index.md", "").replace(".md", "/");
        let title = page.lines().find_map(|line| line.strip_prefix("标题: ")).expect("a title");
        let link = format!(r#"<a href="{{{{ config.base_path }}}}{address}">{title}</a>"#);
        assert_eq!(home.matches(&link).count(), 1, "{link}");
    }
    assert_eq!(home.matches("<a href").count(), pages.len());
}

#[test]
fn readmes_lead_to_the_handbook() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(readme).expect("a README");
        assert!(readme.contains("(docs/handbook/content/start/first-day.md)"));
    }
    assert!(Path::new("docs/handbook/content/start/first-day.md").exists());
}
