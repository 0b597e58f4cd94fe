//! The home page: search first, then the sections that site.yaml names, and no document twice.

use super::dates::{date_view, published_of};
use super::event;
use super::figures::figures;
use super::found::is_rule;
use super::head::{self, Subject};
use super::issues;
use super::links::most_used_topics;
use super::prominence::pinned_first;
use super::register;
use super::site::Site;
use super::site_view::feeds;
use crate::address::url;
use crate::config::HomeSection;
use crate::register::DocId;
use crate::view::{Head, HomeCategory, HomeView, IssueCover, RegisterLink, View};
use std::cmp::Reverse;
use std::collections::HashSet;

const FEATURED: usize = 3;
const LATEST: usize = 8;
const EVENTS: usize = 6;
const RULES: usize = 6;
const PER_CATEGORY: usize = 3;
const TOPICS: usize = 20;

pub(super) fn view(site: &Site) -> (View, Head) {
    let subject = Subject {
        title: "",
        column: "",
        address: "/",
        description: &site.config.description,
        indexed: true,
        feeds: feeds(site, &site.config.title, "/"),
    };
    let sections = &site.config.home;
    let mut view = HomeView {
        sections: sections.iter().map(|section| section.key().to_owned()).collect(),
        featured: Vec::new(),
        issues: Vec::new(),
        open_calls: Vec::new(),
        events: Vec::new(),
        latest: Vec::new(),
        rules: Vec::new(),
        categories: Vec::new(),
        registers: Vec::new(),
        topics: Vec::new(),
        as_of: date_view(site.words(), site.today),
        figures: figures(site),
    };
    let mut shown = Shown::default();
    for section in sections {
        match section {
            HomeSection::Featured => {
                view.featured = site.links(&shown.take(featured(site), FEATURED))
            }
            HomeSection::Issue => view.issues = issues(site, &mut shown),
            HomeSection::Calls => {
                view.open_calls = site.links(&shown.take(open_calls(site), usize::MAX))
            }
            HomeSection::Events => {
                let events = shown.take(event::coming(site), EVENTS);
                view.events = events.into_iter().filter_map(|id| event::link(site, id)).collect();
            }
            HomeSection::Latest => view.latest = site.links(&shown.take(latest(site), LATEST)),
            HomeSection::Rules => view.rules = site.links(&shown.take(rules(site), RULES)),
            HomeSection::Categories => view.categories = categories(site, &mut shown),
            HomeSection::Registers => view.registers = registers(site),
            HomeSection::Topics => view.topics = most_used_topics(site, TOPICS),
        }
    }
    (View::Home(Box::new(view)), head::of_list(site, &subject))
}

/// The documents that stand in a section already.
#[derive(Default)]
struct Shown(HashSet<DocId>);

impl Shown {
    /// Takes the first documents that do not stand anywhere yet.
    fn take(&mut self, ids: Vec<DocId>, count: usize) -> Vec<DocId> {
        ids.into_iter().filter(|id| self.0.insert(*id)).take(count).collect()
    }
}

/// The newest issue of each category that has any, unless it is featured already.
fn issues(site: &Site, shown: &mut Shown) -> Vec<IssueCover> {
    let lists = &site.register.lists;
    let newest = lists
        .categories
        .iter()
        .filter_map(|documents| documents.iter().copied().find(|id| lists.issues.contains_key(id)));
    let covers = newest.filter_map(|id| {
        let articles = lists.issues.get(&id)?;
        if !shown.0.insert(id) {
            return None;
        }
        issues::cover(site, id, &shown.take(articles.clone(), issues::ON_COVER))
    });
    covers.collect()
}

/// What the editors recommend, articles of newsletters too: what was published last comes first.
fn featured(site: &Site) -> Vec<DocId> {
    let front = |id: DocId| &site.register.entry(id).document.front;
    let mut ids: Vec<DocId> = site.register.ids().collect();
    ids.retain(|id| front(*id).featured.holds_on(site.today));
    ids.sort_by_cached_key(|id| Reverse(published_of(&site.register, *id)));
    ids
}

/// What is pinned, then what was published last. It goes by 发布日期, as feeds do: an old document that comes online
/// today is news. Lists of a category, a year, an issuer or a topic go by 成文日期, which they show.
fn latest(site: &Site) -> Vec<DocId> {
    let mut ids: Vec<DocId> = site.listed().collect();
    ids.sort_by_cached_key(|id| Reverse(published_of(&site.register, *id)));
    pinned_first(site, &ids)
}

/// Rules in force, newest first.
fn rules(site: &Site) -> Vec<DocId> {
    let kind = |id: DocId| site.register.entry(id).validity.kind;
    site.listed().filter(|id| kind(*id).is_binding() && is_rule(site, *id)).collect()
}

/// Categories that have documents; the others are reached by the navigation.
fn categories(site: &Site, shown: &mut Shown) -> Vec<HomeCategory> {
    let register = &*site.register;
    let mut categories = Vec::new();
    for (section, documents) in register.sections.iter().zip(&register.lists.categories) {
        if section.kind.is_listed() && !section.folder.is_empty() && !documents.is_empty() {
            // Newest first, so that few of a long list are looked at.
            let newest = documents.iter().filter(|id| shown.0.insert(**id)).take(PER_CATEGORY);
            categories.push(HomeCategory {
                title: section.title.clone(),
                description: section.description.clone(),
                url: site.addresses.href(&url::section(&section.address)),
                kind: section.kind.key().to_owned(),
                count: documents.len(),
                documents: newest.map(|id| site.link(*id)).collect(),
            });
        }
    }
    categories
}

fn registers(site: &Site) -> Vec<RegisterLink> {
    site.register.lists.registers.iter().map(|list| register::link(site, list)).collect()
}

/// What is open until a deadline, soonest first.
fn open_calls(site: &Site) -> Vec<DocId> {
    let is_open = |id: &DocId| {
        let deadline = site.register.entry(*id).deadline;
        deadline.is_some_and(|deadline| deadline.end() >= site.now.end())
    };
    let mut calls: Vec<DocId> = site.listed().filter(is_open).collect();
    calls.sort_by_key(|id| site.register.entry(*id).deadline);
    calls
}
