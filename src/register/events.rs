//! The lists of events: all by their beginning, and the sessions of each series.

use super::doc_id::DocId;
use super::entry::Entry;
use std::collections::BTreeMap;

/// Returns the documents that have an event, the earliest first.
pub(super) fn by_start(entries: &[Entry]) -> Vec<DocId> {
    let has_event = |index: &usize| entries[*index].schedule.is_some();
    let mut ids: Vec<DocId> = (0..entries.len()).filter(has_event).map(DocId).collect();
    ids.sort_by_key(|id| (entries[id.0].schedule.map(|schedule| schedule.start.start()), *id));
    ids
}

/// Returns the months in which something takes place, each with its events, the earliest first.
pub(super) fn by_month(entries: &[Entry], events: &[DocId]) -> BTreeMap<(i16, i8), Vec<DocId>> {
    let mut months: BTreeMap<(i16, i8), Vec<DocId>> = BTreeMap::new();
    for id in events {
        let schedule = entries[id.0].schedule;
        for month in schedule.into_iter().flat_map(|schedule| schedule.months()) {
            months.entry(month).or_default().push(*id);
        }
    }
    months
}

/// Returns the documents of each series, by 届次 and then by day.
pub(super) fn by_series(entries: &[Entry], events: &[DocId]) -> BTreeMap<String, Vec<DocId>> {
    let mut series: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
    for id in events {
        let event = entries[id.0].document.front.event.as_ref();
        if let Some(name) = event.and_then(|event| event.series.clone()) {
            series.entry(name).or_default().push(*id);
        }
    }
    for documents in series.values_mut() {
        // Where one has no 届次, only the days can say the order.
        let number = |id: &DocId| entries[id.0].document.front.event.as_ref()?.session_number();
        if documents.iter().all(|id| number(id).is_some()) {
            documents.sort_by_key(number);
        }
    }
    series
}
