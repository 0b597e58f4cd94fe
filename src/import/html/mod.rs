//! Reads web pages: articles of WeChat (公众号), pages of old portals, files that Word saved as HTML.
//!
//! Of a page only its article is taken, found by the names that publishing systems give it, else as
//! the part that holds most of the text.

mod article;
mod blocks;

use super::flow::{Flow, Properties};
use super::messages;
use super::remark::Remark;
use crate::failure::Failure;
use crate::html_tree::{ROOT, Tree};
use crate::source::{Encoding, SitePath, Source};

/// The largest page that is read, in bytes.
const MAX_BYTES: usize = 30_000_000;

/// A page with its article, and how much of it is text.
pub(super) struct Page {
    pub flow: Flow,
    /// How many characters of the article are no link, and how many are.
    pub plain: usize,
    pub linked: usize,
    /// The text of the whole page without white space.
    pub text: String,
}

pub(super) fn read(bytes: &[u8]) -> Result<Flow, Failure> {
    Ok(read_page(bytes)?.flow)
}

pub(super) fn read_page(bytes: &[u8]) -> Result<Page, Failure> {
    if bytes.len() > MAX_BYTES {
        return Err(messages::too_large());
    }
    let source = Source::decode(SitePath::new("page"), bytes);
    let tree = Tree::parse(&source.text).ok_or_else(messages::too_large)?;
    let root = article::root(&tree);
    let mut flow = blocks::read(&tree, root);
    let text = article::text(&tree);
    flow.properties = Properties {
        title: article::title(&tree, root),
        published: article::published(&tree, &source.text, &text),
    };
    match &source.encoding {
        Encoding::Broken(places) => flow.remarks.push(Remark::BrokenBytes(places.len())),
        Encoding::Foreign { is_lossless: false, .. } => flow.remarks.push(Remark::BrokenBytes(1)),
        _ => {}
    }
    let (plain, linked) = article::lengths(&tree, root);
    Ok(Page { flow, plain, linked, text })
}

/// Reads the text of an article without a page round it.
pub(super) fn read_fragment(html: &str) -> Result<Flow, Failure> {
    if html.len() > MAX_BYTES {
        return Err(messages::too_large());
    }
    let tree = Tree::parse(html).ok_or_else(messages::too_large)?;
    Ok(blocks::read(&tree, ROOT))
}
