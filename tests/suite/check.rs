//! `gongbao check` on the command line: paths, the list of edits, the order of diagnostics.

use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::path::Path;

const DAY: &[&str] = &["--date", "2026-11-22"];

fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    for (name, front) in [
        ("bad", "title：关于开会的通知\nnumber: 某协发[2026]第0９号\ndate: 2026/5/8"),
        ("worse", "title: 关于换届的通知\ndate: 2026-13-40\nissuer: 某某协会"),
    ] {
        let path = folder.0.join(format!("site/content/notices/{name}.md"));
        fs::write(path, format!("---\n{front}\n---\n\n正文。\n")).expect("writing");
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let out = gongbao(folder, &[&["check"], arguments, DAY].concat());
    (out.status.code(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn named_files_are_found_from_the_working_directory_or_the_root() {
    let folder = site("check-files");
    let root = folder.0.join("site");
    for (from, arguments) in [
        (root.clone(), vec!["content/notices/worse.md"]),
        (root.join("content/notices"), vec!["--root", "../..", "worse.md"]),
        (folder.0.clone(), vec!["--root", "site", "content/notices/worse.md"]),
        (folder.0.clone(), vec!["site/content/notices/../notices/worse.md", "--root", "./site"]),
    ] {
        let (code, _, diagnostics) = check(&from, &arguments);
        assert_eq!(code, Some(1), "{arguments:?} {diagnostics}");
        assert!(
            diagnostics.contains("notices/worse.md:3:7") && !diagnostics.contains("notices/bad.md"),
            "{diagnostics}"
        );
        assert!(diagnostics.contains("其他文件里还有 "), "{diagnostics}");
    }
    let (code, _, diagnostics) = check(&root, &["content/notices"]);
    assert!(
        code == Some(1) && diagnostics.contains("worse.md") && diagnostics.contains("bad.md"),
        "{diagnostics}"
    );
    let (code, _, diagnostics) = check(&root, &["content/notices/nothing.md"]);
    assert_eq!(
        (code, diagnostics.as_str()),
        (Some(2), "出错了：站点里没有这个文件：content/notices/nothing.md\n")
    );
    let (_, json, _) = check(&root, &["content/notices/worse.md", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let files = json.as_array().expect("a list").iter().map(|diagnostic| &diagnostic["file"]);
    assert!(
        files.clone().count() > 0 && files.clone().all(|f| f == "content/notices/worse.md"),
        "{json}"
    );
}

#[test]
fn every_edit_is_listed_and_a_dry_run_changes_nothing() {
    let folder = site("check-edits");
    let root = folder.0.join("site");
    let path = root.join("content/notices/bad.md");
    let before = fs::read_to_string(&path).expect("the document");
    let (code, out, diagnostics) = check(&root, &["--fix", "--dry-run", "content/notices/bad.md"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert_eq!(fs::read_to_string(&path).expect("the document"), before);
    let lines = [
        "content/notices/bad.md:2  title： → title:␣\n",
        "content/notices/bad.md:3  number: 某协发[2026]第0９号 → number: 某协发〔2026〕9号\n",
        "content/notices/bad.md:4  date: 2026/5/8 → date: 2026-05-08\n",
    ];
    for line in lines {
        assert!(diagnostics.contains(line), "{line} in {diagnostics}");
    }
    assert!(diagnostics.contains("可以改好 3 处；这次什么也没有改\n"), "{diagnostics}");
    assert!(diagnostics.contains("其中 "), "{diagnostics}");

    let (_, _, diagnostics) = check(&root, &["--fix", "content/notices/bad.md"]);
    for line in lines {
        assert!(diagnostics.contains(line), "{line} in {diagnostics}");
    }
    assert!(
        diagnostics.contains("改好了 3 处\n") && !diagnostics.contains("其中 "),
        "{diagnostics}"
    );
    let after = fs::read_to_string(&path).expect("the document");
    assert_eq!(
        after,
        "---\ntitle: 关于开会的通知\nnumber: 某协发〔2026〕9号\ndate: 2026-05-08\n---\n\n正文。\n"
    );
}

#[test]
fn fix_changes_only_the_named_files() {
    let folder = site("check-named");
    let root = folder.0.join("site");
    let before = fs::read_to_string(root.join("content/notices/bad.md")).expect("the document");
    check(&root, &["--fix", "content/notices/worse.md"]);
    let after = fs::read_to_string(root.join("content/notices/bad.md")).expect("the document");
    assert_eq!(after, before);
}

#[test]
fn errors_come_last_and_repeated_warnings_are_counted() {
    let folder = site("check-order");
    let root = folder.0.join("site");
    for day in 1..=9 {
        let front = format!("title: 关于第{day}次会议的通知\ndate: 2026/5/{day}\nissuer: 某某协会");
        fs::write(
            root.join(format!("content/notices/x{day}.md")),
            format!("---\n{front}\n---\n\n正文。\n"),
        )
        .expect("writing");
    }
    let (_, _, diagnostics) = check(&root, &[]);
    let last_warning = diagnostics.rfind("警告[").expect("a warning");
    assert!(last_warning < diagnostics.find("错误[").expect("an error"), "{diagnostics}");
    assert_eq!(diagnostics.matches("警告[date-form]").count(), 5, "{diagnostics}");
    assert!(diagnostics.contains("另有 5 处相同"), "{diagnostics}");
    // The line below it names `gongbao explain`.
    let last = diagnostics.lines().rev().nth(1).expect("a line");
    assert!(
        last.starts_with("其中 ") && last.ends_with("可以自动改好：gongbao check --fix"),
        "{diagnostics}"
    );
    let (_, _, all) = check(&root, &["--all"]);
    assert_eq!(all.matches("警告[date-form]").count(), 10, "{all}");
    let (_, github, _) = check(&root, &["--format", "github"]);
    assert_eq!(github.matches("title=date-form").count(), 10, "{github}");
}

#[test]
fn annotations_name_files_relative_to_the_repository() {
    let folder = site("check-annotations");
    fs::create_dir_all(folder.0.join(".git")).expect("a folder");
    fs::rename(folder.0.join("site"), folder.0.join(".portal")).expect("renaming");
    let below = folder.0.join("sub");
    fs::create_dir_all(&below).expect("a folder");
    let portal = folder.0.join(".portal");
    for (from, root) in [
        (&folder.0, ".portal"),
        (&folder.0, "./.portal/"),
        (&below, "../.portal"),
        (&portal, "."),
        (&portal, portal.to_str().expect("a name")),
    ] {
        let (_, github, _) = check(from, &["--root", root, "--format", "github"]);
        assert!(
            github.contains("::error file=.portal/content/notices/worse.md,line=3,"),
            "{root}: {github}"
        );
        let (_, sarif, _) = check(from, &["--root", root, "--format", "sarif"]);
        assert!(sarif.contains("\"uri\": \".portal/content/notices/worse.md\""), "{root}: {sarif}");
        assert!(!sarif.contains("\"uri\": \"content/"), "{root}: {sarif}");
    }
}
