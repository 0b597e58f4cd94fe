//! Every message about a single document, one function each.

mod declared;
mod first_page;
mod moments;
mod standards;

pub(super) use declared::{
    field_choice_repeated, field_choices_unused, field_facet, field_facet_taken, field_given_twice,
    field_key_form, field_key_known, field_meant, field_missing, field_no_choice, field_no_link,
    field_no_number, field_no_text, field_of_other_category, field_repeated, field_time_of_day,
    field_without_choices,
};
pub(super) use first_page::recipients_crowd;
pub(super) use moments::{
    expires_before_effective, no_link, notice_period_order, prominence_unclear,
};
pub(super) use standards::{no_standard, standard_variant};

use crate::date::TypedMoment;
use crate::diagnostic::{Diagnostic, Text};
use crate::language::Language;
use crate::number::{DocNumber, OtherIdentifier, StandardNumber};
use crate::source::{Source, Span};
use crate::text;
use crate::yaml::KeyNames;
use jiff::civil::Date;

pub(super) fn empty(span: Span) -> Diagnostic {
    Diagnostic::error("file-empty", text!("文件是空的", "the file is empty"))
        .label(text!("这里什么也没有", "nothing is here"))
        .help(text!(
            "写上题头和正文，或删除这个文件；gongbao new 会写好题头",
            "write front matter and a body, or delete the file; gongbao new makes the front matter"
        ))
        .at(span)
}

/// `title` is the first line as the value of a key, if it can be the title.
pub(super) fn no_front_matter(source: &Source, span: Span, title: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "front-missing",
        text!("文件开头没有题头（--- 之间的那几行）", "no front matter (the lines between ---)"),
    );
    let Some(title) = title else {
        return diagnostic
            .label(text!("第一行应当是 ---", "the first line should be ---"))
            .help(text!(
                "在最前面加四行：\n---\ntitle: 标题\ndate: 2026-03-15\n---",
                "put four lines first:\n---\ntitle: …\ndate: 2026-03-15\n---"
            ))
            .at(span);
    };
    let end = source.line_end();
    diagnostic
        .label(text!("这一行像是标题", "this looks like the title"))
        .help(text!(
            "把这一行换成：\n---\ntitle: {title}\ndate: 2026-03-15\n---\n（日期照原件写）",
            "replace this line by:\n---\ntitle: {title}\ndate: 2026-03-15\n---\n(with its own date)"
        ))
        .fix(span.clone(), format!("---{end}title: {title}{end}---"))
        .at(span)
}

pub(super) fn fence_missing(source: &Source, span: Span) -> Diagnostic {
    let before = Span::new(&span.file, span.start..span.start);
    Diagnostic::error(
        "front-missing",
        text!("题头前面缺一行 ---", "the line --- before the front matter is missing"),
    )
    .label(text!("这一行前面加 ---", "a line --- belongs before this"))
    .help(text!("在最前面加一行 ---", "put a line --- first"))
    .fix(before, format!("---{}", source.line_end()))
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

/// The front matter begins at one byte and most likely ends at another.
pub(super) fn not_closed(source: &Source, front: usize, end: usize) -> Diagnostic {
    let open = source.text[..front].trim_end().rfind('\n').map_or(0, |newline| newline + 1);
    let open = if open == 0 && source.text.starts_with('\u{feff}') { 3 } else { open };
    let open = open..open + source.text[open..].lines().next().map_or(0, |l| l.trim_end().len());
    let next = end + source.text[end..].lines().next().map_or(0, |line| line.trim_end().len());
    let line_end = source.line_end();
    let before = if source.text[..end].ends_with('\n') { "" } else { line_end };
    Diagnostic::error(
        "front-open",
        text!("题头没有结束：找不到第二个 ---", "front matter is not closed: no second ---"),
    )
    .label(text!("题头从这里开始", "it opens here"))
    .also(
        Span::new(&source.path, end..next),
        text!("大概应当在这一行前面加 ---", "a line --- probably belongs before this"),
    )
    .help(text!(
        "在题头最后一行的下面加一行 ---（顶格，前面不留空格）",
        "put a line --- below its last line, without spaces before it"
    ))
    .fix(Span::new(&source.path, end..end), format!("{before}---{line_end}"))
    .at(Span::new(&source.path, open))
}

/// A document that needs a date and has none; `title` is where its title stands.
pub(super) fn date_missing(title: Span, key_names: &KeyNames) -> Diagnostic {
    let (name, line) = (key_names.name("date"), key_names.line("date"));
    Diagnostic::error("key-missing", text!("缺少“{name}”", "`{name}` is missing"))
        .label(text!("这份文件没有成文日期", "this document has no date"))
        .help(text!("加一行：{line}", "add a line: {line}"))
        .at(title)
}

pub(super) fn loose_date(span: Span, name: &str, typed: &str, moment: TypedMoment) -> Diagnostic {
    Diagnostic::warning(
        "date-form",
        text!("“{name}”的写法不规范：{typed}", "`{name}` is in no standard form: {typed}"),
    )
    .label(text!("读作 {moment}", "read as {moment}"))
    .help(text!(
        "写成 {moment}，或 2026年3月15日 这样的形式",
        "type {moment}, or a form such as 2026年3月15日"
    ))
    .fix(span.clone(), moment.to_string())
    .at(span)
}

pub(super) fn no_such_day(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "date-none",
        text!("“{name}”没有这一天：{typed}", "`{name}`: there is no day {typed}"),
    )
    .label(text!("月份或日子超出范围", "month or day out of range"))
    .help(text!("核对原件上的日期", "check the date on the document"))
    .at(span)
}

pub(super) fn unclear_date(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "date-unclear",
        text!("“{name}”的日期读不懂：{typed}", "`{name}` is no day: {typed}"),
    )
    .label(text!("这里要一个日期", "a date belongs here"))
    .help(text!(
        "写成 {name}: 2026-03-15，或 {name}: 2026年3月15日",
        "type {name}: 2026-03-15, or {name}: 2026年3月15日"
    ))
    .at(span)
}

pub(super) fn time_of_day(
    span: Span,
    key_names: &KeyNames,
    key: &'static str,
    date: Date,
) -> Diagnostic {
    let (key, published) = (key_names.name(key), key_names.name("published"));
    Diagnostic::warning(
        "date-time",
        text!("“{key}”只要日期，不要时刻", "`{key}` wants a day, no time of day"),
    )
    .label(text!("时刻不会用到", "the time is not used"))
    .help(text!(
        "写成 {date}；时刻写在“{published}”",
        "type {date}; a time goes into `{published}`"
    ))
    .fix(span.clone(), date.to_string())
    .at(span)
}

pub(super) fn number_variant(span: Span, name: &str, number: &DocNumber) -> Diagnostic {
    Diagnostic::warning(
        "number-form",
        text!("“{name}”的文号写法不规范", "`{name}`: the number is not in its canonical form"),
    )
    .label(text!("应当写成 {number}", "type {number}"))
    .help(text!(
        "年份用六角括号〔〕，序号不加“第”、不补零（GB/T 9704-2012，7.2.5）",
        "year in 〔〕, serial without 第 or zeros (GB/T 9704-2012, 7.2.5)"
    ))
    .fix(span.clone(), number.to_string())
    .at(span)
}

pub(super) fn no_number(
    span: Span,
    key_names: &KeyNames,
    key: &'static str,
    typed: &str,
    other: Option<OtherIdentifier>,
) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    let diagnostic = Diagnostic::error(
        "number-unclear",
        text!("“{name}”读不懂：{typed}", "`{name}` cannot be read: {typed}"),
    );
    let diagnostic = match other {
        Some(other) => {
            let term = other.term();
            diagnostic.label(text!("看起来是{term}，不是发文字号", "it looks like: {other}"))
        }
        None => {
            diagnostic.label(text!("读不出机关代字、年份和序号", "no code, year and serial in it"))
        }
    };
    let issue = key_names.line("issue");
    diagnostic
        .help(match other {
            Some(OtherIdentifier::Standard) => {
                let standard = match StandardNumber::parse(typed) {
                    Some(number) => key_names.line_with("standard", number),
                    None => key_names.line("standard"),
                };
                text!("写成 {standard}", "type {standard}")
            }
            Some(other @ (OtherIdentifier::Announcement | OtherIdentifier::Order)) => {
                let (term, title) = (other.term(), key_names.name("title"));
                text!(
                    "{term}写进“{title}”，再去掉这一行",
                    "{other}: put it into `{title}` and leave this line out"
                )
            }
            Some(OtherIdentifier::Issue) => text!(
                "期号不写在这里，写成 {issue}，再去掉这一行",
                "an issue is given as {issue}; leave this line out"
            ),
            Some(OtherIdentifier::Range) => text!(
                "一份文件一个文号：只写这份文件自己的那一个；其余各号各有文件",
                "a document has one number: type its own; the others belong to other documents"
            ),
            Some(OtherIdentifier::IndexNumber) | None => text!(
                "写成 {line} 这样的形式；没有文号就去掉这一行",
                "the form is {line}; leave the line out if there is none"
            ),
        })
        .at(span)
}

pub(super) fn no_reference(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "reference-unclear",
        text!(
            "“{name}”要写文号或文档路径，这里写的是“{typed}”",
            "`{name}` wants a number or a path, not `{typed}`"
        ),
    )
    .label(text!("不知道指的是哪份文件", "which document is meant?"))
    .help(text!(
        "写成 {name}: 鲁医协发〔2026〕1号、{name}: T/SDHA 001—2026，或 {name}: notices/2026-08.md",
        "type {name}: 鲁医协发〔2026〕1号, {name}: T/SDHA 001—2026, or {name}: notices/2026-08.md"
    ))
    .at(span)
}

pub(super) fn topics_in_one(span: Span, name: &str, typed: &str) -> Diagnostic {
    let list: Vec<&str> =
        typed.split(['、', '，', ',', '；']).map(str::trim).filter(|t| !t.is_empty()).collect();
    let list = list.join(", ");
    Diagnostic::warning(
        "topics-in-one",
        text!(
            "“{name}”里的“{typed}”看起来是几个主题写在了一起",
            "`{name}`: `{typed}` looks like several topics in one"
        ),
    )
    .label(text!("会当作一个主题", "taken as one topic"))
    .help(text!("写成列表：[{list}]（半角方括号和逗号）", "type a list: [{list}]"))
    .at(span)
}

pub(super) fn sample(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "sample-left",
        text!("这还是新建站点时的示例文件", "this is still a sample of the new site"),
    )
    .label(text!("会照原样发布", "published as it is"))
    .help(text!(
        "换成自己的内容，再删去这一行；用不着就删去整个文件",
        "put your own text in its place and delete this line, or delete the file"
    ))
    .at(span)
}

pub(super) fn topics_many(span: Span, name: &str, count: usize, most: usize) -> Diagnostic {
    Diagnostic::error(
        "topics-many",
        text!(
            "“{name}”有 {count} 个，最多 {most} 个",
            "`{name}` has {count} entries; {most} are the most"
        ),
    )
    .label(text!("从这里起太多", "too many from here"))
    .help(text!("只留读者会用来查找的几个主题", "keep the few that readers look for"))
    .at(span)
}

pub(super) fn attachment_target(span: Span, key_names: &KeyNames, of: &str) -> Diagnostic {
    let (file, document) = (key_names.name("file"), key_names.name("document"));
    Diagnostic::error(
        "attachment-target",
        text!(
            "“{of}”的每一项要有“{file}”或“{document}”，二者取一",
            "an item of `{of}` has a `{file}` or a `{document}`"
        ),
    )
    .label(text!("附在哪里？", "what is attached?"))
    .help(text!(
        "{file}: 同一文件夹里的文件名；{document}: 另一份文档的路径或文号",
        "{file}: a file beside the document; {document}: another document's path or number"
    ))
    .at(span)
}

pub(super) fn attachment_form(span: Span, key_names: &KeyNames) -> Diagnostic {
    let (name, line) = (key_names.name("attachments"), key_names.line("attachments"));
    Diagnostic::error(
        "value-type",
        text!("“{name}”里的这一项读不懂", "this item of `{name}` cannot be read"),
    )
    .label(text!("要写文件名，或标题和文件两项", "a file name, or title and file"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

/// A value that is no issue; `typed` is `None` if it is no text.
pub(super) fn issue_unclear(span: Span, key_names: &KeyNames, typed: Option<&str>) -> Diagnostic {
    let name = key_names.name("issue");
    let (line, cover) = (key_names.line("issue"), "2026年第1期（总第35期）");
    let message = match typed {
        Some(typed) => text!("“{name}”读不懂：{typed}", "`{name}` cannot be read: {typed}"),
        None => text!("“{name}”读不懂", "`{name}` cannot be read"),
    };
    let diagnostic = Diagnostic::error("issue-unclear", message)
        .label(text!("要写年份和期数，总期数可以不写", "year and number belong here"));
    // The usual form of a Chinese file is that of the cover.
    let help = match key_names.language_of("issue") {
        Language::Chinese => text!("写成 {line}", "type {line}"),
        Language::English => text!("写成 {line}，或 {cover}", "type {line}, or {cover}"),
    };
    diagnostic.help(help).at(span)
}

/// The category, which the folder of the file decides.
pub(super) fn category_is_folder(_: &KeyNames) -> Text {
    text!(
        "分类由文件所在的文件夹决定：把文件放进 content/ 下相应的分类文件夹，去掉这一行",
        "the category is the folder: move the file into that of the category and drop this line"
    )
}

/// A contact that is neither a text nor a map.
pub(super) fn contact_form(span: Span, key_names: &KeyNames) -> Diagnostic {
    let line = key_names.line("contact");
    Diagnostic::error(
        "value-type",
        text!(
            "联系方式要写文字，或者部门、姓名、电话几项",
            "a contact is a text, or office, name and phone"
        ),
    )
    .label(text!("这里不是", "it is neither"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

pub(super) fn body_is_below(_: &KeyNames) -> Text {
    text!("正文写在第二个 --- 的下面，不写在这里", "the text stands below the second ---, not here")
}
