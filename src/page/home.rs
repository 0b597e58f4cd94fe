//! The home page: search first, the newest of each category, the registers, a line of figures.

use super::dates::{date_view, published_of};
use super::figures::figures;
use super::head::{self, Subject};
use super::links::term;
use super::register;
use super::site::Site;
use super::site_view::feeds;
use crate::address::url;
use crate::register::DocId;
use crate::view::{DocumentLink, Head, HomeCategory, HomeView, RegisterLink, TermView, View};
use std::cmp::Reverse;

const LATEST: usize = 8;
const PER_CATEGORY: usize = 6;
const TOPICS: usize = 20;

pub(super) fn view(site: &Site) -> (View, Head) {
    let subject = Subject {
        title: "",
        address: "/",
        description: &site.config.description,
        indexed: true,
        feeds: feeds(site, &site.config.title, "/"),
    };
    let view = HomeView {
        categories: categories(site),
        registers: registers(site),
        topics: topics(site),
        latest: site.links(&latest(site)),
        open_calls: open_calls(site),
        as_of: date_view(site.words(), site.today),
        figures: figures(site),
    };
    (View::Home(Box::new(view)), head::of_list(site, &subject))
}

/// What was published last. It goes by 发布日期, as feeds do: an old document that comes online
/// today is news. Lists of a category, a year, an issuer or a topic go by 成文日期, which they show.
fn latest(site: &Site) -> Vec<DocId> {
    let mut ids: Vec<DocId> = site.listed().collect();
    ids.sort_by_cached_key(|id| Reverse(published_of(&site.register, *id)));
    ids.truncate(LATEST);
    ids
}

/// Categories that have documents; the others are reached by the navigation.
fn categories(site: &Site) -> Vec<HomeCategory> {
    let register = &*site.register;
    register
        .sections
        .iter()
        .zip(&register.lists.categories)
        .filter(|(section, documents)| {
            section.kind.is_listed() && !section.folder.is_empty() && !documents.is_empty()
        })
        .map(|(section, documents)| HomeCategory {
            title: section.title.clone(),
            description: section.description.clone(),
            url: site.addresses.href(&url::section(&section.folder)),
            kind: section.kind.key().to_owned(),
            count: documents.len(),
            documents: site.links(&documents[..documents.len().min(PER_CATEGORY)]),
        })
        .collect()
}

fn registers(site: &Site) -> Vec<RegisterLink> {
    site.register.lists.registers.iter().map(|list| register::link(site, list)).collect()
}

fn topics(site: &Site) -> Vec<TermView> {
    let mut terms: Vec<TermView> =
        site.register.lists.topics.keys().map(|name| term(site, name)).collect();
    terms.sort_by_key(|term| Reverse(term.page_count));
    terms.truncate(TOPICS);
    terms
}

fn open_calls(site: &Site) -> Vec<DocumentLink> {
    let mut calls: Vec<DocumentLink> =
        site.listed().map(|id| site.link(id)).filter(|link| link.deadline.is_some()).collect();
    calls.sort_by(|a, b| {
        let day = |link: &DocumentLink| link.deadline.as_ref().map(|d| d.iso.clone());
        day(a).cmp(&day(b))
    });
    calls
}
