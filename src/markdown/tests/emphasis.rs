//! Emphasis beside Chinese punctuation, by a fixture of cases.

use super::source;
use crate::markdown::html::render;
use crate::markdown::stream::Stream;
use crate::markdown::{Labels, RawHtml, Resolved};

fn unescaped(field: &str) -> String {
    let mut plain = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\\' => match chars.next().expect("something is escaped") {
                'n' => '\n',
                escaped => escaped,
            },
            c => c,
        });
    }
    plain
}

/// Renders as CommonMark's reference implementation does: with line breaks, without what is added to
/// tables.
fn rendered_like_the_reference(markdown: &str) -> String {
    let source = source(markdown);
    let mut stream = Stream::read(&source, 0..markdown.len());
    stream.collapsed_breaks.clear();
    render(&stream, &Resolved::default(), RawHtml::Sanitised, Labels::CHINESE)
        .replace("<section class=\"table\" tabindex=\"0\" aria-label=\"表格1\">\n", "")
        .replace("</table>\n</section>", "</table>")
        .replace(" scope=\"col\"", "")
        .replace(" class=\"nb\"", "")
        // An address that was typed as text.
        .replace("<a href=\"https://x.y/\" rel=\"noopener\">https://x.y/</a>", "https://x.y/")
}

#[test]
fn emphasis_matches_every_case_of_the_fixture() {
    let table = include_str!("../../../tests/fixtures/cjk-emphasis.tsv");
    let cases: Vec<(&str, &str)> =
        table.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    assert_eq!(cases.len(), 34);
    for (markdown, html) in cases {
        let markdown = unescaped(markdown);
        assert_eq!(
            rendered_like_the_reference(&markdown).trim_end(),
            unescaped(html),
            "{markdown}"
        );
    }
}

#[test]
fn emphasis_beside_ranges_quotes_and_placeholders() {
    for (markdown, html) in [
        ("“**甲**”、（**乙**）", "“<strong>甲</strong>”、（<strong>乙</strong>）"),
        ("甲**“乙”**“丙”", "甲<strong>“乙”</strong>“丙”"),
        ("第**（一）**~~（二）~~项", "第<strong>（一）</strong><del>（二）</del>项"),
        ("第（一）~（三）、（五）~（七）", "第（一）~（三）、（五）~（七）"),
        ("3月1日~5日，10日~12日", "3月1日~5日，10日~12日"),
        ("附件_汇总表_2026。", "附件_汇总表_2026。"),
        ("__注意__：后文", "<strong>注意</strong>：后文"),
        ("**100%**完成，**A&B**公司", "<strong>100%</strong>完成，<strong>A&amp;B</strong>公司"),
        ("**~~甲。~~**乙", "<strong><del>甲。</del></strong>乙"),
        ("**\u{20000}。**乙", "<strong>\u{20000}。</strong>乙"),
        ("**\u{e000}。**乙\u{2801}", "<strong>\u{e000}。</strong>乙\u{2801}"),
        (
            "**甲。**`乙**。`[丙](/丁**。 \"戊**。\")",
            "<strong>甲。</strong><code>乙**。</code><a href=\"/丁**。\" title=\"戊**。\">丙</a>",
        ),
    ] {
        assert_eq!(
            rendered_like_the_reference(markdown).trim_end(),
            format!("<p>{html}</p>"),
            "{markdown}"
        );
    }
}
