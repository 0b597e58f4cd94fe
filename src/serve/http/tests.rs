//! Answers to a browser, over a real connection.

mod limits;

use super::*;
use crate::output::{OutPath, Sink};
use crate::serve::access::{Access, Token};
use crate::serve::preview_sink::{PreviewFiles, PreviewSink};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::Weak;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

struct Server {
    site: Arc<PreviewSite>,
    port: u16,
    thread: Option<JoinHandle<io::Result<()>>>,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }
}

impl Server {
    fn new(base: &str) -> Server {
        Server::within(LIMITS, base, Access::ThisMachine)
    }

    fn within(limits: Limits, base: &str, access: Access) -> Server {
        let site = Arc::new_cyclic(|site: &Weak<PreviewSite>| {
            let site = site.clone();
            // Each index is another one.
            let asked = AtomicUsize::new(0);
            PreviewSite::new(base, access, "#gongbao-faults{}", move || {
                let number = asked.fetch_add(1, Ordering::Relaxed) + 1;
                let index = files(&[("search/search.json", &format!("index {number}"))]);
                // Elsewhere and later, as it takes some time to make it.
                let site = site.clone();
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_millis(20));
                    site.upgrade().unwrap().show_index(index);
                });
            })
        });
        let listener = bind(Ipv4Addr::LOCALHOST.into(), 0).unwrap();
        assert!(listener.local_addr().unwrap().ip().is_loopback());
        let port = listener.local_addr().unwrap().port();
        let shown = Arc::clone(&site);
        let thread = Some(std::thread::spawn(move || serve_within(limits, listener, shown)));
        Server { site, port, thread }
    }

    fn show(&self, shown: &[(&str, &str)]) {
        self.site.show_build(files(shown), Arc::new(|_| None), None);
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Reply {
        let mut stream = self.connect();
        let request = format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        let (head, body) = reply.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "Host: localhost\r\n")
    }
}

fn files(files: &[(&str, &str)]) -> PreviewFiles {
    let sink = PreviewSink::default();
    for (path, text) in files {
        sink.put(&OutPath::new(path).unwrap(), text.as_bytes()).unwrap();
    }
    sink.into_files()
}

impl Drop for Server {
    fn drop(&mut self) {
        self.site.close();
        let ended = self.thread.take().unwrap().join();
        if !std::thread::panicking() {
            ended.unwrap().unwrap();
        }
    }
}

const NUMBER: &str = "%E9%B2%81%E5%8C%BB%E5%8D%8F%E5%8F%91%E3%80%942026%E3%80%951%E5%8F%B7";

#[test]
fn files_are_found_by_their_addresses() {
    let server = Server::new("/");
    server.show(&[
        ("index.html", "<body>home</body>"),
        ("鲁医协发〔2026〕1号/index.html", "<body>moved</body>"),
        ("feed.xml", "<feed/>"),
        ("404.html", "<body>nothing here</body>"),
        ("图.PNG", "png"),
    ]);
    let home = server.get("/");
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(home.header("cache-control"), Some("no-store"));
    assert!(
        home.body.starts_with("<body>home<script src=\"/__gongbao/reload.js\""),
        "{}",
        home.body
    );
    assert!(home.body.ends_with("</script>\n</body>"));

    assert!(server.get(&format!("/{NUMBER}/")).body.contains("moved"));
    let folder = server.get(&format!("/{NUMBER}?q=1"));
    assert_eq!(folder.status, 308);
    assert_eq!(folder.header("location"), Some(&*format!("/{NUMBER}/?q=1")));

    let feed = server.get("/feed.xml?x");
    assert_eq!((feed.status, &*feed.body), (200, "<feed/>"));
    assert_eq!(feed.header("content-type"), Some("application/xml; charset=utf-8"));
    assert_eq!(server.get("/%E5%9B%BE.PNG").header("content-type"), Some("image/png"));

    for path in ["/none", "/none/", "/feed.xml/", "//index.html", "/../index.html", "/%2e%2e/x"] {
        let missing = server.get(path);
        assert_eq!(missing.status, 404, "{path}");
        assert!(missing.body.contains("nothing here"), "{path}");
    }
    assert_eq!(server.get("/%zz").status, 400);
}

#[test]
fn a_range_of_a_file_is_served() {
    let server = Server::new("/");
    server.show(&[("search/0/p-123456/1.bin", "0123456789")]);
    let ask = |range: &str| {
        server.ask("GET", "/search/0/p-123456/1.bin", &format!("Host: localhost\r\n{range}"))
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
fn every_answer_forbids_guessing_its_content_type() {
    let server = Server::new("/portal/");
    server.show(&[
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
        let answer = server.ask("GET", path, head);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn foreign_hosts_and_other_methods_are_refused() {
    let server = Server::new("/");
    server.show(&[("index.html", "<body>home</body>")]);
    let two = "Host: localhost\r\nHost: example.org\r\n";
    for host in ["Host: example.org\r\n", "Host: 127.0.0.1.example.org\r\n", two, ""] {
        for path in ["/", "/__gongbao/events"] {
            let refused = server.ask("GET", path, host);
            assert!(matches!(refused.status, 400 | 403), "{host}{path}: {}", refused.status);
            assert!(!refused.body.contains("home"));
        }
    }
    assert_eq!(server.ask("GET", "/", "Host: [::1]:80\r\n").status, 200);
    let post = server.ask("POST", "/", "Host: localhost\r\nContent-Length: 0\r\n");
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    let head = server.ask("HEAD", "/", "Host: localhost\r\n");
    assert_eq!((head.status, &*head.body), (200, ""));
    let length = server.get("/").body.len().to_string();
    assert_eq!(head.header("content-length"), Some(&*length));
}

#[test]
fn a_site_with_a_base_path_is_shown_below_it() {
    let server = Server::new("/portal");
    server.show(&[("index.html", "<body>home</body>"), ("a/index.html", "<body>a</body>")]);
    for path in ["/", "/portal"] {
        let host = server.get(path);
        assert_eq!((host.status, host.header("location")), (307, Some("/portal/")), "{path}");
    }
    assert!(server.get("/portal/").body.contains("home"));
    assert_eq!(server.get("/portal/a").header("location"), Some("/portal/a/"));
    assert_eq!(server.get("/a/").status, 404);
    let server = Server::new("/%E9%97%A8/");
    server.show(&[("index.html", "<body>home</body>"), ("a/index.html", "<body>a</body>")]);
    assert_eq!(server.get("/").header("location"), Some("/%E9%97%A8/"));
    assert!(server.get("/%E9%97%A8/").body.contains("home"));
    assert!(server.get("/%e9%97%a8/a/").body.contains("<body>a"));
}

#[test]
fn an_overlay_is_on_every_page_until_a_build_succeeds() {
    let server = Server::new("/");
    server.site.show_overlay("<div id=first>".to_owned());
    let first = server.get("/");
    assert_eq!(first.status, 404);
    assert!(first.body.contains("<div id=first>") && first.body.contains("reload.js"));

    server.show(&[("index.html", "<body>home</BODY></html>"), ("a.css", "x")]);
    assert!(!server.get("/").body.contains("<div"));
    server.site.show_overlay("<div id=second>".to_owned());
    let covered = server.get("/").body;
    let overlay = "<link rel=\"stylesheet\" href=\"/__gongbao/overlay.css\">\n<div id=second>";
    assert!(covered.starts_with(&format!("<body>home{overlay}")), "{covered}");
    assert!(covered.ends_with("</BODY></html>"), "{covered}");
    assert_eq!(server.get("/a.css").body, "x");
    let styles = server.get("/__gongbao/overlay.css");
    assert_eq!(styles.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(styles.body, "#gongbao-faults{}");
    let script = server.get("/__gongbao/reload.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.body.contains("EventSource"));
    assert_eq!(server.get("/__gongbao/x").status, 404);
}

#[test]
fn a_change_is_reported_to_listeners() {
    let server = Server::new("/");
    server.show(&[("index.html", "<body>1</body>")]);
    let mut stream = server.connect();
    stream.write_all(b"GET /__gongbao/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut version = || {
        let data =
            lines.by_ref().find_map(|line| Some(line.unwrap().strip_prefix("data: ")?.to_owned()));
        data.unwrap()
    };
    let first = version();
    assert!(server.get("/").body.contains(&format!("data-version=\"{first}\"")));
    server.show(&[("index.html", "<body>2</body>")]);
    let second = version();
    assert_ne!(first, second);
    assert!(server.get("/").body.contains(&format!("data-version=\"{second}\"")));
    server.site.show_overlay(String::new());
    assert_ne!(version(), second);
    // The stream is still open here: dropping the server must not wait for it.
}

#[test]
fn a_port_in_use_is_skipped() {
    let first = bind(Ipv4Addr::LOCALHOST.into(), 0).unwrap();
    let port = first.local_addr().unwrap().port();
    let second = bind(Ipv4Addr::LOCALHOST.into(), port).unwrap().local_addr().unwrap().port();
    assert!((1..=MAX_FURTHER_PORTS).contains(&(second - port)), "{port} {second}");
}

#[test]
fn index_is_made_when_a_file_of_it_is_asked_for_and_only_then() {
    let server = Server::new("/");
    server.show(&[("index.html", "<body>"), ("search/index.html", "<body>")]);
    assert_eq!(server.get("/search/").status, 200);
    assert_eq!(server.get("/search/search.json").body, "index 1");
    assert_eq!(server.get("/search/search.json").body, "index 1", "it is made once");
    assert_eq!(server.get("/search/none.bin").status, 404);
    server.show(&[("index.html", "<body>changed")]);
    assert_eq!(server.get("/search/search.json").body, "index 2", "of the new build");
}

#[test]
fn copy_is_read_when_it_is_asked_for() {
    let server = Server::new("/");
    let sink = PreviewSink::default();
    let reads = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&reads);
    let read = move || match count.fetch_add(1, Ordering::Relaxed) {
        0 => Ok(b"table".to_vec()),
        _ => Err(io::ErrorKind::NotFound.into()),
    };
    sink.put_later(&OutPath::new("a/table.csv").unwrap(), Arc::new(read)).unwrap();
    server.site.show_build(sink.into_files(), Arc::new(|_| None), None);
    assert_eq!(reads.load(Ordering::Relaxed), 0);
    assert_eq!(server.get("/a/table.csv").body, "table");
    assert_eq!(server.get("/a/table.csv").status, 404, "it has gone from the disk");
}

#[test]
fn path_that_leads_elsewhere_is_redirected_to_a_page_that_is_there() {
    let server = Server::new("/portal/");
    let moved = |path: &str| Some(format!("/lyxf/2026/{}/", path.trim_matches('/')));
    server.site.show_build(files(&[("lyxf/2026/1/index.html", "")]), Arc::new(moved), None);
    let reply = server.get("/portal/1/?a=b");
    assert_eq!((reply.status, reply.header("location")), (307, Some("/portal/lyxf/2026/1/?a=b")));
    assert_eq!(server.get("/portal/2/").status, 404);
}

#[test]
fn whoever_has_the_token_sees_the_site_under_any_name_and_nobody_else() {
    let token = Token::new().unwrap();
    let (address, cookie) = (token.added_to("/feed.xml"), token.cookie());
    let server = Server::within(LIMITS, "/", Access::Token(token));
    server.show(&[("feed.xml", "<feed/>")]);
    let host = "Host: 192.168.1.5:4000\r\n";
    let refused = server.ask("GET", "/feed.xml", host);
    assert_eq!(refused.status, 403);
    assert!(!refused.body.contains("feed") && refused.body.contains("口令"), "{}", refused.body);
    assert_eq!(server.ask("GET", "/__gongbao/events", host).status, 403);
    assert_eq!(server.get("/feed.xml").status, 403, "this machine needs it too");
    assert_eq!(server.ask("POST", &address, host).status, 405);

    let welcome = server.ask("GET", &address, host);
    assert_eq!((welcome.status, welcome.header("location")), (303, Some("/feed.xml")));
    assert_eq!(welcome.header("set-cookie"), Some(&*cookie));
    let kept = cookie.split(';').next().unwrap();
    let admitted = server.ask("GET", "/feed.xml", &format!("{host}Cookie: {kept}\r\n"));
    assert_eq!((admitted.status, &*admitted.body), (200, "<feed/>"));
}
