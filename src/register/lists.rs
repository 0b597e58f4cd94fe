//! The lists of the register: documents by category, issuer, series, year and topic, in the order lists show
//! them.

use super::{DocId, Filing, Register, place};
use crate::config::{Issuer, Series};
use crate::document::section::SortBy;
use std::collections::BTreeMap;

/// Who stands where. Every list is in the order in which readers see it.
#[derive(Debug, Default)]
pub struct Lists {
    /// By index of the section; articles stand in their issue, not here.
    pub categories: Vec<Vec<DocId>>,
    /// By index of the section, what stands in it by year, each in the order of the category.
    pub category_years: Vec<BTreeMap<i16, Vec<DocId>>>,
    /// By the issuer's name of today, newest first; articles excluded.
    pub issuers: BTreeMap<String, Vec<DocId>>,
    /// Of every issuer of site.yaml in its order: one for each of its series, or one for all its
    /// documents if it has none.
    pub registers: Vec<RegisterList>,
    pub topics: BTreeMap<String, Vec<DocId>>,
    /// The articles of each issue, in the order of its contents.
    pub issues: BTreeMap<DocId, Vec<DocId>>,
    /// Every document that lists show, newest first.
    pub all: Vec<DocId>,
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
    fn of(issuer: &Issuer, series: Option<&Series>) -> RegisterList {
        RegisterList {
            issuer: issuer.name.value.clone(),
            code: series.map(|series| series.code.value.clone()),
            slug: series.map_or(&issuer.slug, |series| &series.slug).value.clone(),
            documents: Vec::new(),
            years: BTreeMap::new(),
        }
    }

    fn year(&mut self, year: i16, document: DocId) -> &mut RegisterYear {
        self.documents.push(document);
        let of_year = self.years.entry(year).or_default();
        of_year.documents.push(document);
        of_year
    }
}

pub(super) fn all(register: &Register, filing: &Filing) -> Lists {
    let mut lists = Lists {
        categories: vec![Vec::new(); register.sections.len()],
        all: newest_first(register, register.ids().collect()),
        ..Lists::default()
    };
    for id in &lists.all {
        let entry = register.entry(*id);
        for topic in &entry.document.front.topics {
            let list = lists.topics.entry(topic.value.clone()).or_default();
            if list.last() != Some(id) {
                list.push(*id);
            }
        }
        if entry.issue.is_some() {
            continue;
        }
        lists.categories[entry.section].push(*id);
        if is_listed(register, *id) {
            for issuer in &entry.filed_under {
                lists.issuers.entry(issuer.clone()).or_default().push(*id);
            }
        }
    }
    lists.all.retain(|id| is_listed(register, *id));
    lists.registers = registers(register, filing, &lists.all);
    for (section, documents) in register.sections.iter().zip(&mut lists.categories) {
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
    // Once for all pages of the lists: each page needs the counts of all years.
    lists.category_years =
        lists.categories.iter().map(|documents| by_year(register, documents)).collect();
    lists.issues = place::articles(register);
    lists
}

fn by_year(register: &Register, documents: &[DocId]) -> BTreeMap<i16, Vec<DocId>> {
    let mut years: BTreeMap<i16, Vec<DocId>> = BTreeMap::new();
    for id in documents {
        let entry = register.entry(*id);
        let year = match entry.issue_number() {
            Some(issue) => issue.year as i16,
            None => entry.date().map_or(0, |date| date.year()),
        };
        years.entry(year).or_default().push(*id);
    }
    years
}

fn is_listed(register: &Register, id: DocId) -> bool {
    register.section_of(id).kind.is_listed()
}

/// Sorts every document into the registers of its issuers; `all` are the listed ones, newest first.
fn registers(register: &Register, filing: &Filing, all: &[DocId]) -> Vec<RegisterList> {
    let mut lists: Vec<RegisterList> = Vec::new();
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_code: BTreeMap<&str, usize> = BTreeMap::new();
    for issuer in &filing.config.issuers {
        first_of.insert(&issuer.name.value, lists.len());
        for series in &issuer.series {
            of_code.insert(&series.code.value, lists.len());
            lists.push(RegisterList::of(issuer, Some(series)));
        }
        if issuer.series.is_empty() {
            lists.push(RegisterList::of(issuer, None));
        }
    }
    for ((code, year), serials) in &register.serials {
        let is_shown = !serials.published.is_empty() || !serials.withheld.is_empty();
        if let Some(index) = of_code.get(&**code).filter(|_| is_shown) {
            lists[*index].years.entry(*year as i16).or_default();
        }
    }
    for id in all {
        let entry = register.entry(*id);
        if entry.issue.is_some() {
            continue;
        }
        let number = entry.number();
        let own = number.and_then(|number| of_code.get(&*number.code).copied());
        if let (Some(index), Some(number)) = (own, number) {
            lists[index].year(number.year as i16, *id);
        }
        for issuer in &entry.filed_under {
            let Some(index) = first_of.get(&**issuer).copied() else { continue };
            if own.is_some_and(|own| lists[own].issuer == *issuer) {
                continue;
            }
            let Some(date) = entry.date() else { continue };
            let year = lists[index].year(date.year(), *id);
            match number {
                Some(_) => year.other_numbers.push(*id),
                None => year.unnumbered.push(*id),
            }
        }
    }
    lists
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
