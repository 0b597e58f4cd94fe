//! Views of pages that list documents: home, categories, registers, topics.

use super::common::{
    CategoryLink, DateView, DocumentLink, IssueView, IssuerLink, LinkView, StatusView,
};
use super::event::EventLink;
use super::standard::StandardsView;
use super::table::TableView;
use serde::Serialize;
use serde_json::Value as Json;

/// `index.html`: variables `sections featured issues open_calls events latest rules categories registers topics figures as_of`. No document
/// stands in two of the lists.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView {
    /// What the page shows, in this order: `featured`, `issue`, `events`, `calls`, `latest`, `rules`, `categories`, `registers`, `topics`.
    pub sections: Vec<String>,
    /// What the editors recommend (推荐), newest first, at most 3.
    pub featured: Vec<DocumentLink>,
    /// The newest issue of each newsletter.
    pub issues: Vec<IssueCover>,
    /// Documents whose deadline has not passed, soonest first.
    pub open_calls: Vec<DocumentLink>,
    /// What is coming or running, the earliest first, at most 6.
    pub events: Vec<EventLink>,
    /// What is pinned, then the documents of all categories that were published last (发布日期), at most 8.
    pub latest: Vec<DocumentLink>,
    /// Rules in force (现行制度), newest first, at most 6.
    pub rules: Vec<DocumentLink>,
    /// Categories that have documents.
    pub categories: Vec<HomeCategory>,
    pub registers: Vec<RegisterLink>,
    /// The topics with the most documents, at most 20.
    pub topics: Vec<TermView>,
    /// The day for which the calls are open, the events to come and the rules in force.
    pub as_of: DateView,
    pub figures: Figures,
}

/// An issue of a newsletter, as its cover shows it.
#[derive(Clone, Debug, Serialize)]
pub struct IssueCover {
    pub category: LinkView,
    pub issue: IssueView,
    pub date: Option<DateView>,
    /// 草稿 or 待发布, where a preview shows what is not published.
    pub status: Option<StatusView>,
    /// The first articles, at most 4.
    pub articles: Vec<LinkView>,
    pub article_count: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct HomeCategory {
    pub title: String,
    pub description: String,
    pub url: String,
    pub kind: String,
    pub count: usize,
    /// The newest by 成文日期 that stand in none of the lists before, at most 3.
    pub documents: Vec<DocumentLink>,
}

/// The register of a series where it is only named.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterLink {
    pub issuer: IssuerLink,
    /// 机关代字; none for an issuer that does not number.
    pub code: Option<String>,
    pub url: String,
    pub count: usize,
    /// Newest first.
    pub years: Vec<YearLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    pub documents: usize,
    pub numbered: usize,
    pub in_force: usize,
    pub topics: usize,
    /// Rules that bind today.
    pub rules: usize,
    pub first_year: Option<i16>,
    pub last_year: Option<i16>,
    /// The list of `documents`, by the search; so of the others.
    pub documents_url: String,
    pub numbered_url: String,
    pub in_force_url: String,
    pub rules_url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct YearLink {
    pub year: i16,
    pub url: String,
    pub count: usize,
    /// Whether this is the page being shown.
    pub current: bool,
}

/// `section.html`: variables `section covers paginator`.
#[derive(Clone, Debug, Serialize)]
pub struct SectionPage {
    pub section: SectionView,
    /// Of the documents of this page those that are issues of a newsletter; empty in other categories.
    pub covers: Vec<IssueCover>,
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
    /// The table of data beside it, on its first page.
    pub table: Option<TableView>,
    /// All standards, on the first page of the category that has the address of their list.
    pub standards: Option<StandardsView>,
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

/// `in_force.html`: variables `title date amended categories groups list_url paginator`.
#[derive(Clone, Debug, Serialize)]
pub struct InForcePage {
    pub title: String,
    /// The day for which the validities hold.
    pub date: DateView,
    /// How many of all documents are in force as amended.
    pub amended: usize,
    /// Every category that has any, with the place where its documents begin.
    pub categories: Vec<CategoryLink>,
    /// What this page shows.
    pub groups: Vec<InForceGroup>,
    /// The same by the search, to be narrowed down.
    pub list_url: String,
    pub paginator: Paginator,
}

/// Documents of a category that are in force.
#[derive(Clone, Debug, Serialize)]
pub struct InForceGroup {
    /// Its `count` is that of all its documents in force.
    pub category: CategoryLink,
    /// The id by which `categories` lead to it.
    pub anchor: String,
    pub documents: Vec<DocumentLink>,
}

/// `register.html`: variables `register`.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterPage {
    pub register: RegisterView,
}

#[derive(Clone, Debug, Serialize)]
pub struct RegisterView {
    pub issuer: IssuerLink,
    /// 机关代字; none for an issuer that does not number.
    pub code: Option<String>,
    /// The register over all years.
    pub url: String,
    /// Set on the page of a year.
    pub year: Option<i16>,
    pub years: Vec<YearLink>,
    /// All years in short, newest first; on the page of a year that one in full.
    pub groups: Vec<RegisterYear>,
    /// The day for which the validities hold.
    pub as_of: DateView,
    /// The newest documents issued with others, at most 10, where this is the issuer's page too.
    pub joint: Vec<DocumentLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RegisterYear {
    pub year: i16,
    pub url: String,
    /// How many documents the year has.
    pub count: usize,
    /// The lowest and the highest serial, withheld ones included.
    pub first: Option<String>,
    pub last: Option<String>,
    /// The newest documents, at most 5; empty on the page of the year.
    pub newest: Vec<DocumentLink>,
    /// On the page of the year: every number in order, withheld ones included.
    pub rows: Vec<RegisterRow>,
    /// On the page of the year: documents under another number, newest first.
    pub other_numbers: Vec<DocumentLink>,
    /// On the page of the year: documents without a number, newest first.
    pub unnumbered: Vec<DocumentLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RegisterRow {
    pub number: String,
    /// None for a number that is not published (未公开): withheld, or without a document here.
    pub document: Option<DocumentLink>,
    /// The last of several numbers in a row, `number` being the first, if so many are not published that
    /// they share a row.
    pub through: Option<String>,
}

/// `issuer.html`: variables `issuer registers years documents joint`.
#[derive(Clone, Debug, Serialize)]
pub struct IssuerPage {
    pub issuer: IssuerLink,
    /// Former names.
    pub former_names: Vec<String>,
    /// One for each series; empty for an issuer that does not number.
    pub registers: Vec<RegisterLink>,
    /// The years of an issuer that does not number, newest first; else empty.
    pub years: Vec<YearLink>,
    /// The newest, at most 10.
    pub documents: Vec<DocumentLink>,
    /// The newest of those issued with others, at most 10.
    pub joint: Vec<DocumentLink>,
}

/// `taxonomy_list.html`: variables `taxonomy terms`.
#[derive(Clone, Debug, Serialize)]
pub struct TopicsPage {
    pub taxonomy: TaxonomyView,
    pub terms: Vec<TermView>,
}

/// `taxonomy_single.html`: variables `taxonomy term year years paginator`.
#[derive(Clone, Debug, Serialize)]
pub struct TopicPage {
    pub taxonomy: TaxonomyView,
    pub term: TermView,
    /// Set on the page of a year.
    pub year: Option<i16>,
    /// Newest first; empty for a topic whose documents stand on one page.
    pub years: Vec<YearLink>,
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
