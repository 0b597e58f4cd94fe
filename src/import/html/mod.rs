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
use crate::html_tree::Tree;
use crate::source::{Encoding, SitePath, Source};

/// The largest page that is read, in bytes.
const MAX_BYTES: usize = 30_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Flow, Failure> {
    if bytes.len() > MAX_BYTES {
        return Err(messages::too_large());
    }
    let source = Source::decode(SitePath::new("page"), bytes);
    let tree = Tree::parse(&source.text).ok_or_else(messages::too_large)?;
    let root = article::root(&tree);
    let mut flow = blocks::read(&tree, root);
    flow.properties = Properties {
        title: article::title(&tree, root),
        published: article::published(&tree, &source.text),
    };
    match &source.encoding {
        Encoding::Broken(places) => flow.remarks.push(Remark::BrokenBytes(places.len())),
        Encoding::Foreign { is_lossless: false, .. } => flow.remarks.push(Remark::BrokenBytes(1)),
        _ => {}
    }
    Ok(flow)
}
