//! A real repository with a site, whose commits have dates of their own.

use crate::commands::{Folder, gongbao, text};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs git without the settings of this machine, and returns what it says.
pub fn git(folder: &Path, day: &str, arguments: &[&str], input: &[u8]) -> String {
    let mut git = Command::new("git")
        .args(["-c", "user.name=某人", "-c", "user.email=someone@example.org"])
        .args(["-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false"])
        .args(arguments)
        .current_dir(folder)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")])
        .envs(
            ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"]
                .map(|name| (name, format!("{day}T12:00:00+08:00"))),
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("these tests need git: install it (apt-get install git)");
    git.stdin.take().expect("a pipe").write_all(input).expect("git reads");
    let output = git.wait_with_output().expect("git ends");
    assert!(output.status.success(), "git {arguments:?}: {}", text(&output.stderr));
    text(&output.stdout).trim().to_owned()
}

pub struct Repository {
    pub folder: Folder,
    /// The folder of the site in it.
    pub site: PathBuf,
}

/// The settings of the sites, before those of the history.
pub const SITE: &str = "title: 测试门户\nbase_url: https://portal.test/\nissuers:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf}\n";

pub fn notice(number: u32, front: &str) -> String {
    format!(
        "---\ntitle: 关于第{number}件事的通知\nnumber: 鲁医协发〔2026〕{number}号\n{front}\n---\n\n第{number}件事的正文，请各单位照办。\n"
    )
}

impl Repository {
    /// A repository without commits, with a site in one of its folders (`.`, `portal`).
    pub fn new(name: &str, inside: &str, settings: &str) -> Repository {
        let folder = Folder::new(&format!("history-{name}"));
        git(&folder.0, "2026-01-01", &["init", "-q"], b"");
        let repository = Repository { site: folder.0.join(inside), folder };
        repository.write("site.yaml", &format!("{SITE}{settings}\n"));
        repository.write("content/notices/_index.md", "---\ntitle: 通知公告\nkind: notice\n---\n");
        repository
    }

    pub fn write(&self, path: &str, contents: &str) {
        let path = self.site.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, contents).expect("a file");
    }

    pub fn git(&self, day: &str, arguments: &[&str]) -> String {
        git(&self.site, day, arguments, b"")
    }

    /// Commits everything and returns the hash.
    pub fn commit(&self, day: &str) -> String {
        self.git(day, &["add", "-A", "."]);
        self.git(day, &["commit", "-q", "--allow-empty", "-m", "机密的说明"]);
        self.git(day, &["rev-parse", "HEAD"])
    }

    /// Builds the site, and returns its files as text and what was reported.
    pub fn build(&self) -> (BTreeMap<String, String>, String) {
        build(&self.site)
    }

    pub fn page(&self, number: u32) -> String {
        let (files, report) = self.build();
        let page = files.get(&format!("lyxf/2026/{number}/index.html"));
        page.unwrap_or_else(|| panic!("no page: {report}")).clone()
    }

    pub fn check(&self) -> String {
        let arguments = ["check", "--date", "2026-11-22", "--drafts", "--format", "json"];
        text(&gongbao(&self.site, &arguments).stdout)
    }
}

pub fn build(site: &Path) -> (BTreeMap<String, String>, String) {
    let output = std::env::temp_dir().join(format!(
        "gongbao-history-output-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    let _ = fs::remove_dir_all(&output);
    let built =
        gongbao(site, &["build", "--date", "2026-11-22", "--output", &output.to_string_lossy()]);
    let mut files = BTreeMap::new();
    collect(&output, &output, &mut files);
    let _ = fs::remove_dir_all(&output);
    (files, text(&built.stderr))
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
            let bytes = fs::read(&path).expect("a file");
            files.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
}
