//! A second, minimal theme: views do not depend on the official theme.

use crate::harness::{Outcome, Site};
use percent_encoding::percent_decode_str;
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
                let is_page = file.is_empty() || file.ends_with('/');
                let file = if is_page { format!("{file}index.html") } else { file.to_owned() };
                assert!(
                    outcome.has(&percent_decode_str(&file).decode_utf8_lossy()),
                    "{path}: {link} leads nowhere"
                );
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
    assert!(outcome.page("/updates/").contains("<li>新发布 <a href"));
    assert!(outcome.page("/subscribe/").contains("/notices/feed.xml"));
}
