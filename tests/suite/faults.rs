//! What editors see: each `tests/faults/*.md` is one bad document and, below the line `=====`, the exact
//! report in Chinese and in English.
//!
//! `BLESS=1 cargo test faults` records the reports; read the difference before you commit it.

use crate::harness::Site;
use gongbao::language::Language;
use std::fs;
use std::path::PathBuf;

const SEPARATOR: &str = "\n=====\n";

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir("tests/faults")
        .expect("tests/faults")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    cases.sort();
    assert!(cases.len() >= 25, "the cases are here");
    cases
}

/// Decodes `\u{FEFF}`, `\r`, `\t`, `\u{3000}` and GBK, which are spelled out because editors do not show them.
fn document(case: &str) -> Vec<u8> {
    let text = case
        .replace("<BOM>", "\u{feff}")
        .replace("<CR>", "\r")
        .replace("<TAB>", "\t")
        .replace("<WIDE>", "\u{3000}")
        .replace("<NBSP>", "\u{a0}")
        .replace("<ZERO>", "\u{200b}")
        .replace("<BULLET>", "\u{f06c}");
    match text.strip_prefix("<GBK>") {
        Some(rest) => encoding_rs::GBK.encode(rest).0.into_owned(),
        None if text == "<EMPTY>" => Vec::new(),
        None => with_gbk_lines(&text),
    }
}

/// Encodes lines that begin with `<GBK>` in GBK and all others in UTF-8.
fn with_gbk_lines(text: &str) -> Vec<u8> {
    let line = |line: &str| match line.strip_prefix("<GBK>") {
        Some(rest) => encoding_rs::GBK.encode(rest).0.into_owned(),
        None => line.as_bytes().to_vec(),
    };
    text.split_inclusive('\n').flat_map(line).collect()
}

#[test]
fn every_bad_document_is_reported_as_recorded() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for path in cases() {
        let text = fs::read_to_string(&path).expect("a case");
        let (case, expected) = text.split_once(SEPARATOR).unwrap_or((text.trim_end(), ""));
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let outcome = site().bytes(&format!("content/notices/{name}.md"), &document(case)).build();
        let diagnostics = format!(
            "{}\n{}",
            outcome.report_in(Language::Chinese),
            outcome.report_in(Language::English)
        );
        if bless {
            fs::write(&path, format!("{case}{SEPARATOR}{diagnostics}")).expect("writing a case");
        } else if diagnostics != expected {
            wrong.push(format!(
                "{}:\n--- expected\n{expected}\n+++ diagnostics\n{diagnostics}",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A site with a few documents to refer to.
fn site() -> Site {
    Site::with_notice()
        .edit(
            "words.yaml",
            "- {wrong: 登陆, right: 登录, reason: 上网用“登录”, except: [登陆作战]}\n",
        )
        .notice("standard", "standard: T/SDHA 001—2026\ndate: 2026-04-01", "正文。")
        .notice("two", "number: 鲁医协发〔2026〕2号\ndate: 2026-04-01", "正文。")
        .notice(
            "hidden",
            "issuer: 山东省医院协会\ndate: 2026-04-01\nvisibility: internal",
            "内部。",
        )
}
