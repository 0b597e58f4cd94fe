//! What [`file`](crate::register::file) is given: the parsed content, and the terms on which it is
//! filed.

use super::unread::UnreadNumbers;
use crate::config::Config;
use crate::date::Moment;
use crate::document::Document;
use crate::document::section::Section;
use crate::source::SitePath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The documents and categories to file, with all that filing depends on.
pub struct Filing<'a> {
    pub documents: Vec<Arc<Document>>,
    pub sections: Vec<Arc<Section>>,
    /// Content files that could not be read: references to them are not reported as broken.
    pub unread: BTreeSet<SitePath>,
    /// The numbers that the unread files may hold.
    pub unread_numbers: UnreadNumbers,
    /// The other files of the site, with their sizes in bytes.
    pub assets: &'a BTreeMap<SitePath, u64>,
    pub config: &'a Config,
    /// The moment of the build: "now" and, by its date, "today" for all that depends on them.
    pub now: Moment,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether documents that wait for their 发布日期 are shown, as in a preview.
    pub waiting: bool,
}

impl Filing<'_> {
    /// Returns the key under which site.yaml lists withheld serials, in the language of its keys.
    pub(super) fn withheld_key(&self) -> &'static str {
        self.config.key_names.language().pick("不公开", "withheld")
    }
}
