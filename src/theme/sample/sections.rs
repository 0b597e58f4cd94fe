//! A category: a year of it, and its first page with all that it may have.

use super::{HOSTILE, standards, table};
use crate::view::{SectionView, YearLink};
use serde_json::Value as Json;

pub(super) fn section(content: &str, year: Option<i16>) -> SectionView {
    SectionView {
        title: format!("通知公告{HOSTILE}"),
        description: HOSTILE.to_owned(),
        url: "/portal/notices/".to_owned(),
        permalink: "https://example.org/portal/notices/".to_owned(),
        kind: "notice".to_owned(),
        slug: "notices".to_owned(),
        content: content.to_owned(),
        year,
        years: if year.is_some() { years() } else { vec![] },
        table: year.is_none().then(table),
        standards: year.is_none().then(standards::list),
        extra: Json::Null,
    }
}

pub(super) fn years() -> Vec<YearLink> {
    let year =
        |year, current| YearLink { year, url: format!("/portal/lyxf/{year}/"), count: 2, current };
    vec![year(2026, true), year(2025, false)]
}
