//! Messages about how the site looks: its colour.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;

/// Nothing after the key: in YAML `#` begins a comment.
pub fn accent_empty(span: Span, key_names: &KeyNames) -> Diagnostic {
    let (name, line) = (key_names.name("accent"), key_names.line("accent"));
    Diagnostic::error("accent-form", text!("“{name}”后面没有颜色", "no colour follows `{name}`"))
        .label(text!(
            "# 之前没有引号，后面的就成了注释",
            "without quotes, what follows # is a comment"
        ))
        .help(text!("颜色要加引号：{line}", "a colour needs quotes: {line}"))
        .at(span)
}

pub fn accent_form(span: Span, key_names: &KeyNames, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name("accent"), key_names.line("accent"));
    Diagnostic::error(
        "accent-form",
        text!("“{name}”读不懂：{typed}", "`{name}` is no colour: {typed}"),
    )
    .label(text!("写 # 和六位十六进制数字", "type # and six hexadecimal digits"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

/// A colour in which text cannot be read on a light ground; `darker` is a tone of it that can.
pub fn accent_contrast(
    span: Span,
    key_names: &KeyNames,
    typed: &str,
    ratio: f64,
    darker: Option<&str>,
) -> Diagnostic {
    let name = key_names.name("accent");
    let diagnostic = Diagnostic::error(
        "accent-contrast",
        text!("“{name}”太浅，字看不清：{typed}", "`{name}` is too bright for text: {typed}"),
    )
    .label(text!(
        "与底色的对比度是 {ratio:.1}，至少要 4.5",
        "its contrast with the ground is {ratio:.1}; 4.5 is the least"
    ));
    let diagnostic = match darker {
        Some(darker) => diagnostic.help(text!(
            "同一色相，最接近的是 {name}: \"{darker}\"",
            "the nearest tone of it that can be read: {name}: \"{darker}\""
        )),
        None => diagnostic.help(text!("换一个深一些的颜色", "choose a darker colour")),
    };
    diagnostic.at(span)
}
