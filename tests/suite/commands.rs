//! The program on the command line.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("gongbao-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn gongbao(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(arguments)
        .current_dir(folder)
        .env("LANG", "zh_CN.UTF-8")
        .env("LC_ALL", "zh_CN.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn timings_name_every_stage() {
    let folder = Folder::new("timings");
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    let build = |more: &[&str]| {
        let arguments = [&["build", "--lang", "en", "--date", "2026-11-22"], more].concat();
        text(&gongbao(&folder.0.join("site"), &arguments).stderr)
    };
    let is_stage = |line: &&str| line.contains(" 0.") && !line.contains("documents");
    let report = build(&["--timings"]);
    let stages: Vec<&str> = report.lines().filter(is_stage).collect();
    let names = stages.iter().map(|line| line.split(" 0.").next().unwrap_or_default());
    let expected = [
        "read",
        "parse",
        "file",
        "compose",
        "link",
        "pictures",
        "render",
        "other files",
        "search",
        "publish",
    ];
    assert!(names.eq(expected), "{report}");
    assert!(stages[1].ends_with(" s (9)"), "{report}");
    assert!(!build(&[]).lines().any(|line| line.starts_with("render ")));
}

#[test]
fn new_site_builds_and_accepts_a_new_document() {
    let folder = Folder::new("init");
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    let site = folder.0.join("site");
    let built = gongbao(&site, &["build", "--date", "2026-11-22"]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    // The sample documents and the example address are each reported once.
    let diagnostics = text(&built.stderr);
    for id in ["base-url-example", "sample-left"] {
        assert!(diagnostics.contains(&format!("[{id}]")), "{diagnostics}");
    }
    let given = ["build", "--date", "2026-11-22", "--base-url", "https://portal.test/"];
    for name in ["notices/mxf-2026-1.md", "about/site.md"] {
        let path = site.join("content").join(name);
        let sample = fs::read_to_string(&path).expect("a sample");
        let own: Vec<&str> =
            sample.lines().filter(|line| !line.starts_with("# 示例文件")).collect();
        fs::write(&path, own.join("\n") + "\n").expect("a document");
    }
    let built = gongbao(&site, &given);
    assert_eq!(text(&built.stderr).lines().count(), 1, "{}", text(&built.stderr));
    assert!(site.join("public/index.html").is_file());
    assert!(site.join("public/.gitignore").is_file());

    let next = gongbao(&site, &["number", "next", "--date", "2026-11-22"]);
    let next = text(&next.stdout).trim().to_owned();
    let made = gongbao(
        &site,
        &["new", "notices", "关于召开：年会的通知", "--number", "next", "--date", "2026-11-22"],
    );
    assert!(made.status.success(), "{}", text(&made.stderr));
    let path = site.join(text(&made.stdout).trim());
    assert!(
        fs::read_to_string(&path).expect("the document").contains(&format!("number: {next}\n"))
    );
    let again = gongbao(&site, &["number", "next", "--date", "2026-11-22"]);
    assert_ne!(text(&again.stdout).trim(), next);
    let checked = gongbao(&site, &["check", "--drafts", "--date", "2026-11-22"]);
    assert!(checked.status.success(), "{}", text(&checked.stderr));
}

#[test]
fn failed_build_leaves_the_published_site_unchanged() {
    let folder = Folder::new("errors");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    assert!(gongbao(&folder.0, &["build"]).status.success());
    let before = snapshot(&folder.0.join("public"));
    fs::write(folder.0.join("content/notices/bad.md"), "---\ntitle：坏\n---\n").expect("writing");
    let failed = gongbao(&folder.0, &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(
        text(&failed.stderr).contains("content/notices/bad.md:2:6"),
        "{}",
        text(&failed.stderr)
    );
    assert!(before == snapshot(&folder.0.join("public")));
    assert!(!folder.0.join(".public.gongbao-staging").exists());
}

fn snapshot(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(snapshot(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            files.push((path, bytes));
        }
    }
    files.sort();
    files
}

#[test]
fn check_writes_every_format_and_applies_fixes() {
    let folder = Folder::new("check");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let path = folder.0.join("content/notices/bad.md");
    fs::write(
        &path,
        "---\ntitle：关于开会的通知\nnumber: 鲁医协法[2026]1号\ndate: 2026/5/8\n---\n",
    )
    .expect("writing");
    let json = gongbao(&folder.0, &["check", "--format", "json"]);
    assert_eq!(json.status.code(), Some(1));
    let diagnostics: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let ids: Vec<&str> =
        diagnostics.as_array().expect("a list").iter().filter_map(|d| d["id"].as_str()).collect();
    assert!(ids.contains(&"yaml-wide-colon") && ids.contains(&"code-unknown"), "{ids:?}");
    let github = text(&gongbao(&folder.0, &["check", "--format", "github"]).stdout);
    assert!(github.contains("::error file=content/notices/bad.md,line=2,"), "{github}");
    let sarif = gongbao(&folder.0, &["check", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_slice(&sarif.stdout).expect("SARIF");
    assert_eq!(sarif["version"], "2.1.0");
    let english = gongbao(&folder.0, &["check", "--lang", "en"]);
    assert!(
        text(&english.stderr).contains("a full-width colon follows"),
        "{}",
        text(&english.stderr)
    );
    gongbao(&folder.0, &["check", "--fix"]);
    let fixed = fs::read_to_string(&path).expect("the document");
    assert!(fixed.starts_with("---\ntitle: 关于开会的通知\n"), "{fixed}");
    assert!(fixed.contains("date: 2026-05-08"), "{fixed}");
}

#[test]
fn numbers_are_parsed_from_arguments_and_from_lines() {
    let folder = Folder::new("number");
    let out =
        gongbao(&folder.0, &["number", "parse", "鲁医协发[2026]第01号", "第3次", "t/sdha001-2026"]);
    assert_eq!(
        text(&out.stdout),
        "鲁医协发[2026]第01号\t鲁医协发〔2026〕1号\n第3次\t-\nt/sdha001-2026\tT/SDHA 001—2026\n"
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["number", "parse"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all("国发〔２０２２〕14号\r\n\n\u{feff}abc\n".as_bytes()).expect("writing");
    stdin.write_all(b"\xff\xfe\n").expect("writing");
    drop(stdin);
    let out = child.wait_with_output().expect("an end");
    let lines: Vec<String> = text(&out.stdout).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], "国发〔２０２２〕14号\t国发〔2022〕14号");
    assert!(lines[1..].iter().all(|line| line.ends_with("\t-")));
}

#[test]
fn usage_error_exits_with_two() {
    let folder = Folder::new("usage");
    for arguments in [
        &["bulid"][..],
        &["build", "--nothing"],
        &["build", "--date", "gestern"],
        &["build", "--base-url", "x"],
    ] {
        let out = gongbao(&folder.0, arguments);
        assert_eq!(out.status.code(), Some(2), "{arguments:?}: {}", text(&out.stderr));
        assert!(!out.stderr.is_empty());
    }
    // A folder without site.yaml is an error in the content.
    assert_eq!(gongbao(&folder.0, &["build"]).status.code(), Some(1));
}

#[test]
fn new_document_has_the_keys_of_its_kind() {
    let folder = Folder::new("new");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let new = |arguments: &[&str]| {
        let all = [&["new"][..], arguments, &["--date", "2026-11-22"]].concat();
        let out = gongbao(&folder.0, &all);
        assert!(out.status.success(), "{}", text(&out.stderr));
        let path = text(&out.stdout).trim().to_owned();
        let written = fs::read_to_string(folder.0.join(&path)).expect("the file");
        (path, written)
    };
    let (path, notice) = new(&["通知公告", "关于召开第四届理事会第七次全体会议暨学术年会的通知"]);
    assert_eq!(path, "content/notices/1122-zhao-kai-di-si-jie-li-shi.md");
    assert!(notice.contains("recipients: [各会员单位]") && notice.contains("date: 2026-11-22"));
    let (again, _) = new(&["notices", "关于召开第四届理事会第七次全体会议的通知"]);
    assert_eq!(again, "content/notices/1122-zhao-kai-di-si-jie-li-shi-2.md");

    let (path, first) = new(&["newsletters"]);
    assert_eq!(path, "content/newsletters/2026-1/index.md");
    assert!(first.contains("title: 会讯2026年第1期（总第1期）\n"), "{first}");
    assert!(first.contains("issue: {year: 2026, number: 1, total: 1}\n"), "{first}");
    assert!(!first.contains("recipients"), "{first}");
    let (path, second) = new(&["会讯", "第二期：\"春\" # 号"]);
    assert_eq!(path, "content/newsletters/2026-2/index.md");
    assert!(second.contains("issue: {year: 2026, number: 2, total: 2}\n"), "{second}");
    let (path, article) = new(&["newsletters/2026-2", "会长致辞"]);
    assert_eq!(path, "content/newsletters/2026-2/hui-zhang-zhi-ci.md");
    assert!(article.contains("weight: 1\n") && !article.contains("date:"), "{article}");
    let (_, article) = new(&["会讯/2026-2/", "大事记"]);
    assert!(article.contains("weight: 2\n"), "{article}");

    let (_, report) = new(&["reports", "2026年工作报告"]);
    assert!(!report.contains("recipients") && report.contains("# summary: "), "{report}");
    let (_, call) = new(&["倡议", "'健康'中国: 我们的倡议"]);
    let title = "title: '''健康''中国: 我们的倡议'";
    assert!(call.contains("# deadline: ") && call.contains(title), "{call}");
    let (_, page) = new(&["about", "联系我们"]);
    assert!(!page.contains("date:") && !page.contains("issuer:"), "{page}");

    let checked = gongbao(&folder.0, &["check", "--drafts", "--date", "2026-11-22"]);
    assert!(checked.status.success(), "{}", text(&checked.stderr));

    let refused = gongbao(&folder.0, &["new", "通告", "甲"]);
    let said = text(&refused.stderr);
    assert!(said.contains("没有分类 通告") && said.contains("通知公告（notices）"), "{said}");
}

#[test]
fn new_document_uses_the_key_language_of_its_category() {
    let folder = Folder::new("new-zh");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let front = "---\n标题: 会讯\n成文日期: 2026-01-02\n期号: 2025年第2期（总第34期）\n---\n";
    fs::create_dir_all(folder.0.join("content/newsletters/2025-2")).expect("a folder");
    fs::write(folder.0.join("content/newsletters/2025-2/index.md"), front).expect("writing");
    let made = gongbao(&folder.0, &["new", "会讯", "--date", "2026-11-22"]);
    let path = folder.0.join(text(&made.stdout).trim());
    let written = fs::read_to_string(path).expect("the file");
    assert!(written.contains("期号: 2026年第1期（总第35期）\n草稿: 是\n"), "{written}");
    assert!(text(&made.stderr).contains("草稿: 是"), "{}", text(&made.stderr));

    // A newsletter without total numbers does not get them.
    let uncounted = front.replace("（总第34期）", "");
    fs::write(folder.0.join("content/newsletters/2025-2/index.md"), uncounted).expect("writing");
    fs::remove_dir_all(folder.0.join("content/newsletters/2026-1")).expect("removing");
    let made = gongbao(&folder.0, &["new", "会讯", "--date", "2026-11-22"]);
    let path = folder.0.join(text(&made.stdout).trim());
    let written = fs::read_to_string(path).expect("the file");
    assert!(written.contains("期号: 2026年第1期\n"), "{written}");
}

#[test]
fn output_folder_with_foreign_files_is_refused() {
    let folder = Folder::new("foreign");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    fs::create_dir(folder.0.join("photos")).expect("a folder");
    fs::write(folder.0.join("photos/wedding.jpg"), b"precious").expect("writing");
    let out = gongbao(&folder.0, &["build", "--output", "photos"]);
    assert_eq!(out.status.code(), Some(2));
    assert_eq!(fs::read(folder.0.join("photos/wedding.jpg")).expect("still there"), b"precious");
    assert_eq!(fs::read_dir(folder.0.join("photos")).expect("a folder").count(), 1);
}

#[test]
fn build_takes_a_moment_and_reports_waiting_documents() {
    let folder = Folder::new("moment");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let front = "---\ntitle: 关于开会的通知\ndate: 2026-11-30\npublished: 2026-12-01 10:00\n---\n\n正文。\n";
    fs::write(folder.0.join("content/notices/later.md"), front).expect("writing");
    let made = gongbao(&folder.0, &["new", "notices", "草稿一份", "--date", "2026年11月22日"]);
    assert!(text(&made.stderr).contains("删去 draft: true 那一行"), "{}", text(&made.stderr));
    for (date, waits) in [
        ("2026-11-30", true),
        ("2026-12-01T09:59", true),
        ("2026-12-01 01:59Z", true),
        ("2026-12-01T02:00Z", false),
        ("2026-12-01T10:00", false),
        ("2026年12月1日", false),
        ("2026/12/1", false),
    ] {
        let built = gongbao(&folder.0, &["build", "--date", date]);
        let diagnostics = text(&built.stderr);
        assert!(built.status.success(), "{date}: {diagnostics}");
        let line = if waits {
            "另有 1 份待发布、1 份草稿没有发布；下一份 2026-12-01 10:00"
        } else {
            "另有 1 份草稿没有发布\n"
        };
        assert!(diagnostics.contains(line), "{date}: {diagnostics}");
        let english = gongbao(&folder.0, &["build", "--lang", "en", "--date", date]);
        assert!(text(&english.stderr).contains("not published: 1 "), "{}", text(&english.stderr));
    }
    for (date, zh, en) in [
        ("gestern", "“gestern”不是日期", "`gestern` is no date"),
        ("2026-02-30", "没有“2026-02-30”这一天", "there is no day `2026-02-30`"),
    ] {
        let refused = gongbao(&folder.0, &["build", "--date", date]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains(zh), "{}", text(&refused.stderr));
        let refused = gongbao(&folder.0, &["build", "--lang", "en", "--date", date]);
        assert!(text(&refused.stderr).contains(en), "{}", text(&refused.stderr));
    }
}

#[test]
fn control_characters_of_documents_never_reach_the_terminal() {
    let folder = Folder::new("terminal");
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    let site = folder.0.join("site");
    let evil = "\\e]0;x\\a\\e[31m\\u009b\\u202e";
    let text = format!(
        "---\ntitle: \"关于{evil}开会的通知\"\nnumber: 某协发〔2026〕2号\ndate: 2026-05-08\n\u{202e}键: x\n---\n\n正文\u{9b}。\n"
    );
    fs::write(site.join("content/notices/a\u{202e}\u{1b}[31m.md"), text).expect("a document");
    for arguments in [
        &["number", "list"][..],
        &["number", "gaps"],
        &["number", "parse", "甲\u{1b}[31m\u{202e}"],
        &["check"],
        &["check", "--format", "github"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["build"],
        &["search", "关于\u{1b}[31m"],
        &["paper", "content/notices/\u{1b}[31m\u{202e}.md"],
        &["new", "notices\u{1b}[31m", "题"],
    ] {
        let output = gongbao(&site, arguments);
        for shown in [text_of(&output.stdout), text_of(&output.stderr)] {
            let obeyed = shown.chars().find(|c| gongbao::invisible::harmful(*c).is_some());
            assert_eq!(obeyed, None, "{arguments:?}: {shown:?}");
        }
    }
    let list = gongbao(&site, &["number", "list"]);
    assert!(
        text_of(&list.stdout).contains("2号\t关于\\u{1B}]0;x\\u{7}"),
        "{}",
        text_of(&list.stdout)
    );
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
