//! A document as the search sees it.

use crate::search::posting::Level;
use std::borrow::Cow;

/// One document: the fields that results show and facets filter by, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// The address within the site: `/lyxf/2026/1/`.
    pub url: String,
    pub title: String,
    /// The canonical document number, or that of a standard; if there are both, with an ideographic space
    /// between them.
    pub number: Option<String>,
    pub issuers: Vec<String>,
    /// ISO 8601: `2026-03-15`; empty if there is none.
    pub date: String,
    /// The year under which lists file it: of an issue the one that it bears, else that of the date.
    pub year: String,
    /// Keys of what it is, such as `rule`; their names come from `Settings`.
    pub kinds: Vec<String>,
    /// The slug of the category; its name comes from `Settings`.
    pub category: String,
    pub topics: Vec<String>,
    /// 文种; empty if it has none.
    pub genre: String,
    /// A stable key such as `in-force`; its name comes from `Settings`.
    pub validity: String,
    /// The values of further facets, each with the name of its facet.
    pub facets: Vec<(String, String)>,
    pub blocks: Vec<Block<'a>>,
}

/// A paragraph, heading, list item or table cell, without inline tags. No phrase matches across two blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block<'a> {
    pub kind: BlockKind,
    /// Borrowed from the document while an index is written: the texts are most of a site.
    pub text: Cow<'a, str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Text,
}

impl Record<'_> {
    /// Returns everything that is searched, each text with the level of its terms. Issuers weigh as little as plain
    /// text: most documents of a site have the same.
    pub fn searchable(&self) -> impl Iterator<Item = (&str, Level)> {
        let head = [Some(self.title.as_str()), self.number.as_deref()];
        let names = self.topics.iter().chain([&self.genre]).map(|name| (&**name, Level::Heading));
        let issuers = self.issuers.iter().map(|issuer| (&**issuer, Level::Text));
        let body = self.blocks.iter().map(|block| match block.kind {
            BlockKind::Heading => (&*block.text, Level::Heading),
            BlockKind::Text => (&*block.text, Level::Text),
        });
        let head = head.into_iter().flatten().map(|text| (text, Level::Title));
        head.chain(body).chain(names).chain(issuers)
    }
}

/// The documents of which an index is made. A record is made whenever it is needed, because all of them together would take
/// as much memory as everything else of the search.
pub trait Records: Sync {
    fn count(&self) -> usize;

    /// Returns the record of a document, by its index.
    fn record(&self, index: usize) -> Record<'_>;
}

impl Records for &[Record<'_>] {
    fn count(&self) -> usize {
        self.len()
    }

    fn record(&self, index: usize) -> Record<'_> {
        self[index].clone()
    }
}

/// Some of the documents, in the order in which they are indexed.
#[derive(Clone, Copy)]
pub struct Ordered<'a> {
    records: &'a dyn Records,
    /// Indices into the records.
    order: &'a [usize],
}

impl<'a> Ordered<'a> {
    pub fn new(records: &'a dyn Records, order: &'a [usize]) -> Ordered<'a> {
        Ordered { records, order }
    }

    pub fn len(&self) -> usize {
        self.order.len()
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Makes the records, one after the other.
    pub fn iter(&self) -> impl Iterator<Item = Record<'a>> + use<'a> {
        self.every(1)
    }

    /// Makes the first record and each that follows by `step`.
    pub fn every(&self, step: usize) -> impl Iterator<Item = Record<'a>> + use<'a> {
        let records = self.records;
        self.order.iter().step_by(step).map(|index| records.record(*index))
    }

    pub fn split_at(&self, middle: usize) -> (Ordered<'a>, Ordered<'a>) {
        let (before, after) = self.order.split_at(middle);
        (Ordered { order: before, ..*self }, Ordered { order: after, ..*self })
    }

    /// Divides the documents into pieces of a length; the last may be shorter.
    pub fn chunks(&self, length: usize) -> Vec<Ordered<'a>> {
        self.order.chunks(length).map(|order| Ordered { order, ..*self }).collect()
    }
}
