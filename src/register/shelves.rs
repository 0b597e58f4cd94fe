//! The shelves: documents by category, issuer, year and topic, in the order lists show them.

use super::{DocId, Register, place};
use crate::document::section::SortBy;
use std::collections::BTreeMap;

/// Who stands where. Every list is in the order in which readers see it.
#[derive(Debug, Default)]
pub struct Shelves {
    /// By index of the section; articles stand in their issue, not here.
    pub categories: Vec<Vec<DocId>>,
    /// By issuer's name, newest first; articles excluded.
    pub issuers: BTreeMap<String, Vec<DocId>>,
    pub topics: BTreeMap<String, TopicShelf>,
    /// The articles of each issue, in the order of its contents.
    pub issues: BTreeMap<DocId, Vec<DocId>>,
    /// Every document that lists show, newest first.
    pub all: Vec<DocId>,
}

#[derive(Debug, Default)]
pub struct TopicShelf {
    pub documents: Vec<DocId>,
}

pub(super) fn shelve(register: &Register) -> Shelves {
    let mut shelves = Shelves {
        categories: vec![Vec::new(); register.sections.len()],
        all: newest_first(register, register.ids().collect()),
        ..Shelves::default()
    };
    for id in &shelves.all {
        let entry = register.entry(*id);
        for topic in &entry.document.front.topics {
            let shelf = shelves.topics.entry(topic.value.clone()).or_default();
            if shelf.documents.last() != Some(id) {
                shelf.documents.push(*id);
            }
        }
        if entry.issue.is_some() {
            continue;
        }
        shelves.categories[entry.section].push(*id);
        for issuer in &entry.issuers {
            shelves.issuers.entry(issuer.clone()).or_default().push(*id);
        }
    }
    let is_listed =
        |id: &DocId| register.section_of(*id).kind != crate::document::section::Kind::Page;
    for documents in shelves.issuers.values_mut() {
        documents.retain(is_listed);
    }
    shelves.issuers.retain(|_, documents| !documents.is_empty());
    shelves.all.retain(is_listed);
    for (section, documents) in register.sections.iter().zip(&mut shelves.categories) {
        match section.sort_by {
            SortBy::Date => {}
            SortBy::Number => documents.sort_by_key(|id| {
                std::cmp::Reverse(register.entry(*id).number().map(|n| (n.year, n.serial)))
            }),
            SortBy::Weight => {
                documents.sort_by_key(|id| register.entry(*id).document.front.weight);
            }
            SortBy::Title => {
                documents.sort_by(|a, b| register.entry(*a).title().cmp(register.entry(*b).title()))
            }
        }
    }
    for id in register.ids().filter(|id| register.entry(*id).issue_number().is_some()) {
        shelves.issues.insert(id, place::articles(register, id));
    }
    shelves
}

/// By 成文日期, newest first; on one day the higher number first, then by path.
fn newest_first(register: &Register, mut ids: Vec<DocId>) -> Vec<DocId> {
    ids.sort_by(|a, b| {
        let key = |id: &DocId| {
            let entry = register.entry(*id);
            (register.order_date(*id), entry.number().map(|n| (n.serial, n.code.clone())))
        };
        key(b).cmp(&key(a)).then(a.cmp(b))
    });
    ids
}
