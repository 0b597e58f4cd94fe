//! The event of a document, its series, and 公示期, as pages show them.

use super::dates::{date_view, moment_view};
use super::links::link_view;
use super::site::Site;
use crate::address::url;
use crate::register::{DocId, EventState};
use crate::view::{EventLink, EventView, NoticePeriodView, SessionView};

/// Returns the event of a document as it is at the moment of the build.
pub(super) fn view(site: &Site, id: DocId) -> Option<EventView> {
    let entry = site.register.entry(id);
    let (event, schedule) = (entry.document.front.event.as_ref()?, entry.schedule?);
    let words = site.words();
    let state = schedule.state(site.now);
    let days_until = |date: jiff::civil::Date| (date - site.today).get_days();
    let start = moment_view(words, schedule.start);
    let end = schedule.end.filter(|end| *end != schedule.start);
    let end = end.map(|end| moment_view(words, end));
    let when = match &end {
        Some(end) => words.until(&start.text, &end.text),
        None => start.text.clone(),
    };
    let open = schedule.open_registration(site.now);
    Some(EventView {
        key: state.key().to_owned(),
        label: words.event_state(state).to_owned(),
        days_left: (state == EventState::Coming).then(|| days_until(schedule.start.date)),
        start,
        end,
        when,
        place: event.place.clone(),
        online: event.online.as_ref().map(|online| online.value.clone()),
        series: event.series.clone(),
        session: event.session.clone(),
        register_by: schedule.register_by.map(|by| moment_view(words, by)),
        register_days_left: open.map(|by| days_until(by.date)),
        events_url: site.addresses.href(url::EVENTS),
    })
}

pub(super) fn link(site: &Site, id: DocId) -> Option<EventLink> {
    Some(EventLink { document: site.link(id), event: view(site, id)? })
}

/// Returns what takes place at the moment of the build or later, the earliest first.
pub(super) fn coming(site: &Site) -> Vec<DocId> {
    let events = site.register.lists.events.iter().copied();
    events.filter(|id| state(site, *id).is_some_and(|state| state != EventState::Over)).collect()
}

pub(super) fn state(site: &Site, id: DocId) -> Option<EventState> {
    site.register.entry(id).schedule.map(|schedule| schedule.state(site.now))
}

/// Returns 历届: the events of the series of a document, itself included, newest first; nothing if there is no other.
pub(super) fn sessions(site: &Site, id: DocId) -> Vec<SessionView> {
    let series = |id: DocId| {
        let event = site.register.entry(id).document.front.event.as_ref();
        event.and_then(|event| event.series.as_ref())
    };
    let documents = series(id).and_then(|name| site.register.lists.series.get(name));
    let documents = documents.filter(|documents| documents.len() > 1);
    let view = |other: &DocId| {
        let entry = site.register.entry(*other);
        Some(SessionView {
            session: entry.document.front.event.as_ref()?.session.clone(),
            date: date_view(site.words(), entry.schedule?.start.date),
            document: link_view(site, *other),
            current: *other == id,
        })
    };
    documents.into_iter().flatten().rev().filter_map(view).collect()
}

/// Returns 公示期 of a document as it is on the day of the build.
pub(super) fn notice_period(site: &Site, id: DocId) -> Option<NoticePeriodView> {
    let entry = site.register.entry(id);
    let period = entry.document.front.notice_period.as_ref()?;
    let from = period.from.as_ref().map(|from| from.value).or_else(|| entry.date());
    let to = period.to.value;
    let key = if to < site.today {
        "ended"
    } else if from.is_some_and(|from| from > site.today) {
        "coming"
    } else {
        "open"
    };
    Some(NoticePeriodView {
        key: key.to_owned(),
        label: site.words().notice_period(key).to_owned(),
        from: from.map(|from| date_view(site.words(), from)),
        to: date_view(site.words(), to),
        days_left: (key == "open").then(|| (to - site.today).get_days()),
    })
}
