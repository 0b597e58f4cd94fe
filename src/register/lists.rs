//! The lists of the register: documents by category, issuer, series, year and topic, in the order
//! in which readers see them.

use super::doc_id::DocId;
use super::entry::Entry;
use super::events;
use super::filing::Filing;
use super::placement::order_date;
use super::serials::Serials;
use super::updates::{self, Update};
use crate::config::{Issuer, Issuers, Series};
use crate::document::section::{Section, SortBy};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter::zip;
use std::sync::Arc;

/// Every list of documents, each in the order in which readers see it.
#[derive(Debug)]
pub struct Lists {
    /// By index of the category. Articles are in their issue, not here.
    pub categories: Vec<Vec<DocId>>,
    /// By index of the category, its documents by year, each year in the order of the category.
    pub category_years: Vec<BTreeMap<i16, Vec<DocId>>>,
    /// By the issuer's current name, newest first, without articles.
    pub issuers: BTreeMap<String, Vec<DocId>>,
    /// For every issuer of site.yaml, in its order: one for each of its series, or one for all its
    /// documents if it has none.
    pub registers: Vec<RegisterList>,
    pub topics: BTreeMap<String, Vec<DocId>>,
    /// The documents of each topic by year, newest first.
    pub topic_years: BTreeMap<String, BTreeMap<i16, Vec<DocId>>>,
    /// The articles of each issue, in the order of its contents.
    pub issues: BTreeMap<DocId, Vec<DocId>>,
    /// Every document that lists show, newest first.
    pub all: Vec<DocId>,
    /// The documents that have an event, the earliest first.
    pub events: Vec<DocId>,
    /// The months in which something takes place, (2026, 5), each with its events.
    pub event_months: BTreeMap<(i16, i8), Vec<DocId>>,
    /// The events of each series, by 届次 and then by day.
    pub series: BTreeMap<String, Vec<DocId>>,
    /// What is new and what has changed, newest first.
    pub updates: Vec<Update>,
}

/// What the register of one series shows. Documents of the issuer that carry no number of its own
/// stand in the register of its first series.
#[derive(Debug)]
pub struct RegisterList {
    /// The issuer's name of today.
    pub issuer: String,
    /// None for an issuer that does not number its documents.
    pub code: Option<String>,
    pub slug: String,
    /// Newest first.
    pub documents: Vec<DocId>,
    pub years: BTreeMap<i16, RegisterYear>,
}

/// A year of a register: of numbers by the year they bear, of other documents by their date.
#[derive(Debug, Default)]
pub struct RegisterYear {
    /// All that follow, newest first.
    pub documents: Vec<DocId>,
    /// With the number of another series: issued jointly, under the lead's number.
    pub other_numbers: Vec<DocId>,
    pub unnumbered: Vec<DocId>,
}

impl RegisterList {
    fn new(issuer: &Issuer, series: Option<&Series>) -> RegisterList {
        RegisterList {
            issuer: issuer.name.value.clone(),
            code: series.map(|series| series.code.value.clone()),
            slug: series.map_or(&issuer.slug, |series| &series.slug).value.clone(),
            documents: Vec::new(),
            years: BTreeMap::new(),
        }
    }

    /// Adds a document and returns its year, for it to be added to the right part of that too.
    fn add(&mut self, document: DocId, year: i16) -> &mut RegisterYear {
        self.documents.push(document);
        let of_year = self.years.entry(year).or_default();
        of_year.documents.push(document);
        of_year
    }
}

/// Makes all lists.
pub(super) fn all(
    entries: &[Entry],
    sections: &[Arc<Section>],
    serials: &Serials,
    filing: &Filing,
) -> Lists {
    let newest_first = newest_first(entries);
    let is_listed = |id: &&DocId| sections[entries[id.0].section].kind.is_listed();
    let listed: Vec<DocId> = newest_first.iter().filter(is_listed).copied().collect();
    let categories = categories(entries, sections, &newest_first);
    let events = events::by_start(entries);
    let category_years = categories.iter().map(|documents| by_year(entries, documents)).collect();
    let ((registers, topics), (updates, issuers)) = rayon::join(
        || {
            let issuers = &filing.config.issuers;
            (registers(entries, serials, issuers, &listed), by_topic(entries, &newest_first))
        },
        || (updates::all(entries, &listed, filing.now), by_issuer(entries, &listed)),
    );
    Lists {
        categories,
        category_years,
        issuers,
        registers,
        topic_years: years_of(entries, &topics),
        topics,
        issues: articles(entries),
        event_months: events::by_month(entries, &events),
        series: events::by_series(entries, &events),
        events,
        updates,
        all: listed,
    }
}

/// Returns all documents by 成文日期, newest first; of one day the higher number first, then by
/// path.
fn newest_first(entries: &[Entry]) -> Vec<DocId> {
    let mut ids: Vec<DocId> = (0..entries.len()).map(DocId).collect();
    ids.par_sort_by(|a, b| {
        let key = |id: &DocId| {
            let entry = &entries[id.0];
            (
                order_date(&entry.document),
                entry.number().map(|number| (number.serial, &number.code)),
            )
        };
        key(b).cmp(&key(a)).then(a.cmp(b))
    });
    ids
}

/// Returns the documents of each category in its order; of equal ones, the newest first.
fn categories(
    entries: &[Entry],
    sections: &[Arc<Section>],
    newest_first: &[DocId],
) -> Vec<Vec<DocId>> {
    let mut categories: Vec<Vec<DocId>> = vec![Vec::new(); sections.len()];
    for id in newest_first.iter().filter(|id| entries[id.0].issue.is_none()) {
        categories[entries[id.0].section].push(*id);
    }
    for (section, documents) in zip(sections, &mut categories) {
        let entry = |id: &DocId| &entries[id.0];
        match section.sort_by {
            SortBy::Date => {}
            SortBy::Number => documents.sort_by_key(|id| {
                Reverse(entry(id).number().map(|number| (number.year, number.serial)))
            }),
            SortBy::Weight => documents.sort_by_key(|id| entry(id).document.front.weight),
            SortBy::Title => documents.sort_by_key(|id| entry(id).title()),
        }
    }
    categories
}

/// Groups documents by year: issues by the year they bear, others by their date. A draft that has no
/// date yet is in no year.
fn by_year(entries: &[Entry], documents: &[DocId]) -> BTreeMap<i16, Vec<DocId>> {
    let mut years: BTreeMap<i16, Vec<DocId>> = BTreeMap::new();
    for id in documents {
        let entry = &entries[id.0];
        let year = match entry.issue_number() {
            Some(issue) => Some(issue.year as i16),
            None => entry.date().map(|date| date.year()),
        };
        if let Some(year) = year {
            years.entry(year).or_default().push(*id);
        }
    }
    years
}

fn years_of(
    entries: &[Entry],
    lists: &BTreeMap<String, Vec<DocId>>,
) -> BTreeMap<String, BTreeMap<i16, Vec<DocId>>> {
    lists.iter().map(|(name, ids)| (name.clone(), by_year(entries, ids))).collect()
}

fn by_issuer(entries: &[Entry], listed: &[DocId]) -> BTreeMap<String, Vec<DocId>> {
    let mut issuers: BTreeMap<&str, Vec<DocId>> = BTreeMap::new();
    for id in listed.iter().filter(|id| entries[id.0].issue.is_none()) {
        for issuer in &entries[id.0].filed_under {
            issuers.entry(issuer).or_default().push(*id);
        }
    }
    with_names(issuers)
}

/// Copies the names of lists, each once.
fn with_names(lists: BTreeMap<&str, Vec<DocId>>) -> BTreeMap<String, Vec<DocId>> {
    lists.into_iter().map(|(name, documents)| (name.to_owned(), documents)).collect()
}

fn by_topic(entries: &[Entry], newest_first: &[DocId]) -> BTreeMap<String, Vec<DocId>> {
    let mut topics: BTreeMap<&str, Vec<DocId>> = BTreeMap::new();
    for id in newest_first {
        for topic in &entries[id.0].document.front.topics {
            let documents = topics.entry(&topic.value).or_default();
            // A document may name a topic twice.
            if documents.last() != Some(id) {
                documents.push(*id);
            }
        }
    }
    with_names(topics)
}

/// Returns the articles of every issue in the order in which its contents list them: by weight,
/// then by the name of the file.
fn articles(entries: &[Entry]) -> BTreeMap<DocId, Vec<DocId>> {
    let mut issues: BTreeMap<DocId, Vec<DocId>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if entry.issue_number().is_some() {
            issues.entry(DocId(index)).or_default();
        }
        if let Some(issue) = entry.issue {
            issues.entry(issue).or_default().push(DocId(index));
        }
    }
    for articles in issues.values_mut() {
        articles.sort_by_key(|id| {
            let document = &entries[id.0].document;
            (document.front.weight, &document.source.path)
        });
    }
    issues
}

/// Sorts the listed documents into the registers of their issuers, newest first.
fn registers(
    entries: &[Entry],
    serials: &Serials,
    issuers: &Issuers,
    listed: &[DocId],
) -> Vec<RegisterList> {
    let mut registers: Vec<RegisterList> = Vec::new();
    let mut by_issuer: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for issuer in issuers {
        by_issuer.insert(&issuer.name.value, registers.len());
        for series in &issuer.series {
            by_code.insert(&series.code.value, registers.len());
            registers.push(RegisterList::new(issuer, Some(series)));
        }
        if issuer.series.is_empty() {
            registers.push(RegisterList::new(issuer, None));
        }
    }
    for ((code, year), serials) in serials {
        let is_shown = !serials.published.is_empty() || !serials.withheld.is_empty();
        if let Some(index) = by_code.get(&**code).filter(|_| is_shown) {
            registers[*index].years.entry(*year as i16).or_default();
        }
    }
    for id in listed.iter().filter(|id| entries[id.0].issue.is_none()) {
        let entry = &entries[id.0];
        let number = entry.number();
        let own = number.and_then(|number| by_code.get(&*number.code).copied());
        if let (Some(index), Some(number)) = (own, number) {
            registers[index].add(*id, number.year as i16);
        }
        let Some(date) = entry.date() else { continue };
        for issuer in &entry.filed_under {
            let Some(index) = by_issuer.get(&**issuer).copied() else { continue };
            if own.is_some_and(|own| registers[own].issuer == *issuer) {
                continue;
            }
            let year = registers[index].add(*id, date.year());
            match number {
                Some(_) => year.other_numbers.push(*id),
                None => year.unnumbered.push(*id),
            }
        }
    }
    registers
}
