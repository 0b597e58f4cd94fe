//! Numbers of standards that are typed in another form, or are none.

use crate::diagnostic::Diagnostic;
use crate::number::{DocNumber, StandardNumber};
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;

pub(crate) fn standard_variant(span: Span, name: &str, number: &StandardNumber) -> Diagnostic {
    Diagnostic::warning(
        "standard-form",
        text!(
            "“{name}”的标准编号写法不规范",
            "`{name}`: the number of the standard is not in its canonical form"
        ),
    )
    .label(text!("应当写成 {number}", "type {number}"))
    .help(text!(
        "代号用半角大写字母，空一格写顺序号，年代号前用一字线（—）",
        "capital letters, a space before the serial, one dash (—) before the year"
    ))
    .fix(span.clone(), number.to_string())
    .at(span)
}

pub(crate) fn no_standard(
    span: Span,
    key_names: &KeyNames,
    key: &'static str,
    typed: &str,
) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    let diagnostic = Diagnostic::error(
        "standard-unclear",
        text!("“{name}”读不懂：{typed}", "`{name}` cannot be read: {typed}"),
    );
    let diagnostic = match DocNumber::parse(typed) {
        Some(number) => {
            let number = key_names.line_with("number", &number);
            diagnostic
                .label(text!("这是发文字号", "this is the number of a document"))
                .help(text!("写成 {number}", "type {number}"))
        }
        None => diagnostic
            .label(text!("读不出标准代号、顺序号和年代号", "no prefix, serial and year in it"))
            .help(text!(
                "写成 {line} 这样的形式；不是标准就去掉这一行",
                "the form is {line}; leave the line out if this is no standard"
            )),
    };
    diagnostic.at(span)
}
