//! The dates of a document, and how pages show a day or a moment.

use crate::date::Moment;
use crate::register::{DocId, Register};
use crate::view::DateView;
use crate::words::Words;
use jiff::civil::Date;

/// 成文日期; an article without one has its issue's.
pub fn date_of(register: &Register, id: DocId) -> Option<Date> {
    let entry = register.entry(id);
    entry.date().or_else(|| entry.issue.and_then(|issue| register.entry(issue).date()))
}

/// 发布日期, else 成文日期; an article without either has its issue's.
pub fn published_of(register: &Register, id: DocId) -> Option<Moment> {
    let entry = register.entry(id);
    let own = entry.published.or_else(|| entry.date().map(Moment::from_date));
    own.or_else(|| entry.issue.and_then(|issue| published_of(register, issue)))
}

pub(super) fn date_view(words: Words, date: Date) -> DateView {
    DateView {
        iso: date.to_string(),
        text: words.day(date),
        year: date.year(),
        month: date.month(),
        day: date.day(),
    }
}

pub(super) fn moment_view(words: Words, moment: Moment) -> DateView {
    let day = words.day(moment.date);
    let text = match moment.time {
        Some(time) => format!("{day} {:02}:{:02}", time.hour(), time.minute()),
        None => day,
    };
    let iso = moment.to_string().replace(' ', "T");
    DateView { iso, text, ..date_view(words, moment.date) }
}
