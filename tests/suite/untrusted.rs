//! Typed text never acts as a part of the page.

use crate::harness::Site;
use gongbao::markdown::{self, Labels, RawHtml, Resolved};
use gongbao::source::{SitePath, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts.extend(files(path.to_str().expect("a name"), ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            texts.push(fs::read_to_string(path).expect("a text"));
        }
    }
    texts
}

fn body(text: &str) -> String {
    let source = Source::decode(SitePath::new("a.md"), text.as_bytes());
    let raw = RawHtml::Sanitised;
    markdown::html(&source, 0..text.len(), &Resolved::default(), raw, Labels::CHINESE)
}

/// Returns the names that follow a sign in a text.
fn after<'t>(text: &'t str, sign: &str) -> impl Iterator<Item = &'t str> {
    let name = |rest: &'t str| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    };
    text.split(sign)
        .skip(1)
        .map(name)
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn kebab(name: &str) -> String {
    name.chars().fold(String::new(), |mut kebab, c| {
        if c.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
        kebab
    })
}

/// Returns the attributes, classes and ids that scripts and style sheets of the theme use.
fn names_in_use() -> (BTreeSet<String>, BTreeSet<String>, BTreeSet<String>) {
    let mut attributes: BTreeSet<String> =
        ["class", "name", "for", "form", "role", "tabindex", "data-x"].map(str::to_owned).into();
    let (mut classes, mut ids) = (BTreeSet::new(), BTreeSet::new());
    let scripts =
        [files("themes/official/static", "js"), files("themes/official/search", "js")].concat();
    for script in scripts.iter().chain(&files("themes/official/static", "css")) {
        attributes.extend(after(script, "[").map(str::to_owned));
        attributes.extend(after(script, "dataset.").map(|name| format!("data-{}", kebab(name))));
        attributes.extend(after(script, "getAttribute(\"").map(str::to_owned));
        attributes.extend(after(script, "getAttribute('").map(str::to_owned));
        // Method names count as classes too, which does no harm.
        classes.extend(after(script, ".").map(str::to_owned));
        for sign in ["getElementById(\"", "getElementById('", "\"#", "'#"] {
            ids.extend(after(script, sign).map(str::to_owned));
        }
    }
    for template in files("themes/official/templates", "html") {
        ids.extend(after(&template, " id=\"").map(str::to_owned));
        attributes.extend(after(&template, " data-").map(|name| format!("data-{name}")));
    }
    for name in
        ["data-print", "data-copy", "data-read", "data-view", "data-attached", "data-search-total"]
    {
        assert!(attributes.contains(name), "{name} among {attributes:?}");
    }
    for name in ["toc", "item-title", "doc-main", "colophon", "hidden", "body"] {
        assert!(classes.contains(name), "{name} among {classes:?}");
    }
    for name in ["ui-search-results", "ui-main", "ui-q"] {
        assert!(ids.contains(name), "{name} among {ids:?}");
    }
    // Harmless attributes. The last loop tests ids.
    for harmless in ["id", "href", "open", "type", "lang", "dir", "title"] {
        attributes.remove(harmless);
    }
    (attributes, classes, ids)
}

#[test]
fn typed_html_has_no_names_that_scripts_or_style_sheets_use() {
    let (attributes, classes, ids) = names_in_use();
    for attribute in &attributes {
        for tag in ["p", "a", "div", "details", "input", "img", "td", "section"] {
            for value in ["=\"v\"", "='elder'", "=v", ""] {
                for name in [attribute.clone(), attribute.to_uppercase()] {
                    let html = body(&format!(
                        "<{tag} {name}{value}>甲</{tag}>\n\n丙 <{tag} {name}{value}>乙"
                    ));
                    let html = html.to_lowercase();
                    let kept = html.contains(&format!(" {attribute}="))
                        || html.contains(&format!(" {attribute}>"));
                    // The only fields of a text are task boxes.
                    assert!(!kept || tag == "input" && attribute == "disabled", "{html}");
                }
            }
        }
    }
    for class in &classes {
        let html =
            body(&format!("<p class=\"{class} x-{class}\">甲\n\n乙 <b class='{class}'>丙</b>"));
        assert_eq!(html.matches("class=").count(), 1, "{html}");
        assert!(html.contains(&format!("class=\"x-{class}\"")), "{html}");
    }
    for id in &ids {
        let html =
            body(&format!("## 标题 {{#{id}}}\n\n## {id}\n\n<p id=\"{id}\" name=\"{id}\">甲</p>\n"));
        for (before, _) in html.match_indices(&format!("\"{id}\"")) {
            assert!(!html[..before].ends_with("id="), "{html}");
        }
    }
    // Markdown has no syntax for attributes or classes.
    let html = body("## 标题 {#a .toc data-print=x}\n\n[链接](/a){.toc data-print=x}\n");
    assert!(!html.contains("class=") && !html.contains(" data-print=\""), "{html}");
}

#[test]
fn ids_are_unique_and_references_to_them_resolve() {
    let (_, _, ids) = names_in_use();
    let bare: BTreeSet<&str> = ids.iter().map(|id| id.trim_start_matches("ui-")).collect();
    let headings: String = ids
        .iter()
        .map(String::as_str)
        .chain(bare)
        .map(|id| format!("## {id}\n\n甲[^1]\n\n## 节 {{#{id}}}\n\n"))
        .collect();
    let text = format!("{headings}<p id=\"ui-main\">\n\n## Facts\n\n## fn-1\n\n[^1]: 注\n");
    let settings = fs::read_to_string("site.yaml").expect("site.yaml");
    for language in ["zh-CN", "en"] {
        let site = Site::basic().with_folder(Path::new("content"), "content");
        let settings = settings.replace("language: zh-CN", &format!("language: {language}"));
        let front = "number: 鲁医协发〔2022〕1号\ndate: 2022-05-01\nattachments: [{title: 一, document: notices/other.md}]";
        let outcome = site
            .edit("site.yaml", &settings)
            .notice("ids", front, &text)
            .notice("other", "issuer: 山东省医院协会\ndate: 2026-05-02", &text)
            .edit(
                "content/reports/_index.md",
                &format!("---\ntitle: 报告\nkind: report\n---\n\n{text}"),
            )
            .on("2027-02-01")
            .build();
        assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
        let mut pages = 0;
        for (path, bytes) in outcome.files.iter().filter(|(path, _)| path.ends_with(".html")) {
            pages += 1;
            let html = String::from_utf8_lossy(bytes);
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                *seen.entry(id).or_default() += 1;
            }
            let twice: Vec<_> = seen.iter().filter(|(_, count)| **count > 1).collect();
            assert!(twice.is_empty(), "{language} {path}: {twice:?}");
            for sign in [
                " for=\"",
                " aria-labelledby=\"",
                " aria-controls=\"",
                " aria-describedby=\"",
                " href=\"#",
            ] {
                for named in html.split(sign).skip(1).filter_map(|rest| rest.split('"').next()) {
                    for id in named.split(' ').filter(|id| !id.is_empty()) {
                        assert!(
                            seen.contains_key(id),
                            "{language} {path}:{sign}{id} leads nowhere"
                        );
                    }
                }
            }
        }
        assert!(pages > 100, "{pages} pages");
    }
}

#[test]
fn every_id_of_the_theme_has_the_prefix_ui() {
    let scripts =
        [files("themes/official/static", "js"), files("themes/official/search", "js")].concat();
    for text in files("themes/official/templates", "html").iter().chain(&scripts) {
        for sign in [
            " id=\"",
            " for=\"",
            " aria-labelledby=\"",
            " id: \"",
            "getElementById(\"",
            "getElementById('",
        ] {
            for rest in text.split(sign).skip(1) {
                let value = rest.split(['"', '\'']).next().unwrap_or_default();
                assert!(value.starts_with("ui-"), "{sign}{value}");
            }
        }
    }
}
