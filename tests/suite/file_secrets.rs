//! What published files tell of persons.

use crate::harness::{Outcome, Site};
use gongbao::language::Language;
use std::io::Write;

/// A photo with nothing but an artist in its Exif data.
fn photo() -> Vec<u8> {
    let artist = b"Zhang San\0";
    let mut tiff = b"II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend([0x3b, 0x01, 2, 0, artist.len() as u8, 0, 0, 0, 26, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend(artist);
    let mut jpeg = b"\xff\xd8\xff\xe1".to_vec();
    jpeg.extend((tiff.len() as u16 + 8).to_be_bytes());
    jpeg.extend(b"Exif\0\0");
    jpeg.extend(tiff);
    jpeg.extend(b"\xff\xd9");
    jpeg
}

/// An office document of one part.
fn office(part: &str, xml: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    let file = archive.new_file(part).compression_method(rawzip::CompressionMethod::STORE);
    let (mut entry, config) = file.start().expect("an entry");
    let mut writer = config.wrap(&mut entry);
    writer.write_all(xml.as_bytes()).expect("its bytes");
    let (_, descriptor) = writer.finish().expect("a descriptor");
    entry.finish(descriptor).expect("the entry");
    archive.finish().expect("an archive");
    bytes
}

const TEXT: &str = "<w:p><w:r><w:t>身份证号 110105</w:t></w:r><w:r><w:t>19491231002X，手机 13812345678、13912345678</w:t></w:r></w:p>";

/// A document with this front matter.
fn document(front: &str) -> String {
    format!(
        "---\ntitle: 关于测试的通知\nnumber: 鲁医协发〔2026〕1号\ndate: 2026-05-08\n{front}---\n\n正文。\n"
    )
}

/// Builds such a document and files beside it.
fn build(front: &str) -> Outcome {
    Site::basic()
        .edit("content/notices/a/index.md", &document(front))
        .bytes("content/notices/a/名单.docx", &office("word/document.xml", TEXT))
        .bytes(
            "content/notices/a/汇总.xlsx",
            &office("xl/sharedStrings.xml", "<sst><si><t>13812345678</t></si></sst>"),
        )
        .bytes("content/notices/a/b.jpg", &photo())
        .bytes("content/notices/a/c.txt", &photo())
        .build()
}

#[test]
fn numbers_of_persons_in_attached_files_are_reported_where_they_are_attached() {
    let front =
        "attachments:\n  - {title: 名单, file: 名单.docx}\n  - {title: 汇总, file: 汇总.xlsx}\n";
    let outcome = build(front);
    let found: Vec<(&str, usize)> = outcome
        .built
        .diagnostics
        .iter()
        .filter(|found| ["identity-card", "mobile-number"].contains(&found.id))
        .map(|found| {
            let at = found.at.as_ref().expect("a place");
            assert_eq!(at.file.as_str(), "content/notices/a/index.md");
            let text = document(front);
            (found.id, text[..at.start].matches('\n').count() + 1)
        })
        .collect();
    assert_eq!(found, [("identity-card", 6), ("mobile-number", 6), ("mobile-number", 7)]);
    let zh = outcome.report();
    assert!(zh.contains("名单.docx 里有个人手机号码 2 个（138…78）"), "{zh}");
    assert!(!zh.contains("13812345678") && !zh.contains("19491231"), "{zh}");
    let en = outcome.report_in(Language::English);
    assert!(en.contains("名单.docx holds numbers of identity cards: 1 (110…2X)"), "{en}");
}

#[test]
fn numbers_of_persons_in_attached_files_are_allowed_where_they_are_attached() {
    let front = "attachments:\n  - {title: 名单, file: 名单.docx} # check: allow identity-card mobile-number\n  - {title: 汇总, file: 汇总.xlsx}\n";
    let ids: Vec<&str> = build(front).ids();
    assert_eq!(ids.iter().filter(|id| **id == "mobile-number").count(), 1, "{ids:?}");
    assert!(!ids.contains(&"identity-card") && !ids.contains(&"allow-unused"), "{ids:?}");
}

#[test]
fn only_published_files_are_looked_into() {
    let of_bundle = build("");
    let files: Vec<&str> = of_bundle
        .built
        .diagnostics
        .iter()
        .filter(|found| ["identity-card", "mobile-number", "file-secrets"].contains(&found.id))
        .filter_map(|found| Some(found.at.as_ref()?.file.as_str()))
        .collect();
    let expected =
        ["名单.docx", "名单.docx", "汇总.xlsx"].map(|name| format!("content/notices/a/{name}"));
    assert_eq!(files, expected);
    let internal = build("visibility: internal\n");
    let is_found = |id: &str| internal.ids().contains(&id);
    assert!(!is_found("mobile-number") && !is_found("file-secrets"), "{}", internal.report());
}

#[test]
fn photos_are_cleaned_but_attached_ones_are_offered_as_they_are() {
    let published = |front: &str| {
        let outcome = build(front);
        let is_reported = outcome.ids().contains(&"file-secrets");
        (outcome.files["lyxf/2026/1/b.jpg"].clone(), is_reported)
    };
    assert_eq!(published(""), (b"\xff\xd8\xff\xd9".to_vec(), false));
    assert_eq!(published("attachments:\n  - {title: 照片, file: b.jpg}\n"), (photo(), true));
}
