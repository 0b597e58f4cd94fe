//! Numbers of standards that are given twice or lead nowhere, and editions that do not know each other.

use crate::diagnostic::{Diagnostic, Text};
use crate::document::{Document, Reference, Relation, RelationKind};
use crate::markdown::StandardCitation;
use crate::number::StandardNumber;
use crate::register::copies::is_copy_of;
use crate::source::Spanned;
use crate::text;

pub fn standard_taken(number: &Spanned<StandardNumber>, first: &Document) -> Diagnostic {
    let value = &number.value;
    let path = &first.source.path;
    let diagnostic = Diagnostic::error(
        "standard-taken",
        text!("标准编号重复：{value}", "the number {value} of a standard is given twice"),
    )
    .label(text!("已被 {path} 使用", "already used by {path}"))
    .help(if is_copy_of(&number.span.file, path) {
        text!(
            "这个文件像是复制出来的：多余就删掉它；是另一项标准，就按原件改正编号",
            "this looks like a copied file: delete it, or correct the number after the original"
        )
    } else {
        text!(
            "核对原件，改正其中一个；同一项标准放了两次，就删掉一个；发布标准的公告不写标准编号",
            "compare both with the originals and correct one; delete a copy; a notice about a standard does not bear its number"
        )
    });
    let diagnostic = match &first.front.standard {
        Some(used) => diagnostic.also(used.span.clone(), text!("第一次在这里", "first used here")),
        None => diagnostic,
    };
    diagnostic.at(number.span.clone())
}

/// A newer edition of a standard that does not say what becomes of the `older` one, which is `other`.
pub fn standard_edition_unrelated(
    document: &Document,
    other: &Document,
    older: &StandardNumber,
) -> Option<Diagnostic> {
    let number = document.front.standard.as_ref()?;
    let newer = &number.value;
    let earlier = other.front.standard.as_ref()?;
    let line = document.front.key_names.line_with(RelationKind::Replaces.key(), older);
    let diagnostic = Diagnostic::warning(
        "standard-edition-unrelated",
        text!(
            "{newer} 没有说明代替 {older}，两版都显示为现行",
            "{newer} does not say that it replaces {older}, so both are shown as in force"
        ),
    )
    .label(text!("较新的一版", "the newer edition"))
    .also(earlier.span.clone(), text!("较早的一版", "the earlier edition"))
    .help(text!("加一行：{line}", "add a line: {line}"))
    .at(number.span.clone());
    Some(diagnostic)
}

/// `near` is the number that may have been meant.
pub fn standard_citation_dangling(
    citation: &StandardCitation,
    near: Option<&StandardNumber>,
) -> Diagnostic {
    let number = &citation.number;
    Diagnostic::warning(
        "citation-dangling",
        text!("正文提到的 {number} 不在网站上", "the text cites {number}, which is not here"),
    )
    .label(nearest(near))
    .help(text!(
        "核对编号和年代号；引用的就是网站上没有的那一版，就不用改",
        "check number and year; if an edition is meant that is not here, leave it as it is"
    ))
    .at(citation.span.clone())
}

/// A relation to a number like those of the site's own standards that is not on the site.
pub fn standard_not_here(
    relation: &Relation<Reference>,
    number: &StandardNumber,
    document: &Document,
    near: Option<&StandardNumber>,
) -> Diagnostic {
    let key = document.front.key_names.name(relation.kind.key());
    Diagnostic::warning(
        "relation-dangling",
        text!("“{key}”的 {number} 不在网站上", "`{key}`: {number} is not on this site"),
    )
    .label(nearest(near))
    .help(text!(
        "核对编号和年代号；那项标准没有上网，就不用改",
        "check number and year; if that standard is not published here, leave it as it is"
    ))
    .at(relation.to.span.clone())
}

fn nearest(near: Option<&StandardNumber>) -> Text {
    match near {
        Some(near) => text!("网站上有 {near}", "there is {near}"),
        None => text!("没有这项公开的标准", "no such public standard"),
    }
}
