//! What the handbook shows is tried: documents, settings, commands.

use super::{Folder, blocks, fs, gongbao, pages, text};
use crate::harness::Site;
use crate::starter::settings;
use clap::Command;
use gongbao::cli;
use gongbao::config;
use gongbao::language::Language;

/// Files that examples name.
const BESIDE: [&str; 4] =
    ["参会回执.docx", "名额分配表.xlsx", "huichang.jpg", "T-SDHA-001-2026.pdf"];

/// Returns the ids of what is wrong at a file, but for gaps, as an example is alone.
fn faults_of(site: Site, file: &str) -> (Vec<&'static str>, String) {
    let outcome = site.build();
    let of_file = |d: &&gongbao::diagnostic::Diagnostic| {
        d.at.as_ref().is_some_and(|at| at.file.as_str() == file)
    };
    let diagnostics = outcome.built.diagnostics.iter().filter(of_file);
    let ids = diagnostics.map(|diagnostic| diagnostic.id).filter(|id| *id != "number-gap");
    (ids.collect(), outcome.report())
}

#[test]
fn every_document_shown_is_valid() {
    let mut count = 0;
    for (path, page) in pages() {
        for example in blocks(&page, "markdown") {
            let mut site = Site::empty()
                .edit("site.yaml", &settings())
                .edit("content/notices/_index.md", "---\ntitle: 通知公告\n---\n")
                .edit("content/notices/a/index.md", &format!("{example}\n"));
            for name in BESIDE.iter().filter(|name| example.contains(**name)) {
                site = site.bytes(&format!("content/notices/a/{name}"), b"a file");
            }
            let (ids, report) = faults_of(site.on("2026-11-22"), "content/notices/a/index.md");
            assert_eq!(ids, [""; 0], "{}:\n{example}\n{report}", path.display());
            count += 1;
        }
    }
    assert!(count >= 5, "{count} documents");
}

/// The Word file of the first day, as text.
const WORD_FILE: &str = "某某协会文件
某协发〔2026〕2号
关于召开2026年学术年会的通知
各会员单位：
　　现将年会有关事项通知如下。
　　一、时间和地点
　　时间：2026年6月12日至13日。地点：济南。
　　二、参会人员
　　各会员单位负责人，每单位不超过3人。
　　附件：1. 参会回执
　　　　　2. 名额分配表
某某协会
2026年5月8日
（联系人：张敏，电话：0531-00000000）
";

#[test]
fn first_day_shows_what_the_program_says() {
    let page = fs::read_to_string("docs/handbook/content/start/first-day.md").expect("the page");
    let shown = blocks(&page, "text");
    let folder = Folder::new("first-day");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    fs::write(folder.0.join("年会通知.txt"), WORD_FILE).expect("writing");
    let out = gongbao(&folder.0, &["import", "年会通知.txt", "--into", "通知公告"]);
    let said = text(&out.stdout) + &text(&out.stderr);
    assert_eq!(said.replace(".txt", ".docx").trim_end(), shown[1]);
    let made = fs::read_to_string(folder.0.join("content/notices/mxf-2026-2.md")).expect("a file");
    assert!(made.starts_with(shown[2]), "{made}");

    // The document as corrected by hand, without one of its attachments.
    fs::remove_file(folder.0.join("content/notices/mxf-2026-2.md")).expect("removing");
    let bundle = folder.0.join("content/notices/mxf-2026-2");
    fs::create_dir(&bundle).expect("a folder");
    fs::write(bundle.join("index.md"), blocks(&page, "markdown")[0]).expect("writing");
    for name in ["参会回执.docx", "huichang.jpg"] {
        fs::write(bundle.join(name), "a file").expect("writing");
    }
    let checked = text(&gongbao(&folder.0, &["check", "content/notices/mxf-2026-2"]).stderr);
    let fault = shown.iter().find(|block| block.starts_with("错误[")).expect("a fault");
    assert!(checked.starts_with(fault), "{checked}");
    fs::write(bundle.join("名额分配表.xlsx"), "a file").expect("writing");
    let checked = text(&gongbao(&folder.0, &["check", "content/notices/mxf-2026-2"]).stderr);
    assert!(checked.contains("没有发现问题"), "{checked}");
}

/// Settings are shown on the pages for administrators.
#[test]
fn every_setting_shown_is_valid() {
    let mut count = 0;
    for (path, page) in pages() {
        if !path.starts_with("docs/handbook/content/portal") {
            continue;
        }
        for example in blocks(&page, "yaml").into_iter().filter(|yaml| !yaml.starts_with("---")) {
            let typed =
                |name: &str| example.lines().any(|line| line.split(':').next() == Some(name));
            let given = |name: &str| {
                let key = config::KEYS.iter().find(|key| key.name == name).expect(name);
                typed(key.name) || typed(key.zh)
            };
            let mut settings = format!("{example}\n");
            for (name, line) in [
                ("title", "title: 某某协会\n"),
                ("base_url", "base_url: https://portal.test/\n"),
                ("issuers", "issuers: [{name: 某某协会, code: 某协发, slug: mxf}]\n"),
            ] {
                if !given(name) {
                    settings.push_str(line);
                }
            }
            let logo = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48'/>";
            let mut site = Site::empty()
                .edit("site.yaml", &settings)
                .edit("content/notices/_index.md", "---\ntitle: 通知公告\n---\n")
                .edit("content/about/_index.md", "---\ntitle: 关于\nkind: page\n---\n")
                .edit("content/about/site.md", "---\ntitle: 本站说明\n---\n\n说明。\n");
            for name in ["logo.svg", "logo-dark.svg", "wechat.png"] {
                site = site.bytes(&format!("static/{name}"), logo);
            }
            let (ids, report) = faults_of(site.on("2026-11-22"), "site.yaml");
            let ids: Vec<_> = ids.into_iter().filter(|id| *id != "base-url-example").collect();
            assert_eq!(ids, [""; 0], "{}:\n{settings}\n{report}", path.display());
            count += 1;
        }
    }
    assert!(count >= 5, "{count} settings");
}

/// Returns what is called in a text: the words behind each `gongbao`.
fn calls(page: &str) -> Vec<Vec<String>> {
    let mut calls = Vec::new();
    let mut in_block = false;
    for line in page.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
            continue;
        }
        let code: Vec<&str> =
            if in_block { vec![line] } else { line.split('`').skip(1).step_by(2).collect() };
        for code in code.iter().filter_map(|code| code.strip_prefix("gongbao ")) {
            let end = code.find(['>', '；', '（']).unwrap_or(code.len());
            calls.push(code[..end].split_whitespace().map(str::to_owned).collect());
        }
    }
    calls
}

#[test]
fn every_command_and_option_shown_exists() {
    let program = cli::command(Language::English);
    let mut count = 0;
    for (path, page) in pages() {
        for call in calls(&page) {
            let mut command: &Command = &program;
            for word in &call {
                if let Some(option) = word.strip_prefix("--") {
                    let name = option.split('=').next().unwrap_or_default();
                    let known = |command: &Command| {
                        command.get_arguments().any(|argument| argument.get_long() == Some(name))
                    };
                    assert!(known(command) || known(&program), "{}: {call:?}", path.display());
                } else if let Some(below) = command.find_subcommand(word) {
                    command = below;
                } else {
                    assert!(!command.is_subcommand_required_set(), "{}: {call:?}", path.display());
                }
            }
            count += 1;
        }
    }
    assert!(count > 40, "{count} calls");
}
