//! What is read of an old portal.

use crate::failure::Failure;
use crate::import::flow::Flow;

/// A document of an old portal.
pub struct Entry {
    /// The path at which it was found there, decoded: `/art/2020/3/1/art_12_345.html`.
    pub address: String,
    pub flow: Flow,
    /// The names of the columns that it may stand in, the likeliest first.
    pub columns: Vec<String>,
    pub topics: Vec<String>,
    pub is_draft: bool,
}

/// Why a page becomes no document.
#[derive(Debug)]
pub enum Left {
    /// It has more links than text: a list, or the home page.
    List,
    /// It has no text to speak of.
    Empty,
    Unreadable(Failure),
    /// The site has no category for it.
    Homeless,
}
