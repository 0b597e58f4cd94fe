//! 有效性: derived from relations and dates, never typed.

use super::doc_id::DocId;
use super::placement::Placed;
use super::references::Incoming;
use super::relations::changes_validity;
use crate::document::{Document, FrontMatter, RelationKind, genre};
use jiff::civil::Date;
use std::iter::zip;

/// Whether a document is in force; if not, since when and by which documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity {
    pub kind: ValidityKind,
    pub since: Option<Date>,
    pub by: Vec<DocId>,
    /// Whether the passing of days can change it, without anything new being published.
    pub may_change: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValidityKind {
    /// 现行有效
    InForce,
    /// 尚未施行
    NotYet,
    /// 已被修改
    Amended,
    /// 已废止
    Repealed,
    /// 已失效
    Expired,
    /// 公示结束: a 公示 ends where other documents expire.
    Ended,
    /// 已撤销
    Annulled,
}

impl ValidityKind {
    pub const ALL: [ValidityKind; 7] = [
        ValidityKind::InForce,
        ValidityKind::NotYet,
        ValidityKind::Amended,
        ValidityKind::Repealed,
        ValidityKind::Expired,
        ValidityKind::Ended,
        ValidityKind::Annulled,
    ];

    pub fn key(self) -> &'static str {
        match self {
            ValidityKind::InForce => "in-force",
            ValidityKind::NotYet => "not-yet",
            ValidityKind::Amended => "amended",
            ValidityKind::Repealed => "repealed",
            ValidityKind::Expired => "expired",
            ValidityKind::Ended => "ended",
            ValidityKind::Annulled => "annulled",
        }
    }

    /// Returns whether the document binds today; an amended one does with its amendments.
    pub fn is_binding(self) -> bool {
        matches!(self, ValidityKind::InForce | ValidityKind::Amended)
    }

    /// Returns whether the document is valid no longer, or never was. A 公示 that has ended has done its work.
    pub fn is_void(self) -> bool {
        match self {
            ValidityKind::Repealed | ValidityKind::Expired | ValidityKind::Annulled => true,
            ValidityKind::InForce
            | ValidityKind::NotYet
            | ValidityKind::Amended
            | ValidityKind::Ended => false,
        }
    }

    /// Returns the term of the field.
    pub fn label(self) -> &'static str {
        match self {
            ValidityKind::InForce => "现行有效",
            ValidityKind::NotYet => "尚未施行",
            ValidityKind::Amended => "已被修改",
            ValidityKind::Repealed => "已废止",
            ValidityKind::Expired => "已失效",
            ValidityKind::Ended => "公示结束",
            ValidityKind::Annulled => "已撤销",
        }
    }
}

/// Derives the validity of every public document as it is on a day, by [`DocId`].
pub(super) fn derive(documents: &[Placed], incoming: &[Incoming], today: Date) -> Vec<Validity> {
    let annulled = annulled(documents, incoming, today);
    zip(documents, incoming)
        .map(|(placed, incoming)| {
            let relations = &*incoming.relations;
            validity(&placed.document, relations, documents, &annulled, today)
        })
        .collect()
}

/// `relations` are those of other documents to this one.
fn validity(
    document: &Document,
    relations: &[(RelationKind, DocId)],
    documents: &[Placed],
    annulled: &[bool],
    today: Date,
) -> Validity {
    let front = &document.front;
    let takes_effect = |by: &DocId| effective_from(&documents[by.0].document);
    // What was annulled is void from the start, and so is what it did to others.
    let in_effect = |wanted: &[RelationKind]| -> Option<(Date, Vec<DocId>)> {
        let by: Vec<DocId> = relations
            .iter()
            .filter(|(kind, by)| wanted.contains(kind) && !annulled[by.0])
            .filter(|(_, by)| takes_effect(by) <= today)
            .map(|(_, by)| *by)
            .collect();
        Some((by.iter().map(takes_effect).min()?, by))
    };
    let will_be_affected =
        relations.iter().any(|(kind, by)| changes_validity(*kind) && takes_effect(by) > today);
    let validity = |kind, since, by| Validity {
        kind,
        since,
        by,
        may_change: will_be_affected || changes_by_own_dates(kind, front),
    };
    if let Some((since, by)) = in_effect(&[RelationKind::Annuls]) {
        return validity(ValidityKind::Annulled, Some(since), by);
    }
    let period = front.notice_period.as_ref();
    let last = period.map(|period| &period.to).or(front.expires.as_ref());
    let expired = last.map(|last| last.value).filter(|last| *last < today);
    if let Some((since, by)) = in_effect(&[RelationKind::Repeals, RelationKind::Replaces])
        && expired.is_none_or(|last| since <= last)
    {
        return validity(ValidityKind::Repealed, Some(since), by);
    }
    if let Some(last) = expired {
        let is_notice = period.is_some() || genre::is_public_notice(document.genre());
        let kind = if is_notice { ValidityKind::Ended } else { ValidityKind::Expired };
        return validity(kind, last.tomorrow().ok(), Vec::new());
    }
    if let Some(from) = front.effective.as_ref().map(|e| e.value).filter(|from| *from > today) {
        return validity(ValidityKind::NotYet, Some(from), Vec::new());
    }
    match in_effect(&[RelationKind::Amends]) {
        Some((since, by)) => validity(ValidityKind::Amended, Some(since), by),
        None => validity(ValidityKind::InForce, None, Vec::new()),
    }
}

/// Returns whether a date of the document itself can still change its validity.
fn changes_by_own_dates(kind: ValidityKind, front: &FrontMatter) -> bool {
    match kind {
        ValidityKind::NotYet => true,
        ValidityKind::InForce | ValidityKind::Amended => {
            front.expires.is_some() || front.notice_period.is_some()
        }
        ValidityKind::Repealed
        | ValidityKind::Expired
        | ValidityKind::Ended
        | ValidityKind::Annulled => false,
    }
}

/// Returns the day from which a document acts on others: 施行日期, else 成文日期.
pub(super) fn effective_from(document: &Document) -> Date {
    let front = &document.front;
    front.effective.as_ref().or(front.date.as_ref()).map_or(Date::MIN, |date| date.value)
}

/// Returns which documents are annulled by one that is not annulled itself, by [`DocId`]. A
/// document is decided after those that annul it; within a circle, which is an error by itself,
/// nothing is annulled.
fn annulled(documents: &[Placed], incoming: &[Incoming], today: Date) -> Vec<bool> {
    let annulling = |id: DocId| -> Vec<DocId> {
        let annuls = |(kind, by): &&(RelationKind, DocId)| {
            *kind == RelationKind::Annuls && effective_from(&documents[by.0].document) <= today
        };
        incoming[id.0].relations.iter().filter(annuls).map(|(_, by)| *by).collect()
    };
    let mut decided: Vec<Option<bool>> = vec![None; documents.len()];
    for start in (0..documents.len()).map(DocId) {
        let mut path = vec![start];
        while let Some(id) = path.last().copied() {
            let annulling = annulling(id);
            let open = annulling.iter().find(|by| decided[by.0].is_none() && !path.contains(by));
            match open {
                Some(next) if decided[id.0].is_none() => path.push(*next),
                _ => {
                    let is_annulled = annulling.iter().any(|by| decided[by.0] == Some(false));
                    decided[id.0].get_or_insert(is_annulled);
                    path.pop();
                }
            }
        }
    }
    decided.into_iter().map(|is_annulled| is_annulled.unwrap_or(false)).collect()
}
