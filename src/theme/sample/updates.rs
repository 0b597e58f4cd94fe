//! The pages of what is new and of how to subscribe.

use super::views::paginator;
use super::{HOSTILE, bare_link, date, document_link, link};
use crate::view::{
    SubscribePage, SubscriptionGroup, SubscriptionView, UpdateDay, UpdateView, UpdatesPage, View,
};

pub(super) fn updates(days: Vec<UpdateDay>, number_pagers: usize) -> View {
    let title = format!("最近更新{HOSTILE}");
    let paginator = paginator(vec![], number_pagers);
    View::Updates(Box::new(UpdatesPage { title, days, paginator }))
}

pub(super) fn day() -> UpdateDay {
    let rich = UpdateView {
        key: "repealed".to_owned(),
        label: format!("废止{HOSTILE}"),
        document: document_link("旧办法"),
        note: Some(format!("更正日期{HOSTILE}")),
        by: Some(document_link("新办法")),
    };
    let poor = UpdateView {
        key: "published".to_owned(),
        label: "新发布".to_owned(),
        document: bare_link(),
        note: None,
        by: None,
    };
    UpdateDay { date: date(18), updates: vec![rich, poor] }
}

pub(super) fn subscribe(has_groups: bool) -> View {
    let list = || SubscriptionView {
        title: format!("通知公告{HOSTILE}"),
        url: "/portal/notices/".to_owned(),
        atom: "https://example.org/portal/notices/feed.xml".to_owned(),
        json: "https://example.org/portal/notices/feed.json".to_owned(),
    };
    let group = |key: &str, length: usize| SubscriptionGroup {
        key: key.to_owned(),
        title: format!("栏目{HOSTILE}"),
        lists: std::iter::repeat_with(list).take(length).collect(),
    };
    let groups =
        if has_groups { vec![group("categories", 2), group("topics", 30)] } else { vec![] };
    View::Subscribe(Box::new(SubscribePage {
        title: format!("怎样订阅{HOSTILE}"),
        site: list(),
        calendars: if has_groups {
            vec![link(HOSTILE, "https://example.org/portal/events.ics")]
        } else {
            vec![]
        },
        groups,
    }))
}
