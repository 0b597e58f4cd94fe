//! The site as composing reads it: the register, and what was found out about all documents at once.

use super::data_tables::Tables;
use super::document_link::document_link;
use super::site_pictures::SitePictures;
use crate::address::{Addresses, BodyLinks, ResolvedLinks, file_address};
use crate::card::Face;
use crate::config::Config;
use crate::date::Moment;
use crate::history::History;
use crate::register::{DocId, Register};
use crate::source::SitePath;
use crate::view::DocumentLink;
use crate::words::Words;
use jiff::civil::Date;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Everything that views and other outputs are made from.
///
/// It shares what it is made of, so that a preview can hold it and make pages from it when they are
/// asked for.
pub struct Site {
    pub register: Arc<Register>,
    pub config: Arc<Config>,
    pub addresses: Arc<Addresses>,
    /// The moment of the build, and its day.
    pub now: Moment,
    pub today: Date,
    /// The font of the cards, if there are cards.
    pub face: Option<Face>,
    pub(super) pictures: SitePictures,
    /// What git knows of the files, if the site shows it. Only for documents of the register it may be asked.
    pub(super) history: Option<Arc<History>>,
    /// The links of each document's body, by [`DocId`].
    pub document_links: Vec<BodyLinks>,
    /// The links of each category's text, by index of the section.
    pub section_links: Vec<BodyLinks>,
    /// The tables of data beside pages.
    pub tables: Tables,
    /// How a list shows each document, by [`DocId`], as it is asked for: a preview shows few of them.
    listed: Vec<OnceLock<DocumentLink>>,
    /// The documents before and after each in its category or issue, by [`DocId`].
    neighbours: Vec<(Option<DocId>, Option<DocId>)>,
    /// The bodies of documents as feeds carry them, by [`DocId`], as they are asked for: a document
    /// stands in the feeds of its category, its issuer and its topics, each in two formats.
    pub(super) portable_bodies: Vec<OnceLock<String>>,
}

/// What was found out about all pages beside the register.
pub struct Found {
    pub face: Option<Face>,
    pub pictures: SitePictures,
    pub links: ResolvedLinks,
    pub tables: Tables,
    pub history: Option<Arc<History>>,
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("today", &self.today).finish_non_exhaustive()
    }
}

impl Site {
    pub fn new(
        register: &Arc<Register>,
        config: &Arc<Config>,
        addresses: &Arc<Addresses>,
        now: Moment,
        found: Found,
    ) -> Site {
        let Found { face, pictures, links, tables, history } = found;
        Site {
            register: Arc::clone(register),
            config: Arc::clone(config),
            addresses: Arc::clone(addresses),
            now,
            today: now.date,
            face,
            pictures,
            history,
            document_links: links.documents,
            section_links: links.sections,
            tables,
            listed: register.entries.iter().map(|_| OnceLock::new()).collect(),
            neighbours: neighbours(register),
            portable_bodies: register.entries.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The domain's words in the language of the site.
    pub fn words(&self) -> Words {
        Words::of(&self.config.language)
    }

    /// Whether the history of the documents is shown.
    pub fn has_history(&self) -> bool {
        self.history.is_some()
    }

    /// Where a file of the content is published.
    pub fn file_address(&self, file: &SitePath) -> String {
        file_address(&self.register, &self.addresses, file)
    }

    /// How a list shows a document.
    pub fn link(&self, id: DocId) -> DocumentLink {
        let make = || {
            let links = &self.document_links[id.0];
            document_link(&self.register, &self.config, &self.addresses, self.now, links, id)
        };
        self.listed[id.0].get_or_init(make).clone()
    }

    pub(super) fn links(&self, ids: &[DocId]) -> Vec<DocumentLink> {
        ids.iter().map(|id| self.link(*id)).collect()
    }

    /// The documents before and after one in its category, older first, or in its issue.
    pub(super) fn neighbours(&self, id: DocId) -> (Option<DocId>, Option<DocId>) {
        self.neighbours[id.0]
    }

    /// The documents that lists show, newest first; articles stand in their issue.
    pub(super) fn listed(&self) -> impl Iterator<Item = DocId> + '_ {
        let all = &self.register.lists.all;
        all.iter().copied().filter(|id| self.register.entry(*id).issue.is_none())
    }
}

/// The documents before and after each in its category, older first.
fn neighbours(register: &Register) -> Vec<(Option<DocId>, Option<DocId>)> {
    let mut neighbours = vec![(None, None); register.entries.len()];
    let lists = register.lists.categories.iter().chain(register.lists.issues.values());
    let issues = register.lists.categories.len();
    for (index, list) in lists.enumerate() {
        for (position, id) in list.iter().enumerate() {
            let before = position.checked_sub(1).and_then(|at| list.get(at)).copied();
            let after = list.get(position + 1).copied();
            // Categories list the newest first, the contents of an issue begin at the beginning.
            neighbours[id.0] = if index < issues { (after, before) } else { (before, after) };
        }
    }
    neighbours
}
