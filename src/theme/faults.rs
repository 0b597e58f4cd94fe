//! Messages about themes: every fault of a template with its file, line and column.

use super::template::Template;
use crate::diagnostic::{Diagnostic, Text, nearest};
use crate::source::{SitePath, Span};
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use tera::{Error, ErrorKind};

type Templates = BTreeMap<String, Template>;

const ID: &str = "template-fault";

pub(super) fn unknown_theme(name: &str, themes: &BTreeSet<String>) -> Diagnostic {
    let list = themes.iter().map(String::as_str).collect::<Vec<_>>().join("、");
    let fault = Diagnostic::error(
        "theme-unknown",
        text!("没有名为 {name} 的主题，现有：{list}", "there is no theme {name}, only: {list}"),
    );
    match nearest(name, themes.iter().map(String::as_str)) {
        Some(near) => fault.help(text!("是否应为 theme: {near}", "did you mean theme: {near}")),
        None => fault.help(text!(
            "主题是文件夹 themes/{name}/，其中有 templates/ 和 static/",
            "a theme is a folder themes/{name}/ that holds templates/ and static/"
        )),
    }
}

pub(super) fn unreadable(path: &SitePath, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        "file-unreadable",
        text!("无法读取 {path}：{error}", "{path} cannot be read: {error}"),
    )
}

pub(super) fn unpublishable(name: &str) -> Diagnostic {
    Diagnostic::error(
        "file-name",
        text!(
            "主题的文件名不能用作网址：{name}",
            "this file name of the theme is no address: {name}"
        ),
    )
}

pub(super) fn no_phrases(at: Span) -> Diagnostic {
    Diagnostic::error(
        "phrase-fault",
        text!("词条文件应是一行一个“键: 词语”", "a file of phrases holds lines `key: phrase`"),
    )
    .at(at)
    .help(text!("例如 search: 检索", "such as search: Search"))
}

pub(super) fn no_phrase(at: Span, key: &str) -> Diagnostic {
    Diagnostic::error(
        "phrase-fault",
        text!("词条 {key} 应是文字", "the phrase {key} should be text"),
    )
    .at(at)
    .help(text!("写成 {key}: \"词语\"", "type {key}: \"phrase\""))
}

/// The fault of a template that cannot be parsed; `None` if only its relation to other
/// templates is wrong.
pub(super) fn syntax(error: &Error, templates: &Templates) -> Option<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(_) => Some(one(error, None, templates)),
        _ => None,
    }
}

/// The faults found when templates are put together: unknown filters, components, parents.
pub(super) fn references(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    let reports = match error.kind() {
        ErrorKind::Msg(message) => reports(message, templates),
        _ => Vec::new(),
    };
    if reports.is_empty() { vec![one(error, None, templates)] } else { reports }
}

/// The fault that stopped the rendering of `template`.
pub(super) fn rendering(error: &Error, template: &str, templates: &Templates) -> Diagnostic {
    one(error, Some(template), templates)
}

fn one(error: &Error, rendered: Option<&str>, templates: &Templates) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            fault(report.filename(), Some(range), report.message(), templates)
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let next = chain.get(1).or(chain.first()).map_or(tpl.as_str(), String::as_str);
            let chain = chain.join(" → ");
            let message = format!("Circular: {chain}");
            fault(tpl, quoted(tpl, next, templates), &message, templates)
        }
        ErrorKind::MissingParent { current, parent } => {
            let range = quoted(current, parent, templates);
            fault(current, range, &format!("Unknown template `{parent}`"), templates)
        }
        ErrorKind::TemplateNotFound(name) => {
            let known: Vec<&str> = templates.keys().map(String::as_str).collect();
            let list = known.join("、");
            Diagnostic::error(ID, text!("没有模板 {name}", "there is no template {name}"))
                .help(text!("现有模板：{list}", "templates: {list}"))
        }
        kind => {
            let message = kind.to_string();
            match rendered {
                Some(name) => fault(name, None, &message, templates),
                None => Diagnostic::error(ID, message_of("模板", "templates", &message)),
            }
        }
    }
}

/// Points at a place in a template: into the file of the site, or by words into an embedded one.
fn fault(name: &str, range: Option<Range<usize>>, message: &str, all: &Templates) -> Diagnostic {
    let Some(template) = all.get(name) else {
        return Diagnostic::error(ID, message_of(name, name, message));
    };
    match template {
        Template::Site(source) => {
            let mark = source.text.len() - template.text().len();
            let range = range.unwrap_or(0..0);
            let span = Span::new(&source.path, range.start + mark..range.end + mark);
            Diagnostic::error(ID, message_of("模板", "template", message)).at(span)
        }
        Template::Embedded(text) => {
            let place = range.map_or(name.to_owned(), |range| {
                let (line, column) = position(text, range.start);
                format!("{name}:{line}:{column}")
            });
            let (zh, en) = (format!("内置模板 {place} "), format!("built-in template {place}"));
            Diagnostic::error(ID, message_of(&zh, &en, message))
        }
    }
}

/// Where the name of another template stands in a template.
fn quoted(template: &str, name: &str, templates: &Templates) -> Option<Range<usize>> {
    let text = templates.get(template)?.text();
    let start = ['"', '\'', '`'].iter().find_map(|quote| {
        let quoted = format!("{quote}{name}{quote}");
        text.find(&quoted)
    })?;
    Some(start..start + name.len() + 2)
}

/// Reads back the reports that Tera hands over as one text, `error: …` and `--> file:line:column`.
fn reports(message: &str, templates: &Templates) -> Vec<Diagnostic> {
    message
        .split("\n\n")
        .filter_map(|report| {
            let (said, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
            let place = rest.trim_start().strip_prefix("--> ")?.lines().next()?;
            let mut place = place.rsplitn(3, ':');
            let column: usize = place.next()?.parse().ok()?;
            let line: usize = place.next()?.parse().ok()?;
            let name = place.next()?;
            let start = templates.get(name).and_then(|t| offset(t.text(), line, column));
            let length = said.split('`').nth(1).map_or(1, str::len);
            Some(fault(name, start.map(|start| start..start + length), said, templates))
        })
        .collect()
}

/// The byte at a line and column, both from 1, the column in characters.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let into: usize = text[start..].chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(start + into)
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
}

fn message_of(where_zh: &str, where_en: &str, message: &str) -> Text {
    let said = translated(message);
    text!("{where_zh}出错：{said}", "{where_en}: {message}")
}

/// The commonest of Tera's messages in Chinese; the others as they are.
fn translated(message: &str) -> String {
    const KNOWN: [(&str, &str); 12] = [
        ("Unknown filter ", "没有这个过滤器："),
        ("Unknown test ", "没有这个测试："),
        ("Unknown function ", "没有这个函数："),
        ("Unknown component ", "没有这个组件："),
        ("Unknown template ", "没有这个模板："),
        ("Unknown phrase ", "i18n/ 中没有这个词条："),
        ("Phrase ", "词条缺少所需的值："),
        ("Circular: ", "模板互相包含，没有尽头："),
        ("Unexpected end of input", "文件在此中断，缺少结束标记"),
        ("Tried to render a variable that is undefined", "变量没有定义"),
        ("Maximum render recursion depth", "组件互相调用，没有尽头"),
        ("Field ", "没有这个字段："),
    ];
    KNOWN
        .iter()
        .find_map(|(english, chinese)| {
            let rest = message.strip_prefix(english)?;
            let rest = rest
                .replace(" is not defined", "")
                .replace(". Available fields: ", "；现有：")
                .replace(" for components exceeded.", "");
            Some(format!("{chinese}{rest}"))
        })
        .unwrap_or_else(|| message.to_owned())
}
