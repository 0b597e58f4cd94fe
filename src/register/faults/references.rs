//! Attachments, relations and citations that lead nowhere, or where they should not. `key` is
//! always the key as it was typed.

use crate::config::Series;
use crate::diagnostic::{Diagnostic, Suggestions};
use crate::document::{Document, Reference, Relation};
use crate::markdown::{ArticleCitation, Citation};
use crate::number::{DocNumber, StandardNumber};
use crate::register::index::Index;
use crate::register::ranges::withheld_line;
use crate::source::{SitePath, Span, Spanned};
use crate::text;
use jiff::civil::Date;

/// `near` is the name that may have been meant, `beside` are those of the folder.
pub fn attached_file_missing<'a>(
    file: &Spanned<String>,
    key: &str,
    folder: &str,
    near: Option<&str>,
    beside: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let name = &file.value;
    let diagnostic = Diagnostic::error(
        "attachment-missing",
        text!("“{key}”的文件找不到：{name}", "`{key}`: there is no such file: {name}"),
    )
    .at(file.span.clone());
    match near {
        Some(near) => diagnostic
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("写成 {near}", "type {near}"))
            .fix(file.span.clone(), near),
        None => {
            let diagnostic =
                diagnostic.label(text!("{folder}/ 里没有这个文件", "no such file in {folder}/"));
            let all = beside.take(8).collect::<Vec<_>>().join("、");
            diagnostic.help(if all.is_empty() {
                text!(
                    "把文件放进 {folder}/，文件名要一字不差",
                    "put the file into {folder}/ under exactly this name"
                )
            } else {
                text!(
                    "把文件放进 {folder}/，文件名要一字不差（现有：{all}）",
                    "put the file into {folder}/ under exactly this name (there now: {all})"
                )
            })
        }
    }
}

/// It has the id of a link to a hidden file, which is the same mistake.
pub fn attached_file_hidden(file: &Spanned<String>) -> Diagnostic {
    let name = &file.value;
    Diagnostic::error(
        "link-hidden",
        text!("附件没有公开：{name}", "this attachment is not public: {name}"),
    )
    .label(text!(
        "草稿、内部文件或待发布文件的附件",
        "it belongs to a draft, an internal document, or one not yet published"
    ))
    .help(text!(
        "先公开那份文件，或把附件复制到这份文件的文件夹",
        "publish that document, or copy the file into the folder of this one"
    ))
    .at(file.span.clone())
}

/// The file is on the site, but not in content/.
pub fn attached_from_outside_content(file: &Spanned<String>, folder: &str) -> Diagnostic {
    let name = &file.value;
    Diagnostic::error(
        "attachment-outside",
        text!("附件不在 content/ 里：{name}", "this attachment is not in content/: {name}"),
    )
    .label(text!("只有 content/ 里的文件能作附件", "only files in content/ can be attached"))
    .help(text!("把文件放进 {folder}/", "put the file into {folder}/"))
    .at(file.span.clone())
}

pub fn attached_from_other_site(file: &Spanned<String>) -> Diagnostic {
    let name = &file.value;
    Diagnostic::error(
        "attachment-outside",
        text!("附件要放在本站：{name}", "an attachment is a file of this site: {name}"),
    )
    .label(text!("这是外站的地址", "this is an address of another site"))
    .help(text!(
        "网盘、外站的地址写在正文里，或者下载后放进同一文件夹",
        "write the address in the text, or download the file into the same folder"
    ))
    .at(file.span.clone())
}

pub fn attached_document_hidden(reference: &Spanned<Reference>) -> Diagnostic {
    Diagnostic::error(
        "attachment-hidden",
        text!("附的文档没有公开", "the attached document is not public"),
    )
    .label(text!("它是草稿、内部文件或还在待发布", "a draft, internal, or not yet published"))
    .help(text!("先公开那份文档，或去掉这个附件", "publish it, or drop the attachment"))
    .at(reference.span.clone())
}

pub fn attached_document_missing(
    reference: &Spanned<Reference>,
    key: &str,
    index: &Index,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    reference_missing(
        "attachment-missing",
        text!("“{key}”的文档找不到", "`{key}`: there is no such document"),
        &reference.span,
        &reference.value,
        index,
        suggestions,
    )
}

/// A relation to a path at which there is no public document.
pub fn relation_dangling(
    document: &Document,
    relation: &Relation<Reference>,
    typed: &str,
    index: &Index,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let key = document.front.key_names.name(relation.kind.key());
    let message =
        text!("“{key}”的文件找不到：{typed}", "`{key}`: there is no public document {typed}");
    let Relation { to, .. } = relation;
    reference_missing("relation-dangling", message, &to.span, &to.value, index, suggestions)
}

/// A relation to a number of the site's own series that is not on the site. The document may be
/// older than the site, so the help does not begin by doubting the number.
pub fn relation_not_here(
    relation: &Relation<Reference>,
    number: &DocNumber,
    document: &Document,
    series: &Series,
    withheld_key: &str,
    index: &Index,
) -> Diagnostic {
    let key = document.front.key_names.name(relation.kind.key());
    let DocNumber { code, year, serial } = number;
    let withheld = series.withheld.get(year).cloned().unwrap_or_default();
    let line = withheld_line(withheld_key, *year, &withheld, &(serial.number..=serial.number));
    let diagnostic = Diagnostic::warning(
        "relation-dangling",
        text!("“{key}”的 {number} 不在网站上", "`{key}`: {number} is not on this site"),
    )
    .help(text!(
        "这份文件没有上网也可以：在 site.yaml 里代字 {code} 下写 {line}；写错了，就按原件改正",
        "a document may be missing here: give the code {code} in site.yaml {line}; if the number is wrong, correct it after the original"
    ))
    .at(relation.to.span.clone());
    let named: Vec<&Reference> =
        document.front.relations.iter().map(|relation| &relation.to.value).collect();
    let near = index
        .near_number(number)
        .filter(|near| !named.iter().any(|r| matches!(r, Reference::Number(n) if n == *near)));
    match near {
        Some(near) => diagnostic.label(text!("网站上有 {near}", "there is {near}")),
        None => diagnostic.label(text!("没有这份公开文件", "no such public document")),
    }
}

/// A reference that leads nowhere, with the most similar one that leads somewhere.
fn reference_missing(
    id: &'static str,
    message: crate::diagnostic::Text,
    span: &Span,
    reference: &Reference,
    index: &Index,
    suggestions: &mut Suggestions,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(id, message).at(span.clone());
    let near = match reference {
        Reference::Number(number) => {
            suggestions.ask(|| index.near_number(number)).map(DocNumber::to_string)
        }
        Reference::Standard(number) => {
            suggestions.ask(|| index.near_standard(number)).map(StandardNumber::to_string)
        }
        Reference::Path(typed) => {
            let paths = index.by_path.keys().map(SitePath::as_str);
            let known = || paths.filter_map(|path| path.strip_prefix("content/"));
            suggestions.nearest(typed, known).map(str::to_owned)
        }
    };
    match near {
        Some(near) => diagnostic
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("核对后写成 {near}", "check, and type {near}")),
        None => diagnostic
            .label(text!("没有这份公开文件", "no such public document"))
            .help(text!("核对文号或路径", "check the number or path")),
    }
}

pub fn relation_to_itself(relation: &Relation<Reference>) -> Diagnostic {
    let verb = relation.kind.verb();
    Diagnostic::error(
        "relation-itself",
        text!("文件不能{verb}自己", "a document cannot do this to itself"),
    )
    .label(text!("这是它自己", "this is the document itself"))
    .help(text!("改成另一份文件的文号，或去掉这一行", "name another document, or drop the line"))
    .at(relation.to.span.clone())
}

pub fn relation_to_later(
    relation: &Relation<Reference>,
    mine: &Spanned<Date>,
    theirs: &Spanned<Date>,
    other: &Document,
) -> Diagnostic {
    let verb = relation.kind.verb();
    let (mine_date, theirs_date) = (mine.value, theirs.value);
    let title = &other.front.title.value;
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

/// `circle`: each document makes the next one void, and the last one the first.
pub fn repeal_circular(circle: &[&Document]) -> Diagnostic {
    let name = |document: &&Document| match &document.front.number {
        Some(number) => number.value.to_string(),
        None => document.front.title.value.clone(),
    };
    let mut names: Vec<String> = circle.iter().map(name).collect();
    names.extend(circle.first().map(name));
    let chain = names.join(" → ");
    let mut diagnostic = Diagnostic::error(
        "repeal-circular",
        text!("废止关系成了环：{chain}", "documents make each other void in a circle: {chain}"),
    )
    .label(text!("环从这里开始", "the circle begins here"))
    .help(text!("核对哪一份真正废止了另一份", "check which of them really repeals the other"));
    for (index, document) in circle.iter().enumerate() {
        let title = document.front.title.span.clone();
        diagnostic = match index {
            0 => diagnostic.at(title),
            _ => diagnostic.also(title, text!("环里的另一份", "another one in the circle")),
        };
    }
    diagnostic
}

/// `key` is that under which site.yaml lists withheld numbers.
pub fn citation_dangling(
    citation: &Citation,
    start: usize,
    number: &DocNumber,
    key: &str,
) -> Diagnostic {
    Diagnostic::warning(
        "citation-dangling",
        text!("正文提到的 {number} 不在登记册里", "the text cites {number}, which is not here"),
    )
    .label(text!("没有这个文号", "no such number"))
    .help(text!(
        "核对文号；不公开的文号写进 site.yaml 的“{key}”",
        "check it; list unpublished numbers under `{key}` in site.yaml"
    ))
    .at(citation.span_from(start))
}

/// `last` is the label of the last article that the cited document has.
pub fn article_missing(citation: &ArticleCitation, cited: &Document, last: &str) -> Diagnostic {
    let title = &cited.front.title.value;
    Diagnostic::warning(
        "citation-article",
        text!("《{title}》没有这一条", "there is no such article in `{title}`"),
    )
    .label(text!("那份文件到{last}为止", "the last one there is {last}"))
    .also(cited.front.title.span.clone(), text!("引用的文件", "the document cited"))
    .help(text!(
        "核对条号；引用的是另一份文件，就在书名号后写上它的文号",
        "check the article; if another document is meant, type its number behind the title"
    ))
    .at(citation.span.clone())
}

/// A relation that changes the validity of a public document, from a document that readers cannot
/// see.
pub fn relation_from_hidden(relation: &Relation<Reference>, other: &Document) -> Diagnostic {
    let verb = relation.kind.verb();
    let title = &other.front.title.value;
    let expires = other.front.key_names.name("expires");
    Diagnostic::warning(
        "relation-from-hidden",
        text!(
            "内部文件{verb}了公开的《{title}》，读者看不到",
            "an internal document acts on the public document `{title}`, which readers cannot see"
        ),
    )
    .label(text!("那份文件的有效性不会因此改变", "its validity stays as it is"))
    .also(other.front.title.span.clone(), text!("公开的那份文件", "the public document"))
    .help(text!(
        "公开这份文件，或另发一份公开的文件来{verb}；只是到期的，在那份文件里写“{expires}”",
        "publish this document, or let a public one say so; if it merely lapses, give it `{expires}`"
    ))
    .at(relation.to.span.clone())
}
