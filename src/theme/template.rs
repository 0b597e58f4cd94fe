//! One template of a theme.

use crate::source::Source;
use std::sync::Arc;

/// The text of a template, and where it is from.
pub(super) enum Template {
    Embedded(&'static str),
    Site(Arc<Source>),
}

impl Template {
    /// The text without a byte-order mark, which would be printed at the top of the page.
    pub fn text(&self) -> &str {
        match self {
            Template::Embedded(text) => text,
            Template::Site(source) => source.text.trim_start_matches('\u{feff}'),
        }
    }
}
