//! Files made to do harm are refused or read, in bounded time, and never stop the program.

use super::word_file::{WordFile, line, zip};
use crate::properties::cases;
use gongbao::import::{self, Format};
use proptest::prelude::*;
use rawzip::CompressionMethod;

const FORMATS: [Format; 4] = [Format::Docx, Format::Text, Format::Html, Format::Markdown];

/// Reads a file and recognises it, if it can be read. Returns whether it could.
fn read(format: Format, bytes: &[u8]) -> bool {
    let Ok(flow) = import::read(format, bytes) else { return false };
    let recognised = import::recognise(flow, &super::KNOWN);
    for piece in std::iter::once(&recognised.main).chain(&recognised.attached) {
        recognised.body(piece);
    }
    true
}

fn document(xml: Vec<u8>) -> Vec<u8> {
    zip(&[("word/document.xml".to_owned(), xml)], CompressionMethod::DEFLATE)
}

#[test]
fn bombs_are_refused() {
    let million = "甲".repeat(1_000_000);
    let much =
        format!("<d><body>{}</body></d>", format!("<p><r><t>{million}</t></r></p>").repeat(20));
    assert!(!read(Format::Docx, &document(much.into_bytes())));
    let deep = format!("<d><body>{}{}</body></d>", "<p>".repeat(100_000), "</p>".repeat(100_000));
    assert!(!read(Format::Docx, &document(deep.into_bytes())));
    let entities = r#"<!DOCTYPE d [<!ENTITY a "甲甲"><!ENTITY b "&a;&a;">]><d><body><p><r><t>&b;</t></r></p></body></d>"#;
    assert!(read(Format::Docx, &document(entities.as_bytes().to_vec())));
}

#[test]
fn deep_pages_are_read() {
    for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote", "span"] {
        let html = format!("<body>{}正文", format!("<{tag}>").repeat(700));
        let flow = import::read(Format::Html, html.as_bytes()).expect("a page");
        let recognised = import::recognise(flow, &[]);
        assert!(
            recognised.body(&recognised.main).text.contains("正文")
                || super::title(&recognised).contains("正文"),
            "{tag}"
        );
    }
}

#[test]
fn page_nested_deeper_than_any_text_is_refused() {
    for tag in ["div", "ul><li", "span"] {
        assert!(!read(Format::Html, format!("<{tag}>").repeat(100_000).as_bytes()), "{tag}");
    }
}

#[test]
fn note_that_is_referred_to_often_is_read_once() {
    let reference = r#"<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="1"/></w:r></w:p>"#;
    let note = format!(r#"<w:footnote w:id="1">{}</w:footnote>"#, line(&"会员".repeat(50_000)));
    let bytes = WordFile::new(&reference.repeat(10_000)).part("footnotes", &note).bytes();
    let started = std::time::Instant::now();
    assert!(read(Format::Docx, &bytes));
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn what_is_no_word_file_is_explained() {
    let say = |bytes: &[u8]| {
        import::read(Format::Docx, bytes).expect_err("no Word file").chinese().to_owned()
    };
    assert!(say(b"").contains("不是 Word 文件"));
    assert!(say(b"plain text").contains("不是 Word 文件"));
    assert!(say(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old").contains("密码"));
    assert!(say(&zip(&[], CompressionMethod::STORE)).contains("不是 Word 文件"));
    let mut cut = WordFile::new(&line(&"会员单位，".repeat(500))).bytes();
    let middle = cut.len() / 3;
    cut[middle..middle + 40].fill(0x55);
    assert!(import::read(Format::Docx, &cut).is_err());
}

#[test]
fn long_texts_take_no_longer_than_their_length_asks() {
    let started = std::time::Instant::now();
    for text in [
        "附件\n",
        "（",
        "《",
        "会员，\n",
        "- 1 -\n",
        "2026年5月8日\n",
        "\u{c}",
        "一、",
        "|\n",
        "[",
        "a\t\n",
        "（。\n",
        "会 ",
        "2026年印发",
        "<p>",
        "<table>甲",
        "发布时间：甲\n",
    ] {
        for format in FORMATS {
            read(format, text.repeat(8_000).as_bytes());
        }
        let paragraphs = line(text.trim()).repeat(2_000);
        read(Format::Docx, &WordFile::new(&paragraphs).bytes());
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_bytes_stop_the_program(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in FORMATS {
            read(format, &bytes);
        }
        read(Format::Docx, &document(bytes));
    }

    #[test]
    fn no_damaged_word_file_stops_the_program(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let xml = format!(
            "<d><body>{}<tbl><tr><tc><tcPr><gridSpan val=\"2\"/><vMerge/></tcPr>{}</tc></tr></tbl>{}</body></d>",
            line("附件：1.甲"), line("乙"), line("2026年5月8日")
        );
        let mut xml = xml.into_bytes();
        for (place, byte) in &places {
            let at = place.index(xml.len());
            xml[at] = *byte;
        }
        read(Format::Docx, &document(xml));
    }
    #[test]
    fn no_damage_to_any_part_stops_the_program(
        part in 0..4_usize,
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        whole in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
        cut in any::<prop::sample::Index>(),
    ) {
        let damaged = |index: usize, text: &str| {
            let mut bytes = text.as_bytes().to_vec();
            for (place, byte) in places.iter().filter(|_| index == part) {
                let at = place.index(bytes.len());
                bytes[at] = *byte;
            }
            bytes
        };
        let styles = r#"<s><style styleId="a"><basedOn val="a"/><pPr><outlineLvl val="1"/><numPr><numId val="1"/></numPr></pPr></style></s>"#;
        let numbering = r#"<n><abstractNum abstractNumId="0"><lvl ilvl="0"><start val="1"/><numFmt val="upperRoman"/><lvlText val="%1."/></lvl></abstractNum><num numId="1"><abstractNumId val="0"/></num></n>"#;
        let notes = format!(r#"<f><footnote id="1">{}</footnote></f>"#, line("注"));
        let text = r#"<p><pPr><pStyle val="a"/></pPr><r><t>甲</t><footnoteReference id="1"/></r></p><tbl><tr><tc><tcPr><gridSpan val="9"/></tcPr></tc></tr></tbl>"#;
        let relations = r#"<R><Relationship Id="1" Type="/styles" Target="1.xml"/><Relationship Id="2" Type="/numbering" Target="2.xml"/><Relationship Id="3" Type="/footnotes" Target="3.xml"/></R>"#;
        let files = [
            ("word/document.xml".to_owned(), format!("<d><body>{text}</body></d>").into_bytes()),
            ("word/1.xml".to_owned(), damaged(1, styles)),
            ("word/2.xml".to_owned(), damaged(2, numbering)),
            ("word/3.xml".to_owned(), damaged(3, &notes)),
            ("word/_rels/document.xml.rels".to_owned(), damaged(0, relations)),
        ];
        let mut bytes = zip(&files, CompressionMethod::DEFLATE);
        for (place, byte) in &whole {
            let at = place.index(bytes.len());
            bytes[at] = *byte;
        }
        read(Format::Docx, &bytes);
        read(Format::Docx, &bytes[..cut.index(bytes.len())]);
    }
}
