//! The list of all pages: which there are, at which address, by which template.
//!
//! A page is a short value here, so that a site of any size is a short list; its view is made when
//! it is rendered, and dropped when it is written.

use super::found::in_force_by_category;
use crate::address::{Addresses, address_of_number, url};
use crate::config::Config;
use crate::register::{DocId, Register};
use crate::source::Span;
use std::collections::BTreeMap;

/// A page of the site.
#[derive(Clone, Debug)]
pub struct Page {
    /// `/lyxf/2026/1/`
    pub address: String,
    pub template: String,
    pub kind: PageKind,
}

#[derive(Clone, Debug)]
pub enum PageKind {
    Home,
    /// A page of a category; `pager` counts from 1.
    Section {
        section: usize,
        pager: usize,
    },
    SectionYear {
        section: usize,
        year: i16,
        pager: usize,
    },
    /// An issuer, by its name of today.
    Issuer(String),
    /// All years of a register, or one; an index into the lists of registers.
    Register {
        register: usize,
        year: Option<i16>,
    },
    Document(DocId),
    Newsletter(DocId),
    /// What has changed in a document since the edition before.
    Changes(DocId),
    Topics,
    /// A topic, or one of its years.
    Topic {
        name: String,
        year: Option<i16>,
        pager: usize,
    },
    /// What is new and what has changed; `pager` counts from 1.
    Updates {
        pager: usize,
    },
    Subscribe,
    /// What is in force, by category; `pager` counts from 1.
    InForce {
        pager: usize,
    },
    /// All standards; only if there is any, and no category lies there, which shows them then.
    Standards,
    /// What is coming and what is over; only if there is any event.
    Events,
    EventsMonth {
        year: i16,
        month: i8,
    },
    Statistics,
    Search,
    NotFound,
    /// An old address with the place where it was typed, or an address of the number of a document that
    /// lies elsewhere.
    Redirect {
        to: DocId,
        typed: Option<Span>,
    },
}

/// How many documents a page of what is in force lists.
pub(super) const IN_FORCE_PAGE_LENGTH: usize = 100;

/// How many documents a page of a topic lists.
pub(super) const TOPIC_PAGE_LENGTH: usize = 30;

/// How many updates a page of them lists.
pub(super) const UPDATES_PAGE_LENGTH: usize = 60;

/// Returns how many pages a list of so many documents takes; an empty list takes one.
pub(super) fn pager_count(documents: usize, paginate_by: usize) -> usize {
    documents.div_ceil(paginate_by.max(1)).max(1)
}

/// The years of a topic by which its page offers a choice; `None` where one page holds all its documents.
pub(super) fn topic_years<'r>(
    register: &'r Register,
    name: &str,
) -> Option<&'r BTreeMap<i16, Vec<DocId>>> {
    let documents = register.lists.topics.get(name)?;
    let years = register.lists.topic_years.get(name)?;
    (documents.len() > TOPIC_PAGE_LENGTH).then_some(years)
}

/// Lists every page of the site.
pub fn compose(register: &Register, config: &Config, addresses: &Addresses) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut page = |address: String, template: &str, kind: PageKind| {
        pages.push(Page { address, template: template.to_owned(), kind });
    };
    page(url::HOME.to_owned(), "index.html", PageKind::Home);
    for (index, section) in register.sections.iter().enumerate() {
        if section.folder.is_empty() {
            continue;
        }
        let list = url::section(&section.address);
        let template = section.template.as_ref().map_or("section.html", |t| &t.value);
        let documents = &register.lists.categories[index];
        for pager in 1..=pager_count(documents.len(), section.paginate_by) {
            let kind = PageKind::Section { section: index, pager };
            page(url::pager(&list, pager), template, kind);
        }
        if !section.kind.has_years() {
            continue;
        }
        for (year, documents) in register.lists.category_years[index].iter().rev() {
            let of_year = url::year(&list, *year);
            for pager in 1..=pager_count(documents.len(), section.paginate_by) {
                let kind = PageKind::SectionYear { section: index, year: *year, pager };
                page(url::pager(&of_year, pager), template, kind);
            }
        }
    }
    for issuer in config.issuers.iter().filter(|issuer| issuer.has_own_page()) {
        let kind = PageKind::Issuer(issuer.name.value.clone());
        page(url::list(&issuer.slug.value), "issuer.html", kind);
    }
    for (index, of) in register.lists.registers.iter().enumerate() {
        let list = url::list(&of.slug);
        if of.code.is_some() {
            let kind = PageKind::Register { register: index, year: None };
            page(list.clone(), "register.html", kind);
        }
        for year in of.years.keys().rev() {
            let kind = PageKind::Register { register: index, year: Some(*year) };
            page(url::year(&list, *year), "register.html", kind);
        }
    }
    for id in register.ids() {
        let entry = register.entry(id);
        let section = register.section_of(id);
        let own = entry.document.front.template.as_ref().or(section.page_template.as_ref());
        let (usual, kind) = match entry.issue_number() {
            Some(_) => ("newsletter.html", PageKind::Newsletter(id)),
            None => ("page.html", PageKind::Document(id)),
        };
        let template = own.map_or(usual, |template| &template.value);
        page(addresses.document(id).to_owned(), template, kind);
        if entry.previous_edition.is_some() {
            let address = url::changes(addresses.document(id));
            page(address, "changes.html", PageKind::Changes(id));
        }
        if let Some(number) = entry.number() {
            let raw = url::raw_number(number);
            // The addresses of others follow from their numbers, by a table of codes.
            if address_of_number(&raw, config).as_deref() != Some(addresses.document(id)) {
                page(raw, "redirect.html", PageKind::Redirect { to: id, typed: None });
            }
        }
        if let Some(standard) = entry.standard().map(url::standard)
            && standard != addresses.document(id)
        {
            page(standard, "redirect.html", PageKind::Redirect { to: id, typed: None });
        }
        for typed in &entry.document.front.aliases {
            if let Some(address) = url::alias(&typed.value) {
                let kind = PageKind::Redirect { to: id, typed: Some(typed.span.clone()) };
                page(address, "redirect.html", kind);
            }
        }
    }
    page(url::TOPICS.to_owned(), "taxonomy_list.html", PageKind::Topics);
    for (name, documents) in &register.lists.topics {
        let list = addresses.topic(name);
        let mut pages_of = |list: &str, documents: &[DocId], year: Option<i16>| {
            for pager in 1..=pager_count(documents.len(), TOPIC_PAGE_LENGTH) {
                let kind = PageKind::Topic { name: name.clone(), year, pager };
                page(url::pager(list, pager), "taxonomy_single.html", kind);
            }
        };
        pages_of(&list, documents, None);
        for (year, documents) in topic_years(register, name).into_iter().flatten().rev() {
            pages_of(&url::year(&list, *year), documents, Some(*year));
        }
    }
    for pager in 1..=pager_count(register.lists.updates.len(), UPDATES_PAGE_LENGTH) {
        page(url::pager(url::UPDATES, pager), "updates.html", PageKind::Updates { pager });
    }
    page(url::SUBSCRIBE.to_owned(), "subscribe.html", PageKind::Subscribe);
    let in_force: usize =
        in_force_by_category(register).iter().map(|(_, documents)| documents.len()).sum();
    for pager in 1..=pager_count(in_force, IN_FORCE_PAGE_LENGTH) {
        let kind = PageKind::InForce { pager };
        page(url::pager(url::IN_FORCE, pager), "in_force.html", kind);
    }
    let has_own_category = |address: &str| {
        register.sections.iter().any(|section| url::section(&section.address) == address)
    };
    if !register.by_standard.is_empty() && !has_own_category(url::STANDARDS) {
        page(url::STANDARDS.to_owned(), "standards.html", PageKind::Standards);
    }
    if !register.lists.events.is_empty() {
        page(url::EVENTS.to_owned(), "events.html", PageKind::Events);
        for (year, month) in register.lists.event_months.keys().copied().rev() {
            let kind = PageKind::EventsMonth { year, month };
            page(url::events_month(year, month), "events_month.html", kind);
        }
    }
    page(url::STATISTICS.to_owned(), "statistics.html", PageKind::Statistics);
    page(url::SEARCH.to_owned(), "search.html", PageKind::Search);
    page(url::NOT_FOUND.to_owned(), "404.html", PageKind::NotFound);
    pages
}

#[cfg(test)]
mod tests {
    use super::pager_count;

    #[test]
    fn an_empty_list_still_has_a_page() {
        assert_eq!([0, 1, 20, 21].map(|n| pager_count(n, 20)), [1, 1, 1, 2]);
    }
}
