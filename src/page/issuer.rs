//! The page of an issuer: its registers, its newest documents, those issued with others.

use super::head::{self, Subject};
use super::links::issuer_link;
use super::register;
use super::site::Site;
use super::site_view::feeds;
use crate::view::{Head, IssuerPage, View};

/// How many of its newest documents the page shows.
const NEWEST: usize = 10;

pub(super) fn view(site: &Site, name: &str) -> (View, Head) {
    let list = site.addresses.issuer(name).unwrap_or("/").to_owned();
    let subject = Subject {
        title: name,
        column: name,
        address: &list,
        description: &site.words().about_issuer(name),
        indexed: true,
        feeds: feeds(site, name, &list),
    };
    let issuer = site.config.issuers.named(name);
    let former_names = issuer.map_or(&[][..], |issuer| &issuer.former_names);
    let lists = &site.register.lists;
    let registers = || lists.registers.iter().filter(|register| register.issuer == name);
    let documents = lists.issuers.get(name).map_or(&[][..], Vec::as_slice);
    let page = IssuerPage {
        issuer: issuer_link(site, name),
        former_names: former_names.iter().map(|name| name.value.clone()).collect(),
        registers: registers()
            .filter(|register| register.code.is_some())
            .map(|register| register::link(site, register))
            .collect(),
        years: registers()
            .filter(|register| register.code.is_none())
            .flat_map(|register| register::year_links(site, register, None))
            .collect(),
        documents: site.links(&documents[..documents.len().min(NEWEST)]),
        joint: register::joint(site, name),
    };
    (View::Issuer(Box::new(page)), head::of_list(site, &subject))
}
