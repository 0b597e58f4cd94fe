//! Dates that cannot be meant: a mistyped year, a day before or after all others.

use super::faults;
use super::filing::Filing;
use super::schedule;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use jiff::ToSpan;
use jiff::civil::Date;

/// No association kept documents before this year that a portal would show; 0226 is a mistyped
/// 2026.
const MIN_YEAR: i16 = 1900;

/// How many years ahead the dates of a document may lie.
const MAX_YEARS_AHEAD: i16 = 100;

/// A document may be signed for tomorrow, but hardly for a later day.
const MAX_DAYS_SIGNED_AHEAD: i32 = 1;

/// No publication is planned further ahead than this.
const MAX_DAYS_PUBLISHED_AHEAD: i32 = 366;

/// Checks the dates of all documents, hidden ones included.
pub(super) fn check(filing: &Filing, diagnostics: &mut Vec<Diagnostic>) {
    for document in &filing.documents {
        check_years(filing, document, diagnostics);
        schedule::check(filing, document, diagnostics);
        if !document.front.is_draft || filing.drafts {
            check_order(filing, document, diagnostics);
        }
    }
}

/// Checks that no year is out of all bounds.
fn check_years(filing: &Filing, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front;
    let days = [
        ("date", &front.date),
        ("effective", &front.effective),
        ("expires", &front.expires),
        ("printed", &front.printed),
    ];
    let days = days.into_iter().filter_map(|(key, day)| Some((key, day.as_ref()?)));
    let days = days.map(|(key, day)| (key, day.value, &day.span));
    let moments = [("published", &front.published), ("deadline", &front.deadline)];
    let moments = moments.into_iter().filter_map(|(key, moment)| Some((key, moment.as_ref()?)));
    let moments = moments.map(|(key, moment)| (key, moment.value.moment.date, &moment.span));
    let event = front.event.as_ref().into_iter().flat_map(|event| {
        let moments = [("start", Some(&event.start)), ("end", event.end.as_ref())];
        let moments = moments.into_iter().filter_map(|(key, moment)| Some((key, moment?)));
        moments.map(|(key, moment)| {
            (event.key_names.name(key), moment.value.moment.date, &moment.span)
        })
    });
    let max_year = filing.now.date.year().saturating_add(MAX_YEARS_AHEAD);
    let of_document = days.chain(moments);
    let of_document = of_document.map(|(key, day, span)| (front.key_names.name(key), day, span));
    for (key, day, span) in of_document.chain(event) {
        if !(MIN_YEAR..=max_year).contains(&day.year()) {
            diagnostics.push(faults::year_unlikely(span.clone(), key, day.year()));
        }
    }
}

/// Checks 成文日期 and 发布日期 against each other and against the day of the build.
fn check_order(filing: &Filing, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
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
    if let (Some(date), Some(printed)) = (&front.date, &front.printed)
        && printed.value < date.value
    {
        let (printed, date) = (printed.span.clone(), date.span.clone());
        diagnostics.push(faults::printed_before_date(document, printed, date));
    }
    if let Some((typed, published)) = published
        && published.start() > filing.now.end()
    {
        if published.date > after(MAX_DAYS_PUBLISHED_AHEAD) {
            let key = front.key_names.name("published");
            diagnostics.push(faults::published_far_ahead(typed.span.clone(), key, published));
        }
    } else if let Some(date) = &front.date
        && date.value > after(MAX_DAYS_SIGNED_AHEAD)
    {
        let key = front.key_names.name("date");
        diagnostics.push(if published.is_none() {
            faults::dated_ahead_and_waiting(date, key, today)
        } else {
            faults::dated_ahead(date, key, today)
        });
    }
}
