//! Pages that show hardly more than a title.

use super::list::RegisterLink;
use serde::Serialize;

/// A page without contents of its own.
#[derive(Clone, Debug, Serialize)]
pub struct PlainPage {
    pub title: String,
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
