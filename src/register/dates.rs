//! Dates that cannot be meant: a mistyped year, a day before or after all others.

use super::{Filing, faults};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use jiff::ToSpan;
use jiff::civil::Date;

/// Before this year no association kept papers that a portal would show; 0226 is a slip.
const FIRST_YEAR: i16 = 1900;

/// How many years ahead a paper may reasonably speak.
const YEARS_AHEAD: i16 = 100;

/// What is signed may bear the date of tomorrow, but hardly a later one.
const DAYS_SIGNED_AHEAD: i32 = 1;

/// Nobody appoints a publication longer than this in advance.
const DAYS_PUBLISHED_AHEAD: i32 = 366;

pub(super) fn check(filing: &Filing, diagnostics: &mut Vec<Diagnostic>) {
    for document in &filing.documents {
        years(filing, document, diagnostics);
        if !document.front.is_draft || filing.drafts {
            order(filing, document, diagnostics);
        }
    }
}

/// Years that are none of our time.
fn years(filing: &Filing, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front;
    let days =
        [("date", &front.date), ("effective", &front.effective), ("expires", &front.expires)];
    let days = days.into_iter().filter_map(|(key, day)| Some((key, day.as_ref()?)));
    let days = days.map(|(key, day)| (key, day.value, &day.span));
    let moments = [("published", &front.published), ("deadline", &front.deadline)];
    let moments = moments.into_iter().filter_map(|(key, moment)| Some((key, moment.as_ref()?)));
    let moments = moments.map(|(key, moment)| (key, moment.value.moment.date, &moment.span));
    let last = filing.now.date.year().saturating_add(YEARS_AHEAD);
    for (key, day, span) in days.chain(moments) {
        if !(FIRST_YEAR..=last).contains(&day.year()) {
            diagnostics.push(faults::year_unlikely(
                span.clone(),
                front.key_names.name(key),
                day.year(),
            ));
        }
    }
}

/// 成文日期 and 发布日期 against each other and against the day of the build.
fn order(filing: &Filing, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front;
    let today = filing.now.date;
    let after = |days: i32| today.checked_add(days.days()).unwrap_or(Date::MAX);
    let published = front.published.as_ref().zip(filing.published(document));
    if let (Some(date), Some((typed, published))) = (&front.date, published)
        && published.date < date.value
    {
        let (published, date) = (typed.span.clone(), date.span.clone());
        diagnostics.push(faults::published_before_date(document, published, date));
    }
    if let Some((typed, published)) = published
        && published.start() > filing.now.end()
    {
        if published.date > after(DAYS_PUBLISHED_AHEAD) {
            diagnostics.push(faults::published_far_ahead(
                typed.span.clone(),
                front.key_names.name("published"),
                published,
            ));
        }
    } else if let Some(date) = &front.date
        && date.value > after(DAYS_SIGNED_AHEAD)
    {
        diagnostics.push(faults::dated_ahead(
            date,
            front.key_names.name("date"),
            today,
            published.is_none(),
        ));
    }
}
