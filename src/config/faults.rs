//! Every message about `site.yaml`, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::text;

pub(super) fn no_site() -> Diagnostic {
    Diagnostic::error("site-missing", text!("这里没有 site.yaml", "there is no site.yaml here"))
        .help(text!(
            "在站点的文件夹里运行，或用 --root 指明；gongbao init 目录名 可以新建一个站点",
            "run it in the folder of a site, or name one by --root; gongbao init DIR makes a new one"
        ))
}

pub(super) fn base_url(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error("base-url", text!("“{typed}”不是网址", "`{typed}` is no web address"))
        .label(text!("写成 https://域名/", "type https://host/"))
        .help(text!("例如：base_url: https://example.org/", "e.g. base_url: https://example.org/"))
        .at(span)
}

pub(super) fn time_zone(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error("time-zone", text!("时区“{typed}”读不懂", "no time zone: `{typed}`"))
        .label(text!("写成 \"+08:00\"", "type \"+08:00\""))
        .help(text!("例如：time_zone: \"+08:00\"", "for example: time_zone: \"+08:00\""))
        .fix(span.clone(), "\"+08:00\"")
        .at(span)
}

pub(super) fn slug(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "slug-form",
        text!("“{typed}”不能用在网址里", "`{typed}` cannot be an address"),
    )
    .label(text!("只能用字母、数字、汉字和 -", "letters, digits and hyphens only"))
    .help(text!("例如：slug: lyxf", "for example: slug: lyxf"))
    .at(span)
}

pub(super) fn code(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error("code-form", text!("“{typed}”不是机关代字", "`{typed}` is no issuer's code"))
        .label(text!("代字由汉字组成，不含年份和号", "a code is made of Han characters"))
        .help(text!("例如：code: 鲁医协发", "for example: code: 鲁医协发"))
        .at(span)
}

pub(super) fn issuer_twice(again: Spanned<String>, first: Span) -> Diagnostic {
    let value = &again.value;
    Diagnostic::error(
        "issuer-repeated",
        text!("发文机关里“{value}”出现了两次", "`{value}` is given to two issuers"),
    )
    .label(text!("这是第二次", "the second time"))
    .also(first, text!("第一次在这里", "the first is here"))
    .help(text!("名称、代字、短名各不相同", "names, codes and slugs are unique"))
    .at(again.span)
}

pub(super) fn withheld(span: Span) -> Diagnostic {
    Diagnostic::error("withheld-form", text!("不公开的文号读不懂", "withheld serials are unclear"))
        .label(text!("写成 年份: \"2-6, 9\"", "type YEAR: \"2-6, 9\""))
        .help(text!("例如：withheld: {{2026: \"2-6\"}}", "e.g. withheld: {{2026: \"2-6\"}}"))
        .at(span)
}

pub(super) fn synonym(span: Span) -> Diagnostic {
    Diagnostic::error("synonym-form", text!("同义词应当是文字", "a synonym is a word"))
        .label(text!("这里要文字", "text belongs here"))
        .help(text!("例如：卫健委: [卫生健康委员会]", "e.g. 卫健委: [卫生健康委员会]"))
        .at(span)
}

pub(super) fn entries(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "value-type",
        text!("“{name}”应当是一组键值", "`{name}` wants keys and values"),
    )
    .label(text!("写成 {name}: {{键: 值}}", "type {name}: {{key: value}}"))
    .help(text!("每行一个“键: 值”，缩进两格", "one `key: value` a line, indented by two"))
    .at(span)
}
