//! A second theme, as plain as can be: the contract of the views is bound to no theme.

use crate::harness::{Outcome, Site};
use std::fs;
use std::path::Path;

const PLAIN: &str = "tests/themes/plain";

/// The repository's own site under the plain theme.
fn plain() -> Outcome {
    let mut site = Site::basic().with_folder(Path::new("content"), "content");
    site = site.with_folder(Path::new(PLAIN), "themes/plain");
    let settings = fs::read_to_string("site.yaml").expect("site.yaml");
    site.edit("site.yaml", &settings.replace("theme: official", "theme: plain")).build()
}

#[test]
fn plain_theme_renders_the_whole_portal() {
    let outcome = plain();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    let pages: Vec<_> = outcome.files.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert!(pages.len() > 100, "{} pages", pages.len());
    for (path, bytes) in &pages {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("class=\"masthead"), "{path} is made by the official theme");
        for link in html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if let Some(place) = link.strip_prefix('/') {
                let file = place.split(['#', '?']).next().unwrap_or_default();
                let file = match file.is_empty() || file.ends_with('/') {
                    true => format!("{file}index.html"),
                    false => file.to_owned(),
                };
                assert!(outcome.has(&decoded(&file)), "{path}: {link} leads nowhere");
            }
        }
    }
    let report = outcome.page("/lyxf/2026/1/");
    assert!(report.contains("<dd>鲁医协发〔2026〕1号</dd>") && report.contains("<h2"), "{report}");
    assert!(outcome.page("/lyxf/2024/2/").contains("已废止: 本文件自"));
    assert!(outcome.page("/lyxf/2026/").contains("鲁医协发〔2026〕2号 未公开"));
    assert!(outcome.page("/newsletters/2025/2/").contains("总第"));
    assert!(outcome.page("/topics/gao-zhi-liang-fa-zhan/").contains("<li><a href=\"/"));
    assert!(outcome.page("/notices/").contains("rel=\"next\""));
    assert!(outcome.page("/statistics/").contains("<h2>各年文件数</h2>"));
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        bytes.extend(after.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()));
        rest = after.get(2..).unwrap_or_default();
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).expect("an address is UTF-8")
}
