//! `gongbao theme list` and `gongbao theme copy FILE`.

use crate::commands::{Folder, gongbao, text};
use std::fs;

#[test]
fn copied_file_of_the_theme_stands_in_for_it() {
    let folder = Folder::new("theme-copy");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let official = fs::read_to_string("themes/official/templates/shared/footer.html").expect("it");
    let copied = gongbao(&folder.0, &["theme", "copy", "footer.html"]);
    assert!(copied.status.success(), "{}", text(&copied.stderr));
    let path = text(&copied.stdout).trim().to_owned();
    assert!(path.ends_with("templates/shared/footer.html"), "{path}");
    let path = folder.0.join("templates/shared/footer.html");
    assert_eq!(fs::read_to_string(&path).expect("the copy"), official);
    fs::write(&path, official.replace("<footer", "<p>改过</p><footer")).expect("writing");
    assert!(gongbao(&folder.0, &["build"]).status.success());
    let page = fs::read_to_string(folder.0.join("public/index.html")).expect("the page");
    assert!(page.contains("<p>改过</p>"));
    // What was changed is never overwritten.
    let again = gongbao(&folder.0, &["theme", "copy", "shared/footer.html"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(fs::read_to_string(&path).expect("the copy").contains("改过"));
}

#[test]
fn names_of_files_are_listed_found_by_their_end_and_corrected() {
    let folder = Folder::new("theme-list");
    let nowhere = gongbao(&folder.0, &["theme", "list"]);
    assert_eq!(nowhere.status.code(), Some(1), "{}", text(&nowhere.stderr));
    assert!(text(&nowhere.stderr).contains("site-missing"));
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let list = text(&gongbao(&folder.0, &["theme", "list"]).stdout);
    for name in ["templates/base.html", "static/site.css", "i18n/zh-CN.yaml", "static/search/ui.js"]
    {
        assert!(list.lines().any(|line| line == name), "{name}\n{list}");
    }
    assert!(list.lines().all(|line| !line.starts_with("search/")), "{list}");
    for (typed, zh, en) in [
        ("foter.html", "是不是 footer.html？", "did you mean footer.html?"),
        (
            "templates/pages.html",
            "是不是 templates/page.html？",
            "did you mean templates/page.html?",
        ),
        (
            "../../etc/passwd",
            "gongbao theme list 列出全部文件",
            "gongbao theme list lists its files",
        ),
        (
            "changes.html",
            "不止一个：templates/changes.html、templates/components/changes.html",
            "type one in full",
        ),
    ] {
        let wrong = gongbao(&folder.0, &["theme", "copy", typed]);
        assert_eq!(wrong.status.code(), Some(2), "{typed}");
        assert!(text(&wrong.stderr).contains(zh), "{}", text(&wrong.stderr));
        let english = text(&gongbao(&folder.0, &["theme", "copy", typed, "--lang", "en"]).stderr);
        assert!(english.contains(en), "{english}");
    }
    assert!(!folder.0.join("templates").exists());
}

#[test]
fn file_of_the_sites_own_theme_is_copied_before_the_official_one() {
    let folder = Folder::new("theme-own");
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let settings = fs::read_to_string(folder.0.join("site.yaml")).expect("settings");
    let settings = settings.replace("theme: official", "theme: own");
    fs::write(folder.0.join("site.yaml"), settings).expect("writing");
    fs::create_dir_all(folder.0.join("themes/own/static")).expect("a folder");
    fs::write(folder.0.join("themes/own/static/site.css"), "own{}").expect("writing");
    for name in ["site.css", "print.css"] {
        assert!(gongbao(&folder.0, &["theme", "copy", name]).status.success());
    }
    let read = |name: &str| fs::read_to_string(folder.0.join("static").join(name)).expect(name);
    assert_eq!(read("site.css"), "own{}");
    assert_eq!(
        read("print.css"),
        fs::read_to_string("themes/official/static/print.css").expect("it")
    );
}
