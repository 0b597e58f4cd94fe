//! Samples of `config`.

use super::{HOSTILE, feed, in_force, issuer, link};
use crate::view::{ContactView, LogoView, NavigationView, SiteView, TextLinkView, WechatView};
use serde_json::Value as Json;
use std::collections::BTreeMap;

pub fn site(assets: &BTreeMap<String, String>) -> SiteView {
    SiteView {
        title: "山东省医院协会出版物门户".to_owned(),
        description: format!("按发文字号归档{HOSTILE}"),
        base_url: "https://example.org/portal".to_owned(),
        base_path: "/portal/".to_owned(),
        language: "zh-CN".to_owned(),
        announcement: Some(format!("演示内容{HOSTILE}")),
        announcement_url: Some("/portal/notices/".to_owned()),
        build_date: "2026-11-22".to_owned(),
        navigation: vec![NavigationView {
            title: HOSTILE.to_owned(),
            url: "/portal/notices/".to_owned(),
            children: vec![link(HOSTILE, "/portal/notices/")],
        }],
        categories: vec![in_force::category()],
        issuers: vec![issuer("山东省医院协会")],
        topics_url: "/portal/topics/".to_owned(),
        search_url: "/portal/search/".to_owned(),
        opensearch_url: "/portal/opensearch.xml".to_owned(),
        updates_url: "/portal/updates/".to_owned(),
        subscribe_url: "/portal/subscribe/".to_owned(),
        statistics_url: "/portal/statistics/".to_owned(),
        in_force_url: "/portal/in-force/".to_owned(),
        events_url: Some("/portal/events/".to_owned()),
        standards_url: Some("/portal/standards/".to_owned()),
        feeds: vec![feed()],
        data: vec![feed()],
        about_data: vec![feed()],
        site_code: Some("3700000001".to_owned()),
        icp: Some("鲁ICP备00000000号".to_owned()),
        police_record: Some("鲁公网安备00000000000000号".to_owned()),
        police_record_url: Some("https://beian.mps.gov.cn/#/query/webSearch?code=0".to_owned()),
        logo: Some(LogoView {
            url: "/portal/logo.svg".to_owned(),
            dark_url: "/portal/logo-dark.svg".to_owned(),
            width: 240,
            height: 48,
            has_name: true,
        }),
        contact: contact(),
        wechat: Some(WechatView {
            name: HOSTILE.to_owned(),
            qr_url: "/portal/wechat.png".to_owned(),
        }),
        copyright: Some(format!("© 2026{HOSTILE}")),
        friend_links: vec![link(HOSTILE, "https://example.org/")],
        content_policy: "default-src 'none'",
        assets: assets.iter().map(|(name, at)| (name.clone(), format!("/portal/{at}"))).collect(),
        extra: Json::Null,
    }
}

/// A site of which nothing is said that need not be said.
pub fn bare_site(assets: &BTreeMap<String, String>) -> SiteView {
    SiteView {
        events_url: None,
        standards_url: None,
        description: String::new(),
        announcement: None,
        announcement_url: None,
        navigation: vec![],
        categories: vec![],
        issuers: vec![],
        feeds: vec![],
        data: vec![],
        about_data: vec![],
        site_code: None,
        icp: None,
        police_record: None,
        police_record_url: None,
        contact: ContactView {
            organizer: None,
            address: None,
            postcode: None,
            phones: vec![TextLinkView { title: "见通知".to_owned(), url: None }],
            emails: vec![],
            office_hours: None,
        },
        copyright: None,
        logo: None,
        wechat: None,
        friend_links: vec![],
        ..site(assets)
    }
}

fn contact() -> ContactView {
    ContactView {
        organizer: Some(HOSTILE.to_owned()),
        address: Some(HOSTILE.to_owned()),
        postcode: Some("250000".to_owned()),
        phones: vec![TextLinkView {
            title: "0531-00000000".to_owned(),
            url: Some("tel:053100000000".to_owned()),
        }],
        emails: vec![TextLinkView {
            title: "a@example.org".to_owned(),
            url: Some("mailto:a@example.org".to_owned()),
        }],
        office_hours: Some(HOSTILE.to_owned()),
    }
}
