//! Events: of a document, in lists, and the pages that show them.

use super::{HOSTILE, bare_link, date, document_link, link};
use crate::view::{
    CalendarDay, EventLink, EventView, EventYear, EventsMonthPage, EventsPage, MonthLink,
    NoticePeriodView, SessionView, View,
};

pub(super) fn event() -> EventView {
    EventView {
        key: "coming".to_owned(),
        label: "即将举行".to_owned(),
        days_left: Some(7),
        start: date(29),
        end: Some(date(30)),
        when: "2026年3月29日至2026年3月30日".to_owned(),
        place: Some(HOSTILE.to_owned()),
        online: Some("https://example.org/live?a=1&b=2".to_owned()),
        series: Some(HOSTILE.to_owned()),
        session: Some(format!("第十七届{HOSTILE}")),
        register_by: Some(date(25)),
        register_days_left: Some(3),
        events_url: "/portal/events/".to_owned(),
    }
}

/// An event of which only its beginning is known.
fn bare_event() -> EventView {
    EventView {
        key: "over".to_owned(),
        label: "已结束".to_owned(),
        days_left: None,
        end: None,
        place: None,
        online: None,
        series: None,
        session: None,
        register_by: None,
        register_days_left: None,
        ..event()
    }
}

pub(super) fn links() -> Vec<EventLink> {
    let closed = EventView { register_days_left: None, place: None, ..event() };
    vec![
        EventLink { document: document_link("大会"), event: event() },
        EventLink { document: document_link("培训"), event: closed },
        EventLink { document: bare_link(), event: bare_event() },
    ]
}

pub(super) fn sessions() -> Vec<SessionView> {
    let session = |session: Option<&str>, current| SessionView {
        session: session.map(str::to_owned),
        date: date(29),
        document: link(HOSTILE, "/portal/lyxf/2026/1/"),
        current,
    };
    vec![session(Some(HOSTILE), true), session(None, false)]
}

pub(super) fn notice_period(days_left: Option<i32>) -> NoticePeriodView {
    NoticePeriodView {
        key: if days_left.is_some() { "open" } else { "ended" }.to_owned(),
        label: "公示中".to_owned(),
        from: days_left.map(|_| date(16)),
        to: date(24),
        days_left,
    }
}

pub(super) fn events(has_any: bool) -> View {
    let month = || MonthLink {
        title: format!("2026年3月{HOSTILE}"),
        url: "/portal/events/2026/3/".to_owned(),
        count: 2,
    };
    View::Events(Box::new(EventsPage {
        title: format!("活动日历{HOSTILE}"),
        as_of: date(22),
        coming: if has_any { links() } else { vec![] },
        past: if has_any { vec![EventYear { year: 2025, events: links() }] } else { vec![] },
        months: std::iter::repeat_with(month).take(if has_any { 30 } else { 0 }).collect(),
        calendar_url: "https://example.org/portal/events.ics".to_owned(),
    }))
}

pub(super) fn month(has_any: bool) -> View {
    let day = |inside, events| CalendarDay {
        date: date(29),
        inside,
        weekday: "星期日".to_owned(),
        events,
    };
    let events = || vec![link(HOSTILE, "/portal/lyxf/2026/1/")];
    let neighbour = || has_any.then(|| link("2026年2月", "/portal/events/2026/2/"));
    View::EventsMonth(Box::new(EventsMonthPage {
        title: format!("2026年3月活动{HOSTILE}"),
        weekdays: ["星期一"; 7].map(str::to_owned).to_vec(),
        weeks: vec![vec![day(false, vec![]), day(true, events()), day(true, vec![])]],
        previous: neighbour(),
        next: neighbour(),
        events_url: "/portal/events/".to_owned(),
    }))
}
