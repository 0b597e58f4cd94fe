//! The command line writes in the wanted language and in no other.

use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::path::Path;

fn is_han(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}

/// Words of both languages: options, and names of formats and programs.
const SHARED: &[&str] = &[
    "facet",
    "category",
    "issuer",
    "year",
    "topic",
    "validity",
    "gongbao",
    "build",
    "serve",
    "check",
    "explain",
    "taken",
    "new",
    "number",
    "search",
    "paper",
    "wechat",
    "export",
    "verify",
    "deploy",
    "rclone",
    "oss",
    "sftp",
    "state",
    "grace",
    "rollback",
    "dry",
    "run",
    "manifest",
    "curl",
    "import",
    "migrate",
    "WordPress",
    "wp",
    "content",
    "into",
    "files",
    "site",
    "Word",
    "nginx",
    "caddy",
    "opensearch",
    "meilisearch",
    "JSON",
    "settings",
    "timings",
    "sync",
    "always",
    "never",
    "auto",
    "recover",
    "from",
    "to",
    "init",
    "theme",
    "copy",
    "schema",
    "Schema",
    "document",
    "next",
    "list",
    "gaps",
    "parse",
    "site",
    "yaml",
    "content",
    "public",
    "notices",
    "newsletters",
    "index",
    "md",
    "help",
    "version",
    "lang",
    "quiet",
    "root",
    "output",
    "base",
    "url",
    "drafts",
    "date",
    "port",
    "bind",
    "open",
    "format",
    "fix",
    "human",
    "json",
    "github",
    "sarif",
    "code",
    "sort",
    "most",
    "all",
    "https",
    "http",
    "relevance",
];

/// Words that the tests type, or that occur in paths.
const TYPED: &[&str] = &[
    "zh",
    "en",
    "PDF",
    "T",
    "DIR",
    "WHEN",
    "CI",
    "URL",
    "CHROMIUM",
    "Chromium",
    "Chrome",
    "Edge",
    "Google",
    "Microsoft",
    "reports",
    "initiatives",
    "about",
    "nodir",
    "bulid",
    "nothing",
    "gestern",
    "example",
    "org",
    "draft",
    "true",
    "q",
    "h",
    "V",
    "dry",
    "file",
    "run",
    "N",
    "x",
    "a",
    "slug",
    "apache",
    "solr",
    "tmp",
    "xml",
];

/// Returns the English words in a text that were not typed.
fn english_words(said: &str, folder: &Path) -> Vec<String> {
    let folder = folder.to_string_lossy();
    let said = said.replace(&*folder, "");
    said.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 1)
        .filter(|word| !SHARED.contains(word) && !TYPED.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Calls that the program refuses, with the file that some of them need.
fn refusals(site: &Path) -> Vec<Vec<&'static str>> {
    fs::write(site.join("file"), b"x").expect("writing");
    vec![
        vec!["bulid"],
        vec!["build", "--nothing"],
        vec!["build", "--root"],
        vec!["build", "--date", "gestern"],
        vec!["build", "--date", "2026-02-30"],
        vec!["build", "--base-url", "example.org"],
        vec!["build", "--root", "nodir"],
        vec!["build", "--root", "file"],
        vec!["check", "--root", "nodir"],
        vec!["serve", "--root", "nodir"],
        vec!["init", "."],
        vec!["init", "file"],
        vec!["build", "--output", "content"],
        vec!["build", "--output", "file"],
        vec!["build", "--output", "/"],
        vec!["check", "--format", "xml"],
        vec!["explain", "nothing"],
        vec!["check", "--root", "a", "--root", "a"],
        vec!["serve", "--port", "gestern"],
        vec!["serve", "--port", "99999"],
        vec!["new"],
        vec!["new", "nothing", "通知"],
        vec!["new", "notices"],
        vec!["new", "notices", "甲\n乙"],
        vec!["new", "newsletters/2020-1", "甲"],
        vec!["new", "notices", "甲", "--number", "gestern"],
        vec!["new", "notices", "甲", "--number", "某协发〔2026〕1号"],
        vec!["new", "notices", "甲", "--number", "next", "--code", "甲乙"],
        vec!["number"],
        vec!["number", "next", "甲乙"],
        vec!["number", "nothing"],
        vec!["init"],
        vec!["search", "甲", "--output", "nodir"],
        vec!["search"],
        vec!["search", "甲", "--most", "x"],
        vec!["theme"],
        vec!["theme", "copy"],
        vec!["theme", "copy", "nothing"],
        vec!["schema"],
        vec!["schema", "nothing"],
        vec!["export"],
        vec!["export", "apache"],
        vec!["export", "search"],
        vec!["export", "search", "--format", "solr"],
        vec!["paper"],
        vec!["paper", "nothing", "--quiet"],
        vec!["paper", "a", "--all"],
        vec!["wechat"],
        vec!["wechat", "nothing"],
        vec!["wechat", "content/notices/mxf-2026-1.md", "--output", "content"],
        vec!["deploy"],
        vec!["deploy", "oss:bucket"],
        vec!["deploy", "a/b", "--state", "a/b/c"],
        vec!["verify"],
        vec!["verify", "nodir"],
        vec!["verify", "https://["],
        vec!["verify", "a", "--manifest", "file"],
    ]
}

const COMMANDS: [&[&str]; 29] = [
    &[],
    &["build"],
    &["serve"],
    &["migrate"],
    &["check"],
    &["explain"],
    &["new"],
    &["number"],
    &["number", "next"],
    &["number", "list"],
    &["number", "gaps"],
    &["number", "parse"],
    &["search"],
    &["paper"],
    &["wechat"],
    &["export"],
    &["export", "nginx"],
    &["export", "caddy"],
    &["export", "search"],
    &["deploy"],
    &["verify"],
    &["init"],
    &["theme"],
    &["theme", "copy"],
    &["theme", "list"],
    &["schema"],
    &["schema", "document"],
    &["schema", "site"],
    &["--quiet"],
];

/// Returns both streams of a command in a language.
fn said(folder: &Path, arguments: &[&str], language: &str) -> String {
    let all: Vec<&str> = arguments.iter().copied().chain(["--lang", language]).collect();
    let out = gongbao(folder, &all);
    text(&out.stdout) + &text(&out.stderr)
}

#[test]
fn help_and_refusals_are_in_one_language() {
    let folder = Folder::new("spoken");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let helps = COMMANDS.iter().map(|command| [*command, &["--help"][..]].concat());
    let calls: Vec<Vec<&str>> = helps.chain(refusals(&folder.0)).collect();
    let mut wrong = Vec::new();
    for call in &calls {
        let zh = said(&folder.0, call, "zh");
        let words = english_words(&zh, &folder.0);
        if !words.is_empty() || !zh.contains(is_han) {
            wrong.push(format!("{call:?} in Chinese: {words:?}\n{zh}"));
        }
        let en = said(&folder.0, call, "en");
        let typed: Vec<char> = call.iter().flat_map(|argument| argument.chars()).collect();
        // Titles and codes are values of the site.
        let of_site = "某协发通知公告会讯报告倡议关于";
        let han: String = en
            .chars()
            .filter(|c| is_han(*c) && !typed.contains(c) && !of_site.contains(*c))
            .collect();
        if !han.is_empty() || en.trim().is_empty() {
            wrong.push(format!("{call:?} in English: {han}\n{en}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}

/// Removes the sample marks of a new site, so that nothing is reported.
fn remove_samples(site: &Path) {
    for name in ["site.yaml", "content/notices/mxf-2026-1.md", "content/about/site.md"] {
        let text = fs::read_to_string(site.join(name)).expect("a sample");
        let own = text.lines().filter(|line| !line.starts_with("# 示例文件"));
        let own = own.collect::<Vec<_>>().join("\n").replace("example.org", "portal.test");
        fs::write(site.join(name), own + "\n").expect("writing");
    }
}

#[test]
fn successful_commands_report_in_one_language() {
    for (language, is_wrong) in [
        (
            "zh",
            (|said: &str, folder: &Path| !english_words(said, folder).is_empty())
                as fn(&str, &Path) -> bool,
        ),
        ("en", |said, _| said.contains(is_han)),
    ] {
        let folder = Folder::new(&format!("well-{language}"));
        let date = ["--date", "2026-11-22"];
        for call in [
            vec!["init", "."],
            [&["build"][..], &date].concat(),
            [&["build", "--drafts"][..], &date].concat(),
            [&["check"][..], &date].concat(),
            [&["number", "gaps"][..]].concat(),
            [&["new", "notices", "x", "--number", "next"][..], &date].concat(),
            [&["new", "newsletters"][..], &date].concat(),
        ] {
            let out = gongbao(&folder.0, &[&call[..], &["--lang", language]].concat());
            if call[0] == "init" {
                remove_samples(&folder.0);
            }
            let said = text(&out.stderr);
            assert!(out.status.success(), "{said}");
            assert!(!is_wrong(&said, &folder.0), "{call:?}: {said}");
        }
    }
}
