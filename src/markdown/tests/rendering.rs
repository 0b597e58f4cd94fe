//! The HTML of a body.

use super::{read, rendered, source};
use crate::markdown::{Cited, Labels, RawHtml, Resolved, html};

/// Renders with every citation and the n-th link resolved.
fn resolved(text: &str, links: Vec<Option<String>>) -> String {
    let (outline, _) = read(text);
    let citations = outline
        .citations
        .iter()
        .map(|citation| {
            let (start, _) =
                citation.candidate.readings().find(|(_, number)| number.code == "鲁医协发")?;
            let serial = citation.candidate.serial;
            Some(Cited {
                start: start - citation.candidate.start,
                href: format!("/lyxf/2026/{serial}/"),
                title: "关于“甲”的<通知>".to_owned(),
            })
        })
        .collect();
    let resolved = Resolved { links, citations, ..Resolved::default() };
    html(&source(text), 0..text.len(), &resolved, RawHtml::Sanitised, Labels::CHINESE)
}

#[test]
fn line_breaks_between_han_characters_are_not_rendered() {
    assert_eq!(
        rendered("第一行\n第二行，\n第三行\nABC\n甲**乙**\n丙"),
        "<p>第一行第二行，第三行\nABC\n甲<strong>乙</strong>丙</p>\n"
    );
    assert_eq!(rendered("甲\\\n乙"), "<p>甲<br>\n乙</p>\n");
}

#[test]
fn inferred_headings_are_rendered_as_headings() {
    assert_eq!(
        rendered("**一、总体*要求***\n\n正文。\n\n（一）**站位**\n"),
        "<h2 id=\"总体要求\">一、总体<em>要求</em></h2>\n<p>正文。</p>\n\
         <h3 id=\"站位\">（一）<strong>站位</strong></h3>\n"
    );
}

#[test]
fn resolved_citations_are_rendered_as_links() {
    assert_eq!(
        resolved(
            "按照鲁医协发**[2026]1号**和鲁医协发〔2026〕2号、京卫发〔2026〕3号执行。",
            Vec::new()
        ),
        "<p>按照<a class=\"citation\" href=\"/lyxf/2026/1/\" title=\"关于“甲”的&lt;通知&gt;\">鲁医协发</a>\
         <strong><a class=\"citation\" href=\"/lyxf/2026/1/\" title=\"关于“甲”的&lt;通知&gt;\">[2026]1号</a></strong>\
         和<a class=\"citation\" href=\"/lyxf/2026/2/\" title=\"关于“甲”的&lt;通知&gt;\">鲁医协发〔2026〕2号</a>、\
         京卫发〔2026〕3号执行。</p>\n"
    );
}

#[test]
fn links_are_resolved_in_the_order_of_the_text() {
    let links = vec![Some("/a/?x=1&y=\"".to_owned()), None, Some("/b.png".to_owned())];
    assert_eq!(
        resolved(
            "[甲](@/a.md) [乙](https://x.y/?a=1&b=2 \"题\") ![丙](b.png) [丁](附 件.pdf)",
            links.clone()
        ),
        "<p><a href=\"/a/?x=1&amp;y=&quot;\">甲</a> \
         <a href=\"https://x.y/?a=1&amp;b=2\" title=\"题\" rel=\"noopener\">乙</a> \
         <img src=\"/b.png\" alt=\"丙\" loading=\"lazy\"> [丁](附 件.pdf)</p>\n"
    );
    // A footnote is rendered last, but its links are resolved in the order of the text.
    assert_eq!(
        resolved("[^n]: [甲](a)\n\n[乙](b)[^n]\n", vec![Some("/a/".into()), Some("/b/".into())]),
        "<p><a href=\"/b/\">乙</a><sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n\
         <li id=\"fn-1\">\n<p><a href=\"/a/\">甲</a> <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" \
         aria-label=\"回到正文脚注1处\">↩</a></p>\n</li>\n</ol>\n</section>\n"
    );
}

#[test]
fn unsafe_targets_are_rendered_as_text_unless_html_is_trusted() {
    let text = "[甲](javascript:x) ![乙](data:text/html,x) [丙](mailto:a@b.cn)";
    assert_eq!(rendered(text), "<p>甲 乙 <a href=\"mailto:a@b.cn\">丙</a></p>\n");
    let trusted =
        html(&source(text), 0..text.len(), &Resolved::default(), RawHtml::Trusted, Labels::CHINESE);
    assert!(trusted.contains("href=\"javascript:x\""), "{trusted}");
}

#[test]
fn images_alone_with_a_title_are_figures() {
    assert_eq!(
        rendered("![会场](a.png \"开幕式\")\n\n甲![会场](a.png \"开幕式\")\n\n![会场](b.png)\n"),
        "<figure><img src=\"a.png\" alt=\"会场\" loading=\"lazy\"><figcaption>开幕式</figcaption></figure>\n\
         <p>甲<img src=\"a.png\" alt=\"会场\" title=\"开幕式\" loading=\"lazy\"></p>\n\
         <p class=\"picture\"><img src=\"b.png\" alt=\"会场\" loading=\"lazy\"></p>\n"
    );
}

#[test]
fn typed_table_is_a_region_as_others_are() {
    let typed = "<table>\n<tr><th colspan=\"2\">数量</th></tr>\n<tr><td rowspan=\"2\">甲</td><td>1</td></tr>\n<tr><td>2</td></tr>\n</table>";
    let html = rendered(&format!("| 甲 |\n|---|\n\n{typed}\n\n正文。\n"));
    let region = "<section class=\"table\" tabindex=\"0\" aria-label=\"表格2\">\n<table>";
    assert!(html.contains(region), "{html}");
    assert!(html.contains("<th colspan=\"2\">") && html.contains("<td rowspan=\"2\">"), "{html}");
    assert!(html.ends_with("</table>\n</section>\n<p>正文。</p>\n"), "{html}");
    for other in [
        "<table><tr><td>1</td></tr></table><p>x</p>",
        "<tablex></table>",
        "<div><table></table></div>",
    ] {
        let html = rendered(other);
        assert!(!html.contains("class=\"table\""), "{html}");
    }
}

#[test]
fn caption_belongs_to_its_table_and_later_tables_keep_their_numbers() {
    let table = "| 甲 |\n|---|\n| 一 |\n";
    let html = rendered(&format!("表1　**各市**名额\n\n{table}\n正文。\n\n{table}"));
    let caption = "<section class=\"table\" tabindex=\"0\" aria-label=\"表1　各市名额\">\n<table>\n\
        <caption>表1　<strong>各市</strong>名额</caption>\n<thead>";
    assert!(html.starts_with(caption), "{html}");
    assert!(
        html.contains(
            "<p>正文。</p>\n<section class=\"table\" tabindex=\"0\" aria-label=\"表格2\">"
        )
    );
    assert_eq!((html.matches("<table>").count(), html.matches("<section").count()), (2, 2));
    for apart in ["表1　名额\n\n正文。\n\n", "表1列出了名额。\n\n"] {
        let html = rendered(&format!("{apart}{table}"));
        assert!(html.starts_with("<p>表1") && !html.contains("<caption>"), "{html}");
    }
}

#[test]
fn decorative_images_have_an_empty_alt() {
    for mark in ["装饰", "decorative"] {
        assert_eq!(
            rendered(&format!("![{mark}](a.png)\n")),
            "<p class=\"picture\"><img src=\"a.png\" alt=\"\" loading=\"lazy\"></p>\n"
        );
    }
    assert!(rendered("![装饰画](a.png)\n").contains("alt=\"装饰画\""));
}

#[test]
fn tables_are_scrollable_regions_with_column_headers() {
    assert_eq!(
        rendered("|甲、乙|乙|\n|:-|-:|\n|一、二|5,443,012|\n|一|二、三|\n"),
        "<section class=\"table\" tabindex=\"0\" aria-label=\"表格1\">\n<table>\n<thead>\n<tr>\n\
         <th scope=\"col\" class=\"left\">甲、乙</th>\n<th scope=\"col\" class=\"right nb\">乙</th>\n</tr>\n</thead>\n\
         <tbody>\n<tr>\n<td class=\"left\">一、二</td>\n<td class=\"right nb\">5,443,012</td>\n</tr>\n\
         <tr>\n<td class=\"left nb\">一</td>\n<td class=\"right\">二、三</td>\n</tr>\n</tbody>\n</table>\n</section>\n"
    );
}

#[test]
fn lists_quotations_rules_and_code_are_rendered() {
    assert_eq!(
        rendered("3. 甲\n   - [x] 乙\n   - [ ] 丙\n\n> 引\n\n***\n\n```no-such\n<a>\n```\n"),
        "<ol start=\"3\">\n<li>甲\n<ul>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 乙</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"未完成\"> 丙</li>\n</ul>\n</li>\n</ol>\n\
         <blockquote>\n<p>引</p>\n</blockquote>\n<hr>\n\
         <pre tabindex=\"0\"><code class=\"language-no-such\">&lt;a&gt;\n</code></pre>\n"
    );
    assert!(
        rendered("```rust\nfn main() {}\n```\n")
            .contains("<code class=\"language-rust\"><span class=\"hl-")
    );
}

#[test]
fn footnotes_are_numbered_in_the_order_of_their_references() {
    let html = rendered("甲[^b]乙[^a]丙[^b]\n\n[^a]: 一\n[^b]: 二[^c]\n[^c]: 三\n[^d]: 四\n");
    for part in [
        "甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\"",
        "乙<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\"",
        "丙<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\"",
        "<li id=\"fn-1\">\n<p>二<sup",
        "<li id=\"fn-2\">\n<p>一",
        "<li id=\"fn-3\">\n<p>三",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains('四'));
}

#[test]
fn raw_html_is_sanitised_and_generated_html_is_kept() {
    let ours = "# 甲\n\n|一|\n|-|\n|二|\n\n- [x] 乙[^1]\n\n[丙](https://x.y/)\n\n```rust\nlet x;\n```\n\n[^1]: 丁\n\n![戊](a.png \"己\")\n";
    let clean = rendered(ours);
    let with_html =
        format!("{ours}\n<div class=\"x-a\" onclick=\"x()\">庚<script>y()</script></div>\n");
    let expected = "<div class=\"x-a\">庚</div>\n";
    let sanitised = rendered(&with_html);
    // The serialiser writes empty attributes out; nothing else of the generated HTML changes.
    let sorted = |html: &str| {
        let html = html.replace("=\"\"", "");
        let mut words: Vec<String> = html.split([' ', '>']).map(str::to_owned).collect();
        words.sort();
        words
    };
    let without = sanitised.replace(expected, "");
    assert_ne!(without, sanitised);
    assert_eq!(sorted(&without), sorted(&clean));
    let resolved = Resolved::default();
    let trusted =
        html(&source(&with_html), 0..with_html.len(), &resolved, RawHtml::Trusted, Labels::CHINESE);
    assert!(trusted.contains("<script>y()</script>"));
}

#[test]
fn markdown_inside_of_html_is_rendered() {
    assert_eq!(
        rendered("<details>\n<summary>甲</summary>\n\n**乙。**丙\n\n</details>\n"),
        "<details>\n<summary>甲</summary>\n<p><strong>乙。</strong>丙</p>\n</details>\n"
    );
    assert_eq!(rendered("H<sub>2</sub>O"), "<p>H<sub>2</sub>O</p>\n");
}

#[test]
fn addresses_in_the_text_are_links() {
    assert_eq!(
        rendered("见https://example.org/a_b_c?d=1&e=2，或发至**office@example.org**。\n"),
        "<p>见<a href=\"https://example.org/a_b_c?d=1&amp;e=2\" rel=\"noopener\">\
         https://example.org/a_b_c?d=1&amp;e=2</a>，或发至<strong>\
         <a href=\"mailto:office@example.org\">office@example.org</a></strong>。</p>\n"
    );
    for text in
        ["`https://example.org/`\n", "[https://example.org/](b.html)\n", "<https://example.org/>\n"]
    {
        assert!(rendered(text).matches("<a ").count() <= 1, "{text}");
    }
    let raw = rendered("<a href=\"b.html\">https://example.org/</a>\n");
    assert_eq!(raw.matches("<a ").count(), 1, "{raw}");
}
