//! ALL that a template may see: the theme author's contract.
//!
//! Every variable of every template is a field here, with its type and meaning. Views hold plain
//! values, ready to print; views of lists hold only what a list shows, so that no page grows with
//! the pages it does not name. Addresses (`url`) begin with the site's base path and are already
//! percent-encoded; `permalink` is the whole address. Names are Zola's where the idea is Zola's.

mod document;
mod list;
mod picture;

pub use document::*;
pub use list::*;
pub use picture::*;

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
    /// `issuer.html`: an issuer with its registers
    Issuer(Box<IssuerPage>),
    /// `register.html`: the register of a series of numbers, or of a year of it
    Register(Box<RegisterPage>),
    /// `page.html`: a document, or an article of a newsletter
    Document(Box<DocumentPage>),
    /// `newsletter.html`: an issue with its contents by column
    Newsletter(Box<NewsletterPage>),
    /// `taxonomy_list.html`: all topics
    Topics(Box<TopicsPage>),
    /// `taxonomy_single.html`: one topic
    Topic(Box<TopicPage>),
    /// `statistics.html`
    Statistics(Box<StatisticsPage>),
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
    pub statistics_url: String,
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
    /// The picture of the page where its address is shared.
    pub card: Option<CardView>,
    /// schema.org JSON-LD, safe inside `<script type="application/ld+json">`.
    pub json_ld: Option<String>,
    /// `<meta name content>`: Dublin Core and the page tags that inspections read.
    pub tags: Vec<MetaTag>,
    /// Feeds of what is listed here.
    pub feeds: Vec<FeedLink>,
    /// False for pages that search engines should pass over (redirects, search).
    pub indexed: bool,
}

/// `og:image`
#[derive(Clone, Debug, Serialize)]
pub struct CardView {
    /// The whole address.
    pub url: String,
    pub width: u32,
    pub height: u32,
    /// What is written on it.
    pub alt: String,
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

/// An issuer where it is only named; `url` leads to its page.
#[derive(Clone, Debug, Serialize)]
pub struct IssuerLink {
    /// As the document bears it: perhaps a former name.
    pub name: String,
    /// 机关代字, one for each series; empty for issuers that do not number.
    pub codes: Vec<String>,
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
    /// 发布日期, as a day, if it is another day than `date`.
    pub published: Option<DateView>,
    pub issuers: Vec<String>,
    pub category: LinkView,
    pub validity: ValidityLabel,
    pub summary: String,
    /// 截止日期, while it has not passed.
    pub deadline: Option<DateView>,
    /// What the deadline is for, by the title: `collecting` (征集), `enrolling` (报名) or `other`;
    /// none without a deadline.
    pub call: Option<String>,
    /// 草稿 or 待发布, where a preview shows what is not published.
    pub status: Option<StatusView>,
}

/// Why only a preview shows a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatusView {
    /// `draft` or `waiting`
    pub key: String,
    /// 草稿, 待发布
    pub label: String,
    /// The moment from which the document is public.
    pub until: Option<DateView>,
}

/// 有效性 as a word.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValidityLabel {
    /// `in-force`, `not-yet`, `amended`, `repealed`, `expired`, `ended`, `annulled`
    pub key: String,
    /// 现行有效, 尚未施行, 已被修改, 已废止, 已失效, 公示已结束, 已撤销
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
