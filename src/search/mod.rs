//! Search in Chinese that finds every phrase: the index that a build writes and a browser reads in a few kilobytes.
//!
//! Documents are cut into single ideographs, words and numbers (`tokens`, folded by `fold`). Every neighbouring pair is
//! a term with a list of documents; a phrase is the intersection of its pairs, verified on the text of what is shown.
//! Lists lie in small shards by the hash of their term, each in a slot of a shelf as the texts are, so that a query fetches little. The same
//! files are read by `query` here and by `engine.js` in the browser; `FORMAT.md` beside the engine describes them.

mod bits;
mod columns;
mod entry;
mod fold;
mod index;
mod phrases;
mod postings;
mod query;
mod reader;
mod seal;
mod shard;
mod shelf;
mod suggest;
mod term;
mod texts;
mod tokens;

pub use index::index;
pub use query::{Answer, Hit, Order, Query, query};
pub use tokens::{Token, tokens};

use std::collections::BTreeMap;
use std::io;

/// One document as search sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The address within the site: `/lyxf/2026/1/`.
    pub url: String,
    pub title: String,
    /// The canonical document number.
    pub number: Option<String>,
    pub issuers: Vec<String>,
    /// ISO, `2026-03-15`.
    pub date: String,
    /// The slug of the category; its name comes from `Settings`.
    pub category: String,
    pub topics: Vec<String>,
    /// A stable key such as `in-force`; its name comes from `Settings`.
    pub validity: String,
    pub blocks: Vec<Block>,
}

/// A paragraph, heading, list item or table cell, without its inline tags. No phrase runs across two blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Text,
}

/// What the site says about its search.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The path of the site's address: `/`, or `/portal/`.
    pub base_path: String,
    /// Terms and what else they are called; each finds all of its group.
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// Names of the categories by slug.
    pub categories: BTreeMap<String, String>,
    /// Names of the validities by key.
    pub validities: BTreeMap<String, String>,
}

/// Takes a file of the index: its path below the site's `search/`, and its bytes.
pub type Put<'a> = &'a (dyn Fn(&str, &[u8]) -> io::Result<()> + Sync);

/// Opens a file of the index by the same path.
pub type Open<'a> = &'a dyn Fn(&str) -> io::Result<Vec<u8>>;

/// What an index came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    pub documents: usize,
    pub files: usize,
    pub bytes: usize,
}
