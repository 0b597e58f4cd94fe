//! Nothing of what is not public reaches the output, however it is spelled and wherever it lies;
//! and what public documents lead to does.
//!
//! The property makes whole sites at random and knows by itself which of their files go out.

use crate::harness::{Outcome, Site};
use gongbao::search::{Query, query};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Public,
    Internal,
    Draft,
    /// Its 发布日期 has not come.
    Waiting,
}

/// Where a document lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seat {
    /// `content/notices/d3.md`
    Loose,
    /// `content/notices/d3/index.md`
    Bundle,
    /// `content/newsletters/2025-2/d3.md`
    Article,
    /// In the folder of the bundle before it, if there is one: `…/d2/d3/index.md`.
    Inside,
    /// No document but a category in the folder of the bundle before it: `…/d2/d3/_index.md`.
    Category,
}

#[derive(Clone, Debug)]
struct Lead {
    /// Which of all files, counted from here.
    file: usize,
    spelling: Spelling,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Plain,
    Percent,
    PercentLower,
    Dotted,
    Roundabout,
    Rooted,
    Query,
    Fragment,
    FullWidth,
    Twice,
    Address,
    WholeAddress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Link,
    Image,
    Reference,
    RawLink,
    RawImage,
    RawEntities,
    RawLines,
    Attachment,
    Extra,
}

const SPELLINGS: [Spelling; 12] = [
    Spelling::Plain,
    Spelling::Percent,
    Spelling::PercentLower,
    Spelling::Dotted,
    Spelling::Roundabout,
    Spelling::Rooted,
    Spelling::Query,
    Spelling::Fragment,
    Spelling::FullWidth,
    Spelling::Twice,
    Spelling::Address,
    Spelling::WholeAddress,
];

const FORMS: [Form; 9] = [
    Form::Link,
    Form::Image,
    Form::Reference,
    Form::RawLink,
    Form::RawImage,
    Form::RawEntities,
    Form::RawLines,
    Form::Attachment,
    Form::Extra,
];

#[derive(Clone, Debug)]
struct Doc {
    seat: Seat,
    shown: Shown,
    /// How many files lie beside it.
    files: usize,
    leads: Vec<Lead>,
}

#[derive(Clone, Debug)]
struct Plan {
    issue: Shown,
    docs: Vec<Doc>,
}

fn shown() -> impl Strategy<Value = Shown> {
    prop_oneof![
        4 => Just(Shown::Public),
        2 => Just(Shown::Internal),
        1 => Just(Shown::Draft),
        1 => Just(Shown::Waiting),
    ]
}

fn plan() -> impl Strategy<Value = Plan> {
    let lead = (0usize..12, prop::sample::select(&SPELLINGS[..]), prop::sample::select(&FORMS[..]))
        .prop_map(|(file, spelling, form)| Lead { file, spelling, form });
    const SEATS: [Seat; 5] =
        [Seat::Loose, Seat::Bundle, Seat::Article, Seat::Inside, Seat::Category];
    let doc =
        (prop::sample::select(&SEATS[..]), shown(), 0usize..3, prop::collection::vec(lead, 0..4))
            .prop_map(|(seat, shown, files, leads)| Doc { seat, shown, files, leads });
    (shown(), prop::collection::vec(doc, 2..6)).prop_map(|(issue, docs)| Plan { issue, docs })
}

/// A document of the plan with its place decided.
struct Laid {
    path: String,
    folder: String,
    shown: Shown,
    /// Nothing of it is published, for itself or because of a folder that it lies in.
    hidden: bool,
}

/// A file, and the secret word in its name and bytes.
struct File {
    path: String,
    mark: String,
}

struct Laying {
    docs: Vec<Laid>,
    files: Vec<File>,
    /// By document: which files it leads to.
    leads: Vec<Vec<(usize, Lead)>>,
}

const ISSUE: &str = "content/newsletters/2025-2";

fn lay(plan: &Plan) -> Laying {
    let mut docs = vec![Laid {
        path: format!("{ISSUE}/index.md"),
        folder: ISSUE.to_owned(),
        shown: plan.issue,
        hidden: false,
    }];
    let mut bundle = ISSUE.to_owned();
    for (index, doc) in plan.docs.iter().enumerate() {
        let (path, folder) = match doc.seat {
            Seat::Loose => (format!("content/notices/d{index}.md"), "content/notices".to_owned()),
            Seat::Article => (format!("{ISSUE}/d{index}.md"), ISSUE.to_owned()),
            Seat::Bundle => {
                bundle = format!("content/notices/d{index}");
                (format!("{bundle}/index.md"), bundle.clone())
            }
            Seat::Inside => {
                bundle = format!("{bundle}/d{index}");
                (format!("{bundle}/index.md"), bundle.clone())
            }
            Seat::Category => {
                let folder = format!("{bundle}/d{index}");
                (format!("{folder}/_index.md"), folder)
            }
        };
        // A category is as public as the folders that it lies in.
        let shown = if doc.seat == Seat::Category { Shown::Public } else { doc.shown };
        docs.push(Laid { path, folder, shown, hidden: false });
    }
    let closed: Vec<String> = docs
        .iter()
        .filter(|doc| doc.shown != Shown::Public && doc.path.ends_with("/index.md"))
        .map(|doc| format!("{}/", doc.folder))
        .collect();
    for doc in &mut docs {
        doc.hidden =
            doc.shown != Shown::Public || closed.iter().any(|folder| doc.path.starts_with(folder));
    }
    let mut files = Vec::new();
    let names = ["附 件#", "a%20b-", "Plan&Co-", "图", "x+y=", "100%"];
    let ends = [".pdf", ".html", ".png", ".csv", ".xlsx"];
    for (index, doc) in plan.docs.iter().enumerate() {
        for n in 0..doc.files {
            let count = files.len();
            let mark = format!("暗号{index}之{n}终");
            let name = format!("{}{mark}{}", names[count % names.len()], ends[count % ends.len()]);
            let sub = if count % 3 == 2 { "附件/" } else { "" };
            files.push(File { path: format!("{}/{sub}{name}", docs[index + 1].folder), mark });
        }
    }
    let mut leads = vec![Vec::new()];
    for doc in &plan.docs {
        let real = doc.leads.iter().filter(|_| !files.is_empty());
        leads.push(real.map(|lead| (lead.file % files.len(), lead.clone())).collect());
    }
    Laying { docs, files, leads }
}

impl Laying {
    /// The nearest bundle that a file lies in.
    fn bundle(&self, file: &str) -> Option<&Laid> {
        self.bundles(file).max_by_key(|doc| doc.folder.len())
    }

    fn bundles(&self, file: &str) -> impl Iterator<Item = &Laid> {
        let heads = self.docs.iter().filter(|doc| doc.path.ends_with("/index.md"));
        heads.filter(move |doc| file.starts_with(&format!("{}/", doc.folder)))
    }

    fn is_in_hidden_bundle(&self, file: &str) -> bool {
        self.bundles(file).any(|doc| doc.hidden)
    }

    fn leads_to(&self, file: usize, hidden: bool) -> bool {
        let docs = self.docs.iter().zip(&self.leads).filter(|(doc, _)| doc.hidden == hidden);
        docs.flat_map(|(_, leads)| leads).any(|(to, _)| *to == file)
    }

    /// Whether a file is to be published, by the rule and not by the program.
    fn goes_out(&self, index: usize) -> bool {
        let file = &self.files[index].path;
        let mixed = self.bundles(file).any(|bundle| {
            let folder = format!("{}/", bundle.folder);
            self.docs.iter().any(|doc| doc.hidden && doc.path.starts_with(&folder))
        });
        !self.is_in_hidden_bundle(file)
            && (self.leads_to(index, false)
                || (self.bundle(file).is_some() && !mixed && !self.leads_to(index, true)))
    }

    /// Where a file is published, if it is.
    fn address(&self, file: &str) -> String {
        match self.bundle(file) {
            Some(bundle) => {
                let inside = &file[bundle.folder.len() + 1..];
                let at = self.docs.iter().position(|doc| doc.path == bundle.path).expect("there");
                format!("{}{inside}", address_of(bundle, at))
            }
            None => file.trim_start_matches("content").to_owned(),
        }
    }
}

fn address_of(doc: &Laid, index: usize) -> String {
    match (index, doc.path.starts_with("content/notices/")) {
        (0, _) => "/newsletters/2025/2/".to_owned(),
        (_, true) => format!("/notices/2026/s{index}/"),
        (_, false) => format!("/newsletters/2026/s{index}/"),
    }
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                out.push(char::from(byte));
            }
            byte => write!(out, "%{byte:02X}").expect("memory"),
        }
        out
    })
}

/// A path as seen from a folder.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    format!("{up}{}", to[common..].join("/"))
}

fn spelled(laying: &Laying, lead: &Lead, folder: &str, path: &str) -> String {
    let near = relative(folder, path);
    let address = laying.address(path);
    let has_address = !laying.is_in_hidden_bundle(path);
    match lead.spelling {
        Spelling::Plain if !near.contains(['#', '%', '?']) => near,
        Spelling::Dotted => format!("./{}", percent(&near)),
        Spelling::Roundabout => format!("x/.././{}", percent(&near)),
        Spelling::Rooted => format!("@/{}", percent(path.trim_start_matches("content/"))),
        Spelling::Query => format!("{}?v=1", percent(&near)),
        Spelling::Fragment => format!("{}#p2", percent(&near)),
        Spelling::PercentLower => percent(&near)
            .split('%')
            .enumerate()
            .map(|(n, part)| match n {
                0 => part.to_owned(),
                _ => format!("%{}{}", part[..2].to_lowercase(), &part[2..]),
            })
            .collect(),
        Spelling::FullWidth => percent(&near).replace('%', "％"),
        Spelling::Twice => percent(&percent(&near)),
        Spelling::Address if has_address => percent(&address),
        Spelling::WholeAddress if has_address => {
            format!("https://example.org{}", percent(&address))
        }
        _ => percent(&near),
    }
}

/// The text of a document: its front matter beyond the title, and its body.
fn written(laying: &Laying, index: usize) -> String {
    let doc = &laying.docs[index];
    let is_article = index > 0 && doc.folder == ISSUE;
    let is_category = doc.path.ends_with("/_index.md");
    let secret = mark(index);
    let key = if is_category { "description" } else { "summary" };
    let mut front = format!("title: 关于{secret}的通知\n{key}: 摘要{secret}\n");
    front += match doc.shown {
        Shown::Public => "",
        Shown::Internal => "visibility: internal\n",
        Shown::Draft => "draft: true\n",
        Shown::Waiting => "published: 2026-12-24 10:00\n",
    };
    if index == 0 {
        front += "date: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\n";
    } else if is_category {
        // It has neither day nor number.
    } else if is_article {
        let _ = writeln!(front, "column: 栏目{secret}");
    } else {
        let _ = write!(front, "date: 2026-04-01\nslug: s{index}\nissuer: 单位{secret}\n");
    }
    if !is_category {
        let topics = format!("topics: [主题{secret}]\naliases: [/旧址{secret}/]\n");
        let _ = writeln!(front, "{topics}note: 附注{secret}");
    }
    if doc.hidden && !is_article && !is_category && index > 0 {
        let _ = writeln!(front, "number: 鲁医协发〔2026〕{}号", 900 + index);
    }
    let mut attachments = String::new();
    let mut extra = String::new();
    let mut body = format!("正文{secret}。\n\n");
    for (n, (file, lead)) in laying.leads[index].iter().enumerate() {
        let target = spelled(laying, lead, &doc.folder, &laying.files[*file].path);
        let html = target.replace('&', "&amp;").replace('"', "&quot;");
        let is_address = matches!(lead.spelling, Spelling::Address | Spelling::WholeAddress)
            && (target.starts_with('/') || target.contains("://"));
        let _ = match lead.form {
            Form::Attachment if is_address || is_category => write!(body, "[件](<{target}>)\n\n"),
            Form::Attachment => {
                writeln!(attachments, "  - {{title: 附件{secret}, file: '{target}'}}")
            }
            Form::Extra => writeln!(extra, "  x{n}: [{{a: '{target}'}}]"),
            Form::Link => write!(body, "文[件{n}](<{target}>)。\n\n"),
            Form::Image => write!(body, "![图{n}](<{target}>)\n\n"),
            Form::Reference => write!(body, "[件{n}][r{n}]\n\n[r{n}]: <{target}>\n\n"),
            Form::RawLink => write!(body, "文<a class='x' HREF=\"{html}\">件</a>。\n\n"),
            Form::RawImage => {
                write!(body, "<img alt='' src='{}'>\n\n", html.replace('\'', "&#39;"))
            }
            Form::RawEntities => {
                let coded: String = target.chars().map(|c| format!("&#x{:x};", c as u32)).collect();
                write!(body, "<div><a href={coded}>件</a></div>\n\n")
            }
            Form::RawLines => {
                write!(body, "<div\nid=x{n}>\n<a\n  href=\n  \"{html}\"\n>件</a>\n</div>\n\n")
            }
        };
    }
    if !attachments.is_empty() {
        let _ = write!(front, "attachments:\n{attachments}");
    }
    let _ = write!(front, "extra:\n  secret: 附加{secret}\n{extra}");
    format!("---\n{front}---\n\n{body}")
}

/// The word that stands wherever a document says something.
fn mark(index: usize) -> String {
    format!("甲{}乙", ["子", "丑", "寅", "卯", "辰", "巳", "午"][index])
}

fn build(laying: &Laying) -> Outcome {
    let mut site = Site::basic();
    for (index, doc) in laying.docs.iter().enumerate() {
        site = site.edit(&doc.path, &written(laying, index));
    }
    for file in &laying.files {
        site = site.bytes(&file.path, file.mark.as_bytes());
    }
    site.build()
}

fn holds(plan: &Plan) {
    let laying = lay(plan);
    let outcome = build(&laying);
    let texts = || -> String {
        let all = laying.docs.iter().enumerate();
        all.map(|(i, doc)| format!("=== {}\n{}", doc.path, written(&laying, i))).collect()
    };
    let public = || laying.docs.iter().zip(&laying.leads).filter(|(doc, _)| !doc.hidden);
    let goes_astray = public()
        .flat_map(|(_, leads)| leads)
        // The theme's own keys are no links, and what they name is merely not published.
        .filter(|(_, lead)| lead.form != Form::Extra)
        .any(|(file, _)| laying.is_in_hidden_bundle(&laying.files[*file].path));
    if goes_astray {
        outcome.diagnostic("link-hidden");
        return;
    }
    let errors = outcome.built.diagnostics.iter().filter(|d| d.is_error()).count();
    assert_eq!(errors, 0, "{}\n{}", outcome.report(), texts());

    let mut secrets: Vec<String> = Vec::new();
    for (index, doc) in laying.docs.iter().enumerate() {
        if doc.hidden {
            secrets.extend([mark(index), format!("〕{}号", 900 + index)]);
        } else {
            let word = mark(index);
            let is_there = outcome.files.values().any(|b| contains(b, word.as_bytes()));
            assert!(is_there, "{word} is public\n{}", texts());
        }
    }
    let mut expected = BTreeSet::new();
    for (index, file) in laying.files.iter().enumerate() {
        if laying.goes_out(index) {
            let address = laying.address(&file.path);
            let published = outcome.files.get(address.trim_start_matches('/'));
            let diagnostics = outcome.report();
            assert!(
                published.is_some_and(|bytes| *bytes == file.mark.as_bytes()),
                "{address} is not published\n{diagnostics}\n{}",
                texts()
            );
            expected.insert(&file.mark);
        } else if !public().flat_map(|(_, leads)| leads).any(|(to, _)| *to == index) {
            secrets.push(file.mark.clone());
        }
    }
    let everything = search_texts(&outcome);
    for secret in &secrets {
        for (path, bytes) in &outcome.files {
            let is_told = contains(bytes, secret.as_bytes()) || path.contains(secret.as_str());
            assert!(!is_told, "{secret} is in {path}\n{}", texts());
            assert!(
                !contains(bytes, percent(secret).as_bytes()),
                "{secret} in {path}: {}",
                texts()
            );
        }
        assert!(!everything.contains(secret.as_str()), "{secret} can be searched for: {}", texts());
    }
}

/// All that the index of the search holds of the documents, as its readers read it.
fn search_texts(outcome: &Outcome) -> String {
    let open = |path: &str| {
        let bytes = outcome.files.get(&format!("search/{path}")).cloned();
        bytes.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    };
    let every = Query { text: "正文".into(), most: usize::MAX, ..Query::default() };
    let answer = query(&open, &every).expect("an index");
    let listed = outcome.catalogue()["documents"].as_array().expect("a list").len();
    assert!(answer.total >= listed, "every document is in the index");
    format!("{answer:?}")
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(40), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn only_what_is_public_reaches_the_output(plan in plan()) {
        holds(&plan);
    }
}

const ISSUE_HEAD: &str =
    "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\n";

/// A public issue, and an article of it with a body that is not public.
fn issue_with(hidden: &str) -> Site {
    Site::basic()
        .edit("content/newsletters/2025-2/index.md", &format!("{ISSUE_HEAD}---\n卷首。\n"))
        .edit(
            "content/newsletters/2025-2/a.md",
            &format!("---\ntitle: 内部\nvisibility: internal\n---\n{hidden}\n"),
        )
        .bytes("content/newsletters/2025-2/secret x.html", b"secret")
}

#[test]
fn a_bundle_that_holds_a_hidden_document_keeps_what_nobody_leads_to() {
    for hidden in [
        "没有链接。",
        "[名单](secret%20x.html)",
        "[名单](<secret x.html#p2>)",
        "<a href=\"secret x.html\">名单</a>",
        "[名单](@/newsletters/2025-2/secret%20x.html?v=1)",
    ] {
        let outcome = issue_with(hidden).build();
        assert!(!outcome.files.values().any(|bytes| bytes == b"secret"), "{hidden}");
        let expected: &[&str] = if hidden.contains("secret") { &[] } else { &["file-unused"] };
        assert_eq!(outcome.ids(), expected, "{}", outcome.report());
    }
}

#[test]
fn a_file_that_nothing_leads_to_is_told() {
    let site = |body: &str, extra: &str| {
        let text = format!(
            "---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-03-15\n{extra}---\n{body}\n"
        );
        Site::basic()
            .edit("content/notices/a/index.md", &text)
            .bytes("content/notices/a/未列出.docx", b"x")
    };
    let outcome = site("正文。", "").build();
    assert_eq!(outcome.ids(), ["file-unused"], "{}", outcome.report());
    assert!(outcome.has("lyxf/2026/1/未列出.docx"), "a public bundle publishes its files");
    for (body, extra) in [
        ("[表](未列出.docx)", ""),
        ("<a href=未列出.docx>表</a>", ""),
        ("[表](/lyxf/2026/1/未列出.docx)", ""),
        ("正文。", "attachments: [{title: 表, file: 未列出.docx}]\n"),
        ("正文。", "extra: {cover: ./未列出.docx}\n"),
    ] {
        let outcome = site(body, extra).build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{body}{extra}: {}", outcome.report());
        assert!(outcome.has("lyxf/2026/1/未列出.docx"), "{body}{extra}");
    }
}

#[test]
fn hiding_covers_all_below_a_hidden_bundle() {
    let secret = "机密甲";
    for key in ["visibility: internal", "draft: true"] {
        let site = Site::with_notice()
            .edit(
                "content/newsletters/ii/index.md",
                &format!("{ISSUE_HEAD}{key}\n---\n{secret}\n"),
            )
            .edit(
                "content/newsletters/ii/a/index.md",
                &format!("---\ntitle: {secret}\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\n---\n{secret}\n"),
            )
            .edit("content/newsletters/ii/a/b/c.md", &format!("---\ntitle: {secret}\ndate: 2026-04-01\n---\n{secret}\n"))
            .bytes("content/newsletters/ii/a/f.pdf", secret.as_bytes())
            .edit("content/newsletters/ii/col/_index.md", &format!("---\ntitle: {secret}\n---\n{secret}\n"))
            .bytes("content/newsletters/ii/col/g.pdf", secret.as_bytes());
        let outcome = site.build();
        assert_eq!(outcome.ids(), ["category-hidden"], "{}", outcome.report());
        for (path, bytes) in &outcome.files {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(secret) && !text.contains("〔2026〕2号"), "{key}: {path}");
        }
        let leading = site.clone().notice(
            "two",
            "number: 鲁医协发〔2026〕3号\ndate: 2026-04-01",
            "[一](../newsletters/ii/a/index.md)[二](@/newsletters/ii/a/f.pdf)[三](../newsletters/ii/col/_index.md)",
        );
        let ids = leading.build().ids();
        assert_eq!(ids.iter().filter(|id| **id == "link-hidden").count(), 3, "{ids:?}");
    }
}

#[test]
fn a_document_that_says_it_is_public_is_an_error_in_an_internal_folder_only() {
    let site = |key: &str| {
        Site::basic()
            .edit("content/newsletters/ii/index.md", &format!("{ISSUE_HEAD}{key}\n---\n卷首\n"))
            .edit("content/newsletters/ii/a.md", "---\ntitle: 甲\n公开属性: 公开\n---\n正文\n")
    };
    let outcome = site("visibility: internal").build();
    assert_eq!(outcome.ids(), ["public-in-internal"], "{}", outcome.report());
    assert!(outcome.diagnostic("public-in-internal").is_error());
    assert_eq!(site("draft: true").build().ids(), [] as [&str; 0]);
}

#[test]
fn attachments_lie_in_the_content_and_in_no_hidden_bundle() {
    let site = |file: &str| {
        Site::basic()
            .notice(
                "one",
                &format!("number: 鲁医协发〔2026〕1号\ndate: 2026-03-15\nattachments: [{{title: 附, file: '{file}'}}]"),
                "正文。",
            )
            .edit(
                "content/notices/int/index.md",
                "---\ntitle: 内部\ndate: 2026-04-01\nissuer: 山东省医院协会\nvisibility: internal\n---\n正文\n",
            )
            .bytes("content/notices/int/plan.pdf", b"secret")
            .bytes("content/notices/open a.pdf", b"open")
            .bytes("fonts/x.pdf", b"secret")
            .bytes("static/x.pdf", b"static")
    };
    for (file, id) in [
        ("int/plan.pdf", "link-hidden"),
        ("@/notices/int/plan.pdf", "link-hidden"),
        ("./int/pl%61n.pdf?x=1", "link-hidden"),
        ("../../fonts/x.pdf", "attachment-outside"),
        ("../../static/x.pdf", "attachment-outside"),
        ("https://pan.baidu.com/s/1", "attachment-outside"),
        ("nothing.pdf", "attachment-missing"),
    ] {
        let outcome = site(file).build();
        // Nothing leads to the other file then, which is reported too.
        let ids: Vec<&str> = outcome.ids().into_iter().filter(|id| *id != "file-loose").collect();
        assert_eq!(ids, [id], "{file}: {}", outcome.report());
        assert!(outcome.diagnostic(id).is_error());
    }
    for file in ["open a.pdf", "open%20a.pdf", "@/notices/open a.pdf", "./open%20a.pdf#p2"] {
        let outcome = site(file).build();
        assert_eq!(outcome.ids(), [] as [&str; 0], "{file}: {}", outcome.report());
        assert!(outcome.has("notices/open a.pdf"), "{file}");
    }
}

#[test]
fn the_folder_content_in_content_keeps_its_name() {
    let site = Site::basic()
        .edit("content/content/_index.md", "---\ntitle: 内容\n---\n")
        .edit(
            "content/content/a.md",
            "---\ntitle: 关于甲的通知\nissuer: 山东省医院协会\ndate: 2026-04-01\n---\n[表](b.pdf)\n",
        )
        .bytes("content/content/b.pdf", b"open");
    let outcome = site.build();
    assert!(outcome.has("content/b.pdf"), "{:?}{}", outcome.files.keys(), outcome.report());
    assert!(outcome.page("/content/2026/a/").contains("href=\"/content/b.pdf\""));
}

#[test]
fn a_repeal_by_an_internal_document_is_told() {
    let site = |key: &str, relation: &str| {
        let front = format!(
            "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01\n{key}\n{relation}: 鲁医协发〔2026〕1号"
        );
        Site::with_notice().notice("two", &front, "正文。")
    };
    for relation in ["repeals", "annuls", "replaces", "amends"] {
        let outcome = site("visibility: internal", relation).build();
        assert_eq!(outcome.ids(), ["relation-from-hidden"], "{}", outcome.report());
        assert!(outcome.has("lyxf/2026/1/index.html"), "it is a warning");
        assert_eq!(site("draft: true", relation).build().ids(), [] as [&str; 0], "{relation}");
    }
    assert_eq!(site("visibility: internal", "forwards").build().ids(), [] as [&str; 0]);
}
