//! The entry file `search.json`, the only one with a fixed name: from it a reader finds all the others.

use crate::search::store::StoreMeta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the format; a reader refuses any other.
pub const FORMAT: u32 = 7;

#[derive(Debug, Serialize, Deserialize)]
pub struct Entry {
    pub format: u32,
    /// The fingerprint of all that the index was made from, if whoever made it gave one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made_from: String,
    /// The path that the addresses of results are relative to.
    pub base: String,
    pub slot_table: String,
    pub columns: String,
    pub dictionary: String,
    pub folding: String,
    pub suggestions: String,
    /// The most frequent ideographs in descending order: a query fetches the bigrams without them first.
    pub common: String,
    pub segments: Vec<Segment>,
    pub kinds: BTreeMap<String, String>,
    pub categories: BTreeMap<String, String>,
    pub validities: BTreeMap<String, String>,
    pub synonyms: BTreeMap<String, Vec<String>>,
}

/// A range of documents with stores of its own: the archive, which a new document does not change, or the recent ones.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Segment {
    pub documents: u32,
    /// A trigram is indexed if both of its bigrams occur in at least this many documents; 0 if none is.
    pub frequent: u32,
    pub bigrams: StoreMeta,
    pub unigrams: StoreMeta,
    pub texts: StoreMeta,
}
