//! Formats diagnostics as workflow commands of GitHub Actions, which shows them beside the lines
//! of a pull request.

use crate::diagnostic::Diagnostic;
use crate::invisible;
use crate::language::Language;
use crate::report::place::Places;
use crate::report::wording::severity_name;
use crate::source::Tree;

/// Formats diagnostics as workflow commands, one a line. `root` is the folder of the site inside
/// the repository, empty if they are the same.
pub fn text(diagnostics: &[Diagnostic], tree: &Tree, language: Language, root: &str) -> String {
    let mut places = Places::new(tree);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&command(diagnostic, &mut places, language, root));
        out.push('\n');
    }
    out
}

fn command(diagnostic: &Diagnostic, places: &mut Places, language: Language, root: &str) -> String {
    let mut properties = Vec::new();
    if let Some(span) = &diagnostic.at {
        let root = root.trim_end_matches('/');
        let file = if root.is_empty() { String::new() } else { format!("{root}/") };
        properties.push(format!("file={}", property(&format!("{file}{}", span.file))));
        if let Some(place) = places.find(span) {
            properties.push(format!("line={}", place.line));
            properties.push(format!("endLine={}", place.end_line));
            // Columns are refused for a span of several lines.
            if place.line == place.end_line {
                properties.push(format!("col={}", place.column));
                properties.push(format!("endColumn={}", place.end_column));
            }
        }
    }
    properties.push(format!("title={}", property(diagnostic.id)));

    let mut message = diagnostic.message.in_language(language).to_owned();
    if let Some(label) = &diagnostic.label {
        message.push_str(&format!("\n{}", label.in_language(language)));
    }
    for (span, label) in &diagnostic.also {
        let line = places.find(span).map_or(String::new(), |place| format!(":{}", place.line));
        message.push_str(&format!("\n{}{line} {}", span.file, label.in_language(language)));
    }
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!(
            "\n{}: {}",
            language.pick("帮助", "help"),
            help.in_language(language)
        ));
    }
    let severity = severity_name(diagnostic.severity);
    format!("::{severity} {}::{}", properties.join(","), data(&message))
}

/// Escapes a message: it may quote the document, which must not inject a command.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    // Control characters are spelled out, because the log is also read in a terminal.
    invisible::escape_for_terminal(&text)
}

/// Escapes a property, in which `:` and `,` are separators too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::place::tests::{span, tree};
    use crate::source::{SitePath, Span};
    use crate::text;

    #[test]
    fn annotation_names_file_line_and_columns() {
        let tree = tree(&[("content/a.md", "标题：甲\n"), ("content/b.md", "\n乙")]);
        let diagnostic = Diagnostic::error("key", text!("百分之%5\n::error::x\r", "bad"))
            .at(span(&tree, "content/a.md", "甲"))
            .label(text!("这里", "here"))
            .also(span(&tree, "content/b.md", "乙"), text!("那里", "there"))
            .help(text!("改", "fix"));
        assert_eq!(
            text(std::slice::from_ref(&diagnostic), &tree, Language::Chinese, ""),
            "::error file=content/a.md,line=1,endLine=1,col=4,endColumn=5,title=key::\
             百分之%255%0A::error::x%0D%0A这里%0Acontent/b.md:2 那里%0A帮助: 改\n"
        );
        let english = text(&[diagnostic], &tree, Language::English, "site/");
        assert!(english.starts_with("::error file=site/content/a.md,"), "{english}");
    }

    #[test]
    fn separators_in_file_names_are_escaped_and_the_place_is_optional() {
        let odd = Span::new(&SitePath::new("content/a,b:c%.png"), 0..0);
        let diagnostics = [
            Diagnostic::warning("odd", text!("怪", "odd")).at(odd),
            Diagnostic::warning("bare", text!("无处", "nowhere")),
        ];
        assert_eq!(
            text(&diagnostics, &tree(&[]), Language::English, ""),
            "::warning file=content/a%2Cb%3Ac%25.png,title=odd::odd\n\
             ::warning title=bare::nowhere\n"
        );
    }

    #[test]
    fn control_characters_are_spelled_out() {
        let odd = Span::new(&SitePath::new("content/a\u{202e}\u{1b}.md"), 0..0);
        let diagnostic = Diagnostic::error("odd", text!("甲\u{1b}]0;x\u{7}\u{9b}", "x")).at(odd);
        let text = text(&[diagnostic], &tree(&[]), Language::Chinese, "");
        assert!(text.contains("甲\\u{1B}]0;x\\u{7}\\u{9B}"), "{text}");
        assert!(text.trim_end().chars().all(|c| invisible::harmful(c).is_none()), "{text:?}");
    }

    #[test]
    fn annotation_of_several_lines_has_no_columns() {
        let tree = tree(&[("a.md", "一\n二\n")]);
        let diagnostic = Diagnostic::error("x", text!("x", "x")).at(span(&tree, "a.md", "一\n二"));
        assert_eq!(
            text(&[diagnostic], &tree, Language::English, ""),
            "::error file=a.md,line=1,endLine=2,title=x::x\n"
        );
    }
}
