//! Nothing of what is not public reaches the output, whatever its spelling and place; and what public
//! documents refer to does.
//!
//! The property makes whole sites at random and decides by itself which of their files are published.

mod plan;
mod text;

use crate::harness::{Outcome, Site};
use crate::properties::cases;
use gongbao::export::Engine;
use gongbao::search::{Query, query};
use plan::{Form, Layout, Plan, layout, plan};
use proptest::prelude::*;
use std::io;
use text::{document_text, mark, percent};

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..cases(40) })]

    #[test]
    fn only_what_is_public_reaches_the_output(plan in plan()) {
        check_plan(&plan);
    }
}

fn site_of(layout: &Layout) -> Site {
    let mut site = Site::basic();
    for (index, doc) in layout.docs.iter().enumerate() {
        site = site.edit(&doc.path, &document_text(layout, index));
    }
    for file in &layout.files {
        site = site.bytes(&file.path, file.mark.as_bytes());
    }
    site
}

fn check_plan(plan: &Plan) {
    let layout = layout(plan);
    let site = site_of(&layout);
    let outcome = site.build();
    let texts = || -> String {
        let all = layout.docs.iter().enumerate();
        all.map(|(i, doc)| format!("=== {}\n{}", doc.path, document_text(&layout, i))).collect()
    };
    let public = || layout.docs.iter().zip(&layout.references).filter(|(doc, _)| !doc.hidden);
    let references_hidden_bundle = public()
        .flat_map(|(_, references)| references)
        // Values in `extra` are no links; a hidden file that they name is merely not published.
        .filter(|(_, reference)| reference.form != Form::Extra)
        .any(|(file, _)| layout.is_in_hidden_bundle(&layout.files[*file].path));
    if references_hidden_bundle {
        outcome.diagnostic("link-hidden");
        return;
    }
    let errors = outcome.built.diagnostics.iter().filter(|d| d.is_error()).count();
    assert_eq!(errors, 0, "{}\n{}", outcome.report(), texts());

    let mut secrets: Vec<String> = Vec::new();
    for (index, doc) in layout.docs.iter().enumerate() {
        if doc.hidden {
            secrets.extend([mark(index), format!("〕{}号", 900 + index)]);
        } else {
            let word = mark(index);
            let is_there = outcome.files.values().any(|b| contains(b, word.as_bytes()));
            assert!(is_there, "{word} is public\n{}", texts());
        }
    }
    for (index, file) in layout.files.iter().enumerate() {
        if layout.is_published(index) {
            let address = layout.address(&file.path);
            let published = outcome.files.get(address.trim_start_matches('/'));
            let diagnostics = outcome.report();
            assert!(
                published.is_some_and(|bytes| *bytes == file.mark.as_bytes()),
                "{address} is not published\n{diagnostics}\n{}",
                texts()
            );
        } else if !public().flat_map(|(_, references)| references).any(|(to, _)| *to == index) {
            secrets.push(file.mark.clone());
        }
    }
    let published = search_texts(&outcome);
    let mut searched = vec![published.clone()];
    for engine in Engine::ALL {
        let (settings, documents) = site.for_engine(engine);
        let marks = (0..layout.docs.len()).map(mark);
        for mark in marks.filter(|mark| published.contains(mark)) {
            assert!(documents.contains(&mark), "{mark} is public");
        }
        searched.push(settings + &documents);
    }
    for secret in &secrets {
        for (path, bytes) in &outcome.files {
            let is_disclosed = contains(bytes, secret.as_bytes()) || path.contains(secret.as_str());
            assert!(!is_disclosed, "{secret} is in {path}\n{}", texts());
            assert!(
                !contains(bytes, percent(secret).as_bytes()),
                "{secret} in {path}: {}",
                texts()
            );
        }
        let is_found = searched.iter().any(|everything| everything.contains(secret.as_str()));
        assert!(!is_found, "{secret} can be searched for: {}", texts());
    }
}

/// Returns everything that the search index holds of the documents.
fn search_texts(outcome: &Outcome) -> String {
    let open = |path: &str| {
        let bytes = outcome.files.get(&format!("search/{path}")).cloned();
        bytes.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    };
    let every = Query { text: "正文".into(), limit: usize::MAX, ..Query::default() };
    let answer = query(&open, &every).expect("an index");
    let listed = outcome.catalogue()["documents"].as_array().expect("a list").len();
    assert!(answer.total >= listed, "every document is in the index");
    format!("{answer:?}")
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

const ISSUE_HEAD: &str =
    "---\ntitle: 会讯\ndate: 2025-12-26\nissuer: 山东省医院协会\nissue: {year: 2025, number: 2}\n";

/// A public issue with an internal article.
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
fn bundle_with_a_hidden_document_publishes_only_files_that_are_referred_to() {
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
fn file_that_nothing_refers_to_is_reported() {
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
fn everything_below_a_hidden_bundle_is_hidden() {
    let secret = "机密甲";
    for key in ["visibility: internal", "draft: true"] {
        let site = Site::with_notice()
            .edit(
                "content/newsletters/ii/index.md",
                &format!("{ISSUE_HEAD}{key}\n---\n{secret}\n"),
            )
            .edit(
                "content/newsletters/ii/a/index.md",
                &format!("---\ntitle: {secret}\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-04-01\n---\n{secret}的内容。\n"),
            )
            .edit("content/newsletters/ii/a/b/c.md", &format!("---\ntitle: {secret}\ndate: 2026-04-01\n---\n{secret}的内容。\n"))
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
fn explicitly_public_document_is_an_error_only_in_an_internal_folder() {
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
fn attachment_outside_the_content_or_in_a_hidden_bundle_is_an_error() {
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
        // Nothing refers to the other file then, which is reported too.
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
fn folder_named_content_within_content_keeps_its_name() {
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
fn relation_from_an_internal_document_is_a_warning() {
    let site = |key: &str, relation: &str| {
        let front = format!(
            "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01\n{key}\n{relation}: 鲁医协发〔2026〕1号"
        );
        Site::with_notice().notice("two", &front, "正文。")
    };
    for relation in ["repeals", "annuls", "replaces", "amends"] {
        let outcome = site("visibility: internal", relation).build();
        assert_eq!(outcome.ids(), ["relation-from-hidden"], "{}", outcome.report());
        assert!(outcome.has("lyxf/2026/1/index.html"), "a warning does not stop the build");
        assert_eq!(site("draft: true", relation).build().ids(), [] as [&str; 0], "{relation}");
    }
    assert_eq!(site("visibility: internal", "forwards").build().ids(), [] as [&str; 0]);
}
