//! Every message about the font of the cards, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::Spanned;
use crate::text;
use std::io;

pub(super) fn font_missing(path: &Spanned<String>, similar: Option<&str>) -> Diagnostic {
    let name = &path.value;
    let diagnostic = Diagnostic::error(
        "card-font",
        text!("没有字体文件 {name}", "there is no font file {name}"),
    )
    .at(path.span.clone());
    match similar {
        Some(similar) => diagnostic
            .label(text!("是不是 {similar}？", "did you mean {similar}?"))
            .help(text!("核对后写成 {similar}", "check, and type {similar}")),
        None => diagnostic.label(text!("站点里没有这个文件", "no such file in the site")).help(text!(
            "把字体放进站点的 fonts/ 文件夹，例如：card: {{font: fonts/SourceHanSerif.otf}}",
            "put the font into fonts/ of the site, e.g. card: {{font: fonts/SourceHanSerif.otf}}"
        )),
    }
}

pub(super) fn not_a_font(path: &Spanned<String>) -> Diagnostic {
    let name = &path.value;
    Diagnostic::error("card-font", text!("{name} 不是字体", "{name} is no font"))
        .label(text!("读不出字形", "no letters in it"))
        .help(text!(
            "用 OpenType 或 TrueType 字体：.otf、.ttf、.ttc",
            "use an OpenType or TrueType font: .otf, .ttf, .ttc"
        ))
        .at(path.span.clone())
}

pub(super) fn font_unreadable(path: &Spanned<String>, error: &io::Error) -> Diagnostic {
    let name = &path.value;
    Diagnostic::error(
        "card-font",
        text!("字体 {name} 读不出来：{error}", "the font {name} cannot be read: {error}"),
    )
    .label(text!("读这个文件时出错", "reading this file failed"))
    .help(text!("检查文件和它的权限", "check the file and its permissions"))
    .at(path.span.clone())
}
