//! Pages without contents of their own: search, 404, redirects.

use super::head::{self, Subject};
use super::links::link_view;
use super::register;
use super::site::Site;
use crate::register::DocId;
use crate::view::{Head, NotFoundPage, PlainPage, RedirectPage, View};

pub(super) fn search(site: &Site, address: &str) -> (View, Head) {
    let (page, head) = plain(site, site.words().search(), address);
    (View::Search(page), head)
}

pub(super) fn not_found(site: &Site, address: &str) -> (View, Head) {
    let (page, head) = plain(site, site.words().not_found(), address);
    let registers = site.register.lists.registers.iter().filter(|list| list.code.is_some());
    let registers = registers.map(|list| register::link(site, list)).collect();
    (View::NotFound(Box::new(NotFoundPage { title: page.title, registers })), head)
}

fn plain(site: &Site, title: &str, address: &str) -> (Box<PlainPage>, Head) {
    let subject = Subject { title, address, description: "", indexed: false, feeds: Vec::new() };
    let head = head::of_list(site, &subject);
    (Box::new(PlainPage { title: title.to_owned() }), head)
}

/// A page that leads from an old or raw address to the document.
pub(super) fn redirect(site: &Site, to: DocId, address: &str) -> (View, Head) {
    let link = link_view(site, to);
    let subject =
        Subject { title: &link.title, address, description: "", indexed: false, feeds: Vec::new() };
    let mut head = head::of_list(site, &subject);
    head.canonical = site.addresses.permalink(site.addresses.document(to));
    let page = RedirectPage { title: link.title, target: link.url };
    (View::Redirect(Box::new(page)), head)
}
