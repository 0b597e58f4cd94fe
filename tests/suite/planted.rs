//! Links planted in a site are not followed; names that are not UTF-8 are kept.

use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};

const DAY: [&str; 2] = ["--date", "2026-11-22"];

/// A new site beside a file that must not change.
fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert!(gongbao(&folder.0, &["init", "site"]).status.success());
    fs::write(folder.0.join("victim"), "victim").expect("a file");
    fs::set_permissions(folder.0.join("victim"), fs::Permissions::from_mode(0o755))
        .expect("a mode");
    folder
}

fn is_victim_unchanged(folder: &Folder) -> bool {
    fs::read_to_string(folder.0.join("victim")).is_ok_and(|text| text == "victim")
}

#[test]
fn fix_does_not_write_through_planted_links() {
    let folder = site("planted-fix");
    let site = folder.0.join("site");
    let document = "---\ntitle: 关于测试的通知\ndate: 2026-03-15\nissuer：甲协会\n---\n\n正文\n";
    let path = site.join("content/notices/a.md");
    fs::write(&path, document).expect("a document");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    for name in [".a.md.gongbao-fix", ".a.md.tmp", ".gongbao-fix", ".gongbao.tmp"] {
        symlink("../../../victim", site.join("content/notices").join(name)).expect("a link");
    }
    gongbao(&site, &["check", "--fix", DAY[0], DAY[1]]);
    assert!(fs::read_to_string(&path).expect("the document").contains("issuer: 甲协会"));
    let metadata = path.symlink_metadata().expect("the document");
    assert!(metadata.is_file(), "a file, not a link");
    assert_eq!(metadata.permissions().mode() & 0o7777, 0o644, "not executable");
    assert!(is_victim_unchanged(&folder));
}

#[test]
fn lock_file_that_is_a_link_is_refused() {
    let folder = site("planted-lock");
    let site = folder.0.join("site");
    symlink("../victim", site.join(".public.gongbao-lock")).expect("a link");
    for (language, words) in [("zh", "是链接"), ("en", "is a link")] {
        let built = gongbao(&site, &["build", "--lang", language, DAY[0], DAY[1]]);
        assert_eq!(built.status.code(), Some(2));
        let said = text(&built.stderr);
        assert!(said.contains(".public.gongbao-lock") && said.contains(words), "{said}");
        assert!(is_victim_unchanged(&folder) && !site.join("public/index.html").exists());
    }
}

#[test]
fn output_folder_that_links_out_of_the_site_is_refused() {
    let folder = site("planted-output");
    let site = folder.0.join("site");
    fs::remove_dir_all(site.join("public")).expect("a new site's output");
    fs::create_dir(folder.0.join("elsewhere")).expect("a folder");
    symlink("../elsewhere", site.join("public")).expect("a link");
    for (language, words) in [("zh", "通向站点之外"), ("en", "leads out of the site")] {
        let built = gongbao(&site, &["build", "--lang", language, DAY[0], DAY[1]]);
        assert_eq!(built.status.code(), Some(2));
        assert!(text(&built.stderr).contains(words), "{}", text(&built.stderr));
    }
    let named = gongbao(&site, &["build", "--output", "../elsewhere", DAY[0], DAY[1]]);
    assert!(named.status.success(), "{}", text(&named.stderr));
    assert!(folder.0.join("elsewhere/index.html").is_file());
}

#[test]
fn category_that_links_out_of_the_site_is_refused_for_a_new_document() {
    let folder = site("planted-new");
    let site = folder.0.join("site");
    fs::rename(site.join("content/notices"), folder.0.join("elsewhere")).expect("a move");
    symlink("../../elsewhere", site.join("content/notices")).expect("a link");
    let before = fs::read_dir(folder.0.join("elsewhere")).expect("a folder").count();
    let made = gongbao(&site, &["new", "notices", "关于测试的通知", DAY[0], DAY[1]]);
    assert_eq!(made.status.code(), Some(2));
    assert!(text(&made.stderr).contains("content/notices"), "{}", text(&made.stderr));
    assert_eq!(fs::read_dir(folder.0.join("elsewhere")).expect("a folder").count(), before);
}

#[test]
#[cfg(target_os = "linux")]
fn folder_name_that_is_not_utf8_is_kept() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("gbk");
    let name = OsStr::from_bytes(b"\xb9\xab\xb1\xa8");
    let run = |arguments: &[&OsStr]| {
        Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(arguments)
            .current_dir(&folder.0)
            .env("LC_ALL", "zh_CN.UTF-8")
            .stdin(Stdio::null())
            .output()
            .expect("the program runs")
    };
    let word = OsStr::new;
    assert!(run(&[word("init"), name]).status.success());
    assert!(folder.0.join(name).join("site.yaml").is_file());
    let built = run(&[word("build"), word("--root"), name, word("--date"), word("2026-11-22")]);
    assert!(built.status.success(), "{}", text(&built.stderr));
    assert!(folder.0.join(name).join("public/index.html").is_file());
    assert_eq!(
        fs::read_dir(&folder.0).expect("a folder").count(),
        1,
        "no other folder was created"
    );

    let asked = run(&[word("check"), word("--date"), name]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(text(&asked.stderr).contains("读不懂的字"), "{}", text(&asked.stderr));
}
