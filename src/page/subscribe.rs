//! How to subscribe: the feeds of all lists, with addresses to copy.

use super::head::{self, Subject};
use super::register;
use super::site::Site;
use super::site_view::feeds;
use crate::address::url;
use crate::view::{Head, LinkView, SubscribePage, SubscriptionGroup, SubscriptionView, View};

pub(super) fn view(site: &Site) -> (View, Head) {
    let words = site.words();
    let subject = Subject {
        title: words.subscribe(),
        column: words.subscribe(),
        address: url::SUBSCRIBE,
        description: words.about_subscribing(),
        indexed: true,
        feeds: feeds(site, &site.config.title, url::HOME),
    };
    let groups = [
        ("categories", words.categories(), categories(site)),
        ("issuers", words.issuers(), issuers(site)),
        ("topics", words.topics(), topics(site)),
    ];
    let group = |(key, title, lists): (&str, &str, Vec<SubscriptionView>)| SubscriptionGroup {
        key: key.to_owned(),
        title: title.to_owned(),
        lists,
    };
    let page = SubscribePage {
        title: words.subscribe().to_owned(),
        site: subscription(site, &site.config.title, url::HOME),
        calendars: calendars(site),
        groups: groups.into_iter().map(group).filter(|group| !group.lists.is_empty()).collect(),
    };
    (View::Subscribe(Box::new(page)), head::of_list(site, &subject))
}

fn subscription(site: &Site, title: &str, list: &str) -> SubscriptionView {
    SubscriptionView {
        title: title.to_owned(),
        url: site.addresses.href(list),
        atom: site.addresses.permalink(&url::atom_feed(list)),
        json: site.addresses.permalink(&url::json_feed(list)),
    }
}

/// The calendars of the site and of its categories that have events.
fn calendars(site: &Site) -> Vec<LinkView> {
    let calendar = |title: &str, list: &str| LinkView {
        title: title.to_owned(),
        url: site.addresses.permalink(&url::calendar(list)),
    };
    let register = &*site.register;
    if register.lists.events.is_empty() {
        return Vec::new();
    }
    let mut views = vec![calendar(&site.config.title, url::HOME)];
    for (index, section) in register.sections.iter().enumerate() {
        let has_event = register.lists.events.iter().any(|id| register.entry(*id).section == index);
        if has_event && !section.folder.is_empty() {
            views.push(calendar(&section.title, &url::section(&section.address)));
        }
    }
    views
}

fn categories(site: &Site) -> Vec<SubscriptionView> {
    let sections = site.register.sections.iter();
    sections
        .filter(|section| section.kind.is_listed() && !section.folder.is_empty())
        .map(|section| subscription(site, &section.title, &url::section(&section.address)))
        .collect()
}

/// The issuers, and of those with several series each of them.
fn issuers(site: &Site) -> Vec<SubscriptionView> {
    let mut views = Vec::new();
    for issuer in &site.config.issuers {
        let name = &issuer.name.value;
        if issuer.has_own_page() && !issuer.series.is_empty() {
            views.push(subscription(site, name, &url::list(&issuer.slug.value)));
        }
        let registers = site.register.lists.registers.iter();
        for list in registers.filter(|list| list.issuer == *name) {
            let title = register::title(&site.config, list);
            views.push(subscription(site, &title, &url::list(&list.slug)));
        }
    }
    views
}

fn topics(site: &Site) -> Vec<SubscriptionView> {
    let names = site.register.lists.topics.keys();
    names.map(|name| subscription(site, name, &site.addresses.topic(name))).collect()
}
