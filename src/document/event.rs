//! 活动 and 公示期: when and where something takes place, and how long a notice is open to objections.

use super::faults;
use super::values::{date, moment, web_address};
use crate::date::{TypedMoment, numeral};
use crate::source::Spanned;
use crate::yaml::{Fields, Key, KeyNames, Shape};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// What a document says of a meeting, a course or the like.
#[derive(Clone, Debug)]
pub struct Event {
    /// The names of its keys for messages.
    pub key_names: KeyNames,
    pub start: Spanned<TypedMoment>,
    pub end: Option<Spanned<TypedMoment>>,
    pub place: Option<String>,
    /// Where to take part by the web.
    pub online: Option<Spanned<String>>,
    /// What takes place again and again: 医院大会
    pub series: Option<String>,
    /// 届次, as typed: 第十七届
    pub session: Option<String>,
    pub register_by: Option<Spanned<TypedMoment>>,
}

/// 公示期: its first and its last day.
#[derive(Clone, Debug)]
pub struct NoticePeriod {
    pub from: Option<Spanned<Date>>,
    pub to: Spanned<Date>,
}

pub(super) const EVENT_KEYS: &[Key] = &[
    Key::new("start", "开始", "2026-05-16 09:00")
        .shape(Shape::Date)
        .required()
        .about("开始的日期，可以带时刻", "When it begins: a day, perhaps with a time")
        .aliases(&[
            "开始时间",
            "开始日期",
            "时间",
            "日期",
            "会议时间",
            "活动时间",
            "date",
            "begin",
        ]),
    Key::new("end", "结束", "2026-05-17")
        .shape(Shape::Date)
        .about(
            "结束的日期，可以带时刻；当天结束的不用写",
            "When it ends; the same day if not given",
        )
        .aliases(&["结束时间", "结束日期"]),
    Key::new("place", "地点", "济南市舜耕国际会议中心")
        .about("在哪里举行", "Where it takes place")
        .aliases(&["会议地点", "活动地点", "会场", "location", "venue"]),
    Key::new("online", "线上", "https://example.org/live")
        .about("线上参加的网址，以 https:// 开头", "The web address by which to take part")
        .aliases(&["线上链接", "线上地址", "会议链接", "直播", "直播地址"]),
    Key::new("series", "系列", "山东省医院大会")
        .about("历届活动共同的名称", "What all sessions of it are called together")
        .aliases(&["活动系列", "系列活动"]),
    Key::new("session", "届次", "第十七届")
        .about("第几届、第几期", "Which of the series it is")
        .aliases(&["届", "届数", "期次"]),
    Key::new("register_by", "报名截止", "2026-04-30 17:00")
        .shape(Shape::Date)
        .about("报名到什么时候为止，可以带时刻", "Until when one can register, perhaps with a time")
        .aliases(&["报名截止日期", "报名截止时间", "截止", "截止日期", "截止时间"]),
];

pub(super) const NOTICE_PERIOD_KEYS: &[Key] = &[
    Key::new("from", "起", "2026-05-06")
        .shape(Shape::Date)
        .about(
            "公示的第一天；不写就是成文日期",
            "The first day; the date of the document if not given",
        )
        .aliases(&["自", "从", "开始", "开始日期", "起始日期", "start"]),
    Key::new("to", "止", "2026-05-12")
        .shape(Shape::Date)
        .required()
        .about("公示的最后一天", "The last day")
        .aliases(&["至", "到", "结束", "结束日期", "截止", "截止日期", "end", "until"]),
];

/// Reads 活动. One that does not say when it begins is reported and left out.
pub(super) fn event(fields: &mut Fields) -> Option<Event> {
    let mut group = fields.group("event")?;
    let text = |group: &mut Fields, name| group.text(name).map(|text| text.value);
    let start = moment(&mut group, "start");
    let end = moment(&mut group, "end");
    let place = text(&mut group, "place");
    let online = web_address(&mut group, "online");
    let series = text(&mut group, "series");
    let session = text(&mut group, "session");
    let register_by = moment(&mut group, "register_by");
    let key_names = group.key_names;
    fields.merge(group);
    Some(Event { key_names, start: start?, end, place, online, series, session, register_by })
}

/// Reads 公示期, and checks that it does not end before it begins.
pub(super) fn notice_period(fields: &mut Fields) -> Option<NoticePeriod> {
    let mut group = fields.group("notice_period")?;
    let from = date(&mut group, "from");
    let to = date(&mut group, "to");
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        let (to, from) = (to.span.clone(), from.span.clone());
        group.diagnostics.push(faults::notice_period_order(to, from, &group.key_names));
    }
    fields.merge(group);
    Some(NoticePeriod { from, to: to? })
}

impl Event {
    /// Returns the number in 届次, by which the sessions of a series are ordered: 17 of 第十七届.
    pub fn session_number(&self) -> Option<i16> {
        let session: String = self.session.as_ref()?.nfkc().collect();
        let is_numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c);
        let start = session.find(is_numeral)?;
        let rest = &session[start..];
        numeral(&rest[..rest.find(|c| !is_numeral(c)).unwrap_or(rest.len())])
    }
}
