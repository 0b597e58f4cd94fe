//! The home page: its sections in the order of site.yaml, and no document twice.

use crate::harness::{Outcome, SITE, Site};
use std::collections::BTreeMap;

fn notice(site: Site, name: &str, title: &str, front: &str) -> Site {
    let text = format!("---\ntitle: {title}\nslug: {name}\n{front}\n---\n\n正文。\n");
    site.edit(&format!("content/notices/{name}.md"), &text)
}

/// A site that has something for every section.
fn full() -> Site {
    let mut site = Site::basic();
    for n in 1..=12 {
        let front =
            format!("number: 鲁医协发〔2026〕{n}号\ndate: 2026-05-{n:02}\ntopics: [会员服务]");
        site = notice(site, &format!("n{n}"), &format!("关于第{n}件事的通知"), &front);
    }
    let site = notice(site, "fee", "会费管理办法", "date: 2024-01-05");
    let site = notice(site, "old", "培训管理规定", "date: 2023-01-05\nexpires: 2025-01-01");
    let site = notice(site, "call", "关于征集案例的通知", "date: 2026-11-21\ndeadline: 2026-12-01");
    let issue = "---\ntitle: 会讯第2期\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2, total: 34}\n---\n卷首。\n";
    let article = "---\ntitle: 强基工程\n---\n正文。\n";
    site.edit("content/newsletters/2025-2/index.md", issue)
        .edit("content/newsletters/2025-2/one.md", article)
}

fn built(site: &Site) -> Outcome {
    let outcome = site.build();
    assert!(!outcome.built.diagnostics.iter().any(|d| d.is_error()), "{}", outcome.report());
    outcome
}

/// The sections of the page in their order, by the classes that they have.
fn sections(home: &str) -> Vec<&'static str> {
    let classes = ["issue", "calls", "latest", "rules", "by-category", "registers", "topics"];
    let place = |class: &str| home.find(&format!(" class=\"{class}\""));
    let mut found: Vec<_> =
        classes.into_iter().filter_map(|class| Some((place(class)?, class))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, class)| class).collect()
}

/// What stands between the beginning of a section and that of the next one.
fn section<'h>(home: &'h str, class: &str) -> &'h str {
    let start = home.find(&format!(" class=\"{class}\"")).expect("the section");
    let rest = &home[start + 1..];
    let ends = ["issue", "calls", "latest", "rules", "by-category", "registers", "topics"];
    let end = ends.iter().filter_map(|class| rest.find(&format!(" class=\"{class}\""))).min();
    &rest[..end.unwrap_or(rest.len())]
}

#[test]
fn every_section_is_shown_and_no_document_twice() {
    let home = built(&full()).page("/");
    let all = ["issue", "calls", "latest", "rules", "by-category", "registers", "topics"];
    assert_eq!(sections(&home), all);
    let main = &home[home.find("<main").expect("main")..home.find("</main>").expect("its end")];
    let mut links = BTreeMap::new();
    for link in main.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        *links.entry(link).or_insert(0) += 1;
    }
    let documents = links.iter().filter(|(link, _)| link.matches('/').count() == 4);
    let twice: Vec<_> = documents.clone().filter(|(_, count)| **count > 1).collect();
    assert!(documents.count() >= 12, "{links:?}");
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn sections_follow_site_yaml_in_either_language() {
    for line in ["home: [topics, latest, issue]", "首页: [主题, 最新发布, 会讯]"] {
        let home = built(&full().edit("site.yaml", &format!("{SITE}{line}\n"))).page("/");
        assert_eq!(sections(&home), ["topics", "latest", "issue"], "{line}");
        // What has no section above may be the newest.
        assert!(section(&home, "latest").contains("关于征集案例的通知"), "{line}");
    }
}

#[test]
fn section_that_is_not_known_or_named_twice_is_reported() {
    for (line, id) in [
        ("home: [latest, news]", "value-type"),
        ("首页: [最新发布, 新闻]", "value-type"),
        ("home: [latest, calls, latest]", "home-twice"),
        ("home: [latest, 最新]", "home-twice"),
    ] {
        let outcome = full().edit("site.yaml", &format!("{SITE}{line}\n")).build();
        assert_eq!(outcome.ids(), [id], "{line}: {}", outcome.report());
    }
}

#[test]
fn calls_say_how_many_days_are_left() {
    let days = |deadline: &str| {
        let front = format!("date: 2026-11-01\ndeadline: {deadline}");
        let home = built(&notice(Site::basic(), "a", "关于征集案例的通知", &front)).page("/");
        sections(&home).contains(&"calls").then(|| section(&home, "calls").to_owned())
    };
    for (deadline, words) in [
        ("2026-11-22", "今天截止"),
        ("2026-11-23", "明天截止"),
        ("2026-11-24 17:00", "还有2天"),
        ("2027-01-01", "还有40天"),
    ] {
        let calls = days(deadline).expect("calls");
        assert!(calls.contains(&format!("class=\"days-left\">{words}<")), "{deadline}: {calls}");
    }
    assert_eq!(days("2026-11-21"), None);
}

#[test]
fn rules_are_those_in_force() {
    let site = full();
    let site = notice(site, "seal", "关于印发《印章管理制度》的通知", "date: 2025-06-01");
    // One whose rule is a document of its own gives way to it.
    let front =
        "date: 2025-07-01\nattachments: [{title: 接待管理办法, document: notices/reception.md}]";
    let site = notice(site, "guests", "关于印发《接待管理办法》的通知", front);
    let site = notice(site, "reception", "接待管理办法", "date: 2025-07-01");
    let rules = "home: [rules]";
    let home = built(&site.edit("site.yaml", &format!("{SITE}{rules}\n"))).page("/");
    let titles: Vec<&str> = section(&home, "rules")
        .split("class=\"item-title\"")
        .skip(1)
        .filter_map(|rest| rest.split(['>', '<']).nth(1))
        .collect();
    assert_eq!(titles, ["接待管理办法", "关于印发《印章管理制度》的通知", "会费管理办法"]);
}

#[test]
fn documents_of_the_last_week_are_marked_as_new() {
    for (published, is_new) in [("2026-11-22", true), ("2026-11-16", true), ("2026-11-15", false)] {
        let front = format!("date: 2026-01-01\npublished: {published}");
        let home = built(&notice(Site::basic(), "a", "关于开会的通知", &front)).page("/");
        assert_eq!(home.contains("class=\"item recent\""), is_new, "{published}");
    }
}

#[test]
fn registers_show_five_years_and_lead_to_earlier_ones() {
    let with_years = |years: std::ops::RangeInclusive<i32>| {
        years.fold(Site::basic(), |site, year| {
            let front = format!("number: 鲁医协发〔{year}〕1号\ndate: {year}-03-15");
            notice(site, &format!("y{year}"), "关于开会的通知", &front)
        })
    };
    let years = |site: &Site| {
        let home = built(site).page("/");
        let registers = section(&home, "registers").to_owned();
        (registers.matches("href=\"/lyxf/20").count(), registers.contains("更早"))
    };
    assert_eq!(years(&with_years(2022..=2026)), (5, false));
    assert_eq!(years(&with_years(2019..=2026)), (5, true));
}
