//! The page of all messages against the sources: no id without an entry, no entry without an id.

use super::{Folder, fs, gongbao, text};
use crate::harness::Site;
use gongbao::diagnostic::WARNINGS;
use gongbao::explain;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Adds the sources of a folder, without their tests.
fn collect(folder: &Path, sources: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            collect(&path, sources);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            let source = fs::read_to_string(&path).expect("a source");
            let own = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            sources.push(own.to_owned());
        }
    }
}

/// Returns the names of texts that are constants, with the texts.
fn constants(sources: &[String]) -> BTreeMap<&str, &str> {
    let constants = sources.iter().flat_map(|source| source.split("const ").skip(1));
    let texts = constants.filter_map(|rest| {
        let (name, value) = rest.lines().next()?.split_once(": &str = \"")?;
        Some((name, value.strip_suffix("\";")?))
    });
    texts.collect()
}

/// Returns the texts of a source that are words joined by hyphens.
fn hyphenated(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').filter(|text| {
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
        text.contains('-') && text.split('-').all(is_word)
    })
}

/// Returns the ids of all diagnostics, and how many calls make one.
fn ids() -> (BTreeSet<String>, usize) {
    let mut sources = Vec::new();
    collect(Path::new("src"), &mut sources);
    let constants = constants(&sources);
    let mut ids: BTreeSet<String> = WARNINGS.iter().map(|id| (*id).to_owned()).collect();
    let mut calls = 0;
    for source in &sources {
        let of_kind = |kind| source.split(kind).skip(1);
        for call in of_kind("Diagnostic::error").chain(of_kind("Diagnostic::warning")) {
            let argument = call.strip_prefix('(').and_then(|call| call.split([',', ')']).next());
            let argument = argument.unwrap_or("id").trim();
            if let Some(id) = argument.strip_prefix('"').and_then(|id| id.strip_suffix('"')) {
                ids.insert(id.to_owned());
            } else if let Some(id) = constants.get(argument) {
                ids.insert((*id).to_owned());
            } else {
                // A function for several messages: their ids are typed in the same file.
                assert_eq!(argument, "id", "what is {argument}?");
                ids.extend(hyphenated(source).map(str::to_owned));
            }
            calls += 1;
        }
    }
    (ids, calls)
}

#[test]
fn every_message_has_an_entry_and_every_entry_a_message() {
    let (ids, calls) = ids();
    assert!(calls > 140, "{calls} calls");
    let entries: Vec<&str> = explain::entries().map(|entry| entry.id).collect();
    let unique: BTreeSet<String> = entries.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(unique.len(), entries.len(), "an entry stands twice");
    let missing: Vec<_> = ids.difference(&unique).collect();
    let left_over: Vec<_> = unique.difference(&ids).collect();
    assert!(missing.is_empty(), "not in reference/messages.md of the handbook: {missing:?}");
    assert!(left_over.is_empty(), "no message has these ids any more: {left_over:?}");
}

#[test]
fn every_id_that_tests_expect_has_an_entry() {
    for entry in fs::read_dir("tests/faults").expect("the cases") {
        let case = fs::read_to_string(entry.expect("an entry").path()).expect("a case");
        for line in
            case.lines().filter(|line| line.starts_with("错误[") || line.starts_with("警告["))
        {
            let id = line.split(['[', ']']).nth(1).expect("an id");
            assert!(explain::entry(id).is_some(), "{id}");
        }
    }
}

#[test]
fn every_entry_says_what_is_wrong_why_and_what_to_do() {
    for entry in explain::entries() {
        let plain = entry.plain();
        let lines: Vec<&str> = plain.lines().collect();
        assert!(entry.summary().ends_with('。'), "{}: {plain}", entry.id);
        assert!(lines[1].is_empty() && lines[2].starts_with("原因："), "{}: {plain}", entry.id);
        assert!(lines[3].is_empty() && lines[4].starts_with("办法："), "{}: {plain}", entry.id);
        assert!(!plain.contains("](@"), "{}: {plain}", entry.id);
    }
}

#[test]
fn id_is_the_anchor_of_its_entry() {
    let page = fs::read_to_string("docs/handbook/content/reference/messages.md").expect("it");
    let page = page.replace("](@/", "](https://example.org/");
    let outcome = Site::basic()
        .edit("content/help/_index.md", "---\ntitle: 查阅\nkind: page\n---\n")
        .edit("content/help/messages.md", &page)
        .build();
    let html = outcome.page("/help/messages/");
    for entry in explain::entries() {
        let anchor = format!(r#" id="{}""#, entry.id);
        assert_eq!(html.matches(&anchor).count(), 1, "{}", entry.id);
    }
}

#[test]
fn message_is_explained_on_the_command_line() {
    let folder = Folder::new("explain");
    let explained = gongbao(&folder.0, &["explain", "[number-taken]"]);
    assert!(explained.status.success());
    let said = text(&explained.stdout);
    assert!(said.starts_with("number-taken: ") && said.contains("\n办法："), "{said}");
    assert_eq!(text(&explained.stderr), "");
    let listed = text(&gongbao(&folder.0, &["explain"]).stdout);
    assert_eq!(listed.lines().count(), explain::entries().count());
    let misspelt = gongbao(&folder.0, &["explain", "number-takn"]);
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(text(&misspelt.stderr).contains("是不是 number-taken"), "{}", text(&misspelt.stderr));
    let english = gongbao(&folder.0, &["explain", "number-taken", "--lang", "en"]);
    assert!(text(&english.stderr).contains("in Chinese"), "{}", text(&english.stderr));
    assert_eq!(text(&english.stdout), said);
}

#[test]
fn check_names_the_last_message_of_its_report_for_an_explanation() {
    let folder = Folder::new("explain-check");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let said = |arguments: &[&str]| {
        text(&gongbao(&folder.0, &[&["check", "--date", "2026-11-22"], arguments].concat()).stderr)
    };
    let line = "gongbao explain base-url-example";
    assert!(said(&[]).trim_end().ends_with(line), "{}", said(&[]));
    for arguments in [&["--lang", "en"][..], &["--quiet"], &["--format", "json"]] {
        assert!(!said(arguments).contains("gongbao explain"), "{}", said(arguments));
    }
    fs::write(folder.0.join("content/notices/a.md"), "").expect("writing");
    assert!(said(&[]).trim_end().ends_with("gongbao explain file-empty"), "{}", said(&[]));
    let sarif = gongbao(&folder.0, &["check", "--format", "sarif", "--date", "2026-11-22"]);
    let sarif: serde_json::Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let rule = rules.iter().find(|rule| rule["id"] == "file-empty").expect("the rule");
    assert!(rule["help"]["text"].as_str().expect("a text").contains("办法："), "{rule}");
}
