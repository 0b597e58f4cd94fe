//! Every message about the text, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// A half-width mark between Han characters.
pub(super) fn half_width(at: Span, typed: char, meant: char) -> Diagnostic {
    Diagnostic::warning(
        "half-width",
        text!(
            "汉字之间用了半角标点“{typed}”",
            "half-width punctuation `{typed}` between Chinese characters"
        ),
    )
    .label(text!("应为“{meant}”", "Chinese uses `{meant}`"))
    .help(text!("改成全角的“{meant}”", "type the full-width `{meant}`"))
    .at(at)
}

/// The same where the edit is certain.
pub(super) fn half_width_certain(at: Span, typed: char, meant: char) -> Diagnostic {
    half_width(at.clone(), typed, meant).fix(at, meant)
}

/// What a number of a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PersonalNumber {
    IdentityCard,
    Mobile,
    BankCard,
}

/// Where a fault stands, on which depends how it is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    FrontMatter,
    Body,
}

/// A number of a person in a document that is to be published.
pub(super) fn personal_number(at: Span, kind: PersonalNumber, place: Place) -> Diagnostic {
    let (id, message, cure) = match kind {
        PersonalNumber::IdentityCard => (
            "identity-card",
            text!("有居民身份证号码", "the number of an identity card"),
            text!(
                "删去，或者中间几位用“*”遮住",
                "delete it, or replace the digits in the middle by `*`"
            ),
        ),
        PersonalNumber::Mobile => (
            "mobile-number",
            text!("有个人手机号码", "the number of a mobile telephone"),
            text!("改用办公电话", "use the telephone of the office"),
        ),
        PersonalNumber::BankCard => (
            "bank-card",
            text!("有个人银行卡号", "the number of a bank card"),
            text!(
                "删去，或者中间几位用“*”遮住",
                "delete it, or replace the digits in the middle by `*`"
            ),
        ),
    };
    let (zh, en) = (cure.zh, cure.en);
    let help = match place {
        Place::FrontMatter => text!(
            "{zh}；确要公开的，在这一行末尾写 # check: allow {id}",
            "{en}; if it is meant to be public, write # check: allow {id} at the end of the line"
        ),
        Place::Body => text!(
            "{zh}；确要公开的，在这一段上面另写一行 <!-- check: allow {id} -->",
            "{en}; if it is meant to be public, write <!-- check: allow {id} --> on a line above the paragraph"
        ),
    };
    Diagnostic::warning(id, message)
        .label(text!("会公开在网上", "would be published"))
        .help(help)
        .at(at)
}

/// Rows that Markdown does not read as a table.
pub(super) fn table_unmarked(
    at: Span,
    whole: Span,
    columns: usize,
    edit: Option<String>,
) -> Diagnostic {
    let rule = "---|".repeat(columns.min(12));
    let diagnostic = Diagnostic::warning(
        "table-unmarked",
        text!("这几行像是表格，却没有成为表格", "these lines look like a table and are none"),
    )
    .label(text!("网页上连成一段", "the page runs them together"))
    .help(text!(
        "第一行作表头，下面加一行 |{rule}；每行前后和各格之间用半角“|”，格数一样，表格上下各空一行",
        "make the first row the head and write |{rule} below it; put `|` around and between the cells of each row, as many in every row, and an empty line above and below"
    ))
    .at(at);
    match edit {
        Some(edit) => diagnostic.fix(whole, edit),
        None => diagnostic,
    }
}

/// A part of a document that the page prints from the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeated {
    Mark,
    Number,
    Title,
    Recipients,
    Enclosures,
    Signature,
    Date,
    Note,
}

/// A part that stands in the body as well as in the front matter.
pub(super) fn printed_twice(at: Span, what: Repeated, lines: Option<Span>) -> Diagnostic {
    let (zh, en) = match what {
        Repeated::Mark => ("发文机关标志", "the head of the paper"),
        Repeated::Number => ("发文字号", "the number"),
        Repeated::Title => ("标题", "the title"),
        Repeated::Recipients => ("主送", "the recipients"),
        Repeated::Enclosures => ("附件说明", "the list of attachments"),
        Repeated::Signature => ("署名", "the signature"),
        Repeated::Date => ("成文日期", "the date"),
        Repeated::Note => ("附注", "the note"),
    };
    let diagnostic = Diagnostic::warning(
        "printed-twice",
        text!("正文里又写了一遍{zh}", "the body repeats {en}"),
    )
    .label(text!("网页上会出现两次", "the page shows it twice"))
    .help(text!(
        "题头里已经有了，网页会自己排好；删去正文里的这一处",
        "it is in the front matter, from which the page is set; delete it in the body"
    ))
    .at(at);
    match lines {
        Some(lines) => diagnostic.fix(lines, ""),
        None => diagnostic,
    }
}
