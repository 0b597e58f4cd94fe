//! What is new and what has changed, day by day: publications, 修改记录, and what dates and other
//! documents did to a document.

use super::doc_id::DocId;
use super::entry::Entry;
use super::relations::changes_validity;
use super::validity::{ValidityKind, effective_from};
use crate::date::Moment;
use crate::document::RelationKind;
use jiff::civil::Date;
use std::cmp::Reverse;

/// Something that happened to a document on a day that is not later than that of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Update {
    pub day: Date,
    pub document: DocId,
    pub kind: UpdateKind,
}

/// In the order in which a day lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UpdateKind {
    Published,
    /// 施行, of a document that was published before.
    Effective,
    /// A line of its 修改记录, by index.
    Corrected(usize),
    Amended(DocId),
    Replaced(DocId),
    Repealed(DocId),
    Annulled(DocId),
    Expired,
    /// The end of a 公示.
    Ended,
    /// The day after which nothing is taken any more: the last day of a call.
    Closed,
}

impl UpdateKind {
    pub fn key(self) -> &'static str {
        match self {
            UpdateKind::Published => "published",
            UpdateKind::Effective => "effective",
            UpdateKind::Corrected(_) => "corrected",
            UpdateKind::Amended(_) => "amended",
            UpdateKind::Replaced(_) => "replaced",
            UpdateKind::Repealed(_) => "repealed",
            UpdateKind::Annulled(_) => "annulled",
            UpdateKind::Expired => "expired",
            UpdateKind::Ended => "ended",
            UpdateKind::Closed => "closed",
        }
    }
}

/// Returns all updates, newest first. What happened to a document before it was published here was
/// never news; of articles only what happened after their issue was published is.
pub(super) fn all(entries: &[Entry], listed: &[DocId], now: Moment) -> Vec<Update> {
    let mut updates = Vec::new();
    for id in listed {
        let entry = &entries[id.0];
        let issued = entry.issue.and_then(|issue| published_on(&entries[issue.0]));
        let Some(published) = published_on(entry).or(issued) else { continue };
        if issued != Some(published) {
            updates.push(Update { day: published, document: *id, kind: UpdateKind::Published });
        }
        let later = later(entry, entries, now).into_iter();
        let is_news = |(day, kind): &(Date, UpdateKind)| match kind {
            UpdateKind::Effective => *day > published,
            _ => *day >= published,
        };
        updates.extend(later.filter(is_news).map(|(day, kind)| Update {
            day,
            document: *id,
            kind,
        }));
    }
    updates.retain(|update| update.day <= now.date);
    updates.sort_by_key(|update| (Reverse(update.day), update.kind));
    updates.dedup();
    updates
}

fn published_on(entry: &Entry) -> Option<Date> {
    entry.published.map(|moment| moment.date).or_else(|| entry.date())
}

/// What happened to a document after it was issued.
fn later(entry: &Entry, entries: &[Entry], now: Moment) -> Vec<(Date, UpdateKind)> {
    let front = &entry.document.front;
    let mut found: Vec<(Date, UpdateKind)> = Vec::new();
    found.extend(front.effective.as_ref().map(|from| (from.value, UpdateKind::Effective)));
    let changes = front.changes.iter().enumerate();
    found.extend(changes.map(|(index, change)| (change.date, UpdateKind::Corrected(index))));
    for (kind, by) in entry.reverse.iter().filter(|(kind, _)| changes_validity(*kind)) {
        let other = &entries[by.0];
        // What was annulled is void, and so is what it did to others.
        if other.validity.kind == ValidityKind::Annulled {
            continue;
        }
        let kind = match kind {
            RelationKind::Replaces => UpdateKind::Replaced(*by),
            RelationKind::Repeals => UpdateKind::Repealed(*by),
            RelationKind::Annuls => UpdateKind::Annulled(*by),
            _ => UpdateKind::Amended(*by),
        };
        found.push((effective_from(&other.document), kind));
    }
    let ended = match entry.validity.kind {
        ValidityKind::Expired => Some(UpdateKind::Expired),
        ValidityKind::Ended => Some(UpdateKind::Ended),
        _ => None,
    };
    found.extend(entry.validity.since.zip(ended));
    let deadline = entry.deadline.filter(|deadline| deadline.end() < now.end());
    found.extend(deadline.map(|deadline| (deadline.date, UpdateKind::Closed)));
    found
}
