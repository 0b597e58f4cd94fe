//! What readers see of a body: the HTML of the site as text.

use super::word_file::{WordFile, line, paragraph, run};
use gongbao::import::Format;
use gongbao::markdown::{self, Labels, RawHtml, Resolved};
use gongbao::source::{SitePath, Source};

/// Renders a body and returns its text, the numbers of lists included.
pub fn text(body: &str) -> String {
    let source = Source::decode(SitePath::new("content/notices/a.md"), body.as_bytes());
    let range = 0..body.len();
    let html =
        markdown::html(&source, range, &Resolved::default(), RawHtml::Sanitised, Labels::CHINESE);
    of_html(&html)
}

/// A list that is open: the number of its next item, if its items have numbers.
type List = Option<u32>;

fn of_html(html: &str) -> String {
    let mut text = String::new();
    let mut lists: Vec<List> = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&unescaped(&rest[..open]));
        let end = rest[open..].find('>').map_or(rest.len(), |end| open + end);
        let tag = &rest[open + 1..end];
        if tag == "ul" || tag.starts_with("ul ") {
            lists.push(None);
        } else if tag == "ol" || tag.starts_with("ol ") {
            let start =
                tag.split("start=\"").nth(1).and_then(|s| s.split('"').next()?.parse().ok());
            lists.push(Some(start.unwrap_or(1)));
        } else if tag == "/ul" || tag == "/ol" {
            lists.pop();
        } else if tag == "li" || tag.starts_with("li ") {
            if let Some(Some(number)) = lists.last_mut() {
                text.push_str(&format!("{number}. "));
                *number += 1;
            }
        } else if tag.starts_with("img ") {
            text.push_str("[图]");
        }
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    text.push_str(&unescaped(rest));
    text
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

#[test]
fn numbers_of_lists_are_part_of_the_text() {
    assert_eq!(super::tight(&text("3. 甲\n4. 乙\n\n- 丙\n")), "3.甲4.乙丙");
    assert_eq!(super::tight(&text("**甲**&amp;\\*")), "甲&*");
}

#[test]
fn bold_marks_never_show() {
    let bold = |text: &str| run("<w:b/>", text);
    for (before, inner, after) in [
        ("a_b", "·", ""),
        ("会员", "—", "会"),
        ("甲", "“乙”", "丙"),
        ("甲", "《乙》", "丙"),
        ("a", "…b…", "c"),
        ("甲", "乙。", "丙"),
    ] {
        let bold = paragraph("", &(run("", before) + &bold(inner) + &run("", after)));
        let document = line("关于做好有关工作的通知") + &line("现将有关事项通知如下。") + &bold;
        let recognised = super::imported(Format::Docx, &WordFile::new(&document).bytes());
        let shown = super::tight(&text(&super::body(&recognised)));
        assert_eq!(shown, format!("现将有关事项通知如下。{before}{inner}{after}"));
    }
    // Beside raised text, of which the page is the judge.
    let raised = run("<w:b/><w:vertAlign w:val=\"superscript\"/>", "2");
    let line_of = |runs: &str| {
        line("关于做好有关工作的通知") + &line("现将事项通知如下。") + &paragraph("", runs)
    };
    for (runs, shown) in [
        (bold("会员单位") + &run("", "，") + &raised, "会员单位，2"),
        (run("", "甲") + &raised + &run("", "乙"), "甲2乙"),
        (bold("m") + &raised + &run("", "，丙"), "m2，丙"),
    ] {
        let recognised = super::imported(Format::Docx, &WordFile::new(&line_of(&runs)).bytes());
        let text = super::tight(&text(&super::body(&recognised)));
        assert_eq!(text, format!("现将事项通知如下。{shown}"));
    }
}

#[test]
fn empty_lines_in_a_paragraph_show_no_marks() {
    let lines = ["会员单位", " ", "反斜线\\", "。"].map(|text| run("", text));
    let document = line("关于做好有关工作的通知")
        + &line("现将事项通知如下。")
        + &paragraph("", &lines.join("<w:r><w:br/></w:r>"));
    let recognised = super::imported(Format::Docx, &WordFile::new(&document).bytes());
    let shown = super::tight(&text(&super::body(&recognised)));
    assert_eq!(shown, "现将事项通知如下。会员单位反斜线\\。");
}
