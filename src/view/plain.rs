//! Pages that show hardly more than a title.

use super::list::{RegisterLink, TermView};
use serde::Serialize;

/// `search.html`: variables `title topics`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchPage {
    pub title: String,
    /// The topics with the most documents, at most 100: who types one is led to its page.
    pub topics: Vec<TermView>,
}

/// `404.html`: what a host shows where there is no page.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    pub title: String,
    /// The registers of the codes of the site. An address that is a number leads into one of them.
    pub registers: Vec<RegisterLink>,
}

/// `redirect.html`: variables `target title`.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectPage {
    pub title: String,
    pub target: String,
}
