//! What an article cannot hold and names instead: links, which WeChat removes, and pictures, which it takes
//! from nobody else's host.

use super::labels::Labels;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use url::Url;

/// The host to which WeChat leaves links.
const WECHAT_HOST: &str = "mp.weixin.qq.com";

/// A picture that the editor has to upload where its mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub description: String,
    /// The file of the site, else its address; empty for one that is part of the text.
    pub file: String,
    /// What stands in the article in place of it.
    pub mark: String,
}

/// Where the address of a link goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// To another part of the document, or nowhere: only its text remains.
    Text,
    /// To an article of WeChat, which remains a link.
    WeChat(String),
    /// To the list of addresses.
    Note(String),
}

/// What the article names, in its order.
#[derive(Debug)]
pub(super) struct Notes {
    pub labels: Labels,
    /// The whole address of the document.
    base: Option<Url>,
    /// The files of the site, by the address that pages give them.
    files: BTreeMap<String, String>,
    pub links: Vec<String>,
    pub pictures: Vec<Picture>,
}

impl Notes {
    pub fn new(labels: Labels, permalink: &str, files: BTreeMap<String, String>) -> Notes {
        let base = Url::parse(permalink).ok();
        Notes { labels, base, files, links: Vec::new(), pictures: Vec::new() }
    }

    /// Returns where a link goes.
    pub fn link(&self, href: &str, text: &str) -> Link {
        let Some(base) = &self.base else { return Link::Text };
        let Ok(mut url) = base.join(href.trim()) else { return Link::Text };
        let address = shown(&url);
        if is_said(&address, text) {
            return Link::Text;
        }
        if url.host_str() == Some(WECHAT_HOST) && matches!(url.scheme(), "http" | "https") {
            return Link::WeChat(address);
        }
        url.set_fragment(None);
        if url == *base { Link::Text } else { Link::Note(address) }
    }

    /// Returns the number of an address in the list; one address has one number.
    pub fn number(&mut self, address: String) -> usize {
        let known = self.links.iter().position(|link| *link == address);
        let index = known.unwrap_or_else(|| {
            self.links.push(address);
            self.links.len() - 1
        });
        index + 1
    }

    /// Lists a picture, and returns what stands in place of it.
    pub fn picture(&mut self, src: &str, description: &str) -> String {
        let file = match self.files.get(src) {
            Some(file) => file.clone(),
            None if src.trim_start().get(..5).is_some_and(|s| s.eq_ignore_ascii_case("data:")) => {
                String::new()
            }
            None => {
                let url = self.base.as_ref().and_then(|base| base.join(src).ok());
                url.map_or_else(|| src.to_owned(), |url| shown(&url))
            }
        };
        let description = description.split_whitespace().collect::<Vec<_>>().join(" ");
        let mark = self.labels.picture(self.pictures.len() + 1, &description, &file);
        self.pictures.push(Picture { description, file, mark: mark.clone() });
        mark
    }
}

/// Returns an address as it is typed: that of a mailbox or a telephone without its scheme.
fn shown(url: &Url) -> String {
    match url.scheme() {
        "mailto" | "tel" => {
            let typed = url.path();
            percent_decode_str(typed).decode_utf8().map_or_else(|_| typed.to_owned(), Into::into)
        }
        _ => url.to_string(),
    }
}

/// Returns whether the text of a link is its address, so that nothing is left to be said.
fn is_said(address: &str, text: &str) -> bool {
    fn bare(address: &str) -> &str {
        let address = address.trim();
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.trim_end_matches('/')
    }
    let decoded = percent_decode_str(address).decode_utf8().unwrap_or_default();
    !text.trim().is_empty() && (bare(address) == bare(text) || bare(&decoded) == bare(text))
}
