//! Views of what takes place: an event, the page of what is coming, a month as a table.

use super::common::{DateView, DocumentLink, LinkView};
use serde::Serialize;

/// When and where something takes place.
#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    /// `coming`, `running` or `over`
    pub key: String,
    /// 即将举行, 进行中, 已结束
    pub label: String,
    /// How many days are left until it begins; 0 on the day itself, none once it has begun.
    pub days_left: Option<i32>,
    pub start: DateView,
    pub end: Option<DateView>,
    /// Both in words: 2026年5月16日 09:00至2026年5月17日
    pub when: String,
    pub place: Option<String>,
    /// The web address by which to take part.
    pub online: Option<String>,
    pub series: Option<String>,
    /// 第十七届
    pub session: Option<String>,
    /// 报名截止
    pub register_by: Option<DateView>,
    /// How many days are left to register, 0 on the last one; none once registration is closed.
    pub register_days_left: Option<i32>,
    /// The page of all events.
    pub events_url: String,
}

/// An event in a list, with its document.
#[derive(Clone, Debug, Serialize)]
pub struct EventLink {
    pub document: DocumentLink,
    pub event: EventView,
}

/// One of the events of a series.
#[derive(Clone, Debug, Serialize)]
pub struct SessionView {
    /// 第十七届; none if it was not typed.
    pub session: Option<String>,
    pub date: DateView,
    pub document: LinkView,
    /// Whether it is the page being shown.
    pub current: bool,
}

/// 公示期
#[derive(Clone, Debug, Serialize)]
pub struct NoticePeriodView {
    /// `coming`, `open` or `ended`
    pub key: String,
    /// 尚未开始, 公示中, 公示结束
    pub label: String,
    pub from: Option<DateView>,
    pub to: DateView,
    /// How many days are left while it is open, 0 on the last one.
    pub days_left: Option<i32>,
}

/// `events.html`: variables `title as_of coming past months calendar_url`.
#[derive(Clone, Debug, Serialize)]
pub struct EventsPage {
    pub title: String,
    /// The day for which the states hold.
    pub as_of: DateView,
    /// What is coming or running, the earliest first.
    pub coming: Vec<EventLink>,
    /// What is over by year, newest first, at most 100 events.
    pub past: Vec<EventYear>,
    /// Months that have events, newest first.
    pub months: Vec<MonthLink>,
    /// The calendar file of all events (iCalendar), whole, to be copied.
    pub calendar_url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct EventYear {
    pub year: i16,
    pub events: Vec<EventLink>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MonthLink {
    /// 2026年5月
    pub title: String,
    pub url: String,
    pub count: usize,
}

/// `events_month.html`: variables `title weekdays weeks previous next events_url`.
#[derive(Clone, Debug, Serialize)]
pub struct EventsMonthPage {
    pub title: String,
    /// 星期一 to 星期日
    pub weekdays: Vec<String>,
    /// Rows of seven days, Monday first.
    pub weeks: Vec<Vec<CalendarDay>>,
    /// The month before that has events, and the one after.
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    pub events_url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct CalendarDay {
    pub date: DateView,
    /// Whether it is a day of the month, not one beside it.
    pub inside: bool,
    pub weekday: String,
    pub events: Vec<LinkView>,
}
