//! Events as calendar files (iCalendar, RFC 5545): of the whole site, and of each category that has any.
//!
//! A calendar program asks for a file again and again, so nothing in it may change unless an event does:
//! the moment of an entry (DTSTAMP) is that of its document's publication, its name (UID) the address of
//! the page.

use super::output::{Make, Output};
use crate::address::url;
use crate::date::Moment;
use crate::invisible;
use crate::page::{Site, published_of, summary};
use crate::register::{DocId, Register, time_zone};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// The longest line in bytes, without its end (RFC 5545, 3.1).
const MAX_LINE: usize = 75;

/// The calendars; none where there is no event.
pub(super) fn outputs(register: &Register) -> Vec<Output<'static>> {
    let all = &register.lists.events;
    if all.is_empty() {
        return Vec::new();
    }
    let calendar = |title: Option<String>, list: &str, events: Vec<DocId>| {
        let events: Arc<[DocId]> = events.into();
        let make = move |site: &Site| {
            let name = match &title {
                Some(title) => format!("{title} - {}", site.config.title),
                None => site.config.title.clone(),
            };
            calendar(site, &name, &events)
        };
        Output::generated(&url::calendar(list), Make::from_site(make))
    };
    let mut outputs = vec![calendar(None, url::HOME, all.clone())];
    for (index, section) in register.sections.iter().enumerate() {
        let events: Vec<DocId> =
            all.iter().copied().filter(|id| register.entry(*id).section == index).collect();
        if !events.is_empty() && !section.folder.is_empty() {
            let list = url::section(&section.address);
            outputs.push(calendar(Some(section.title.clone()), &list, events));
        }
    }
    outputs
}

fn calendar(site: &Site, name: &str, events: &[DocId]) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(
        &mut text,
        &format!("PRODID:-//gongbao//gongbao//{}", site.words().language_of_calendar()),
    );
    line(&mut text, "CALSCALE:GREGORIAN");
    line(&mut text, "METHOD:PUBLISH");
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(name)));
    for id in events {
        event(site, *id, &mut text);
    }
    line(&mut text, "END:VCALENDAR");
    text
}

fn event(site: &Site, id: DocId, text: &mut String) {
    let entry = site.register.entry(id);
    let (Some(event), Some(schedule)) = (&entry.document.front.event, entry.schedule) else {
        return;
    };
    let permalink = site.addresses.permalink(site.addresses.document(id));
    let stamp = published_of(&site.register, id).unwrap_or(schedule.start);
    let mut put = |name: &str, value: &str| line(text, &format!("{name}:{value}"));
    put("BEGIN", "VEVENT");
    put("UID", &escaped(&permalink));
    put("DTSTAMP", &utc(site, stamp));
    match schedule.start.time {
        Some(_) => {
            put("DTSTART", &utc(site, schedule.start));
            if let Some(end) = schedule.end.filter(|end| end.start() > schedule.start.start()) {
                put("DTEND", &utc(site, Moment { time: end.time.or(Some(LAST_MINUTE)), ..end }));
            }
        }
        // Whole days, of which the end is the day after the last.
        None => {
            put("DTSTART;VALUE=DATE", &day(schedule.start.date));
            let last = schedule.end.map_or(schedule.start.date, |end| end.date);
            put("DTEND;VALUE=DATE", &day(last.tomorrow().unwrap_or(last)));
        }
    }
    put("SUMMARY", &escaped(entry.title()));
    if let Some(place) = event.place.as_ref() {
        put("LOCATION", &escaped(place));
    }
    let online = event.online.as_ref().map(|online| online.value.as_str());
    let summary = summary(&site.register, id);
    let description: Vec<&str> =
        [Some(summary.as_str()), online, Some(&permalink)].into_iter().flatten().collect();
    put("DESCRIPTION", &escaped(&description.join("\n")));
    put("URL", &permalink);
    put("END", "VEVENT");
}

/// When an event ends whose last day is named without a time.
const LAST_MINUTE: jiff::civil::Time = jiff::civil::time(23, 59, 0, 0);

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A moment of the site's time zone in UTC; one at the edge of all time as if it were in UTC.
fn utc(site: &Site, moment: Moment) -> String {
    let here = moment.start();
    let there = here.to_zoned(TimeZone::fixed(time_zone(&site.config)));
    let utc = there.map_or(here, |zoned| zoned.with_time_zone(TimeZone::UTC).datetime());
    let (hour, minute, second) = (utc.hour(), utc.minute(), utc.second());
    format!("{}T{hour:02}{minute:02}{second:02}Z", day(utc.date()))
}

/// A text as a value (RFC 5545, 3.3.11), without characters that no text may have.
fn escaped(text: &str) -> String {
    let text = invisible::without_harmful(text);
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// Adds a line, folded where it is too long: never within a character.
fn line(text: &mut String, line: &str) {
    let mut rest = line;
    let mut room = MAX_LINE;
    while rest.len() > room {
        let (now, later) = rest.split_at(rest.floor_char_boundary(room));
        text.push_str(now);
        text.push_str("\r\n ");
        rest = later;
        // The space at the beginning counts.
        room = MAX_LINE - 1;
    }
    text.push_str(rest);
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{MAX_LINE, escaped, line};

    #[test]
    fn long_lines_are_folded_between_characters() {
        let long = format!("SUMMARY:{}", "会议a".repeat(60));
        let mut text = String::new();
        line(&mut text, &long);
        let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
        assert!(lines.len() > 5 && lines.iter().all(|line| line.len() <= MAX_LINE));
        assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
        assert_eq!(text.replace("\r\n ", ""), format!("{long}\r\n"));
    }

    #[test]
    fn values_are_escaped() {
        assert_eq!(escaped("甲;乙,丙\\丁\n戊\r"), "甲\\;乙\\,丙\\\\丁\\n戊");
    }
}
