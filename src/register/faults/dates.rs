//! Dates that cannot be meant. `key` is always the key as it was typed.

use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::{Span, Spanned};
use crate::text;
use jiff::civil::Date;

pub fn year_unlikely(span: Span, key: &str, year: i16) -> Diagnostic {
    Diagnostic::warning(
        "date-year",
        text!(
            "“{key}”的年份是 {year:04}，大概打错了",
            "`{key}`: the year {year:04} is most likely mistyped"
        ),
    )
    .label(text!("{year:04} 年？", "in {year:04}?"))
    .help(text!("核对年份", "check the year"))
    .at(span)
}

/// 成文日期 is to come, on a document that is published already.
pub fn dated_ahead(date: &Spanned<Date>, key: &str, today: Date) -> Diagnostic {
    date_to_come(date, key, today).help(text!("核对年份", "check the year"))
}

/// 成文日期 is to come, and the document is not published before.
pub fn dated_ahead_and_waiting(date: &Spanned<Date>, key: &str, today: Date) -> Diagnostic {
    date_to_come(date, key, today).help(text!(
        "核对年份；照现在的写法，这份文件到那一天才发布",
        "check the year; as it stands the document is not published before that day"
    ))
}

fn date_to_come(date: &Spanned<Date>, key: &str, today: Date) -> Diagnostic {
    let (day, year) = (date.value, date.value.year());
    Diagnostic::warning(
        "date-future",
        text!(
            "“{key}”是 {day}，还没有到（今天是 {today}）",
            "`{key}`: {day} is still to come (today is {today})"
        ),
    )
    .label(text!("年份是 {year}，对吗？", "is the year {year}?"))
    .at(date.span.clone())
}

pub fn published_far_ahead(span: Span, key: &str, published: Moment) -> Diagnostic {
    let year = published.date.year();
    Diagnostic::warning(
        "published-far",
        text!(
            "“{key}”是 {published}，还在一年以后",
            "`{key}`: {published} is more than a year from now"
        ),
    )
    .label(text!("年份是 {year}，对吗？", "is the year {year}?"))
    .help(text!(
        "核对年份；在那之前，这份文件不发布",
        "check the year; until then the document is not published"
    ))
    .at(span)
}

pub fn published_before_date(document: &Document, published: Span, date: Span) -> Diagnostic {
    let key_names = &document.front.key_names;
    let (later, earlier) = (key_names.name("published"), key_names.name("date"));
    Diagnostic::warning(
        "published-early",
        text!("“{later}”早于“{earlier}”", "`{later}` is before `{earlier}`"),
    )
    .label(text!("发布日期", "published"))
    .also(date, text!("成文日期", "date of the document"))
    .help(text!(
        "核对两个日期：成文日期是签发的日期，发布不会在签发之前",
        "check the two dates: a document is dated when it is signed, and published after that"
    ))
    .at(published)
}

pub fn printed_before_date(document: &Document, printed: Span, date: Span) -> Diagnostic {
    let key_names = &document.front.key_names;
    let (later, earlier) = (key_names.name("printed"), key_names.name("date"));
    Diagnostic::warning(
        "printed-early",
        text!("“{later}”早于“{earlier}”", "`{later}` is before `{earlier}`"),
    )
    .label(text!("印发日期", "printed"))
    .also(date, text!("成文日期", "date of the document"))
    .help(text!(
        "核对两个日期：文件签发以后才印发",
        "check the two dates: a document is printed after it was signed"
    ))
    .at(printed)
}
