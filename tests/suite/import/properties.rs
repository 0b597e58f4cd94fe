//! No character of a body is lost or changed, whatever it holds.

use super::rendered;
use super::word_file::{WordFile, centered, line, paragraph, right, run};
use super::{body, imported, tight};
use crate::properties::cases;
use gongbao::import::Format;
use proptest::prelude::*;
use proptest::sample::select;

/// Parts of texts: words, and whatever Markdown or HTML could take for markup.
const FRAGMENTS: &[&str] = &[
    "会员单位",
    "医疗质量",
    "根据",
    "工作",
    "，",
    "。",
    "；",
    "、",
    "“",
    "”",
    "（",
    "）",
    "《办法》",
    "2026年",
    "120",
    "3.8",
    "A",
    "e说",
    " ",
    "\u{3000}",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "[x]",
    "](",
    "[^1]",
    "[甲]: b",
    "![",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&#35;",
    "#",
    "## ",
    "|",
    "|---|",
    "\\",
    "\\*",
    "1.",
    "1. ",
    "2. ",
    "01. ",
    "9) ",
    "12.",
    "- ",
    "+ ",
    "* ",
    "> ",
    "---",
    "===",
    ":",
    "：",
    "（一）",
    "一、",
    "（2）",
    "①",
    "第三条",
    "!",
    "\"",
    "'",
    "$",
    "%",
    "^",
    "{",
    "}",
    "=",
    "…",
    "——",
    "·",
    "//",
    "@",
    "a_b",
    "x*y",
    "a.test",
];

const HEAD: [&str; 3] = ["山东省医院协会文件", "鲁医协发〔2026〕7号", "关于做好有关工作的通知"];
const FIRST: &str = "现将有关事项通知如下，请认真贯彻执行。";
const LAST: &str = "请各单位遵照执行，并将情况报秘书处。";

#[derive(Clone, Debug)]
struct Piece {
    text: String,
    bold: bool,
    position: &'static str,
    is_inserted: bool,
}

#[derive(Clone, Debug)]
enum Part {
    Paragraph(Vec<Piece>),
    /// Lines within one paragraph.
    Lines(Vec<String>),
    Heading(String),
    Deleted(String),
    /// Cells, and whether the first of a row spans two columns.
    Table(Vec<Vec<String>>, bool),
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(FRAGMENTS), 1..9).prop_map(|parts| parts.concat())
}

fn piece() -> impl Strategy<Value = Piece> {
    let position = select(&["", "", "", "superscript", "subscript"][..]);
    (text(), any::<bool>(), position, any::<bool>())
        .prop_map(|(text, bold, position, is_inserted)| Piece { text, bold, position, is_inserted })
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        4 => prop::collection::vec(piece(), 1..4).prop_map(Part::Paragraph),
        1 => prop::collection::vec(text(), 2..4).prop_map(Part::Lines),
        1 => text().prop_map(Part::Heading),
        1 => text().prop_map(Part::Deleted),
        1 => (prop::collection::vec(prop::collection::vec(text(), 3), 1..4), any::<bool>())
            .prop_map(|(rows, is_merged)| Part::Table(rows, is_merged)),
    ]
}

impl Part {
    fn xml(&self) -> String {
        match self {
            Part::Paragraph(pieces) => {
                let xml = pieces.iter().map(|piece| {
                    let bold = if piece.bold { "<w:b/>" } else { "" };
                    let position = match piece.position {
                        "" => String::new(),
                        position => format!(r#"<w:vertAlign w:val="{position}"/>"#),
                    };
                    let run = run(&format!("{bold}{position}"), &piece.text);
                    if piece.is_inserted { format!("<w:ins>{run}</w:ins>") } else { run }
                });
                paragraph("", &xml.collect::<String>())
            }
            Part::Lines(lines) => {
                let runs: Vec<String> = lines.iter().map(|line| run("", line)).collect();
                paragraph("", &runs.join("<w:r><w:br/></w:r>"))
            }
            Part::Heading(text) => paragraph(r#"<w:outlineLvl w:val="1"/>"#, &run("", text)),
            Part::Deleted(text) => {
                let deleted =
                    run("", text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ");
                paragraph("", &format!("<w:del>{deleted}</w:del>"))
            }
            Part::Table(rows, is_merged) => {
                let row = |cells: &Vec<String>| {
                    let cells = cells.iter().enumerate().map(|(index, text)| {
                        let span = if *is_merged && index == 0 {
                            r#"<w:gridSpan w:val="2"/>"#
                        } else {
                            ""
                        };
                        format!("<w:tc><w:tcPr>{span}</w:tcPr>{}</w:tc>", line(text))
                    });
                    format!("<w:tr>{}</w:tr>", cells.collect::<String>())
                };
                // One cell more makes the merged ones differ from the rest.
                let last = if *is_merged {
                    let cells: String =
                        (0..4).map(|_| format!("<w:tc>{}</w:tc>", line("末"))).collect();
                    format!("<w:tr>{cells}</w:tr>")
                } else {
                    String::new()
                };
                format!("<w:tbl>{}{last}</w:tbl>", rows.iter().map(row).collect::<String>())
            }
        }
    }

    fn visible(&self) -> String {
        match self {
            Part::Paragraph(pieces) => pieces.iter().map(|piece| piece.text.as_str()).collect(),
            Part::Lines(lines) => lines.concat(),
            Part::Heading(text) => text.clone(),
            Part::Deleted(_) => String::new(),
            Part::Table(rows, is_merged) => {
                let last = if *is_merged { "末末末末" } else { "" };
                rows.iter().flatten().cloned().collect::<String>() + last
            }
        }
    }
}

/// A Word file with a head, a foot, and these parts between two sentences.
fn word_file(parts: &[Part]) -> Vec<u8> {
    let mut xml: String = HEAD.iter().map(|text| centered(text)).collect();
    xml.push_str(&line("各会员单位："));
    xml.push_str(&line(FIRST));
    xml.extend(parts.iter().map(Part::xml));
    xml.push_str(&line(LAST));
    xml.push_str(&right("山东省医院协会"));
    xml.push_str(&right("2026年5月8日"));
    WordFile::new(&xml).bytes()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn readers_see_every_character_of_a_word_file(parts in prop::collection::vec(part(), 0..8)) {
        let recognised = imported(Format::Docx, &word_file(&parts));
        let visible: String = parts.iter().map(Part::visible).collect();
        let markdown = body(&recognised);
        prop_assert_eq!(
            tight(&rendered::text(&markdown)),
            tight(&format!("{FIRST}{visible}{LAST}")),
            "{}", markdown
        );
        prop_assert_eq!(recognised.main.recipients, ["各会员单位"]);
        prop_assert_eq!(recognised.main.date.map(|date| date.to_string()), Some("2026-05-08".to_owned()));
    }

    #[test]
    fn readers_see_every_character_of_a_text_file(lines in prop::collection::vec(text(), 0..30)) {
        let file = format!(
            "{}\n各会员单位：\n{FIRST}\n{}\n{LAST}\n山东省医院协会\n2026年5月8日\n",
            HEAD.join("\n"),
            lines.join("\n")
        );
        let markdown = body(&imported(Format::Text, file.as_bytes()));
        let expected = format!("{FIRST}{}{LAST}", lines.concat());
        prop_assert_eq!(tight(&rendered::text(&markdown)), tight(&expected), "{}", markdown);
    }

    #[test]
    fn paragraphs_of_a_wrapped_text_file_come_back(
        sentences in prop::collection::vec("[一-龟]{3,40}[，。；]", 20..60),
        width in 20usize..40,
    ) {
        // Paragraphs of two sentences, whose first lines are indented, with page numbers between.
        let paragraphs: Vec<String> = sentences.chunks(2).map(|pair| format!("{}。", pair.concat())).collect();
        let mut file = String::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let chars: Vec<char> = "\u{3000}\u{3000}".chars().chain(paragraph.chars()).collect();
            for line in chars.chunks(width) {
                file.extend(line);
                file.push('\n');
            }
            if index % 7 == 6 {
                file.push_str(&format!("\n- {} -\n\u{c}", index / 7 + 1));
            }
        }
        let recognised = imported(Format::Text, file.as_bytes());
        let title = super::title(&recognised).to_owned();
        let all = title + &body(&recognised);
        prop_assert_eq!(tight(&rendered::text(&all)), tight(&paragraphs.concat()), "{}", all);
    }
}
