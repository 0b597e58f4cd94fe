//! Numbers given twice, against their date, or not at all.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::number::DocNumber;
use crate::source::{Span, Spanned};
use crate::text;
use jiff::civil::Date;
use std::ops::RangeInclusive;

pub(in crate::register) fn number_taken(
    number: &Spanned<DocNumber>,
    first: &Document,
    next: DocNumber,
) -> Diagnostic {
    let value = &number.value;
    let path = &first.source.path;
    let told = Diagnostic::error(
        "number-taken",
        text!("发文字号重复：{value}", "the document number {value} is given twice"),
    )
    .label(text!("已被 {path} 使用", "already used by {path}"))
    .help(text!("改用下一个空号：{next}", "take the next free number: {next}"));
    let told = match &first.front.number {
        Some(used) => told.also(used.span.clone(), text!("第一次在这里", "first used here")),
        None => told,
    };
    told.at(number.span.clone())
}

pub(in crate::register) fn number_against_date(
    number: &Spanned<DocNumber>,
    date: &Spanned<Date>,
    far: bool,
) -> Diagnostic {
    let (of_number, of_date) = (number.value.year, date.value.year());
    let told = if far { Diagnostic::error } else { Diagnostic::warning };
    told(
        "number-date",
        text!(
            "文号是 {of_number} 年的，成文日期却在 {of_date} 年",
            "a number of {of_number} on a date of {of_date}"
        ),
    )
    .label(text!("文号的年份是 {of_number}", "the number's year is {of_number}"))
    .also(date.span.clone(), text!("成文日期是 {of_date} 年", "the date's year is {of_date}"))
    .help(text!("核对原件，改正其中一个", "check the document and correct one of the two"))
    .at(number.span.clone())
}

pub(in crate::register) fn gap(
    code: &str,
    year: u16,
    gap: &RangeInclusive<u32>,
    before: Option<&Document>,
    after: Option<&Document>,
) -> Diagnostic {
    let serials = match (gap.start(), gap.end()) {
        (one, last) if one == last => format!("{one}"),
        (first, last) => format!("{first}-{last}"),
    };
    let mut told = Diagnostic::warning(
        "number-gap",
        text!(
            "{code}〔{year}〕缺 {serials} 号",
            "{code}〔{year}〕 lacks number {serials}"
        ),
    )
    .help(text!(
        "如果这些号不公开，在 site.yaml 里这个发文机关下写 withheld: {{{year}: \"{serials}\"}}",
        "if these are not published, add withheld: {{{year}: \"{serials}\"}} to the issuer in site.yaml"
    ));
    let number = |document: &Document| document.front.number.as_ref().map(|n| n.span.clone());
    if let Some(span) = after.and_then(number) {
        told = told.at(span).label(text!("缺号之后的一份", "the first behind the gap"));
    }
    if let Some(span) = before.and_then(number) {
        told = told.also(span, text!("缺号之前的一份", "the last before the gap"));
    }
    told
}

pub(in crate::register) fn withheld_but_published(
    document: &Document,
    issuer: Option<Span>,
) -> Diagnostic {
    let told = Diagnostic::warning(
        "withheld-published",
        text!("这个文号列为不公开，文件却发布了", "this number is withheld, yet published"),
    )
    .help(text!(
        "从 site.yaml 的 withheld 里去掉它，或把文件设为 visibility: internal",
        "take it out of `withheld` in site.yaml, or set visibility: internal"
    ));
    let told = match issuer {
        Some(span) => told.also(span, text!("withheld 写在这里", "`withheld` stands here")),
        None => told,
    };
    match &document.front.number {
        Some(number) => told.label(text!("列为不公开", "withheld")).at(number.span.clone()),
        None => told,
    }
}
