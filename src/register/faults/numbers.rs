//! Numbers that are given twice, contradict their date, or are missing.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Issue};
use crate::number::DocNumber;
use crate::register::copies::is_copy_of;
use crate::register::ranges::range_text;
use crate::source::{Span, Spanned};
use crate::text;
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// `next` is the next number of the series, if the series is one of the site.
pub fn number_taken(
    number: &Spanned<DocNumber>,
    first: &Document,
    next: Option<DocNumber>,
) -> Diagnostic {
    let value = &number.value;
    let path = &first.source.path;
    let diagnostic = Diagnostic::error(
        "number-taken",
        text!("发文字号重复：{value}", "the document number {value} is given twice"),
    )
    .label(text!("已被 {path} 使用", "already used by {path}"));
    let diagnostic = diagnostic.help(if is_copy_of(&number.span.file, path) {
        text!(
            "这个文件像是复制出来的：多余就删掉它；是另一份文件，就按原件改正文号",
            "this looks like a copied file: delete it, or correct the number after the original"
        )
    } else if let Some(next) = next {
        text!(
            "核对原件，改正其中一个；同一份文件放了两次，就删掉一个；确实没有编号的，用下一个空号 {next}",
            "compare both with the originals and correct one; delete a copy; the next free number is {next}"
        )
    } else {
        text!(
            "核对原件，改正其中一个；同一份文件放了两次，就删掉一个",
            "compare both with the originals and correct one; delete a copy"
        )
    });
    let diagnostic = match &first.front.number {
        Some(used) => diagnostic.also(used.span.clone(), text!("第一次在这里", "first used here")),
        None => diagnostic,
    };
    diagnostic.at(number.span.clone())
}

/// The id of the diagnostic about a number that stands in a title.
pub const NUMBER_IN_TITLE: &str = "number-in-title";

/// `title` is the title without the number. The fix moves the number to a line of its own; it is
/// offered only where the title stands on one line as it is.
pub fn number_in_title(document: &Document, number: &DocNumber, title: &str) -> Diagnostic {
    let line = document.front.key_names.line_with("number", number);
    let typed = &document.front.title;
    let diagnostic = Diagnostic::warning(
        NUMBER_IN_TITLE,
        text!("发文字号写在了标题里：{number}", "the number stands in the title: {number}"),
    )
    .label(text!("标题只写“{title}”", "the title is `{title}`"))
    .help(text!("从标题里去掉，另起一行写：{line}", "move it to a line of its own: {line}"))
    .at(typed.span.clone());
    let text = &*document.source.text;
    let span = &typed.span;
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.start..].find('\n').map(|newline| span.start + newline + 1);
    let is_plain = text.get(span.range()) == Some(&*typed.value)
        && text[start..span.start].trim_end().ends_with(':');
    match end {
        Some(end) if is_plain && end <= document.body.start => {
            let line_end = if text[..end].ends_with("\r\n") { "\r\n" } else { "\n" };
            diagnostic
                .fix(span.clone(), title)
                .fix(Span::new(&span.file, end..end), format!("{line}{line_end}"))
        }
        _ => diagnostic,
    }
}

pub fn issue_taken(issue: &Spanned<Issue>, first: &Spanned<Issue>) -> Diagnostic {
    let Issue { year, number, .. } = issue.value;
    let path = &first.span.file;
    let diagnostic = Diagnostic::error(
        "issue-taken",
        text!("期号重复：{year}年第{number}期", "the issue {year}, No. {number} is given twice"),
    )
    .label(text!("已被 {path} 使用", "already used by {path}"))
    .also(first.span.clone(), text!("第一次在这里", "first used here"));
    let diagnostic = diagnostic.help(if is_copy_of(&issue.span.file, path) {
        text!(
            "这个文件夹像是复制出来的：多余就删掉它；是新的一期，就改期号",
            "this looks like a copied folder: delete it, or give it a number of its own"
        )
    } else {
        text!(
            "核对原件，改正其中一期的年份或期号",
            "compare both with the originals and correct the year or number of one"
        )
    });
    diagnostic.at(issue.span.clone())
}

/// Around new year the two years may differ by one, so that is a warning only.
pub fn number_against_date(number: &Spanned<DocNumber>, date: &Spanned<Date>) -> Diagnostic {
    let (of_number, of_date) = (number.value.year, date.value.year());
    let is_around_new_year = i32::from(of_number).abs_diff(i32::from(of_date)) <= 1;
    let message = text!(
        "文号是 {of_number} 年的，成文日期却在 {of_date} 年",
        "a number of {of_number} on a date of {of_date}"
    );
    let diagnostic = if is_around_new_year {
        Diagnostic::warning("number-date", message)
    } else {
        Diagnostic::error("number-date", message)
    };
    diagnostic
        .label(text!("文号的年份是 {of_number}", "the number's year is {of_number}"))
        .also(date.span.clone(), text!("成文日期是 {of_date} 年", "the date's year is {of_date}"))
        .help(text!("核对原件，改正其中一个", "check the document and correct one of the two"))
        .at(number.span.clone())
}

/// `line` would list the gap as withheld in site.yaml. `before` and `after` are the documents next
/// to the gap.
pub fn number_gap(
    code: &str,
    year: u16,
    gap: &RangeInclusive<u32>,
    line: &str,
    before: Option<&Document>,
    after: Option<&Document>,
) -> Diagnostic {
    let serials = range_text(gap);
    let mut diagnostic = Diagnostic::warning(
        "number-gap",
        text!("{code}〔{year}〕缺 {serials} 号", "{code}〔{year}〕 lacks number {serials}"),
    )
    .help(text!(
        "如果这些号不公开，在 site.yaml 里代字 {code} 下写 {line}",
        "if these are not published, give the code {code} in site.yaml {line}"
    ));
    let number = |document: &Document| document.front.number.as_ref().map(|n| n.span.clone());
    if let Some(span) = after.and_then(number) {
        diagnostic = diagnostic.at(span).label(text!("缺号之后的一份", "the first behind the gap"));
    }
    if let Some(span) = before.and_then(number) {
        diagnostic = diagnostic.also(span, text!("缺号之前的一份", "the last before the gap"));
    }
    diagnostic
}

/// `key` is that under which site.yaml lists withheld numbers.
pub fn withheld_but_published(document: &Document, code: Span, key: &str) -> Diagnostic {
    let internal = document.front.key_names.line("visibility");
    let diagnostic = Diagnostic::warning(
        "withheld-published",
        text!("这个文号列为不公开，文件却发布了", "this number is withheld, yet published"),
    )
    .help(text!(
        "从 site.yaml 的“{key}”里去掉它，或在文件里写 {internal}",
        "take it out of `{key}` in site.yaml, or write {internal} in the document"
    ))
    .also(code, text!("“{key}”写在这个代字下", "`{key}` stands with this code"));
    match &document.front.number {
        Some(number) => diagnostic.label(text!("列为不公开", "withheld")).at(number.span.clone()),
        None => diagnostic,
    }
}
