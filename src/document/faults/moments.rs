//! What is said of dates that contradict each other, and of links that are none.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;

pub fn no_link(span: Span, key_names: &KeyNames, name: &'static str, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name(name), key_names.line(name));
    Diagnostic::error(
        "link-form",
        text!(
            "“{name}”要写网址，这里写的是“{typed}”",
            "`{name}` wants a web address, not `{typed}`"
        ),
    )
    .label(text!(
        "要以 https:// 或 http:// 开头，或是 mailto: tel:",
        "it begins with https:// or http://, or is mailto: or tel:"
    ))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub fn expires_before_effective(
    key_names: &KeyNames,
    expires: Span,
    effective: Span,
) -> Diagnostic {
    let (expires_name, effective_name) = (key_names.name("expires"), key_names.name("effective"));
    Diagnostic::error(
        "expires-early",
        text!(
            "“{expires_name}”早于“{effective_name}”",
            "`{expires_name}` is before `{effective_name}`"
        ),
    )
    .label(text!("失效日期", "expires"))
    .also(effective, text!("施行日期", "takes effect"))
    .help(text!("核对两个日期", "check the two dates"))
    .at(expires)
}

/// 置顶 or 推荐 that says neither whether nor until when.
pub fn prominence_unclear(span: Span, key_names: &KeyNames, name: &'static str) -> Diagnostic {
    let name = key_names.name(name);
    Diagnostic::error(
        "until-form",
        text!("“{name}”要写“是”或者一个日期", "`{name}` wants `true` or a day"),
    )
    .label(text!("看不出到哪天为止", "it is unclear until when"))
    .help(text!(
        "一直这样的，写成 {name}: 是；到某天为止的，写成 {name}: 2026-12-31，那天还算",
        "for good: `{name}: true`; until a day, that day included: `{name}: 2026-12-31`"
    ))
    .at(span)
}

/// 公示期 that ends before it begins.
pub fn notice_period_order(to: Span, from: Span, key_names: &KeyNames) -> Diagnostic {
    let (to_name, from_name) = (key_names.name("to"), key_names.name("from"));
    Diagnostic::error(
        "notice-period-order",
        text!(
            "公示期的“{to_name}”早于“{from_name}”",
            "the notice period: `{to_name}` is before `{from_name}`"
        ),
    )
    .label(text!("最后一天", "the last day"))
    .also(from, text!("第一天", "the first day"))
    .help(text!("核对两个日期", "check the two dates"))
    .at(to)
}
