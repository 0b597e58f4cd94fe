//! The page of an issuer: its registers, its newest documents, those issued with others.

use super::Site;
use super::head::{self, Subject};
use super::register;
use super::shared::{feeds, issuer_link};
use super::view::*;

/// How many of its newest documents the page shows.
const NEWEST: usize = 10;

pub(super) fn view(site: &Site, name: &str) -> (View, Head) {
    let list = site.addresses.issuer(name).unwrap_or("/").to_owned();
    let subject = Subject {
        title: name,
        address: &list,
        description: "",
        indexed: true,
        feeds: feeds(site, name, &list),
    };
    let issuer = site.config.issuers.named(name);
    let former_names = issuer.map_or(&[][..], |issuer| &issuer.former_names);
    let shelves = &site.register.shelves;
    let registers = || shelves.registers.iter().filter(|shelf| shelf.issuer == name);
    let documents = shelves.issuers.get(name).map_or(&[][..], Vec::as_slice);
    let page = IssuerPage {
        issuer: issuer_link(site, name),
        former_names: former_names.iter().map(|name| name.value.clone()).collect(),
        registers: registers()
            .filter(|shelf| shelf.code.is_some())
            .map(|shelf| register::link(site, shelf))
            .collect(),
        years: registers()
            .filter(|shelf| shelf.code.is_none())
            .flat_map(|shelf| register::year_links(site, shelf, None))
            .collect(),
        documents: site.links(&documents[..documents.len().min(NEWEST)]),
        joint: register::joint(site, name),
    };
    (View::Issuer(Box::new(page)), head::of_list(site, &subject))
}
