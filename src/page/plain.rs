//! Pages without contents of their own: search, 404, redirects.

use super::head::{self, Subject};
use super::links::{link_view, most_used_topics};
use super::register;
use super::site::Site;
use crate::register::DocId;
use crate::view::{Head, NotFoundPage, RedirectPage, SearchPage, View};

/// How many topics the search page names.
const TOPICS: usize = 100;

pub(super) fn search(site: &Site, address: &str) -> (View, Head) {
    let title = site.words().search();
    let page = SearchPage { title: title.to_owned(), topics: most_used_topics(site, TOPICS) };
    (View::Search(Box::new(page)), plain(site, title, address))
}

pub(super) fn not_found(site: &Site, address: &str) -> (View, Head) {
    let title = site.words().not_found();
    let registers = site.register.lists.registers.iter().filter(|list| list.code.is_some());
    let registers = registers.map(|list| register::link(site, list)).collect();
    let page = NotFoundPage { title: title.to_owned(), registers };
    (View::NotFound(Box::new(page)), plain(site, title, address))
}

fn plain(site: &Site, title: &str, address: &str) -> Head {
    let subject = Subject {
        title,
        column: title,
        address,
        description: "",
        indexed: false,
        feeds: Vec::new(),
    };
    head::of_list(site, &subject)
}

/// A page that leads from an old or raw address to the document.
pub(super) fn redirect(site: &Site, to: DocId, address: &str) -> (View, Head) {
    let link = link_view(site, to);
    let subject = Subject {
        title: &link.title,
        column: &link.title,
        address,
        description: "",
        indexed: false,
        feeds: Vec::new(),
    };
    let mut head = head::of_list(site, &subject);
    head.canonical = site.addresses.permalink(site.addresses.document(to));
    let page = RedirectPage { title: link.title, target: link.url };
    (View::Redirect(Box::new(page)), head)
}
