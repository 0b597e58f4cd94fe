//! Pages that show hardly more than a title.

use serde::Serialize;

/// A page without contents of its own.
#[derive(Clone, Debug, Serialize)]
pub struct PlainPage {
    pub title: String,
}

/// `redirect.html`: variables `target title`.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectPage {
    pub title: String,
    pub target: String,
}
