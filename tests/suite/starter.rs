//! The files of a new site.

use crate::commands::{Folder, gongbao, text};
use crate::harness::{Outcome, Site};
use gongbao::config;
use std::fs;

/// Builds a new site with these settings.
fn starter(settings: &str) -> Outcome {
    let mut site = Site::empty().edit("site.yaml", settings);
    let mut folders = vec!["starter/content".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(name);
            } else {
                let text = fs::read_to_string(&path).expect("a text");
                site = site.edit(name.trim_start_matches("starter/"), &text);
            }
        }
    }
    let font = include_bytes!("../fixtures/box.ttf");
    let logo = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48'/>";
    for name in ["logo.svg", "logo-dark.svg", "wechat.png"] {
        site = site.bytes(&format!("static/{name}"), logo);
    }
    site.bytes("fonts/SourceHanSerif.otf", font).on("2026-11-22").build()
}

pub fn settings() -> String {
    fs::read_to_string("starter/site.yaml").expect("the settings")
}

/// Returns a commented sample line, `#icp: …` or its continuation `#  - …`, without the mark.
fn uncommented(line: &str) -> Option<String> {
    let indent = &line[..line.len() - line.trim_start().len()];
    let rest = line.trim_start().strip_prefix('#')?;
    let is_sample = !rest.starts_with(' ') || rest.starts_with("  ");
    is_sample.then(|| format!("{indent}{rest}"))
}

pub fn settings_with_all_samples() -> String {
    let settings = settings();
    let lines = settings.lines().map(|line| uncommented(line).unwrap_or(line.to_owned()) + "\n");
    lines.collect()
}

#[test]
fn every_sample_in_the_settings_of_a_new_site_is_valid() {
    let settings = settings();
    let before = starter(&settings);
    let all = settings_with_all_samples();
    assert_ne!(all, settings);
    let after = starter(&all);
    assert_eq!(after.ids(), before.ids(), "{}", after.report());
    for key in config::KEYS {
        let starts = format!("{}:", key.name);
        assert!(all.lines().any(|line| line.starts_with(&starts)), "{} has no sample", key.name);
    }
}

#[test]
fn unpublished_files_are_reported_once_for_each_reason() {
    let site = Site::with_notice()
        .bytes("content/notices/通知.md.txt", b"---\n")
        .bytes("content/reports/a.markdown", b"---\n")
        .bytes("content/notices/公告.docx", b"docx")
        .bytes("content/总结.wps", b"wps")
        .bytes("content/notices/photo.png", b"png")
        .bytes("content/notices/linked.pdf", b"pdf")
        .notice("two", "issuer: 山东省医院协会\ndate: 2026-03-15", "[全文](linked.pdf)")
        .edit(
            "content/notices/b/index.md",
            "---\ntitle: 甲\ndate: 2026-03-15\nissuer: 山东省医院协会\nattachments: [回执.docx]\n---\n\n正文。\n",
        )
        .bytes("content/notices/b/回执.docx", b"docx");
    let outcome = site.build();
    assert_eq!(outcome.ids(), ["file-format", "file-loose", "file-name"], "{}", outcome.report());
    let said = |id: &str| outcome.diagnostic(id).message.zh.clone();
    let misnamed = "：content/notices/通知.md.txt、content/reports/a.markdown";
    assert!(said("file-name").ends_with(misnamed), "{}", said("file-name"));
    assert!(said("file-format").contains("公告.docx") && said("file-format").contains("总结.wps"));
    assert!(!said("file-format").contains("回执.docx"));
    assert!(said("file-loose").ends_with("：content/notices/photo.png"), "{}", said("file-loose"));
}

#[test]
fn a_new_site_has_a_readme_and_a_workflow_and_keeps_what_was_there() {
    let folder = Folder::new("init-kept");
    fs::write(folder.0.join("README.md"), "mine").expect("writing");
    let made = gongbao(&folder.0, &["init", ".", "--lang", "en"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(text(&made.stderr).contains("README.md was there already"), "{}", text(&made.stderr));
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).expect(name);
    assert_eq!(read("README.md"), "mine");
    assert_eq!(read(".gitignore"), ".public.gongbao-*\n");
    assert_eq!(
        read(".github/workflows/publish.yml"),
        fs::read_to_string("starter/.github/workflows/publish.yml").expect("it")
    );
    let again = gongbao(&folder.0, &["init", "."]);
    assert_eq!(again.status.code(), Some(2), "a site is there already");
}

#[test]
fn workflows_name_what_they_run_and_need_no_more_rights_than_they_use() {
    for path in [
        ".github/workflows/publish.yml",
        ".github/workflows/release.yml",
        "starter/.github/workflows/publish.yml",
    ] {
        let workflow = fs::read_to_string(path).expect("a workflow");
        assert!(workflow.contains("\npermissions: {}\n"), "{path}");
        for line in workflow.lines().filter_map(|line| line.split_once("uses: ")) {
            let pin = line.1.split_once('@').expect("a version").1;
            let digest = pin.split(' ').next().unwrap_or_default();
            let is_digest = digest.len() == 40 && digest.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(is_digest && pin.contains("# v"), "{path}: {}", line.1);
        }
    }
    // What is downloaded is compared with a sum before it runs.
    for path in
        ["starter/.github/workflows/publish.yml", "docs/ci/gitlab-ci.yml", "docs/ci/woodpecker.yml"]
    {
        let workflow = fs::read_to_string(path).expect("a workflow");
        let downloads = workflow.matches("curl --fail").count();
        assert_eq!(workflow.matches("sha256sum --check --strict").count(), downloads, "{path}");
    }
}
