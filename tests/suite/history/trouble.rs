//! Dates that history contradicts, and repositories that have no history to show or mean harm.

use super::dates_of;
use super::repository::{Repository, build, git, notice};
use crate::commands::Folder;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn publication_long_before_the_commit_is_reported() {
    let site = Repository::new("claimed", ".", "history: true");
    site.commit("2026-01-01");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01\npublished: 2026-03-01"));
    // Within a week, and with a date that says nothing of publication.
    site.write("content/notices/b.md", &notice(2, "date: 2026-03-01\npublished: 2026-03-08"));
    site.write("content/notices/c.md", &notice(3, "date: 2026-01-01"));
    site.commit("2026-03-15");
    let found = site.check();
    assert_eq!(found.matches("\"published-before-commit\"").count(), 1, "{found}");
    assert!(found.contains("早 14 天") && found.contains("content/notices/a.md"), "{found}");
    let allowed =
        notice(1, "date: 2026-03-01\npublished: 2026-03-01 # check: allow published-before-commit");
    site.write("content/notices/a.md", &allowed);
    let found = site.check();
    assert!(!found.contains("published-before-commit"), "{found}");
}

#[test]
fn an_archive_that_was_moved_here_is_not_doubted() {
    let old = |number| notice(number, "date: 2026-03-01\npublished: 2026-03-01");
    let at_once = Repository::new("archive", ".", "history: true");
    for number in 1..=11 {
        at_once.write(&format!("content/notices/{number}.md"), &old(number));
    }
    at_once.commit("2026-06-01");
    let found = at_once.check();
    assert!(!found.contains("published-before-commit"), "{found}");

    let one_by_one = |settings: &str| {
        let site = Repository::new("archive", ".", settings);
        site.commit("2026-01-01");
        for (number, day) in [(1, "2026-06-01"), (2, "2026-08-01")] {
            site.write(&format!("content/notices/{number}.md"), &old(number));
            site.commit(day);
        }
        site.check().matches("\"published-before-commit\"").count()
    };
    assert_eq!(one_by_one("history: true"), 2);
    assert_eq!(one_by_one("history: {since: 2026-07-01}"), 1);
}

#[test]
fn a_shallow_clone_is_reported_and_shows_nothing() {
    let site = Repository::new("shallow", ".", "history: true");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
    site.commit("2026-03-02");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01\ntopics: [会议]"));
    site.commit("2026-03-03");
    let from = format!("file://{}", site.folder.0.display());
    git(&site.folder.0, "2026-03-04", &["clone", "-q", "--depth", "1", &from, "copy"], b"");
    let (files, report) = build(&site.folder.0.join("copy"));
    assert!(report.contains("history-shallow") && report.contains("fetch-depth: 0"), "{report}");
    assert!(dates_of(&files["lyxf/2026/1/index.html"]).is_empty());
}

#[test]
fn where_there_is_no_history_the_site_is_built_and_says_so() {
    let site = Repository::new("none", ".", "history: true");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
    let (files, report) = site.build();
    assert!(report.contains("history-missing") && report.contains("还没有提交"), "{report}");
    assert!(files.contains_key("lyxf/2026/1/index.html"));
    site.commit("2026-03-02");
    site.write("content/notices/b.md", &notice(2, "date: 2026-03-01"));
    let (files, report) = site.build();
    assert!(!report.contains("history-"), "{report}");
    assert!(dates_of(&files["lyxf/2026/2/index.html"]).is_empty(), "b.md is not committed");

    fs::remove_dir_all(site.folder.0.join(".git")).expect("removed");
    let (_, report) = site.build();
    assert!(report.contains("不在 git 仓库里"), "{report}");
    // HEAD is no file of a repository.
    fs::write(site.folder.0.join(".git"), "gitdir: /nowhere\n").expect("a file");
    let (files, report) = site.build();
    assert!(report.contains("history-missing"), "{report}");
    assert!(files.contains_key("lyxf/2026/1/index.html"));
}

#[test]
fn without_git_only_a_site_that_asks_for_history_is_reported() {
    for (settings, is_reported) in [("history: true", true), ("", false)] {
        let site = Repository::new("no-git", ".", settings);
        site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
        let empty = Folder::new("history-empty-path");
        let built = Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(["check", "--lang", "en"])
            .current_dir(&site.site)
            .env("PATH", &empty.0)
            .output()
            .expect("the program starts");
        let report = String::from_utf8_lossy(&built.stderr).into_owned();
        assert!(built.status.success(), "{report}");
        assert_eq!(report.contains("git is not installed"), is_reported, "{report}");
    }
}

#[cfg(unix)]
#[test]
fn settings_of_a_repository_run_no_program() {
    use std::os::unix::fs::PermissionsExt;

    let site = Repository::new("hostile", ".", "history: true");
    let program = site.folder.0.join(".git/program");
    let mark = site.folder.0.join(".git/mark");
    fs::write(&program, format!("#!/bin/sh\ntouch '{}'\ncat\n", mark.display())).expect("a file");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
    site.write("content/notices/a.md", &notice(1, "date: 2026-03-01"));
    site.write(".gitattributes", "*.md diff=x filter=x\n");
    site.commit("2026-03-02");
    // A commit with a signature that would be verified.
    let raw = site.git("2026-03-03", &["cat-file", "commit", "HEAD"]);
    let parent = site.git("2026-03-03", &["rev-parse", "HEAD"]);
    let signed = raw.replacen(
        "\n\n",
        "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n",
        1,
    );
    let signed = signed.replacen("\nauthor", &format!("\nparent {parent}\nauthor"), 1) + "\n";
    let hash = git(
        &site.site,
        "2026-03-03",
        &["hash-object", "-t", "commit", "-w", "--stdin"],
        signed.as_bytes(),
    );
    site.git("2026-03-03", &["update-ref", "HEAD", &hash]);
    let program = program.to_string_lossy().into_owned();
    for name in [
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "filter.x.clean",
        "filter.x.smudge",
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "gpg.program",
        "core.sshCommand",
        "core.editor",
        "alias.log",
        "alias.rev-parse",
    ] {
        git(&site.site, "2026-03-03", &["config", name, &program], b"");
    }
    git(&site.site, "2026-03-03", &["config", "log.showSignature", "true"], b"");
    let (files, report) = site.build();
    assert!(!dates_of(&files["lyxf/2026/1/index.html"]).is_empty(), "{report}");
    assert!(!Path::new(&mark).exists(), "a program of the repository was run");
    // The signature is one: git runs the program where it may.
    let shown = Command::new("git").args(["log", "-1"]).current_dir(&site.site).output();
    assert!(shown.expect("git").status.success());
    assert!(mark.exists(), "the test does not lay its trap");
}
