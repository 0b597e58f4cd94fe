//! What a browser is answered, over a real connection.

use super::*;
use crate::output::OutPath;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::thread::JoinHandle;
use std::time::Duration;

struct Preview {
    site: Arc<PreviewSite>,
    port: u16,
    server: Option<JoinHandle<io::Result<()>>>,
}

struct Heard {
    status: u16,
    head: String,
    body: String,
}

impl Heard {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }
}

impl Preview {
    fn new(base: &str) -> Preview {
        let site = Arc::new(PreviewSite::new(base, "#gongbao-faults{}"));
        let listener = bind(0).unwrap();
        assert!(listener.local_addr().unwrap().ip().is_loopback());
        let port = listener.local_addr().unwrap().port();
        let shown = Arc::clone(&site);
        let server = Some(std::thread::spawn(move || serve(listener, shown)));
        Preview { site, port, server }
    }

    fn show(&self, files: &[(&str, &str)]) {
        let files = files
            .iter()
            .map(|(path, text)| (OutPath::new(path).unwrap(), text.as_bytes().to_vec()));
        self.site.show_build(files.collect::<BTreeMap<_, _>>(), None);
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Heard {
        let mut stream = self.connect();
        let request = format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut heard = String::new();
        stream.read_to_string(&mut heard).unwrap();
        let (head, body) = heard.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Heard { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Heard {
        self.ask("GET", path, "Host: localhost\r\n")
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.site.close();
        let ended = self.server.take().unwrap().join();
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}

const NUMBER: &str = "%E9%B2%81%E5%8C%BB%E5%8D%8F%E5%8F%91%E3%80%942026%E3%80%951%E5%8F%B7";

#[test]
fn files_are_found_by_their_addresses() {
    let preview = Preview::new("/");
    preview.show(&[
        ("index.html", "<body>home</body>"),
        ("鲁医协发〔2026〕1号/index.html", "<body>moved</body>"),
        ("feed.xml", "<feed/>"),
        ("404.html", "<body>nothing here</body>"),
        ("图.PNG", "png"),
    ]);
    let home = preview.get("/");
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(home.header("cache-control"), Some("no-store"));
    assert!(
        home.body.starts_with("<body>home<script src=\"/__gongbao/reload.js\""),
        "{}",
        home.body
    );
    assert!(home.body.ends_with("</script>\n</body>"));

    assert!(preview.get(&format!("/{NUMBER}/")).body.contains("moved"));
    let folder = preview.get(&format!("/{NUMBER}?q=1"));
    assert_eq!(folder.status, 308);
    assert_eq!(folder.header("location"), Some(&*format!("/{NUMBER}/?q=1")));

    let feed = preview.get("/feed.xml?x");
    assert_eq!((feed.status, &*feed.body), (200, "<feed/>"));
    assert_eq!(feed.header("content-type"), Some("application/xml; charset=utf-8"));
    assert_eq!(preview.get("/%E5%9B%BE.PNG").header("content-type"), Some("image/png"));

    for path in ["/none", "/none/", "/feed.xml/", "//index.html", "/../index.html", "/%2e%2e/x"] {
        let nothing = preview.get(path);
        assert_eq!(nothing.status, 404, "{path}");
        assert!(nothing.body.contains("nothing here"), "{path}");
    }
    assert_eq!(preview.get("/%zz").status, 400);
}

#[test]
fn a_part_of_a_file_is_given() {
    let preview = Preview::new("/");
    preview.show(&[("search/0/p-123456/1.bin", "0123456789")]);
    let ask = |range: &str| {
        preview.ask("GET", "/search/0/p-123456/1.bin", &format!("Host: localhost\r\n{range}"))
    };
    let part = ask("Range: bytes=2-4\r\n");
    assert_eq!((part.status, &*part.body), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(ask("Range: bytes=20-\r\n").status, 416);
    let whole = ask("");
    assert_eq!((whole.status, &*whole.body), (200, "0123456789"));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
}

#[test]
fn no_answer_is_taken_for_what_it_is_not() {
    let preview = Preview::new("/portal/");
    preview.show(&[
        ("index.html", "<body>home</body>"),
        ("a.txt", "<script>"),
        ("b/index.html", ""),
    ]);
    let host = "Host: localhost\r\n";
    for (path, head, status) in [
        ("/portal/", host, 200),
        ("/portal/a.txt", host, 200),
        ("/portal/a.txt", "Host: localhost\r\nRange: bytes=0-3\r\n", 206),
        ("/portal/a.txt", "Host: localhost\r\nRange: bytes=90-\r\n", 416),
        ("/", host, 307),
        ("/portal/b", host, 308),
        ("/portal/none", host, 404),
        ("/portal/%zz", host, 400),
        ("/portal/", "Host: example.org\r\n", 403),
        ("/__gongbao/overlay.css", host, 200),
        ("/__gongbao/none", host, 404),
    ] {
        let answer = preview.ask("GET", path, head);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn only_this_machine_and_only_reading() {
    let preview = Preview::new("/");
    preview.show(&[("index.html", "<body>home</body>")]);
    let two = "Host: localhost\r\nHost: example.org\r\n";
    for host in ["Host: example.org\r\n", "Host: 127.0.0.1.example.org\r\n", two, ""] {
        for path in ["/", "/__gongbao/events"] {
            let refused = preview.ask("GET", path, host);
            assert!(matches!(refused.status, 400 | 403), "{host}{path}: {}", refused.status);
            assert!(!refused.body.contains("home"));
        }
    }
    assert_eq!(preview.ask("GET", "/", "Host: [::1]:80\r\n").status, 200);
    let post = preview.ask("POST", "/", "Host: localhost\r\nContent-Length: 0\r\n");
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    let head = preview.ask("HEAD", "/", "Host: localhost\r\n");
    assert_eq!((head.status, &*head.body), (200, ""));
    let length = preview.get("/").body.len().to_string();
    assert_eq!(head.header("content-length"), Some(&*length));
}

#[test]
fn a_site_below_its_host_is_shown_there() {
    let preview = Preview::new("/portal");
    preview.show(&[("index.html", "<body>home</body>"), ("a/index.html", "<body>a</body>")]);
    for path in ["/", "/portal"] {
        let host = preview.get(path);
        assert_eq!((host.status, host.header("location")), (307, Some("/portal/")), "{path}");
    }
    assert!(preview.get("/portal/").body.contains("home"));
    assert_eq!(preview.get("/portal/a").header("location"), Some("/portal/a/"));
    assert_eq!(preview.get("/a/").status, 404);
    let preview = Preview::new("/%E9%97%A8/");
    preview.show(&[("index.html", "<body>home</body>"), ("a/index.html", "<body>a</body>")]);
    assert_eq!(preview.get("/").header("location"), Some("/%E9%97%A8/"));
    assert!(preview.get("/%E9%97%A8/").body.contains("home"));
    assert!(preview.get("/%e9%97%a8/a/").body.contains("<body>a"));
}

#[test]
fn faults_cover_every_page_until_a_build_succeeds() {
    let preview = Preview::new("/");
    preview.site.show_overlay("<div id=first>".to_owned());
    let first = preview.get("/");
    assert_eq!(first.status, 404);
    assert!(first.body.contains("<div id=first>") && first.body.contains("reload.js"));

    preview.show(&[("index.html", "<body>home</BODY></html>"), ("a.css", "x")]);
    assert!(!preview.get("/").body.contains("<div"));
    preview.site.show_overlay("<div id=second>".to_owned());
    let covered = preview.get("/").body;
    let cover = "<link rel=\"stylesheet\" href=\"/__gongbao/overlay.css\">\n<div id=second>";
    assert!(covered.starts_with(&format!("<body>home{cover}")), "{covered}");
    assert!(covered.ends_with("</BODY></html>"), "{covered}");
    assert_eq!(preview.get("/a.css").body, "x");
    let styles = preview.get("/__gongbao/overlay.css");
    assert_eq!(styles.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(styles.body, "#gongbao-faults{}");
    let script = preview.get("/__gongbao/reload.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.body.contains("EventSource"));
    assert_eq!(preview.get("/__gongbao/x").status, 404);
}

#[test]
fn a_change_is_told_to_who_listens() {
    let preview = Preview::new("/");
    preview.show(&[("index.html", "<body>1</body>")]);
    let mut stream = preview.connect();
    stream.write_all(b"GET /__gongbao/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut edition = || {
        let data =
            lines.by_ref().find_map(|line| Some(line.unwrap().strip_prefix("data: ")?.to_owned()));
        data.unwrap()
    };
    let first = edition();
    assert!(preview.get("/").body.contains(&format!("data-edition=\"{first}\"")));
    preview.show(&[("index.html", "<body>2</body>")]);
    let second = edition();
    assert_ne!(first, second);
    assert!(preview.get("/").body.contains(&format!("data-edition=\"{second}\"")));
    preview.site.show_overlay(String::new());
    assert_ne!(edition(), second);
    // The stream is still open here: dropping the preview must not wait for it.
}

#[test]
fn a_port_that_is_taken_is_passed_over() {
    let first = bind(0).unwrap();
    let port = first.local_addr().unwrap().port();
    let second = bind(port).unwrap().local_addr().unwrap().port();
    assert!((1..=OTHERS).contains(&(second - port)), "{port} {second}");
}
