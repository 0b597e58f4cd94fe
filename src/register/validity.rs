//! 有效性: derived from relations and dates, never typed.

use super::{DocId, Register};
use crate::document::{RelationKind, genre};
use jiff::civil::Date;

/// Whether a document stands, since when not, and by which documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    pub kind: ValidityKind,
    pub since: Option<Date>,
    pub by: Vec<DocId>,
    /// Whether days alone can change it, without anything new being published.
    pub may_change: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValidityKind {
    /// 现行有效
    #[default]
    InForce,
    /// 尚未施行
    NotYet,
    /// 已被修改
    Amended,
    /// 已废止
    Repealed,
    /// 已失效
    Expired,
    /// 公示已结束: what a 公示 comes to in place of lapsing.
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

    /// The field's own term.
    pub fn label(self) -> &'static str {
        match self {
            ValidityKind::InForce => "现行有效",
            ValidityKind::NotYet => "尚未施行",
            ValidityKind::Amended => "已被修改",
            ValidityKind::Repealed => "已废止",
            ValidityKind::Expired => "已失效",
            ValidityKind::Ended => "公示已结束",
            ValidityKind::Annulled => "已撤销",
        }
    }
}

/// Derives the validity of every document as it is on a day.
pub(super) fn derive(register: &mut Register, today: Date) {
    let annulled = annulled(register, today);
    let derived: Vec<Validity> = register
        .ids()
        .map(|id| {
            let validity = of(register, id, today, &annulled);
            Validity { may_change: may_change(register, id, today, validity.kind), ..validity }
        })
        .collect();
    for (entry, validity) in register.entries.iter_mut().zip(derived) {
        entry.validity = validity;
    }
}

fn of(register: &Register, id: DocId, today: Date, annulled: &[bool]) -> Validity {
    let entry = register.entry(id);
    let front = &entry.document.front;
    let acts = |wanted: &[RelationKind]| -> Option<Validity> {
        // What was annulled is void from the start, and so is what it did to others.
        let by: Vec<DocId> = entry
            .reverse
            .iter()
            .filter(|(kind, by)| wanted.contains(kind) && !annulled[by.0])
            .filter(|(_, by)| acts_from(register, *by) <= today)
            .map(|(_, by)| *by)
            .collect();
        let since = by.iter().map(|by| acts_from(register, *by)).min()?;
        Some(Validity { since: Some(since), by, ..Validity::default() })
    };
    if let Some(validity) = acts(&[RelationKind::Annuls]) {
        return Validity { kind: ValidityKind::Annulled, ..validity };
    }
    let expired = front.expires.as_ref().map(|e| e.value).filter(|last| *last < today);
    let repealed = acts(&[RelationKind::Repeals, RelationKind::Replaces]);
    match (repealed, expired) {
        (Some(repeal), last) if last.is_none_or(|last| repeal.since <= Some(last)) => {
            return Validity { kind: ValidityKind::Repealed, ..repeal };
        }
        (_, Some(last)) => {
            let since = last.tomorrow().ok();
            let ends = genre::is_public_notice(entry.document.genre());
            let kind = if ends { ValidityKind::Ended } else { ValidityKind::Expired };
            return Validity { kind, since, ..Validity::default() };
        }
        _ => {}
    }
    let from = front.effective.as_ref().map(|effective| effective.value);
    if let Some(from) = from.filter(|from| *from > today) {
        return Validity { kind: ValidityKind::NotYet, since: Some(from), ..Validity::default() };
    }
    match acts(&[RelationKind::Amends]) {
        Some(validity) => Validity { kind: ValidityKind::Amended, ..validity },
        None => Validity::default(),
    }
}

/// Whether a day to come can change a validity: a date of the document itself, or a document
/// that will act on it and does not yet.
fn may_change(register: &Register, id: DocId, today: Date, kind: ValidityKind) -> bool {
    let entry = register.entry(id);
    let front = &entry.document.front;
    let acts = |kind: &RelationKind| {
        matches!(
            kind,
            RelationKind::Annuls
                | RelationKind::Repeals
                | RelationKind::Replaces
                | RelationKind::Amends
        )
    };
    let awaited =
        |(kind, by): &(RelationKind, DocId)| acts(kind) && acts_from(register, *by) > today;
    let by_its_own_dates = match kind {
        ValidityKind::NotYet => true,
        ValidityKind::InForce | ValidityKind::Amended => front.expires.is_some(),
        ValidityKind::Repealed
        | ValidityKind::Expired
        | ValidityKind::Ended
        | ValidityKind::Annulled => false,
    };
    by_its_own_dates || entry.reverse.iter().any(awaited)
}

/// The day from which a document acts on others: 施行日期, else 成文日期.
fn acts_from(register: &Register, id: DocId) -> Date {
    let front = &register.entry(id).document.front;
    front.effective.as_ref().or(front.date.as_ref()).map_or(Date::MIN, |date| date.value)
}

/// Which documents are annulled by one that is not annulled itself. Documents are taken in an
/// order in which the annulling one is decided first; within a circle (an error by itself)
/// nothing is annulled.
fn annulled(register: &Register, today: Date) -> Vec<bool> {
    let count = register.entries.len();
    let mut decided: Vec<Option<bool>> = vec![None; count];
    for start in register.ids() {
        let mut path = vec![start];
        while let Some(id) = path.last().copied() {
            let annulling: Vec<DocId> = register
                .entry(id)
                .reverse
                .iter()
                .filter(|(kind, by)| {
                    *kind == RelationKind::Annuls && acts_from(register, *by) <= today
                })
                .map(|(_, by)| *by)
                .collect();
            let open = annulling.iter().find(|by| decided[by.0].is_none() && !path.contains(by));
            match open {
                Some(next) if decided[id.0].is_none() => path.push(*next),
                _ => {
                    let is = annulling.iter().any(|by| decided[by.0] == Some(false));
                    decided[id.0].get_or_insert(is);
                    path.pop();
                }
            }
        }
    }
    decided.into_iter().map(|is| is.unwrap_or(false)).collect()
}
