//! 附件: what is attached to a document, with a title or by its file name alone.

use super::faults;
use super::values::{self, Reference};
use crate::source::Spanned;
use crate::yaml::{Fields, Key, Value};

#[derive(Clone, Debug)]
pub struct Attachment {
    pub title: Spanned<String>,
    pub to: Attached,
    /// The key of its file or document, as it was typed.
    pub key: &'static str,
}

/// What is attached: a file of the bundle, or another document.
#[derive(Clone, Debug)]
pub enum Attached {
    File(Spanned<String>),
    Document(Spanned<Reference>),
}

pub(super) const ATTACHMENT_KEYS: &[Key] = &[
    Key::new("title", "标题", "参会回执")
        .about(
            "附件的标题；不写就取自文件名",
            "Its title; made from the name of the file if not given",
        )
        .aliases(&["名称", "题目", "name"]),
    Key::new("file", "文件", "huizhi.docx")
        .about("同一文件夹里的文件名", "A file beside the document")
        .aliases(&["文件名", "附件", "filename", "path", "src"])
        .hints(&["链接", "网址", "地址", "路径", "url", "link", "href"]),
    Key::new("document", "文档", "initiatives/chang-yi.md")
        .about("另一份文档的路径或文号", "Another document: its path or number")
        .aliases(&["doc", "文号", "发文字号"]),
];

pub(super) fn attachments(fields: &mut Fields) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    let key = fields.key_names.name("attachments");
    for node in fields.nodes("attachments") {
        match node.value {
            Value::Text(text) => attachments.push(named(Spanned::new(text, node.span), key)),
            Value::Map(_) => {
                let mut group = fields.group_of("attachments", node);
                attachments.extend(described(&mut group, key));
                fields.merge(group);
            }
            _ => fields.diagnostics.push(faults::attachment_form(node.span, &fields.key_names)),
        }
    }
    attachments
}

/// Makes an attachment of a file alone, such as `附件: 回执.docx`, with its name as title.
fn named(file: Spanned<String>, key: &'static str) -> Attachment {
    let file = file.map(|file| file.trim().to_owned());
    Attachment { title: file.clone().map(|file| title_of(&file)), to: Attached::File(file), key }
}

/// Reads `{标题: 回执, 文件: huizhi.docx}`, an item of the key `of`.
fn described(group: &mut Fields, of: &'static str) -> Option<Attachment> {
    let file = group.text("file");
    let document = group.text("document");
    if let (Some(file), None, None) = (&file, &document, group.key_span("title")) {
        return Some(named(file.clone(), group.key_names.name("file")));
    }
    let title = group.required_text("title");
    let (to, key) = match (file, document) {
        (Some(file), None) => (Attached::File(file), "file"),
        (None, Some(document)) => {
            (Attached::Document(values::reference(group, "document", document)?), "document")
        }
        // A title that is the name of a file says all that is needed.
        (None, None) if title.as_ref().is_some_and(|title| has_extension(&title.value)) => {
            let key = group.key_names.name("title");
            return title.map(|title| named(title, key));
        }
        _ => {
            group.diagnostics.push(faults::attachment_target(
                group.span.clone(),
                &group.key_names,
                of,
            ));
            return None;
        }
    };
    Some(Attachment { title: title?, to, key: group.key_names.name(key) })
}

/// Returns a file's name without folder and extension, and without 附件1：, which the page prints
/// itself.
fn title_of(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if has_extension(name) && !stem.is_empty() => stem,
        _ => name,
    };
    let counted = stem.strip_prefix("附件").unwrap_or(stem);
    let bare = counted.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = match bare.strip_prefix(['：', ':', '.', '．', '、', '-', '_', ' ']) {
        Some(bare) if bare.len() < stem.len() => bare.trim(),
        _ if counted.len() < stem.len() => bare.trim(),
        _ => stem,
    };
    if bare.is_empty() { stem.to_owned() } else { bare.to_owned() }
}

fn has_extension(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::title_of;

    #[test]
    fn title_is_made_from_the_file_name() {
        for (file, title) in [
            ("回执.docx", "回执"),
            ("附件/2026年度汇总表.xlsx", "2026年度汇总表"),
            ("附件1：参会回执.docx", "参会回执"),
            ("附件2.汇总表.xls", "汇总表"),
            ("1.汇总表.xls", "汇总表"),
            ("附件1.pdf", "附件1"),
            ("附件.docx", "附件"),
            ("3.pdf", "3"),
            ("v1.2说明.pdf", "v1.2说明"),
            ("回执", "回执"),
        ] {
            assert_eq!(title_of(file), title, "{file}");
        }
    }
}
