//! What an import says on the command line, one function each.

use crate::diagnostic::Text;
use crate::document::section::Section;
use crate::failure;
use crate::failure::Failure;
use crate::number::DocNumber;
use crate::text;
use std::path::Path;
use std::sync::Arc;

pub(super) fn cannot_import(file: &Path) -> Failure {
    failure!("无法导入 {file}", "cannot import {file}", file = file.display())
}

pub(super) fn unknown_format(extension: &str) -> Failure {
    failure!(
        "不认识扩展名“{extension}”；能读 docx、doc、wps、rtf、odt、txt、pdf、html、md",
        "the extension `{extension}` is not known; docx, doc, wps, rtf, odt, txt, pdf, html and md can be read"
    )
}

pub(super) fn no_text() -> Failure {
    failure!(
        "里面没有文字（扫描件要先识别成文字）",
        "there is no text in it (a scan needs character recognition first)"
    )
}

pub(super) fn no_program(name: &str, used_for: &str, variable: &str) -> Failure {
    failure!(
        "读 {used_for} 文件要用 {name}，没有找到：请安装，或用环境变量 {variable} 指明它的位置",
        "{used_for} files are read by {name}, which was not found: install it, or name it in the variable {variable}"
    )
}

pub(super) fn program_failed(name: &str, said: &str) -> Failure {
    failure!("{name} 没有转换成功：{said}", "{name} could not convert it: {said}")
}

pub(super) fn program_too_slow(name: &str, seconds: u64) -> Failure {
    failure!(
        "{name} 过了 {seconds} 秒还没有转换好，已经停止",
        "{name} was ended, as it took more than {seconds} seconds"
    )
}

pub(super) fn no_category_guessed(sections: &[Arc<Section>]) -> Failure {
    let zh: Vec<String> = sections.iter().map(|s| format!("{}（{}）", s.title, s.folder)).collect();
    let en: Vec<&str> = sections.iter().map(|section| &*section.folder).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    failure!(
        "请用 --into 写明放进哪个分类；有：{zh}",
        "name the category with --into; there are: {en}"
    )
}

pub(super) fn category_guessed(section: &Section) -> Text {
    let (title, folder) = (&section.title, &section.folder);
    text!(
        "分类是按文种猜的：{title}（{folder}）",
        "the category was guessed by the genre: {folder}"
    )
}

pub(super) fn number_in_use(number: &DocNumber) -> Text {
    text!(
        "站点里已经有 {number}，这里的文号写成了注释，请核对是不是同一份文件",
        "the site has {number} already, so the number is a comment here; check whether it is the same document"
    )
}

/// What was recognised in a file, in a line.
pub(super) fn understood(file: &Path, parts: &[Text]) -> Text {
    let zh: Vec<&str> = parts.iter().map(|part| &*part.zh).collect();
    let en: Vec<&str> = parts.iter().map(|part| &*part.en).collect();
    let (zh, en, file) = (zh.join("，"), en.join(", "), file.display());
    text!("{file}：{zh}", "{file}: {en}")
}

pub(super) fn remark(remark: &Text) -> Text {
    let (zh, en) = (&remark.zh, &remark.en);
    text!("  · {zh}", "  · {en}")
}

pub(super) fn imported(draft_line: &str) -> Text {
    text!(
        "核对后删去 {draft_line} 那一行，再运行 gongbao check；在那之前不发布，gongbao serve 里看得到",
        "when it is checked, delete the line `{draft_line}` and run gongbao check; until then it is not published, and shown by gongbao serve"
    )
}
