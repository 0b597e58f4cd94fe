//! The page of standards: a standard with two editions, and one without dates.

use super::{HOSTILE, bare_link, date, document_link};
use crate::view::{StandardEdition, StandardGroup, StandardsPage, StandardsView, View};

pub(super) fn standards() -> View {
    let page = StandardsPage { title: "标准".to_owned(), standards: list() };
    View::Standards(Box::new(page))
}

pub(super) fn list() -> StandardsView {
    let edition = |document, effective, older| StandardEdition {
        standard: HOSTILE.to_owned(),
        document,
        effective,
        older,
    };
    let editions = vec![
        edition(document_link("甲"), Some(date(1)), false),
        edition(document_link("甲"), Some(date(2)), true),
        edition(bare_link(), None, false),
    ];
    let prefix = HOSTILE.to_owned();
    let group = StandardGroup { prefix, anchor: "standards-0".to_owned(), editions };
    StandardsView { as_of: date(22), groups: vec![group] }
}
