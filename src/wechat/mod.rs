//! A document as an article for the editor of a WeChat account (微信公众号).
//!
//! The editor takes what is pasted and keeps only elements with `style` attributes: no class, no id, no
//! script, no picture of another host, no link but to its own articles. So the HTML of a document's body is
//! written anew with all styles inlined; addresses become numbered notes, a picture becomes a mark that
//! says which file belongs there, and a table that a phone cannot show becomes records.

mod body;
mod document;
mod labels;
mod look;
mod notes;
mod numbering;
mod table;
mod tags;
mod widths;
mod writer;

pub use labels::Labels;
pub use notes::Picture;

use crate::page::{self, Page, PageKind, Site};
use crate::register::DocId;
use crate::view::View;
use body::Body;
use notes::Notes;
use std::collections::BTreeMap;

/// A document for the editor of a WeChat account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    pub title: String,
    /// The whole address of the document, for the editor's field 原文链接.
    pub permalink: String,
    /// What is pasted.
    pub html: String,
    /// What has to be uploaded, in the order of the marks.
    pub pictures: Vec<Picture>,
}

impl Article {
    /// Returns a page that holds nothing but the article, to be opened, selected whole and copied.
    pub fn page(&self, language: &str) -> String {
        let (mut title, mut lang) = (String::new(), String::new());
        writer::escape(&self.title, &mut title);
        writer::escape(language, &mut lang);
        format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n</head>\n<body style=\"{}\">\n{}\n</body>\n</html>\n",
            look::PAGE,
            self.html
        )
    }
}

/// Makes the article of the document whose page has an address; `None` if there is none.
pub fn article(site: &Site, address: &str) -> Option<Article> {
    let pages = page::compose(&site.register, &site.config, &site.addresses);
    let (page, id) = pages.iter().find_map(|page| match page.kind {
        PageKind::Document(id) | PageKind::Newsletter(id) if page.address == address => {
            Some((page, id))
        }
        _ => None,
    })?;
    Some(of_page(site, page, id))
}

/// Makes the articles of all documents.
pub fn articles(site: &Site) -> Vec<Article> {
    let pages = page::compose(&site.register, &site.config, &site.addresses);
    let documents = pages.iter().filter_map(|page| match page.kind {
        PageKind::Document(id) | PageKind::Newsletter(id) => Some((page, id)),
        _ => None,
    });
    documents.map(|(page, id)| of_page(site, page, id)).collect()
}

fn of_page(site: &Site, page: &Page, id: DocId) -> Article {
    let (view, _) = page::view(site, page, page::harmless_body(site, id));
    let (document, columns) = match view {
        View::Document(view) => (view.page, Vec::new()),
        View::Newsletter(view) => (view.page, view.columns),
        _ => return Article::default(),
    };
    let files = site.document_links.get(id.0).map(|links| &*links.files).unwrap_or_default();
    let files = files
        .iter()
        .map(|(_, file)| (site.addresses.href(&site.file_address(file)), file.as_str().to_owned()));
    let labels = Labels::of(&site.config.language);
    let mut notes = Notes::new(labels, &document.permalink, files.collect());
    let accent = site.config.accent.map(|accent| accent.light.accent.to_string());
    let accent = accent.as_deref().unwrap_or(look::ACCENT);
    let html = document::write(&document, &columns, accent, &mut notes);
    Article { title: document.title, permalink: document.permalink, html, pictures: notes.pictures }
}

/// Returns the text of an article for the HTML of a body, and its pictures; `permalink` is the whole
/// address of its page.
pub fn text(html: &str, permalink: &str, labels: Labels) -> (String, Vec<Picture>) {
    let mut notes = Notes::new(labels, permalink, BTreeMap::new());
    let mut body = Body::read(html, look::PARAGRAPH, look::ACCENT, &mut notes);
    body.write();
    let text = format!("{}{}", body.out.html, body.footnotes);
    (text, notes.pictures)
}
