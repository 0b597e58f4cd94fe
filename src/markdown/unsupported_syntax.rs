//! Syntax of other site generators, which stays in the text as it was typed.
//!
//! Editors copy it from other sites. It is recognised so that it can be reported; nothing here gives
//! it a meaning.

use std::ops::Range;

/// A kind of syntax that other generators have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnsupportedSyntax {
    /// `::: tip`
    Container,
    /// `[[toc]]`
    TableOfContents,
    /// `{{< figure … >}}`, `{% raw %}`
    Shortcode,
    /// `{style=…}`, `{.right}`
    Attributes,
}

impl UnsupportedSyntax {
    pub const ALL: [UnsupportedSyntax; 4] = [
        UnsupportedSyntax::Container,
        UnsupportedSyntax::TableOfContents,
        UnsupportedSyntax::Shortcode,
        UnsupportedSyntax::Attributes,
    ];
}

/// Returns whether any unsupported syntax can be in a text: a quick look that spares most texts the
/// search.
pub(super) fn may_occur(text: &str) -> bool {
    text.contains(":::") || text.contains('{') || text.to_ascii_lowercase().contains("toc")
}

/// Finds a kind of syntax in a text: the first place in each line.
pub(super) fn find(
    syntax: UnsupportedSyntax,
    text: &str,
) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut next = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = next;
        next += line.len();
        find_in_line(syntax, line).map(|at| start + at.start..start + at.end)
    })
}

fn find_in_line(syntax: UnsupportedSyntax, line: &str) -> Option<Range<usize>> {
    let bare = line.trim();
    let start = line.len() - line.trim_start().len();
    let whole = start..start + bare.len();
    match syntax {
        UnsupportedSyntax::Container => bare.starts_with(":::").then_some(whole),
        UnsupportedSyntax::TableOfContents => {
            let marks = ["[[toc]]", "[toc]", "[[_toc_]]", "@[toc]", "${toc}"];
            marks.contains(&&*bare.to_ascii_lowercase()).then_some(whole)
        }
        UnsupportedSyntax::Shortcode => {
            first_between(line, &[("{{", "}}"), ("{%", "%}")], |_| true)
        }
        UnsupportedSyntax::Attributes => first_between(line, &[("{", "}")], is_attributes),
    }
}

/// Finds the first stretch between one of the pairs of delimiters whose inside is accepted.
fn first_between(
    line: &str,
    delimiters: &[(&str, &str)],
    accepts: fn(&str) -> bool,
) -> Option<Range<usize>> {
    delimiters.iter().find_map(|(open, close)| {
        line.match_indices(open).find_map(|(at, _)| {
            let inside = &line[at + open.len()..];
            let length = inside.find(close)?;
            let end = at + open.len() + length + close.len();
            accepts(&inside[..length]).then_some(at..end)
        })
    })
}

/// Returns whether the inside of braces is a list of attributes: `style="…"`, `.right`, `#id`, `: .right`.
fn is_attributes(inside: &str) -> bool {
    let inside = inside.trim_start_matches(':').trim();
    let begins_a_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    if let Some(rest) = inside.strip_prefix(['.', '#']) {
        return begins_a_name(rest) && !rest.contains([',', '{']);
    }
    let names = ["style", "class", "width", "height", "align", "id"];
    inside.split_once('=').is_some_and(|(name, _)| names.contains(&name.trim()))
}

#[cfg(test)]
mod tests {
    use crate::markdown::{RawHtml, outline};
    use crate::source::{SitePath, Source};

    fn found_in(text: &str) -> Vec<String> {
        let source = Source::decode(SitePath::new("a.md"), text.as_bytes());
        let diagnostics = outline(&source, 0..text.len(), RawHtml::Sanitised).diagnostics;
        let found = diagnostics.iter().filter(|diagnostic| diagnostic.id == "markup-foreign");
        found.map(|diagnostic| text[diagnostic.at.as_ref().unwrap().range()].to_owned()).collect()
    }

    #[test]
    fn each_kind_of_unsupported_syntax_is_reported_once() {
        for (text, marks) in [
            ("::: right\n某某协会\n:::\n", vec!["::: right"]),
            ("[[toc]]\n\n正文。\n\n[TOC]\n", vec!["[[toc]]"]),
            (
                "{{< figure src=\"a.png\" >}}\n\n{{% notice %}}\n",
                vec!["{{< figure src=\"a.png\" >}}"],
            ),
            ("正文。{% raw %}\n", vec!["{% raw %}"]),
            ("标题{style=\"color:red\"}\n\n段落{.right}\n", vec!["{style=\"color:red\"}"]),
            ("::: tip\n[[toc]]\n", vec!["::: tip", "[[toc]]"]),
        ] {
            assert_eq!(found_in(text), marks, "{text}");
        }
    }

    #[test]
    fn code_html_and_plain_braces_are_not_reported() {
        for text in [
            "```\n::: tip\n{{< x >}}\n```\n",
            "写 `{% raw %}` 和 `{.right}`。\n",
            "集合{1, 2}，{甲}，比例 1:::2。\n",
            "## 标题 {#here}\n",
            "见[toc]一节。\n",
            "<p style=\"x\">{{ y }}</p>\n",
        ] {
            assert_eq!(found_in(text), Vec::<String>::new(), "{text}");
        }
    }
}
