//! Messages about the announcement and the levels of the navigation.

use crate::diagnostic::{Diagnostic, Text};
use crate::source::Span;
use crate::text;
use crate::yaml::KeyNames;
use jiff::civil::Date;

/// A day in a form that site.yaml does not know.
pub fn day_form(
    span: Span,
    key_names: &KeyNames,
    key: &'static str,
    typed: &str,
    day: Date,
) -> Diagnostic {
    let name = key_names.name(key);
    Diagnostic::warning(
        "date-form",
        text!("“{name}”的写法不规范：{typed}", "`{name}` is in no standard form: {typed}"),
    )
    .label(text!("读作 {day}", "read as {day}"))
    .help(text!("写成 {name}: {day}", "type {name}: {day}"))
    .fix(span.clone(), day.to_string())
    .at(span)
}

pub fn no_day(span: Span, key_names: &KeyNames, key: &'static str, typed: &str) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    Diagnostic::error(
        "date-unclear",
        text!("“{name}”的日期读不懂：{typed}", "`{name}` is no day: {typed}"),
    )
    .label(text!("这里要一个日期", "a date belongs here"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub fn period(span: Span, key_names: &KeyNames, from_span: Span) -> Diagnostic {
    let (from, until) = (key_names.name("from"), key_names.name("until"));
    Diagnostic::error(
        "period-backwards",
        text!("“{until}”在“{from}”之前", "`{until}` lies before `{from}`"),
    )
    .label(text!("这一天更早", "this day is earlier"))
    .also(from_span, text!("比这一天", "than this one"))
    .help(text!("核对两个日期", "check both dates"))
    .at(span)
}

/// What to do with a third level of the navigation.
pub fn last_level(_: &KeyNames) -> Text {
    text!(
        "导航只有两级；移到上一级，与这一项并列",
        "the navigation has two levels: move them beside this entry"
    )
}
