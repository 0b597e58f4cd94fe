//! 活动 in the time zone of the site: when something takes place, and whether it has.

use super::faults;
use super::filing::Filing;
use super::publication::time_zone;
use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::document::{self, Document};
use jiff::civil::{Date, DateTime, Time};
use std::collections::BTreeSet;

/// An event is listed in the months of its first year; what lasts longer is no date for a calendar.
const MAX_DAYS: i32 = 366;

/// When something takes place, in the time zone of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub start: Moment,
    pub end: Option<Moment>,
    pub register_by: Option<Moment>,
}

/// Whether an event has begun, and whether it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventState {
    /// 即将举行
    Coming,
    /// 进行中
    Running,
    /// 已结束
    Over,
}

impl EventState {
    pub fn key(self) -> &'static str {
        match self {
            EventState::Coming => "coming",
            EventState::Running => "running",
            EventState::Over => "over",
        }
    }
}

impl Schedule {
    fn of(event: &document::Event, filing: &Filing) -> Schedule {
        let zone = time_zone(filing.config);
        Schedule {
            start: event.start.value.in_zone(zone),
            end: event.end.as_ref().map(|end| end.value.in_zone(zone)),
            register_by: event.register_by.as_ref().map(|by| by.value.in_zone(zone)),
        }
    }

    /// Returns when it is over. Without an end it lasts until the end of its day.
    pub fn over(self) -> DateTime {
        self.end.map_or(self.start.date.to_datetime(Time::MAX), Moment::end)
    }

    /// Returns the last day on which it takes place, as far as a calendar follows it.
    pub fn last_day(self) -> Date {
        let last = self.end.map_or(self.start.date, |end| end.date).max(self.start.date);
        let bound = self.start.date.saturating_add(jiff::ToSpan::days(MAX_DAYS));
        last.min(bound)
    }

    pub fn state(self, now: Moment) -> EventState {
        if self.start.start() > now.end() {
            EventState::Coming
        } else if self.over() < now.end() {
            EventState::Over
        } else {
            EventState::Running
        }
    }

    /// Returns the last moment to register, while it has not passed and the event is not over.
    pub fn open_registration(self, now: Moment) -> Option<Moment> {
        let is_over = self.state(now) == EventState::Over;
        self.register_by.filter(|by| !is_over && by.end() >= now.end())
    }

    /// Returns the months in which it takes place: (2026, 5).
    pub fn months(self) -> BTreeSet<(i16, i8)> {
        let mut months = BTreeSet::new();
        let last = self.last_day();
        let mut day = self.start.date.first_of_month();
        while day <= last {
            months.insert((day.year(), day.month()));
            match day.checked_add(jiff::ToSpan::months(1)) {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        months
    }
}

/// Returns when the event of a document takes place.
pub(super) fn schedule(document: &Document, filing: &Filing) -> Option<Schedule> {
    document.front.event.as_ref().map(|event| Schedule::of(event, filing))
}

/// Checks the order of the dates of all events, those of hidden documents included.
pub(super) fn check(filing: &Filing, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let Some(event) = &document.front.event else { return };
    let schedule = Schedule::of(event, filing);
    if let (Some(end), Some(typed)) = (schedule.end, &event.end)
        && end.end() < schedule.start.start()
    {
        diagnostics.push(faults::event_order(typed.span.clone(), event));
    }
    if let (Some(by), Some(typed)) = (schedule.register_by, &event.register_by)
        && by.start() > schedule.start.end()
    {
        diagnostics.push(faults::registration_late(typed.span.clone(), event));
    }
}
