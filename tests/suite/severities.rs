//! `checks` of site.yaml: warnings that a site takes for errors, or does not want.

use crate::harness::{SITE, Site};
use gongbao::diagnostic::WARNINGS;
use std::fs;
use std::path::Path;

const CARD: &str = "身份证号 440308199901101512。";

fn site(checks: &str, body: &str) -> Site {
    Site::basic().edit("site.yaml", &format!("{SITE}checks: {checks}\n")).notice(
        "one",
        "date: 2026-03-15\nissuer: 山东省医院协会",
        body,
    )
}

#[test]
fn warning_raised_to_an_error_keeps_the_site_from_being_published() {
    let warned = site("{identity-card: warning}", CARD).build();
    assert!(!warned.diagnostic("identity-card").is_error());
    assert!(warned.has("index.html"));
    for checks in ["{identity-card: error}", "{identity-card: 错误}"] {
        let raised = site(checks, CARD).build();
        assert!(raised.diagnostic("identity-card").is_error());
        assert!(!raised.has("index.html"));
    }
}

#[test]
fn raised_warning_can_still_be_allowed_in_its_place() {
    let body = format!("<!-- check: allow identity-card -->\n{CARD}");
    let outcome = site("{identity-card: error}", &body).build();
    assert_eq!(outcome.ids(), [] as [&str; 0], "{}", outcome.report());
    assert!(outcome.has("index.html"));
}

#[test]
fn warning_that_is_off_is_not_reported_and_an_error_is() {
    for checks in ["{identity-card: off}", "{identity-card: 不查}"] {
        assert_eq!(site(checks, CARD).build().ids(), [] as [&str; 0]);
    }
    let dead = site("{link-unsafe: off}", "[甲](javascript:alert)").build();
    assert!(!dead.ids().contains(&"link-unsafe") || dead.diagnostic("link-unsafe").is_error());
    let error = site("{number-form: off}", "正文。")
        .notice("two", "number: 鲁医协发第一号\ndate: 2026-03-15", "正文。")
        .build();
    assert!(error.built.diagnostics.iter().any(|d| d.is_error()), "{}", error.report());
}

#[test]
fn number_of_another_year_than_its_date_may_be_raised_to_an_error() {
    let site = |checks: &str| {
        Site::basic().edit("site.yaml", &format!("{SITE}checks: {checks}\n")).notice(
            "one",
            "number: 鲁医协发〔2026〕1号\ndate: 2025-12-30",
            "正文。",
        )
    };
    let warned = site("{number-date: warning}").build();
    assert!(!warned.diagnostic("number-date").is_error());
    assert!(!warned.ids().contains(&"check-unknown"), "{}", warned.report());
    assert!(site("{number-date: error}").build().diagnostic("number-date").is_error());
}

#[test]
fn unknown_rule_and_unknown_level_are_reported() {
    let misspelt = site("{identity-cart: error}", "正文。").build();
    assert_eq!(misspelt.ids(), ["check-unknown"]);
    assert_eq!(misspelt.diagnostic("check-unknown").fix[0].text, "identity-card");
    assert_eq!(site("{identity-card: hard}", "正文。").build().ids(), ["value-type"]);
    assert_eq!(site("严格", "正文。").build().ids(), ["value-type"]);
}

#[test]
fn list_of_warnings_is_complete() {
    let mut sources = String::new();
    collect(Path::new("src"), &mut sources);
    assert!(WARNINGS.is_sorted());
    let calls: Vec<&str> = sources.split("Diagnostic::warning(").skip(1).collect();
    assert!(calls.len() > 40, "{} calls", calls.len());
    for call in calls {
        let Some(id) = call.trim_start().strip_prefix('"') else { continue };
        let id = id.split('"').next().unwrap_or_default();
        assert!(WARNINGS.contains(&id), "{id} belongs to src/diagnostic/warnings.rs");
    }
    for id in WARNINGS {
        assert!(sources.contains(&format!("\"{id}\"")), "{id} is no warning any more");
    }
}

/// Appends all sources but the list itself, without their tests.
fn collect(folder: &Path, sources: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let is_test = path.to_string_lossy().contains("test");
        if path.is_dir() {
            collect(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("warnings.rs")
            && !is_test
        {
            let text = fs::read_to_string(&path).expect("a source");
            sources.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default());
        }
    }
}
