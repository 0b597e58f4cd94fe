//! The command on a site on disk.

use super::word_file::{WordFile, centered, line, paragraph, right, run};
use crate::commands::{Folder, gongbao, text};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A new site with the issuers of the notices below.
fn site(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert!(gongbao(&folder.0, &["init", "."]).status.success());
    let settings = "title: 门户\nbase_url: https://portal.test/\nissuers:\n  - {name: 山东省医院协会, code: 鲁医协发, slug: lyxf}\n";
    fs::write(folder.0.join("site.yaml"), settings).expect("writing");
    fs::remove_file(folder.0.join("content/notices/mxf-2026-1.md")).expect("the sample");
    folder
}

/// A notice with a picture, and an attachment of its own.
fn notice() -> Vec<u8> {
    let picture = r#"<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r>"#;
    let body = [
        centered("山东省医院协会文件"),
        centered("鲁医协发〔2026〕1号"),
        centered("关于召开年会的通知"),
        line("各会员单位："),
        line("现将有关事项通知如下。"),
        line("一、时间地点"),
        line("会议于五月在济南召开，请*准时*参加。"),
        paragraph("", picture),
        line("附件：会议日程"),
        right("山东省医院协会"),
        right("2026年5月8日"),
        line("（此件公开发布）"),
        line("附件"),
        centered("会议日程"),
        line("上午报到，下午开会。"),
    ];
    WordFile::new(&body.concat()).file("p1", "image", "media/a.png", b"png").bytes()
}

fn check(site: &Path) -> Output {
    gongbao(site, &["check", "--date", "2026-11-22"])
}

#[test]
fn imported_notice_passes_the_check_and_is_published_when_it_is_released() {
    let site = site("import");
    fs::write(site.0.join("年会.docx"), notice()).expect("writing");
    let done = gongbao(&site.0, &["import", "年会.docx", "--into", "通知公告"]);
    let said = text(&done.stderr);
    assert!(done.status.success(), "{said}");
    let paths: Vec<String> = text(&done.stdout).lines().map(str::to_owned).collect();
    let expected = [
        "content/notices/lyxf-2026-1/index.md",
        "content/notices/lyxf-2026-1/picture-1.png",
        "content/notices/lyxf-2026-1-fu-jian-1.md",
    ];
    assert_eq!(paths, expected, "{said}");
    let written = fs::read_to_string(site.0.join(expected[0])).expect("the notice");
    let front = "---\ntitle: 关于召开年会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\nrecipients: [各会员单位]\n\
        attachments: [{title: 会议日程, document: notices/lyxf-2026-1-fu-jian-1.md}]\nnote: 此件公开发布\ndraft: true\n---\n\n";
    assert_eq!(written.split("现将").next(), Some(front));
    assert!(said.contains("标题《关于召开年会的通知》") && said.contains("请写说明"), "{said}");
    // Nothing is published before an editor says so.
    assert!(gongbao(&site.0, &["build", "--date", "2026-11-22"]).status.success());
    assert!(!site.0.join("public/lyxf/2026/1/index.html").exists());
    for path in [expected[0], expected[2]] {
        let draft = fs::read_to_string(site.0.join(path)).expect("a draft");
        fs::write(site.0.join(path), draft.replace("draft: true\n", "")).expect("writing");
    }
    let checked = check(&site.0);
    assert!(checked.status.success(), "{}", text(&checked.stderr));
    assert!(gongbao(&site.0, &["build", "--date", "2026-11-22"]).status.success());
    let page = fs::read_to_string(site.0.join("public/lyxf/2026/1/index.html")).expect("a page");
    assert!(page.contains("请*准时*参加") && page.contains("会议日程"));
}

#[test]
fn nothing_is_overwritten_and_a_number_in_use_is_a_guess() {
    let site = site("import-twice");
    fs::write(site.0.join("a.docx"), notice()).expect("writing");
    let import = || gongbao(&site.0, &["import", "a.docx", "--into", "notices"]);
    assert!(import().status.success());
    let first = fs::read(site.0.join("content/notices/lyxf-2026-1/index.md")).expect("a draft");
    let again = import();
    assert!(text(&again.stdout).contains("content/notices/lyxf-2026-1-2/index.md"));
    assert!(text(&again.stderr).contains("站点里已经有 鲁医协发〔2026〕1号"));
    let second = fs::read_to_string(site.0.join("content/notices/lyxf-2026-1-2/index.md"));
    assert!(second.expect("a draft").contains("\n# number: 鲁医协发〔2026〕1号\n"));
    assert_eq!(
        fs::read(site.0.join("content/notices/lyxf-2026-1/index.md")).expect("a draft"),
        first
    );
}

#[test]
fn print_writes_to_stdout_alone() {
    let site = site("import-print");
    fs::write(site.0.join("a.txt"), "关于开会的倡议书\n各会员单位：\n请参加会议。\n")
        .expect("writing");
    let printed = gongbao(&site.0, &["import", "a.txt", "--print", "--lang", "en"]);
    let expected = "---\ntitle: 关于开会的倡议书\n# date:\n# issuer: 山东省医院协会\nrecipients: [各会员单位]\ndraft: true\n---\n\n请参加会议。\n";
    assert_eq!(text(&printed.stdout), expected);
    assert!(text(&printed.stderr).contains("guessed by the genre: initiatives"));
    assert!(!site.0.join("content/initiatives/kai-hui-de-chang-yi-shu.md").exists());
    let quiet = gongbao(&site.0, &["import", "a.txt", "--print", "--quiet"]);
    assert!(quiet.stderr.is_empty());
}

#[test]
fn missing_programs_are_named() {
    let site = site("import-programs");
    fs::write(site.0.join("a.doc"), b"\xd0\xcf\x11\xe0").expect("writing");
    fs::write(site.0.join("a.pdf"), b"%PDF-1.4").expect("writing");
    for (file, program, variable) in
        [("a.doc", "LibreOffice", "SOFFICE"), ("a.pdf", "pdftotext", "PDFTOTEXT")]
    {
        let out = Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(["import", file, "--into", "notices", "--lang", "en"])
            .current_dir(&site.0)
            .env(variable, site.0.join("none"))
            .output()
            .expect("the program starts");
        let said = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{said}");
        assert!(said.contains(program) && said.contains(variable), "{said}");
    }
}

/// Installed on the machines that run the browser tests too.
fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}

#[test]
fn old_word_files_and_pdf_are_read_by_installed_programs() {
    if !is_installed("soffice") || !is_installed("pdftotext") {
        return;
    }
    let site = site("import-office");
    fs::write(site.0.join("a.docx"), notice()).expect("writing");
    for to in ["doc", "pdf"] {
        let converted = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}/profile", site.0.display()))
            .args(["--headless", "--convert-to", to, "a.docx"])
            .current_dir(&site.0)
            .output()
            .expect("the program starts");
        assert!(converted.status.success(), "{}", text(&converted.stderr));
        let name = format!("a.{to}");
        let printed = gongbao(&site.0, &["import", &name, "--into", "notices", "--print"]);
        let said = text(&printed.stdout);
        assert!(said.contains("title: 关于召开年会的通知"), "{said}{}", text(&printed.stderr));
        assert!(said.contains("number: 鲁医协发〔2026〕1号"), "{said}");
        assert!(said.contains("date: 2026-05-08"), "{said}");
        assert!(said.contains("## 一、时间地点"), "{said}");
    }
}

#[test]
fn bold_text_of_a_heading_is_written_once() {
    let site = site("import-bold");
    let body = [
        centered("关于开会的通知"),
        paragraph("", &run("<w:b/>", "一、时间")),
        line("五月八日开会。"),
    ];
    fs::write(site.0.join("a.docx"), WordFile::new(&body.concat()).bytes()).expect("writing");
    let printed = text(&gongbao(&site.0, &["import", "a.docx", "--print"]).stdout);
    assert!(printed.ends_with("---\n\n## 一、时间\n\n五月八日开会。\n"), "{printed}");
}

#[test]
fn draft_without_a_date_does_not_keep_the_site_from_being_published() {
    let site = site("import-undated");
    fs::write(
        site.0.join("通知.txt"),
        "关于召开年会的通知\n\n各会员单位：\n\n现将有关事项通知如下。\n",
    )
    .expect("writing");
    let done = gongbao(&site.0, &["import", "通知.txt", "--into", "notices"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let draft = text(&done.stdout).trim().to_owned();
    let checked = check(&site.0);
    assert!(checked.status.success() && text(&checked.stderr).contains("警告[key-missing]"));
    let build = |more: &[&str]| {
        let words = [&["build", "--date", "2026-11-22"], more].concat();
        let built = gongbao(&site.0, &words);
        assert!(built.status.success(), "{}", text(&built.stderr));
    };
    build(&[]);
    let folder = draft.replace("content", "public").replace(".md", "");
    assert!(!site.0.join(&folder).exists(), "{folder}");
    build(&["--drafts"]);
    assert!(site.0.join(&folder).exists() && !site.0.join("public/notices/0").exists(), "{folder}");
    let draft = site.0.join(draft);
    let released = fs::read_to_string(&draft).expect("the draft").replace("draft: true\n", "");
    fs::write(&draft, released).expect("writing");
    let checked = check(&site.0);
    assert!(!checked.status.success() && text(&checked.stderr).contains("错误[key-missing]"));
}
