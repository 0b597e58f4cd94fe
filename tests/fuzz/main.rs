//! Whatever bytes come in from outside: nothing panics, nothing takes long, and what must hold for any input holds.
//!
//! `cargo test --test fuzz` runs what was found before, and some thousand new inputs. To look for ten minutes, with
//! coverage as guide: `tests/fuzz/run 600 [TARGET…]`.

#[allow(dead_code, clippy::disallowed_methods)]
#[path = "../suite/harness.rs"]
mod harness;
#[allow(dead_code)]
#[path = "../suite/import/word_file.rs"]
mod word_file;

use bolero::check;
use gongbao::config;
use gongbao::data_table;
use gongbao::document::{self, DeclaredFields};
use gongbao::import::{self, Format};
use gongbao::markdown::{self, Labels, RawHtml, Resolved};
use gongbao::number::{self, DocNumber};
use gongbao::output::{OutPath, Sink};
use gongbao::search::{self, Block, BlockKind, Query, Record, Settings};
use gongbao::serve::{self, Access, PreviewSink, PreviewSite};
use gongbao::source::{SitePath, Source, Span};
use harness::Site;
use rawzip::CompressionMethod;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

/// How many inputs are tried in a test run, of what takes microseconds and of what takes milliseconds.
const MANY: usize = 2_000;
const FEW: usize = 60;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A number is found where it stands, and its canonical form is itself.
#[test]
fn numbers() {
    check!().with_iterations(MANY).for_each(|bytes: &[u8]| {
        let text = text(bytes);
        if let Some(number) = DocNumber::parse(&text) {
            let canonical = number.to_string();
            assert_eq!(DocNumber::parse(&canonical), Some(number), "{canonical}");
        }
        for candidate in number::find(&text) {
            for (at, number) in candidate.readings() {
                assert!(text.is_char_boundary(at), "{at}");
                assert!(DocNumber::parse(&number.to_string()).is_some(), "{number}");
            }
        }
    });
}

/// Settings and front matter, and every byte of a diagnostic's place, can be shown.
#[test]
fn settings() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| {
        let source = Arc::new(Source::decode(SitePath::new("site.yaml"), bytes));
        for diagnostic in config::read(Some(&source)).diagnostics {
            if let Some(at) = &diagnostic.at {
                assert!(source.text.get(at.start..at.end).is_some(), "{}", diagnostic.id);
            }
        }
    });
}

/// A file with front matter is read, and what is wrong with it stands somewhere in it; a text is shown, without what could run.
#[test]
fn documents() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| {
        let source = Arc::new(Source::decode(SitePath::new("content/notices/a.md"), bytes));
        let parsed = document::parse(&source, RawHtml::Sanitised, &DeclaredFields::default());
        for diagnostic in &parsed.diagnostics {
            if let Some(at) = &diagnostic.at {
                assert!(source.text.get(at.start..at.end).is_some(), "{}", diagnostic.id);
            }
        }
        let Some(document) = parsed.value else { return };
        for block in &document.outline.blocks {
            let _ = block.text(&source.text);
        }
        let (resolved, raw) = (Resolved::default(), RawHtml::Sanitised);
        let html = markdown::html(&source, document.body, &resolved, raw, Labels::CHINESE);
        assert_harmless(&html);
    });
}

/// Asserts that a text has nothing that runs or loads other pages.
fn assert_harmless(html: &str) {
    let html = html.to_lowercase();
    for harmful in ["<script", "<iframe", "<object", "<embed", "<form"] {
        assert!(!html.contains(harmful), "{harmful}");
    }
}

/// A whole site with a document of this text is built, or its faults are reported.
#[test]
fn bodies() {
    check!().with_iterations(FEW).for_each(|bytes: &[u8]| {
        let front = "number: 鲁医协发〔2026〕7号\ndate: 2026-03-15";
        let outcome = Site::basic().notice("a", front, &text(bytes)).build();
        let _ = outcome.report();
        let Some(page) = outcome.files.get("lyxf/2026/7/index.html") else {
            assert!(
                outcome.built.diagnostics.iter().any(gongbao::diagnostic::Diagnostic::is_error)
            );
            return;
        };
        let page = text(page).to_lowercase();
        let article =
            page.split("<article").nth(1).and_then(|rest| rest.split("</article>").next());
        assert_harmless(article.expect("an article"));
    });
}

#[test]
fn text_files() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| recognise(Format::Text, bytes));
}

#[test]
fn html_files() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| recognise(Format::Html, bytes));
}

#[test]
fn markdown_files() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| recognise(Format::Markdown, bytes));
}

#[test]
fn word_files() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| {
        // As they are: an archive, or none.
        recognise(Format::Docx, bytes);
        // In the right places of an archive.
        let part = bytes.first().map_or(0, |first| *first as usize % 4);
        let names =
            ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
        let mut parts = vec![(names[part].to_owned(), bytes.get(1..).unwrap_or_default().to_vec())];
        if part > 0 {
            let body = word_file::line("关于召开会议的通知");
            let document = format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            );
            parts.push((names[0].to_owned(), document.into_bytes()));
        }
        recognise(Format::Docx, &word_file::zip(&parts, CompressionMethod::STORE));
    });
}

fn recognise(format: Format, bytes: &[u8]) {
    if let Ok(flow) = import::read(format, bytes) {
        let recognised = import::recognise(flow, &["山东省医院协会"]);
        let _ = recognised.body(&recognised.main);
    }
}

#[test]
fn tables_of_data() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| {
        let path = SitePath::new("content/about/a.csv");
        let at = Span::new(&SitePath::new("content/about/index.md"), 0..0);
        let _ = data_table::read(&path, bytes, &at);
    });
}

/// The files of an index of some documents, by path.
fn index() -> &'static BTreeMap<String, Vec<u8>> {
    static INDEX: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let record = |number: usize| Record {
            url: format!("/lyxf/2026/{number}/"),
            title: "关于高质量发展的通知".into(),
            number: Some(format!("鲁医协发〔2026〕{number}号")),
            issuers: vec!["山东省医院协会".into()],
            date: "2026-03-15".to_owned(),
            year: "2026".into(),
            kinds: vec!["document".into()],
            category: "notices".into(),
            topics: vec!["医疗".into()],
            genre: "通知".to_owned(),
            validity: "in-force".into(),
            facets: Vec::new(),
            blocks: vec![Block {
                kind: BlockKind::Text,
                text: "推动高质量发展，MJD612345。".into(),
            }],
        };
        let records: Vec<Record> = (1..=100).map(record).collect();
        let files = Mutex::new(BTreeMap::new());
        let write = |path: &str, bytes: &[u8]| {
            files.lock().expect("no panic").insert(path.to_owned(), bytes.to_vec());
            Ok(())
        };
        search::index(&records.as_slice(), &Settings::default(), &write).expect("an index");
        files.into_inner().expect("no panic")
    })
}

/// An index of which bytes were changed, its checksums mended: the first byte chooses the file, each three that follow a place
/// and what comes there.
#[test]
fn indexes() {
    check!().with_iterations(MANY / 8).for_each(|bytes: &[u8]| {
        let Some((first, edits)) = bytes.split_first() else { return };
        let files = index();
        let Some(chosen) = files.keys().nth(*first as usize % files.len()) else { return };
        let read = |path: &str| -> io::Result<Vec<u8>> {
            let mut file = files.get(path).cloned().ok_or(io::ErrorKind::NotFound)?;
            if path == chosen {
                for edit in edits.chunks_exact(3) {
                    let at = u16::from_le_bytes([edit[0], edit[1]]) as usize % file.len();
                    file[at] = edit[2];
                }
                if path != "search.json" && file.len() > 4 {
                    let sum = fnv(&file[4..]).to_le_bytes();
                    file[..4].copy_from_slice(&sum);
                }
            }
            Ok(file)
        };
        for text in ["量发展", "鲁医协发〔2026〕7号", "MJD612345", "医"] {
            let wanted = Query { text: text.to_owned(), limit: 20, ..Query::default() };
            let _ = search::query(&read, &wanted);
        }
    });
}

/// The checksum of the files of an index, FNV-1a.
fn fnv(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// A preview that runs as long as the tests do, and its port.
fn preview() -> u16 {
    static PORT: OnceLock<u16> = OnceLock::new();
    *PORT.get_or_init(|| {
        let site = Arc::new(PreviewSite::new("/portal/", Access::ThisMachine, "", || {}));
        let sink = PreviewSink::default();
        for path in ["index.html", "404.html", "feed.xml", "lyxf/2026/1/index.html"] {
            let path = OutPath::new(path).expect("a path");
            sink.put(&path, b"<body>shown</body>").expect("memory");
        }
        site.show_build(sink.into_files(), Arc::new(|_| None), None);
        let listener = serve::bind(Ipv4Addr::LOCALHOST.into(), 0).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        std::thread::spawn(move || serve::serve(listener, site));
        port
    })
}

/// Sends bytes to the preview and then, if nothing `more` may come, the end; returns what comes back until it closes the
/// connection.
fn sent(bytes: &[u8], more: bool) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, preview())).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a timeout");
    let mut reply = Vec::new();
    // It may refuse to read on, and close before everything has been sent or read.
    let _ = stream.write_all(bytes);
    if !more {
        let _ = stream.shutdown(Shutdown::Write);
    }
    let _ = stream.read_to_end(&mut reply);
    text(&reply)
}

/// The preview answers any request, shows nothing to one for another host, and answers the next.
#[test]
fn requests() {
    check!().with_iterations(MANY / 4).for_each(|bytes: &[u8]| {
        let reply = sent(bytes, false);
        assert!(reply.is_empty() || reply.starts_with("HTTP/1."), "{reply}");
        let foreign = [b"GET /portal/ HTTP/1.1\r\nHost: a.test\r\n", bytes, b"\r\n\r\n"].concat();
        let reply = sent(&foreign, false);
        let head = text(bytes).to_lowercase();
        // A second request may stand in the bytes.
        if !head.contains("host") {
            assert!(!reply.contains("shown"), "{reply}");
        }
        let good =
            sent(b"GET /portal/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", true);
        assert!(good.contains("shown"), "{good}");
    });
}
