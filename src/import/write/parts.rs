//! What a text is written from, and what is written.

use crate::import::flow::{Paragraph, Picture};
use std::collections::BTreeMap;

/// A text as Markdown.
#[derive(Debug, Default)]
pub struct Written {
    pub text: String,
    /// Indices of the pictures in it, in order.
    pub pictures: Vec<usize>,
    /// How many of them have no description yet.
    pub without_description: usize,
    /// Addresses of links that a page cannot have.
    pub links_left_out: Vec<String>,
}

/// What a text is written from beside its blocks.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    pub notes: &'a [Vec<Paragraph>],
    pub pictures: &'a [Picture],
    /// What links of the text lead to within the site, by how they were typed.
    pub links: &'a BTreeMap<String, String>,
}

/// Returns the name of the file of a picture, beside the document.
pub fn picture_name(index: usize, picture: &Picture) -> String {
    format!("picture-{}.{}", index + 1, picture.extension)
}
