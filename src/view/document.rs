//! What the page of a document shows, and that of a newsletter issue.

use super::changes::EditionView;
use super::common::{
    DateView, DocumentLink, FactView, IssueView, IssuerLink, LinkView, StatusView, ValidityView,
};
use super::event::{EventView, NoticePeriodView, SessionView};
use super::picture::{GraphView, QrView};
use super::table::TableView;
use serde::Serialize;
use serde_json::Value as Json;

/// `page.html`: variables `page`.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentPage {
    pub page: DocumentView,
}

/// `newsletter.html`: variables `page issue columns`.
#[derive(Clone, Debug, Serialize)]
pub struct NewsletterPage {
    pub page: DocumentView,
    pub issue: IssueView,
    /// The contents, by column in the order of first appearance; articles without a column stand
    /// in one whose name is empty.
    pub columns: Vec<ColumnView>,
    /// The issues before and after.
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    pub name: String,
    pub articles: Vec<DocumentLink>,
}

/// `page`: one document whole.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    pub title: String,
    /// 副标题 without its dash.
    pub subtitle: Option<String>,
    pub url: String,
    pub permalink: String,
    pub category: LinkView,
    /// Kind of the category: `notice` …
    pub kind: String,
    /// 文种: 通知, 报告 …; none if the title names none.
    pub genre: Option<String>,
    /// Which form the head and the foot follow (GB/T 9704-2012): `document`; `letter` for 函 and
    /// 批复; `minutes` for 纪要. None for what has no number, minutes apart.
    pub form: Option<String>,
    /// 发文字号
    pub number: Option<String>,
    /// 标准编号
    pub standard: Option<String>,
    /// 发文机关, the lead first.
    pub issuers: Vec<IssuerLink>,
    /// 成文日期
    pub date: Option<DateView>,
    /// 发布日期
    pub published: Option<DateView>,
    pub effective: Option<DateView>,
    pub expires: Option<DateView>,
    /// Whether it is a 公示, which ends on the day that it `expires` and does not lapse.
    pub is_public_notice: bool,
    pub deadline: Option<DateView>,
    /// Whether the deadline has passed on the build date.
    pub deadline_passed: bool,
    /// 活动: when and where something takes place.
    pub event: Option<EventView>,
    /// 历届: the events of its series, newest first, itself included; empty if there is no other.
    pub sessions: Vec<SessionView>,
    /// 公示期
    pub notice_period: Option<NoticePeriodView>,
    pub link: Option<String>,
    /// 主送
    pub recipients: Vec<String>,
    /// Whether 主送 stands in 版记: in minutes, and where it is so long that the first page would show
    /// nothing of the text.
    pub recipients_below: bool,
    /// 抄送
    pub copies: Vec<String>,
    /// 署名
    pub signature: Vec<String>,
    /// What else the front matter says for readers: 联系方式 …
    pub facts: Vec<FactView>,
    /// The table of data beside it.
    pub table: Option<TableView>,
    /// 印发机关 and 印发日期, where 版记 has a line for them.
    pub printing: Option<PrintingView>,
    /// 附注, without brackets
    pub note: Option<String>,
    /// Whom to ask, where 附注 says so: in 请示.
    pub note_contact: Option<String>,
    pub summary: String,
    pub topics: Vec<LinkView>,
    pub validity: ValidityView,
    /// The day for which validity, deadline and event hold, where days alone can change them.
    pub as_of: Option<DateView>,
    /// 草稿 or 待发布, where a preview shows what is not published.
    pub status: Option<StatusView>,
    /// The body as HTML; its highest heading is `<h2>`.
    pub content: String,
    pub toc: Vec<TocEntry>,
    /// How many entries `toc` has on all levels.
    pub toc_length: usize,
    pub attachments: Vec<AttachmentView>,
    /// The documents to which this one is an attachment.
    pub attached_to: Vec<DocumentLink>,
    /// What this document does to others and others do to it, oldest first.
    pub relations: Vec<RelationView>,
    /// The relations as a picture, if there are three or more.
    pub graph: Option<GraphView>,
    /// Documents whose numbers stand in the text, or whose articles it cites.
    pub cites: Vec<DocumentLink>,
    pub cited_by: Vec<DocumentLink>,
    /// The articles of this document that others cite.
    pub cited_articles: Vec<CitedArticleView>,
    /// 历次版本, oldest first, itself included; empty if there is no other.
    pub editions: Vec<EditionView>,
    /// 修改记录, newest first
    pub changes: Vec<ChangeView>,
    /// 修订记录 by git; none if site.yaml does not want it, or the file is not committed.
    pub history: Option<HistoryView>,
    /// The neighbours: in the register for a numbered document, in the issue for an article, in
    /// the category otherwise.
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// The issue an article belongs to.
    pub issue: Option<IssueView>,
    /// The articles of that issue by column, itself included; empty where there is no other.
    pub issue_contents: Vec<ColumnView>,
    /// 栏目 of an article.
    pub column: Option<String>,
    /// Address of the PDF, if site.yaml wants `paper`.
    pub pdf: Option<String>,
    /// The QR code of `permalink`; none where the address is too long for one.
    pub qr: Option<QrView>,
    /// `《title》（number），date，url`, to be copied into another text.
    pub citation: String,
    /// Han characters and words of the body.
    pub word_count: usize,
    pub extra: Json,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TocEntry {
    pub id: String,
    pub title: String,
    /// 2 to 6; below all headings stand 编, 章, 节 and 条 that are paragraphs: 7 to 10.
    pub level: u8,
    /// Whether it is an article of a rule, whose title is its number and how its text begins.
    pub article: bool,
    pub children: Vec<TocEntry>,
}

#[derive(Clone, Debug, Serialize)]
pub struct AttachmentView {
    /// 附件, or 附件1, 附件2 … if there are several.
    pub label: String,
    pub title: String,
    pub url: String,
    /// `file` or `document`
    pub kind: String,
    /// `PDF`, `DOCX`; empty for a document.
    pub extension: String,
    /// Bytes; none for a document.
    pub size: Option<u64>,
    /// 12 KB
    pub size_text: Option<String>,
}

/// One relation, read from this document.
#[derive(Clone, Debug, Serialize)]
pub struct RelationView {
    /// `repeals`, or `repealed_by` when it comes from the other end.
    pub key: String,
    /// 废止, 被废止 …
    pub verb: String,
    pub reverse: bool,
    /// The other end, if it is in the register.
    pub document: Option<DocumentLink>,
    /// Its number or title, also when it is not in the register.
    pub text: String,
    /// 《its title》, or its number when it is not in the register.
    pub quoted: String,
}

/// An article with the documents that cite it.
#[derive(Clone, Debug, Serialize)]
pub struct CitedArticleView {
    /// 第十二条
    pub label: String,
    /// The fragment that leads to it: `#第十二条`
    pub url: String,
    pub documents: Vec<DocumentLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    pub date: DateView,
    pub note: String,
}

/// The commits with which a document came and changed.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryView {
    /// The commit that brought it.
    pub first: RevisionView,
    /// The last that changed it, or the same.
    pub last: RevisionView,
    /// The newest, newest first.
    pub revisions: Vec<RevisionView>,
    /// How many older ones are not listed.
    pub more: usize,
    /// The address of the file in the repository, if that is public.
    pub source: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RevisionView {
    pub date: DateView,
    /// The hash of the commit, cut off.
    pub commit: String,
    /// The address of the commit, if the repository is public.
    pub url: Option<String>,
}

/// The last line of 版记.
#[derive(Clone, Debug, Serialize)]
pub struct PrintingView {
    /// 印发机关
    pub by: String,
    /// 印发日期
    pub date: DateView,
}
