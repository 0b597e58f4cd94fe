//! Every message about documents among each other, one function each; each names both ends.

use super::{DocId, Entry, Register};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::{Document, Reference, Relation};
use crate::markdown::Citation;
use crate::number::DocNumber;
use crate::source::{SitePath, Span, Spanned};
use crate::text;
use jiff::civil::Date;
use std::ops::RangeInclusive;

pub(super) fn number_taken(
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

pub(super) fn number_against_date(
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

pub(super) fn gap(
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

pub(super) fn withheld_but_published(document: &Document, issuer: Option<Span>) -> Diagnostic {
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

pub(super) fn unknown_code(number: &Spanned<DocNumber>, config: &Config) -> Diagnostic {
    let code = &number.value.code;
    let codes: Vec<&str> =
        config.issuers.iter().filter_map(|i| i.code.as_ref().map(|c| &*c.value)).collect();
    let all = codes.join("、");
    let told = Diagnostic::error(
        "code-unknown",
        text!("site.yaml 里没有代字“{code}”", "site.yaml knows no code `{code}`"),
    )
    .at(number.span.clone());
    match nearest(code, codes.iter().copied()) {
        Some(near) => {
            let right = DocNumber { code: near.to_owned(), ..number.value.clone() };
            told.label(text!("是不是 {near}？", "did you mean {near}?"))
                .help(text!("写成 {right}", "type {right}"))
                .fix(number.span.clone(), right.to_string())
        }
        None => told.label(text!("不知道是哪个机关", "which issuer is it?")).help(text!(
            "在 site.yaml 的 issuers 里加上这个代字（已有：{all}）；外单位的文件去掉 number，用 issuer 写明机关",
            "add the code to `issuers` in site.yaml (known: {all}); for another body's document give `issuer` and no `number`"
        )),
    }
}

pub(super) fn lead_not_issuer(
    number: &Spanned<DocNumber>,
    issuer: &Spanned<String>,
    lead: &str,
) -> Diagnostic {
    let code = &number.value.code;
    Diagnostic::warning(
        "lead-issuer",
        text!(
            "代字“{code}”属于{lead}，发文机关里却没有它",
            "the code {code} is that of {lead}, which is not among the issuers"
        ),
    )
    .label(text!("这是{lead}的文号", "a number of {lead}"))
    .also(issuer.span.clone(), text!("发文机关写在这里", "the issuers are given here"))
    .help(text!(
        "联合发文用牵头机关的文号；牵头机关写在第一个",
        "a joint document carries the number of the lead; name the lead first"
    ))
    .at(number.span.clone())
}

pub(super) fn no_issuer(document: &Document, config: &Config) -> Diagnostic {
    let all: Vec<&str> = config.issuers.iter().map(|issuer| &*issuer.name.value).collect();
    let (first, all) = (all.first().copied().unwrap_or_default(), all.join("、"));
    Diagnostic::warning(
        "issuer-missing",
        text!("没有写发文机关，按{first}处理", "no issuer is given; {first} is assumed"),
    )
    .label(text!("这份文件没有文号，看不出是谁发的", "without a number nobody can tell the issuer"))
    .help(text!("加一行 issuer: {first}（可选：{all}）", "add `issuer: …`, one of {all}"))
    .at(document.front.title.span.clone())
}

pub(super) fn no_category(document: &Document) -> Diagnostic {
    Diagnostic::error(
        "category-missing",
        text!("这个文件不在任何分类里", "the file lies in no category"),
    )
    .label(text!("上面的文件夹都没有 _index.md", "no folder above it has an _index.md"))
    .help(text!(
        "移到 content/ 下面的分类文件夹（如 content/notices/），或给文件夹加 _index.md",
        "move it into a category such as content/notices/, or give its folder an _index.md"
    ))
    .at(document.front.title.span.clone())
}

pub(super) fn no_date(document: &Document) -> Diagnostic {
    Diagnostic::error("key-missing", text!("缺少“date”（成文日期）", "`date` is missing"))
        .label(text!("这份文件没有成文日期", "this document has no date"))
        .help(text!("加一行：date: 2026-03-15", "add a line: date: 2026-03-15"))
        .at(document.front.title.span.clone())
}

pub(super) fn issue_elsewhere(span: Span, category: &str) -> Diagnostic {
    Diagnostic::error(
        "issue-elsewhere",
        text!("“{category}”不是会讯，不能有期号", "`{category}` is no newsletter: no `issue` here"),
    )
    .label(text!("只有会讯分类的文件有期号", "only newsletters have issues"))
    .help(text!(
        "去掉 issue，或把文件移到 kind: newsletter 的分类",
        "leave `issue` out, or move the file to a category of kind newsletter"
    ))
    .at(span)
}

pub(super) fn issue_no_bundle(span: Span, path: &SitePath) -> Diagnostic {
    let folder = format!("{}/{}", path.folder(), path.stem());
    Diagnostic::error(
        "issue-bundle",
        text!("一期会讯要有自己的文件夹", "an issue of a newsletter is a folder of its own"),
    )
    .label(text!("期号只能写在 index.md 里", "`issue` belongs into an index.md"))
    .help(text!(
        "把这个文件移到 {folder}/index.md，各篇文章放在同一文件夹",
        "move this file to {folder}/index.md and put its articles beside it"
    ))
    .at(span)
}

pub(super) fn stray_article(document: &Document, head: &SitePath) -> Diagnostic {
    Diagnostic::error(
        "article-stray",
        text!(
            "{head} 不是一期会讯，这个文件没有去处",
            "{head} is no issue: this file has no place"
        ),
    )
    .label(text!("不会发布", "it would not be published"))
    .help(text!(
        "会讯要在 index.md 里写 issue（期号）；其他文件请移出这个文件夹",
        "give the index.md an `issue`, or move this file out of the folder"
    ))
    .at(document.front.title.span.clone())
}

pub(super) fn attached_file_missing(
    file: &Spanned<String>,
    folder: &str,
    near: Option<&str>,
    beside: &[&str],
) -> Diagnostic {
    let name = &file.value;
    let told = Diagnostic::error(
        "attachment-missing",
        text!("找不到附件文件：{name}", "the attached file is not there: {name}"),
    )
    .at(file.span.clone());
    match near {
        Some(near) => told
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("写成 file: {near}", "type file: {near}"))
            .fix(file.span.clone(), near),
        None => {
            let all = beside.iter().take(8).copied().collect::<Vec<_>>().join("、");
            let all = if all.is_empty() { "-".to_owned() } else { all };
            told.label(text!("{folder}/ 里没有这个文件", "no such file in {folder}/")).help(text!(
                "把文件放进 {folder}/，文件名要一字不差（现有：{all}）",
                "put the file into {folder}/ under exactly this name (there now: {all})"
            ))
        }
    }
}

pub(super) fn attached_document_missing(
    reference: &Spanned<Reference>,
    register: &Register,
    filing: &super::Filing,
) -> Diagnostic {
    let hidden = match &reference.value {
        Reference::Path(typed) => super::candidates(typed, &reference.span.file)
            .iter()
            .any(|p| register.hidden.contains(p)),
        Reference::Number(number) => filing
            .documents
            .iter()
            .any(|d| d.front.number.as_ref().is_some_and(|n| n.value == *number)),
    };
    if hidden {
        return Diagnostic::error(
            "attachment-hidden",
            text!("附的文档没有公开", "the attached document is not public"),
        )
        .label(text!("它是草稿或内部文件", "a draft or internal document"))
        .help(text!("先公开那份文档，或去掉这个附件", "publish it, or drop the attachment"))
        .at(reference.span.clone());
    }
    reference_missing(
        "attachment-missing",
        text!("找不到附的文档", "the attached document is not there"),
        &reference.span,
        &reference.value,
        register,
    )
}

pub(super) fn relation_dangling(
    relation: &Relation<Reference>,
    number: &DocNumber,
    register: &Register,
) -> Diagnostic {
    let verb = relation.kind.verb();
    let key = relation.kind.key();
    reference_missing(
        "relation-dangling",
        text!("要{verb}的 {number} 不在登记册里", "`{key}`: {number} is not in the register"),
        &relation.to.span,
        &relation.to.value,
        register,
    )
}

pub(super) fn relation_path_missing(
    relation: &Relation<Reference>,
    typed: &str,
    register: &Register,
) -> Diagnostic {
    let verb = relation.kind.verb();
    let key = relation.kind.key();
    reference_missing(
        "relation-dangling",
        text!("要{verb}的文件找不到：{typed}", "`{key}`: there is no public document {typed}"),
        &relation.to.span,
        &relation.to.value,
        register,
    )
}

/// A reference that leads nowhere, with the nearest that would lead somewhere.
fn reference_missing(
    id: &'static str,
    message: crate::diagnostic::Text,
    span: &Span,
    reference: &Reference,
    register: &Register,
) -> Diagnostic {
    let told = Diagnostic::error(id, message).at(span.clone());
    let near = match reference {
        Reference::Number(number) => {
            let known: Vec<String> = register
                .by_number
                .keys()
                .filter(|k| k.year == number.year || k.serial == number.serial)
                .map(DocNumber::to_string)
                .collect();
            nearest(&number.to_string(), known.iter().map(|k| &**k)).map(str::to_owned)
        }
        Reference::Path(typed) => {
            let known: Vec<&str> = register
                .by_path
                .keys()
                .filter_map(|path| path.as_str().strip_prefix("content/"))
                .collect();
            nearest(typed, known).map(str::to_owned)
        }
    };
    match near {
        Some(near) => told
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("核对后写成 {near}", "check, and type {near}")),
        None => told.label(text!("没有这份公开文件", "no such public document")).help(text!(
            "核对文号或路径；不公开的文号写进 site.yaml 的 withheld",
            "check the number or path; list unpublished numbers under `withheld` in site.yaml"
        )),
    }
}

pub(super) fn relation_to_itself(relation: &Relation<Reference>) -> Diagnostic {
    let verb = relation.kind.verb();
    Diagnostic::error(
        "relation-itself",
        text!("文件不能{verb}自己", "a document cannot do this to itself"),
    )
    .label(text!("这是它自己", "this is the document itself"))
    .help(text!("改成另一份文件的文号，或去掉这一行", "name another document, or drop the line"))
    .at(relation.to.span.clone())
}

pub(super) fn acts_on_later(
    relation: &Relation<Reference>,
    mine: &Spanned<Date>,
    theirs: &Spanned<Date>,
    other: &Entry,
) -> Diagnostic {
    let verb = relation.kind.verb();
    let (mine_date, theirs_date) = (mine.value, theirs.value);
    let title = other.title();
    Diagnostic::warning(
        "relation-order",
        text!(
            "{mine_date} 的文件{verb}了 {theirs_date} 才有的《{title}》",
            "dated {mine_date}, it acts on a document of {theirs_date}"
        ),
    )
    .label(text!("那份文件更晚", "that document is later"))
    .also(theirs.span.clone(), text!("那份文件的成文日期", "its date"))
    .help(text!("核对两份文件的日期", "check both dates"))
    .at(relation.to.span.clone())
}

pub(super) fn circular(register: &Register, circle: &[DocId]) -> Diagnostic {
    let name = |id: &DocId| {
        let entry = register.entry(*id);
        entry.number().map_or_else(|| entry.title().to_owned(), DocNumber::to_string)
    };
    let mut names: Vec<String> = circle.iter().map(name).collect();
    names.extend(circle.first().map(name));
    let chain = names.join(" → ");
    let mut told = Diagnostic::error(
        "repeal-circular",
        text!("废止关系成了环：{chain}", "documents make each other void in a circle: {chain}"),
    )
    .label(text!("环从这里开始", "the circle begins here"))
    .help(text!("核对哪一份真正废止了另一份", "check which of them really repeals the other"));
    for (index, id) in circle.iter().enumerate() {
        let title = register.entry(*id).document.front.title.span.clone();
        told = match index {
            0 => told.at(title),
            _ => told.also(title, text!("环里的另一份", "another one in the circle")),
        };
    }
    told
}

pub(super) fn citation_dangling(citation: &Citation, number: &DocNumber) -> Diagnostic {
    Diagnostic::warning(
        "citation-dangling",
        text!("正文提到的 {number} 不在登记册里", "the text cites {number}, which is not here"),
    )
    .label(text!("没有这个文号", "no such number"))
    .help(text!(
        "核对文号；不公开的文号写进 site.yaml 的 withheld",
        "check it; list unpublished numbers under `withheld` in site.yaml"
    ))
    .at(citation.span.clone())
}
