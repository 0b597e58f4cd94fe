//! What a feed carries of its documents: their text, as long as the feed has room, and their attachments.

use crate::content_type::content_type;
use crate::page::{Site, portable_body};
use crate::register::{AttachmentTarget, DocId};
use serde_json::{Value as Json, json};

/// How many bytes of text all entries of a feed have together. Programs fetch a feed whole every
/// hour, and a site of many topics has many of them.
const MAX_TEXT: usize = 200_000;

/// A document in a feed.
pub(super) struct Content<'a> {
    pub id: DocId,
    /// Its text; none where the feed has no room for it, and where there is none.
    pub html: Option<&'a str>,
    pub enclosures: Vec<Enclosure>,
    /// The title and the whole address of documents that are attached to it.
    pub related: Vec<(String, String)>,
}

/// A file that is attached to a document.
pub(super) struct Enclosure {
    /// The whole address.
    pub url: String,
    pub title: String,
    pub media_type: &'static str,
    pub size: u64,
}

impl Enclosure {
    /// Returns it as an attachment of JSON Feed.
    pub fn json(&self) -> Json {
        json!({
            "url": self.url,
            "mime_type": self.media_type,
            "title": self.title,
            "size_in_bytes": self.size,
        })
    }
}

/// Returns what a feed carries of documents, in their order. The first ones get the room there is.
pub(super) fn contents<'a>(site: &'a Site, documents: &[DocId]) -> Vec<Content<'a>> {
    let mut room = MAX_TEXT;
    documents.iter().map(|id| content(site, *id, &mut room)).collect()
}

fn content<'a>(site: &'a Site, id: DocId, room: &mut usize) -> Content<'a> {
    let entry = site.register.entry(id);
    let mut enclosures = Vec::new();
    let mut related = Vec::new();
    for attachment in &entry.attachments {
        let title = attachment.title.clone();
        match &attachment.to {
            AttachmentTarget::File(path, size) => enclosures.push(Enclosure {
                url: site.addresses.permalink(&site.file_address(path)),
                title,
                media_type: content_type(path.as_str()),
                size: *size,
            }),
            AttachmentTarget::Document(to) => {
                related.push((title, site.addresses.permalink(site.addresses.document(*to))));
            }
        }
    }
    // HTML is hardly ever shorter than what was typed.
    let is_possible = entry.document.body.len() <= *room;
    let html = is_possible.then(|| portable_body(site, id));
    let html = html.filter(|html| !html.trim().is_empty() && html.len() <= *room);
    *room -= html.map_or(0, str::len);
    Content { id, html, enclosures, related }
}
