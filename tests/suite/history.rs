//! 修订记录: what git knows of the documents, on pages and in data, from real repositories.

mod repository;
mod trouble;

use crate::scale;
use gongbao::disk::{LastHistory, read_history};
use gongbao::history::History;
use gongbao::source::SitePath;
use repository::{Repository, build, git, notice};
use serde_json::{Value as Json, json};
use std::fmt::Write;
use std::fs;
use std::sync::Arc;
use std::time::Instant;

fn dates_of(page: &str) -> Vec<String> {
    let Some((_, section)) = page.split_once("id=\"ui-history\"") else { return Vec::new() };
    let (section, _) = section.split_once("</section>").expect("its end");
    let times = section.split("datetime=\"").skip(1);
    times.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

fn record(files: &std::collections::BTreeMap<String, String>, number: u32) -> Json {
    let catalogue: Json = serde_json::from_str(&files["data/documents.json"]).expect("JSON");
    let wanted = format!("鲁医协发〔2026〕{number}号");
    let all = catalogue["documents"].as_array().expect("documents");
    all.iter().find(|document| document["number"] == json!(wanted)).expect("the document").clone()
}

#[test]
fn commits_of_a_document_are_shown_and_published_as_data_though_it_was_renamed() {
    let site = Repository::new("shown", "门户/site", "history: true");
    site.write("content/notices/通知 一.md", &notice(1, "date: 2026-03-01"));
    let first = site.commit("2026-03-02");
    fs::rename(
        site.site.join("content/notices/通知 一.md"),
        site.site.join("content/notices/改名.md"),
    )
    .expect("renamed");
    site.commit("2026-03-05");
    site.write("content/notices/改名.md", &notice(1, "date: 2026-03-01\ntopics: [会议]"));
    let last = site.commit("2026-04-06");
    site.write("content/notices/b.md", &notice(2, "date: 2026-04-01"));
    site.commit("2026-04-07");
    let (files, report) = site.build();
    let page = &files["lyxf/2026/1/index.html"];
    assert_eq!(dates_of(page), ["2026-04-06", "2026-03-05", "2026-03-02"], "{report}");
    assert!(page.contains(&format!("<code>{}</code>", &last[..10])), "{page}");
    let expected = json!({
        "first": { "date": "2026-03-02", "commit": first },
        "last": { "date": "2026-04-06", "commit": last },
        "count": 3,
    });
    assert_eq!(record(&files, 1)["history"], expected);
    assert!(page.contains("\"dateModified\":\"2026-04-06\""), "{page}");
    assert!(files["sitemap.xml"].contains("/lyxf/2026/1/</loc><lastmod>2026-04-06</lastmod>"));
    // What came and did not change has not been modified.
    assert!(!files["lyxf/2026/2/index.html"].contains("dateModified"));
    for (path, text) in &files {
        assert!(
            !text.contains("某人") && !text.contains("机密的说明"),
            "{path} tells more than dates"
        );
    }
}

#[test]
fn a_site_that_does_not_ask_for_history_has_none() {
    for settings in ["", "history: false"] {
        let site = Repository::new("off", ".", settings);
        site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
        site.commit("2026-03-02");
        let (files, report) = site.build();
        assert!(dates_of(&files["lyxf/2026/1/index.html"]).is_empty());
        assert!(record(&files, 1).get("history").is_none());
        assert!(!report.contains("history"), "{report}");
    }
}

#[test]
fn commits_lead_to_a_public_repository() {
    for (source, below) in [
        ("https://github.com/xiehui/portal", "https://github.com/xiehui/portal/"),
        ("https://gitee.com/xiehui/portal/", "https://gitee.com/xiehui/portal/"),
        (
            "https://gitlab.example.org/协会/portal",
            "https://gitlab.example.org/%E5%8D%8F%E4%BC%9A/portal/-/",
        ),
    ] {
        let settings = format!("修订记录: {{仓库: \"{source}\"}}");
        let site = Repository::new("source", "门户", &settings);
        site.write("content/notices/通知.md", &notice(1, "date: 2026-03-01"));
        let hash = site.commit("2026-03-02");
        let page = site.page(1);
        assert!(page.contains(&format!("href=\"{below}commit/{hash}\"")), "{source}: {page}");
        let file = "%E9%97%A8%E6%88%B7/content/notices/%E9%80%9A%E7%9F%A5.md";
        assert!(page.contains(&format!("href=\"{below}blob/{hash}/{file}\"")), "{source}: {page}");
    }
    for wrong in ["git@github.com:x/y", "https://github.com/", "javascript:alert(1)", "x/y"] {
        let site = Repository::new("source", ".", &format!("history: {{source: \"{wrong}\"}}"));
        assert!(site.check().contains("\"history-source\""), "{wrong}");
    }
}

#[test]
fn history_of_hidden_documents_is_in_no_byte_of_the_output() {
    let site = Repository::new("hidden", ".", "history: {source: \"https://gitee.com/x/y\"}");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
    site.commit("2026-03-02");
    let mut hashes = Vec::new();
    for (number, front) in
        [(2, "visibility: internal"), (3, "draft: true"), (4, "published: 2027-01-01")]
    {
        let path = format!("content/notices/h{number}.md");
        site.write(&path, &notice(number, &format!("date: 2026-03-01\n{front}")));
        hashes.push(site.commit("2026-03-03"));
    }
    // A file that was removed, and another that has its name now.
    site.write("content/notices/b.md", &notice(5, "date: 2026-03-01\nvisibility: internal"));
    hashes.push(site.commit("2026-03-04"));
    site.git("2026-03-05", &["rm", "-q", "content/notices/b.md"]);
    hashes.push(site.commit("2026-03-05"));
    site.write("content/notices/b.md", &notice(6, "date: 2026-03-01"));
    site.commit("2026-03-06");
    let (files, report) = site.build();
    assert_eq!(dates_of(&files["lyxf/2026/6/index.html"]), ["2026-03-06"], "{report}");
    for (path, text) in &files {
        for hash in &hashes {
            assert!(!text.contains(&hash[..10]), "{path} has {hash}");
        }
    }
}

#[test]
fn of_the_commits_before_publication_only_the_last_is_shown() {
    let site = Repository::new("prepared", ".", "history: true");
    for (day, topic) in [("2026-03-02", "甲"), ("2026-03-03", "乙"), ("2026-03-09", "丙")] {
        let front = format!("date: 2026-03-01\npublished: 2026-03-05 09:00\ntopics: [{topic}]");
        site.write("content/notices/a.md", &notice(1, &front));
        site.commit(day);
    }
    assert_eq!(dates_of(&site.page(1)), ["2026-03-09", "2026-03-03"]);
}

#[test]
fn what_another_branch_brought_came_with_the_merge() {
    let site = Repository::new("merge", ".", "history: true");
    site.commit("2026-03-01");
    site.git("2026-03-01", &["checkout", "-q", "-b", "side"]);
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
    site.commit("2026-03-02");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01\ntopics: [会议]"));
    site.commit("2026-03-03");
    site.git("2026-03-04", &["checkout", "-q", "main"]);
    site.write("content/notices/b.md", &notice(2, "date: 2026-03-01"));
    site.commit("2026-03-04");
    site.git("2026-03-05", &["merge", "-q", "--no-edit", "side"]);
    let (files, _) = site.build();
    assert_eq!(dates_of(&files["lyxf/2026/1/index.html"]), ["2026-03-05"]);
    assert_eq!(dates_of(&files["lyxf/2026/2/index.html"]), ["2026-03-04"]);
}

#[test]
fn same_commit_gives_the_same_site_whatever_the_settings_of_the_clone() {
    let site = Repository::new("same", ".", "history: true");
    site.write("content/notices/甲.md", &notice(1, "date: 2026-03-01"));
    site.commit("2026-03-02");
    site.git("2026-03-03", &["mv", "content/notices/甲.md", "content/notices/乙.md"]);
    site.commit("2026-03-03");
    let (files, _) = site.build();
    assert_eq!(dates_of(&files["lyxf/2026/1/index.html"]).len(), 2);
    let copy = site.folder.0.join("copy");
    git(&site.folder.0, "2026-03-04", &["clone", "-q", ".", "copy"], b"");
    for setting in [
        "diff.renames=false",
        "log.showRoot=false",
        "log.follow=true",
        "core.quotePath=true",
        "diff.relative=true",
        "log.diffMerges=off",
        "color.ui=always",
        "diff.renameLimit=1",
    ] {
        let (name, value) = setting.split_once('=').expect("a value");
        git(&copy, "2026-03-04", &["config", name, value], b"");
    }
    // What is not committed is no history.
    let path = copy.join("content/notices/乙.md");
    fs::write(&path, fs::read(&path).expect("the document")).expect("the same");
    let (other, report) = build(&copy);
    assert!(other == files, "{report}");
}

#[test]
fn history_is_read_again_only_for_another_commit() {
    let site = Repository::new("memo", ".", "history: true");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
    site.commit("2026-03-02");
    let mut last = LastHistory::default();
    let first = read_history(&site.site, &mut last).expect("history");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-02"));
    assert!(Arc::ptr_eq(&first, &read_history(&site.site, &mut last).expect("history")));
    site.commit("2026-03-03");
    let second = read_history(&site.site, &mut last).expect("history");
    assert!(!Arc::ptr_eq(&first, &second));
    assert_eq!(second.of(&SitePath::new("content/notices/a.md")).count(), 2);
}

/// The answer of git on `n` documents with two commits each, every tenth renamed.
fn log(n: usize) -> Vec<u8> {
    let mut log = String::new();
    for index in 0..n {
        let _ = write!(log, "{:040x} {}\0\nM\0content/d{index}.md\0", index, 1_700_000_000 - index);
        if index % 10 == 0 {
            let _ = write!(log, "R090\0content/o{index}.md\0content/d{index}.md\0");
        }
    }
    for index in 0..n {
        let old = if index % 10 == 0 { 'o' } else { 'd' };
        let _ = write!(
            log,
            "{:040x} {}\0\nA\0content/{old}{index}.md\0",
            n + index,
            1_600_000_000 - index
        );
    }
    log.into_bytes()
}

#[test]
fn reading_the_log_takes_time_in_proportion() {
    scale::assert_linear(40_000, log, |log| {
        History::parse(log, "");
    });
}

/// 10,000 documents, 20,000 commits: `cargo test --test suite history::ten_thousand -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn ten_thousand_documents_in_twenty_thousand_commits() {
    let site = Repository::new("large", ".", "history: true");
    let mut stream = String::new();
    for index in 0..20_000_usize {
        let (document, text) = (index % 10_000, format!("第{index}次\n"));
        let _ = write!(
            stream,
            "commit refs/heads/main\ncommitter A <a@b> {} +0800\ndata 1\nx\nM 100644 inline content/notices/{}/文件{document}.md\ndata {}\n{text}\n",
            1_700_000_000 + index * 60,
            document / 100,
            text.len(),
        );
    }
    git(&site.folder.0, "2026-03-01", &["fast-import", "--quiet"], stream.as_bytes());
    for round in 0..5 {
        let begin = Instant::now();
        let history = read_history(&site.site, &mut LastHistory::default()).expect("history");
        println!("round {round}: {:?}", begin.elapsed());
        let path = SitePath::new("content/notices/99/文件9999.md");
        assert_eq!(history.of(&path).count(), 2);
    }
}
