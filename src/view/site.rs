//! What every page shows: the site, and what belongs in `<head>`.

use super::common::{CategoryLink, FeedLink, IssuerLink, LinkView};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeMap;

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
    /// Where the announcement leads.
    pub announcement_url: Option<String>,
    /// The day the site was built for, as given by `--date`: 2026-11-22.
    pub build_date: String,
    pub navigation: Vec<NavigationView>,
    pub categories: Vec<CategoryLink>,
    pub issuers: Vec<IssuerLink>,
    pub topics_url: String,
    pub search_url: String,
    /// The description of the search, for browsers.
    pub opensearch_url: String,
    pub updates_url: String,
    pub subscribe_url: String,
    pub statistics_url: String,
    pub in_force_url: String,
    /// The page of events; none if there is no event.
    pub events_url: Option<String>,
    /// The page of all standards, if there is any.
    pub standards_url: Option<String>,
    /// The feeds of the whole site.
    pub feeds: Vec<FeedLink>,
    /// Downloads of the whole catalogue.
    pub data: Vec<FeedLink>,
    /// What the catalogue holds, and which data there are, for machines.
    pub about_data: Vec<FeedLink>,
    /// 网站标识码
    pub site_code: Option<String>,
    /// ICP备案号
    pub icp: Option<String>,
    /// 公安备案号
    pub police_record: Option<String>,
    /// Where that is looked up.
    pub police_record_url: Option<String>,
    pub logo: Option<LogoView>,
    pub contact: ContactView,
    /// 公众号
    pub wechat: Option<WechatView>,
    /// © …
    pub copyright: Option<String>,
    /// 友情链接
    pub friend_links: Vec<LinkView>,
    /// Address of each file of the theme's `static/`, by its name: `config.assets["site.css"]`.
    pub assets: BTreeMap<String, String>,
    /// Content-Security-Policy, for `<meta http-equiv>`.
    pub content_policy: &'static str,
    /// `extra` of site.yaml, untouched.
    pub extra: Json,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationView {
    pub title: String,
    /// Where it leads; that of the first entry below it if it has none of its own.
    pub url: String,
    pub children: Vec<LinkView>,
}

/// 标志
#[derive(Clone, Debug, Serialize)]
pub struct LogoView {
    pub url: String,
    /// For the dark view; the same if that needs no other.
    pub dark_url: String,
    pub width: u32,
    pub height: u32,
    /// Whether the name of the site is part of the picture.
    pub has_name: bool,
}

/// The WeChat account of the site.
#[derive(Clone, Debug, Serialize)]
pub struct WechatView {
    pub name: String,
    /// The picture of its QR code.
    pub qr_url: String,
}

/// Who publishes the site, and how they are reached.
#[derive(Clone, Debug, Serialize)]
pub struct ContactView {
    /// 主办单位
    pub organizer: Option<String>,
    pub address: Option<String>,
    pub postcode: Option<String>,
    pub phones: Vec<TextLinkView>,
    pub emails: Vec<TextLinkView>,
    pub office_hours: Option<String>,
}

/// A text that may lead somewhere.
#[derive(Clone, Debug, Serialize)]
pub struct TextLinkView {
    pub title: String,
    pub url: Option<String>,
}

/// `head`: what belongs in `<head>`, ready to print.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The page's own title, for where the site is named beside it.
    pub heading: String,
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
    /// False for pages that search engines should skip (redirects, search).
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
    pub name: &'static str,
    pub content: String,
}
