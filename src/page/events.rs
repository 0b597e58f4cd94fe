//! The page of all events, and a month of them as a table.

use super::dates::date_view;
use super::event;
use super::head::{self, Subject};
use super::links::link_view;
use super::site::Site;
use crate::address::url;
use crate::register::{DocId, EventState};
use crate::view::{
    CalendarDay, EventLink, EventYear, EventsMonthPage, EventsPage, Head, LinkView, MonthLink, View,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// How many events that are over the page lists; the others are found by their months.
const PAST: usize = 100;

pub(super) fn view(site: &Site) -> (View, Head) {
    let words = site.words();
    let subject = Subject {
        title: words.events(),
        column: words.events(),
        address: url::EVENTS,
        description: words.about_events(),
        indexed: true,
        feeds: Vec::new(),
    };
    let coming = event::coming(site);
    let events = site.register.lists.events.iter().rev().copied();
    let past = events.filter(|id| event::state(site, *id) == Some(EventState::Over)).take(PAST);
    let mut years: Vec<EventYear> = Vec::new();
    for event in past.filter_map(|id| event::link(site, id)) {
        let year = event.event.start.year;
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.events.push(event),
            None => years.push(EventYear { year, events: vec![event] }),
        }
    }
    let month = |((year, month), events): (&(i16, i8), &Vec<DocId>)| MonthLink {
        title: words.month(*year, *month),
        url: site.addresses.href(&url::events_month(*year, *month)),
        count: events.len(),
    };
    let page = EventsPage {
        title: words.events().to_owned(),
        as_of: date_view(words, site.today),
        coming: coming
            .into_iter()
            .filter_map(|id| event::link(site, id))
            .collect::<Vec<EventLink>>(),
        past: years,
        months: site.register.lists.event_months.iter().rev().map(month).collect(),
        calendar_url: site.addresses.permalink(&url::calendar(url::HOME)),
    };
    (View::Events(Box::new(page)), head::of_list(site, &subject))
}

/// The page of a month. It says nothing that changes with the day of the build.
pub(super) fn month(site: &Site, year: i16, month: i8) -> (View, Head) {
    let words = site.words();
    let title = words.events_of(year, month);
    let subject = Subject {
        title: &title,
        column: words.events(),
        address: &url::events_month(year, month),
        description: words.about_events(),
        indexed: true,
        feeds: Vec::new(),
    };
    let months = &site.register.lists.event_months;
    let own = (year, month);
    let link = |(year, month): &(i16, i8)| LinkView {
        title: words.month(*year, *month),
        url: site.addresses.href(&url::events_month(*year, *month)),
    };
    let events = months.get(&own).map_or(&[][..], Vec::as_slice);
    let page = EventsMonthPage {
        title: title.clone(),
        weekdays: words.weekdays().map(str::to_owned).to_vec(),
        weeks: weeks(site, own, events),
        previous: months.range(..own).next_back().map(|(month, _)| link(month)),
        next: months.range(own..).nth(1).map(|(month, _)| link(month)),
        events_url: site.addresses.href(url::EVENTS),
    };
    (View::EventsMonth(Box::new(page)), head::of_list(site, &subject))
}

/// The weeks that have a day of the month, Monday first.
fn weeks(site: &Site, (year, month): (i16, i8), events: &[DocId]) -> Vec<Vec<CalendarDay>> {
    let Ok(first) = Date::new(year, month, 1) else { return Vec::new() };
    let before = i64::from(first.weekday().to_monday_zero_offset());
    let length = i64::from(first.days_in_month());
    // The first and the last month that there are may have no week before or after them.
    let days = (0..(before + length + 6) / 7 * 7)
        .filter_map(|index| first.checked_add((index - before).days()).ok());
    let days: Vec<CalendarDay> = days.map(|date| day(site, month, date, events)).collect();
    days.chunks(7).map(<[CalendarDay]>::to_vec).collect()
}

fn day(site: &Site, month: i8, date: Date, events: &[DocId]) -> CalendarDay {
    let inside = date.month() == month;
    let takes_place = |id: &&DocId| {
        let schedule = site.register.entry(**id).schedule;
        schedule.is_some_and(|of| (of.start.date..=of.last_day()).contains(&date))
    };
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    CalendarDay {
        date: date_view(site.words(), date),
        inside,
        weekday: site.words().weekdays().get(weekday).copied().unwrap_or_default().to_owned(),
        events: events
            .iter()
            .filter(|_| inside)
            .filter(takes_place)
            .map(|id| link_view(site, *id))
            .collect(),
    }
}
