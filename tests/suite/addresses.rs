//! Addresses of links, navigation and files: which are allowed, resolved, refused.

use crate::harness::{Outcome, SITE, Site};
use gongbao::build::{Memos, build};
use gongbao::diagnostic::Diagnostic;
use gongbao::output::{self, OutPath, Sink};
use std::collections::BTreeSet;
use std::io;
use std::sync::Mutex;

const REFUSED: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\u{1}script:alert(1)",
    "\u{1}javascript:alert(1)",
    "javascript&colon;alert(1)",
    "java&#115;cript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "&#1;javascript:alert(1)",
    "javascript：alert(1)",
    "ｊavascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "data:image/svg+xml,x",
    "file:///etc/passwd",
    "file://host/share",
    "ms-word:ofe%7Cu%7Chttps://x",
    "search-ms:query=x",
    "blob:https://x/1",
    "view-source:https://x",
    "intent://x#Intent;end",
    "ftp://x/",
    "filesystem:x",
    "ws://x/",
    "x:y",
];

/// Returns the decoded addresses of all links and pictures in the body of a page.
fn addresses(html: &str) -> Vec<String> {
    let body = html
        .split("<div class=\"body")
        .nth(1)
        .and_then(|body| body.split("<div class=\"closing").next());
    let body = body.expect("a body");
    [" href=\"", " src=\"", " cite=\""]
        .into_iter()
        .flat_map(|sign| body.split(sign).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .map(|address| address.replace("&amp;", "&"))
        .collect()
}

fn notice(body: &str) -> Outcome {
    Site::basic().notice("a", "issuer: 山东省医院协会\ndate: 2026-05-08", body).build()
}

#[test]
fn links_with_schemes_not_on_the_list_are_removed() {
    for address in REFUSED {
        for (body, is_link) in [
            (format!("[甲](<{address}>)"), true),
            (format!("![甲](<{address}>)"), true),
            (format!("[甲][一]\n\n[一]: <{address}>"), true),
            (format!("<{address}>"), false),
            (format!("<a href=\"{address}\">甲</a>"), true),
            (format!("<A HREF='{address}'>甲</A>"), true),
            (format!("<p><a href=\" {address}\">甲</a>"), true),
            (format!("<img src=\"{address}\" alt=\"甲\">"), true),
            (format!("<blockquote cite=\"{address}\">甲</blockquote>"), true),
            (format!("[甲](<{address}>) <b>乙</b>"), true),
        ] {
            let outcome = notice(&body);
            let diagnostics = !outcome.built.diagnostics.is_empty();
            assert!(diagnostics || !is_link, "{body}");
            if outcome.built.diagnostics.iter().any(|d| d.is_error()) {
                continue;
            }
            let page = outcome.page("/notices/2026/a/");
            assert_eq!(addresses(&page), [] as [&str; 0], "{body}");
        }
        let site = || Site::basic().notice("a", "issuer: 山东省医院协会\ndate: 2026-05-08", "");
        let front = format!(
            "issuer: 山东省医院协会\ndate: 2026-05-08\nlink: '{}'",
            address.replace('\u{1}', " ")
        );
        let outcome = Site::basic().notice("a", &front, "").build();
        assert!(outcome.built.diagnostics.iter().any(|d| d.is_error()), "{address}");
        let settings = format!(
            "{SITE}navigation:\n  - {{title: 一, url: '{}'}}\n",
            address.replace('\u{1}', " ")
        );
        let outcome = site().edit("site.yaml", &settings).build();
        assert!(outcome.built.diagnostics.iter().any(|d| d.is_error()), "{address}");
    }
}

#[test]
fn links_with_allowed_schemes_are_kept() {
    for address in [
        "https://example.com/a?b=c#d",
        "http://example.com/",
        "mailto:a@example.com",
        "tel:+86-531-1",
        "//example.com/x",
    ] {
        for body in [format!("[甲]({address})"), format!("<a href=\"{address}\">甲</a>")] {
            let outcome = notice(&body);
            assert_eq!(outcome.ids(), [] as [&str; 0], "{body}\n{}", outcome.report());
            assert_eq!(addresses(&outcome.page("/notices/2026/a/")), [address], "{body}");
        }
    }
    for (link, right) in [
        ("https://example.com/", true),
        ("HTTPS://example.com/", true),
        ("mailto:a@b.cn", true),
        ("tel:1", true),
        ("example.com", false),
        ("/notices/", false),
        ("//x/", false),
    ] {
        let front = format!("issuer: 山东省医院协会\ndate: 2026-05-08\nlink: {link}");
        let outcome = Site::basic().notice("a", &front, "").build();
        assert_eq!(outcome.ids().contains(&"link-form"), !right, "{link}");
    }
}

fn navigation(url: &str) -> Outcome {
    let base = SITE.replace("https://example.org/", "https://example.org/portal/");
    let settings = format!("{base}navigation:\n  - {{title: 导航一, url: \"{url}\"}}\n");
    Site::with_notice().edit("site.yaml", &settings).build()
}

#[test]
fn navigation_address_is_resolved_or_reported_as_dead() {
    for (typed, printed) in [
        ("/notices/", "/portal/notices/"),
        ("notices", "/portal/notices/"),
        ("notices/", "/portal/notices/"),
        ("/notices", "/portal/notices/"),
        ("/notices/#x", "/portal/notices/#x"),
        ("notices?q=1#x", "/portal/notices/?q=1#x"),
        ("/lyxf/2026/1", "/portal/lyxf/2026/1/"),
        ("/feed.xml", "/portal/feed.xml"),
        ("https://example.org/portal/notices/", "/portal/notices/"),
        ("https://example.com/x", "https://example.com/x"),
        ("mailto:a@example.com", "mailto:a@example.com"),
    ] {
        let outcome = navigation(typed);
        assert_eq!(outcome.ids(), [] as [&str; 0], "{typed}\n{}", outcome.report());
        for page in ["/", "/lyxf/2026/1/", "/notices/"] {
            let html = outcome.page(page);
            let link =
                html.split("class=\"site-nav\"").nth(1).and_then(|nav| nav.split("href=\"").nth(1));
            let link = link.and_then(|rest| rest.split('"').next());
            assert_eq!(link, Some(printed), "{typed} on {page}");
        }
    }
    for (typed, help) in [
        ("/notice/", "/notices/"),
        ("notcies#x", "/notices/#x"),
        ("/portal/notices/", "/notices/"),
        ("https://example.org/portal/notice/", "/notices/"),
        ("/nothing-like-it-anywhere/", "url: /notices/"),
    ] {
        let outcome = navigation(typed);
        assert!(outcome.diagnostic("link-dead").is_error(), "{typed}");
        assert!(outcome.report().contains(help), "{typed}\n{}", outcome.report());
    }
}

#[test]
fn active_file_in_the_content_is_a_warning() {
    let front = "issuer: 山东省医院协会\ndate: 2026-05-08";
    let files = [
        ("evil.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", true),
        ("plain.svg", "<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>", false),
        ("page.html", "<p>", true),
        ("PAGE.HTM", "<p>", true),
        ("page.xhtml", "<p/>", true),
        ("x.js", "x()", true),
        ("x.mjs", "x()", true),
        ("x.swf", "x", true),
        ("style.xml", "<?xml-stylesheet href='a.xsl'?><a/>", true),
        ("data.xml", "<a/>", false),
        ("a.pdf", "%PDF", false),
        ("a.docx", "PK", false),
    ];
    for (name, text, active) in files {
        let attach = format!("{front}\nattachments: [{{title: 一, file: {name}}}]");
        let document = format!("---\ntitle: 关于开会的通知\n{attach}\n---\n\n正文。\n");
        let outcome = Site::basic()
            .edit("content/notices/a/index.md", &document)
            .bytes(&format!("content/notices/a/{name}"), text.as_bytes())
            .bytes(&format!("static/{name}"), text.as_bytes())
            .build();
        assert_eq!(outcome.ids().contains(&"file-active"), active, "{name}\n{}", outcome.report());
        assert!(
            !outcome.built.diagnostics.iter().any(|d| d.is_error()),
            "{name}\n{}",
            outcome.report()
        );
        assert!(!outcome.report().contains("--> static/"), "{}", outcome.report());
    }
}

#[test]
fn partial_template_is_refused_for_a_document() {
    for template in
        ["partials/header.html", "shared/footer.html", "components/lists.html", "base.html"]
    {
        let front = format!("issuer: 山东省医院协会\ndate: 2026-05-08\ntemplate: {template}");
        let outcome = Site::basic().notice("a", &front, "").build();
        assert!(outcome.diagnostic("template-part").is_error(), "{template}");
    }
}

#[test]
fn reserved_windows_names_are_refused_in_addresses() {
    for front in [
        "slug: con",
        "slug: AUX",
        "slug: nul",
        "slug: com1",
        "aliases: [/a./]",
        "aliases: [/CON/]",
        "aliases: [\"/a /b/\"]",
        "aliases: [/lpt1.html]",
        "topics: [CON]",
    ] {
        let front = format!("issuer: 山东省医院协会\ndate: 2026-05-08\n{front}");
        let outcome = Site::basic().notice("a", &front, "").build();
        assert!(outcome.built.diagnostics.iter().any(|d| d.is_error()), "{front}");
    }
}

/// A sink with the limits of a disk: no path twice, no file where a folder is needed.
#[derive(Default)]
struct FakeDisk(Mutex<BTreeSet<String>>);

impl Sink for FakeDisk {
    fn put(&self, path: &OutPath, _: &[u8]) -> io::Result<()> {
        let mut taken = self.0.lock().expect("a lock");
        let folded = path.folded();
        let mut above = path.folders().map(output::folded);
        let is_free = !taken.contains(&folded)
            && !above.any(|folder| taken.contains(&folder))
            && !taken
                .range(format!("{folded}/")..)
                .next()
                .is_some_and(|next| next.starts_with(&format!("{folded}/")));
        taken.insert(folded);
        is_free.then_some(()).ok_or_else(|| io::Error::other(format!("{path} is taken")))
    }
}

#[test]
fn linked_file_whose_path_is_taken_is_an_error() {
    let article = "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-05-08\ntopics: [医保]\n---\n";
    let site = |target: &str| {
        Site::with_notice()
            .edit(
                "content/notices/two/index.md",
                &format!("{article}\n[甲]({target}) ![乙](own.png)\n"),
            )
            .bytes("content/notices/two/own.png", b"png")
            .bytes("static/robots/a.txt", b"x")
    };
    let base = site("own.png").build();
    let mut memos = Memos::enabled();
    let mut places: BTreeSet<String> = BTreeSet::new();
    for path in base.files.keys() {
        places.insert(path.clone());
        places.insert(format!("{path}/below.pdf"));
        places.insert(path.to_uppercase());
        places.extend(path.match_indices('/').map(|(slash, _)| path[..slash].to_owned()));
    }
    // The content has a folder of that name already.
    let is_file = |place: &String| !place.ends_with(".md") && !["notices"].contains(&&**place);
    for place in places.iter().filter(|place| is_file(place)) {
        let file = format!("content/{place}");
        let site = site(&format!("@/{place}")).bytes(&file, b"x");
        let ground = FakeDisk::default();
        let built = build(&site.tree(), &site.options, &mut memos, &ground);
        let built = built.unwrap_or_else(|error| panic!("{place}: {error}"));
        let names = |diagnostic: &&Diagnostic| {
            diagnostic.is_error() && diagnostic.message.zh.contains(&file)
        };
        let is_reported = built.diagnostics.iter().any(|diagnostic| names(&diagnostic));
        assert!(is_reported, "{place}: {:?}", built.diagnostics);
    }
    assert!(places.len() > 100, "{}", places.len());
}

#[test]
fn file_with_a_full_width_colon_in_its_name_is_linked_and_published() {
    for name in ["data：名单.pdf", "https：一.pdf", "ＦＩＬＥ：甲.pdf"] {
        let document = format!(
            "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\n---\n\n[甲]({name})\n"
        );
        let site = Site::basic().edit("content/notices/a.md", &document);
        let there = site.clone().bytes(&format!("content/notices/{name}"), b"pdf").build();
        assert_eq!(there.ids(), [] as [&str; 0], "{}", there.report());
        assert!(there.has(&format!("notices/{name}")), "{:?}", there.files.keys());
        let href = gongbao::target::percent_encoded(&format!("/notices/{name}"));
        assert!(there.page("/lyxf/2026/1/").contains(&format!("href=\"{href}\"")), "{href}");
        let missing = site.build();
        assert_eq!(missing.ids(), ["link-unsafe"], "{}", missing.report());
        assert!(!missing.page("/lyxf/2026/1/").contains(&format!("href=\"{name}")));
    }
}

#[test]
fn unreadable_issuer_causes_no_dead_links() {
    let links = "[甲](/lyxf/2026/1/) [乙](/lyxf/2026/) [丙](/lyxf/2026/1/a.pdf) [丁](/lsyxf/)";
    let site = Site::with_notice()
        .notice(
            "two",
            "number: 鲁社医协发〔2026〕1号\ndate: 2026-04-01",
            &format!("{links} [戊](/notices/nothing/)"),
        )
        .bytes("content/notices/a.pdf", b"pdf");
    let broken = SITE.replace("code: 鲁医协发, slug: lyxf", "code: 鲁医协发, slug: 鲁/医");
    let navigation = "navigation: [{title: 一, url: /lyxf/2026/}]\n";
    let outcome = site.edit("site.yaml", &format!("{broken}{navigation}")).build();
    let dead: Vec<&Diagnostic> = outcome
        .built
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.id == "link-dead")
        .collect();
    assert_eq!(dead.len(), 1, "{}", outcome.report());
    assert!(dead[0].message.zh.contains("/notices/nothing/"), "{}", outcome.report());
}

/// Returns the rows of comma-separated values (RFC 4180).
fn cells(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = csv.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => cell.push(rest.next().unwrap_or(c)),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn catalogue_cells_are_never_formulas() {
    let signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];
    let mut site = Site::with_notice();
    for (index, sign) in signs.iter().enumerate() {
        let text = format!(
            "---\ntitle: \"{sign}HYPERLINK(\\\"x\\\",1)\"\nissuer: \"{sign}甲会\"\ngenre: \"{sign}cmd|' /C calc'!A0\"\n\
             topics: [\"{sign}甲{index}\", 乙]\ndate: 2026-05-08\n---\n"
        );
        site = site.edit(&format!("content/notices/n{index}.md"), &text);
    }
    let outcome = site.build();
    let rows = cells(&outcome.text("data/documents.csv"));
    assert_eq!(rows.len(), signs.len() + 2, "{rows:?}");
    for row in &rows {
        assert_eq!(row.len(), rows[0].len(), "{row:?}");
        for cell in row {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
                "{cell}"
            );
        }
    }
    let catalogue = rows.iter().flatten().collect::<Vec<_>>();
    for sign in signs {
        assert!(
            catalogue.iter().any(|cell| **cell == format!("'{sign}HYPERLINK(\"x\",1)")),
            "{sign}"
        );
    }
    // Dates and document numbers are unchanged.
    assert!(
        catalogue.iter().any(|cell| *cell == "2026-03-15")
            && catalogue.iter().any(|cell| *cell == "鲁医协发〔2026〕1号")
    );
}
