//! `gongbao serve` while an editor works.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A preview of a new site in a temporary folder; it ends with the test.
struct Preview {
    root: PathBuf,
    host: String,
    child: Child,
}

impl Preview {
    fn start() -> Preview {
        let root = std::env::temp_dir().join(format!("gongbao-preview-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let program = env!("CARGO_BIN_EXE_gongbao");
        let made = Command::new(program)
            .arg("init")
            .arg(&root)
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .status();
        assert!(made.expect("the program runs").success());
        // Sample marks are removed, so that nothing is reported.
        for (name, sample) in [
            ("site.yaml", "example.org"),
            ("content/notices/mxf-2026-1.md", "# 示例文件：换成自己的内容，再删去这一行\n"),
            ("content/about/site.md", "# 示例文件：换成自己的内容，再删去这一行\n"),
        ] {
            let text = fs::read_to_string(root.join(name)).expect("a file");
            let own = text.replace(sample, if name == "site.yaml" { "portal.test" } else { "" });
            assert_ne!(text, own);
            fs::write(root.join(name), own).expect("writing");
        }
        let mut child = Command::new(program)
            .args(["serve", "--port", "0", "--lang", "zh", "--root"])
            .arg(&root)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let host = loop {
            let line = lines.next().expect("an address").expect("text");
            if let Some(rest) = line.split("http://").nth(1) {
                break rest.split('/').next().expect("a host").to_owned();
            }
        };
        // The rest must be read, or the program would block on a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Preview { root, host, child }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("a connection");
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host);
        stream.write_all(request.as_bytes()).expect("writing");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("reading");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Requests a page until the answer is as wanted; a busy machine takes some time to notice edits.
    fn wait_until(&self, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "still: {answer}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.root);
    }
}

#[test]
fn preview_shows_edits_and_overlays_errors() {
    let preview = Preview::start();
    let page = preview.get("/mxf/2026/1/");
    assert!(
        page.contains("关于启用出版物门户的通知") && page.contains("/__gongbao/reload.js"),
        "{page}"
    );
    assert!(preview.get("/nowhere/").starts_with("HTTP/1.1 404"));
    // 某协发(2026)第01号, as an address.
    let number = "/%E6%9F%90%E5%8D%8F%E5%8F%91(2026)%E7%AC%AC01%E5%8F%B7";
    let moved = preview.get(number);
    assert!(
        moved.starts_with("HTTP/1.1 307") && moved.contains("location: /mxf/2026/1/"),
        "{moved}"
    );

    let path = preview.root.join("content/notices/mxf-2026-1.md");
    let text = fs::read_to_string(&path).expect("the document");
    fs::write(&path, text.replace("关于启用", "关于试用")).expect("writing");
    preview.wait_until("/mxf/2026/1/", |page| page.contains("关于试用出版物门户的通知"));

    fs::write(&path, text.replace("title: ", "title：")).expect("writing");
    let covered = preview.wait_until("/mxf/2026/1/", |page| page.contains("yaml-wide-colon"));
    assert!(
        covered.contains("关于试用出版物门户的通知"),
        "the last valid page stays below: {covered}"
    );

    fs::write(&path, &text).expect("writing");
    preview.wait_until("/mxf/2026/1/", |page| {
        !page.contains("yaml-wide-colon") && page.contains("关于启用")
    });
    let noted = "---\ntitle: 关于草稿的通知\ndate: 2026/3/15\ndraft: true\n---\n\n正文。\n";
    fs::write(path.with_file_name("noted.md"), noted).expect("writing");
    let page = preview.wait_until("/mxf/2026/1/", |page| page.contains("gongbao-notes"));
    assert!(page.contains("1 个提醒") && page.contains("date-form"), "{page}");
    assert!(!page.contains("gongbao-faults"), "warnings do not cover the page: {page}");
    assert!(preview.get("/notices/").contains("badge-draft"));

    // Pages are made when they are asked for; the fault of a template is found all the same.
    let template = preview.root.join("templates/section.html");
    fs::create_dir_all(preview.root.join("templates")).expect("a folder");
    fs::write(&template, "<body>{{ section.nothing.here }}</body>").expect("writing");
    let covered = preview.wait_until("/mxf/2026/1/", |page| page.contains("template-fault"));
    assert!(
        covered.contains("关于启用") && covered.contains("templates/section.html:1"),
        "{covered}"
    );
    let broken = preview.get("/notices/");
    assert!(broken.starts_with("HTTP/1.1 500") && broken.contains("template-fault"), "{broken}");
    fs::remove_file(&template).expect("removing");
    preview.wait_until("/notices/", |page| page.contains("badge-draft"));
    assert!(!preview.get("/mxf/2026/1/").contains("template-fault"));

    // So is what is no fault of the content.
    let settings = preview.root.join("site.yaml");
    let kept = preview.root.join("kept.yaml");
    fs::rename(&settings, &kept).expect("renaming");
    std::os::unix::fs::symlink("/etc/hostname", &settings).expect("a link");
    let covered = preview.wait_until("/mxf/2026/1/", |page| page.contains("网站没有重新生成"));
    assert!(covered.contains("site.yaml") && covered.contains("关于启用"), "{covered}");
    fs::rename(&kept, &settings).expect("renaming");
    preview.wait_until("/mxf/2026/1/", |page| !page.contains("网站没有重新生成"));

    fs::rename(&path, path.with_file_name("renamed.md")).expect("renaming");
    preview.wait_until("/mxf/2026/1/", |page| page.starts_with("HTTP/1.1 200"));
    assert!(!preview.root.join("public/index.html").exists(), "serve writes nothing");
}
