//! Front matter: every key an editor may set, under its English and its Chinese name.

use super::attachment::{Attachment, attachments};
use super::declared::{DeclaredField, DeclaredFields, DeclaredValue, take_declared};
use super::event::{Event, NoticePeriod, event, notice_period};
use super::faults;
use super::first_page;
use super::genre::{self, Form};
use super::issue::{Issue, issue};
use super::keys::{FACTS, FRONT, Fact};
use super::prominence::{Prominence, prominence};
use super::relation::{Relation, RelationKind};
use super::values::{date, moment, number, one_line, references, standard, web_address};
use crate::date::TypedMoment;
use crate::diagnostic::{Checked, Diagnostic};
use crate::number::{DocNumber, StandardNumber};
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Fields, KeyNames};
use jiff::civil::Date;
use serde_json::Value as Json;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

pub use super::values::Reference;

/// The front matter of a document, with places where messages need them.
#[derive(Clone, Debug)]
pub struct FrontMatter {
    /// The names of the keys for messages.
    pub key_names: KeyNames,
    /// Its place stands for the document as a whole in messages.
    pub title: Spanned<String>,
    /// 副标题, without the dash before it.
    pub subtitle: Option<String>,
    pub number: Option<Spanned<DocNumber>>,
    /// 标准编号
    pub standard: Option<Spanned<StandardNumber>>,
    /// 成文日期; absent only where the category needs none.
    pub date: Option<Spanned<Date>>,
    /// Whether there is a date that could not be read, which is reported already.
    pub has_unreadable_date: bool,
    /// Where 成文日期 stands without a date.
    pub empty_date: Option<Span>,
    /// 发布日期.
    pub published: Option<Spanned<TypedMoment>>,
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
    pub deadline: Option<Spanned<TypedMoment>>,
    pub event: Option<Event>,
    pub notice_period: Option<NoticePeriod>,
    pub link: Option<Spanned<String>>,
    pub issue: Option<Spanned<Issue>>,
    /// Whether there is an issue that could not be read, which is reported already.
    pub has_unreadable_issue: bool,
    pub column: Option<Spanned<String>>,
    pub is_internal: bool,
    /// Where it is typed that the document is public, which it is without that.
    pub declared_public: Option<Span>,
    pub is_draft: bool,
    /// What is only shown, in the order of `FACTS`.
    pub facts: Vec<(&'static Fact, String)>,
    /// What stands under the keys that the category declares, in the order of the declarations.
    pub declared: Vec<DeclaredValue>,
    /// A file of data beside the document.
    pub data: Option<Spanned<String>>,
    /// 印发机关 and 印发日期, as 版记 names them.
    pub printed_by: Option<String>,
    pub printed: Option<Spanned<Date>>,
    pub note: Option<String>,
    pub changes: Vec<Change>,
    pub slug: Option<Spanned<String>>,
    pub aliases: Vec<Spanned<String>>,
    pub weight: i64,
    pub pinned: Prominence,
    pub featured: Prominence,
    pub template: Option<Spanned<String>>,
    /// Further data for the theme of the site, as typed.
    pub extra: Json,
}

impl FrontMatter {
    /// Returns the fault of a document without 成文日期 in a category that needs one.
    pub fn date_missing(&self) -> Diagnostic {
        match &self.empty_date {
            Some(key) => yaml::empty_value(key.clone(), &self.key_names, "date"),
            None => faults::date_missing(self.title.span.clone(), &self.key_names),
        }
    }

    /// Returns what stands under a key that is only shown.
    pub fn fact(&self, key: &str) -> Option<&str> {
        self.facts.iter().find(|(fact, _)| fact.key == key).map(|(_, text)| &**text)
    }

    /// Returns the authors, each by name.
    pub fn authors(&self) -> Vec<&str> {
        let names =
            self.fact("author").into_iter().flat_map(|names| names.split(['、', '，', ',']));
        names.map(str::trim).filter(|name| !name.is_empty()).collect()
    }

    /// Returns whether 主送 is so long that the first page would show nothing of the text, so that
    /// its names stand in 版记.
    pub fn recipients_crowd_out_text(&self) -> bool {
        self.crowding_recipients().is_some()
    }

    /// Returns how many lines 主送 takes where they are too many, and how many there may be. What has
    /// no number has no 版记 to put them into.
    fn crowding_recipients(&self) -> Option<(usize, usize)> {
        self.number.as_ref()?;
        let title = &self.title.value;
        let form = Form::of_genre(self.genre.as_deref().or_else(|| genre::of_title(title)));
        let room = first_page::room_for_recipients(form, title, self.issuer.len())?;
        let lines = first_page::lines_of_recipients(&self.recipients);
        (lines > room).then_some((lines, room))
    }
}

/// One line of 修改记录.
#[derive(Clone, Debug)]
pub struct Change {
    pub date: Date,
    pub note: String,
}

/// The keys that may stand in the front matter of every document or below one of its keys, in both
/// languages.
static KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| FRONT.names());

/// Returns the keys that may stand in the front matter of a document with these declared fields.
pub(super) fn known(here: &[Arc<DeclaredField>]) -> Vec<&str> {
    KNOWN.iter().copied().chain(here.iter().map(|field| &*field.key)).collect()
}

/// Reads the front matter of a document that may have the declared fields `here`. Without a usable
/// title there is no document.
pub(super) fn read(
    source: &Source,
    block: Range<usize>,
    here: &[Arc<DeclaredField>],
    declared: &DeclaredFields,
) -> Checked<Option<FrontMatter>> {
    let above = &source.text[..block.start];
    let above = above.strip_suffix('\n').unwrap_or(above);
    let at = above.rfind('\n').map_or(0, |newline| newline + 1);
    let mut diagnostics = Vec::new();
    let mut node = yaml::read(source, block, &known(here)).collect_into(&mut diagnostics);
    let is_unreadable = node.is_none() && !diagnostics.is_empty();
    let declared = take_declared(&mut node, here, declared, &mut diagnostics);
    let mut fields = Fields::of_block(source, node, FRONT, at);
    if is_unreadable {
        return Checked::new(None, diagnostics);
    }
    let title = fields.text("title");
    let empty_date = fields.empty("date");
    let has_date = fields.key_span("date").is_some() && empty_date.is_none();
    let has_issue = fields.key_span("issue").is_some();
    let recipients = fields.key_span("recipients");
    let visibility = fields.choice("visibility");
    let mut front = FrontMatter {
        key_names: fields.key_names,
        has_unreadable_date: false,
        empty_date,
        has_unreadable_issue: false,
        subtitle: fields.text("subtitle").map(|text| without_dash(&one_line(&text.value))),
        number: number(&mut fields, "number"),
        standard: standard(&mut fields, "standard"),
        date: date(&mut fields, "date"),
        published: moment(&mut fields, "published"),
        issuer: fields.texts("issuer"),
        genre: fields.text("genre").map(|genre| genre.value),
        recipients: without_colons(fields.texts("recipients")),
        copies: without_colons(fields.texts("copies")),
        signature: fields.texts("signature").into_iter().map(|text| text.value).collect(),
        summary: fields.text("summary").map(|summary| one_line(&summary.value)),
        topics: topics(&mut fields),
        attachments: attachments(&mut fields),
        relations: relations(&mut fields),
        effective: date(&mut fields, "effective"),
        expires: date(&mut fields, "expires"),
        deadline: moment(&mut fields, "deadline"),
        event: event(&mut fields),
        notice_period: notice_period(&mut fields),
        link: web_address(&mut fields, "link"),
        issue: issue(&mut fields),
        column: fields.text("column"),
        is_internal: visibility.as_ref().is_some_and(|v| v.value == "internal"),
        declared_public: visibility.filter(|v| v.value == "public").map(|v| v.span),
        is_draft: fields.boolean("draft").is_some_and(|draft| draft.value),
        facts: facts(&mut fields),
        declared: declared.values,
        data: fields.text("data"),
        printed_by: fields.text("printed_by").map(|text| text.value),
        printed: date(&mut fields, "printed"),
        note: fields.text("note").map(|note| bare_note(&note.value)),
        changes: changes(&mut fields),
        slug: fields.text("slug"),
        aliases: fields.texts("aliases"),
        weight: fields.integer("weight").map_or(0, |weight| weight.value),
        pinned: prominence(&mut fields, "pinned"),
        featured: prominence(&mut fields, "featured"),
        template: fields.text("template"),
        extra: fields.take("extra").map_or(Json::Null, |node| yaml::json(&node)),
        title: title
            .clone()
            .unwrap_or(Spanned::new(String::new(), fields.span.clone()))
            .map(|t| one_line(&t)),
    };
    front.has_unreadable_date = has_date && front.date.is_none();
    front.has_unreadable_issue = has_issue && front.issue.is_none();
    check_order_of_dates(&front, &mut fields);
    if let (Some((lines, room)), Some(at)) = (front.crowding_recipients(), recipients) {
        fields.diagnostics.push(faults::recipients_crowd(at, &fields.key_names, lines, room));
    }
    for (field, key) in declared.missing {
        let at = key.unwrap_or_else(|| front.title.span.clone());
        fields.diagnostics.push(faults::field_missing(at, &field.key, front.is_draft));
    }
    diagnostics.extend(fields.diagnostics);
    Checked::new(title.map(|_| front), diagnostics)
}

/// Checks that 失效日期 is not before 施行日期.
fn check_order_of_dates(front: &FrontMatter, fields: &mut Fields) {
    if let (Some(effective), Some(expires)) = (&front.effective, &front.expires)
        && expires.value < effective.value
    {
        let diagnostic = faults::expires_before_effective(
            &fields.key_names,
            expires.span.clone(),
            effective.span.clone(),
        );
        fields.diagnostics.push(diagnostic);
    }
}

/// Returns texts without the colon at their ends, which the page prints itself after 主送.
fn without_colons(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value.trim_end_matches(['：', ':']).to_owned()).collect()
}

/// Removes the dash before 副标题, which the page prints itself.
fn without_dash(subtitle: &str) -> String {
    subtitle.trim_start_matches(['—', '－', '-', '–', '―', '─']).trim().to_owned()
}

/// Removes the round brackets around 附注, which the page prints itself.
fn bare_note(note: &str) -> String {
    let bare = note.strip_prefix(['（', '(']).and_then(|n| n.strip_suffix(['）', ')']));
    bare.unwrap_or(note).to_owned()
}

/// How many topics one document may have; each is a list with feeds of its own.
const MAX_TOPICS: usize = 30;

fn topics(fields: &mut Fields) -> Vec<Spanned<String>> {
    let topics = fields.texts("topics");
    for topic in &topics {
        if topic.value.contains(['、', '，', ',', '；']) {
            let name = fields.key_names.name("topics");
            fields.diagnostics.push(faults::topics_in_one(topic.span.clone(), name, &topic.value));
        }
    }
    if let Some(topic) = topics.get(MAX_TOPICS) {
        let name = fields.key_names.name("topics");
        let diagnostic = faults::topics_many(topic.span.clone(), name, topics.len(), MAX_TOPICS);
        fields.diagnostics.push(diagnostic);
    }
    topics
}

fn relations(fields: &mut Fields) -> Vec<Relation<Reference>> {
    let mut relations = Vec::new();
    for kind in RelationKind::ALL {
        let references = references(fields, kind.key());
        relations.extend(references.into_iter().map(|to| Relation { kind, to }));
    }
    relations
}

fn facts(fields: &mut Fields) -> Vec<(&'static Fact, String)> {
    let read = |fact: &'static Fact| Some((fact, (fact.read)(fields, fact.key)?));
    FACTS.iter().filter_map(read).collect()
}

fn changes(fields: &mut Fields) -> Vec<Change> {
    let mut changes = Vec::new();
    for mut group in fields.groups("changes") {
        let note = group.text("note");
        let date = date(&mut group, "date");
        if let (Some(date), Some(note)) = (date, note) {
            changes.push(Change { date: date.value, note: note.value });
        }
        fields.merge(group);
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
}
