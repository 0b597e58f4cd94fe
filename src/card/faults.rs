//! Every message about the font of the cards, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::text;
use std::io;

pub(super) fn font_missing(named: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let typed = &named.value;
    let diagnostic = Diagnostic::error(
        "card-font",
        text!("没有字体文件 {typed}", "there is no font file {typed}"),
    )
    .at(named.span.clone());
    match near {
        Some(near) => diagnostic
            .label(text!("是不是 {near}？", "did you mean {near}?"))
            .help(text!("核对后写成 {near}", "check, and type {near}")),
        None => diagnostic.label(text!("站点里没有这个文件", "no such file in the site")).help(text!(
            "把字体放进站点的 fonts/ 文件夹，例如：card: {{font: fonts/SourceHanSerif.otf}}",
            "put the font into fonts/ of the site, e.g. card: {{font: fonts/SourceHanSerif.otf}}"
        )),
    }
}

pub(super) fn no_font(named: &Spanned<String>) -> Diagnostic {
    let typed = &named.value;
    Diagnostic::error("card-font", text!("{typed} 不是字体", "{typed} is no font"))
        .label(text!("读不出字形", "no letters in it"))
        .help(text!(
            "用 OpenType 或 TrueType 字体：.otf、.ttf、.ttc",
            "use an OpenType or TrueType font: .otf, .ttf, .ttc"
        ))
        .at(named.span.clone())
}

pub(super) fn font_unread(named: &Spanned<String>, error: &io::Error) -> Diagnostic {
    let typed = &named.value;
    Diagnostic::error(
        "card-font",
        text!("字体 {typed} 读不出来：{error}", "the font {typed} cannot be read: {error}"),
    )
    .label(text!("读这个文件时出错", "reading this file failed"))
    .help(text!("检查文件和它的权限", "check the file and its permissions"))
    .at(named.span.clone())
}
