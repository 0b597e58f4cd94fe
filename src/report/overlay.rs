//! Formats diagnostics as HTML: an overlay over a page of the preview.
//!
//! There are no carets: the fonts of a browser do not keep Han text in columns, so the faulty text is
//! marked in the line itself.

use crate::diagnostic::{Diagnostic, Text};
use crate::language::Language;
use crate::report::excerpt::LineExcerpt;
use crate::report::place::Places;
use crate::report::selection::{Extent, select};
use crate::report::wording::{more_alike, severity, severity_name, tally};
use crate::source::{Span, Tree};
use pulldown_cmark_escape::escape_html;

/// The style sheet of the overlay.
pub const STYLES: &str = include_str!("overlay.css");

/// How many are shown: one wrong template can put a fault on every page.
const MAX_SHOWN: usize = 50;

/// Formats diagnostics as an HTML fragment that covers the page it is inserted into.
pub fn fragment(diagnostics: &[Diagnostic], tree: &Tree, language: Language) -> String {
    let mut inside = String::new();
    write_first(diagnostics, &mut Places::new(tree), language, &mut inside);
    dialog(&tally(diagnostics, language), &inside, language)
}

/// Formats a fault of the machine as an HTML fragment that covers the page it is inserted into.
pub fn failure(message: &str, language: Language) -> String {
    let title = language.pick("网站没有重新生成", "the site was not built again");
    dialog(
        title,
        &format!("<section class=\"error\">\n<h2>{}</h2>\n</section>\n", escape(message)),
        language,
    )
}

fn dialog(title: &str, inside: &str, language: Language) -> String {
    let lang = language.pick("zh-CN", "en");
    let close = language.pick("关闭", "Close");
    let title = escape(title);
    format!(
        "<div id=\"gongbao-faults\" lang=\"{lang}\" role=\"dialog\" aria-modal=\"true\" \
         aria-labelledby=\"gongbao-tally\" tabindex=\"-1\">\n\
         <header><h1 id=\"gongbao-tally\">{title}</h1>\
         <button type=\"button\">{close} (Esc)</button></header>\n{inside}</div>\n"
    )
}

/// Formats warnings as a line at the foot of a page, which opens to show them.
pub fn notes(warnings: &[Diagnostic], tree: &Tree, language: Language) -> String {
    let count = warnings.len();
    let line = match language {
        Language::Chinese => format!("{count} 个提醒"),
        Language::English if count == 1 => "1 warning".to_owned(),
        Language::English => format!("{count} warnings"),
    };
    let lang = language.pick("zh-CN", "en");
    let mut out =
        format!("<details id=\"gongbao-notes\" lang=\"{lang}\"><summary>{line}</summary>\n");
    write_first(warnings, &mut Places::new(tree), language, &mut out);
    out.push_str("</details>\n");
    out
}

/// Writes the first of the diagnostics, errors before warnings, and how many more there are.
fn write_first(
    diagnostics: &[Diagnostic],
    places: &mut Places,
    language: Language,
    out: &mut String,
) {
    let (errors, warnings): (Vec<_>, Vec<_>) =
        diagnostics.iter().partition(|diagnostic| diagnostic.is_error());
    let all = select(errors.into_iter().chain(warnings), Extent::Few);
    for (diagnostic, alike) in all.iter().take(MAX_SHOWN) {
        write_diagnostic(diagnostic, places, language, out);
        if *alike > 0 {
            out.push_str(&format!("<p>{}</p>\n", escape(&more_alike(*alike, language))));
        }
    }
    if let Some(more) = all.len().checked_sub(MAX_SHOWN).filter(|more| *more > 0) {
        let line = match language {
            Language::Chinese => format!("另有 {more} 条，请运行 gongbao check 查看。"),
            Language::English => format!("{more} more: see gongbao check."),
        };
        out.push_str(&format!("<p>{line}</p>\n"));
    }
}

fn write_diagnostic(
    diagnostic: &Diagnostic,
    places: &mut Places,
    language: Language,
    out: &mut String,
) {
    let class = severity_name(diagnostic.severity);
    let severity = severity(diagnostic.severity, language);
    let message = escape(diagnostic.message.in_language(language));
    let id = escape(diagnostic.id);
    out.push_str(&format!(
        "<section class=\"{class}\">\n<h2>{severity}：{message} <small>{id}</small></h2>\n"
    ));
    if let Some(span) = &diagnostic.at {
        write_place(span, diagnostic.label.as_ref(), "at", places, language, out);
    }
    for (span, label) in &diagnostic.also {
        write_place(span, Some(label), "also", places, language, out);
    }
    if let Some(help) = &diagnostic.help {
        let help = escape(help.in_language(language));
        out.push_str(&format!("<p class=\"help\">{}：{help}</p>\n", language.pick("帮助", "help")));
    }
    out.push_str("</section>\n");
}

/// Writes a place, and its line with the span marked in it.
fn write_place(
    span: &Span,
    label: Option<&Text>,
    class: &str,
    places: &mut Places,
    language: Language,
    out: &mut String,
) {
    let place = places.find(span);
    let at = place.map_or(String::new(), |place| format!(":{}:{}", place.line, place.column));
    let label =
        label.map_or(String::new(), |label| format!(" {}", escape(label.in_language(language))));
    let file = escape(span.file.as_str());
    out.push_str(&format!("<div class=\"{class}\">\n<p class=\"place\">{file}{at}{label}</p>\n"));
    if let Some(lines) = places.lines(&span.file) {
        let range = lines.within(span.range());
        let line = lines.line_of(range.start);
        let mut text = String::new();
        let written =
            LineExcerpt::new(lines, line, std::slice::from_ref(&range)).write(lines, &mut text);
        let (start, end) = (written.find(range.start), written.find(range.end));
        out.push_str(&format!(
            "<pre><b>{} </b>{}<mark>{}</mark>{}</pre>\n",
            line + 1,
            escape(&text[..start]),
            escape(&text[start..end]),
            escape(&text[end..])
        ));
    }
    out.push_str("</div>\n");
}

/// Escapes text for elements.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a string does not fail.
    let _ = escape_html(&mut escaped, text);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::place::tests::{span, tree};
    use crate::text;

    #[test]
    fn span_is_marked_in_its_line_and_all_text_is_escaped() {
        let tree = tree(&[("a<b>.md", "标题\n前<script>后\n"), ("c.md", "一\n二")]);
        let diagnostic = Diagnostic::error("raw", text!("不许 <script>", "no <script>"))
            .at(span(&tree, "a<b>.md", "<script>"))
            .label(text!("这\"里\"", "here"))
            .also(span(&tree, "c.md", "一\n二"), text!("那里", "there"))
            .help(text!("删 & 改", "fix"));
        let html = fragment(&[diagnostic], &tree, Language::Chinese);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("<h2>错误：不许 &lt;script&gt; <small>raw</small></h2>"), "{html}");
        assert!(html.contains("a&lt;b&gt;.md:2:2 这&quot;里&quot;</p>"), "{html}");
        assert!(html.contains("<pre><b>2 </b>前<mark>&lt;script&gt;</mark>后</pre>"), "{html}");
        assert!(html.contains("<pre><b>1 </b><mark>一</mark></pre>"), "{html}");
        assert!(html.contains("<p class=\"help\">帮助：删 &amp; 改</p>"), "{html}");
    }

    #[test]
    fn fifty_diagnostics_are_shown_errors_first_and_the_rest_is_counted() {
        let ids = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let alike = |id| vec![Diagnostic::warning(id, text!("多", "many")); 6];
        let mut diagnostics: Vec<Diagnostic> = ids.into_iter().flat_map(alike).collect();
        diagnostics.push(Diagnostic::error("last", text!("错", "wrong")));
        let html = fragment(&diagnostics, &tree(&[]), Language::English);
        assert_eq!(html.matches("<section").count(), MAX_SHOWN);
        assert!(
            html.contains("found 1 error, 72 warnings") && html.contains("<p>11 more"),
            "{html}"
        );
        assert!(html.contains("<p>1 more of this kind"), "{html}");
        let first = html.find("<section").unwrap();
        assert!(html[first..].starts_with("<section class=\"error\""), "{html}");
    }

    #[test]
    fn warnings_are_a_collapsed_line_that_counts_them() {
        let diagnostic = Diagnostic::warning("few", text!("少 <b>", "few"));
        let html = notes(&vec![diagnostic.clone(); 4], &tree(&[]), Language::Chinese);
        assert!(html.contains("<summary>4 个提醒</summary>"), "{html}");
        assert_eq!(html.matches("<section class=\"warning\">").count(), 4);
        assert!(!html.contains("<b>"), "{html}");
        assert!(notes(&[diagnostic], &tree(&[]), Language::English).contains(">1 warning<"));
    }
}
