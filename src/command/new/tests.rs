use super::*;
use crate::cli;
use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::document;
use crate::markdown::RawHtml;
use crate::source::{SitePath, Source};
use std::collections::BTreeMap;

/// What YAML takes for something else if it is not quoted.
const AWKWARD: [&str; 9] = [
    "协会: 分会",
    "协会 # 分会",
    "- 协会",
    "'协会'的\"分会\"",
    "{协会}",
    "[协会]",
    "true",
    "2026",
    "@协会",
];

fn tree(files: &[(String, String)]) -> Tree {
    let texts = files.iter().map(|(path, text)| {
        let path = SitePath::new(path);
        (path.clone(), Arc::new(Source::decode(path, text.as_bytes())))
    });
    let read = Arc::new(|_: &SitePath| Err(std::io::ErrorKind::NotFound.into()));
    Tree { texts: texts.collect(), assets: BTreeMap::new(), read }
}

/// A site with a category of each kind, whose only document names its keys in a language.
fn site(issuer: &str, language: Language) -> Vec<(String, String)> {
    let issuer = issuer.replace('\'', "''");
    let settings = format!("issuers:\n  - {{name: '{issuer}', code: 甲协发, slug: jx}}\n");
    let issue = language.pick(
        "---\n标题: 旧\n成文日期: 2025-01-02\n期号: 2025年第1期\n---\n",
        "---\ntitle: 旧\ndate: 2025-01-02\nissue: {year: 2025, number: 1}\n---\n",
    );
    let mut files = vec![
        ("site.yaml".to_owned(), settings),
        ("content/newsletter/2025-1/index.md".to_owned(), issue.to_owned()),
    ];
    files.extend(Kind::ALL.map(|kind| {
        let key = kind.key();
        (format!("content/{key}/_index.md"), format!("---\ntitle: {key}\nkind: {key}\n---\n"))
    }));
    files
}

/// Returns the file that `gongbao new` makes in a site.
fn new_in(files: &[(String, String)], arguments: &[&str]) -> NewFile {
    let tree = tree(files);
    let arguments = ["gongbao", "new"].iter().chain(arguments);
    let matches = cli::command(Language::English).get_matches_from(arguments);
    let (_, matches) = matches.subcommand().unwrap();
    let now = Moment::from_date(jiff::civil::date(2026, 11, 22));
    new_file(matches, &Filed::read(&tree, now), &tree).unwrap()
}

#[test]
fn new_file_of_every_kind_is_read_as_it_was_meant() {
    for language in [Language::Chinese, Language::English] {
        for text in AWKWARD {
            let files = site(text, language);
            let categories = Kind::ALL.map(Kind::key).into_iter().chain(["newsletter/2025-1"]);
            for category in categories {
                let new = new_in(&files, &[category, "--", text]);
                let source =
                    Arc::new(Source::decode(SitePath::new(&new.path), new.text.as_bytes()));
                let parsed = document::parse(
                    &source,
                    RawHtml::Sanitised,
                    &document::DeclaredFields::default(),
                );
                let errors: Vec<&Diagnostic> =
                    parsed.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
                assert!(errors.is_empty(), "{}\n{errors:#?}", new.text);
                let front = parsed.value.unwrap().front;
                assert_eq!(front.title.value, text, "{}", new.text);
                assert!(front.is_draft, "{}", new.text);
                let issuers: Vec<&str> = front.issuer.iter().map(|name| &*name.value).collect();
                let is_issued = category.split('/').count() == 1 && category != "page";
                let expected = if is_issued { vec![text] } else { Vec::new() };
                assert_eq!(issuers, expected, "{}", new.text);
                assert!(new.text.contains(new.draft_line), "{}", new.text);
            }
        }
    }
}

#[test]
fn new_document_with_the_next_number_states_no_issuer() {
    let new =
        new_in(&site("甲协会", Language::English), &["notice", "--number", "next", "--", "通知"]);
    assert_eq!(new.path, "content/notice/jx-2026-1.md");
    assert!(new.text.contains("number: 甲协发〔2026〕1号\n"), "{}", new.text);
    assert!(!new.text.contains("issuer"), "{}", new.text);
}

#[test]
fn new_document_has_the_keys_that_its_category_declares() {
    let mut files = site("甲协会", Language::Chinese);
    let declaring = "---\ntitle: 标准\nkind: report\nfields:\n  - {key: 标准编号, required: true}\n  - {key: 归口, type: choice, choices: [医疗, 护理]}\n---\n";
    files.push(("content/standards/_index.md".to_owned(), declaring.to_owned()));
    let new = new_in(&files, &["standards", "--", "甲标准"]);
    assert!(new.text.contains("\n标准编号:\n# 归口: 医疗、护理\n"), "{}", new.text);
    let other = new_in(&files, &["report", "--", "甲报告"]);
    assert!(!other.text.contains("归口"), "{}", other.text);
}
