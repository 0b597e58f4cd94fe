//! Marks of other site generators, which stay in the text as they were typed: reported once a kind.

use super::faults;
use super::stream::Stream;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// What a mark is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// `::: tip`
    Container,
    /// `[[toc]]`
    Contents,
    /// `{{< figure … >}}`, `{% raw %}`
    Shortcode,
    /// `{style=…}`, `{.right}`
    Attributes,
}

const KINDS: [Mark; 4] = [Mark::Container, Mark::Contents, Mark::Shortcode, Mark::Attributes];

/// Warnings of the first mark of each kind in a body.
pub(super) fn judge(source: &Source, stream: &Stream<'_>, body: Range<usize>) -> Vec<Diagnostic> {
    let text = stream.text.get(body.clone()).unwrap_or_default();
    let mut found: [Option<Range<usize>>; KINDS.len()] = Default::default();
    // Most texts hold none of these.
    if !text.contains(":::") && !text.contains('{') && !text.to_ascii_lowercase().contains("toc") {
        return Vec::new();
    }
    let literal = literal(stream);
    let mut offset = body.start;
    for line in text.split_inclusive('\n') {
        for (mark, place) in KINDS.iter().zip(&mut found) {
            if place.is_some() {
                continue;
            }
            let at = in_line(*mark, line).map(|at| offset + at.start..offset + at.end);
            *place = at.filter(|at| !literal.iter().any(|code| code.contains(&at.start)));
        }
        offset += line.len();
    }
    let diagnostics = KINDS.iter().zip(found).filter_map(|(mark, place)| Some((mark, place?)));
    diagnostics
        .map(|(mark, place)| faults::foreign_mark(Span::new(&source.path, place), *mark))
        .collect()
}

/// Where the text is code or HTML, and means itself, or a heading with an id of its own.
fn literal(stream: &Stream<'_>) -> Vec<Range<usize>> {
    let is_literal = |event: &Event<'_>| {
        matches!(
            event,
            Event::Start(Tag::CodeBlock(_))
                | Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::Heading { id: Some(_), .. })
        )
    };
    let pieces = stream.pieces.iter().filter(|piece| is_literal(&piece.event));
    pieces.map(|piece| piece.range.clone()).collect()
}

/// The first mark of a kind in a line.
fn in_line(mark: Mark, line: &str) -> Option<Range<usize>> {
    let bare = line.trim();
    let start = line.len() - line.trim_start().len();
    let whole = start..start + bare.len();
    match mark {
        Mark::Container => bare.starts_with(":::").then_some(whole),
        Mark::Contents => {
            let marks = ["[[toc]]", "[toc]", "[[_toc_]]", "@[toc]", "${toc}"];
            marks.contains(&&*bare.to_ascii_lowercase()).then_some(whole)
        }
        Mark::Shortcode => between(line, &[("{{", "}}"), ("{%", "%}")], |_| true),
        Mark::Attributes => between(line, &[("{", "}")], is_attributes),
    }
}

/// The first text between two marks whose inside is what is looked for.
fn between(line: &str, marks: &[(&str, &str)], is: fn(&str) -> bool) -> Option<Range<usize>> {
    marks.iter().find_map(|(open, close)| {
        line.match_indices(open).find_map(|(at, _)| {
            let inside = &line[at + open.len()..];
            let length = inside.find(close)?;
            let end = at + open.len() + length + close.len();
            is(&inside[..length]).then_some(at..end)
        })
    })
}

/// `style="…"`, `.right`, `#id`, `: .right`.
fn is_attributes(inside: &str) -> bool {
    let inside = inside.trim_start_matches(':').trim();
    let named = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    if let Some(rest) = inside.strip_prefix(['.', '#']) {
        return named(rest) && !rest.contains([',', '{']);
    }
    let names = ["style", "class", "width", "height", "align", "id"];
    inside.split_once('=').is_some_and(|(name, _)| names.contains(&name.trim()))
}

#[cfg(test)]
mod tests {
    use crate::markdown::outline;
    use crate::source::{SitePath, Source};

    fn found_in(text: &str) -> Vec<String> {
        let source = Source::decode(SitePath::new("a.md"), text.as_bytes());
        let diagnostics = outline(&source, 0..text.len()).diagnostics;
        let foreign = diagnostics.iter().filter(|diagnostic| diagnostic.id == "markup-foreign");
        foreign.map(|diagnostic| text[diagnostic.at.as_ref().unwrap().range()].to_owned()).collect()
    }

    #[test]
    fn marks_of_other_generators_are_told_once_a_kind() {
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
    fn what_means_itself_is_let_be() {
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
