//! Documents that claim to have been published before they were there.

use super::commits::History;
use super::faults;
use crate::config::HistorySettings;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::sync::Arc;

/// So many days are no reason to ask: a weekend, and who commits is not who publishes.
const MAX_DAYS: i32 = 7;

/// A commit that brings more documents than this moves old ones here, and their dates are those of the old place.
const MAX_NEW: usize = 10;

/// Returns the documents whose 发布日期, as typed, lies well before the commit that brought them. 成文日期 alone says
/// nothing of when a document was published.
pub fn check(
    history: &History,
    settings: &HistorySettings,
    documents: &[Arc<Document>],
    zone: Offset,
) -> Vec<Diagnostic> {
    let find = |document: &Arc<Document>| {
        let published = document.front.published.as_ref()?;
        let first = history.of(&document.source.path).next_back()?;
        let brought = first.at(zone).date();
        let is_old = settings.since.is_some_and(|since| brought < since);
        let days = days_between(published.value.in_zone(zone).date, brought);
        (days > MAX_DAYS && first.added <= MAX_NEW && !is_old).then(|| {
            faults::published_before_commit(document, published.span.clone(), brought, days)
        })
    };
    documents.iter().filter_map(find).collect()
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
