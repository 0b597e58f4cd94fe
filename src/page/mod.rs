//! Composing: from the register, every page of the portal as an address and a view.
//!
//! [`compose`] only says which pages there are, so that a site of any size is a short list; the
//! view of a page is made when it is rendered, and let go when it is written.

pub mod active;
mod article;
pub mod cards;
mod claims;
pub mod data;
mod faults;
pub mod feed;
pub mod files;
mod graph;
mod head;
mod home;
mod issuer;
mod links;
mod listing;
mod loose;
mod moved;
mod navigation;
pub mod paper;
mod register;
mod shared;
mod statistics;
pub mod url;
pub mod view;
mod words;

pub use claims::{Claim, check_addresses, check_templates};
pub use files::Files;
pub use links::{BodyLinks, Links};
pub use moved::keep_addresses;
pub use paper::Paper;
pub use shared::site_view;

use crate::card::Face;
use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::Checked;
use crate::document::section::Kind;
use crate::register::{DocId, Register, ValidityKind};
use crate::source::{SitePath, Span};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
use url::Addresses;
use view::{DocumentLink, Head, View};
use words::Words;

/// One page to be made.
#[derive(Clone, Debug)]
pub struct Page {
    /// `/lyxf/2026/1/`
    pub address: String,
    pub template: String,
    pub kind: PageKind,
}

#[derive(Clone, Debug)]
pub enum PageKind {
    Home,
    /// A page of a category, from 1.
    Section {
        section: usize,
        pager: usize,
    },
    SectionYear {
        section: usize,
        year: i16,
        pager: usize,
    },
    /// An issuer, by its name of today.
    Issuer(String),
    /// All years of a register, or one; an index into the lists of registers.
    Register {
        register: usize,
        year: Option<i16>,
    },
    Document(DocId),
    Newsletter(DocId),
    Topics,
    Topic {
        name: String,
        pager: usize,
    },
    Statistics,
    Search,
    NotFound,
    /// An old or raw address, with the place where it was typed.
    Redirect {
        to: DocId,
        typed: Option<Span>,
    },
}

/// How many documents a page of a topic lists.
const TOPIC_PAGE: usize = 30;

/// Everything that views are made from.
pub struct Site<'a> {
    pub register: &'a Register,
    pub config: &'a Config,
    pub addresses: &'a Addresses,
    /// The moment of the build, and its day.
    pub now: Moment,
    pub files: &'a Files<'a>,
    pub today: Date,
    /// What cards are drawn with, if there are cards.
    pub face: Option<&'a Face>,
    /// The links of each document's body, by [`DocId`].
    pub bodies: Vec<BodyLinks>,
    /// The links of each category's text.
    pub section_bodies: Vec<BodyLinks>,
    /// By [`DocId`]: how a list shows the document.
    links: Vec<DocumentLink>,
    /// By [`DocId`]: the neighbours where no number gives them.
    neighbours: Vec<(Option<DocId>, Option<DocId>)>,
}

/// Lists every page there is.
pub fn compose(register: &Register, config: &Config, addresses: &Addresses) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut page = |address: String, template: &str, kind: PageKind| {
        pages.push(Page { address, template: template.to_owned(), kind });
    };
    page("/".to_owned(), "index.html", PageKind::Home);
    for (index, section) in register.sections.iter().enumerate() {
        if section.folder.is_empty() {
            continue;
        }
        let list = url::section(&section.folder);
        let template = section.template.as_ref().map_or("section.html", |t| &t.value);
        let documents = &register.lists.categories[index];
        for pager in 1..=listing::pagers(documents.len(), section.paginate_by) {
            let kind = PageKind::Section { section: index, pager };
            page(url::pager(&list, pager), template, kind);
        }
        if section.kind == Kind::Page {
            continue;
        }
        for (year, documents) in register.lists.category_years[index].iter().rev() {
            let of_year = url::year(&list, *year);
            for pager in 1..=listing::pagers(documents.len(), section.paginate_by) {
                let kind = PageKind::SectionYear { section: index, year: *year, pager };
                page(url::pager(&of_year, pager), template, kind);
            }
        }
    }
    for issuer in config.issuers.iter().filter(|issuer| issuer.has_own_page()) {
        let kind = PageKind::Issuer(issuer.name.value.clone());
        page(url::list(&issuer.slug.value), "issuer.html", kind);
    }
    for (index, of) in register.lists.registers.iter().enumerate() {
        let list = url::list(&of.slug);
        if of.code.is_some() {
            let kind = PageKind::Register { register: index, year: None };
            page(list.clone(), "register.html", kind);
        }
        for year in of.years.keys().rev() {
            let kind = PageKind::Register { register: index, year: Some(*year) };
            page(url::year(&list, *year), "register.html", kind);
        }
    }
    for id in register.ids() {
        let entry = register.entry(id);
        let section = register.section_of(id);
        let own = entry.document.front.template.as_ref().or(section.page_template.as_ref());
        let (usual, kind) = match entry.issue_number() {
            Some(_) => ("newsletter.html", PageKind::Newsletter(id)),
            None => ("page.html", PageKind::Document(id)),
        };
        let template = own.map_or(usual, |template| &template.value);
        page(addresses.document(id).to_owned(), template, kind);
        if let Some(number) = entry.number() {
            let kind = PageKind::Redirect { to: id, typed: None };
            page(url::raw_number(number), "redirect.html", kind);
        }
        for typed in &entry.document.front.aliases {
            if let Some(address) = url::alias(&typed.value) {
                let kind = PageKind::Redirect { to: id, typed: Some(typed.span.clone()) };
                page(address, "redirect.html", kind);
            }
        }
    }
    page("/topics/".to_owned(), "taxonomy_list.html", PageKind::Topics);
    for (name, documents) in &register.lists.topics {
        let list = addresses.topic(name);
        for pager in 1..=listing::pagers(documents.len(), TOPIC_PAGE) {
            let kind = PageKind::Topic { name: name.clone(), pager };
            page(url::pager(&list, pager), "taxonomy_single.html", kind);
        }
    }
    page(url::STATISTICS.to_owned(), "statistics.html", PageKind::Statistics);
    page("/search/".to_owned(), "search.html", PageKind::Search);
    page("/404.html".to_owned(), "404.html", PageKind::NotFound);
    pages
}

/// Resolves the links of every body and lays the site. `known` are the addresses of the site.
pub fn site<'a>(
    register: &'a Register,
    config: &'a Config,
    addresses: &'a Addresses,
    now: Moment,
    face: Option<&'a Face>,
    files: &'a Files<'a>,
    known: &BTreeSet<String>,
) -> Checked<Site<'a>> {
    let links = Links { register, addresses, config, files, known };
    let (bodies, mut astray): (Vec<BodyLinks>, Vec<Vec<_>>) = (0..register.entries.len())
        .into_par_iter()
        .map(|index| links.of_document(DocId(index)))
        .unzip();
    let sections = register.sections.iter().map(|s| links.of_body(&s.outline, &s.source));
    let (section_bodies, astray_in_sections): (Vec<BodyLinks>, Vec<Vec<_>>) = sections.unzip();
    astray.extend(astray_in_sections);
    let mut diagnostic = links.tell(&astray.concat());
    claims::check_typed(register, config, known, &mut diagnostic);
    let mut site = Site {
        register,
        config,
        addresses,
        files,
        now,
        today: now.date,
        face,
        bodies,
        section_bodies,
        links: Vec::new(),
        neighbours: listing::neighbours(register),
    };
    site.links = register.ids().map(|id| shared::document_link(&site, id)).collect();
    Checked::new(site, diagnostic)
}

impl Site<'_> {
    /// Makes the view of a page, all but the body of a document (see [`Site::body`]).
    pub fn view(&self, page: &Page) -> (View, Head) {
        match &page.kind {
            PageKind::Home => home::view(self),
            PageKind::Section { section, pager } => listing::section(self, *section, None, *pager),
            PageKind::SectionYear { section, year, pager } => {
                listing::section(self, *section, Some(*year), *pager)
            }
            PageKind::Issuer(name) => issuer::view(self, name),
            PageKind::Register { register, year } => {
                register::view(self, &self.register.lists.registers[*register], *year)
            }
            PageKind::Document(id) => article::view(self, *id),
            PageKind::Newsletter(id) => article::newsletter(self, *id),
            PageKind::Topics => listing::topics(self),
            PageKind::Topic { name, pager } => listing::topic(self, name, *pager, TOPIC_PAGE),
            PageKind::Statistics => statistics::view(self),
            PageKind::Search => shared::plain(self, self.words().search(), &page.address, "search"),
            PageKind::NotFound => {
                shared::plain(self, self.words().not_found(), &page.address, "404")
            }
            PageKind::Redirect { to, .. } => shared::redirect(self, *to, &page.address),
        }
    }

    /// The body of a page as HTML, if it has one.
    pub fn body(&self, page: &Page) -> Option<String> {
        match &page.kind {
            PageKind::Document(id) | PageKind::Newsletter(id) => Some(article::body(self, *id)),
            PageKind::Section { section, pager: 1 } => Some(listing::body(self, *section)),
            _ => None,
        }
    }

    /// What the body of a page is made from, for telling whether it has changed.
    pub fn body_sources(&self, page: &Page) -> Option<(&crate::source::Source, &BodyLinks)> {
        match &page.kind {
            PageKind::Document(id) | PageKind::Newsletter(id) => {
                Some((&self.register.entry(*id).document.source, &self.bodies[id.0]))
            }
            PageKind::Section { section, .. } => {
                Some((&self.register.sections[*section].source, &self.section_bodies[*section]))
            }
            _ => None,
        }
    }

    /// The words of the site's language.
    fn words(&self) -> Words {
        Words::of(&self.config.language)
    }

    /// What a validity is called in the language of the site.
    pub fn validity_name(&self, kind: ValidityKind) -> &'static str {
        self.words().validity(kind)
    }

    /// How a list shows a document.
    pub(crate) fn link(&self, id: DocId) -> DocumentLink {
        self.links[id.0].clone()
    }

    fn links(&self, ids: &[DocId]) -> Vec<DocumentLink> {
        ids.iter().map(|id| self.link(*id)).collect()
    }
}

impl View {
    /// Sets the body that [`Site::body`] made.
    pub fn set_body(&mut self, html: String) {
        match self {
            View::Document(page) => page.page.content = html,
            View::Newsletter(page) => page.page.content = html,
            View::Section(page) => page.section.content = html,
            _ => {}
        }
    }
}

impl Site<'_> {
    /// Where a file of the content is published.
    pub fn file_address(&self, file: &SitePath) -> String {
        links::file_address(self.register, self.addresses, file)
    }
}
