//! Parts that many views share: documents, issuers and categories as links, dates, validity.

use serde::Serialize;

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
    pub month: i8,
    pub day: i8,
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

/// A fact of a document that is only shown.
#[derive(Clone, Debug, Serialize)]
pub struct FactView {
    /// Its key: `contact`, or one that the category declares
    pub key: String,
    /// 联系方式
    pub label: String,
    pub text: String,
    /// Where it leads, if it is a link.
    pub url: Option<String>,
    /// Set if it is a day.
    pub date: Option<DateView>,
}

/// A document where it is only listed.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentLink {
    pub title: String,
    pub url: String,
    /// 鲁医协发〔2026〕1号; of a standard that has no such number T/SDHA 001—2026.
    pub number: Option<String>,
    /// 成文日期
    pub date: Option<DateView>,
    /// 发布日期, as a day, if it is another day than `date`.
    pub published: Option<DateView>,
    pub issuers: Vec<String>,
    pub category: LinkView,
    pub validity: ValidityLabel,
    pub summary: String,
    /// What it says under those declared keys that lists show.
    pub facts: Vec<FactView>,
    /// 截止日期, while it has not passed.
    pub deadline: Option<DateView>,
    /// How many days are left until then; 0 on the day itself.
    pub days_left: Option<i32>,
    /// What the deadline is for, by the title: `collecting` (征集), `enrolling` (报名) or `other`;
    /// none without a deadline.
    pub call: Option<String>,
    /// Whether it stands first in the list of its category (置顶) on the day of the build.
    pub pinned: bool,
    /// Whether it was published on the day of the build or the six days before.
    pub recent: bool,
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
    /// 现行有效, 尚未施行, 已被修改, 已废止, 已失效, 公示结束, 已撤销; of a standard 现行, 即将实施, 被代替, 废止
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

/// The number of an issue of a newsletter.
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
