//! All standards of the site by their numbers, editions of one together.

use super::dates::date_view;
use super::head::{self, Subject};
use super::site::Site;
use crate::address::url;
use crate::number::StandardNumber;
use crate::register::DocId;
use crate::view::{Head, StandardEdition, StandardGroup, StandardsPage, StandardsView, View};

pub(super) fn view(site: &Site) -> (View, Head) {
    let title = site.words().standards();
    let subject = Subject {
        title,
        column: title,
        address: url::STANDARDS,
        description: site.words().about_standards(),
        indexed: true,
        feeds: Vec::new(),
    };
    let page = StandardsPage { title: title.to_owned(), standards: list(site) };
    (View::Standards(Box::new(page)), head::of_list(site, &subject))
}

/// Returns all standards for the category that has the address of their list, if the site has any.
pub(super) fn of_category(site: &Site, address: &str) -> Option<StandardsView> {
    let is_here = address == url::STANDARDS && !site.register.by_standard.is_empty();
    is_here.then(|| list(site))
}

fn list(site: &Site) -> StandardsView {
    let all: Vec<(&StandardNumber, DocId)> =
        site.register.by_standard.iter().map(|(number, id)| (number, *id)).collect();
    let groups = all.chunk_by(|(a, _), (b, _)| a.prefix == b.prefix).enumerate();
    StandardsView {
        as_of: date_view(site.words(), site.today),
        groups: groups.map(|(index, of_prefix)| group(site, index, of_prefix)).collect(),
    }
}

fn group(site: &Site, index: usize, of_prefix: &[(&StandardNumber, DocId)]) -> StandardGroup {
    let standards = of_prefix.chunk_by(|(older, _), (newer, _)| newer.is_edition_of(older));
    let editions = standards.flat_map(|editions| {
        let newest_first = editions.iter().rev().enumerate();
        newest_first.map(|(place, (number, id))| edition(site, number, *id, place > 0))
    });
    StandardGroup {
        prefix: of_prefix.first().map(|(number, _)| number.prefix.clone()).unwrap_or_default(),
        anchor: format!("standards-{index}"),
        editions: editions.collect(),
    }
}

fn edition(site: &Site, number: &StandardNumber, id: DocId, older: bool) -> StandardEdition {
    let effective = site.register.entry(id).document.front.effective.as_ref();
    StandardEdition {
        standard: number.to_string(),
        document: site.link(id),
        effective: effective.map(|date| date_view(site.words(), date.value)),
        older,
    }
}
