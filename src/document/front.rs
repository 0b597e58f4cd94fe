//! Front matter: every key an editor may set, under its English and its Chinese name.

use super::faults;
use super::relation::{Relation, RelationKind};
use super::values::{self, date, moment, number, references};
use crate::date::Typed;
use crate::diagnostic::Told;
use crate::number::DocNumber;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Fields, Key};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::ops::Range;

pub use super::values::Reference;

/// What the front matter of a document says, places kept where messages may need them.
#[derive(Clone, Debug)]
pub struct Front {
    /// Where to point when the document as a whole is meant: its title.
    pub title: Spanned<String>,
    pub number: Option<Spanned<DocNumber>>,
    /// 成文日期; absent only where the category needs none.
    pub date: Option<Spanned<Date>>,
    /// Whether there is a date that could not be read: its fault is told already.
    pub misdated: bool,
    /// 发布日期.
    pub published: Option<Spanned<Typed>>,
    pub issuer: Vec<Spanned<String>>,
    pub genre: Option<String>,
    pub recipients: Vec<String>,
    pub copies: Vec<String>,
    pub signature: Vec<String>,
    pub summary: Option<String>,
    pub topics: Vec<Spanned<String>>,
    pub attachments: Vec<Attachment>,
    pub relations: Vec<Relation<Reference>>,
    pub effective: Option<Spanned<Date>>,
    pub expires: Option<Spanned<Date>>,
    pub deadline: Option<Spanned<Typed>>,
    pub link: Option<Spanned<String>>,
    pub issue: Option<Spanned<Issue>>,
    pub column: Option<String>,
    pub internal: bool,
    pub draft: bool,
    pub note: Option<String>,
    pub changes: Vec<Change>,
    pub slug: Option<Spanned<String>>,
    pub aliases: Vec<Spanned<String>>,
    pub weight: i64,
    pub template: Option<Spanned<String>>,
    /// What the theme of the site wants beyond this, untouched.
    pub extra: Json,
}

#[derive(Clone, Debug)]
pub struct Attachment {
    pub title: Spanned<String>,
    pub to: Attached,
}

/// What is attached: a file of the bundle, or another document.
#[derive(Clone, Debug)]
pub enum Attached {
    File(Spanned<String>),
    Document(Spanned<Reference>),
}

/// 期号: 2025年第2期（总第34期）.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    pub year: u16,
    pub number: u32,
    pub total: Option<u32>,
}

/// One line of 修改记录.
#[derive(Clone, Debug)]
pub struct Change {
    pub date: Date,
    pub note: String,
}

const KEYS: &[Key] = &[
    Key {
        name: "title", zh: "标题", example: "title: 关于召开第十七届医院大会的通知"
    },
    Key { name: "number", zh: "发文字号", example: "number: 鲁医协发〔2026〕1号" },
    Key { name: "date", zh: "成文日期", example: "date: 2026-03-15" },
    Key { name: "published", zh: "发布日期", example: "published: 2026-03-18 10:00" },
    Key { name: "issuer", zh: "发文机关", example: "issuer: 山东省医院协会" },
    Key { name: "genre", zh: "文种", example: "genre: 通知" },
    Key { name: "recipients", zh: "主送", example: "recipients: [各会员单位]" },
    Key { name: "copies", zh: "抄送", example: "copies: [省卫生健康委]" },
    Key { name: "signature", zh: "署名", example: "signature: [山东省医院协会]" },
    Key { name: "summary", zh: "摘要", example: "summary: 一两句话说明要点" },
    Key { name: "topics", zh: "主题", example: "topics: [医疗质量, 学术会议]" },
    Key {
        name: "attachments",
        zh: "附件",
        example: "attachments: [{title: 回执, file: huizhi.docx}]",
    },
    Key { name: "forwards", zh: "转发", example: "forwards: 国卫医发〔2018〕8号" },
    Key {
        name: "issues_document",
        zh: "印发",
        example: "issues_document: reports/2026-yaodian.md",
    },
    Key { name: "amends", zh: "修改", example: "amends: 鲁医协发〔2024〕3号" },
    Key { name: "repeals", zh: "废止", example: "repeals: 鲁医协发〔2020〕5号" },
    Key { name: "annuls", zh: "撤销", example: "annuls: 鲁医协发〔2025〕7号" },
    Key { name: "replaces", zh: "代替", example: "replaces: 鲁医协发〔2023〕2号" },
    Key { name: "replies_to", zh: "答复", example: "replies_to: 鲁医协函〔2026〕4号" },
    Key { name: "effective", zh: "施行日期", example: "effective: 2026-07-01" },
    Key { name: "expires", zh: "失效日期", example: "expires: 2028-12-31" },
    Key { name: "deadline", zh: "截止日期", example: "deadline: 2026-08-31 17:00" },
    Key { name: "link", zh: "链接", example: "link: https://example.org/" },
    Key { name: "issue", zh: "期号", example: "issue: {year: 2025, number: 2, total: 34}" },
    Key { name: "column", zh: "栏目", example: "column: 创新案例集锦" },
    Key { name: "visibility", zh: "公开属性", example: "visibility: internal" },
    Key { name: "note", zh: "附注", example: "note: 此件公开发布" },
    Key {
        name: "changes",
        zh: "修改记录",
        example: "changes: [{date: 2026-04-01, note: 更正附件}]",
    },
    Key { name: "slug", zh: "短名", example: "slug: annual-report" },
    Key { name: "aliases", zh: "旧址", example: "aliases: [/old/address/]" },
    Key { name: "weight", zh: "权重", example: "weight: 10" },
    Key { name: "template", zh: "模板", example: "template: page.html" },
    Key { name: "draft", zh: "草稿", example: "draft: true" },
    Key { name: "extra", zh: "附加", example: "extra: {author: 秘书处}" },
];

const ATTACHMENT_KEYS: &[Key] = &[
    Key { name: "title", zh: "标题", example: "title: 参会回执" },
    Key { name: "file", zh: "文件", example: "file: huizhi.docx" },
    Key { name: "document", zh: "文档", example: "document: initiatives/chang-yi.md" },
];

const ISSUE_KEYS: &[Key] = &[
    Key { name: "year", zh: "年", example: "year: 2025" },
    Key { name: "number", zh: "期", example: "number: 2" },
    Key { name: "total", zh: "总期", example: "total: 34" },
];

const CHANGE_KEYS: &[Key] = &[
    Key { name: "date", zh: "日期", example: "date: 2026-04-01" },
    Key { name: "note", zh: "说明", example: "note: 更正附件" },
];

const VISIBILITY: &[(&str, &[&str])] =
    &[("public", &["公开", "主动公开"]), ("internal", &["内部", "不公开", "依申请公开"])];

/// Reads the front matter. Without a usable title there is no document.
pub(super) fn read(source: &Source, block: Range<usize>) -> Told<Option<Front>> {
    let known: Vec<&str> = [KEYS, ATTACHMENT_KEYS, ISSUE_KEYS, CHANGE_KEYS]
        .iter()
        .flat_map(|keys| keys.iter().flat_map(|key| [key.name, key.zh]))
        .collect();
    let at = block.start.saturating_sub(1);
    let at = source.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let mut told = Vec::new();
    let node = yaml::read(source, block, &known).tell(&mut told);
    let unread = node.is_none() && !told.is_empty();
    let mut fields = Fields::of_block(source, node, KEYS, at);
    if unread {
        return Told::new(None, told);
    }
    let title = fields.required_text("title");
    let has_date = fields.key_span("date").is_some();
    let visibility = fields.choice("visibility", VISIBILITY);
    let mut front = Front {
        misdated: false,
        number: number(&mut fields, "number"),
        date: date(&mut fields, "date"),
        published: moment(&mut fields, "published"),
        issuer: fields.texts("issuer"),
        genre: fields.text("genre").map(|genre| genre.value),
        recipients: plain(fields.texts("recipients"), true),
        copies: plain(fields.texts("copies"), true),
        signature: plain(fields.texts("signature"), false),
        summary: fields.text("summary").map(|summary| one_line(&summary.value)),
        topics: topics(&mut fields),
        attachments: attachments(&mut fields),
        relations: relations(&mut fields),
        effective: date(&mut fields, "effective"),
        expires: date(&mut fields, "expires"),
        deadline: moment(&mut fields, "deadline"),
        link: link(&mut fields),
        issue: issue(&mut fields),
        column: fields.text("column").map(|column| column.value),
        internal: visibility.is_some_and(|v| v.value == "internal"),
        draft: fields.boolean("draft").is_some_and(|draft| draft.value),
        note: fields.text("note").map(|note| bare_note(&note.value)),
        changes: changes(&mut fields),
        slug: fields.text("slug"),
        aliases: fields.texts("aliases"),
        weight: fields.integer("weight", -1_000_000, 1_000_000).map_or(0, |weight| weight.value),
        template: fields.text("template"),
        extra: fields.take("extra").map_or(Json::Null, |node| yaml::json(&node)),
        title: title
            .clone()
            .unwrap_or(Spanned::new(String::new(), fields.span.clone()))
            .map(|t| one_line(&t)),
    };
    front.misdated = has_date && front.date.is_none();
    orders(&front, &mut fields);
    told.extend(fields.told);
    Told::new(title.map(|_| front), told)
}

/// Contradictions within one front matter.
fn orders(front: &Front, fields: &mut Fields) {
    if let (Some(effective), Some(expires)) = (&front.effective, &front.expires)
        && expires.value < effective.value
    {
        fields
            .told
            .push(faults::expires_before_effective(expires.span.clone(), effective.span.clone()));
    }
}

fn plain(texts: Vec<Spanned<String>>, without_colon: bool) -> Vec<String> {
    texts
        .into_iter()
        .map(|text| match without_colon {
            // The colon after 主送 is set by the page.
            true => text.value.trim_end_matches(['：', ':']).to_owned(),
            false => text.value,
        })
        .collect()
}

/// 附注 is printed in round brackets by the page, so those that were typed go.
fn bare_note(note: &str) -> String {
    let bare = note.strip_prefix(['（', '(']).and_then(|n| n.strip_suffix(['）', ')']));
    bare.unwrap_or(note).to_owned()
}

/// A text folded over several lines as one: no space between Han characters, one elsewhere.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let joined = line.chars().next_back().zip(part.chars().next());
        if joined.is_some_and(|(a, b)| a.is_ascii() || b.is_ascii()) {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

fn topics(fields: &mut Fields) -> Vec<Spanned<String>> {
    let topics = fields.texts("topics");
    for topic in &topics {
        if topic.value.contains(['、', '，', ',', '；']) {
            fields.told.push(faults::topics_in_one(topic.span.clone(), &topic.value));
        }
    }
    topics
}

fn attachments(fields: &mut Fields) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for mut group in fields.groups("attachments", ATTACHMENT_KEYS) {
        let title = group.required_text("title");
        let file = group.text("file");
        let document = group.text("document").and_then(|d| values::reference(&mut group, d));
        let to = match (file, document) {
            (Some(file), None) => Some(Attached::File(file)),
            (None, Some(document)) => Some(Attached::Document(document)),
            _ => {
                group.told.push(faults::attachment_target(group.span.clone()));
                None
            }
        };
        if let (Some(title), Some(to)) = (title, to) {
            attachments.push(Attachment { title, to });
        }
        fields.hear(group);
    }
    attachments
}

fn relations(fields: &mut Fields) -> Vec<Relation<Reference>> {
    let mut relations = Vec::new();
    for kind in RelationKind::ALL {
        let references = references(fields, kind.key());
        relations.extend(references.into_iter().map(|to| Relation { kind, to }));
    }
    relations
}

fn link(fields: &mut Fields) -> Option<Spanned<String>> {
    let link = fields.text("link")?;
    if link.value.starts_with("https://") || link.value.starts_with("http://") {
        return Some(link);
    }
    fields.told.push(faults::no_link(link.span, &link.value));
    None
}

fn issue(fields: &mut Fields) -> Option<Spanned<Issue>> {
    let mut group = fields.group("issue", ISSUE_KEYS)?;
    let year = group.integer("year", 1900, 2100);
    let number = group.integer("number", 1, 9999);
    let total = group.integer("total", 1, 999_999);
    if year.is_none() && group.told.is_empty() {
        group.missing("year");
    }
    if number.is_none() && group.told.is_empty() {
        group.missing("number");
    }
    let span: Span = group.span.clone();
    fields.hear(group);
    let issue = Issue {
        year: year?.value as u16,
        number: number?.value as u32,
        total: total.map(|total| total.value as u32),
    };
    Some(Spanned::new(issue, span))
}

fn changes(fields: &mut Fields) -> Vec<Change> {
    let mut changes = Vec::new();
    for mut group in fields.groups("changes", CHANGE_KEYS) {
        let note = group.required_text("note");
        let was_told = group.told.len();
        let date = date(&mut group, "date");
        if date.is_none() && group.told.len() == was_told {
            group.missing("date");
        }
        if let (Some(date), Some(note)) = (date, note) {
            changes.push(Change { date: date.value, note: note.value });
        }
        fields.hear(group);
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
}
