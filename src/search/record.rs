//! A document as the search sees it.

use crate::search::posting::Level;
use std::borrow::Cow;

/// One document: the fields that results show and facets filter by, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// The address within the site: `/lyxf/2026/1/`.
    pub url: String,
    pub title: String,
    /// The canonical document number.
    pub number: Option<String>,
    pub issuers: Vec<String>,
    /// ISO 8601: `2026-03-15`.
    pub date: String,
    /// The slug of the category; its name comes from `Settings`.
    pub category: String,
    pub topics: Vec<String>,
    /// A stable key such as `in-force`; its name comes from `Settings`.
    pub validity: String,
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
    /// Returns everything that is searched: title, number and blocks, each with the level of its terms.
    pub fn searchable(&self) -> impl Iterator<Item = (&str, Level)> {
        let head = [Some(self.title.as_str()), self.number.as_deref()];
        let body = self.blocks.iter().map(|block| match block.kind {
            BlockKind::Heading => (&*block.text, Level::Heading),
            BlockKind::Text => (&*block.text, Level::Text),
        });
        head.into_iter().flatten().map(|text| (text, Level::Title)).chain(body)
    }
}
