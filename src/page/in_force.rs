//! What is in force, by category: a list that needs no script.

use super::dates::date_view;
use super::found::{BINDING, in_force_by_category, list_url};
use super::head::{self, Subject};
use super::listing::paginator;
use super::pages::IN_FORCE_PAGE_LENGTH as PAGE_LENGTH;
use super::site::Site;
use crate::address::url;
use crate::register::{DocId, ValidityKind};
use crate::view::{CategoryLink, Head, InForceGroup, InForcePage, View};
use crate::words::Counted;

pub(super) fn view(site: &Site, pager: usize) -> (View, Head) {
    let register = &*site.register;
    let by_category = in_force_by_category(register);
    let all: Vec<DocId> =
        by_category.iter().flat_map(|(_, documents)| documents).copied().collect();
    let amended =
        all.iter().filter(|id| register.entry(**id).validity.kind == ValidityKind::Amended).count();
    let shown = (pager - 1) * PAGE_LENGTH..all.len().min(pager * PAGE_LENGTH);
    let mut groups = Vec::new();
    let mut categories = Vec::new();
    let mut first = 0;
    for (index, documents) in &by_category {
        let section = &register.sections[*index];
        let anchor = format!("category-{index}");
        let page = url::pager(url::IN_FORCE, first / PAGE_LENGTH + 1);
        let link = |url: String| CategoryLink {
            title: section.title.clone(),
            url,
            kind: section.kind.key().to_owned(),
            slug: section.folder.clone(),
            count: documents.len(),
        };
        categories.push(link(format!("{}#ui-{anchor}", site.addresses.href(&page))));
        let from = shown.start.clamp(first, first + documents.len()) - first;
        let to = shown.end.clamp(first, first + documents.len()) - first;
        if from < to {
            groups.push(InForceGroup {
                category: link(site.addresses.href(&url::section(&section.address))),
                anchor,
                documents: site.links(&documents[from..to]),
            });
        }
        first += documents.len();
    }
    let title = site.words().in_force();
    let title_of_page = match pager {
        1 => title.to_owned(),
        pager => site.words().of_page(title, pager),
    };
    let subject = Subject {
        title: &title_of_page,
        column: title,
        address: &url::pager(url::IN_FORCE, pager),
        description: site.words().about_in_force(),
        indexed: true,
        feeds: Vec::new(),
    };
    let page = InForcePage {
        title: title.to_owned(),
        date: date_view(site.words(), site.today),
        amended,
        categories,
        groups,
        list_url: list_url(site, Counted::Document, &BINDING),
        paginator: paginator(site, &all, url::IN_FORCE, pager, PAGE_LENGTH),
    };
    (View::InForce(Box::new(page)), head::of_list(site, &subject))
}
