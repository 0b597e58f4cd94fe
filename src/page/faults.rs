//! Messages about the templates that documents ask for and the pictures of the site, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::text;
use std::io;

pub(super) fn template_unknown(template: &Spanned<String>, name: &str) -> Diagnostic {
    let typed = &template.value;
    Diagnostic::error(
        "template-unknown",
        text!("“{name}”：没有模板 {typed}", "`{name}`: there is no template {typed}"),
    )
    .label(text!("主题和 templates/ 里都没有", "neither in the theme nor in templates/"))
    .help(text!("可用 page.html 或 templates/ 里的文件名", "use page.html or a file in templates/"))
    .at(template.span.clone())
}

pub(super) fn template_part(template: &Spanned<String>, name: &str) -> Diagnostic {
    let typed = &template.value;
    Diagnostic::error(
        "template-part",
        text!("“{name}”：{typed} 只是页面的一部分", "`{name}`: {typed} is only a part of pages"),
    )
    .label(text!("不能单独成为页面", "it makes no page by itself"))
    .help(text!(
        "可用 page.html 或 templates/ 里扩展 base.html 的文件",
        "use page.html, or a file in templates/ that extends base.html"
    ))
    .at(template.span.clone())
}

/// A picture of site.yaml that is not there.
pub(super) fn picture_missing(named: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let typed = &named.value;
    let diagnostic = Diagnostic::error(
        "picture-missing",
        text!("没有图片 {typed}", "there is no picture {typed}"),
    )
    .at(named.span.clone());
    match near {
        Some(near) => diagnostic
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("核对后写成 {near}", "check, and type {near}")),
        None => {
            diagnostic.label(text!("站点里没有这个文件", "no such file in the site")).help(text!(
                "把图片放进站点的 static/ 文件夹，写成 static/文件名",
                "put the picture into static/ of the site, and type static/NAME"
            ))
        }
    }
}

/// A picture of site.yaml outside `static/`, whose files alone are published as they are.
pub(super) fn picture_elsewhere(named: &Spanned<String>, name: &str) -> Diagnostic {
    let typed = &named.value;
    Diagnostic::error(
        "picture-missing",
        text!("图片 {typed} 不在 static/ 里", "the picture {typed} is not in static/"),
    )
    .label(text!("这里的文件不单独发布", "files here are not published by themselves"))
    .help(text!("移到 static/，写成 static/{name}", "move it, and type static/{name}"))
    .at(named.span.clone())
}

pub(super) fn picture_format(named: &Spanned<String>, formats: &[&str]) -> Diagnostic {
    let (typed, formats) = (&named.value, formats.join(" "));
    Diagnostic::error(
        "picture-format",
        text!("{typed} 不是可用的图片", "{typed} is no picture of a known format"),
    )
    .label(text!("不是这里能用的格式", "of another format"))
    .help(text!("可用的格式：{formats}", "formats: {formats}"))
    .at(named.span.clone())
}

/// A picture whose size its file does not say.
pub(super) fn picture_without_size(named: &Spanned<String>) -> Diagnostic {
    let typed = &named.value;
    Diagnostic::error(
        "picture-format",
        text!("读不出图片 {typed} 的尺寸", "the picture {typed} does not say its size"),
    )
    .label(text!("不是 SVG 或 PNG，或没有尺寸", "no SVG or PNG, or without a size"))
    .help(text!(
        "SVG 要有 viewBox，或 width 和 height；或者另存为 PNG",
        "an SVG needs a viewBox, or width and height; or save it as PNG"
    ))
    .at(named.span.clone())
}

pub(super) fn picture_unreadable(named: &Spanned<String>, error: &io::Error) -> Diagnostic {
    let typed = &named.value;
    Diagnostic::error(
        "picture-missing",
        text!("图片 {typed} 读不出来：{error}", "the picture {typed} cannot be read: {error}"),
    )
    .label(text!("读这个文件时出错", "reading this file failed"))
    .help(text!("检查文件和它的权限", "check the file and its permissions"))
    .at(named.span.clone())
}
