//! ALL that a template may see: the theme author's contract.
//!
//! Every variable of every template is a field here, with its type and meaning. Views hold plain
//! values, ready to print; views of lists hold only what a list shows, so that no page grows with
//! the pages it does not name. Addresses (`url`) begin with the site's base path and are already
//! percent-encoded; `permalink` is the whole address. Names are Zola's where the idea is Zola's.

use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What a page shows, by template.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `index.html`
    Home(Box<HomeView>),
    /// `section.html`: a category, one of its pages, or one of its years
    Section(Box<SectionPage>),
    /// `register.html`: the register of an issuer, or of a year of it
    Register(Box<RegisterPage>),
    /// `page.html`: a document, or an article of a newsletter
    Document(Box<DocumentPage>),
    /// `newsletter.html`: an issue with its contents by column
    Newsletter(Box<NewsletterPage>),
    /// `taxonomy_list.html`: all topics
    Topics(Box<TopicsPage>),
    /// `taxonomy_single.html`: one topic
    Topic(Box<TopicPage>),
    /// `search.html`
    Search(Box<PlainPage>),
    /// `404.html`
    NotFound(Box<PlainPage>),
    /// `redirect.html`: an alias, or the raw number as an address
    Redirect(Box<RedirectPage>),
}

/// `config`: the site, the same on every page.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    /// `https://host/portal`, without a slash at the end (Zola's `config.base_url`).
    pub base_url: String,
    /// `/` or `/portal/`
    pub base_path: String,
    /// `zh-CN`
    pub language: String,
    /// A line for every page, such as 演示内容.
    pub announcement: Option<String>,
    /// The day the site was built for, as given by `--date`: 2026-11-22.
    pub build_date: String,
    pub navigation: Vec<LinkView>,
    pub categories: Vec<CategoryLink>,
    pub issuers: Vec<IssuerLink>,
    pub topics_url: String,
    pub search_url: String,
    /// The feeds of the whole site.
    pub feeds: Vec<FeedLink>,
    /// Downloads of the whole catalogue.
    pub data: Vec<FeedLink>,
    /// 网站标识码
    pub site_code: Option<String>,
    /// ICP备案号
    pub icp: Option<String>,
    /// 公安备案号
    pub police_record: Option<String>,
    /// Address of each file of the theme's `static/`, by its name: `config.assets["site.css"]`.
    pub assets: BTreeMap<String, String>,
    /// `extra` of site.yaml, untouched.
    pub extra: Json,
}

/// `head`: what belongs into `<head>`, ready to print.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// For `<title>`: the page's title, then the site's.
    pub title: String,
    pub description: String,
    /// The whole address of this page.
    pub canonical: String,
    /// Open Graph type: `article` or `website`.
    pub og_type: String,
    /// schema.org JSON-LD, safe inside `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
    /// `<meta name content>`: Dublin Core and the page tags that inspections read.
    pub tags: Vec<MetaTag>,
    /// Feeds of what is listed here.
    pub feeds: Vec<FeedLink>,
    /// False for pages that search engines should pass over (redirects, search).
    pub indexed: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct MetaTag {
    pub name: String,
    pub content: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    pub title: String,
    pub url: String,
    /// `application/atom+xml`
    pub media_type: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkView {
    pub title: String,
    pub url: String,
}

/// A day, in the forms a page needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateView {
    /// 2026-03-15, for `<time datetime>`; with a time of day if there is one.
    pub iso: String,
    /// 2026年3月15日
    pub text: String,
    pub year: i16,
}

/// A category where it is only named.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryLink {
    pub title: String,
    pub url: String,
    /// `notice`, `newsletter`, `report`, `initiative`, `page`
    pub kind: String,
    /// The slug: `notices`
    pub slug: String,
    pub count: usize,
}

/// An issuer where it is only named; `url` leads to its register.
#[derive(Clone, Debug, Serialize)]
pub struct IssuerLink {
    pub name: String,
    /// 机关代字; none for issuers that do not number.
    pub code: Option<String>,
    /// None if site.yaml does not know the issuer.
    pub url: Option<String>,
    pub count: usize,
}

/// A document where it is only listed.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentLink {
    pub title: String,
    pub url: String,
    /// 鲁医协发〔2026〕1号
    pub number: Option<String>,
    /// 成文日期
    pub date: Option<DateView>,
    pub issuers: Vec<String>,
    pub category: LinkView,
    pub validity: ValidityLabel,
    pub summary: String,
    /// 截止日期, while it has not passed.
    pub deadline: Option<DateView>,
}

/// 有效性 as a word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValidityLabel {
    /// `in-force`, `not-yet`, `amended`, `repealed`, `expired`, `annulled`
    pub key: String,
    /// 现行有效, 尚未施行, 已被修改, 已废止, 已失效, 已撤销
    pub label: String,
}

/// 有效性 with its reason, for a banner.
#[derive(Clone, Debug, Serialize)]
pub struct ValidityView {
    pub key: String,
    pub label: String,
    /// A sentence for the banner; none while the document is plainly in force.
    pub reason: Option<String>,
    pub since: Option<DateView>,
    /// The documents that made it so.
    pub by: Vec<DocumentLink>,
}

/// `index.html`: variables `categories registers topics latest open_calls figures`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    pub categories: Vec<HomeCategory>,
    pub registers: Vec<RegisterLink>,
    /// The topics with most documents, at most 20.
    pub topics: Vec<TermView>,
    /// The newest documents of all categories, at most 8.
    pub latest: Vec<DocumentLink>,
    /// Documents whose deadline has not passed, soonest first.
    pub open_calls: Vec<DocumentLink>,
    pub figures: Figures,
}

#[derive(Clone, Debug, Serialize)]
pub struct HomeCategory {
    pub title: String,
    pub description: String,
    pub url: String,
    pub kind: String,
    pub count: usize,
    /// The newest, at most 6.
    pub documents: Vec<DocumentLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RegisterLink {
    pub issuer: IssuerLink,
    pub years: Vec<YearLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    pub documents: usize,
    pub numbered: usize,
    pub in_force: usize,
    pub topics: usize,
    pub first_year: Option<i16>,
    pub last_year: Option<i16>,
}

#[derive(Clone, Debug, Serialize)]
pub struct YearLink {
    pub year: i16,
    pub url: String,
    pub count: usize,
    /// Whether this is the page being shown.
    pub current: bool,
}

/// `section.html`: variables `section paginator`.
#[derive(Clone, Debug, Serialize)]
pub struct SectionPage {
    pub section: SectionView,
    pub paginator: Paginator,
}

#[derive(Clone, Debug, Serialize)]
pub struct SectionView {
    pub title: String,
    pub description: String,
    pub url: String,
    pub permalink: String,
    pub kind: String,
    pub slug: String,
    /// The body of `_index.md` as HTML.
    pub content: String,
    /// Set on the page of a year.
    pub year: Option<i16>,
    pub years: Vec<YearLink>,
    pub extra: Json,
}

/// One page of a long list (Zola's paginator).
#[derive(Clone, Debug, Serialize)]
pub struct Paginator {
    pub paginate_by: usize,
    /// Documents in all pages together.
    pub total_pages: usize,
    pub number_pagers: usize,
    /// From 1.
    pub current_index: usize,
    pub first: String,
    pub last: String,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub pages: Vec<DocumentLink>,
    /// The numbers to offer, with a gap (`None`) where some are left out.
    pub pagers: Vec<Option<PagerLink>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PagerLink {
    pub index: usize,
    pub url: String,
    pub current: bool,
}

/// `register.html`: variables `register`.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterPage {
    pub register: RegisterView,
}

#[derive(Clone, Debug, Serialize)]
pub struct RegisterView {
    pub issuer: IssuerLink,
    /// Set on the page of a year.
    pub year: Option<i16>,
    pub years: Vec<YearLink>,
    /// The years shown here, newest first.
    pub groups: Vec<RegisterYear>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RegisterYear {
    pub year: i16,
    /// Every number of the year in order, withheld ones included.
    pub rows: Vec<RegisterRow>,
    /// Documents of the issuer without a number, newest first.
    pub unnumbered: Vec<DocumentLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RegisterRow {
    pub number: String,
    /// None for a number that was given and not published (未公开).
    pub document: Option<DocumentLink>,
}

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

#[derive(Clone, Debug, Serialize)]
pub struct IssueView {
    pub title: String,
    pub url: String,
    pub year: u16,
    pub number: u32,
    pub total: Option<u32>,
    /// 2025年第2期（总第34期）
    pub label: String,
}

/// `page`: one document whole.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentView {
    pub title: String,
    pub url: String,
    pub permalink: String,
    pub category: LinkView,
    /// Kind of the category: `notice` …
    pub kind: String,
    /// 文种: 通知, 报告 …; none if the title names none.
    pub genre: Option<String>,
    /// 发文字号
    pub number: Option<String>,
    /// 发文机关, the lead first.
    pub issuers: Vec<IssuerLink>,
    /// 成文日期
    pub date: Option<DateView>,
    /// 发布日期
    pub published: Option<DateView>,
    pub effective: Option<DateView>,
    pub expires: Option<DateView>,
    pub deadline: Option<DateView>,
    /// Whether the deadline has passed on the build date.
    pub deadline_passed: bool,
    pub link: Option<String>,
    /// 主送
    pub recipients: Vec<String>,
    /// 抄送
    pub copies: Vec<String>,
    /// 署名
    pub signature: Vec<String>,
    /// 附注, without brackets
    pub note: Option<String>,
    pub summary: String,
    pub topics: Vec<LinkView>,
    pub validity: ValidityView,
    /// The body as HTML; its highest heading is `<h2>`.
    pub content: String,
    pub toc: Vec<TocEntry>,
    pub attachments: Vec<AttachmentView>,
    /// The documents to which this one is an attachment.
    pub attached_to: Vec<DocumentLink>,
    /// What this document does to others and others do to it, oldest first.
    pub relations: Vec<RelationView>,
    /// Documents whose numbers stand in the text.
    pub cites: Vec<DocumentLink>,
    pub cited_by: Vec<DocumentLink>,
    /// 修改记录, newest first
    pub changes: Vec<ChangeView>,
    /// The neighbours: in the register for a numbered document, in the issue for an article, in
    /// the category otherwise.
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// The issue an article belongs to.
    pub issue: Option<IssueView>,
    /// 栏目 of an article.
    pub column: Option<String>,
    /// `title，number，date，url`, to be copied into another text.
    pub citation: String,
    /// Han characters and words of the body.
    pub word_count: usize,
    pub extra: Json,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TocEntry {
    pub id: String,
    pub title: String,
    pub level: u8,
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
}

#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    pub date: DateView,
    pub note: String,
}

/// `taxonomy_list.html`: variables `taxonomy terms`.
#[derive(Clone, Debug, Serialize)]
pub struct TopicsPage {
    pub taxonomy: TaxonomyView,
    pub terms: Vec<TermView>,
}

/// `taxonomy_single.html`: variables `taxonomy term paginator`.
#[derive(Clone, Debug, Serialize)]
pub struct TopicPage {
    pub taxonomy: TaxonomyView,
    pub term: TermView,
    pub paginator: Paginator,
}

#[derive(Clone, Debug, Serialize)]
pub struct TaxonomyView {
    /// 主题
    pub name: String,
    pub slug: String,
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TermView {
    pub name: String,
    pub slug: String,
    pub url: String,
    pub page_count: usize,
}

/// A page without contents of its own.
#[derive(Clone, Debug, Serialize)]
pub struct PlainPage {
    pub title: String,
}

/// `redirect.html`: variables `target title`.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectPage {
    pub title: String,
    pub target: String,
}
