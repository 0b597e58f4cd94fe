//! Views for readers who come back: what is new or has changed, and how to follow it.

use super::common::{DateView, DocumentLink, LinkView};
use super::list::Paginator;
use serde::Serialize;

/// `updates.html`: variables `title days paginator`
#[derive(Clone, Debug, Serialize)]
pub struct UpdatesPage {
    pub title: String,
    /// Newest first.
    pub days: Vec<UpdateDay>,
    /// This page of the list. Its `pages` are empty: `days` stand for them, and it counts updates.
    pub paginator: Paginator,
}

#[derive(Clone, Debug, Serialize)]
pub struct UpdateDay {
    pub date: DateView,
    pub updates: Vec<UpdateView>,
}

/// Something that happened to a document.
#[derive(Clone, Debug, Serialize)]
pub struct UpdateView {
    /// `published`, `effective`, `corrected`, `amended`, `replaced`, `repealed`, `annulled`, `expired`,
    /// `ended`, `closed`
    pub key: String,
    /// 新发布, 废止, 征集截止 …
    pub label: String,
    pub document: DocumentLink,
    /// What 修改记录 says.
    pub note: Option<String>,
    /// The document that amends, replaces, repeals or annuls it.
    pub by: Option<DocumentLink>,
}

/// `subscribe.html`: variables `title site calendars groups`
#[derive(Clone, Debug, Serialize)]
pub struct SubscribePage {
    pub title: String,
    /// All of the site.
    pub site: SubscriptionView,
    /// Calendar files (iCalendar) of events: of the site, then of its categories that have any; their
    /// addresses are whole, to be copied.
    pub calendars: Vec<LinkView>,
    pub groups: Vec<SubscriptionGroup>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SubscriptionGroup {
    /// `categories`, `issuers` or `topics`
    pub key: String,
    /// 栏目, 发文机关, 主题
    pub title: String,
    pub lists: Vec<SubscriptionView>,
}

/// A list that can be subscribed to. The addresses of its feeds are whole, to be copied.
#[derive(Clone, Debug, Serialize)]
pub struct SubscriptionView {
    pub title: String,
    pub url: String,
    pub atom: String,
    pub json: String,
}
