//! The page of an issuer: its registers, its newest documents, those issued with others.

use super::Desk;
use super::head::{self, Subject};
use super::register;
use super::shared::{feeds, issuer_link};
use super::view::*;

/// How many of its newest documents the page shows.
const NEWEST: usize = 10;

pub(super) fn view(desk: &Desk, name: &str) -> (View, Head) {
    let list = desk.addresses.issuer(name).unwrap_or("/").to_owned();
    let subject = Subject {
        title: name,
        address: &list,
        description: "",
        indexed: true,
        feeds: feeds(desk, name, &list),
    };
    let issuer = desk.config.issuers.named(name);
    let former_names = issuer.map_or(&[][..], |issuer| &issuer.former_names);
    let shelves = &desk.register.shelves;
    let registers = || shelves.registers.iter().filter(|shelf| shelf.issuer == name);
    let documents = shelves.issuers.get(name).map_or(&[][..], Vec::as_slice);
    let page = IssuerPage {
        issuer: issuer_link(desk, name),
        former_names: former_names.iter().map(|name| name.value.clone()).collect(),
        registers: registers()
            .filter(|shelf| shelf.code.is_some())
            .map(|shelf| register::link(desk, shelf))
            .collect(),
        years: registers()
            .filter(|shelf| shelf.code.is_none())
            .flat_map(|shelf| register::year_links(desk, shelf, None))
            .collect(),
        documents: desk.links(&documents[..documents.len().min(NEWEST)]),
        joint: register::joint(desk, name),
    };
    (View::Issuer(Box::new(page)), head::of_list(desk, &subject))
}
