//! Every message about a single document, one function each.

use crate::date::Typed;
use crate::diagnostic::Diagnostic;
use crate::number::{DocNumber, Other};
use crate::source::{Source, Span};
use crate::text;
use jiff::civil::Date;
use std::ops::Range;

pub(super) fn byte_order_mark(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "file-bom",
        text!("文件开头有看不见的 BOM 标记", "the file begins with an invisible byte-order mark"),
    )
    .label(text!("这里有三个看不见的字节", "three invisible bytes stand here"))
    .help(text!(
        "另存为“UTF-8（无 BOM）”；或运行 gongbao check --fix",
        "save as UTF-8 without BOM, or run gongbao check --fix"
    ))
    .fix(span.clone(), "")
    .at(span)
}

pub(super) fn carriage_returns(source: &Source, at: usize) -> Diagnostic {
    let mut told = Diagnostic::warning(
        "file-crlf",
        text!("文件用了 Windows 换行（CRLF）", "the lines end in CRLF, as on Windows"),
    )
    .label(text!("从这一行起", "from this line on"))
    .help(text!(
        "在编辑器里把行尾改成 LF；或运行 gongbao check --fix",
        "set line endings to LF, or run gongbao check --fix"
    ));
    for (offset, _) in source.text.match_indices("\r\n") {
        told = told.fix(Span::new(&source.path, offset..offset + 1), "");
    }
    let start = source.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    told.at(Span::new(&source.path, start..at))
}

pub(super) fn empty(span: Span) -> Diagnostic {
    Diagnostic::error("file-empty", text!("文件是空的", "the file is empty"))
        .label(text!("这里什么也没有", "nothing is here"))
        .help(text!(
            "写上题头和正文，或删除这个文件；gongbao new 会写好题头",
            "write front matter and a body, or delete the file; gongbao new makes the front matter"
        ))
        .at(span)
}

pub(super) fn no_front_matter(span: Span) -> Diagnostic {
    Diagnostic::error(
        "front-missing",
        text!("文件开头没有题头（--- 之间的那几行）", "no front matter (the lines between ---)"),
    )
    .label(text!("第一行应当是 ---", "the first line should be ---"))
    .help(text!(
        "在最前面加四行：\n---\ntitle: 标题\ndate: 2026-03-15\n---",
        "put four lines first:\n---\ntitle: …\ndate: 2026-03-15\n---"
    ))
    .at(span)
}

pub(super) fn fence_mistyped(span: Span) -> Diagnostic {
    Diagnostic::error(
        "front-fence",
        text!("题头的分隔线应当是三个半角短横 ---", "front matter is fenced by three hyphens: ---"),
    )
    .label(text!("写成 ---", "type ---"))
    .help(text!(
        "用英文输入法打三个减号，前后不留空格",
        "type three plain hyphens and nothing else"
    ))
    .fix(span.clone(), "---")
    .at(span)
}

pub(super) fn not_closed(source: &Source, open: Range<usize>, front: usize) -> Diagnostic {
    // The front matter most likely ends before the first line that is no `key: value`.
    let mut at = front;
    for line in source.text[front..].split_inclusive('\n') {
        let bare = line.trim();
        let is_entry = line.starts_with([' ', '\t', '-', '#'])
            || bare.contains(": ")
            || bare.ends_with(':')
            || bare.contains('：');
        if bare.is_empty() || !is_entry {
            break;
        }
        at += line.len();
    }
    let end = at + source.text[at..].lines().next().map_or(0, |line| line.trim_end().len());
    Diagnostic::error(
        "front-open",
        text!("题头没有结束：找不到第二个 ---", "front matter is not closed: no second ---"),
    )
    .label(text!("题头从这里开始", "it opens here"))
    .also(
        Span::new(&source.path, at..end),
        text!("大概应当在这一行前面加 ---", "a line --- probably belongs before this"),
    )
    .help(text!("在题头最后一行的下面加一行 ---", "put a line --- below its last line"))
    .fix(Span::new(&source.path, at..at), "---\n")
    .at(Span::new(&source.path, open))
}

pub(super) fn loose_date(span: Span, typed: &str, moment: Typed) -> Diagnostic {
    Diagnostic::warning(
        "date-form",
        text!("日期“{typed}”的写法不规范", "the date `{typed}` is in no standard form"),
    )
    .label(text!("读作 {moment}", "read as {moment}"))
    .help(text!(
        "写成 {moment}，或 2026年3月15日 这样的形式",
        "type {moment}, or a form such as 2026年3月15日"
    ))
    .fix(span.clone(), moment.to_string())
    .at(span)
}

pub(super) fn no_such_day(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error("date-none", text!("没有“{typed}”这一天", "there is no day `{typed}`"))
        .label(text!("月份或日子超出范围", "month or day out of range"))
        .help(text!("核对原件上的日期", "check the date on the document"))
        .at(span)
}

pub(super) fn unclear_date(span: Span, key: &str, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "date-unclear",
        text!("“{key}”的日期读不懂：{typed}", "`{key}` is no date: {typed}"),
    )
    .label(text!("这里要一个日期", "a date belongs here"))
    .help(text!("写成 2026-03-15 或 2026年3月15日", "type 2026-03-15 or 2026年3月15日"))
    .at(span)
}

pub(super) fn time_of_day(span: Span, key: &str, date: Date, is_certain: bool) -> Diagnostic {
    let told = Diagnostic::warning(
        "date-time",
        text!("“{key}”只要日期，不要时刻", "`{key}` wants a day, no time of day"),
    )
    .label(text!("时刻不会用到", "the time is not used"))
    .help(text!(
        "写成 {date}；时刻写在 published（发布日期）",
        "type {date}; a time goes into `published`"
    ));
    let told = if is_certain { told.fix(span.clone(), date.to_string()) } else { told };
    told.at(span)
}

pub(super) fn number_variant(span: Span, number: &DocNumber) -> Diagnostic {
    Diagnostic::warning(
        "number-form",
        text!("发文字号的写法不规范", "the document number is not in its canonical form"),
    )
    .label(text!("应当写成 {number}", "type {number}"))
    .help(text!(
        "年份用六角括号〔〕，序号不加“第”、不补零（GB/T 9704-2012，7.2.5）",
        "year in 〔〕, serial without 第 or zeros (GB/T 9704-2012, 7.2.5)"
    ))
    .fix(span.clone(), number.to_string())
    .at(span)
}

pub(super) fn no_number(span: Span, typed: &str, other: Option<Other>) -> Diagnostic {
    let told = Diagnostic::error(
        "number-unclear",
        text!("“{typed}”不是发文字号", "`{typed}` is no document number"),
    );
    let told = match other {
        Some(other) => {
            let term = other.term();
            told.label(text!("看起来是{term}", "it looks like: {other}"))
        }
        None => told.label(text!("读不出机关代字、年份和序号", "no code, year and serial in it")),
    };
    told.help(text!(
        "发文字号的形式是 鲁医协发〔2026〕1号；没有文号就去掉这一行",
        "the form is 鲁医协发〔2026〕1号; leave the line out if there is none"
    ))
    .at(span)
}

pub(super) fn no_reference(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "reference-unclear",
        text!(
            "“{typed}”既不是发文字号，也不是文档路径",
            "`{typed}` is neither a number nor a path"
        ),
    )
    .label(text!("不知道指的是哪份文件", "which document is meant?"))
    .help(text!(
        "写发文字号（鲁医协发〔2026〕1号）或文件路径（notices/2026-08.md）",
        "type a number (鲁医协发〔2026〕1号) or a path (notices/2026-08.md)"
    ))
    .at(span)
}

pub(super) fn no_link(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error("link-form", text!("“{typed}”不是网址", "`{typed}` is no web address"))
        .label(text!("要以 https:// 或 http:// 开头", "it begins with https:// or http://"))
        .help(text!("例如：link: https://example.org/", "for example: link: https://example.org/"))
        .at(span)
}

pub(super) fn topics_in_one(span: Span, typed: &str) -> Diagnostic {
    let list: Vec<&str> =
        typed.split(['、', '，', ',', '；']).map(str::trim).filter(|t| !t.is_empty()).collect();
    let list = list.join(", ");
    Diagnostic::warning(
        "topics-in-one",
        text!("“{typed}”看起来是几个主题写在了一起", "`{typed}` looks like several topics in one"),
    )
    .label(text!("会当作一个主题", "taken as one topic"))
    .help(text!("写成列表：[{list}]（半角方括号和逗号）", "type a list: [{list}]"))
    .at(span)
}

pub(super) fn attachment_target(span: Span) -> Diagnostic {
    Diagnostic::error(
        "attachment-target",
        text!("附件要有 file 或 document，二者取一", "an attachment has a `file` or a `document`"),
    )
    .label(text!("附在哪里？", "what is attached?"))
    .help(text!(
        "file: 同一文件夹里的文件名；document: 另一份文档的路径或文号",
        "file: a file beside the document; document: another document's path or number"
    ))
    .at(span)
}

pub(super) fn expires_before_effective(expires: Span, effective: Span) -> Diagnostic {
    Diagnostic::error(
        "expires-early",
        text!("失效日期早于施行日期", "expires before it takes effect"),
    )
    .label(text!("失效日期", "expires"))
    .also(effective, text!("施行日期", "takes effect"))
    .help(text!("核对两个日期", "check the two dates"))
    .at(expires)
}
